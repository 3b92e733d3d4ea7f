"""Token vectors → how well each side covers the other, less what chance would give.

The *coverage* of a token by a window of the other document is the best cosine between
the token's vector and any token vector in the window. The best of many random tokens
is also high, and higher the longer the window, so a token's gain is its coverage less
its *chance level*: for a window of L tokens, the 1 − 1/(qL + 1) quantile of the
token's similarities to all tokens of the other document. A document's own words share
its topic, which makes them the fairest crowd to be compared with.

Some tokens are near to everything (hubs, Radovanović et al. 2010). A token's *hub level* is
the mean of its best similarities to the other document, less the mean of all hub levels;
a share of it is taken from every similarity to that token, as CSLS does for words.

Gains are weighted by token weights. With weights of mean 1 (``vectors.scale_weights``) a
gain is counted in covered tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.gains import Floats, WindowGains
from align.vectors import TokenVectors


@dataclass(frozen=True, slots=True)
class Side:
    """The tokens of one document, end to end: (t, d) unit rows and (t,) weights.

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
    return Side(vectors, weights, starts)


def measure_windows(
    source: Side, target: Side, *, longest: int, chance: float, hub_share: float
) -> WindowGains:
    """Return the gains of each segment by each window of up to *longest* segments of the other side.

    *chance* is q in the chance level: how many times the tokens of a window count as
    tries. *hub_share* is how much of its hub level a token's similarities lose. Time grows
    with the product of the two documents' tokens, memory with the product of their segments.
    """
    return WindowGains(
        _gains(source, target, _Setting(longest, chance, hub_share)),
        _gains(target, source, _Setting(longest, chance, hub_share)),
        source.segment_weights,
        target.segment_weights,
    )


def nearest_coverage(near: Side, far: Side, segments: list[int]) -> dict[int, float]:
    """Return, for each of *segments* of *near*, how well the nearest segment of *far* covers its tokens.

    It is a mean weighted by token weights, 0 where one of the two has no token.
    """
    nearest = dict.fromkeys(segments, 0.0)
    for segment in segments:
        tokens = slice(near.starts[segment], near.starts[segment + 1])
        if tokens.start < tokens.stop and len(far.weights):
            best = _best_by_segment(near.vectors[tokens] @ far.vectors.T, far.starts)
            mean = np.average(best, axis=0, weights=near.weights[tokens] + 1e-9)
            nearest[segment] = float(np.clip(mean.max(), -1.0, 1.0))
    return nearest


# Tokens of one side taken at a time: bounds the similarity matrix to some 2,000 × t float32.
_CHUNK = 2_048
# Tokens of the other side that stand for all of it in the chance level.
_CROWD = 4_096
# The share of a token's similarities whose mean is its hub level.
_BEST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class _Setting:
    longest: int
    chance: float
    hub_share: float


@dataclass(frozen=True, slots=True)
class _Opposite:
    """What is known of the other side before any token is compared: its crowd, hub levels and ranks."""

    side: Side
    crowd: NDArray[np.int64]
    hubs: Floats
    ranks: Floats


def _gains(near: Side, far: Side, setting: _Setting) -> Floats:
    n, m = len(near), len(far)
    gains = np.zeros((n, m, setting.longest), dtype=np.float32)
    if len(near.weights) and len(far.weights):
        ranks = _chance_ranks(far, setting.longest, setting.chance)
        opposite = _Opposite(far, _crowd(far), setting.hub_share * _hub_levels(far, near), ranks)
        for first, last in _segment_chunks(near.starts):
            rows = slice(near.starts[first], near.starts[last])
            block = _token_gains(near.vectors[rows], opposite) * near.weights[rows, None, None]
            gains[first:last] = _sum_by_segment(block, near.starts[first : last + 1] - rows.start)
    for k in range(1, setting.longest):
        gains[:, max(m - k, 0) :, k] = -np.inf
    return gains


def _hub_levels(far: Side, near: Side) -> Floats:
    """Return (t,): each token's mean similarity to the tokens of *near* that are most like it, centred."""
    similarities = far.vectors @ near.vectors[_crowd(near)].T
    best = max(1, int(similarities.shape[1] * _BEST_SHARE))
    levels = np.partition(similarities, -best, axis=1)[:, -best:].mean(axis=1)
    return np.asarray(levels - levels.mean(), dtype=np.float32)


def _token_gains(vectors: Floats, opposite: _Opposite) -> Floats:
    """Return (t, m, longest): each token's coverage by each window, less its chance level."""
    similarities = vectors @ opposite.side.vectors.T - opposite.hubs
    single = _best_by_segment(similarities, opposite.side.starts)
    levels = np.sort(similarities[:, opposite.crowd], axis=1)
    longest = opposite.ranks.shape[1]
    covered = np.empty((*single.shape, longest), dtype=np.float32)
    covered[:, :, 0] = single
    for k in range(1, longest):
        covered[:, :, k] = covered[:, :, k - 1]
        if k < single.shape[1]:
            np.maximum(covered[:, :-k, k], single[:, k:], out=covered[:, :-k, k])
    position = opposite.ranks * (len(opposite.crowd) - 1)
    below = position.astype(np.int64)
    share = (position - below).astype(np.float32)
    above = np.minimum(below + 1, len(opposite.crowd) - 1)
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
