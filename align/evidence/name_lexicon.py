"""The tables about names: what stands for a name that is not transcribed, and words that are no names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from align.evidence.sounds import fold_arabic, fold_latin
from align.languages import load_language

_PREFIXES = (
    "",
    "ال",
    "و",
    "ب",
    "ل",
    "ك",
    "ف",
    "لل",
    "وال",
    "بال",
    "كال",
    "فال",
    "ولل",
    "وب",
    "ول",
    "فلل",
    "س",
)
_SUFFIXES = (
    "",
    "يا",
    "يه",
    "ي",
    "ا",
    "ه",
    "ين",
    "ون",
    "ان",
    "يين",
    "يون",
    "يان",
    "يات",
    "يتين",
    "تين",
    "وي",
    "ويه",
    "ويين",
    "اوي",
    "اويه",
    "اويين",
)
_ENDINGS = ("يا", "يه", "ي", "ا", "ه")  # of a form in the table
_SHORTEST_STEM = 3

_HYPHEN = re.compile(r"[-‐‑]")
_INFLECTIONS = ("s", "es", "ed", "d", "ing", "ings", "ly", "er", "ers", "or", "ors", "al", "ism", "ists")
# Nouns and adjectives that news and encyclopaedias make of any stem; names end so rarely.
_ABSTRACT = re.compile(
    r"(?:ism|ists?|olog(?:y|ical|ists?)|graph(?:y|ers?|ic)|ations?|ities|fully|ically|i[sz](?:ed|ing|ation)|ness)$"
)

Phrase = tuple[str, ...]


def list_latin_stems(word: str) -> Iterator[str]:
    """Yield *word*, an English word in lower case, and what it may be an inflection of."""
    yield word
    for ending in _INFLECTIONS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield stem
            yield f"{stem}e"
            if ending in {"es", "ed"}:
                yield f"{stem.removesuffix('i')}y"


def _is_abbreviation(word: str) -> bool:
    """Whether *word* is made of capitals, a plural s aside: it is not heard but spelled, or translated."""
    letters = [letter for letter in word.removesuffix("s") if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) * 2 > len(letters)


@dataclass(frozen=True, slots=True)
class LatinLexicon:
    """Words of a language with capitals that make no name: function words, titles, common words."""

    ordinary: frozenset[str]
    generic: frozenset[str]
    common: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Whether a capital of *word* says nothing where a sentence begins."""
        return word.lower().replace("’", "'") in self.ordinary

    def tells(self, word: str) -> bool:
        """Whether *word* tells one name from another: no title, month, abbreviation or common word."""
        lower = word.lower()
        if len(fold_latin(word)) < 2 or lower in self.generic or self.is_ordinary(word):
            return False
        parts = _HYPHEN.split(lower)
        if not self.generic.isdisjoint(list_latin_stems(lower)):
            return False
        return not _is_abbreviation(word) and not any(self._is_common(part) for part in (*parts, lower))

    def _is_common(self, word: str) -> bool:
        return _ABSTRACT.search(word) is not None or any(
            stem in self.common for stem in list_latin_stems(word)
        )


@dataclass(frozen=True, slots=True)
class Exonyms:
    """Rows of forms that stand for each other, found by the first word of a form.

    ``countries`` are the Arabic names of countries in one word, without article.
    """

    latin: Mapping[str, tuple[tuple[Phrase, int], ...]]
    arabic: Mapping[str, tuple[tuple[Phrase, int], ...]]
    countries: frozenset[str]

    def find_latin(self, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return (first, last, row) of each form among *words*, folded, longer ones first at a place."""
        return [
            (place, place + len(phrase), row)
            for place, word in enumerate(words)
            for phrase, row in self.latin.get(word, ())
            if tuple(words[place : place + len(phrase)]) == phrase
        ]

    def find_arabic(self, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return (first, last, row) of each form among *words*, folded, clitics and endings aside."""
        return [
            (place, place + len(phrase), row)
            for place, word in enumerate(words)
            for phrase, row in list_phrases(word)
            if place + len(phrase) <= len(words)
            and all(part in list_stems(words[place + step]) for step, part in enumerate(phrase))
        ]


_CLITICS = re.compile(r"^(?:و|ف)?(?:ب|ل|ك)?(?:ال|لل)")
_VERB_SIGNS = re.compile(r"[وف]?س?[يتن]?")
_VERB_ENDINGS = ("ت", "وا", "ان", "نا", "تها", "ته", "تهم")
_BARE_ENDINGS = re.compile(r"(?:يه|ه|ات|ين|ون|يا|ها|هم|ا|ي)$")


def strip_word(word: str) -> str:
    """Return *word*, folded, without the article and what stands before it, and without one ending."""
    bare = _CLITICS.sub("", word)
    if len(bare) < _SHORTEST_STEM:
        bare = word
    short = _BARE_ENDINGS.sub("", bare)
    return short if len(short) >= _SHORTEST_STEM else bare


@lru_cache(maxsize=1 << 15)
def list_stems(word: str) -> frozenset[str]:
    """Return what *word*, folded, can be without clitics, article and endings: والمصرية → مصر and others."""
    if len(word) > 4 * _SHORTEST_STEM + 8:
        return frozenset({word})
    found = {word}
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            found |= {
                rest[: len(rest) - len(suffix)]
                for suffix in _SUFFIXES
                if rest.endswith(suffix) and len(rest) - len(suffix) >= _SHORTEST_STEM
            }
            if len(rest) >= 2:
                found.add(rest)
    return frozenset(found)


@lru_cache(maxsize=1 << 15)
def list_bare(word: str) -> tuple[str, ...]:
    """Return what *word*, folded, can be without clitics and article; its ending stays."""
    return tuple(
        word[len(prefix) :]
        for prefix in _PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) > _SHORTEST_STEM
    )


@lru_cache(maxsize=1 << 15)
def list_single_stems(word: str) -> frozenset[str]:
    """Return the words of the table of exonyms that *word*, folded, may be by itself, if it is any."""
    index = load_exonyms().arabic
    stems = frozenset(make_stem(form) for form in (*list_bare(word), word))
    whole = any(len(phrase) == 1 for stem in stems for phrase, _ in index.get(stem, ()))
    return stems if whole else frozenset()


@lru_cache(maxsize=1 << 15)
def list_phrases(word: str) -> tuple[tuple[Phrase, int], ...]:
    """Return the forms of the table of exonyms with their rows that may begin with *word*, folded."""
    index = load_exonyms().arabic
    return tuple(found for stem in list_stems(word) for found in index.get(stem, ()))


def make_stem(form: str) -> str:
    """Return the word of a table as texts are searched for it: without article and adjective's ending."""
    word = fold_arabic(form.removeprefix("ال") if len(form) > 4 else form)  # ألمانيا has no article
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@cache
def load_exonyms() -> Exonyms:
    """Return the rows of ``exonyms.toml`` and ``territories.tsv`` (``align/languages/names``)."""
    folder = resources.files("align.languages").joinpath("names")
    tables = tomllib.loads(folder.joinpath("exonyms.toml").read_text(encoding="utf-8"))
    lines = folder.joinpath("territories.tsv").read_text(encoding="utf-8").splitlines()
    rows = [
        *(row for table in tables.values() for row in table),
        *(line.split("\t") for line in lines if not line.startswith("#")),
    ]
    latin = ((form, row) for row, (forms, _) in enumerate(rows) for form in forms.split("|"))
    arabic = ((form, row) for row, (_, forms) in enumerate(rows) for form in forms.split("|"))
    return Exonyms(
        _index((tuple(fold_latin(word) for word in form.split()), row) for form, row in latin),
        _index((tuple(make_stem(word) for word in form.split()), row) for form, row in arabic),
        frozenset(
            fold_arabic(country.removeprefix("ال"))
            for country in (line.split("\t")[1] for line in lines if not line.startswith("#"))
            if " " not in country and len(country) > _SHORTEST_STEM + 1
        ),
    )


def _index(phrases: Iterable[tuple[Phrase, int]]) -> dict[str, tuple[tuple[Phrase, int], ...]]:
    found: dict[str, set[tuple[Phrase, int]]] = {}
    for phrase, row in phrases:
        found.setdefault(phrase[0], set()).add((phrase, row))
    return {first: tuple(sorted(rows, key=lambda item: -len(item[0]))) for first, rows in found.items()}


@cache
def load_latin(code: str) -> LatinLexicon | None:
    """Return the words of the language that are no names; None where its data file has no ``[names]``.

    Months, weekdays and number words of the file tell no name either.
    """
    tables = load_language(code.split("-", maxsplit=1)[0].lower())
    if "generic" not in tables.get("names", {}):
        return None
    names = tables["names"]
    counted = (
        word.lower()
        for table in (tables["dates"]["months"], tables["dates"]["weekdays"], tables["numbers"]["cardinals"])
        for word in _list_words(table.values())
    )
    return LatinLexicon(
        frozenset(" ".join(names["ordinary"]).split()),
        frozenset([*" ".join(names["generic"]).split(), *counted]),
        _load_common("en"),
    )


def _load_common(code: str) -> frozenset[str]:
    file = resources.files("align.languages").joinpath("names", f"common.{code}.txt")
    return frozenset(line for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#")


def _list_words(forms: Iterable[Iterable[str]]) -> Iterator[str]:
    for form in forms:
        for words in form:
            yield from words.split()


@dataclass(frozen=True, slots=True)
class ArabicLexicon:
    """Words of Arabic, folded: titles, after which a name stands, and common words, which are none."""

    titles: frozenset[str]
    common: frozenset[str]
    ambiguous: frozenset[str]

    def is_common(self, word: str) -> bool:
        """Whether *word* is an ordinary word, with or without clitics and endings."""
        return not self.common.isdisjoint(_list_common_forms(word))


@lru_cache(maxsize=1 << 15)
def _list_common_forms(word: str) -> tuple[str, ...]:
    """Return what *word* may be in the list of common words: bare, or without the signs of a verb."""
    forms = [word]
    signs = _VERB_SIGNS.match(word)
    for start in {0, 1, signs.end() if signs else 0}:
        stem = word[start:]
        if len(stem) >= _SHORTEST_STEM + (start == 2):  # فيلكا is not في and لكا
            forms += [strip_word(stem), stem]
            forms += [
                stem.removesuffix(ending)
                for ending in _VERB_ENDINGS
                if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST_STEM
            ]
    return tuple(forms)


@cache
def load_arabic(code: str) -> ArabicLexicon | None:
    """Return the words about names of a language in Arabic script; None where its file has none."""
    names = load_language(code.split("-", maxsplit=1)[0].lower()).get("names", {})
    if "titles" not in names:
        return None
    titles = frozenset(fold_arabic(word) for word in " ".join(names["titles"]).split())
    dates = load_language(code.split("-", maxsplit=1)[0].lower())["dates"]
    days = [word for table in ("months", "weekdays") for word in _list_words(dates[table].values())]
    ordinary = frozenset(fold_arabic(word) for word in [*days, *" ".join(names["ordinary"]).split()])
    common = titles | ordinary | _load_common("ar")
    ambiguous = frozenset(make_stem(word) for word in " ".join(names["ambiguous"]).split())
    return ArabicLexicon(titles, common | frozenset(map(strip_word, titles | ordinary)), ambiguous)
