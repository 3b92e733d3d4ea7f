"""The demand on a pairing: the formula, its bounds, and what is typical."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bead
from align.demand import DemandRule, demand_by_segment, impose_demand, paired_odds, typical_density
from align.gains import WindowGains, bead_density
from tests.strategies import window_gains

RULE = DemandRule(share=0.4, scatter=0.01, caution=1.0, exponent=0.6, usual_weight=20.0, most_lenient=0.2)


def impose(gains: WindowGains, typical: float, odds: float | None) -> WindowGains:
    return impose_demand(gains, demand_by_segment(gains, typical, RULE, odds))


def diagonal(gains: WindowGains) -> list[Bead]:
    count = min(len(gains.source_weights), len(gains.target_weights))
    return [Bead(range(i, i + 1), range(i, i + 1)) for i in range(count)]


@given(window_gains(), st.floats(0.05, 0.5))
def test_without_a_prior_a_share_of_the_typical_density_is_demanded(
    gains: WindowGains, typical: float
) -> None:
    demanded = impose(gains, typical, None)
    for bead in diagonal(gains):
        assert bead_density(bead, demanded) == pytest.approx(
            bead_density(bead, gains) - 0.4 * typical, abs=1e-4
        )


@given(window_gains(), st.floats(0.01, 0.5), st.floats(-5.0, 10.0))
def test_a_prior_only_ever_helps_a_pairing_and_within_its_bound(
    gains: WindowGains, typical: float, odds: float
) -> None:
    without, with_prior = (impose(gains, typical, each) for each in (None, odds))
    gift = with_prior.source - without.source
    gift = gift[np.isfinite(gift)]
    assert (gift >= -1e-5).all()
    most = 0.2 * 20.0 * (gains.source_weights.max() / 20.0) ** 0.6
    assert (gift <= most + 1e-4).all()


@given(window_gains())
def test_the_dimmer_the_model_sees_the_more_lenient_the_demand(gains: WindowGains) -> None:
    dim, sharp = (impose(gains, typical, 2.0) for typical in (0.1, 0.4))
    finite = np.isfinite(dim.source)
    assert (dim.source[finite] >= sharp.source[finite]).all()


@given(window_gains(), st.floats(0.1, 0.5), st.floats(-3.0, 6.0), st.floats(0.0, 3.0))
def test_the_likelier_a_counterpart_the_less_is_demanded(
    gains: WindowGains, typical: float, odds: float, more: float
) -> None:
    strict, lenient = (impose(gains, typical, each) for each in (odds, odds + more))
    finite = np.isfinite(strict.source)
    assert (lenient.source[finite] >= strict.source[finite]).all()


def test_the_odds_are_those_of_segments_with_one_of_each_counted_beforehand() -> None:
    pair, alone = Bead(range(2), range(1)), Bead(range(2, 3), range(1, 1))
    assert paired_odds([[pair, alone]]) == pytest.approx(np.log(4 / 2))
    assert paired_odds([[pair], [alone, alone]]) == pytest.approx(np.log(4 / 3))
    assert paired_odds([]) == 0.0


def test_weights_stay_as_they_were() -> None:
    gains = WindowGains(
        np.ones((1, 1, 1), np.float32),
        np.ones((1, 1, 1), np.float32),
        np.ones(1, np.float32),
        np.ones(1, np.float32),
    )
    assert impose(gains, 0.3, 2.0).source_weights is gains.source_weights


@given(window_gains())
def test_the_typical_density_is_one_of_the_beads_and_rises_with_the_quantile(gains: WindowGains) -> None:
    beads = diagonal(gains)
    densities = [bead_density(bead, gains) for bead in beads]
    quantiles = [typical_density([(beads, gains)], quantile) for quantile in (0.0, 0.5, 0.8, 1.0)]
    assert set(quantiles) <= set(densities)
    assert quantiles == sorted(quantiles)
    assert quantiles[0] == min(densities)
    assert quantiles[-1] == max(densities)


def test_heavy_beads_weigh_more_than_many_light_ones() -> None:
    gains = WindowGains(
        np.array([[[9.0]], [[0.1]], [[0.1]]], np.float32).repeat(3, axis=1),
        np.zeros((3, 3, 1), np.float32),
        np.array([18, 1, 1], np.float32),
        np.array([18, 1, 1], np.float32),
    )
    assert typical_density([(diagonal(gains), gains)], 0.5) == pytest.approx(0.25)


def test_nothing_paired_has_no_typical_density() -> None:
    gains = WindowGains(
        np.ones((1, 1, 1), np.float32),
        np.ones((1, 1, 1), np.float32),
        np.ones(1, np.float32),
        np.ones(1, np.float32),
    )
    assert typical_density([([Bead(range(1), range(0)), Bead(range(1, 1), range(1))], gains)], 0.8) == 0.0
