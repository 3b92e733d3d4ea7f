"""Vectors of texts and of their tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The tokens of one text: (t, d) unit rows, (t,) weights and (t, 2) offsets.

    A weight says how much a token matters to the meaning; offsets are half-open code
    points of the text.
    """

    vectors: Vectors
    weights: NDArray[np.float32]
    offsets: NDArray[np.int64]


def unit_rows(vectors: Vectors) -> Vectors:
    """Return *vectors* with rows of length one; rows of zeros stay so."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32, copy=False)
    return units


def mean_vectors(texts: list[TokenVectors]) -> Vectors:
    """Return the (n, d) weighted means of the texts' tokens, less the mean of them all, as unit rows."""
    if not texts:
        return np.zeros((0, 0), np.float32)
    means = unit_rows(np.stack([text.weights @ text.vectors for text in texts]).astype(np.float32))
    return unit_rows(means - means.mean(axis=0))


def scale_weights(texts: list[TokenVectors]) -> list[TokenVectors]:
    """Return *texts* with weights scaled so that the mean token of them all weighs 1."""
    weights = np.concatenate([text.weights for text in texts]) if texts else np.zeros(0, np.float32)
    mean = float(weights.mean()) if len(weights) else 0.0
    if mean <= 0:
        return texts
    return [TokenVectors(text.vectors, text.weights / np.float32(mean), text.offsets) for text in texts]


def join_tokens(parts: list[TokenVectors], shifts: list[int]) -> TokenVectors:
    """Return the tokens of *parts* as those of one text, each part's offsets moved by its shift."""
    return TokenVectors(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.offsets + shift for part, shift in zip(parts, shifts, strict=True)]),
    )


@dataclass(frozen=True, slots=True)
class TokenCoverage:
    """How well the tokens of one text are covered by another: (t,) cosines, 0 where that has no token.

    ``nearest`` is a token's best cosine to any opposite token. ``contested`` is the same less
    what the opposite token's own best match exceeds it by: a token is not covered by a word
    that another token of its own side matches better. Within one passage this tells a
    translated word from one that only belongs to the topic.
    """

    nearest: Vectors
    contested: Vectors


def cover_tokens(source: TokenVectors, target: TokenVectors) -> tuple[TokenCoverage, TokenCoverage]:
    """Return how well the source's tokens are covered by the target's, and the other way round."""
    n, m = len(source.weights), len(target.weights)
    if not n or not m:
        none = [np.zeros(count, np.float32) for count in (n, m)]
        return TokenCoverage(none[0], none[0]), TokenCoverage(none[1], none[1])
    step = max(1, _BLOCK // m)
    blocks = [slice(start, start + step) for start in range(0, n, step)]
    held = [source.vectors @ target.vectors.T] if len(blocks) == 1 else []

    def cosines(rows: slice) -> Vectors:
        return held[0] if held else source.vectors[rows] @ target.vectors.T

    nearest = np.empty(n, np.float32), np.full(m, -np.inf, np.float32)
    for rows in blocks:
        block = cosines(rows)
        nearest[0][rows] = block.max(axis=1)
        np.maximum(nearest[1], block.max(axis=0), out=nearest[1])
    contested = np.empty(n, np.float32), np.full(m, -np.inf, np.float32)
    for rows in blocks:
        twice = 2 * cosines(rows)
        contested[0][rows] = (twice - nearest[1]).max(axis=1)
        np.maximum(contested[1], (twice - nearest[0][rows, None]).max(axis=0), out=contested[1])
    return TokenCoverage(nearest[0], contested[0]), TokenCoverage(nearest[1], contested[1])


# Cosines held at a time: 2^23 float32 are 32 MB. Passages of ordinary length are one block.
_BLOCK = 2**23
