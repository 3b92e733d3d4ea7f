"""A document → its segments: sentences, lines or paragraphs, with exact offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from align.bitext import Document, Segment
from align.segmentation.lengths import LONGEST_SENTENCE, LONGEST_UNIT, cut_span
from align.segmentation.paragraphs import find_blocks, find_lines, find_paragraphs
from align.segmentation.sentences import find_sentences

__all__ = ["LONGEST_SENTENCE", "LONGEST_UNIT", "segment_document"]

_Place = tuple[int, int, int]
"""Start, stop and paragraph of what may become a segment."""


def segment_document(document: Document, *, split: str = "sentence") -> tuple[Segment, ...]:
    """Return the segments in order: ``document.text[s.start:s.stop] == s.text`` for each of them.

    *split* is ``sentence``, ``line`` (one segment a line that is not blank) or ``paragraph``.
    Segments do not overlap, begin and end without white space, and hold a letter or a digit each.
    What stands between them is white space, rules such as ``***`` and stray marks without a letter
    or digit, and in a ``.md`` file the marks that open a line (``#``, ``>``, bullets). A sentence of
    more than ``LONGEST_SENTENCE`` characters, a line or paragraph of more than ``LONGEST_UNIT``, is
    cut at a clause mark or a space. Paragraphs are counted from 0.

    Raises:
        ValueError: *split* is none of the three words.
    """
    markdown = PurePath(document.path).suffix.lower() == ".md"
    lines = find_lines(document.text, markdown=markdown)
    limit = LONGEST_UNIT
    match split:
        case "sentence":
            places = _numbered_sentences(document, find_paragraphs(lines))
            limit = LONGEST_SENTENCE
        case "line":
            places = (
                (line.start, line.stop, n) for n, block in enumerate(find_blocks(lines)) for line in block
            )
        case "paragraph":
            # Blank lines decide where there are any; a text without is taken to have a paragraph a line.
            blocks = [(block[0].start, block[-1].stop) for block in find_blocks(lines)]
            spans = blocks if len(blocks) > 1 else find_paragraphs(lines)
            places = ((start, stop, n) for n, (start, stop) in enumerate(spans))
        case _:
            raise ValueError(f"split is {split!r}; it must be 'sentence', 'line' or 'paragraph'")
    return tuple(_segments(document.text, places, limit))


def _numbered_sentences(document: Document, paragraphs: Iterable[tuple[int, int]]) -> Iterator[_Place]:
    for number, (first, last) in enumerate(paragraphs):
        for start, stop in find_sentences(document.text[first:last], document.language):
            yield first + start, first + stop, number


def _segments(text: str, places: Iterable[_Place], limit: int) -> Iterator[Segment]:
    for first, last, paragraph in places:
        for start, stop in cut_span(text, first, last, limit):
            yield Segment(text[start:stop], start, stop, paragraph)
