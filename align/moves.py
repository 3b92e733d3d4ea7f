"""What is left over → moved beads, and which beads count as moved.

A monotone alignment must leave out what stands elsewhere in the order. Here the
segments that it left unpaired are matched without order: windows of neighbouring
unpaired segments on both sides, the pair with the greatest gain first, where its
density (gain per weight) is high enough and where neither side has a much better
counterpart among the text that is already paired: repeated background is no move.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.gains import Floats, LengthTerm, Shape, WindowGains, bead_gains

Flags = NDArray[np.bool_]


def match_leftovers(
    beads: list[Bead], gains: WindowGains, shapes: list[Shape], length: LengthTerm, *, margin: float
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
        for bead in _free_pairs(bead_gains(gains, shape, length), shape, free_source, free_target)
        if _is_best(bead, gains, margin)
    ]
    found: list[Bead] = []
    for bead in sorted(candidates, key=lambda bead: -bead.gain):
        if free_source[list(bead.source)].all() and free_target[list(bead.target)].all():
            free_source[list(bead.source)] = False
            free_target[list(bead.target)] = False
            found.append(bead)
    return found


def open_crossings(
    beads: list[Bead], gains: WindowGains, shapes: list[Shape], length: LengthTerm
) -> list[Bead]:
    """Return *beads* with those opened whose segments gain more when they are paired out of order.

    A monotone alignment has no other way to pair two neighbours that changed places than one
    bead around both, which would hide the move, and whatever else stands between them.
    """
    opened: list[Bead] = []
    for bead in beads:
        crossing = (
            _pair_inside(bead, gains, shapes, length) if min(map(len, (bead.source, bead.target))) > 1 else []
        )
        better = sum(inner.gain for inner in crossing) > bead.gain
        opened += [*crossing, *_left_out(bead, crossing)] if better else [bead]
    return opened


def _pair_inside(bead: Bead, gains: WindowGains, shapes: list[Shape], length: LengthTerm) -> list[Bead]:
    """Return beads of the segments of *bead*, matched without order."""
    n, m = bead.source, bead.target
    inside = WindowGains(
        gains.source[n.start : n.stop, m.start : m.stop],
        gains.target[m.start : m.stop, n.start : n.stop],
        gains.source_weights[n.start : n.stop],
        gains.target_weights[m.start : m.stop],
    )
    alone = [
        *(Bead(range(i, i + 1), range(0)) for i in range(len(n))),
        *(Bead(range(0), range(j, j + 1)) for j in range(len(m))),
    ]
    return [
        Bead(n[found.source.start : found.source.stop], m[found.target.start : found.target.stop], found.gain)
        for found in match_leftovers(alone, inside, shapes, length, margin=np.inf)
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


def merge_beads(beads: list[Bead], found: list[Bead]) -> list[Bead]:
    """Return all beads in source order, *found* ones in place of the segments they pair.

    A bead without source stands after the bead that precedes it in the target.
    """
    taken_source = {i for bead in found for i in bead.source}
    taken_target = {j for bead in found for j in bead.target}
    paired = [bead for bead in beads if bead.source and bead.target]
    dropped = [bead for bead in beads if not bead.target and bead.source.start not in taken_source]
    added = [bead for bead in beads if not bead.source and bead.target.start not in taken_target]
    placed = sorted([*paired, *found, *dropped], key=lambda bead: bead.source.start)
    return mark_moved(_insert_added(placed, added))


def _insert_added(placed: list[Bead], added: list[Bead]) -> list[Bead]:
    after: dict[int, list[Bead]] = {}
    owner_by_segment = {j: index for index, bead in enumerate(placed) for j in bead.target}
    for bead in added:
        before = bead.target.start - 1
        while before >= 0 and before not in owner_by_segment:
            before -= 1
        after.setdefault(owner_by_segment.get(before, -1), []).append(bead)
    ordered = list(after.get(-1, []))
    for index, bead in enumerate(placed):
        ordered.append(bead)
        ordered += after.get(index, [])
    return ordered


def mark_moved(beads: list[Bead]) -> list[Bead]:
    """Return *beads*, in source order, with those flagged that stand elsewhere in the target.

    Flagged is the smallest set whose absence leaves the rest in order: what is not in a
    longest increasing subsequence, and among the longest one of the greatest gain.
    """
    paired = [index for index, bead in enumerate(beads) if bead.source and bead.target]
    stays = _heaviest_chain([beads[index] for index in paired])
    moved = {index for place, index in enumerate(paired) if place not in stays}
    return [replace(bead, moved=index in moved) for index, bead in enumerate(beads)]


def _heaviest_chain(beads: list[Bead]) -> set[int]:
    """Return the places of the longest chain of increasing targets, by count, then by gain."""
    if all(one.target.start < two.target.start for one, two in pairwise(beads)):
        return set(range(len(beads)))
    order = sorted(bead.target.start for bead in beads)
    # best[r]: (count, gain, place) of the best chain that ends at target rank <= r, as a Fenwick tree
    tree: list[tuple[int, float, int]] = [(0, 0.0, -1)] * (len(order) + 1)
    before: list[int] = []
    for place, bead in enumerate(beads):
        rank = bisect_left(order, bead.target.start)
        best = (0, 0.0, -1)
        at = rank
        while at:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[2])
        entry = (best[0] + 1, best[1] + bead.gain, place)
        at = rank + 1
        while at < len(tree):
            tree[at] = max(tree[at], entry)
            at += at & -at
    best = (0, 0.0, -1)
    at = len(order)
    while at:
        best = max(best, tree[at])
        at -= at & -at
    chain, place = set(), best[2]
    while place >= 0:
        chain.add(place)
        place = before[place]
    return chain
