"""The parts of a saved record → documents, segments and passages, each checked on the way.

All functions raise ReadError with the place in the record where it is broken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, pairwise

from align.bitext import Document, Evidence, EvidenceType, Passage, Segment, Span, Status
from align.errors import ReadError
from align.report.nodes import Node

_Side = tuple[Document, tuple[Segment, ...]]


def read_settings(node: Node) -> dict[str, float | int | str]:
    """Return the settings, a flat object of numbers and strings."""
    if not isinstance(node.value, dict):
        node.refuse("an object")
    return {key: node.child(key).scalar() for key in node.value}


def read_notes(node: Node) -> tuple[str, ...]:
    """Return the object's ``notes``; none where it has no such key."""
    notes = node.find("notes")
    return tuple(note.text() for note in notes.items()) if notes else ()


def read_document(node: Node) -> _Side:
    """Return a document and its segments, which stand in order inside the text."""
    text = node.child("text").text()
    spans = [item.pair() for item in node.child("segments").items()]
    for i, (before, after) in enumerate(pairwise([(0, 0), *spans, (len(text), len(text))])):
        if after[0] < before[1]:
            place = f"{node.place}.segments[{min(i, len(spans) - 1)}]"
            raise ReadError(f"{place}: overlaps the one before or ends after the text")
    paragraphs = _read_paragraphs(node, text, spans)
    document = Document(
        text=text,
        language=node.child("language").text(),
        path=node.child("path").text(),
        sha256=node.child("sha256").text(),
        notes=read_notes(node),
    )
    placed = zip(spans, paragraphs, strict=True)
    return document, tuple(Segment(text[i:j], i, j, paragraph) for (i, j), paragraph in placed)


def read_passages(node: Node, source: _Side, target: _Side) -> tuple[Passage, ...]:
    """Return the passages, in which each segment of both sides stands exactly once.

    The record does not hold where an unpaired passage is missing on the other side; its
    empty range is put after the pair that did not move and stands before it.
    """
    passages: list[Passage] = []
    place = (0, 0)
    for item in node.items():
        passages.append(_read_passage(item, source, target, place))
        latest = passages[-1]
        if latest.source and latest.target and not latest.moved:
            place = (latest.source.stop, latest.target.stop)
        elif latest.source:
            place = (latest.source.stop, place[1])
    _check_partition(node, "source", [i for p in passages for i in p.source], len(source[1]))
    _check_partition(node, "target", [i for p in passages for i in p.target], len(target[1]))
    return tuple(passages)


def _read_paragraphs(node: Node, text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return the saved paragraph indices or, where a record has none, a new one after each line end."""
    saved = node.find("paragraphs")
    if saved is None:
        breaks = ("\n" in text[before[1] : after[0]] for before, after in pairwise(spans))
        return list(accumulate(breaks, initial=0))[: len(spans)]
    paragraphs = [item.index() for item in saved.items()]
    if len(paragraphs) != len(spans):
        saved.refuse(f"{len(spans)} indices, one a segment")
    return paragraphs


def _read_passage(node: Node, source: _Side, target: _Side, place: tuple[int, int]) -> Passage:
    status = Status(node.child("status").choice(*Status))
    sides = (
        _read_range(node.child("source"), source[1], place[0]),
        _read_range(node.child("target"), target[1], place[1]),
    )
    wanted = (status is not Status.ADDED, status is not Status.DROPPED)
    if tuple(map(bool, sides)) != wanted:
        counts = f"{len(sides[0])} source and {len(sides[1])} target segments"
        raise ReadError(f"{node.place}: is {status} but has {counts}")
    return Passage(
        id=node.child("id").text(),
        source=sides[0],
        target=sides[1],
        status=status,
        moved=node.child("moved").boolean(),
        similarity=node.child("similarity").number(-1, 1),
        confidence=node.child("confidence").number(0, 1),
        evidence=tuple(_read_evidence(item, source[0], target[0]) for item in node.child("evidence").items()),
    )


def _read_range(node: Node, segments: tuple[Segment, ...], place: int) -> range:
    """Return the indices of the segments that the spans name; empty at *place* where there are none."""
    spans = [item.pair() for item in node.items()]
    if not spans:
        return range(place, place)
    first = bisect_left(segments, spans[0][0], key=lambda segment: segment.start)
    if [(s.start, s.stop) for s in segments[first : first + len(spans)]] != spans:
        node.refuse("the spans of neighbouring segments")
    return range(first, first + len(spans))


def _read_evidence(node: Node, source: Document, target: Document) -> Evidence:
    sides = _read_span(node.child("source"), source), _read_span(node.child("target"), target)
    if sides == (None, None):
        node.refuse("a span on one side at least")
    return Evidence(
        type=EvidenceType(node.child("type").choice(*EvidenceType)),
        source=sides[0],
        target=sides[1],
        confidence=node.child("confidence").number(0, 1),
        message=node.child("message").text(),
    )


def _read_span(node: Node, document: Document) -> Span | None:
    if node.value is None:
        return None
    start, stop = Node([node.child("start").value, node.child("stop").value], node.place).pair()
    text = node.child("text")
    if document.text[start:stop] != text.value:
        text.refuse(f"what the text has at [{start}, {stop}] (in code points)")
    return Span(start, stop, document.text[start:stop])


def _check_partition(node: Node, side: str, indices: list[int], count: int) -> None:
    if sorted(indices) != list(range(count)):
        once = sum(times == 1 for times in Counter(indices).values())
        raise ReadError(
            f"{node.place}: of {count} {side} segments {once} stand in one passage only; all must"
        )
