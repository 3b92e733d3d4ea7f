"""Names of persons, places and organisations that one text has and the other has not.

The rule is a licence, not equality: a name is missing only where everything fails. No form of
the table of exonyms stands for it, no word of the other text sounds like it, and nothing
covers its tokens. What an English name became is the Arabic word likest to it among those that
are no common words and that nothing in the English stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.bitext import EvidenceType
from align.evidence.english_names import LatinName
from align.evidence.finding import Finding
from align.evidence.name_lexicon import load_arabic, load_latin
from align.evidence.name_texts import ArabicText, ArabicWord, LatinText
from align.evidence.passage_text import PassageText

LONGEST_QUOTED = 60  # code points of a name in a message
MOST_NAMES = 150  # names of a passage, and words of the other side, that are looked for; of more, none
MOST_FORMS = 1_500
# The weight of a finding falls with the coverage of the name (its mean contested cosine). Chosen on swapped
# names and untouched pairs of PUD and XQuAD (benchmarks/edits/names.py).
BARE = 0.9
PER_COVERAGE = 1.4
KNOWN = 0.1  # more, for a name whose every exonym is known
UNSURE = 0.08  # less, where the capital may come from the place
DOUBTFUL = 0.1  # less, where what the name became is not clear
ALONE = 0.3  # less, where nothing can be what it became
LEAST_LIKENESS = -0.5  # of a partner, from which it is named; five of six such are right
BOTH_KNOWN = 0.4  # more likeness where both are exonyms: a country for a country
LEAST_TITLED = 0.2  # coverage from which a common word behind a title is what it says
LEAST_UNCOVERED = 0.6  # coverage from which an Arabic word is no partner
VANISHED = 0.45  # the most for an Arabic name that is gone: a pronoun or a title may stand for it
ELSEWHERE = 0.2  # weight of a name that the other document states elsewhere, or that a dateline adds
EXCHANGED = (
    0.7  # share of its weight that a country keeps, in place of another, if the other document states it too
)
LONGEST_DATELINE = 80  # code points
_DATELINE = re.compile(r"[A-Z][^.!?\n]*?(?:\s[-–—]{1,2}\s|\)\s?[-–—:])")
FAR = 0.3  # of a partner's likeness lost from one end of the text to the other
LEAST = 0.05  # lighter findings are not worth a line at any strictness

Documents = tuple[ArabicText | LatinText | None, ArabicText | LatinText | None]
"""The whole texts of two passages, ready to be asked for names; None for a language without tables."""


@dataclass(frozen=True, slots=True)
class _Partner:
    """Arabic words that a missing name may have become, and how much likelier that is than anything else.

    ``known`` is whether both are in the table of exonyms: a country for a country.
    """

    start: int
    stop: int
    likeness: float
    known: bool


@dataclass(frozen=True)
class _Passages:
    """Both sides of a pair of passages: what each says, and what names each holds."""

    latin: PassageText
    arabic: PassageText
    names: LatinText
    words: ArabicText

    @cached_property
    def unheld(self) -> tuple[ArabicWord, ...]:
        """The Arabic words that are no common words and that nothing in the English stands for."""
        words = self.words.words
        return tuple(
            word
            for place, word in enumerate(words)
            if (self.words.is_name(word.letters) or (place > 0 and self._is_titled(words[place - 1], word)))
            and not self.names.holds(word.letters)
        )

    def _is_titled(self, before: ArabicWord, word: ArabicWord) -> bool:
        """Whether *word*, though common, may be a name: it stands behind a title, and nothing covers it."""
        titles = self.words.lexicon.titles
        if before.letters not in titles or word.letters in titles:
            return False
        return _measure_coverage(self.arabic, [(word.start, word.stop)]) < LEAST_TITLED

    @cached_property
    def cosines(self) -> NDArray[np.float32]:
        """The (s, t) cosines of the Arabic tokens with the English ones."""
        return self.arabic.tokens.vectors @ self.latin.tokens.vectors.T


def compare_names(
    source: PassageText,
    target: PassageText,
    documents: Documents = (None, None),
) -> tuple[Finding, ...]:
    """Return the names that the two passages do not share, in the order of the target.

    *documents* are the whole source and target (``read_names``): a name that the other document
    states elsewhere weighs little. Offsets are code points into the passages. Any two
    languages but Arabic and English, in either order, give none, nor does a passage with
    more names than anybody writes.
    """
    texts = read_names(source.text, source.language), read_names(target.text, target.language)
    if isinstance(texts[0], LatinText) and isinstance(texts[1], ArabicText):
        passages = _Passages(source, target, texts[0], texts[1])
        findings = _compare(passages, (documents[0], documents[1]))
        return tuple(findings)
    if isinstance(texts[0], ArabicText) and isinstance(texts[1], LatinText):
        passages = _Passages(target, source, texts[1], texts[0])
        findings = _compare(passages, (documents[1], documents[0]))
        return tuple(Finding(f.type, f.target, f.source, f.weight, f.message) for f in findings)
    return ()


def read_names(text: str, language: str) -> ArabicText | LatinText | None:
    """Return *text* ready to be asked for names; None for a language without tables. Costs nothing yet."""
    arabic = load_arabic(language)
    if arabic is not None:
        return ArabicText(text, arabic)
    latin = load_latin(language)
    return None if latin is None else LatinText(text, latin)


def _compare(passages: _Passages, documents: Documents) -> Iterator[Finding]:
    """Yield the findings, the English passage as source and the Arabic as target."""
    names = passages.names.names
    if len(names) > MOST_NAMES or len(passages.words.words) > MOST_FORMS:
        return
    dateline = _find_dateline(passages.latin.text)
    taken: list[tuple[int, int]] = []
    for name in names:
        if passages.words.holds(name) or any(name.resembles(word.letters) for word in passages.unheld):
            continue
        partner = _find_partner(passages, name, taken)
        span = (partner.start, partner.stop) if partner else None
        taken += [span] if span else []
        weight = _weigh(passages, name, partner)
        exchanged = partner is not None and partner.known
        if isinstance(documents[1], ArabicText) and documents[1].holds(name):
            weight = round(weight * EXCHANGED, 4) if exchanged else min(weight, ELSEWHERE)
        if name.span[1] <= dateline and not exchanged:
            weight = min(weight, ELSEWHERE)
        if weight >= LEAST:
            yield _make_finding(passages, name.span, span, weight)
    yield from _find_vanished(passages, taken, documents[0])


def _find_vanished(
    passages: _Passages, taken: list[tuple[int, int]], document: ArabicText | LatinText | None
) -> Iterator[Finding]:
    """Yield the Arabic names behind a title, and the countries, that nothing in the English stands for."""
    text = passages.words
    for place, word in enumerate(text.words):
        titled = place > 0 and text.words[place - 1].letters in text.lexicon.titles
        span = word.start, word.stop
        if (
            not (text.is_name(word.letters) and (titled or text.names_country(word.letters)))
            or any(start < word.stop and word.start < stop for start, stop in taken)
            or passages.names.holds(word.letters)
        ):
            continue
        coverage = _measure_coverage(passages.arabic, [span])
        weight = round(min(VANISHED, BARE - PER_COVERAGE * max(coverage, 0.0)), 4)
        if isinstance(document, LatinText) and document.holds(word.letters):
            weight = min(weight, ELSEWHERE)
        if weight >= LEAST:
            yield _make_finding(passages, None, span, weight)


def _find_dateline(text: str) -> int:
    """Return where the place and agency before a report end (``CAIRO (MENA) - ``); 0 where there is none."""
    match = _DATELINE.match(text[:LONGEST_DATELINE])
    return match.end() if match else 0


def _weigh(passages: _Passages, name: LatinName, partner: _Partner | None) -> float:
    coverage = _measure_coverage(passages.latin, [(word.start, word.stop) for word in name.words])
    weight = BARE - PER_COVERAGE * max(coverage, 0.0)
    weight += KNOWN if name.rows else 0.0
    weight -= 0.0 if name.sure else UNSURE
    if partner is None and not name.rows:
        weight -= DOUBTFUL if passages.unheld else ALONE
    return round(min(max(weight, 0.0), 1.0), 4)


def _find_partner(passages: _Passages, name: LatinName, taken: list[tuple[int, int]]) -> _Partner | None:
    """Return the Arabic words that are likest to *name* in meaning and place; None where none is left."""
    own = _list_tokens(passages.latin, [(word.start, word.stop) for word in name.words])
    if not len(own):
        return None
    others = np.ones(passages.cosines.shape[1], dtype=bool)
    others[own] = False
    to_name = passages.cosines[:, own].max(axis=1)
    to_others = passages.cosines[:, others].max(axis=1) if others.any() else np.zeros(len(to_name))
    place = name.span[0] / len(passages.latin.text)
    best: _Partner | None = None
    for word in passages.unheld:
        tokens = _list_tokens(passages.arabic, [(word.start, word.stop)])
        if not len(tokens) or any(start < word.stop and word.start < stop for start, stop in taken):
            continue
        likeness = float((to_name[tokens] - to_others[tokens]).mean())
        known = bool(name.rows) and passages.words.has_exonym(word.letters)
        likeness += BOTH_KNOWN if known else 0.0
        likeness -= FAR * abs(word.start / len(passages.arabic.text) - place)
        if best is None or likeness > best.likeness:
            best = _Partner(word.start, word.stop, likeness, known)
    if best is None or best.likeness < LEAST_LIKENESS:
        return None
    if _measure_coverage(passages.arabic, [(best.start, best.stop)]) >= LEAST_UNCOVERED:
        return None
    return _widen(passages, name, best)


def _widen(passages: _Passages, name: LatinName, partner: _Partner) -> _Partner:
    """Return *partner* with the words beside it that are without counterpart too, as many as *name* has."""
    start, stop = partner.start, partner.stop
    wanted = len(name.words) - 1
    starts = {word.start: word for word in passages.unheld}
    stops = {word.stop: word for word in passages.unheld}
    while wanted > 0:
        after, before = starts.get(stop + 1), stops.get(start - 1)
        if after is not None:
            stop = after.stop
        elif before is not None:
            start = before.start
        else:
            break
        wanted -= 1
    return _Partner(start, stop, partner.likeness, partner.known)


def _list_tokens(side: PassageText, spans: list[tuple[int, int]]) -> NDArray[np.intp]:
    offsets = side.tokens.offsets
    inside = np.zeros(len(offsets), dtype=bool)
    for start, stop in spans:
        inside |= (offsets[:, 0] < stop) & (offsets[:, 1] > start)
    return np.flatnonzero(inside)


def _measure_coverage(side: PassageText, spans: list[tuple[int, int]]) -> float:
    tokens = _list_tokens(side, spans)
    return float(side.coverage[tokens].mean()) if len(tokens) else 0.0


def _make_finding(
    passages: _Passages, latin: tuple[int, int] | None, arabic: tuple[int, int] | None, weight: float
) -> Finding:
    shown = [
        " ".join(side.text[slice(*span)].split())[:LONGEST_QUOTED]
        for side, span in ((passages.arabic, arabic), (passages.latin, latin))
        if span is not None
    ]
    where = "" if len(shown) > 1 else f"only in the {'English' if latin else 'Arabic'}: "
    return Finding(EvidenceType.NAME, latin, arabic, weight, where + " ≠ ".join(shown))
