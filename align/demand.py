"""What a pairing must gain in these two documents, beyond chance.

A pairing of density x (gain per token weight) is either right, and x scatters around
the density D that is typical of right pairings of these documents and this model, or it
is chance, and x scatters around 0. With equal scatter σ and prior log-odds π that a
segment has a counterpart, the pairing is more likely right where

    x > D / 2 − π σ² / D

(two normal populations, Bayes rule). Where the model sees the texts sharply, D is large
and little above D / 2 is demanded; where it sees them dimly (free or classical prose), the
prior decides. Both D and π are taken from the documents themselves: D is the density of the
better beads of a first alignment without any demand, π follows from how many segments a second
one, with a usual π, leaves unpaired. In a faithful translation a segment that nothing covers
well is a free rendering, beside many drops it is one more of them.

Short segments carry less evidence, so the prior's share falls more slowly than their
weight: it is spread as w^exponent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.bitext import Bead
from align.gains import Floats, WindowGains, bead_density, bead_weight


@dataclass(frozen=True, slots=True)
class DemandRule:
    """The numbers behind the demand.

    *share* of the typical density stands for D / 2. *scatter* is σ² in density². *caution* is
    taken off the log-odds, 0 for none. *exponent* spreads the prior over segments by weight, around
    segments of *usual_weight* tokens; *most_lenient* bounds its part, in density.
    """

    share: float
    scatter: float
    caution: float
    exponent: float
    usual_weight: float
    most_lenient: float


def typical_density(aligned: list[tuple[list[Bead], WindowGains]], quantile: float) -> float:
    """Return the *quantile* of the densities of paired beads, weighted by their tokens; 0 for none."""
    paired = [(bead, gains) for beads, gains in aligned for bead in beads if bead.source and bead.target]
    if not paired:
        return 0.0
    densities = np.array([bead_density(bead, gains) for bead, gains in paired])
    weights = np.array([bead_weight(bead, gains) for bead, gains in paired])
    order = np.argsort(densities)
    share = weights[order].cumsum() / max(float(weights.sum()), 1e-9)
    return float(densities[order][min(int(np.searchsorted(share, quantile)), len(order) - 1)])


def paired_odds(aligned: list[list[Bead]]) -> float:
    """Return the log-odds that a segment of either side is paired, as these beads have it.

    One paired and one unpaired segment are counted beforehand (Laplace), so short texts say less.
    """
    unpaired = sum(not bead.source or not bead.target for beads in aligned for bead in beads)
    everything = sum(len(bead.source) + len(bead.target) for beads in aligned for bead in beads)
    return float(np.log((everything - unpaired + 1) / (unpaired + 1)))


def demand_by_segment(
    gains: WindowGains, typical: float, rule: DemandRule, odds: float | None
) -> tuple[Floats, Floats]:
    """Return (n,) and (m,): what each segment must gain where right pairs have the density *typical*.

    *odds* are the prior log-odds that a segment has a counterpart; None is no prior at all.
    """
    favour = 0.0 if odds is None else max(odds - rule.caution, 0.0) * rule.scatter
    lenience = min(favour / max(typical, 1e-3), rule.most_lenient)

    def demanded(weights: Floats) -> Floats:
        prior = (
            lenience * rule.usual_weight * (np.maximum(weights, 1e-2) / rule.usual_weight) ** rule.exponent
        )
        return np.asarray(rule.share * typical * weights - prior, dtype=np.float32)

    return demanded(gains.source_weights), demanded(gains.target_weights)


def impose_demand(gains: WindowGains, demand: tuple[Floats, Floats]) -> WindowGains:
    """Return *gains* less what each segment must gain."""
    return WindowGains(
        gains.source - demand[0][:, None, None],
        gains.target - demand[1][:, None, None],
        gains.source_weights,
        gains.target_weights,
    )
