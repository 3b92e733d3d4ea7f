"""A text → its lines, and the lines → paragraphs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.segmentation.lengths import has_word, trim_span

# The newline conventions of Unicode (Standard, section 5.8); a form feed or U+2029 also ends a paragraph.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ONE_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")

_TERMINAL = re.compile(r"[.!?؟۔。！？…:][\"'»”’)\]*_]*$")
_CLAUSE_END = re.compile(r"[،,؛;]$")
_ITEM = re.compile(
    r"[\u200e\u200f]*(?:[-–—*](?!\d)|[•●▪◦‣·]|#{1,6}\s|\(?\d{1,3}(?:[.)](?!\d)|-\s)|\(?[^\W\d_]\))"
)
_QUOTED = re.compile(r"(?:>[ \t]*)+")
_MARKUP = re.compile(r"(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+)+")

# "CAIRO, May 3 (Reuters) -", "المنيا في 3 فبراير /أ ش أ/": a story begins here, whatever its width.
_DATELINE = re.compile(r".{2,50}?(?:\([^()]{2,20}\)|\s(?:--?-?|–|—)\s|/[^/]{2,12}/)")

# What mail programs, editors and `fmt` wrap at; typed by hand below 40 it is verse or a list, and a line
# above 130 is a paragraph of its own.
_NARROWEST = 40
_WIDEST = 130

_FULL = 0.9
"""A line is full if the next word would have passed this share of the width: `fmt` aims at 93 %."""

_LEAST_FULL_LINES = 2
_LEAST_FULL_SHARE = 0.6
"""Lines without a mark at their end that must be full, for the text to count as hard-wrapped."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds a letter or a digit, without its newline, markup and outer white space.

    ``item`` says that it opens as a list item or a heading does, ``apart`` that a blank line, a rule such
    as ``***`` or a paragraph mark stands before it.
    """

    text: str
    start: int
    stop: int
    item: bool
    apart: bool

    @property
    def is_open(self) -> bool:
        """Whether no mark says that a sentence, or the lead to a list, ends with the line."""
        return _TERMINAL.search(self.text[-8:]) is None


def find_lines(text: str, *, markdown: bool = False) -> list[Line]:
    """Return the lines in order; *markdown* leaves heading hashes, bullets and ``>`` out of them."""
    lines: list[Line] = []
    end, apart = 0, True
    for found in _LINE.finditer(text):
        apart = apart or _ONE_NEWLINE.fullmatch(text, end, found.start()) is None
        end = found.end()
        start, stop, item = _line_span(text, *found.span(), markdown=markdown)
        if has_word(text, start, stop):
            lines.append(Line(text[start:stop], start, stop, item, apart))
            apart = False
        else:
            apart = True
    return lines


def find_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines without a blank one between them."""
    block: list[Line] = []
    for line in lines:
        if block and line.apart:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def find_paragraphs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield start and stop of each paragraph: a block, or a line of one that is not hard-wrapped."""
    blocks = list(find_blocks(lines))
    width = find_width(blocks)
    for block in blocks:
        start = block[0].start
        for line, following in pairwise(block):
            if not _runs_on(line, following, width, headline=line is blocks[0][0]):
                yield start, line.stop
                start = following.start
        yield start, block[-1].stop


def find_width(blocks: Sequence[Sequence[Line]]) -> int:
    """Return the width in characters at which the text is hard-wrapped, 0 if it is not.

    A wrapped line is one whose next word would not have fitted. The text is wrapped where that holds of
    nearly all lines that break off inside a block without a mark; lines that each hold a paragraph, a
    headline or a verse have room to spare before the longest of them.
    """
    pairs = [pair for block in blocks for pair in pairwise(block)]
    lengths = sorted(len(line.text) for block in blocks if len(block) > 1 for line in block)
    if not pairs:
        return 0
    # One long address in thirty lines does not make the text unwrapped.
    width = lengths[math.ceil(0.95 * (len(lengths) - 1))]
    broken = [_is_full(*pair, width * _FULL) for pair in pairs if pair[0].is_open and not pair[1].item]
    enough = max(_LEAST_FULL_LINES, _LEAST_FULL_SHARE * len(broken))
    return width if _NARROWEST <= width <= _WIDEST and sum(broken) >= enough else 0


def _line_span(text: str, start: int, stop: int, *, markdown: bool) -> tuple[int, int, bool]:
    """Return start and stop of the line's own text, and whether it opens as an item does."""
    start, stop = trim_span(text, start, stop)
    if not markdown:
        return start, stop, _ITEM.match(text, start, stop) is not None
    if quoted := _QUOTED.match(text, start, stop):
        start = quoted.end()
    item = _ITEM.match(text, start, stop) is not None
    if markup := _MARKUP.match(text, start, stop):
        start = markup.end()
    return *trim_span(text, start, stop), item


def _runs_on(line: Line, following: Line, width: int, *, headline: bool) -> bool:
    """Return whether the paragraph goes on over the end of *line*."""
    if following.item or (headline and _DATELINE.match(following.text)):
        return False
    if width and _is_full(line, following, width if headline else width * _FULL):
        return True
    is_prose = line.is_open and len(line.text) >= _NARROWEST
    return is_prose and (following.text[0].islower() or _CLAUSE_END.search(line.text) is not None)


def _is_full(line: Line, following: Line, width: float) -> bool:
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > width
