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


def best_cosines(
    source: TokenVectors, target: TokenVectors
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return each source token's best cosine to a target token, and each target token's to a source token.

    A token that faces no token at all gets 0.
    """
    if not len(source.weights) or not len(target.weights):
        return np.zeros(len(source.weights), np.float32), np.zeros(len(target.weights), np.float32)
    cosines = source.vectors @ target.vectors.T
    return cosines.max(axis=1), cosines.max(axis=0)


def contested_cosines(
    source: TokenVectors, target: TokenVectors
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how well each source token is covered by the target, and each target token by the source.

    A token is not covered by a word that another token of its own side matches better:
    coverage is the best cosine to any opposite token, less what that token's best match
    exceeds it by. Within one passage this tells a translated word from one that only
    belongs to the topic. A token that faces no token at all gets 0.
    """
    if not len(source.weights) or not len(target.weights):
        return np.zeros(len(source.weights), np.float32), np.zeros(len(target.weights), np.float32)
    cosines = source.vectors @ target.vectors.T
    return _contested(cosines), _contested(cosines.T)


def _contested(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    best = cosines.max(axis=0)
    return np.asarray((cosines - (best - cosines)).max(axis=1), dtype=np.float32)
