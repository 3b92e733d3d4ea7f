"""Beads and evidence → passages with a status and a confidence."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass, replace

from align.bitext import Bead, Evidence, Passage, Segment, Status


@dataclass(frozen=True, slots=True)
class MeasuredBead:
    """A bead with what is known about it.

    ``density`` is its gain per token weight over what is typical of right beads in these
    documents, for an unpaired bead that of its best possible counterpart; ``similarity``
    is the coverage between both sides, or by the nearest text of the other side.
    """

    bead: Bead
    density: float
    similarity: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from one feature: 1 / (1 + exp(−(intercept + slope · x)))."""

    intercept: float
    slope: float

    def __call__(self, x: float) -> float:
        """Return the probability in [0, 1]."""
        return 1 / (1 + math.exp(-max(min(self.intercept + self.slope * x, 50.0), -50.0)))


def build_passages(
    measured: list[MeasuredBead],
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
    *,
    paired: Logistic,
    unpaired: Logistic,
) -> tuple[Passage, ...]:
    """Return the passages of *measured*, in their order.

    Neighbouring unpaired beads of the same side and paragraph become one passage.
    *paired* gives the probability that a bead of a given density is right, *unpaired* that
    a segment whose best counterpart has a given density has none.
    """
    passages = [
        _passage(group, paired, unpaired, source, target) for group in _runs(measured, source, target)
    ]
    return _number_repeats(passages)


def _runs(
    measured: list[MeasuredBead], source: tuple[Segment, ...], target: tuple[Segment, ...]
) -> list[list[MeasuredBead]]:
    groups: list[list[MeasuredBead]] = []
    for item in measured:
        if groups and _continues(groups[-1][-1].bead, item.bead, source, target):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _continues(before: Bead, bead: Bead, source: tuple[Segment, ...], target: tuple[Segment, ...]) -> bool:
    if before.source and bead.source and not before.target and not bead.target:
        one, two, segments = before.source, bead.source, source
    elif before.target and bead.target and not before.source and not bead.source:
        one, two, segments = before.target, bead.target, target
    else:
        return False
    return one.stop == two.start and segments[one.stop - 1].paragraph == segments[two.start].paragraph


def _passage(
    group: list[MeasuredBead],
    paired: Logistic,
    unpaired: Logistic,
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
) -> Passage:
    first, last = group[0].bead, group[-1].bead
    source_range = range(first.source.start, last.source.stop)
    target_range = range(first.target.start, last.target.stop)
    density = max(item.density for item in group)
    evidence = group[0].evidence
    probability = paired(density)
    if not source_range or not target_range:
        status, confidence = (Status.DROPPED if source_range else Status.ADDED), unpaired(density)
    elif evidence:
        doubt = math.prod(1 - item.confidence for item in evidence)
        status, confidence = Status.REWORDED, probability * (1 - doubt)
    else:
        status, confidence = Status.KEPT, probability
    return Passage(
        id=_identify([source[i].text for i in source_range], [target[j].text for j in target_range]),
        source=source_range,
        target=target_range,
        status=status,
        moved=first.moved,
        similarity=round(max(item.similarity for item in group), 4),
        confidence=round(confidence, 4),
        evidence=evidence,
    )


def _identify(source: list[str], target: list[str]) -> str:
    """Return a name that depends on the passage's words only, not on where it stands."""
    sides = ("\n".join(" ".join(text.split()) for text in side) for side in (source, target))
    return hashlib.sha256("\x1f".join(sides).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _number_repeats(passages: list[Passage]) -> tuple[Passage, ...]:
    seen: Counter[str] = Counter()
    numbered = []
    for passage in passages:
        seen[passage.id] += 1
        count = seen[passage.id]
        numbered.append(passage if count == 1 else replace(passage, id=f"{passage.id}-{count}"))
    return tuple(numbered)
