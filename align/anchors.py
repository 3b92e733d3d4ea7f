"""Where two long texts surely correspond, so that they can be aligned in parts.

Segments are compared by the means of their token vectors. Two that are each other's nearest
are a candidate; the longest chain of candidates in the order of both texts is what a
monotone path goes through. The texts are cut between two candidates that follow each other
directly on both sides and that a run of others around them confirms: a chance resemblance
has no such neighbours.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from align.order import heaviest_chain
from align.vectors import TokenVectors, Vectors, mean_vectors

Cut = tuple[int, int]
"""A place in both texts: segments before it belong together, and so do those from it on."""

# Cosines held at a time: 2^23 float32 are 32 MB.
_BLOCK = 2**23
# Anchors before and after a cut that must confirm it, and how many segments a step between them may take.
_CONFIRMING = 3
_LONGEST_STEP = 6


def divide(
    source: list[TokenVectors], target: list[TokenVectors], *, whole: int, size: int
) -> list[tuple[range, range]]:
    """Return the parts of both texts that are aligned by themselves: ranges of segments, in order.

    There is one part where at most *whole* pairs of segments would be compared; otherwise parts
    have about *size* segments on their longer side. Where the texts offer no place to cut, they
    are cut in proportion.
    """
    n, m = len(source), len(target)
    if n * m <= whole:
        return [(range(n), range(m))]
    anchors = find_anchors(mean_vectors(source), mean_vectors(target))
    cuts = _spread(_firm_cuts(anchors), (n, m), size)
    corners = [(0, 0), *cuts, (n, m)]
    return [part for start, stop in pairwise(corners) for part in _halve(start, stop, 4 * size * size)]


def find_anchors(source: Vectors, target: Vectors) -> list[Cut]:
    """Return pairs of segments that are each other's nearest, as many as stand in one order.

    *source* (n, d) and *target* (m, d) are unit rows.
    """
    n, m = len(source), len(target)
    if not n or not m:
        return []
    forward = np.zeros(n, np.int64)
    nearness = np.zeros(n, np.float32)
    best = np.full(m, -np.inf, np.float32)
    backward = np.zeros(m, np.int64)
    step = max(1, _BLOCK // m)
    for start in range(0, n, step):
        cosines = source[start : start + step] @ target.T
        rows = slice(start, start + len(cosines))
        forward[rows], nearness[rows] = cosines.argmax(axis=1), cosines.max(axis=1)
        highest, place = cosines.max(axis=0), cosines.argmax(axis=0) + start
        backward = np.where(highest > best, place, backward)
        best = np.maximum(best, highest)
    mutual = [i for i in range(n) if backward[forward[i]] == i]
    chain = heaviest_chain([int(forward[i]) for i in mutual], [float(nearness[i]) for i in mutual])
    return [(mutual[place], int(forward[mutual[place]])) for place in sorted(chain)]


def _firm_cuts(anchors: list[Cut]) -> list[Cut]:
    """Return the places between two anchors that touch on both sides, confirmed by those around them."""
    if len(anchors) <= 2 * _CONFIRMING:
        return []
    steps = np.diff(np.array(anchors, dtype=np.int64), axis=0)
    near: list[bool] = (steps.max(axis=1) <= _LONGEST_STEP).tolist()
    touching: list[bool] = (steps.max(axis=1) == 1).tolist()
    firm = []
    for index in range(_CONFIRMING, len(anchors) - _CONFIRMING):
        around = near[index - _CONFIRMING : index + _CONFIRMING - 1]
        if touching[index - 1] and all(around):
            firm.append(anchors[index])
    return firm


def _spread(cuts: list[Cut], end: Cut, size: int) -> list[Cut]:
    """Return those of *cuts* that make parts of about *size* segments, none of them much smaller."""
    chosen: list[Cut] = []
    last = (0, 0)
    for cut in cuts:
        long_enough = max(cut[0] - last[0], cut[1] - last[1]) >= size
        if long_enough and max(end[0] - cut[0], end[1] - cut[1]) >= size // 2:
            chosen.append(cut)
            last = cut
    return chosen


def _halve(start: Cut, stop: Cut, most: int) -> list[tuple[range, range]]:
    """Return the part from *start* to *stop*, halved on both sides until none has over *most* pairs."""
    n, m = stop[0] - start[0], stop[1] - start[1]
    if n * m <= most:
        return [(range(start[0], stop[0]), range(start[1], stop[1]))]
    middle = (start[0] + n // 2, start[1] + m // 2)
    return [*_halve(start, middle, most), *_halve(middle, stop, most)]
