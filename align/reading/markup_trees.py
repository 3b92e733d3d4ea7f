"""HTML characters → a tree, as a browser would see it, without a network."""

from __future__ import annotations

from itertools import islice
from typing import Any

from align.errors import ReadError
from align.reading.limits import LARGEST_MARKUP, MOST_BLOCKS


def parse_markup(text: str, name: str) -> Any:
    """Return the root element of the lxml tree, None where there is nothing to parse.

    Preformatted text has a paragraph a line in it. *name* is what messages call the input.

    Raises:
        ReadError: too large, or nested more deeply than the parser follows: it would leave out the rest.
    """
    from lxml import etree, html

    if len(text) > LARGEST_MARKUP:
        limit = f"{LARGEST_MARKUP // 1_000_000} million"
        raise ReadError(f"{name}: more than {limit} characters of HTML; save the article alone")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError(f"{name}: elements nested more than 256 deep; save its text as UTF-8")
    preformatted = list(root.iter("pre"))
    blocks = sum(1 for _ in islice(root.iter(), MOST_BLOCKS + 1)) + (text.count("\n") if preformatted else 0)
    if blocks > MOST_BLOCKS:
        raise ReadError(f"{name}: more than {MOST_BLOCKS:,} elements and lines; save the article alone")
    for element in preformatted:
        _split_preformatted(element)
    return root


def _split_preformatted(element: Any) -> None:
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = "".join(element.itertext()).split("\n")
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail
    for line in lines:
        paragraph = element.makeelement("p")
        paragraph.text = line
        element.append(paragraph)
