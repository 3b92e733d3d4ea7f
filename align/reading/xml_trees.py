"""XML bytes → a tree, without entities, without a network."""

from __future__ import annotations

from typing import Any

from align.errors import ReadError
from align.reading.limits import LARGEST_MARKUP


def parse_xml(data: bytes, name: str, part: str) -> Any:
    """Return the root element of the lxml tree.

    *name* is what messages call the input, *part* which part of it the bytes are.

    Raises:
        ReadError: too large, not well-formed (256 elements deep counts as such), or it declares entities:
            no word processor writes them, and they are how a small file is made to fill a machine or to
            fetch another file.
    """
    from lxml import etree

    where = f"{name}: {part} inside"
    if len(data) > LARGEST_MARKUP:
        limit = f"{LARGEST_MARKUP // 1_000_000} MB"
        raise ReadError(f"{where} is larger than {limit}; split it into its documents")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f" (line {line:,})" if line else ""
        raise ReadError(f"{where} is not well-formed XML{place}; open it and save it again") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise ReadError(f"{where} declares entities, which are not read; save its text as UTF-8")
    return root
