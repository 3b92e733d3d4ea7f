"""The names of an English text, by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from align.evidence.name_lexicon import Exonyms, LatinLexicon
from align.evidence.sounds import fold_latin, hear

MOST_WORDS = 3_000  # of a text; later ones are not read
LONGEST_NAME = 12  # words that are taken as one run
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:[-'’ʻʼ‘`‐‑][^\W_]+)*")
_HYPHEN = re.compile(r"[-‐‑]")
_SHORTEST_PART = 3  # letters of a part of a hyphened name that is heard by itself
_DEMONYM = re.compile(r"(?:ians?|eans?|ans?|ish|ese|ics?|ids?|s)$")
RESEMBLING = -4.0  # log odds from which a word without any other counterpart is taken for the name
_POSSESSIVES = ("'s", "’s", "'", "’")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = re.compile(r"(?:^|[.!?:;\n\"“”«»‘(\[—–-])[\s\"“”«»‘’'(\[—–-]*$")
_FARTHEST_OPENING = 8  # code points before a word that are looked at for the start of a sentence
_JOIN = re.compile(r"[ \t\u00a0]{1,3}")
_HEADLINE = 0.6  # share of capitals among the longer words from which they say nothing
_LONG = 4


class LatinWord(NamedTuple):
    """A word: half-open offsets, the letters that are heard, and the word as written, without 's."""

    start: int
    stop: int
    letters: str
    written: str


@dataclass(frozen=True, slots=True)
class LatinName:
    """What is looked for as one: a form of the table of exonyms, or the words of a run that tell it apart.

    ``rows`` are those of the form, none for other names; ``neighbours`` are words of the run
    with which a telling word may be heard as one (New York, نيويورك). ``sure`` is false where the
    capital may come from the place: the first word of a sentence, a headline.
    """

    words: tuple[LatinWord, ...]
    rows: frozenset[int]
    neighbours: tuple[str, ...]
    sure: bool

    def list_sounds(self) -> Iterator[str]:
        """Yield what is heard: words, parts of hyphened ones, stems of demonyms, neighbours as one."""
        for word in self.words:
            yield word.letters
            parts = _HYPHEN.split(word.written)
            if len(parts) > 1:
                yield from (part for part in map(fold_latin, parts) if len(part) >= _SHORTEST_PART)
            stem = _DEMONYM.sub("", word.letters)
            if stem != word.letters and len(stem) > _SHORTEST_PART:
                yield stem
        own = {word.letters for word in self.words}
        yield from (joined for joined in self.neighbours if any(map(joined.endswith, own)))

    def resembles(self, letters: str) -> bool:
        """Return whether the Arabic word *letters* may be the name in an unusual spelling.

        This is asked only of words that nothing else in the English stands for.
        """
        return not self.rows and any(hear(sound, letters) >= RESEMBLING for sound in self.list_sounds())

    @property
    def span(self) -> tuple[int, int]:
        """The offsets from the first word to the last."""
        return self.words[0].start, self.words[-1].stop


def list_latin_words(text: str) -> tuple[LatinWord, ...]:
    """Return the words of *text* in order, at most ``MOST_WORDS``."""
    words = []
    for match in _WORD.finditer(text):
        written = match.group()
        if written.endswith(_POSSESSIVES):
            written = _POSSESSIVE.sub("", written)
        words.append(LatinWord(match.start(), match.start() + len(written), fold_latin(written), written))
        if len(words) >= MOST_WORDS:
            break
    return tuple(words)


def find_latin_names(
    text: str, words: tuple[LatinWord, ...], lexicon: LatinLexicon, exonyms: Exonyms
) -> Iterator[LatinName]:
    """Yield the names among *words* of *text* in order; time is linear in their number."""
    headline = _is_headline(words)
    for first, last in _list_runs(text, words):
        start = words[first].start
        opens = _OPENING.search(text[max(0, start - _FARTHEST_OPENING) : start]) is not None
        ordinary = opens and lexicon.is_ordinary(words[first].written)
        run = words[first + ordinary : last]
        sure = not headline and (ordinary or not opens or len(run) > 1)
        yield from _split_run(run, lexicon, exonyms, sure=sure)


def _split_run(
    run: tuple[LatinWord, ...], lexicon: LatinLexicon, exonyms: Exonyms, *, sure: bool
) -> Iterator[LatinName]:
    """Yield each exonym of a run by itself, and what is left between them."""
    forms: dict[int, tuple[int, set[int]]] = {}
    for first, last, row in exonyms.find_latin([word.letters for word in run]):
        longest, rows = forms.get(first, (0, set()))
        if last > longest:
            forms[first] = (last, {row})
        elif last == longest:
            rows.add(row)
    left: list[LatinWord] = []
    neighbours = tuple(one.letters + two.letters for one, two in pairwise(run))
    place = 0
    while place < len(run):
        if place in forms:
            last, rows = forms[place]
            yield LatinName(run[place:last], frozenset(rows), neighbours, sure)
            place = last
        else:
            if lexicon.tells(run[place].written):
                left.append(run[place])
            place += 1
    if left:
        yield LatinName(tuple(left), frozenset(), neighbours, sure)


def _is_headline(words: tuple[LatinWord, ...]) -> bool:
    """Whether so many words have capitals that a capital says nothing."""
    long = [word for word in words if len(word.written) >= _LONG]
    capitals = sum(word.written[0].isupper() for word in long)
    return len(long) >= _LONG and capitals > _HEADLINE * len(long)


def _list_runs(text: str, words: tuple[LatinWord, ...]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place, half-open, of each run of words that begin with a capital."""
    first = 0
    while first < len(words):
        last = first
        while (
            last < len(words)
            and last - first < LONGEST_NAME
            and words[last].written[0].isupper()
            and (last == first or _JOIN.fullmatch(text[words[last - 1].stop : words[last].start][:4]))
        ):
            last += 1
        if last > first:
            yield first, last
        first = max(last, first + 1)
