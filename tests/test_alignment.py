"""Alignment: exact against brute force, and always a partition in order."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment import align_segments
from align.bead_table import build_table
from align.bitext import Bead
from align.gains import ShapeTerm, WindowGains, bead_gains, bead_shapes
from tests.strategies import window_gains

SHAPES = bead_shapes(3, 2)


def best_total(gains: WindowGains) -> float:
    """The best gain over all monotone alignments, by trying each."""
    n, m = len(gains.source_weights), len(gains.target_weights)
    matrices = {shape: bead_gains(gains, shape, ShapeTerm(0.1, 1.0)) for shape in SHAPES}

    @cache
    def best(i: int, j: int) -> float:
        choices = [0.0] if i == j == 0 else []
        choices += [best(i - 1, j)] if i else []
        choices += [best(i, j - 1)] if j else []
        for high, wide in SHAPES:
            if high <= i and wide <= j:
                choices.append(best(i - high, j - wide) + float(matrices[high, wide][i - high, j - wide]))
        return max(choices)

    return best(n, m)


@given(window_gains())
def test_the_path_is_as_good_as_the_best_of_all(gains: WindowGains) -> None:
    beads = align_segments(build_table(gains, SHAPES, ShapeTerm(0.1, 1.0)))
    assert sum(bead.gain for bead in beads) == pytest.approx(best_total(gains), abs=1e-4)


@given(window_gains(), st.floats(0, 0.5), st.floats(0, 0.5))
def test_the_table_holds_what_each_bead_gains_less_what_is_demanded_of_its_segments(
    gains: WindowGains, source: float, target: float
) -> None:
    term = ShapeTerm(0.2, 1.1, 0.3, 0.4)
    n, m = len(gains.source_weights), len(gains.target_weights)
    table = build_table(gains, SHAPES, term)
    lowered = table.less(source * gains.source_weights, target * gains.target_weights)
    held = {
        (height.high, int(wide)): ends
        for height in lowered.heights
        for wide, ends in zip(height.wides, height.ends, strict=True)
    }
    assert set(held) == {(high, wide) for high, wide in SHAPES if high <= n and wide <= m}
    for (high, wide), ends in held.items():
        taken = (
            source * np.convolve(gains.source_weights, np.ones(high), "valid")[:, None]
            + target * np.convolve(gains.target_weights, np.ones(wide), "valid")[None, :]
        )
        expected = bead_gains(gains, (high, wide), term) - taken
        assert ends[high:, wide:] == pytest.approx(expected, abs=1e-4)
        assert np.isneginf(ends[:high]).all()
        assert np.isneginf(ends[:, :wide]).all()


@given(window_gains())
def test_beads_hold_each_segment_once_and_in_order(gains: WindowGains) -> None:
    beads = align_segments(build_table(gains, SHAPES, ShapeTerm(0.1, 1.0)))
    assert [i for bead in beads for i in bead.source] == list(range(len(gains.source_weights)))
    assert [j for bead in beads for j in bead.target] == list(range(len(gains.target_weights)))


def test_the_worked_example_of_the_docstring() -> None:
    source = np.array([[5, -1], [-1, -2], [-1, 4]], dtype=np.float32)[:, :, None]
    gains = WindowGains(
        source, np.zeros((2, 3, 1), np.float32), np.ones(3, np.float32), np.ones(2, np.float32)
    )
    beads = align_segments(build_table(gains, [(1, 1)], ShapeTerm(0.0, 1.0)))
    assert beads == [
        Bead(range(1), range(1), 5.0),
        Bead(range(1, 2), range(1, 1)),
        Bead(range(2, 3), range(1, 2), 4.0),
    ]


def test_an_empty_range_says_where_the_segments_are_missing() -> None:
    gains = WindowGains(
        -np.ones((2, 1, 1), np.float32),
        -np.ones((1, 2, 1), np.float32),
        np.ones(2, np.float32),
        np.ones(1, np.float32),
    )
    beads = align_segments(build_table(gains, [(1, 1)], ShapeTerm(0.0, 1.0)))
    assert {(bead.source.start, bead.target.start) for bead in beads} <= {
        (0, 0),
        (1, 0),
        (2, 0),
        (0, 1),
        (1, 1),
    }
    assert all(not (bead.source and bead.target) for bead in beads)
