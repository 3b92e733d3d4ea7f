"""Modality: what one side calls certain or binding, the other only possible, expected or advised.

The signs fall into classes. One that only one side has is a difference where the other side has a sign
of an opposed class (ستعلّق, will suspend: may suspend); without such a sign a hedge came or went, which
translators do freely, and weighs less.
"""

from __future__ import annotations

from align.bitext import EvidenceType
from align.evidence.counterparts import find_counterpart
from align.evidence.cued_text import CuedText
from align.evidence.cues import Cue
from align.evidence.finding import Finding
from align.evidence.messages import Sides, Span, state_finding

KIND = "modality"
HEDGES = frozenset({"possible", "expected"})  # either may stand for the other
# What a sign of a class is opposed to. The other way round follows.
OPPOSED = {
    "possible": frozenset({"certain future"}),
    "expected": frozenset({"certain future"}),
    "required": frozenset({"advised", "possible"}),
}
CHANGED = 0.8  # three alarms in 4,881 faithful pairs
GONE = 0.4  # a hedge that is only on one side: one alarm in 100


def compare_modality(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the classes of modality that only one side has, with what stands there on the other side."""
    found = []
    for place, one, other in ((0, source, target), (1, target, source)):
        known = other.list_labels(KIND)
        if known & HEDGES:
            known |= HEDGES
        first = {cue.entry.label: cue for cue in reversed(one.list_strict(KIND))}
        found += [
            _compare_cue(cue, (source, target), place)
            for label, cue in first.items()
            if label not in known and label in OPPOSED
        ]
    return tuple(found)


def _compare_cue(cue: Cue, sides: Sides, place: int) -> Finding:
    """Return the finding that *cue* of side *place* makes; the other side has nothing of its class."""
    one, other = sides[place], sides[1 - place]
    own = one.list_labels(KIND)
    facing = [
        opposed
        for opposed in other.list_strict(KIND)
        if opposed.entry.label in OPPOSED[cue.entry.label] and opposed.entry.label not in own
    ]
    span = one.widen(cue)
    counterpart: Span | None
    if facing:
        counterpart = facing[0].start, facing[0].stop
        labels = cue.entry.label, facing[0].entry.label
        said, weight = " ↔ ".join(labels[::-1] if place else labels), CHANGED
    else:
        counterpart = find_counterpart(span, one, other)
        said, weight = f"{cue.entry.label} only in the {'target' if place else 'source'}", GONE
    places = (counterpart, span) if place else (span, counterpart)
    return state_finding(EvidenceType.MODALITY, said, sides, places, weight)
