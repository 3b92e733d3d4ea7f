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
from align.evidence.messages import show_places
from align.evidence.quotation import find_quotations

KIND = "attribution"
WITH_CLAUSE = "with its clause"  # the group of verbs that are something else without one
PLAIN = frozenset({"said", "according"})
CHANGED = 0.8
ALONE = 0.6
GONE = 0.6
NEAREST = 3  # words between *according to* and who or what is named
FARTHEST = 16  # words between a verb of saying and its clause: قال المتحدث باسم الوزارة … إن


def compare_attribution(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return how what is said is attributed otherwise; the speaker is in the span where he follows the verb."""
    changed = [
        finding
        for where, one, other in (("source", source, target), ("target", target, source))
        for finding in _list_changed(one, other, is_source=where == "source")
    ]
    if changed:
        return tuple(changed)
    for where, one, other in (("source", source, target), ("target", target, source)):
        cue = next(iter(_list_reporting(one)), None)
        if cue is not None and not other.list_labels(KIND) and not find_quotations(other.text):
            span = one.widen(cue, 3)
            places = (span, None) if where == "source" else (None, span)
            message = f"attributed only in the {where}: {show_places(source, target, places)}"
            return (Finding(EvidenceType.ATTRIBUTION, *places, GONE, message),)
    return ()


def _list_changed(one: CuedText, other: CuedText, *, is_source: bool) -> list[Finding]:
    known = other.list_labels(KIND)
    first = {cue.entry.label: cue for cue in reversed(one.list_strict(KIND)) if cue.entry.label not in PLAIN}
    found = [_compare_cue(cue, one, other, is_source=is_source) for cue in first.values() if cue.entry.label not in known]
    return [finding for finding in found if finding is not None]


def _compare_cue(cue: Cue, one: CuedText, other: CuedText, *, is_source: bool) -> Finding | None:
    """Return the finding that a verb which is more than *said* makes, or None where nothing faces it."""
    sides = (one, other) if is_source else (other, one)
    span = (cue.start, cue.stop)
    facing = other.list_strict(KIND)
    nearest = find_counterpart(span, one, other)
    if facing:
        verb = min(facing, key=lambda said: _distance((said.start, said.stop), nearest))
        place, labels = (verb.start, verb.stop), (cue.entry.label, verb.entry.label)
        said, weight = " ↔ ".join(labels if is_source else labels[::-1]), CHANGED
    elif cue.entry.alone:
        place, weight = nearest, ALONE
        said = f"{cue.entry.label} only in the {'source' if is_source else 'target'}"
    else:
        return None
    places = (span, place) if is_source else (place, span)
    message = f"{said}: {show_places(*sides, places)}"
    return Finding(EvidenceType.ATTRIBUTION, *places, weight, message)


def _distance(span: tuple[int, int], nearest: tuple[int, int] | None) -> int:
    return abs(span[0] - nearest[0]) if nearest else span[0]


def _list_reporting(text: CuedText) -> list[Cue]:
    """Return the cues that report what somebody says: a verb with its clause, *according to* with a source."""
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
