"""What stayed unpaired in the parts of a long text, as one part to be matched without order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.pairing.parts import Part, measure_part
from align.settings import Settings
from align.vectors import TokenVectors, mean_vectors


def measure_leftovers(
    beads: list[Bead], source: list[TokenVectors], target: list[TokenVectors], settings: Settings
) -> Part | None:
    """Return the unpaired segments of both texts as a part, or None where one side has none.

    A window holds neighbours in the text only. Of more than can be compared, those most like
    something left over on the other side are taken.
    """
    alone = [i for bead in beads if not bead.target for i in bead.source]
    new = [j for bead in beads if not bead.source for j in bead.target]
    if not alone or not new:
        return None
    chosen = _choose(source, target, (alone, new), settings.most_exact_pairings)
    part = measure_part(source, target, chosen, replace(settings, longest_bead=settings.moved_longest))
    gaps = [_skips(np.array(side), settings.moved_longest) for side in chosen]
    part.gains.source[:, gaps[1]] = -np.inf
    part.gains.target[:, gaps[0]] = -np.inf
    return part


def _choose(
    source: list[TokenVectors],
    target: list[TokenVectors],
    leftovers: tuple[list[int], list[int]],
    most: int,
) -> tuple[list[int], list[int]]:
    if len(leftovers[0]) * len(leftovers[1]) <= most:
        return leftovers
    vectors = [
        mean_vectors([text[i] for i in side]) for text, side in zip((source, target), leftovers, strict=True)
    ]
    nearest = vectors[0] @ vectors[1].T
    sides = [_highest(nearest.max(axis=1 - axis), int(most**0.5)) for axis in (0, 1)]
    return [leftovers[0][i] for i in sides[0]], [leftovers[1][j] for j in sides[1]]


def _highest(values: NDArray[np.float32], count: int) -> list[int]:
    """Return the places of the *count* highest values, in order of place."""
    return sorted(np.argsort(-values, kind="stable")[:count].tolist())


def _skips(indices: NDArray[np.int64], longest: int) -> NDArray[np.bool_]:
    """Return (n, longest): whether the window of k + 1 segments from each one on skips some of the text."""
    skips = np.zeros((len(indices), longest), dtype=bool)
    for k in range(1, longest):
        skips[: len(indices) - k, k] = indices[k:] - indices[: len(indices) - k] != k
    return skips
