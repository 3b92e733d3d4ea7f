"""Loaded wording: two words for the same thing that sound differently, one in each text.

What is found is shown under neutral labels with both words, and nothing is said about which is right.
A word counts only where the other side has none of the same label; words of one group face each other.
"""

from __future__ import annotations

from align.bitext import EvidenceType
from align.evidence.counterparts import find_counterpart
from align.evidence.cued_text import CuedText
from align.evidence.cues import Cue
from align.evidence.finding import Finding
from align.evidence.messages import Sides, state_finding

KIND = "loaded_wording"
CHARGED = 0.8  # one of two facing words is worth a finding by itself
ALONE = 0.65  # nothing of the group faces it
_SIDES = ("source", "target")
FACING = 0.6  # two words of which neither is worth one by itself, but one is the other's counterpart


def compare_wording(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the words of one label that face words of another label, or that nothing faces."""
    sides = source, target
    faced: set[tuple[str, str]] = set()
    found: list[Finding] = []
    for place, one, other in ((0, source, target), (1, target, source)):
        known = other.list_labels(KIND)
        first = {(cue.entry.group, cue.entry.label): cue for cue in reversed(one.list_strict(KIND))}
        for (group, label), cue in first.items():
            if label in known or (group, label) in faced:
                continue
            facing = _find_facing(cue, one, other)
            finding = _make_finding(cue, facing, sides, place)
            if finding is not None:
                found.append(finding)
                faced |= {(group, facing.entry.label)} if facing else set()
    return tuple(found)


def _find_facing(cue: Cue, one: CuedText, other: CuedText) -> Cue | None:
    """Return the word of *other* that stands for *cue* in its group, the nearest of them."""
    own = one.list_labels(KIND)
    facing = [
        strict
        for strict in other.list_strict(KIND)
        if strict.entry.group == cue.entry.group and strict.entry.label not in own
    ]
    nearest = find_counterpart((cue.start, cue.stop), one, other) if facing else None
    if nearest is None:
        return facing[0] if facing else None
    return min(facing, key=lambda strict: abs(strict.start - nearest[0]))


def _make_finding(cue: Cue, facing: Cue | None, sides: Sides, place: int) -> Finding | None:
    """Return the finding that *cue* of side *place* makes, or None where neither word is worth one."""
    span = cue.start, cue.stop
    nearest = find_counterpart(span, sides[place], sides[1 - place])
    charged = cue.entry.alone or (facing is not None and facing.entry.alone)
    if facing is None:
        said, weight, counterpart = f"{cue.entry.label} only in the {_SIDES[place]}", ALONE, nearest
    else:
        labels = cue.entry.label, facing.entry.label
        said, weight = " ↔ ".join(labels[::-1] if place else labels), CHARGED if charged else FACING
        counterpart = facing.start, facing.stop
        charged = charged or (nearest is not None and _touches(nearest, counterpart))
    if not charged:
        return None
    places = (counterpart, span) if place else (span, counterpart)
    return state_finding(EvidenceType.LOADED_WORDING, said, sides, places, weight)


def _touches(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]
