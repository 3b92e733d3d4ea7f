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
    setting = _Setting(longest, chance, hub_share)
    forward, backward = _Cosines.of(source, target)
    return WindowGains(
        _gains(source, target, (forward, backward), setting),
        _gains(target, source, (backward, forward), setting),
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
    count = min(_LIKEST, len(far))
    found = {}
    for segment, vector in zip(segments, own, strict=True):
        places = np.argpartition(likest @ vector, -count)[-count:]
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
        best = _best_by_segment(chosen.vectors[start : start + step] @ far.vectors.T, far.starts)
        segments, sums = _sum_by_segment(chosen, start, len(best))
        total[segments] += sums @ best
    means = total.max(axis=1) / np.maximum(chosen.segment_weights, 1e-6)
    return np.asarray(np.clip(means, -1.0, 1.0), dtype=np.float32)


# Tokens of one side taken at a time at most, and numbers that they may make: 2^25 float32 are 128 MB.
_CHUNK = 2_048
_CHUNK_NUMBERS = 2**25
# Cosines of one pair of texts or parts kept at most: 2^24 float32 are 64 MB, and as much the other way round.
_HELD = 2**24
# Tokens of the other side that stand for all of it in the chance level.
_CROWD = 4_096
# Pairs of segments beyond which the nearest is looked for among so many likely ones only.
_MOST_NEAR = 250_000
_LIKEST = 32
# The share of a token's similarities whose mean is its hub level.
_BEST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class _Cosines:
    """The cosines of the tokens of *near* to those of *far*; held where they are few."""

    near: Floats
    far: Floats
    held: Floats | None

    @classmethod
    def of(cls, source: Side, target: Side) -> tuple[_Cosines, _Cosines]:
        """Return those of the source to the target and the other way round."""
        forward, backward = None, None
        if len(source.weights) * len(target.weights) <= _HELD:
            forward = source.vectors @ target.vectors.T
            backward = np.ascontiguousarray(forward.T)
        return (
            cls(source.vectors, target.vectors, forward),
            cls(target.vectors, source.vectors, backward),
        )

    def rows(self, start: int, stop: int) -> Floats:
        """Return the cosines of the tokens *start:stop* to all of the other side."""
        if self.held is not None:
            return self.held[start:stop]
        cosines: Floats = self.near[start:stop] @ self.far.T
        return cosines


@dataclass(frozen=True, slots=True)
class _Setting:
    longest: int
    chance: float
    hub_share: float


def _gains(near: Side, far: Side, cosines: tuple[_Cosines, _Cosines], setting: _Setting) -> Floats:
    n, m = len(near), len(far)
    gains = np.zeros((n, m, setting.longest), dtype=np.float32)
    if len(near.weights) and len(far.weights):
        crowd = _crowd(far)
        hubs = setting.hub_share * _hub_levels(far, near, cosines[1])
        ranks = _chance_ranks(far, setting.longest, setting.chance) * (len(crowd) - 1)
        lowest = int(ranks.min())
        # Of each segment the sum, over its tokens by weight, of their sorted similarities to the crowd.
        levels = np.zeros((n, len(crowd) - lowest), dtype=np.float32)
        step = _chunk(2 * (len(far.weights) + len(crowd)) + 4 * m)
        for start in range(0, len(near.weights), step):
            similarities = cosines[0].rows(start, start + step) - hubs
            segments, sums = _sum_by_segment(near, start, len(similarities))
            levels[segments] += sums @ _highest(similarities[:, crowd], lowest)
            single = _best_by_segment(similarities, far.starts)
            covered = single.copy()
            gains[segments, :, 0] += sums @ covered
            for k in range(1, min(setting.longest, m)):
                np.maximum(covered[:, :-k], single[:, k:], out=covered[:, :-k])
                gains[segments, :, k] += sums @ covered
        gains -= _interpolate(levels, ranks - lowest)
    for k in range(1, setting.longest):
        gains[:, max(m - k, 0) :, k] = -np.inf
    return gains


def _highest(values: Floats, lowest: int) -> Floats:
    """Return the values of each row from rank *lowest* on, in rising order."""
    if lowest:
        values = np.partition(values, lowest, axis=1)[:, lowest:]
    return np.sort(values, axis=1)


def _interpolate(levels: Floats, ranks: Floats) -> Floats:
    """Return (n, *ranks.shape): each row of *levels* at fractional places."""
    below = ranks.astype(np.int64)
    share = (ranks - below).astype(np.float32)
    above = np.minimum(below + 1, levels.shape[1] - 1)
    at: Floats = levels[:, below] * (1 - share) + levels[:, above] * share
    return at


def _sum_by_segment(side: Side, first: int, count: int) -> tuple[slice, Floats]:
    """Return the segments that so many tokens from *first* on belong to, and the matrix that sums over them.

    The matrix (segments, count) holds the tokens' weights: times values by token it gives the
    weighted sums by segment.
    """
    owners = np.searchsorted(side.starts, np.arange(first, first + count), side="right") - 1
    segments = slice(int(owners[0]), int(owners[-1]) + 1)
    sums = np.zeros((segments.stop - segments.start, count), dtype=np.float32)
    sums[owners - segments.start, np.arange(count)] = side.weights[first : first + count]
    return segments, sums


def _hub_levels(far: Side, near: Side, cosines: _Cosines) -> Floats:
    """Return (t,): each token's mean similarity to the tokens of *near* that are most like it, centred.

    *cosines* are those of *far* to *near*.
    """
    crowd = _crowd(near)
    best = max(1, int(len(crowd) * _BEST_SHARE))
    step = _chunk(2 * len(near.weights))
    levels = np.concatenate(
        [
            np.partition(cosines.rows(start, start + step)[:, crowd], -best, axis=1)[:, -best:].mean(axis=1)
            for start in range(0, len(far.weights), step)
        ]
    )
    return np.asarray(levels - levels.mean(), dtype=np.float32)


def _chunk(numbers: int) -> int:
    """Return how many tokens to take at a time where each makes so many *numbers*."""
    return min(_CHUNK, max(1, _CHUNK_NUMBERS // numbers))


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
