"""A comparison → the geometry of its charts: both texts as bars with ribbons between, and the reading order.

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
    """A passage's stretch on one bar: a rectangle, as an SVG path."""

    index: int
    side: str
    path: str


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
                width = _short(max(stop - x, _NARROWEST))
                made.append(Block(i, name, f"M{_short(x)} {y}h{width}v{height}h-{width}z"))
    return made


def draw_ribbons(comparison: Comparison) -> list[Ribbon]:
    """Return the ribbons of all paired passages, those that moved last, so that they lie on top."""
    paired = [(i, p) for i, p in enumerate(comparison.passages) if p.source and p.target]
    paired.sort(key=lambda pair: pair[1].moved)
    return [Ribbon(i, _path(passage, comparison)) for i, passage in paired]


@dataclass(frozen=True, slots=True)
class Order:
    """The plot of the reading order, in SVG paths: what stands in order by status, what moved by passage."""

    in_order: dict[str, str]
    moved: dict[int, str]


def draw_order(comparison: Comparison) -> Order:
    """Return a line for each paired passage: the source runs to the right, the target down.

    Units are those of a square of ``WIDTH``. A translation that keeps the order is a diagonal, what moved
    stands off it, what was dropped or added is a gap.
    """
    in_order: dict[str, list[str]] = {}
    moved = {}
    for i, passage in enumerate(comparison.passages):
        if passage.source and passage.target:
            x1, x2 = _extent(passage.source, comparison.source_segments)
            y1, y2 = _extent(passage.target, comparison.target_segments)
            line = "M{} {}L{} {}".format(*map(_short, (x1, y1, x2, y2)))
            if passage.moved:
                moved[i] = line
            else:
                in_order.setdefault(passage.status.value, []).append(line)
    return Order({status: "".join(lines) for status, lines in in_order.items()}, moved)


def _path(passage: Passage, comparison: Comparison) -> str:
    top, bottom, middle = _BAR + 1, HEIGHT - _BAR - 1, HEIGHT // 2
    a, b = map(_short, _extent(passage.source, comparison.source_segments))
    c, d = map(_short, _extent(passage.target, comparison.target_segments))
    return f"M{a} {top}C{a} {middle} {c} {middle} {c} {bottom}H{d}C{d} {middle} {b} {middle} {b} {top}z"


def _short(value: float) -> str:
    """Return a coordinate to a tenth, without a zero behind the point: 12.5, 12."""
    return f"{value:.1f}".removesuffix(".0")


def _extent(side: range, segments: tuple[Segment, ...]) -> tuple[float, float]:
    scale = WIDTH / max(segments[-1].stop, 1)
    return round(segments[side.start].start * scale, 2), round(segments[side.stop - 1].stop * scale, 2)
