"""Spans that are too long → spans of bearable length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SENTENCE = 1_500
"""Characters of a segment at most; 99 % of sentences in news have fewer than 280 (dev/agency)."""

LONGEST_UNIT = 15_000
"""Characters of a line or paragraph at most, where the user asked for one segment each."""

_CLAUSE = re.compile(r"[،,؛;:—–-](?=\s)")
_WORD = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s")
_NOT_SPACE = re.compile(r"\S")

_LONGEST_CLUSTER = 32
"""Characters of a letter with its marks, at most; a longer pile of marks may be cut."""


def has_word(text: str, start: int = 0, stop: int | None = None) -> bool:
    """Return whether a letter or a digit stands in ``text[start:stop]``."""
    return _WORD.search(text, start, len(text) if stop is None else stop) is not None


def trim_span(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span without the white space at its ends; an empty one for white space only."""
    found = _NOT_SPACE.search(text, start, stop)
    if found is None:
        return start, start
    start = found.start()
    while text[stop - 1].isspace():
        stop -= 1
    return start, stop


def cut_span(text: str, start: int, stop: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield trimmed spans of at most *limit* characters, in order; those without a word are left out."""
    start, stop = trim_span(text, start, stop)
    while start < stop:
        end = stop if stop - start <= limit else find_cut(text, start, start + limit)
        piece = trim_span(text, start, end)
        if has_word(text, *piece):
            yield piece
        start = trim_span(text, end, stop)[0] if end < stop else stop


def find_cut(text: str, start: int, limit: int) -> int:
    """Return where to cut ``text[start:limit]``, after *start* and at most at *limit*.

    After the last clause mark of its second half, else at its last white space, else at the limit,
    moved to the front of a letter with its marks (Unicode Standard Annex 29, roughly).
    """
    marks = [found.end() for found in _CLAUSE.finditer(text, (start + limit) // 2, limit)]
    if marks:
        return marks[-1]
    spaces = [found.end() for found in _SPACE.finditer(text, start + 1, limit)]
    if spaces:
        return spaces[-1]
    cut = limit
    while cut > max(start + 1, limit - _LONGEST_CLUSTER) and _joins(text, cut):
        cut -= 1
    return limit if _joins(text, cut) else cut


def _joins(text: str, cut: int) -> bool:
    """Return whether the characters before and after *cut* belong together."""
    if cut >= len(text):
        return False
    before, after = text[cut - 1], text[cut]
    surrogates = "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff"
    joiners = "\u200d" in (before, after)
    return (
        surrogates
        or joiners
        or unicodedata.category(after)[0] == "M"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )
