"""A stretch of both texts, or what was left over of them, with its gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.bitext import Bead
from align.coverage import collect_sides, measure_windows
from align.gains import Floats, WindowGains, best_densities
from align.settings import Settings
from align.vectors import TokenVectors


@dataclass(frozen=True, slots=True)
class Part:
    """Segments of both texts by their indices, in order, and the gains between them.

    The gains count segments from the part's beginning. ``thinned`` says whether the segments
    were compared by their heaviest tokens only.
    """

    source: Sequence[int]
    target: Sequence[int]
    gains: WindowGains
    thinned: bool

    @property
    def counts(self) -> tuple[int, int]:
        """How many segments both sides have."""
        return len(self.source), len(self.target)

    def place(self, bead: Bead) -> Bead:
        """Return a bead of this part as one of the whole texts."""
        return replace(bead, source=_place(self.source, bead.source), target=_place(self.target, bead.target))


def measure_part(
    source: list[TokenVectors],
    target: list[TokenVectors],
    chosen: tuple[Sequence[int], Sequence[int]],
    settings: Settings,
) -> Part:
    """Return the part that the *chosen* source and target segments make."""
    texts = [source[i] for i in chosen[0]], [target[j] for j in chosen[1]]
    sides = collect_sides(*texts, most=settings.most_token_pairs)
    gains = measure_windows(
        *sides, longest=settings.longest_bead, chance=settings.chance, hub_share=settings.hub_share
    )
    counts = (sum(len(segment.weights) for segment in side) for side in texts)
    thinned = any(len(side.weights) < count for side, count in zip(sides, counts, strict=True))
    return Part(*chosen, gains, thinned)


def find_best(parts: list[Part], count: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return, for each source and target segment, the best density of a 1–1 bead within its part."""
    best = tuple(np.zeros(size, np.float32) for size in count)
    for part in parts:
        for whole, indices, densities in zip(
            best, (part.source, part.target), best_densities(part.gains), strict=True
        ):
            whole[list(indices)] = densities
    return best[0], best[1]


def _place(indices: Sequence[int], inner: range) -> range:
    if inner:
        return range(indices[inner.start], indices[inner.stop - 1] + 1)
    at = indices[inner.start] if inner.start < len(indices) else (indices[-1] + 1 if len(indices) else 0)
    return range(at, at)
