"""A comparison → what the page shows, in order: differences, folds of kept passages, pointers to moved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from align.bitext import Comparison, Document, Evidence, EvidenceType, Passage, Segment, Span, Status
from align.report.characters import direction, run_direction, spell_hidden
from align.report.markup import Mark, render_marked, render_text
from align.report.wording import format_percent, name_evidence, name_language, shows_spans

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ONE_SIDED = {EvidenceType.PARTIAL_OMISSION: "dropped", EvidenceType.PARTIAL_ADDITION: "added"}
_SHADES = 5
_POINTER_LENGTH = 140
_PAIR_LENGTH = 48


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence as shown below its passage."""

    key: str
    number: int
    kind: str
    type: str
    message: Markup
    pair: tuple[Markup, Markup] | None
    confidence: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage as shown: its texts as HTML, a list of paragraphs a side, each with its direction."""

    index: int
    anchor: str
    status: str
    moved: bool
    confidence: str
    shade: int
    percent: int
    kinds: str
    similarity: str
    source: list[tuple[str, Markup]]
    target: list[tuple[str, Markup]]
    evidence: list[EvidenceView]


@dataclass(frozen=True, slots=True)
class PointerView:
    """Where a moved passage stands in the target's order."""

    anchor: str
    passage: str
    number: int
    text: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: a passage, or a pointer, or a fold of kept passages."""

    passage: PassageView | None = None
    pointer: PointerView | None = None
    fold: tuple[PassageView, ...] = ()


@dataclass(frozen=True, slots=True)
class SideView:
    """A document as headings and attributes need it."""

    name: str
    language: str
    direction: str
    path: Markup
    sha256: str
    segments: int


def view_rows(comparison: Comparison) -> list[Row]:
    """Return the rows in source order; a pointer follows what stands before it in the target."""
    anchors = name_anchors(comparison)
    pointers = _place_pointers(comparison)
    rows = [Row(pointer=_view_pointer(j, comparison, anchors)) for j in pointers.get(-1, [])]
    for i, passage in enumerate(comparison.passages):
        rows.append(Row(passage=_view_passage(i, passage, comparison, anchors[i])))
        rows += [Row(pointer=_view_pointer(j, comparison, anchors)) for j in pointers.get(i, [])]
    return _fold_kept(rows)


def view_side(document: Document, segments: tuple[Segment, ...]) -> SideView:
    """Return what headings say of a document."""
    return SideView(
        name=spell_hidden(name_language(document.language)) or "other",
        language=document.language,
        direction=direction(document.language),
        path=render_text(document.path, "en"),
        sha256=document.sha256,
        segments=len(segments),
    )


def name_anchors(comparison: Comparison) -> list[str]:
    """Return an HTML id for each passage: its own id where that is plain and unique, else its place."""
    ids = [passage.id for passage in comparison.passages]
    seen: set[str] = set()
    anchors = []
    for i, name in enumerate(ids):
        plain = bool(_SAFE_ID.fullmatch(name)) and name not in seen
        seen.add(name)
        anchors.append(f"p-{name}" if plain else f"n-{i}")
    return anchors


def _fold_kept(rows: list[Row]) -> list[Row]:
    """Return *rows* with each run of kept passages that stand in order as one fold."""
    folded: list[Row] = []
    for kept, run in groupby(rows, key=_is_quiet):
        if kept:
            folded.append(Row(fold=tuple(row.passage for row in run if row.passage)))
        else:
            folded += run
    return folded


def _is_quiet(row: Row) -> bool:
    return row.passage is not None and row.passage.status == Status.KEPT and not row.passage.moved


def _place_pointers(comparison: Comparison) -> dict[int, list[int]]:
    """Return, by the passage they follow (-1: none), the moved passages in target order.

    A moved passage's place is after the last passage before it in the target that stands
    in the common order: a pair that did not move, or an addition right after one.
    """
    placed: dict[int, list[int]] = {}
    anchor, settled = -1, True
    in_target = [(i, p) for i, p in enumerate(comparison.passages) if p.target]
    for i, passage in sorted(in_target, key=lambda pair: pair[1].target.start):
        if passage.moved and passage.source:
            placed.setdefault(anchor, []).append(i)
            settled = False
        elif passage.source or settled:
            anchor, settled = i, True
    return placed


def _view_pointer(index: int, comparison: Comparison, anchors: list[str]) -> PointerView:
    passage = comparison.passages[index]
    segments = comparison.target_segments[passage.target.start : passage.target.stop]
    text = " ".join(segment.text for segment in segments)
    short = text if len(text) <= _POINTER_LENGTH else text[:_POINTER_LENGTH].rstrip() + "…"
    return PointerView(
        f"t-{index}", anchors[index], index + 1, render_text(short, comparison.target.language)
    )


def _view_passage(index: int, passage: Passage, comparison: Comparison, anchor: str) -> PassageView:
    return PassageView(
        index=index,
        anchor=anchor,
        status=passage.status.value,
        moved=passage.moved,
        confidence=format_percent(passage.confidence),
        shade=min(int(passage.confidence * _SHADES), _SHADES - 1),
        percent=int(passage.confidence * 100),
        kinds=" ".join(dict.fromkeys(item.type.value for item in passage.evidence)),
        similarity=f"{passage.similarity:.2f}",
        source=_view_text(index, passage, comparison, "source"),
        target=_view_text(index, passage, comparison, "target"),
        evidence=[_view_evidence(index, i, item, comparison) for i, item in enumerate(passage.evidence)],
    )


def _view_text(index: int, passage: Passage, comparison: Comparison, side: str) -> list[tuple[str, Markup]]:
    """Return one side's paragraphs, each with its direction, as HTML with the evidence marked."""
    document: Document = getattr(comparison, side)
    segments: tuple[Segment, ...] = getattr(comparison, f"{side}_segments")
    indices: range = getattr(passage, side)
    spans: list[tuple[int, Evidence, Span | None]]
    spans = [(i, e, getattr(e, side)) for i, e in enumerate(passage.evidence)]
    marks = [Mark(s.start, s.stop, _key(index, i), _kind(e), i + 1) for i, e, s in spans if s]
    paragraphs = []
    for _, group in groupby(segments[indices.start : indices.stop], key=lambda segment: segment.paragraph):
        run = list(group)
        start, stop = run[0].start, run[-1].stop
        text = document.text[start:stop]
        way = run_direction(text, direction(document.language))
        paragraphs.append((way, render_marked(text, start, marks, document.language)))
    return paragraphs


def _view_evidence(index: int, number: int, evidence: Evidence, comparison: Comparison) -> EvidenceView:
    return EvidenceView(
        key=_key(index, number),
        number=number + 1,
        kind=_kind(evidence),
        type=name_evidence(evidence.type),
        message=render_text(evidence.message, "en"),
        pair=_view_pair(evidence, comparison),
        confidence=format_percent(evidence.confidence),
    )


def _view_pair(evidence: Evidence, comparison: Comparison) -> tuple[Markup, Markup] | None:
    """Return both texts where they are short and the message lacks them; else the marks show them."""
    source, target = evidence.source, evidence.target
    if not source or not target or shows_spans(evidence):
        return None
    if max(len(source.text), len(target.text)) > _PAIR_LENGTH:
        return None
    languages = comparison.source.language, comparison.target.language
    return render_text(source.text, languages[0]), render_text(target.text, languages[1])


def _key(index: int, number: int) -> str:
    return f"e-{index}-{number}"


def _kind(evidence: Evidence) -> str:
    return _ONE_SIDED.get(evidence.type, "reworded")
