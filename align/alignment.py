"""Monotone n–m beads by dynamic programming.

With *g(i, n, j, m)* the gain of pairing the n source segments that end at i with the m
target segments that end at j, the best total for the first i and j segments is

    V(i, j) = max( V(i − 1, j),                  source segment i is unpaired: gain 0
                   V(i, j − 1),                  target segment j is unpaired: gain 0
                   max over shapes (n, m) of V(i − n, j − m) + g(i, n, j, m) )

An unpaired segment costs nothing, so a bead is made only where its gain is above 0,
that is, where the two sides cover each other better than chance would (``coverage``).
The gain of a bead is the sum of its segments' gains by the opposite window and what its
shape adds (``gains.ShapeTerm``).

Worked example, three source and two target segments, gains by 1–1 windows

            t0    t1
    s0      5     −1
    s1      −1    −2          V: the best path takes (s0, t0) and (s2, t1) and leaves
    s2      −1    4              s1 unpaired: 5 + 0 + 4 = 9.

The recurrence is that of Gale & Church (1993), with the unpaired cost at zero as the
chance level allows. A row at a time: V(i, ·) is the running maximum of the candidates
that come from earlier rows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.gains import Floats, Shape, ShapeTerm, WindowGains, bead_gains


def align_segments(gains: WindowGains, shapes: list[Shape], term: ShapeTerm) -> list[Bead]:
    """Return the beads of the best path, in order; together they hold each segment once.

    Unpaired segments are beads of one segment with an empty other side.
    """
    n, m = len(gains.source_weights), len(gains.target_weights)
    best = np.zeros((n + 1, m + 1))
    # came[i, j]: 1 + index of the shape that ends at (i, j), 0 where nothing is paired there
    came = np.zeros((n + 1, m + 1), dtype=np.int16)
    by_shape = [bead_gains(gains, shape, term) for shape in shapes]
    for i in range(1, n + 1):
        row = best[i - 1].copy()
        for index, ((high, wide), matrix) in enumerate(zip(shapes, by_shape, strict=True), start=1):
            if high > i or wide > m:
                continue
            candidate = best[i - high, : m + 1 - wide] + matrix[i - high]
            better = candidate > row[wide:]
            row[wide:][better] = candidate[better]
            came[i, wide:][better] = index
        best[i] = np.maximum.accumulate(row)
        # Where the maximum came from the left, target segment j is unpaired.
        came[i][best[i] > row] = -1
    return _trace(best, came, shapes, by_shape)


def _trace(
    best: NDArray[np.float64], came: NDArray[np.int16], shapes: list[Shape], by_shape: list[Floats]
) -> list[Bead]:
    i, j = best.shape[0] - 1, best.shape[1] - 1
    beads: list[Bead] = []
    while i or j:
        index = int(came[i, j]) if i else -1
        if index > 0:
            high, wide = shapes[index - 1]
            i, j = i - high, j - wide
            beads.append(Bead(range(i, i + high), range(j, j + wide), float(by_shape[index - 1][i, j])))
        elif index == 0:
            i -= 1
            beads.append(Bead(range(i, i + 1), range(j, j)))
        else:
            j -= 1
            beads.append(Bead(range(i, i), range(j, j + 1)))
    return beads[::-1]
