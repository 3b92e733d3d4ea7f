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

from align.bead_table import BeadTable
from align.bitext import Bead
from align.gains import Floats, Shape


def align_segments(table: BeadTable) -> list[Bead]:
    """Return the beads of the best path, in order; together they hold each segment once.

    Unpaired segments are beads of one segment with an empty other side.
    """
    n, m = table.counts
    widest = max((int(height.wides.max()) for height in table.heights), default=1)
    shapes = [(height.high, wide) for height in table.heights for wide in height.wides.tolist()]
    # best[i, widest + j] is V(i, j); what stands to the left of j = 0 cannot be reached.
    best = np.full((n + 1, widest + m + 1), -np.inf)
    best[0, widest:] = 0.0
    # came[i, j]: 1 + index of the shape that ends at (i, j), 0 where source segment i is unpaired,
    # -1 where target segment j is.
    came = np.zeros((n + 1, m + 1), dtype=np.int16)
    came[0] = -1
    columns = np.arange(m + 1)
    befores = [columns + widest - height.wides[:, None] for height in table.heights]
    totals = np.full((len(shapes) + 1, m + 1), -np.inf)
    for i in range(1, n + 1):
        place = 0
        for height, before in zip(table.heights, befores, strict=True):
            if height.high <= i:
                np.add(
                    best[i - height.high].take(before),
                    height.ends[:, i],
                    out=totals[place : place + len(before)],
                )
            place += len(before)
        shape = totals.argmax(axis=0)
        paired = totals[shape, columns]
        row = best[i - 1, widest:]
        came[i] = np.where(paired > row, shape + 1, 0)
        row = np.maximum(row, paired)
        best[i, widest:] = np.maximum.accumulate(row)
        came[i, best[i, widest:] > row] = -1
    return _trace(came, shapes, [ends for height in table.heights for ends in height.ends])


def _trace(came: NDArray[np.int16], shapes: list[Shape], by_shape: list[Floats]) -> list[Bead]:
    i, j = came.shape[0] - 1, came.shape[1] - 1
    beads: list[Bead] = []
    while i or j:
        index = int(came[i, j])
        if index > 0:
            high, wide = shapes[index - 1]
            gain = float(by_shape[index - 1][i, j])
            i, j = i - high, j - wide
            beads.append(Bead(range(i, i + high), range(j, j + wide), gain))
        elif index == 0:
            i -= 1
            beads.append(Bead(range(i, i + 1), range(j, j)))
        else:
            j -= 1
            beads.append(Bead(range(i, i), range(j, j + 1)))
    return beads[::-1]
