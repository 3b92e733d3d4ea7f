"""What the stages share about gains: of segments by windows, and of whole beads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead

Floats = NDArray[np.float32]
Shape = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShapeTerm:
    """What the shape of a bead adds to its gain.

    Uneven lengths cost *unevenness* · w · ln²(target / source / *ratio*), with w the mean weight of
    both sides. Each segment beyond one on the longer side earns *extension*: chance levels take
    the tokens of a longer window for fresh tries, which the words of one story are not. Each
    beyond one on the shorter side costs *widening*: two beads say more than one around both.
    """

    unevenness: float
    ratio: float
    extension: float = 0.0
    widening: float = 0.0

    def cost(self, weights: tuple[Floats, Floats], log_ratio: Floats, shape: Shape) -> Floats:
        """Return what is taken off beads of *shape* with these weights of both sides, broadcast together.

        *log_ratio* is ln(target / source).
        """
        uneven = (log_ratio - np.float32(np.log(self.ratio))) ** 2
        earned = np.float32(self.extension * (max(shape) - 1) - self.widening * (min(shape) - 1))
        cost: Floats = np.float32(self.unevenness / 2) * (weights[0] + weights[1]) * uneven - earned
        return cost


@dataclass(frozen=True, slots=True)
class WindowGains:
    """Gains of segments by windows of the other side.

    ``source[i, j, k]`` is the gain of source segment *i* by the target segments
    ``j : j + k + 1``; ``target[j, i, k]`` that of target segment *j* by the source
    segments ``i : i + k + 1``. Windows that reach past the end are ``-inf``.
    """

    source: Floats
    target: Floats
    source_weights: Floats
    target_weights: Floats


def bead_shapes(longest: int, widest: int) -> list[Shape]:
    """Return the shapes (n, m) of beads: up to *longest* on one side and *widest* on the other."""
    return [(n, m) for n in range(1, longest + 1) for m in range(1, longest + 1) if min(n, m) <= widest]


def bead_gains(gains: WindowGains, shape: Shape, term: ShapeTerm) -> Floats:
    """Return (N − n + 1, M − m + 1): the gain of pairing segments i:i+n with j:j+m.

    The matrix is empty where the shape does not fit.
    """
    n, m = shape
    rows, columns = len(gains.source_weights) - n + 1, len(gains.target_weights) - m + 1
    if rows <= 0 or columns <= 0:
        return np.zeros((max(rows, 0), max(columns, 0)), dtype=np.float32)
    by_source = sum(gains.source[i : i + rows, :columns, m - 1] for i in range(n))
    by_target = sum(gains.target[j : j + columns, :rows, n - 1] for j in range(m))
    source = np.maximum(np.convolve(gains.source_weights, np.ones(n, np.float32), "valid"), 1e-6)[:, None]
    target = np.maximum(np.convolve(gains.target_weights, np.ones(m, np.float32), "valid"), 1e-6)[None, :]
    total: Floats = by_source + np.asarray(by_target).T
    return total - term.cost((source, target), np.log(target) - np.log(source), shape)


def bead_density(bead: Bead, gains: WindowGains) -> float:
    """Return the gain of a paired bead per token weight of both sides, without any shape term."""
    source = gains.source[bead.source.start : bead.source.stop, bead.target.start, len(bead.target) - 1]
    target = gains.target[bead.target.start : bead.target.stop, bead.source.start, len(bead.source) - 1]
    return float(source.sum() + target.sum()) / max(bead_weight(bead, gains), 1e-6)


def bead_weight(bead: Bead, gains: WindowGains) -> float:
    """Return the token weight of both sides."""
    source = gains.source_weights[bead.source.start : bead.source.stop]
    target = gains.target_weights[bead.target.start : bead.target.stop]
    return float(source.sum() + target.sum())


def best_densities(gains: WindowGains) -> tuple[Floats, Floats]:
    """Return, for each source and each target segment, the best density of a 1–1 bead with it."""
    if not len(gains.source_weights) or not len(gains.target_weights):
        return np.zeros(len(gains.source_weights), np.float32), np.zeros(
            len(gains.target_weights), np.float32
        )
    weights = gains.source_weights[:, None] + gains.target_weights[None, :]
    densities = (gains.source[:, :, 0] + gains.target[:, :, 0].T) / np.maximum(weights, 1e-6)
    return densities.max(axis=1), densities.max(axis=0)
