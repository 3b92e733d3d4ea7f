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
from align.vectors import TokenVectors, mean_vectors


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


def collect_sides(
    source: list[TokenVectors], target: list[TokenVectors], *, most: float
) -> tuple[Side, Side]:
    """Return the tokens of both documents, thinned so that about *most* pairs of tokens are compared.

    In documents so long, each segment is represented by its heaviest tokens, which then share
    the weight of all.
    """
    counts = [sum(len(segment.weights) for segment in side) for side in (source, target)]
    even = most**0.5
    shares = [
        min(1.0, max(even, most / max(opposite, 1e-9)) / max(own, 1))
        for own, opposite in (counts, counts[::-1])
    ]
    sides = [
        collect_side(side if share == 1.0 else [_heaviest(segment, share) for segment in side])
        for side, share in zip((source, target), shares, strict=True)
    ]
    return sides[0], sides[1]


def _heaviest(tokens: TokenVectors, share: float) -> TokenVectors:
    """Return the heaviest *share* of the tokens, at least one, with the weight of all."""
    count = int(np.ceil(len(tokens.weights) * share))
    chosen = np.sort(np.argsort(-tokens.weights, kind="stable")[:count])
    weights = tokens.weights[chosen]
    total = max(float(weights.sum()), 1e-9)
    scale = np.float32(float(tokens.weights.sum()) / total)
    return TokenVectors(tokens.vectors[chosen], weights * scale, tokens.offsets[chosen])


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


def nearest_coverage(
    near: list[TokenVectors], far: list[TokenVectors], segments: list[int]
) -> dict[int, float]:
    """Return, for each of *segments* of *near*, how well the nearest segment of *far* covers its tokens.

    It is a mean weighted by token weights, 0 where one of the two has no token. In long texts the
    nearest is looked for among the segments of *far* whose mean vectors are nearest.
    """
    if len(segments) * len(far) <= _MOST_NEAR:
        chosen = [near[i] for i in segments]
        means = _best_coverage(collect_side(chosen), collect_side(far)).tolist() if chosen else []
        return dict(zip(segments, means, strict=True))
    likest = mean_vectors(far)
    own = mean_vectors([near[i] for i in segments])
    found = {}
    for segment, vector in zip(segments, own, strict=True):
        places = np.argpartition(likest @ vector, -_LIKEST)[-_LIKEST:]
        candidates = collect_side([far[j] for j in places])
        found[segment] = float(_best_coverage(collect_side([near[segment]]), candidates)[0])
    return found


def _best_coverage(chosen: Side, far: Side) -> Floats:
    """Return (n,): each segment's coverage by the segment of *far* that covers it best."""
    if not len(far.weights):
        return np.zeros(len(chosen), np.float32)
    total = np.zeros((len(chosen), len(far)), dtype=np.float32)
    step = _chunk(2 * len(far.weights))
    for start in range(0, len(chosen.weights), step):
        rows = slice(start, start + step)
        best = _best_by_segment(chosen.vectors[rows] @ far.vectors.T, far.starts)
        _add_by_segment(total, best * chosen.weights[rows, None], chosen.starts, start)
    means = total.max(axis=1) / np.maximum(chosen.segment_weights, 1e-6)
    return np.asarray(np.clip(means, -1.0, 1.0), dtype=np.float32)


# Tokens of one side taken at a time at most, and numbers that they may make: 2^25 float32 are 128 MB.
_CHUNK = 2_048
_CHUNK_NUMBERS = 2**25
# Tokens of the other side that stand for all of it in the chance level.
_CROWD = 4_096
# Pairs of segments beyond which the nearest is looked for among so many likely ones only.
_MOST_NEAR = 250_000
_LIKEST = 32
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
        step = _chunk(2 * (len(far.weights) + len(opposite.crowd)) + 4 * m * setting.longest)
        for start in range(0, len(near.weights), step):
            rows = slice(start, start + step)
            block = _token_gains(near.vectors[rows], opposite) * near.weights[rows, None, None]
            _add_by_segment(gains, block, near.starts, start)
    for k in range(1, setting.longest):
        gains[:, max(m - k, 0) :, k] = -np.inf
    return gains


def _hub_levels(far: Side, near: Side) -> Floats:
    """Return (t,): each token's mean similarity to the tokens of *near* that are most like it, centred."""
    crowd = near.vectors[_crowd(near)].T
    best = max(1, int(crowd.shape[1] * _BEST_SHARE))
    step = _chunk(2 * crowd.shape[1])
    levels = np.concatenate(
        [
            np.partition(far.vectors[start : start + step] @ crowd, -best, axis=1)[:, -best:].mean(axis=1)
            for start in range(0, len(far.weights), step)
        ]
    )
    return np.asarray(levels - levels.mean(), dtype=np.float32)


def _chunk(numbers: int) -> int:
    """Return how many tokens to take at a time where each makes so many *numbers*."""
    return min(_CHUNK, max(1, _CHUNK_NUMBERS // numbers))


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


def _add_by_segment(total: Floats, block: Floats, starts: NDArray[np.int64], first: int) -> None:
    """Add the rows of *block*, which belong to the tokens from *first* on, to those of their segments."""
    last = first + len(block)
    segments = slice(
        int(np.searchsorted(starts, first, side="right")) - 1, int(np.searchsorted(starts, last))
    )
    bounds = np.clip(starts[segments.start : segments.stop + 1], first, last) - first
    filled = np.flatnonzero(np.diff(bounds))
    total[segments.start + filled] += np.add.reduceat(block, bounds[filled], axis=0)
