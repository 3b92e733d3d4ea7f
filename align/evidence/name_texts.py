"""Two scripts, one question: does this text hold that name?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from align.evidence.english_names import MOST_WORDS, LatinName, LatinWord, find_latin_names, list_latin_words
from align.evidence.name_lexicon import (
    ArabicLexicon,
    LatinLexicon,
    list_bare,
    list_phrases,
    list_single_stems,
    load_exonyms,
)
from align.evidence.sounds import LONGEST_HEARD, fold_arabic, hear, list_likely

LEAST_HEARD = 3.0  # log odds from which a name is heard; one wrong pair in 400, 95 of 100 right ones
# The same for a word that is common, for two words together, and for a name whose exonyms are known: there
# chance is likelier, or the sound is not what counts.
LEAST_DOUBTFUL = 7.0
LOST, LOST_IN_DOUBT = 3, 1  # consonants of both words that may go unheard
MOST_FORMS = 4_000  # of a document in which a name is looked for by ear
_SHORTEST_NAME = 3  # letters of an Arabic name with its clitics; shorter words are particles
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_ARABIC = re.compile(r"[\u0620-\u065f\u0670-\u06d3]+")


class ArabicWord(NamedTuple):
    """A word: half-open offsets and its folded letters."""

    start: int
    stop: int
    letters: str


@dataclass(frozen=True)
class ArabicText:
    """A text in Arabic letters, read once when something is first asked."""

    text: str
    lexicon: ArabicLexicon

    @cached_property
    def words(self) -> tuple[ArabicWord, ...]:
        """The words in order, at most ``MOST_WORDS``."""
        found = []
        for match in _ARABIC.finditer(self.text):
            letters = fold_arabic(match.group())
            if letters:
                found.append(ArabicWord(match.start(), match.end(), letters))
            if len(found) >= MOST_WORDS:
                break
        return tuple(found)

    @cached_property
    def rows(self) -> frozenset[int]:
        """The rows of exonyms of which a form stands in the text."""
        found = load_exonyms().find_arabic([word.letters for word in self.words])
        return frozenset(row for _, _, row in found)

    @cached_property
    def _forms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What names are heard in: words; then, doubtful, common words and neighbours as one (عبد الله)."""
        single = dict.fromkeys([word.letters for word in self.words][:MOST_FORMS])
        likely = tuple(word for word in single if not self.lexicon.is_common(word))
        joined = (one.letters + two.letters for one, two in pairwise(self.words))
        doubtful = dict.fromkeys([*(word for word in single if self.lexicon.is_common(word)), *joined])
        return likely, tuple(doubtful)[:MOST_FORMS]

    @cached_property
    def _latin(self) -> frozenset[str]:
        """The words that stand in Latin letters in the text."""
        if _LATIN.search(self.text) is None:
            return frozenset()
        return frozenset(word.letters for word in list_latin_words(self.text))

    def is_name(self, letters: str) -> bool:
        """Return whether the word *letters* can be a name: an exonym, or no common word of some length."""
        return len(letters) >= _SHORTEST_NAME and (
            self.has_exonym(letters) or not self.lexicon.is_common(letters)
        )

    def has_exonym(self, letters: str) -> bool:
        """Return whether the word *letters*, folded, is by itself a form in the table of exonyms.

        Words that are more often a word than a name are not.
        """
        stems = list_single_stems(letters)
        return bool(stems) and stems.isdisjoint(self.lexicon.ambiguous)

    def names_country(self, letters: str) -> bool:
        """Return whether the word *letters*, folded, is a country's whole name, clitics aside."""
        return not load_exonyms().countries.isdisjoint(list_bare(letters))

    def holds(self, name: LatinName) -> bool:
        """Return whether anything in the text can be *name*: its exonym, its letters, or its sound."""
        if not name.rows.isdisjoint(self.rows):
            return True
        if any(word.letters in self._latin for word in name.words):
            return True
        sounds = list(name.list_sounds())
        likely, doubtful = self._forms
        if not name.rows and any(
            hear(sound, form) >= LEAST_HEARD
            for sound in sounds
            for form in list_likely(sound, likely, most_lost=LOST)
        ):
            return True
        if name.rows:
            doubtful = (*likely, *doubtful)
        return any(
            hear(sound, form) >= LEAST_DOUBTFUL
            for sound in sounds
            for form in list_likely(sound, doubtful, most_lost=LOST_IN_DOUBT)
        )


@dataclass(frozen=True)
class LatinText:
    """A text in Latin letters, read once when something is first asked."""

    text: str
    lexicon: LatinLexicon

    @cached_property
    def words(self) -> tuple[LatinWord, ...]:
        """The words in order, at most ``MOST_WORDS``."""
        return list_latin_words(self.text)

    @cached_property
    def names(self) -> tuple[LatinName, ...]:
        """The names in order."""
        return tuple(find_latin_names(self.text, self.words, self.lexicon, load_exonyms()))

    @cached_property
    def _rows(self) -> frozenset[int]:
        found = load_exonyms().find_latin([word.letters for word in self.words])
        return frozenset(row for _, _, row in found)

    @cached_property
    def _sounds(self) -> tuple[str, ...]:
        """The words that begin with a capital, and each two neighbours as one."""
        capital = [word for word in self.words if word.written[0].isupper()]
        joined = (one.letters + two.letters for one, two in pairwise(capital) if two.start - one.stop <= 1)
        sounds = dict.fromkeys([*(word.letters for word in capital), *joined])
        return tuple(sound for sound in sounds if len(sound) <= LONGEST_HEARD)[:MOST_FORMS]

    def holds(self, letters: str) -> bool:
        """Return whether anything in the text can be the Arabic word *letters* (folded)."""
        rows = {row for phrase, row in list_phrases(letters) if len(phrase) == 1}
        if not rows.isdisjoint(self._rows):
            return True
        return any(hear(sound, letters) >= LEAST_HEARD for sound in self._sounds)
