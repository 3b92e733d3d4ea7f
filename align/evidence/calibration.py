"""How probable it is that a finding is right, by its kind and weight, and how probable it must be.

There is one knob: the false alarms that a reader allows for each 100 faithful passages, over all kinds
together. It asks for one probability, the same of every kind, so that each kind takes the share of the
allowance that it is worth. Both tables were fitted by ``python -m benchmarks.calibration DATA --fit``
(1,881 untouched human translations whose findings were read, and rule-made edits that count
as often as the gold of agency pairs has their kind); between their points a straight line is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from align.bitext import EvidenceType
from align.evidence.finding import Finding

Steps = tuple[tuple[float, float], ...]

# What the other document states elsewhere weighs less than 0.45; faithful sentence pairs have no such
# case, so that this step is a guess, made low enough to keep it from readers.
_ELSEWHERE = (0.45, 0.1)

# Weight of a finding, and the probability that it is right; a stretch weighs deficit / (1 + deficit).
PROBABILITIES: Mapping[EvidenceType, Steps] = {
    EvidenceType.NUMBER: (_ELSEWHERE, (0.5, 0.5), (0.8, 0.89), (0.85, 0.89), (0.95, 0.98)),
    EvidenceType.DATE: (_ELSEWHERE, (0.5, 0.17), (0.8, 0.76), (0.85, 0.76), (0.95, 0.98)),
    EvidenceType.PERCENT: (_ELSEWHERE, (0.8, 0.65), (0.95, 0.98)),
    EvidenceType.MONEY: (_ELSEWHERE, (0.85, 0.68), (0.95, 0.98)),
    EvidenceType.NAME: (
        (0.3, 0.08),
        (0.35, 0.15),
        (0.45, 0.15),
        (0.5, 0.37),
        (0.55, 0.44),
        (0.65, 0.44),
        (0.7, 0.58),
        (0.75, 0.58),
        (0.8, 0.83),
        (0.9, 0.85),
    ),
    EvidenceType.NEGATION: ((0.6, 0.4), (0.8, 0.89)),
    EvidenceType.MODALITY: ((0.4, 0.25), (0.8, 0.95)),
    EvidenceType.ATTRIBUTION: ((0.6, 0.96),),
    EvidenceType.QUOTATION: ((0.3, 0.09), (0.45, 0.66)),
    EvidenceType.LOADED_WORDING: ((0.6, 0.98),),
    EvidenceType.PARTIAL_OMISSION: (
        (0.3, 0.02),
        (0.4, 0.08),
        (0.5, 0.13),
        (0.55, 0.22),
        (0.6, 0.71),
        (0.65, 0.74),
        (0.7, 0.87),
    ),
    EvidenceType.PARTIAL_ADDITION: (
        (0.35, 0.02),
        (0.45, 0.07),
        (0.5, 0.2),
        (0.55, 0.47),
        (0.6, 0.78),
        (0.7, 0.78),
        (0.75, 0.84),
    ),
}
# False alarms allowed for each 100 faithful passages, and the probability that a finding must then have.
DEMANDED: Steps = (
    (0.2, 0.895),
    (0.5, 0.855),
    (1.0, 0.736),
    (2.0, 0.603),
    (3.0, 0.445),
    (5.0, 0.267),
    (10.0, 0.15),
    (20.0, 0.085),
)


def get_probability(finding: Finding, tables: Mapping[EvidenceType, Steps] = PROBABILITIES) -> float:
    """Return how probable it is that *finding* is right, by *tables* of its kind."""
    return interpolate(finding.weight, tables[finding.type])


def demand_probability(strictness: float) -> float:
    """Return the least probability of a finding at *strictness* false alarms per 100 faithful passages."""
    return interpolate(strictness, DEMANDED)


def interpolate(x: float, steps: Steps) -> float:
    """Return what *steps*, pairs of increasing x and y, give at *x*; beyond the ends what the ends give."""
    place = bisect_right(steps, (x, float("inf")))
    if place == 0:
        return steps[0][1]
    if place == len(steps):
        return steps[-1][1]
    (x0, y0), (x1, y1) = steps[place - 1], steps[place]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
