"""Moves: the smallest set out of order is flagged, and nothing is lost on the way."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from align.alignment import align_segments
from align.bead_table import build_table
from align.bitext import Bead
from align.gains import ShapeTerm, WindowGains, bead_shapes
from align.moves import match_leftovers
from align.order import mark_moved, merge_beads
from tests.strategies import window_gains

LENGTH = ShapeTerm(0.1, 1.0)


def smallest_moved(order: list[int]) -> int:
    """How few passages must be taken out to leave the rest in order, by trying each set."""
    for count in range(len(order) + 1):
        for gone in combinations(range(len(order)), count):
            rest = [target for place, target in enumerate(order) if place not in gone]
            if rest == sorted(rest):
                return count
    raise AssertionError


@given(st.permutations(range(6)))
def test_the_flagged_set_is_the_smallest(order: list[int]) -> None:
    beads = [Bead(range(i, i + 1), range(j, j + 1), 1.0) for i, j in enumerate(order)]
    moved = [bead.moved for bead in mark_moved(beads)]
    stays = [target for target, is_moved in zip(order, moved, strict=True) if not is_moved]
    assert stays == sorted(stays)
    assert sum(moved) == smallest_moved(order)


def test_a_swap_flags_the_bead_of_less_gain() -> None:
    beads = [Bead(range(1), range(1, 2), 1.0), Bead(range(1, 2), range(1), 3.0)]
    assert [bead.moved for bead in mark_moved(beads)] == [True, False]


@given(window_gains())
def test_every_segment_is_in_exactly_one_bead(gains: WindowGains) -> None:
    shapes = bead_shapes(3, 2)
    beads = align_segments(build_table(gains, shapes, LENGTH))
    found = match_leftovers(beads, gains, shapes, LENGTH, margin=0.3)
    merged = merge_beads(beads, found)
    assert sorted(i for bead in merged for i in bead.source) == list(range(len(gains.source_weights)))
    assert sorted(j for bead in merged for j in bead.target) == list(range(len(gains.target_weights)))
    starts = [bead.source.start for bead in merged if bead.source]
    assert starts == sorted(starts)


def test_an_added_bead_follows_the_one_before_it_in_the_target() -> None:
    beads = [
        Bead(range(1), range(2, 3), 1.0),
        Bead(range(1, 2), range(1), 1.0),
        Bead(range(2, 2), range(1, 2)),
        Bead(range(2, 2), range(3, 4)),
    ]
    merged = merge_beads(beads, [])
    assert [bead.target.start for bead in merged] == [2, 3, 0, 1]
