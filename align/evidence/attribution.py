"""Attribution: said on one side, claimed or denied on the other, or nobody who says it at all.

To confirm, stress or explain is to say; to claim, deny, accuse, admit, warn or threaten is more than that.
Such a verb on one side, where the other has only a plain one, is a difference. That nobody is quoted any
more is one where the other side has no word of saying, naming, thinking or quoting, and no quotation.
"""

from __future__ import annotations

from align.bitext import EvidenceType
from align.evidence.counterparts import find_counterpart
from align.evidence.cued_text import CuedText
from align.evidence.cues import Cue
from align.evidence.finding import Finding
from align.evidence.messages import Sides, state_finding
from align.evidence.quotation import find_quotations

KIND = "attribution"
WITH_CLAUSE = "with its clause"  # the group of verbs that are something else without one
PLAIN = frozenset({"said", "according"})
CHANGED = 0.8
ALONE = 0.6
GONE = 0.6
SPEAKER = 3  # words after a verb of saying that are shown with it
NEAREST = 3  # words between *according to* and who or what is named
FARTHEST = 16  # words between a verb of saying and its clause: قال المتحدث باسم الوزارة … إن


def compare_attribution(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return what is attributed otherwise; a speaker who follows the verb is in its span."""
    sides = source, target
    changed = [finding for place in (0, 1) for finding in _list_changed(sides, place)]
    if changed:
        return tuple(changed)
    for place, where in enumerate(("source", "target")):
        one, other = sides[place], sides[1 - place]
        cue = next(iter(_list_reporting(one)), None)
        if cue is not None and not other.list_labels(KIND) and not find_quotations(other.text):
            span = one.widen(cue, SPEAKER)
            places = (None, span) if place else (span, None)
            said = f"attributed only in the {where}"
            return (state_finding(EvidenceType.ATTRIBUTION, said, sides, places, GONE),)
    return ()


def _list_changed(sides: Sides, place: int) -> list[Finding]:
    known = sides[1 - place].list_labels(KIND)
    strict = [cue for cue in reversed(sides[place].list_strict(KIND)) if cue.entry.label not in PLAIN]
    first = {cue.entry.label: cue for cue in strict}
    found = [_compare_cue(cue, sides, place) for label, cue in first.items() if label not in known]
    return [finding for finding in found if finding is not None]


def _compare_cue(cue: Cue, sides: Sides, place: int) -> Finding | None:
    """Return the finding that a verb which is more than *said* makes, or None where nothing faces it."""
    one, other = sides[place], sides[1 - place]
    span = cue.start, cue.stop
    counterpart = find_counterpart(span, one, other)
    facing = other.list_strict(KIND)
    if facing:
        verb = min(facing, key=lambda plain: _distance((plain.start, plain.stop), counterpart))
        counterpart, labels = (verb.start, verb.stop), (cue.entry.label, verb.entry.label)
        said, weight = " ↔ ".join(labels[::-1] if place else labels), CHANGED
    elif cue.entry.alone:
        said, weight = f"{cue.entry.label} only in the {'target' if place else 'source'}", ALONE
    else:
        return None
    places = (counterpart, span) if place else (span, counterpart)
    return state_finding(EvidenceType.ATTRIBUTION, said, sides, places, weight)


def _distance(span: tuple[int, int], nearest: tuple[int, int] | None) -> int:
    return abs(span[0] - nearest[0]) if nearest else span[0]


def _list_reporting(text: CuedText) -> list[Cue]:
    """Return the cues that report: a verb of saying with its clause, *according to* with a source."""
    return [cue for cue in text.list_strict(KIND) if cue.entry.label in PLAIN and _reports(cue, text)]


def _reports(cue: Cue, text: CuedText) -> bool:
    if cue.entry.label == "according":
        return _has_label("source", cue, text, NEAREST)
    return cue.entry.group != WITH_CLAUSE or _has_clause(cue, text)


def _has_label(label: str, cue: Cue, text: CuedText, farthest: int) -> bool:
    """Whether a cue of *label* begins at *cue* or at most *farthest* words after it."""
    return any(
        other.entry.label == label and cue.first <= other.first < cue.last + farthest
        for other in text.cues.get(KIND, ())
    )


def _has_clause(cue: Cue, text: CuedText) -> bool:
    """Whether the clause of a verb of saying follows: after *that*, a colon, or in quotation marks."""
    if _has_label("that", cue, text, FARTHEST):
        return True
    last = min(cue.last + FARTHEST, len(text.words)) - 1
    after = text.text[cue.stop : text.words[last].stop + 2]
    return ":" in after or bool(find_quotations(after))
