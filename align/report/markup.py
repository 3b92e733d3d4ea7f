"""Document text → safe HTML: evidence marked, direction kept, what does not show named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from align.report.characters import direction, name_hidden, split_hidden, split_runs


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start, stop)`` of a document to be highlighted; *key* links it to its evidence."""

    start: int
    stop: int
    key: str
    kind: str
    number: int


def render_text(text: str, language: str) -> Markup:
    """Return *text* as HTML: hidden characters as labelled marks, opposite runs in ``<bdi>``."""
    return Markup("").join(
        _render_hidden(piece) if hidden else _render_runs(piece, direction(language))
        for piece, hidden in split_hidden(text, language)
    )


def render_marked(text: str, offset: int, marks: Sequence[Mark], language: str) -> Markup:
    """Return ``text``, which begins at *offset* of its document, as HTML with *marks* around their stretches.

    Marks may overlap or reach beyond the text; a stretch under several carries all their keys.
    """
    inside = [mark for mark in marks if mark.start < offset + len(text) and mark.stop > offset]
    edges = {offset, offset + len(text)}
    for mark in inside:
        edges |= {max(mark.start, offset), min(mark.stop, offset + len(text))}
    made = Markup("")
    parts = []
    for start, stop in pairwise(sorted(edges)):
        piece = render_text(text[start - offset : stop - offset], language)
        over = [mark for mark in inside if mark.start <= start and mark.stop >= stop]
        parts.append(_render_mark(piece, over, stop) if over else piece)
    return made.join(parts)


def _render_mark(piece: Markup, marks: list[Mark], stop: int) -> Markup:
    """Return a ``<mark>``; where a mark ends here its number is shown (by the style sheet)."""
    ending = " ".join(str(mark.number) for mark in marks if mark.stop == stop)
    number = Markup(' data-number="{}"').format(ending) if ending else Markup("")
    return Markup('<mark class="{}" data-evidence="{}"{}>{}</mark>').format(
        marks[-1].kind, " ".join(mark.key for mark in marks), number, piece
    )


def _render_hidden(run: str) -> Markup:
    return Markup("").join(
        Markup('<bdi class="hidden-character" dir="ltr" title="{}">{}</bdi>').format(description, short)
        for short, description in name_hidden(run)
    )


def _render_runs(text: str, base: str) -> Markup:
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(run) if against else escape(run)
        for run, against in split_runs(text, base)
    )
