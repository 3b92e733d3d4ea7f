"""The gains of all beads of all shapes, by where the beads end: what the dynamic programme reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from align.gains import Floats, Shape, ShapeTerm, WindowGains


@dataclass(frozen=True, slots=True)
class Height:
    """The shapes with *high* source segments, one for each of the (s,) *wides* in target segments.

    ``ends[k, i, j]`` is the gain of the bead of width ``wides[k]`` that ends before source segment
    *i* and target segment *j*, -inf where it would begin before the text; (s, n + 1, m + 1).
    """

    high: int
    wides: NDArray[np.int64]
    ends: Floats


@dataclass(frozen=True, slots=True)
class BeadTable:
    """The heights in rising order, and how many segments both sides have."""

    heights: tuple[Height, ...]
    counts: tuple[int, int]

    def less(self, source: Floats, target: Floats) -> BeadTable:
        """Return the table with so much taken off each bead for each of its segments, (n,) and (m,)."""
        rows, columns = (np.concatenate([[0.0], side.cumsum(dtype=np.float64)]) for side in (source, target))
        heights = []
        for height in self.heights:
            high, lowered = height.high, height.ends.copy()
            taken = (rows[high:] - rows[: len(rows) - high]).astype(np.float32)[:, None]
            for ends, wide in zip(lowered, height.wides, strict=True):
                ends[high:, wide:] -= taken + (columns[wide:] - columns[: len(columns) - wide]).astype(
                    np.float32
                )
            heights.append(replace(height, ends=lowered))
        return BeadTable(tuple(heights), self.counts)


def build_table(gains: WindowGains, shapes: list[Shape], term: ShapeTerm) -> BeadTable:
    """Return the gains of the beads of *shapes*, which are sorted and have every smaller shape among them.

    The same as ``gains.bead_gains`` for each, with what shapes share computed once.
    """
    n, m = len(gains.source_weights), len(gains.target_weights)
    fitting = [(high, wide) for high, wide in shapes if high <= n and wide <= m]
    sums = _SegmentSums(gains)
    heights = []
    for high, group in groupby(fitting, key=lambda shape: shape[0]):
        wides = [wide for _, wide in group]
        ends = np.full((len(wides), n + 1, m + 1), -np.inf, dtype=np.float32)
        for index, wide in enumerate(wides):
            ends[index, high:, wide:] = sums.by_source(high, wide)
            ends[index, high:, wide:] += sums.by_target(high, wide)
            ends[index, high:, wide:] -= sums.cost(high, wide, term)
        heights.append(Height(high, np.array(wides), ends))
    return BeadTable(tuple(heights), (n, m))


class _SegmentSums:
    """Sums over neighbouring segments, each from that over one fewer."""

    def __init__(self, gains: WindowGains) -> None:
        self._gains = gains
        self._by_source: dict[Shape, Floats] = {}
        self._by_target: dict[Shape, Floats] = {}
        self._weights: dict[tuple[int, int], tuple[Floats, Floats]] = {}

    def by_source(self, high: int, wide: int) -> Floats:
        """Return (n − high + 1, m − wide + 1): what the source segments gain by the target windows."""
        if (high, wide) not in self._by_source:
            first = self._gains.source[:, : self._gains.source.shape[1] - wide + 1, wide - 1]
            self._by_source[high, wide] = (
                first if high == 1 else self.by_source(high - 1, wide)[:-1] + first[high - 1 :]
            )
        return self._by_source[high, wide]

    def by_target(self, high: int, wide: int) -> Floats:
        """Return (n − high + 1, m − wide + 1): what the target segments gain by the source windows."""
        if (high, wide) not in self._by_target:
            first = self._gains.target[:, : self._gains.target.shape[1] - high + 1, high - 1].T
            self._by_target[high, wide] = (
                first if wide == 1 else self.by_target(high, wide - 1)[:, :-1] + first[:, wide - 1 :]
            )
        return self._by_target[high, wide]

    def cost(self, high: int, wide: int, term: ShapeTerm) -> Floats:
        """Return (n − high + 1, m − wide + 1): what the shape takes off."""
        source, log_source = self._sum_weights(0, high)
        target, log_target = self._sum_weights(1, wide)
        return term.cost(
            (source[:, None], target[None, :]), log_target[None, :] - log_source[:, None], (high, wide)
        )

    def _sum_weights(self, side: int, count: int) -> tuple[Floats, Floats]:
        if (side, count) not in self._weights:
            weights = (self._gains.source_weights, self._gains.target_weights)[side]
            summed = np.maximum(np.convolve(weights, np.ones(count, np.float32), "valid"), 1e-6)
            self._weights[side, count] = summed, np.log(summed)
        return self._weights[side, count]
