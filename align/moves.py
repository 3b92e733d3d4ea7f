"""What is left over → beads that the order did not allow.

A monotone alignment must leave out what stands elsewhere in the order. Here the
segments that it left unpaired are matched without order: windows of neighbouring
unpaired segments on both sides, the pair with the greatest gain first, where its
density (gain per weight) is high enough and where neither side has a much better
counterpart among the text that is already paired: repeated background is no move.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.gains import Floats, Shape, ShapeTerm, WindowGains, bead_gains

Flags = NDArray[np.bool_]


def match_leftovers(
    beads: list[Bead], gains: WindowGains, shapes: list[Shape], term: ShapeTerm, *, margin: float
) -> list[Bead]:
    """Return beads of unpaired segments that correspond although the order does not allow it.

    *margin* is how much a segment's best counterpart elsewhere may exceed the one found,
    in gain per weight.
    """
    free_source = _mark(
        [i for bead in beads if not bead.target for i in bead.source], len(gains.source_weights)
    )
    free_target = _mark(
        [j for bead in beads if not bead.source for j in bead.target], len(gains.target_weights)
    )
    candidates = [
        bead
        for shape in shapes
        for bead in _free_pairs(bead_gains(gains, shape, term), shape, free_source, free_target)
        if _is_best(bead, gains, margin)
    ]
    found: list[Bead] = []
    for bead in sorted(candidates, key=lambda bead: -bead.gain):
        if free_source[list(bead.source)].all() and free_target[list(bead.target)].all():
            free_source[list(bead.source)] = False
            free_target[list(bead.target)] = False
            found.append(bead)
    return found


def open_crossings(beads: list[Bead], gains: WindowGains, shapes: list[Shape], term: ShapeTerm) -> list[Bead]:
    """Return *beads* with those opened whose segments gain more when they are paired out of order.

    A monotone alignment has no other way to pair two neighbours that changed places than one
    bead around both, which would hide the move, and whatever else stands between them.
    """
    opened: list[Bead] = []
    for bead in beads:
        crossing = (
            _pair_inside(bead, gains, shapes, term) if min(map(len, (bead.source, bead.target))) > 1 else []
        )
        better = sum(inner.gain for inner in crossing) > bead.gain
        opened += [*crossing, *_left_out(bead, crossing)] if better else [bead]
    return opened


def leave_alone(n: int, m: int) -> list[Bead]:
    """Return *n* source and *m* target segments as unpaired beads."""
    return [
        *(Bead(range(i, i + 1), range(0)) for i in range(n)),
        *(Bead(range(n, n), range(j, j + 1)) for j in range(m)),
    ]


def _pair_inside(bead: Bead, gains: WindowGains, shapes: list[Shape], term: ShapeTerm) -> list[Bead]:
    """Return beads of the segments of *bead*, matched without order."""
    n, m = bead.source, bead.target
    inside = WindowGains(
        gains.source[n.start : n.stop, m.start : m.stop],
        gains.target[m.start : m.stop, n.start : n.stop],
        gains.source_weights[n.start : n.stop],
        gains.target_weights[m.start : m.stop],
    )
    return [
        Bead(n[found.source.start : found.source.stop], m[found.target.start : found.target.stop], found.gain)
        for found in match_leftovers(leave_alone(len(n), len(m)), inside, shapes, term, margin=np.inf)
    ]


def _left_out(bead: Bead, found: list[Bead]) -> list[Bead]:
    """Return the segments of *bead* that no bead of *found* holds, each alone."""
    taken_source = {i for inner in found for i in inner.source}
    taken_target = {j for inner in found for j in inner.target}
    return [
        *(
            Bead(range(i, i + 1), range(bead.target.start, bead.target.start))
            for i in bead.source
            if i not in taken_source
        ),
        *(
            Bead(range(bead.source.stop, bead.source.stop), range(j, j + 1))
            for j in bead.target
            if j not in taken_target
        ),
    ]


def _mark(places: list[int], length: int) -> Flags:
    marks = np.zeros(length, dtype=bool)
    marks[places] = True
    return marks


def _free_pairs(matrix: Floats, shape: Shape, free_source: Flags, free_target: Flags) -> list[Bead]:
    """Return the beads of positive gain whose segments are all free."""
    if not matrix.size:
        return []
    allowed = _runs(free_source, shape[0])[:, None] & _runs(free_target, shape[1])[None, :]
    return [
        Bead(range(int(i), int(i) + shape[0]), range(int(j), int(j) + shape[1]), float(matrix[i, j]))
        for i, j in np.argwhere(allowed & (matrix > 0))
    ]


def _runs(free: Flags, length: int) -> Flags:
    """Return which windows of *length* are all free."""
    if len(free) < length:
        return np.zeros(0, dtype=bool)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(free, length).all(axis=1), dtype=np.bool_)


def _is_best(bead: Bead, gains: WindowGains, margin: float) -> bool:
    """Whether no text outside the bead covers its segments better by more than *margin*."""
    return _no_rival(gains.source, gains.source_weights, bead.source, bead.target, margin) and _no_rival(
        gains.target, gains.target_weights, bead.target, bead.source, margin
    )


def _no_rival(gains: Floats, weights: Floats, near: range, far: range, margin: float) -> bool:
    total = gains[near.start : near.stop, :, 0].sum(axis=0)
    weight = float(weights[near.start : near.stop].sum())
    inside = float(gains[near.start : near.stop, far.start, len(far) - 1].sum())
    outside = np.delete(total, list(far))
    return not len(outside) or float(outside.max()) - inside <= margin * weight
