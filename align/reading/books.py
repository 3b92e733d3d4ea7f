"""Electronic books (.epub, EPUB 2 and 3) → their text in reading order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from align.errors import ReadError
from align.reading.archives import open_archive, read_part, resolve_part
from align.reading.decoding import decode_bytes
from align.reading.extracts import Extract
from align.reading.limits import LARGEST_MARKUP
from align.reading.markup_texts import find_lines
from align.reading.markup_trees import parse_markup
from align.reading.xml_trees import parse_xml

_KIND = "an EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html"))
_FONTS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
"""Ways of locking that are for fonts alone, and leave the text open."""


def extract_book(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return the text of the chapters in reading order, a block a line.

    What the book marks as beside the reading order (``linear="no"``) and its table of contents are left
    out. *encoding* is unused: chapters say their own.

    Raises:
        ReadError: not an EPUB book, a broken or a locked one, or one that names parts outside itself.
    """
    del encoding
    with open_archive(data, name, _KIND) as archive:
        _refuse_locked(archive, name)
        container = parse_xml(read_part(archive, _CONTAINER, name, _KIND), name, _CONTAINER)
        package = next(container.iter("{*}rootfile"), None)
        if package is None:
            raise ReadError(f"{name}: not {_KIND} (its container names no package); check its suffix")
        place = resolve_part("", package.get("full-path", ""), name)
        root = parse_xml(read_part(archive, place, name, _KIND), name, "its package")
        lines: list[str] = []
        length = 0
        for part in _reading_order(root, place, name):
            chapter = read_part(archive, part, name, _KIND)
            length += len(chapter)
            if length > LARGEST_MARKUP:
                limit = f"{LARGEST_MARKUP // 1_000_000} MB"
                raise ReadError(f"{name}: more than {limit} of chapters; split it, or save its text as UTF-8")
            text, _ = decode_bytes(chapter, f"{name}: a chapter inside")
            tree = parse_markup(text, name)
            bodies = [] if tree is None else tree.iter("body")
            lines += [line for body in bodies for line in find_lines(body)]
    if not lines:
        raise ReadError(f"{name}: no text in the book (pictures of pages?); recognise its text first")
    return Extract("\n".join(lines))


def _refuse_locked(archive: zipfile.ZipFile, name: str) -> None:
    if _ENCRYPTION not in archive.namelist():
        return
    root = parse_xml(read_part(archive, _ENCRYPTION, name, _KIND), name, _ENCRYPTION)
    methods = [method.get("Algorithm", "").encode() for method in root.iter("{*}EncryptionMethod")]
    if any(method not in _FONTS for method in methods):
        raise ReadError(f"{name}: locked by its seller (DRM); give a copy without a lock")


def _reading_order(package: Any, place: str, name: str) -> Iterator[str]:
    """Yield the parts of the spine that are pages, each once."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    seen: set[str] = set()
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        part = resolve_part(place, unquote(item.get("href", "")), name)
        if part not in seen:
            seen.add(part)
            yield part
