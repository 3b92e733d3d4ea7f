"""Beads looked at again: an unpaired neighbour that explains what a bead leaves unexplained joins it.

The alignment pairs a segment by what it gains itself. In condensed text most of a segment may be
left out, while the little that was taken over stands in a passage that is paired with its
neighbour: the segment gains nothing, but that passage gains by it. It is then not dropped but part
of what the passage was made of, and what is missing of it is told as a partial omission.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.bitext import Bead
from align.gains import Floats, WindowGains

# Unpaired neighbours that may join a bead at a time.
_MOST_JOINING = 2


@dataclass(frozen=True, slots=True)
class _Extension:
    """Bead *index* drawn out on one side to *wider*, by which the other side gains *surplus*."""

    index: int
    wider: Bead
    surplus: float


def join_neighbours(beads: list[Bead], gains: WindowGains, *, least: float, longest: int) -> list[Bead]:
    """Return *beads*, which are in order, with unpaired neighbours taken into those that need them.

    The opposite side must gain at least *least* tokens by it; a bead has at most *longest* segments
    on a side. The greatest surplus goes first, and each bead is drawn out once.
    """
    extensions = [
        extension
        for index, bead in enumerate(beads)
        if bead.source and bead.target
        for extension in _list_extensions(index, beads, gains, longest)
        if extension.surplus >= least
    ]
    drawn: dict[int, Bead] = {}
    taken: set[tuple[int, int]] = set()
    for extension in sorted(extensions, key=lambda extension: -extension.surplus):
        joining = _added(beads[extension.index], extension.wider)
        if extension.index not in drawn and taken.isdisjoint(joining):
            drawn[extension.index] = extension.wider
            taken.update(joining)
    return [
        drawn.get(index, bead)
        for index, bead in enumerate(beads)
        if taken.isdisjoint({(0, i) for i in bead.source} | {(1, j) for j in bead.target}) or index in drawn
    ]


def _list_extensions(index: int, beads: list[Bead], gains: WindowGains, longest: int) -> Iterator[_Extension]:
    bead = beads[index]
    before = _count_alone(beads[max(index - _MOST_JOINING, 0) : index][::-1])
    after = _count_alone(beads[index + 1 : index + 1 + _MOST_JOINING])
    for side, (near, far, by_window) in enumerate(
        ((bead.source, bead.target, gains.target), (bead.target, bead.source, gains.source))
    ):
        for earlier, later in [
            *((count, 0) for count in range(1, before[side] + 1)),
            *((0, count) for count in range(1, after[side] + 1)),
        ]:
            wider = range(near.start - earlier, near.stop + later)
            if len(wider) <= longest:
                surplus = _gain(by_window, far, wider) - _gain(by_window, far, near)
                drawn = replace(bead, source=wider) if side == 0 else replace(bead, target=wider)
                yield _Extension(index, drawn, surplus)


def _count_alone(neighbours: list[Bead]) -> tuple[int, int]:
    """Return how many source and target segments stand unpaired next to a bead, the nearest first."""
    counts = [0, 0]
    for bead in neighbours:
        if bead.source and bead.target:
            break
        counts[0] += len(bead.source)
        counts[1] += len(bead.target)
    return counts[0], counts[1]


def _gain(by_window: Floats, far: range, window: range) -> float:
    return float(by_window[far.start : far.stop, window.start, len(window) - 1].sum())


def _added(bead: Bead, wider: Bead) -> set[tuple[int, int]]:
    """Return the segments that *wider* has and *bead* has not, by side and index."""
    return {(0, i) for i in wider.source if i not in bead.source} | {
        (1, j) for j in wider.target if j not in bead.target
    }
