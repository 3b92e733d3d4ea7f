"""Vectors of texts and of their tokens."""

from __future__ import annotations

from collections.abc import Iterator
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


def best_cosines(source: TokenVectors, target: TokenVectors) -> tuple[Vectors, Vectors]:
    """Return each source token's best cosine to a target token, and each target token's to a source token.

    A token that faces no token at all gets 0.
    """
    if not len(source.weights) or not len(target.weights):
        return np.zeros(len(source.weights), np.float32), np.zeros(len(target.weights), np.float32)
    forward, backward = [], np.full(len(target.weights), -np.inf, np.float32)
    for cosines in _cosine_blocks(source, target):
        forward.append(cosines.max(axis=1))
        np.maximum(backward, cosines.max(axis=0), out=backward)
    return np.concatenate(forward), backward


def contested_cosines(source: TokenVectors, target: TokenVectors) -> tuple[Vectors, Vectors]:
    """Return how well each source token is covered by the target, and each target token by the source.

    A token is not covered by a word that another token of its own side matches better:
    coverage is the best cosine to any opposite token, less what that token's best match
    exceeds it by. Within one passage this tells a translated word from one that only
    belongs to the topic. A token that faces no token at all gets 0.
    """
    best_of_source, best_of_target = best_cosines(source, target)
    if not len(source.weights) or not len(target.weights):
        return best_of_source, best_of_target
    forward, backward, start = [], np.full(len(target.weights), -np.inf, np.float32), 0
    for cosines in _cosine_blocks(source, target):
        rows = slice(start, start + len(cosines))
        forward.append((cosines - (best_of_target - cosines)).max(axis=1))
        contested = (cosines - (best_of_source[rows, None] - cosines)).max(axis=0)
        np.maximum(backward, contested, out=backward)
        start = rows.stop
    return np.concatenate(forward), backward


# Cosines held at a time: 2^23 float32 are 32 MB. Passages of ordinary length are one block.
_BLOCK = 2**23


def _cosine_blocks(source: TokenVectors, target: TokenVectors) -> Iterator[Vectors]:
    """Yield the cosines of all source tokens to all target tokens, some rows at a time."""
    step = max(1, _BLOCK // len(target.weights))
    for start in range(0, len(source.weights), step):
        yield source.vectors[start : start + step] @ target.vectors.T
