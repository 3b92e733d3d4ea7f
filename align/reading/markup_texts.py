"""An HTML or XHTML tree → its text, a block a line, with every character that a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# HTML Living Standard, section 15.3: elements whose text stands on lines of its own; and the names that
# trafilatura gives to headings, list items and table cells.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "cell",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "item",
        "legend",
        "li",
        "list",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "quote",
        "row",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_BREAKS = frozenset(("br", "lb"))
_UNSEEN = frozenset(
    [
        "audio",
        "canvas",
        "embed",
        "iframe",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "title",
        "video",
    ]
)

# White space that markup collapses (ASCII only): a no-break space is the author's.
_SPACE = re.compile(r"[ \t\n\r\f]+")


def find_lines(root: Any) -> Iterator[str]:
    """Yield the text of each block under an lxml element in document order, without empty ones."""
    pieces: list[str] = []
    for text, ends in _walk(root):
        if ends:
            yield from _line(pieces)
            pieces.clear()
        pieces.append(text)
    yield from _line(pieces)


def _line(pieces: list[str]) -> Iterator[str]:
    line = _SPACE.sub(" ", "".join(pieces)).strip(" ")
    if line.strip():
        yield line


def _walk(root: Any) -> Iterator[tuple[str, bool]]:
    """Yield each run of text, and whether the line before it ends."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, is_over = stack.pop()
        kind = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        breaks = kind in _BLOCKS or kind in _BREAKS
        if is_over:
            # What stands after the root is not part of it.
            yield ("" if element is root else element.tail or ""), breaks
            continue
        stack.append((element, True))
        if kind and kind not in _UNSEEN:
            yield element.text or "", breaks
            stack += [(child, False) for child in reversed(element)]
