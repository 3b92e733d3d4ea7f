"""The alignment from end to end: parts of long texts, leftovers, neighbours that join, shared parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.anchors import divide, find_anchors
from align.bitext import Bead
from align.gains import WindowGains
from align.moves import leave_alone
from align.order import merge_beads
from align.pairing import pair_segments
from align.pairing.leftovers import measure_leftovers
from align.reexamination import join_neighbours
from align.settings import Settings
from align.vectors import TokenVectors, mean_vectors, unit_rows
from tests.strategies import window_gains

WORDS = 400
# Texts of any length are cut into parts of a dozen segments.
CUT = replace(Settings(), most_exact_pairings=300, part_segments=12)


def write_segments(rng: np.random.Generator, count: int) -> list[TokenVectors]:
    """Segments of five to twelve words, each of a vocabulary in which no two words are alike."""
    vocabulary = unit_rows(np.random.default_rng(0).normal(0, 1, (WORDS, 64)).astype(np.float32))
    made = []
    for _ in range(count):
        words = rng.integers(0, WORDS, rng.integers(5, 13))
        offsets = np.stack([np.arange(len(words)), np.arange(len(words)) + 1], axis=1)
        made.append(TokenVectors(vocabulary[words], np.ones(len(words), np.float32), offsets))
    return made


def translate(segment: TokenVectors, rng: np.random.Generator) -> TokenVectors:
    """The same words in another order, a little off."""
    order = rng.permutation(len(segment.weights))
    noise = rng.normal(0, 0.06, segment.vectors.shape).astype(np.float32)
    return replace(segment, vectors=unit_rows(segment.vectors[order] + noise))


def links_of(beads: tuple[Bead, ...]) -> set[tuple[int, int]]:
    return {(i, j) for bead in beads for i in bead.source for j in bead.target}


def assert_partition(beads: tuple[Bead, ...], n: int, m: int) -> None:
    assert sorted(i for bead in beads for i in bead.source) == list(range(n))
    assert sorted(j for bead in beads for j in bead.target) == list(range(m))


@given(st.integers(0, 2**32 - 1), st.integers(30, 60))
@settings(max_examples=25, deadline=None)
def test_parts_find_what_the_whole_finds(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    source = write_segments(rng, count)
    kept = [i for i in range(count) if rng.random() > 0.15]
    target = [translate(source[i], rng) for i in kept]
    whole = pair_segments(source, target, Settings())
    parted = pair_segments(source, target, CUT)
    assert_partition(parted.beads, count, len(target))
    gold = {(i, j) for j, i in enumerate(kept)}
    found, exact = links_of(parted.beads), links_of(whole.beads)
    assert len(found & gold) >= len(exact & gold) - 2
    assert len(found - gold) <= len(exact - gold) + 2


def test_what_moved_from_one_part_to_another_is_found_and_flagged() -> None:
    rng = np.random.default_rng(7)
    source = write_segments(rng, 60)
    order = [*range(10, 60), *range(3), *range(3, 10)]
    target = [translate(source[i], rng) for i in order]
    pairing = pair_segments(source, target, CUT)
    assert len(divide(source, target, whole=300, size=12)) >= 4
    assert links_of(pairing.beads) == {(i, j) for j, i in enumerate(order)}
    assert {i for bead in pairing.beads if bead.moved for i in bead.source} == set(range(10))


@given(st.integers(0, 2**32 - 1), st.integers(1, 80), st.integers(1, 80), st.integers(5, 20))
@settings(max_examples=40, deadline=None)
def test_parts_hold_each_segment_once_and_are_not_too_large(seed: int, n: int, m: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    source = write_segments(rng, n)
    shared = [translate(segment, rng) for segment in source[:m]]
    target = [*shared, *write_segments(rng, m - len(shared))]
    parts = divide(source, target, whole=100, size=size)
    assert [i for part in parts for i in part[0]] == list(range(n))
    assert [j for part in parts for j in part[1]] == list(range(m))
    if n * m > 100:
        assert all(len(part[0]) * len(part[1]) <= 4 * size * size for part in parts)


def test_unlike_texts_are_cut_in_proportion() -> None:
    rng = np.random.default_rng(3)
    parts = divide(write_segments(rng, 64), write_segments(rng, 128), whole=100, size=8)
    assert all(abs(2 * part[0].start - part[1].start) <= 2 for part in parts if part[0])


def test_anchors_are_in_order_on_both_sides() -> None:
    rng = np.random.default_rng(4)
    source = write_segments(rng, 30)
    target = [translate(segment, rng) for segment in source]
    target[5], target[20] = target[20], target[5]
    anchors = find_anchors(mean_vectors(source), mean_vectors(target))
    assert anchors == [(i, i) for i in range(30) if i not in {5, 20}]
    assert find_anchors(mean_vectors([]), mean_vectors(target)) == []


def test_leftovers_never_make_a_window_across_a_gap() -> None:
    rng = np.random.default_rng(5)
    source, target = write_segments(rng, 6), write_segments(rng, 6)
    paired = [Bead(range(2, 3), range(2, 3), 1.0)]
    alone = [bead for bead in leave_alone(6, 6) if 2 not in bead.source and 2 not in bead.target]
    part = measure_leftovers([*paired, *alone], source, target, Settings())
    assert part is not None
    assert list(part.source) == list(part.target) == [0, 1, 3, 4, 5]
    # From the second leftover segment, number 1, a window of two would hold 1 and 3.
    assert np.isneginf(part.gains.source[:, 1, 1]).all()
    assert np.isfinite(part.gains.source[:, 0, 1]).all()
    assert np.isfinite(part.gains.source[:, 2, 2]).all()
    assert measure_leftovers(paired, source, target, Settings()) is None


def test_of_too_many_leftovers_the_likest_are_compared() -> None:
    rng = np.random.default_rng(6)
    source = write_segments(rng, 12)
    target = [*write_segments(rng, 9), *(translate(source[i], rng) for i in (1, 4, 7))]
    part = measure_leftovers(leave_alone(12, 12), source, target, replace(Settings(), most_exact_pairings=9))
    assert part is not None
    assert (list(part.source), list(part.target)) == ([1, 4, 7], [9, 10, 11])


@given(window_gains(longest=4), st.floats(0, 3))
def test_joining_keeps_each_segment_once(gains: WindowGains, least: float) -> None:
    n, m = len(gains.source_weights), len(gains.target_weights)
    pairs = [Bead(range(i, i + 1), range(i, i + 1)) for i in range(0, min(n, m), 2)]
    taken = {bead.source.start for bead in pairs}
    alone = [bead for bead in leave_alone(n, m) if {*bead.source, *bead.target}.isdisjoint(taken)]
    beads = merge_beads([*pairs, *alone], [])
    joined = join_neighbours(beads, gains, least=least, longest=4)
    assert_partition(tuple(joined), n, m)
    for bead in pairs:
        assert any(set(bead.source) <= set(wide.source) for wide in joined if wide.target)


def test_a_neighbour_joins_the_bead_that_gains_by_it() -> None:
    # The target segment gains three tokens more by both source segments than by the first alone.
    source = np.full((2, 1, 2), -1.0, np.float32)
    target = np.array([[[4.0, 7.0], [0.0, -np.inf]]], np.float32)
    gains = WindowGains(source, target, np.ones(2, np.float32), np.ones(1, np.float32))
    beads = [Bead(range(1), range(1), 5.0), Bead(range(1, 2), range(1, 1))]
    assert join_neighbours(beads, gains, least=3.5, longest=2) == beads
    assert join_neighbours(beads, gains, least=2.5, longest=1) == beads
    assert join_neighbours(beads, gains, least=2.5, longest=2) == [Bead(range(2), range(1), 5.0)]


def test_texts_that_share_a_part_are_aligned_there_and_nowhere_else() -> None:
    rng = np.random.default_rng(8)
    source = write_segments(rng, 12)
    shared = [translate(source[i], rng) for i in (3, 4, 5)]
    target = [*write_segments(rng, 5), *shared, *write_segments(rng, 4)]
    pairing = pair_segments(source, target, Settings())
    assert pairing.related
    assert links_of(pairing.beads) == {(3, 5), (4, 6), (5, 7)}


@pytest.mark.parametrize("counts", [(1, 1), (1, 9), (12, 12), (40, 40)])
def test_strangers_are_not_paired(counts: tuple[int, int]) -> None:
    rng = np.random.default_rng(9)
    pairing = pair_segments(write_segments(rng, counts[0]), write_segments(rng, counts[1]), CUT)
    assert not pairing.related
    assert links_of(pairing.beads) == set()
