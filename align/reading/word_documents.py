"""Word documents (.docx, ECMA-376) → their text, as it stands with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from align.errors import ReadError
from align.reading.archives import open_archive, read_part
from align.reading.extracts import Extract
from align.reading.xml_trees import parse_xml

_KIND = "a Word document"
_MAIN = "word/document.xml"

# Transitional and strict documents differ in their namespaces only; names are compared without them.
_SKIPPED = frozenset(
    (
        "del",  # deleted and moved text, as long as changes are tracked
        "moveFrom",
        "Fallback",  # the same text box again, for old programs
        "instrText",  # the code of a field, whose result stands beside it
        "pPr",
        "rPr",
        "sectPr",
    )
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_NOTES = ("footnote", "endnote")


def extract_word(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return a paragraph a line, tables row by row with a line a cell, then foot- and endnotes.

    Headers, footers and comments are left out, and so is text whose deletion is tracked. *encoding* is
    unused: the file says its own.

    Raises:
        ReadError: not a Word document, a broken or a locked one.
    """
    del encoding
    with open_archive(data, name, _KIND) as archive:
        parts = set(archive.namelist())
        if _MAIN not in parts and {"mimetype", "content.xml"} <= parts:
            raise ReadError(f"{name}: an OpenDocument text, not a Word document; rename it to end in .odt")
        root = parse_xml(read_part(archive, _MAIN, name, _KIND), name, _MAIN)
        lines = list(_paragraphs(root))
        notes = ["changes were tracked: read as if all were accepted"] if _is_tracked(root) else []
        for kind in _NOTES:
            part = f"word/{kind}s.xml"
            if part in parts:
                found = list(_note_lines(parse_xml(read_part(archive, part, name, _KIND), name, part), kind))
                lines += found
                notes += [f"{kind}s stand after the text"] if found else []
        if any(part.startswith(("word/header", "word/footer", "word/comments")) for part in parts):
            notes.append("headers, footers and comments were left out")
    return Extract("\n".join(lines), tuple(notes))


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield the text of each paragraph in document order; one inside another (a text box) comes after it."""
    stack = [root]
    while stack:
        element = stack.pop()
        kind = _kind(element)
        if kind in _SKIPPED:
            continue
        if kind == "p":
            text, inner = _paragraph_text(element)
            yield text
            stack += reversed(inner)
        else:
            stack += reversed(element)


def _paragraph_text(paragraph: Any) -> tuple[str, list[Any]]:
    """Return the paragraph's own text, and the paragraphs inside it."""
    pieces: list[str] = []
    inner: list[Any] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = _kind(element)
        if kind == "p":
            inner.append(element)
        elif kind == "t":
            pieces.append(element.text or "")
        elif kind in _BREAKS:
            pieces.append(_BREAKS[kind])
        elif kind not in _SKIPPED:
            stack += reversed(element)
    return "".join(pieces), inner


def _note_lines(root: Any, kind: str) -> Iterator[str]:
    """Yield the lines of the notes themselves; separators have a type and no text."""
    for note in root:
        if _kind(note) == kind and not any(key.endswith("}type") for key in note.attrib):
            yield from _paragraphs(note)


def _is_tracked(root: Any) -> bool:
    return any(_kind(element) in ("ins", "del", "moveFrom", "moveTo") for element in root.iter())


def _kind(element: Any) -> str:
    """Return the element's name without its namespace; an empty one for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
