"""A passage's text on either side, and where its evidence lies in it."""

from __future__ import annotations

from collections.abc import Iterable

from align.bitext import Comparison, Document, Passage, Segment, Span


def take_span(document: Document, segments: tuple[Segment, ...], side: range) -> Span | None:
    """Return the text from the first to the last segment of *side*, exactly; None for an empty side."""
    if not side:
        return None
    start, stop = segments[side.start].start, segments[side.stop - 1].stop
    return Span(start, stop, document.text[start:stop])


def take_spans(passage: Passage, comparison: Comparison) -> tuple[Span | None, Span | None]:
    """Return the passage's source and target text, exactly; None for an empty side."""
    return (
        take_span(comparison.source, comparison.source_segments, passage.source),
        take_span(comparison.target, comparison.target_segments, passage.target),
    )


def join_lines(span: Span | None) -> str:
    """Return the text on one line, each run of white space as one space, as translation memories want it."""
    return " ".join(span.text.split()) if span else ""


def cut_stretches(span: Span, marks: Iterable[Span | None]) -> list[tuple[str, bool]]:
    """Return the text of *span* in pieces, each with whether one of *marks* covers it.

    Marks may overlap or reach beyond the text.
    """
    pieces: list[tuple[str, bool]] = []
    place = span.start
    for start, stop in _merge(marks, span):
        pieces += [(_cut(span, place, start), False), (_cut(span, start, stop), True)]
        place = stop
    return [piece for piece in [*pieces, (_cut(span, place, span.stop), False)] if piece[0]]


def _merge(marks: Iterable[Span | None], span: Span) -> list[tuple[int, int]]:
    """Return the stretches of *span* that marks cover, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for mark in sorted((m.start, m.stop) for m in marks if m):
        start, stop = max(mark[0], span.start), min(mark[1], span.stop)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        elif start < stop:
            merged.append((start, stop))
    return merged


def _cut(span: Span, start: int, stop: int) -> str:
    return span.text[start - span.start : stop - span.start]
