"""OpenDocument texts (.odt, ISO 26300) → their text, as it stands with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from align.errors import ReadError
from align.reading.archives import open_archive, read_part
from align.reading.extracts import Extract
from align.reading.xml_trees import parse_xml

_KIND = "an OpenDocument text"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_NOTE = f"{_TEXT}note"
_SKIPPED = frozenset(
    (
        f"{_TEXT}tracked-changes",  # what was deleted while changes were tracked
        f"{_OFFICE}annotation",
        f"{_TEXT}note-citation",
        f"{_TEXT}ruby-text",
    )
)
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000  # that one element may stand for; the format sets no limit


def extract_open(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return a paragraph a line, tables row by row with a line a cell, then foot- and endnotes.

    Headers, footers and comments are left out, and so is text whose deletion is tracked. *encoding* is
    unused: the file says its own.

    Raises:
        ReadError: not an OpenDocument text, a broken or a locked one.
    """
    del encoding
    with open_archive(data, name, _KIND) as archive:
        parts = set(archive.namelist())
        if "word/document.xml" in parts:
            raise ReadError(f"{name}: a Word document, not {_KIND}; rename it to end in .docx")
        if _MANIFEST in parts and b"encryption-data" in read_part(archive, _MANIFEST, name, _KIND):
            raise ReadError(f"{name}: locked with a password; save it without one")
        root = parse_xml(read_part(archive, _CONTENT, name, _KIND), name, _CONTENT)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadError(f"{name}: not {_KIND} (it holds a sheet or slides); save its text as UTF-8")
    notes: list[str] = []
    if next(body.iter(f"{_TEXT}tracked-changes"), None) is not None:
        notes.append("changes were tracked: read as if all were accepted")
    asides: list[Any] = []
    lines = list(_lines(body, asides))
    if asides:
        notes.append("footnotes stand after the text")
        lines += [line for aside in asides for line in _lines(aside, [])]
    return Extract("\n".join(lines), tuple(notes))


def _lines(root: Any, asides: list[Any]) -> Iterator[str]:
    """Yield the text of each paragraph, one inside another (a text box) after it; put notes into *asides*."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag in _PARAGRAPHS:
            text, inner = _paragraph_text(element, asides)
            yield text
            stack += reversed(inner)
        else:
            stack += reversed(element)


def _paragraph_text(paragraph: Any, asides: list[Any]) -> tuple[str, list[Any]]:
    """Return the paragraph's own text, and the paragraphs inside it."""
    pieces: list[tuple[str, bool]] = [(paragraph.text or "", False)]
    inner: list[Any] = []
    stack = [(child, False) for child in reversed(paragraph)]
    while stack:
        element, is_over = stack.pop()
        if is_over:
            pieces.append((element.tail or "", False))
            continue
        stack.append((element, True))
        if element.tag == _NOTE:
            asides.append(element)
        elif element.tag in _PARAGRAPHS:
            inner.append(element)
        elif element.tag not in _SKIPPED:
            pieces += [(_fixed_text(element), True), (element.text or "", False)]
            stack += [(child, False) for child in reversed(element)]
    return _collapse(pieces), inner


def _fixed_text(element: Any) -> str:
    """Return the white space that an element stands for; none for other elements."""
    match element.tag:
        case "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}s":
            count = element.get(f"{_TEXT}c", "1")
            return " " * min(int(count[:9]), _MOST_SPACES) if count.isascii() and count.isdigit() else " "
        case "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}tab":
            return "\t"
        case "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}line-break":
            return "\n"
        case _:
            return ""


def _collapse(pieces: list[tuple[str, bool]]) -> str:
    """Return the pieces joined, white space collapsed (part 3, 6.1.2) except in those marked as fixed."""
    joined: list[str] = []
    after_space = True
    for text, is_fixed in pieces:
        collapsed = text if is_fixed else _WHITE.sub(" ", text)
        if after_space and not is_fixed:
            collapsed = collapsed.removeprefix(" ")
        if collapsed:
            joined.append(collapsed)
            after_space = not is_fixed and collapsed.endswith(" ")
    return "".join(joined)
