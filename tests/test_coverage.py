"""Coverage above chance: the windows, the blocks in which they are computed, and long texts thinned."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import align.coverage
import align.vectors
from align.coverage import Side, collect_side, collect_sides, measure_windows, nearest_coverage
from align.gains import WindowGains
from align.vectors import TokenVectors, cover_tokens, unit_rows

CHANCE, HUBS, LONGEST = 1.75, 0.3, 4


def make_tokens(count: int, rng: np.random.Generator) -> TokenVectors:
    vectors = unit_rows(rng.normal(0, 1, (count, 8)).astype(np.float32))
    offsets = np.array([(i, i + 1) for i in range(count)], np.int64).reshape(-1, 2)
    return TokenVectors(vectors, rng.uniform(0.5, 2, count).astype(np.float32), offsets)


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[TokenVectors], list[TokenVectors]]:
    """Two texts of a few segments with random tokens; a segment may have none."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    counts = [draw(st.lists(st.integers(0, 6), min_size=1, max_size=6)) for _ in range(2)]
    return [make_tokens(k, rng) for k in counts[0]], [make_tokens(k, rng) for k in counts[1]]


def measure(source: Side, target: Side) -> WindowGains:
    return measure_windows(source, target, longest=LONGEST, chance=CHANCE, hub_share=HUBS)


def plain_gain(near: Side, far: Side, segment: int, first: int, last: int) -> float:
    """The definition, one token at a time, without hub levels."""
    total = 0.0
    for token in range(near.starts[segment], near.starts[segment + 1]):
        similarities = far.vectors @ near.vectors[token]
        window = slice(far.starts[first], far.starts[last])
        inside = max([*similarities[window], *([0.0] if 0 in np.diff(far.starts[first : last + 1]) else [])])
        length = window.stop - window.start
        chance = np.quantile(similarities, 1 - 1 / (CHANCE * length + 1))
        total += near.weights[token] * (inside - chance)
    return total


@given(texts())
@settings(max_examples=40, deadline=None)
def test_gains_are_those_of_the_definition(
    given_texts: tuple[list[TokenVectors], list[TokenVectors]],
) -> None:
    source, target = (collect_side(side) for side in given_texts)
    gains = measure_windows(source, target, longest=LONGEST, chance=CHANCE, hub_share=0.0)
    if not len(source.weights) or not len(target.weights):
        assert not gains.source[np.isfinite(gains.source)].any()
        return
    for segment in range(len(source)):
        for first in range(len(target)):
            for k in range(LONGEST):
                found = gains.source[segment, first, k]
                if first + k + 1 > len(target):
                    assert found == -np.inf
                else:
                    expected = plain_gain(source, target, segment, first, first + k + 1)
                    assert found == pytest.approx(expected, abs=1e-4)


@given(texts())
@settings(max_examples=40, deadline=None)
def test_the_sides_may_change_places(given_texts: tuple[list[TokenVectors], list[TokenVectors]]) -> None:
    source, target = (collect_side(side) for side in given_texts)
    one, two = measure(source, target), measure(target, source)
    # The products of the two orders differ in their last bits.
    assert one.source == pytest.approx(two.target, abs=1e-5)
    assert np.array_equal(one.target_weights, two.source_weights)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Cut every computation into blocks of a token or a few."""

    def cut() -> None:
        monkeypatch.setattr(align.coverage, "_CHUNK_NUMBERS", 100)
        monkeypatch.setattr(align.vectors, "_BLOCK", 7)

    return cut


def test_blocks_change_nothing(small_blocks: Callable[[], None]) -> None:
    rng = np.random.default_rng(5)
    source = [make_tokens(k, rng) for k in (3, 0, 9, 1, 0, 14)]
    target = [make_tokens(k, rng) for k in (0, 12, 2, 5)]
    sides = collect_side(source), collect_side(target)
    chosen = [0, 1, 2, 5]
    whole = measure(*sides), nearest_coverage(source, target, chosen), cover_tokens(source[5], target[1])
    small_blocks()
    cut = measure(*sides), nearest_coverage(source, target, chosen), cover_tokens(source[5], target[1])
    assert cut[0].source == pytest.approx(whole[0].source, abs=1e-5)
    assert cut[0].target == pytest.approx(whole[0].target, abs=1e-5)
    assert cut[1] == pytest.approx(whole[1], abs=1e-5)
    for one, two in zip(cut[2], whole[2], strict=True):
        assert one.nearest == pytest.approx(two.nearest, abs=1e-6)
        assert one.contested == pytest.approx(two.contested, abs=1e-6)


def test_contested_coverage_takes_off_what_a_better_match_exceeds_it_by() -> None:
    # The first word is the translation, the second only belongs to the topic.
    source = TokenVectors(
        unit_rows(np.array([[1, 0], [1, 1]], np.float32)), np.ones(2, np.float32), np.zeros((2, 2), np.int64)
    )
    target = TokenVectors(np.array([[1, 0]], np.float32), np.ones(1, np.float32), np.zeros((1, 2), np.int64))
    forward, backward = cover_tokens(source, target)
    assert forward.nearest == pytest.approx([1, 0.5**0.5])
    assert forward.contested == pytest.approx([1, 2 * 0.5**0.5 - 1])
    assert backward.contested == pytest.approx([1])


def test_a_token_that_faces_nothing_has_no_coverage() -> None:
    rng = np.random.default_rng(1)
    forward, backward = cover_tokens(make_tokens(3, rng), make_tokens(0, rng))
    assert forward.nearest.tolist() == forward.contested.tolist() == [0, 0, 0]
    assert len(backward.nearest) == len(backward.contested) == 0


def test_the_nearest_segment_is_the_one_that_covers_best() -> None:
    rng = np.random.default_rng(2)
    source, target = [make_tokens(4, rng), make_tokens(0, rng)], [make_tokens(5, rng) for _ in range(3)]
    target[1] = TokenVectors(source[0].vectors, source[0].weights, source[0].offsets)
    nearest = nearest_coverage(source, target, [0, 1])
    assert nearest == pytest.approx({0: 1.0, 1: 0.0}, abs=1e-5)
    assert nearest_coverage(source, target, []) == {}


@given(texts(), st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_thinned_texts_keep_their_weights_and_at_least_a_token_a_segment(
    given_texts: tuple[list[TokenVectors], list[TokenVectors]], most: int
) -> None:
    whole = [collect_side(side) for side in given_texts]
    thinned = collect_sides(*given_texts, most=most)
    for before, after in zip(whole, thinned, strict=True):
        assert after.segment_weights == pytest.approx(before.segment_weights, abs=1e-4)
        assert ((np.diff(after.starts) > 0) == (np.diff(before.starts) > 0)).all()
    if len(whole[0].weights) * len(whole[1].weights) <= most:
        assert [len(side.weights) for side in thinned] == [len(side.weights) for side in whole]
    else:
        # A token a segment stays, whatever the limit.
        rounding = [len(side) for side in whole]
        product = (len(thinned[0].weights) - rounding[0]) * (len(thinned[1].weights) - rounding[1])
        assert min(product, len(thinned[0].weights) - rounding[0]) <= most


def test_the_heaviest_tokens_stay_and_a_short_text_keeps_all_of_its_own() -> None:
    rng = np.random.default_rng(4)
    long, short = [make_tokens(100, rng)], [make_tokens(5, rng)]
    thinned = collect_sides(long, short, most=250)
    assert [len(side.weights) for side in thinned] == [50, 5]
    lightest = np.sort(long[0].weights)[50]
    kept = {row.tobytes() for row in thinned[0].vectors}
    assert kept == {
        row.tobytes()
        for row, weight in zip(long[0].vectors, long[0].weights, strict=True)
        if weight >= lightest
    }


@pytest.mark.parametrize("count", [1, 31, 40])
def test_in_long_texts_the_nearest_is_among_the_likest(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    rng = np.random.default_rng(11)
    far = [make_tokens(4, rng) for _ in range(count)]
    near = [far[count // 2], make_tokens(5, rng)]
    exact = nearest_coverage(near, far, [0, 1])
    monkeypatch.setattr(align.coverage, "_MOST_NEAR", 0)
    likely = nearest_coverage(near, far, [0, 1])
    assert likely[0] == pytest.approx(exact[0], abs=1e-6)
    assert likely[1] <= exact[1] + 1e-6
