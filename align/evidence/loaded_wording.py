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
from align.evidence.messages import show_places

KIND = "loaded_wording"
CHARGED = 0.8  # one of two facing words is worth a finding by itself
ALONE = 0.65  # nothing of the group faces it
FACING = 0.6  # two words of which neither is worth one by itself, but one is the other's counterpart


def compare_wording(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the words of one label that face words of another label, or that nothing faces."""
    faced: set[tuple[str, str]] = set()
    found: list[Finding] = []
    for where, one, other in (("source", source, target), ("target", target, source)):
        known = other.list_labels(KIND)
        first = {(cue.entry.group, cue.entry.label): cue for cue in reversed(one.list_strict(KIND))}
        for (group, label), cue in first.items():
            if label in known or (group, label) in faced:
                continue
            facing = _find_facing(cue, one, other)
            if facing is not None:
                faced.add((group, facing.entry.label))
            finding = _make_finding(cue, facing, one, other, is_source=where == "source")
            found += [] if finding is None else [finding]
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


def _make_finding(
    cue: Cue, facing: Cue | None, one: CuedText, other: CuedText, *, is_source: bool
) -> Finding | None:
    sides = (one, other) if is_source else (other, one)
    span = (cue.start, cue.stop)
    nearest = find_counterpart(span, one, other)
    if facing is not None:
        place: tuple[int, int] | None = (facing.start, facing.stop)
        charged = cue.entry.alone or facing.entry.alone
        if not charged and (nearest is None or not _touches(nearest, (facing.start, facing.stop))):
            return None
        labels = (cue.entry.label, facing.entry.label)
        said, weight = " ↔ ".join(labels if is_source else labels[::-1]), CHARGED if charged else FACING
    elif cue.entry.alone:
        place, weight = nearest, ALONE
        said = f"{cue.entry.label} only in the {'source' if is_source else 'target'}"
    else:
        return None
    places = (span, place) if is_source else (place, span)
    return Finding(
        EvidenceType.LOADED_WORDING, *places, weight, f"{said}: {show_places(*sides, places)}"
    )


def _touches(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]
