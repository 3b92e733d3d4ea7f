"""Negation: a *not* on one side to which nothing on the other side answers.

Translators turn a negation round all the time (لم ينجح: failed), so strict signs are looked for on one
side and signs of any kind on the other: words of lacking, failing, refusing, excepting. Each strict sign
takes the sign that stands nearest to where the negated word is in the other text, and no two take the
same; one that is left without is a difference.
"""

from __future__ import annotations

import re

from align.bitext import EvidenceType
from align.evidence.counterparts import Counterpart, find_nearest
from align.evidence.cued_text import CuedText
from align.evidence.cues import Cue
from align.evidence.finding import Finding
from align.evidence.messages import Sides, state_finding

KIND = "negation"
NONE_LEFT = 0.8  # weight where the other side has no sign at all
FEWER = 0.6  # where it has fewer signs
MOST_SIGNS = 30  # of a side; a passage with more is no prose
EXCEPTION = 10  # words between a negation and the exception that makes it "only": لا … إلا
SURE = 0.45  # cosine from which the place of the negated word is known
NEAR = 3  # words from a negation to the word that a sign such as *failed* translates together with it
PARTICLE_WORDS = 4  # words after a particle among which is what it negates: دون تسجيل أي خسائر
FARTHER = 5  # the same for a particle, which is nearly a *not*
CLEAR = 0.3  # cosine from which it is known what such a sign translates
PREFIX = "prefix"  # the group of signs that are part of a word: unable
FAR = (
    6  # words from where a negation should be to a sign that may belong anywhere, from which it is another's
)
_NUMBERED = re.compile(r"No(?:\.|\s?\d)")  # No. 1
SIGNS = ("strict", "broad")
POLARITY = "polarity"  # what goes with a negation and answers for none by itself
LOOSE = frozenset({POLARITY, "bound", "except", "only"})  # signs of no place of their own
PARTICLE = "particle"  # the group of signs that mean nothing without the word after them


def compare_negation(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the negations that only one side has, with the place of the negated word in both."""
    found = [
        _make_finding(cue, place, weight, where, (source, target))
        for where, one, other in (("source", source, target), ("target", target, source))
        for cue, place, weight in _list_lone(one, other)
    ]
    # Where both sides have one that the other lacks, the texts differ in more than a negation.
    return tuple(found[:1]) if len({finding.message.split(":")[0] for finding in found}) == 1 else ()


def _list_lone(one: CuedText, other: CuedText) -> list[tuple[Cue, Counterpart | None, float]]:
    """Return the strict cues of *one* that nothing in *other* answers, with counterpart and weight."""
    cues = _list_plain(one)[:MOST_SIGNS]
    if not cues:
        return []
    signs = _list_free(one, other)
    places = [_find_negated(cue, one, other) for cue in cues]
    distances = sorted(
        (_measure(sign, place, cue, one, other), number, index)
        for number, (cue, place) in enumerate(zip(cues, places, strict=True))
        for index, (sign, homes) in enumerate(signs)
        if not homes or any(-_get_reach(sign) <= home - cue.first <= _get_reach(sign) + 1 for home in homes)
    )
    answered: set[int] = set()
    used: set[int] = set()
    for distance, number, index in distances:
        sign, homes = signs[index]
        if not homes and sign.entry.tier == "broad" and distance > FAR:
            continue
        if number not in answered and index not in used:
            answered.add(number)
            used.add(index)
    weight = FEWER if signs else NONE_LEFT
    return [
        (cue, place, weight)
        for number, (cue, place) in enumerate(zip(cues, places, strict=True))
        # لا بيريير is La Perière
        if number not in answered and not (place is not None and _is_name(other.text, place.span))
    ]


def _list_plain(text: CuedText) -> list[Cue]:
    """Return the strict cues but those that an exception follows and those that continue another."""
    exceptions = [cue.first for cue in text.cues.get(KIND, ()) if cue.entry.label == "except"]
    strict = text.list_strict(KIND)
    return [
        cue
        for cue in strict
        if not any(cue.last <= place <= cue.last + EXCEPTION for place in exceptions)
        and not (cue.entry.label == "nor" and strict[0].first < cue.first)
        and not _NUMBERED.match(text.text, cue.start)
    ]


def _list_free(one: CuedText, other: CuedText) -> list[tuple[Cue, tuple[int, ...]]]:
    """Return the signs of *other* that can answer for a strict one, each with where it belongs in *one*.

    A sign that translates one of *one* is spoken for (نقص: shortage), unless another took it before.
    """
    signs = {cue.first: cue for cue in other.cues.get(KIND, ()) if cue.entry.tier in SIGNS}
    telling = [cue for cue in signs.values() if cue.entry.label != POLARITY]
    spoken = {
        cue.first: cue.entry.label
        for cue in one.cues.get(KIND, ())
        if cue.entry.tier == "broad" and cue.entry.group != PARTICLE
    }
    free = []
    for sign in telling[:MOST_SIGNS]:
        homes = _find_homes(sign, one, other)
        claimed = _find_claimed(sign, homes, spoken)
        if claimed is None:
            free.append((sign, homes))
        else:
            del spoken[claimed]
    return free


def _find_claimed(sign: Cue, homes: tuple[int, ...], spoken: dict[int, str]) -> int | None:
    """Return which of the *spoken* for words *sign* translates: one at its *homes*, or of its sort."""
    if sign.entry.tier == "strict" or sign.entry.label in LOOSE:
        return None
    if homes:
        return next((home for home in homes if home in spoken), None)
    return next((place for place, label in spoken.items() if label == sign.entry.label), None)


def _find_homes(sign: Cue, one: CuedText, other: CuedText) -> tuple[int, ...]:
    """Return the words of *one*, by number, that *sign* of *other* may belong to; none where that is unclear.

    A word such as *little* answers for no negation if it is the قليل of another place, and غير for
    none if the words that it negates are. Where a strict sign belongs, its distance tells.
    """
    if sign.entry.tier == "strict" or sign.entry.label in LOOSE:
        return ()
    spans = [(sign.start, sign.stop)]
    if sign.entry.group == PARTICLE:
        last = min(sign.last + PARTICLE_WORDS, len(other.words))
        spans = [(word.start, word.stop) for word in other.words[sign.last : last]]
    places = [find_nearest(span, other, one) for span in spans]
    homes = [place.word for place in places if place is not None and place.cosine >= CLEAR]
    if homes and sign.entry.group == PARTICLE:  # words come twice: where it would be by its place counts too
        homes.append(sign.first * len(one.words) // max(len(other.words), 1))
    return tuple(homes)


def _get_reach(sign: Cue) -> int:
    return FARTHER if sign.entry.group in {PARTICLE, PREFIX} else NEAR


def _find_negated(cue: Cue, one: CuedText, other: CuedText) -> Counterpart | None:
    """Return what the word after *cue* stands for in *other*, or the one after that if it tells more."""
    places = []
    for count in (1, 2):
        span = one.widen(cue, count)
        if span[1] > cue.stop:
            places.append(find_nearest((cue.stop, span[1]), one, other))
    known = [place for place in places if place is not None]
    return next((place for place in known if place.cosine >= SURE), known[0] if known else None)


def _measure(sign: Cue, place: Counterpart | None, cue: Cue, one: CuedText, other: CuedText) -> int:
    """Return how many words stand between *sign* and where *cue* should have its counterpart."""
    if place is not None and place.cosine >= SURE:
        return abs(sign.first - place.word)
    expected = cue.first * len(other.words) // max(len(one.words), 1)
    return abs(sign.first - expected)


def _make_finding(cue: Cue, place: Counterpart | None, weight: float, where: str, sides: Sides) -> Finding:
    span = sides[where == "target"].widen(cue)
    other = None if place is None else place.span
    places = (span, other) if where == "source" else (other, span)
    return state_finding(EvidenceType.NEGATION, f"negated only in the {where}", sides, places, weight)


def _is_name(text: str, place: tuple[int, int]) -> bool:
    """Whether a capital in the middle of a sentence makes a name of the word at *place*."""
    return text[place[0]].isupper() and text[: place[0]].rstrip()[-1:].isalpha()
