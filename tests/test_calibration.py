"""The knob: a probability by kind and weight, and how probable a finding must be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import EvidenceType
from align.evidence.calibration import (
    DEMANDED,
    PROBABILITIES,
    demand_probability,
    get_probability,
    interpolate,
)
from align.evidence.finding import Finding

STRICTNESS = st.floats(0.1, 20)
WEIGHTS = st.floats(0, 1)


def make_finding(kind: EvidenceType, weight: float) -> Finding:
    return Finding(kind, (0, 1), None, weight, "")


@pytest.mark.parametrize("kind", EvidenceType)
def test_every_kind_has_steps_that_rise(kind: EvidenceType) -> None:
    steps = PROBABILITIES[kind]
    assert all(one[0] < two[0] and one[1] <= two[1] for one, two in pairwise(steps))
    assert all(0 < probability < 1 for _, probability in steps)


@given(st.sampled_from(EvidenceType), WEIGHTS, WEIGHTS)
def test_a_surer_finding_is_no_less_probable(kind: EvidenceType, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert get_probability(make_finding(kind, low)) <= get_probability(make_finding(kind, high)) + 1e-12


@given(STRICTNESS, STRICTNESS)
def test_more_allowed_alarms_never_demand_more(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert demand_probability(high) <= demand_probability(low) + 1e-12


def test_the_knob_reaches_the_measured_points_and_stays_at_the_last_ones_beyond() -> None:
    assert [demand_probability(rate) for rate, _ in DEMANDED] == pytest.approx([y for _, y in DEMANDED])
    assert demand_probability(0.1) == DEMANDED[0][1]
    assert interpolate(99.0, DEMANDED) == DEMANDED[-1][1]
    assert interpolate(0.5, ((0.0, 0.0), (1.0, 1.0))) == pytest.approx(0.5)
    assert interpolate(0.7, ((0.6, 0.9),)) == 0.9


@pytest.mark.parametrize(
    "kind", [EvidenceType.NUMBER, EvidenceType.DATE, EvidenceType.MONEY, EvidenceType.PERCENT]
)
def test_a_figure_that_stands_elsewhere_is_shown_to_nobody_at_the_default(kind: EvidenceType) -> None:
    assert get_probability(make_finding(kind, 0.4)) < 0.75 * demand_probability(2.0)
    assert get_probability(make_finding(kind, 0.95)) >= demand_probability(0.2)
