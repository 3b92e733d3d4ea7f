"""A comparison → the geometry of its strip chart: both texts as bars, pairs as ribbons between.

Units are those of the SVG's view box, ``WIDTH`` by ``HEIGHT``; a text is as wide as the chart
whatever its length, and runs from left (its beginning) to right in both directions of writing.
"""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import Comparison, Passage, Segment, Status

WIDTH = 1000
HEIGHT = 76
_BAR = 14  # the height of a bar; kept passages are thinner, which tells them apart without colour
_KEPT = 6
_NARROWEST = 1.5


@dataclass(frozen=True, slots=True)
class Block:
    """A passage's stretch on one bar: a rectangle."""

    index: int
    side: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What joins the two stretches of a paired passage: an SVG path."""

    index: int
    path: str


def draw_blocks(comparison: Comparison) -> list[Block]:
    """Return the rectangles of all passages, the source's on the upper bar."""
    made = []
    for i, passage in enumerate(comparison.passages):
        height = _KEPT if passage.status is Status.KEPT and not passage.moved else _BAR
        for name, side, segments, y in (
            ("source", passage.source, comparison.source_segments, _BAR - height),
            ("target", passage.target, comparison.target_segments, HEIGHT - _BAR),
        ):
            if side:
                x, stop = _extent(side, segments)
                made.append(Block(i, name, x, y, round(max(stop - x, _NARROWEST), 2), height))
    return made


def draw_ribbons(comparison: Comparison) -> list[Ribbon]:
    """Return the ribbons of all paired passages, those that moved last, so that they lie on top."""
    paired = [(i, p) for i, p in enumerate(comparison.passages) if p.source and p.target]
    paired.sort(key=lambda pair: pair[1].moved)
    return [Ribbon(i, _path(passage, comparison)) for i, passage in paired]


def _path(passage: Passage, comparison: Comparison) -> str:
    top, bottom = _BAR + 1, HEIGHT - _BAR - 1
    middle = HEIGHT / 2
    a, b = _extent(passage.source, comparison.source_segments)
    c, d = _extent(passage.target, comparison.target_segments)
    down = f"M{a} {top}C{a} {middle} {c} {middle} {c} {bottom}"
    return f"{down}L{d} {bottom}C{d} {middle} {b} {middle} {b} {top}Z"


def _extent(side: range, segments: tuple[Segment, ...]) -> tuple[float, float]:
    scale = WIDTH / max(segments[-1].stop, 1)
    return round(segments[side.start].start * scale, 2), round(segments[side.stop - 1].stop * scale, 2)
