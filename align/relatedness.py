"""Do the two texts tell the same story, or a part of it?

Three signs, each of which is enough. *Density*: the paired text gains more above chance,
over both whole documents, than the best pairing of unrelated documents does. *Sharpness*:
what is typical of the better pairs is a density that pairs of unrelated documents do not
reach, however little of the documents it covers: two reports of one event that share a
passage. *Order*: the documents' own order gains more than random orders of the target do,
by several standard deviations of those: free or classical prose is covered dimly, but in
order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.alignment import align_segments
from align.bead_table import build_table
from align.gains import ShapeTerm, WindowGains

# Random orders tried; the verdict needs only the scale of their gains.
_ORDERS = 12


@dataclass(frozen=True, slots=True)
class RelatedRule:
    """The least *density* and *sharpness*, gains per token weight, and *deviations* of the order."""

    density: float
    sharpness: float
    deviations: float


def is_related(
    density: float, typical: float, gains: WindowGains, term: ShapeTerm, rule: RelatedRule
) -> bool:
    """Return whether the texts tell the same story, or a part of it.

    *density* is the gain of all pairs per token weight of both documents, *typical* that of the better
    pairs alone; *gains* are those of the documents or, of long ones, of a part.
    """
    if density >= rule.density or typical >= rule.sharpness:
        return True
    return order_deviations(gains, term) >= rule.deviations


def order_deviations(gains: WindowGains, term: ShapeTerm) -> float:
    """Return how far the given order's gain lies above random orders', in standard deviations of theirs.

    Only 1–1 beads are considered. The random orders are the same at every call. With fewer
    than four target segments there are too few orders, and the answer is 0.
    """
    count = len(gains.target_weights)
    if count < 4 or len(gains.source_weights) < 4:
        return 0.0
    generator = np.random.default_rng(0)
    random = [_order_gain(gains, generator.permutation(count), term) for _ in range(_ORDERS)]
    own = _order_gain(gains, np.arange(count), term)
    return (own - float(np.mean(random))) / max(float(np.std(random)), 1e-6)


def _order_gain(
    gains: WindowGains, order: np.ndarray[tuple[int], np.dtype[np.int64]], term: ShapeTerm
) -> float:
    ordered = WindowGains(
        gains.source[:, order, :1],
        gains.target[order, :, :1],
        gains.source_weights,
        gains.target_weights[order],
    )
    return sum(bead.gain for bead in align_segments(build_table(ordered, [(1, 1)], term)))
