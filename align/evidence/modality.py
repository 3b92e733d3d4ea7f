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
from align.evidence.messages import show_places

KIND = "modality"
HEDGES = frozenset({"possible", "expected"})  # either may stand for the other
# What a sign of a class is opposed to. The other way round follows.
OPPOSED = {
    "possible": frozenset({"certain future"}),
    "expected": frozenset({"certain future"}),
    "required": frozenset({"advised", "possible"}),
}
CHANGED = 0.8
GONE = 0.4  # a hedge that is only on one side


def compare_modality(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the classes of modality that only one side has, with what stands there on the other side."""
    found = []
    for where, one, other in (("source", source, target), ("target", target, source)):
        known = other.list_labels(KIND)
        if known & HEDGES:
            known |= HEDGES
        first = {cue.entry.label: cue for cue in reversed(one.list_strict(KIND))}
        for label, cue in first.items():
            if label not in known and label in OPPOSED:
                found.append(_compare_cue(cue, one, other, is_source=where == "source"))
    return tuple(found)


def _compare_cue(cue: Cue, one: CuedText, other: CuedText, *, is_source: bool) -> Finding:
    """Return the finding that *cue* of *one* makes, to which *other* has nothing of its class."""
    sides = (one, other) if is_source else (other, one)
    own = one.list_labels(KIND)
    facing = [
        opposed
        for opposed in other.list_strict(KIND)
        if opposed.entry.label in OPPOSED[cue.entry.label] and opposed.entry.label not in own
    ]
    span = one.widen(cue)
    if facing:
        place = (facing[0].start, facing[0].stop)
        labels = (cue.entry.label, facing[0].entry.label)
        said = " ↔ ".join(labels if is_source else labels[::-1])
    else:
        place = find_counterpart(span, one, other)
        said = f"{cue.entry.label} only in the {'source' if is_source else 'target'}"
    places = (span, place) if is_source else (place, span)
    message = f"{said}: {show_places(*sides, places)}"
    return Finding(EvidenceType.MODALITY, *places, CHANGED if facing else GONE, message)
