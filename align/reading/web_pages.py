"""Saved web pages (.html) → the article: its title and body, without menus and the like."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from align.errors import ReadError
from align.reading.decoding import check_encoding, decode_bytes
from align.reading.extracts import Extract
from align.reading.limits import MOST_ELEMENTS
from align.reading.markup_texts import find_lines
from align.reading.markup_trees import parse_markup

_SNIFFED = 1_024
"""Bytes at the beginning in which a page may say its encoding (HTML Living Standard, 13.2.3.2)."""

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{1,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_NO_TEXT = "no text in the page; save it again when it has loaded, or save its text as UTF-8"
_SPACES = re.compile(r"\s+")


def extract_page(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return the title on a line, then each block of the article's body on a line.

    The body is what trafilatura takes for it; where it finds none, all text of the page. A page is decoded
    by a byte order mark, the *encoding* given, what the page declares, or as a plain text is.

    Raises:
        ReadError: not a text, in an unknown encoding, too large, or without text.
    """
    text, notes = _decode(data, name, encoding)
    root = parse_markup(text, name)
    if root is None:
        raise ReadError(f"{name}: {_NO_TEXT}")
    # Extraction takes the tree apart.
    everything = [line for body in root.iter("body") for line in find_lines(body)]
    is_bearable = sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) <= MOST_ELEMENTS
    title, lines = _find_article(root) if is_bearable else ("", [])
    if not lines:
        lines = everything
        notes += ("no article was found in the page: all its text was read",)
    else:
        notes += ("the article was taken out of the page; menus, comments and the like were left out",)
    if not lines:
        raise ReadError(f"{name}: {_NO_TEXT}")
    if title and not any(_fold(title) == _fold(line) for line in lines[:3]):
        lines.insert(0, title)
    return Extract("\n".join(lines), notes)


def _decode(data: bytes, name: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    declared = None if encoding else _DECLARED.search(data, 0, _SNIFFED)
    if declared:
        try:
            found = declared[1].decode("ascii", "replace")
            check_encoding(found)
            text, _ = decode_bytes(data, name, found)
        except ReadError:
            return decode_bytes(data, name)
        else:
            return text, ()
    return decode_bytes(data, name, encoding)


def _find_article(root: Any) -> tuple[str, list[str]]:
    """Return the title and the blocks of the body; nothing where trafilatura finds no article."""
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(root, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError):
        # Made for pages of the open web, it still stumbles over some; all text is read then.
        return "", []
    # Its own text leaves out directional marks and zero-width joiners; the tree has them.
    if found is None or found.body is None:
        return "", []
    return found.title or "", list(find_lines(found.body))


def _fold(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
