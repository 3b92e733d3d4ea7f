"""Which beads count as moved, and the order in which beads are told."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from align.bitext import Bead


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
    stays = heaviest_chain([beads[index].target.start for index in paired], [beads[i].gain for i in paired])
    moved = {index for place, index in enumerate(paired) if place not in stays}
    return [replace(bead, moved=index in moved) for index, bead in enumerate(beads)]


def heaviest_chain(values: list[int], gains: list[float]) -> set[int]:
    """Return the places of the longest increasing subsequence of *values*, by count, then by gain."""
    if all(one < two for one, two in pairwise(values)):
        return set(range(len(values)))
    order = sorted(values)
    # best[r]: (count, gain, place) of the best chain that ends at target rank <= r, as a Fenwick tree
    tree: list[tuple[int, float, int]] = [(0, 0.0, -1)] * (len(order) + 1)
    before: list[int] = []
    for place, (value, gain) in enumerate(zip(values, gains, strict=True)):
        rank = bisect_left(order, value)
        best = (0, 0.0, -1)
        at = rank
        while at:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[2])
        entry = (best[0] + 1, best[1] + gain, place)
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
