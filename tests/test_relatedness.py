"""Whether two texts tell the same story: density, order, and texts too short to tell."""

from __future__ import annotations

import numpy as np

from align.alignment import align_segments
from align.bead_table import build_table
from align.demand import typical_density
from align.gains import ShapeTerm, WindowGains, bead_density, bead_weight
from align.relatedness import RelatedRule, is_related, order_deviations

LENGTH = ShapeTerm(0.1, 1.0)
RULE = RelatedRule(density=0.1, sharpness=9.0, deviations=6.0)


def make_gains(count: int, on_diagonal: float, elsewhere: float = -0.5) -> WindowGains:
    """Segments of ten tokens; so much gain for the right counterpart, so much for any other."""
    rng = np.random.default_rng(3)
    matrix = elsewhere + rng.normal(0, 0.2, (count, count)) + (on_diagonal - elsewhere) * np.eye(count)
    one = matrix.astype(np.float32)[:, :, None]
    weights = np.full(count, 10, np.float32)
    return WindowGains(one, one.transpose(1, 0, 2), weights, weights)


def judge(gains: WindowGains, rule: RelatedRule = RULE) -> bool:
    beads = align_segments(build_table(gains, [(1, 1)], LENGTH))
    beads = [bead for bead in beads if bead.source and bead.target]
    total = float(gains.source_weights.sum() + gains.target_weights.sum())
    density = sum(bead_density(bead, gains) * bead_weight(bead, gains) for bead in beads) / total
    typical = typical_density([(beads, gains)], 0.9)
    return is_related(density, typical, gains, LENGTH, rule)


def test_text_that_is_covered_densely_is_related() -> None:
    assert judge(make_gains(12, 3.0))


def test_text_that_is_covered_dimly_but_in_order_is_related() -> None:
    dim = make_gains(12, 0.9)
    assert not judge(dim, RelatedRule(density=0.1, sharpness=9.0, deviations=1e9))
    assert judge(dim)


def test_noise_is_not_related_however_many_pairings_it_offers() -> None:
    for count in (4, 12, 40):
        assert not judge(make_gains(count, 0.0, 0.0))


def test_a_dense_text_in_any_order_is_related() -> None:
    gains = make_gains(12, 3.0)
    order = np.random.default_rng(1).permutation(12)
    shuffled = WindowGains(
        gains.source[:, order], gains.target[order], gains.source_weights, gains.target_weights[order]
    )
    # The two sentences or so that are still in order keep it at no more than a fraction of its density.
    assert judge(shuffled, RelatedRule(density=0.05, sharpness=9.0, deviations=1e9))


def test_a_part_that_is_covered_sharply_is_enough() -> None:
    gains = make_gains(24, -0.5, -0.5)
    gains.source[3, 3] = gains.target[3, 3] = 12.0
    assert not judge(gains)
    assert judge(gains, RelatedRule(density=0.1, sharpness=0.5, deviations=6.0))


def test_too_few_segments_have_no_order() -> None:
    assert order_deviations(make_gains(3, 3.0), LENGTH) == 0.0
    assert order_deviations(make_gains(4, 3.0), LENGTH) > 0.0


def test_the_same_gains_give_the_same_verdict() -> None:
    gains = make_gains(8, 0.9)
    assert order_deviations(gains, LENGTH) == order_deviations(gains, LENGTH)
