"""Token vectors → how well each side covers the other, less what chance would give.

The *coverage* of a token by a window of the other document is the best cosine between
the token's vector and any token vector in the window. The best of many random tokens
is also high, and higher the longer the window, so a token's gain is its coverage less
its *chance level*: for a window of L tokens, the 1 − 1/(qL + 1) quantile of the
token's similarities to all tokens of the other document. A document's own words share
its topic, which makes them the fairest crowd to be compared with.

Gains are weighted by token weights, scaled so that the mean token of each document
weighs 1: a gain is counted in covered tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.gains import Floats, WindowGains
from align.vectors import TokenVectors


@dataclass(frozen=True, slots=True)
class Side:
    """The tokens of one document, end to end: (t, d) unit rows and (t,) weights of mean 1.

    Segment *i* holds the tokens ``starts[i]:starts[i + 1]``.
    """

    vectors: Floats
    weights: Floats
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def segment_weights(self) -> Floats:
        """The (n,) total weight of each segment."""
        return np.diff(np.concatenate([[0.0], self.weights.cumsum(dtype=np.float64)])[self.starts]).astype(
            np.float32
        )


def collect_side(tokens: list[TokenVectors]) -> Side:
    """Return the tokens of a document's segments end to end."""
    starts = np.concatenate([[0], np.cumsum([len(segment.weights) for segment in tokens])]).astype(np.int64)
    vectors = np.concatenate([segment.vectors for segment in tokens])
    weights = np.concatenate([segment.weights for segment in tokens])
    mean = float(weights.mean()) if len(weights) else 1.0
    return Side(vectors, (weights / max(mean, 1e-12)).astype(np.float32), starts)


def measure_windows(source: Side, target: Side, *, longest: int, chance: float) -> WindowGains:
    """Return the gains of each segment by each window of up to *longest* segments of the other side.

    *chance* is q in the chance level: how many times the tokens of a window count as
    tries. Time grows with the product of the two documents' tokens, memory with the
    product of their segments.
    """
    return WindowGains(
        _gains(source, target, longest, chance),
        _gains(target, source, longest, chance),
        source.segment_weights,
        target.segment_weights,
    )


# Tokens of one side taken at a time: bounds the similarity matrix to some 2,000 × t float32.
_CHUNK = 2_048
# Tokens of the other side that stand for all of it in the chance level.
_CROWD = 4_096


def _gains(near: Side, far: Side, longest: int, chance: float) -> Floats:
    n, m = len(near), len(far)
    gains = np.zeros((n, m, longest), dtype=np.float32)
    ranks = _chance_ranks(far, longest, chance)
    crowd = _crowd(far)
    for first, last in _segment_chunks(near.starts):
        rows = slice(near.starts[first], near.starts[last])
        if rows.start < rows.stop and len(far.weights):
            block = (
                _token_gains(near.vectors[rows], far, crowd, ranks, longest) * near.weights[rows, None, None]
            )
            gains[first:last] = _sum_by_segment(block, near.starts[first : last + 1] - rows.start)
    for k in range(1, longest):
        gains[:, max(m - k, 0) :, k] = -np.inf
    return gains


def _token_gains(vectors: Floats, far: Side, crowd: NDArray[np.int64], ranks: Floats, longest: int) -> Floats:
    """Return (t, m, longest): each token's coverage by each window, less its chance level."""
    similarities = vectors @ far.vectors.T
    single = _best_by_segment(similarities, far.starts)
    levels = np.sort(similarities[:, crowd], axis=1)
    covered = np.empty((*single.shape, longest), dtype=np.float32)
    covered[:, :, 0] = single
    for k in range(1, longest):
        covered[:, :, k] = covered[:, :, k - 1]
        if k < single.shape[1]:
            np.maximum(covered[:, :-k, k], single[:, k:], out=covered[:, :-k, k])
    position = ranks * (len(crowd) - 1)
    below = position.astype(np.int64)
    share = (position - below).astype(np.float32)
    above = np.minimum(below + 1, len(crowd) - 1)
    covered -= levels[:, below] * (1 - share) + levels[:, above] * share
    return covered


def _best_by_segment(similarities: Floats, starts: NDArray[np.int64]) -> Floats:
    """Return (t, m): the best similarity to each segment; 0 for a segment without tokens."""
    best = np.zeros((len(similarities), len(starts) - 1), dtype=np.float32)
    filled = np.flatnonzero(np.diff(starts))
    best[:, filled] = np.maximum.reduceat(similarities, starts[filled], axis=1)
    return best


def _chance_ranks(far: Side, longest: int, chance: float) -> Floats:
    """Return (m, longest): the rank in [0, 1] of the chance level for each window."""
    lengths = np.zeros((len(far), longest))
    for k in range(longest):
        stop = np.minimum(np.arange(len(far)) + k + 1, len(far))
        lengths[:, k] = far.starts[stop] - far.starts[:-1]
    return (1 - 1 / (chance * lengths + 1)).astype(np.float32)


def _crowd(far: Side) -> NDArray[np.int64]:
    count = len(far.weights)
    return (
        np.unique(np.linspace(0, count - 1, min(count, _CROWD)).astype(np.int64))
        if count
        else np.zeros(0, np.int64)
    )


def _segment_chunks(starts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return runs of segments of about ``_CHUNK`` tokens."""
    chunks, first = [], 0
    while first < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[first] + _CHUNK, side="right")) - 1
        last = min(max(last, first + 1), len(starts) - 1)
        chunks.append((first, last))
        first = last
    return chunks


def _sum_by_segment(block: Floats, starts: NDArray[np.int64]) -> Floats:
    total = np.zeros((len(starts) - 1, *block.shape[1:]), dtype=np.float32)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        total[filled] = np.add.reduceat(block, starts[filled], axis=0)
    return total
