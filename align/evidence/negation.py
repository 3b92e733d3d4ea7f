"""Negation: a *not* on one side where nothing on the other side denies, lacks, fails or excepts.

Translators turn a negation round all the time (لم ينجح: failed), so a strict sign counts as lost only
where the other side has no sign of any kind, or none but such as this side has too (لا نقص: a shortage).
"""

from __future__ import annotations

import re

from align.bitext import EvidenceType
from align.evidence.counterparts import find_counterpart
from align.evidence.cued_text import CuedText
from align.evidence.cues import Cue
from align.evidence.finding import Finding
from align.evidence.messages import show_places

KIND = "negation"
WEIGHT = 0.8
_NUMBERED = re.compile(r"No(?:\.|\s?\d)")  # No. 1
SHARED = frozenset({"fail", "refuse"})  # signs that stand for one another before they stand for a *not*
FARTHEST = 10  # words between a negation and the exception that makes it "only": لا … إلا


def compare_negation(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the negation that only one side has, with its place in both; at most one finding."""
    for where, one, other in (("source", source, target), ("target", target, source)):
        cues = _list_plain(one)
        if not cues or other.list_labels(KIND) - (one.list_labels(KIND) & SHARED):
            continue
        span, place = _place(cues[0], one, other)
        if place is not None and _is_name(other.text, place):
            continue  # لا بيريير is La Perière
        places = (span, place) if where == "source" else (place, span)
        message = f"negated only in the {where}: {show_places(source, target, places)}"
        return (Finding(EvidenceType.NEGATION, *places, WEIGHT, message),)
    return ()


def _list_plain(text: CuedText) -> list[Cue]:
    """Return the strict cues that no exception follows."""
    exceptions = [cue.first for cue in text.cues.get(KIND, ()) if cue.entry.label == "except"]
    return [
        cue
        for cue in text.list_strict(KIND)
        if not any(cue.last <= place <= cue.last + FARTHEST for place in exceptions)
        and not _NUMBERED.match(text.text, cue.start)
    ]


def _place(cue: Cue, one: CuedText, other: CuedText) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Return the cue with the word that it negates, and what stands for that word in the other text."""
    span = one.widen(cue)
    negated = (cue.stop, span[1]) if span[1] > cue.stop else span
    return span, find_counterpart(negated, one, other)


def _is_name(text: str, place: tuple[int, int]) -> bool:
    """Whether a capital in the middle of a sentence makes a name of the word at *place*."""
    return text[place[0]].isupper() and text[: place[0]].rstrip()[-1:].isalpha()
