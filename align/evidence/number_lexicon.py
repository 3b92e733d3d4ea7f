"""The number words, months, units and currencies of a language, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from align.evidence.measures import MEASURES
from align.evidence.quantity import Unit
from align.languages import load_language

LONGEST_WORD = 24  # code points; no number word of ours with its clitics is longer
MARKS = "\u064b-\u065f\u0670\u0640"  # vowel marks and tatweel, which stand inside words
SPACE = "[ \\t\u00a0\u2009\u202f]"
FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ئ": "ي", "ؤ": "و"}
)
_STRIPPED = re.compile(f"[{MARKS}]")
_VALUED = ("cardinals", "ordinals", "fractions", "denominators", "hints", "decades")
_SCALED = ("multipliers", "money_scales", "doubles", "plurals")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word can mean: its senses by role, each with a value, and the clitics before it."""

    senses: Mapping[str, Fraction]
    name: str = ""
    conjunction: bool = False
    preposition: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The words of one language; ``find(word)`` gives what a word of a text can mean."""

    words: Mapping[str, Word]
    phrases: str
    units: Mapping[str, Unit]
    units_first: bool
    joins_digits: bool
    decimal_letters: str
    dual_endings: tuple[str, ...]
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    clitics: frozenset[str]
    never: frozenset[str]
    names: frozenset[str]
    pronouns: tuple[str, ...]
    capitalised: frozenset[str]
    doubtful: frozenset[str]
    known: dict[str, Word | None] = field(default_factory=dict)

    def find(self, word: str) -> Word | None:
        """Return what *word* can mean, clitics split off, or None; *word* is as in the text."""
        if len(word) > LONGEST_WORD:
            return None
        if word not in self.known:
            if len(self.known) > 100_000:
                self.known.clear()
            self.known[word] = self._analyse(word)
        return self.known[word]

    def _analyse(self, word: str) -> Word | None:
        folded = fold(word)
        for stem, conjunction, preposition in self._stems(folded):
            if stem in self.never:
                return None
            entry = self.words.get(stem) or self._find_part(stem)
            if entry is not None and (word[0].isupper() or not self.capitalised & entry.senses.keys()):
                return Word(entry.senses, entry.name, conjunction, preposition)
        return None

    def _find_part(self, stem: str) -> Word | None:
        """Return the fraction that *stem* is before a pronoun: أرباعهم, three quarters of them."""
        for pronoun in self.pronouns:
            entry = self.words.get(stem.removesuffix(pronoun)) if stem.endswith(pronoun) else None
            if entry is not None and entry.senses.keys() & {"fraction", "denominator"}:
                return entry
        return None

    def _stems(self, folded: str) -> Iterator[tuple[str, bool, bool]]:
        for conjunction in ("", *self.conjunctions):
            if not folded.startswith(conjunction):
                continue
            rest = folded[len(conjunction) :]
            for preposition in ("", *self.prepositions):
                if not rest.startswith(preposition):
                    continue
                stem = rest[len(preposition) :]
                if preposition and stem.startswith(preposition) and self.article.endswith(preposition):
                    stem = self.article + stem[1:]  # للخمسة is ل + الخمسة
                yield stem, bool(conjunction), bool(preposition)
                if self.article and stem.startswith(self.article):
                    yield stem.removeprefix(self.article), bool(conjunction), bool(preposition)


def fold(word: str) -> str:
    """Return *word* in lower case, without vowel marks, with the spellings of alif folded into one."""
    return _STRIPPED.sub("", word).translate(FOLDED).lower()


@cache
def load_lexicon(code: str) -> Lexicon | None:
    """Return the number words of the language, or None where its data file has no ``[numbers]``.

    *code* is a BCP 47 code; what follows the language (``ar-EG``) makes no difference.
    """
    tables = load_language(code.split("-", maxsplit=1)[0].lower())
    if "numbers" not in tables:
        return None
    numbers, dates = tables["numbers"], tables["dates"]
    words: dict[str, Word] = {}
    for form, role, value, name in _entries(tables):
        entry = words.get(form, Word({}))
        words[form] = Word({**entry.senses, role: value}, name or entry.name)
    return Lexicon(
        words=words,
        phrases=join_forms(form for form in words if not form.isalpha()),
        units={
            **{name: Unit(name, unit["dimension"], unit["size"]) for name, unit in tables["units"].items()},
            **MEASURES,
        },
        units_first=numbers["units_first"],
        joins_digits=numbers["joins_digits"],
        decimal_letters="".join(numbers["decimal_letters"]),
        dual_endings=tuple(map(fold, numbers["dual_endings"])),
        conjunctions=tuple(numbers["conjunctions"]),
        prepositions=tuple(numbers["prepositions"]),
        article=numbers["article"],
        clitics=_join_clitics(numbers),
        never=frozenset(map(fold, numbers["never"])),
        names=frozenset(map(fold, numbers["names"])),
        pronouns=tuple(map(fold, numbers["pronouns"])),
        capitalised=frozenset(("month", "weekday") if dates["capitalised"] else ()),
        doubtful=frozenset(map(fold, dates["doubtful"])),
    )


def join_forms(forms: Iterable[str]) -> str:
    """Return the expression that finds the longest of *forms*, letter by letter, so that many cost little."""
    branches: dict[str, list[str]] = {}
    for form in forms:
        branches.setdefault(form[:1], []).append(form[1:])
    optional = branches.pop("", None) is not None
    joined = "|".join(
        (SPACE + "{1,2}" if first == " " else re.escape(first)) + join_forms(rest)
        for first, rest in branches.items()
    )
    if not joined:
        return ""
    return f"(?:{joined}){'?' if optional else ''}"


def _join_clitics(numbers: Mapping[str, Any]) -> frozenset[str]:
    """Return all that may stand before figures: و، بـ، الـ، وبالـ."""
    article = numbers["article"]
    articles = ("", article, *(letter + article[1:] for letter in numbers["prepositions"]))
    orders = product(("", *numbers["conjunctions"]), ("", *numbers["prepositions"]), articles)
    return frozenset(map("".join, orders)) - {""}


def _entries(tables: Mapping[str, Any]) -> Iterator[tuple[str, str, Fraction, str]]:
    """Yield each form as (folded form, role, value, name)."""
    numbers, dates = tables["numbers"], tables["dates"]
    for table in (*_VALUED, *_SCALED):
        yield from _rows(numbers.get(table, {}), table.removesuffix("s"))
    for table in ("months", "hijri_months", "weekdays", "relative_days"):
        yield from _rows(dates[table], table.removesuffix("s"))
    for role, forms in (*numbers["words"].items(), *dates["words"].items()):
        yield from ((fold(form), role, Fraction(0), "") for form in forms)
    for name, count, forms in _list_units(tables):
        yield from ((fold(form), "unit", Fraction(count), name) for form in forms)
    for name, forms in tables["currencies"].items():
        yield from ((fold(form), "currency", Fraction(0), name) for form in forms)


def _list_units(tables: Mapping[str, Any]) -> Iterator[tuple[str, int, Iterable[str]]]:
    """Yield the forms of each unit with the number that they mean when they stand alone, nought for none."""
    for name, unit in tables["units"].items():
        yield from ((name, 1, unit["one"]), (name, 2, unit["two"]), (name, 0, unit["many"]))
    yield from ((name, 0, forms) for name, forms in tables.get("measures", {}).items())
    yield from ((name, 2, forms) for name, forms in tables.get("dual_measures", {}).items())


def _rows(table: Mapping[str, Iterable[str]], role: str) -> Iterator[tuple[str, str, Fraction, str]]:
    for value, forms in table.items():
        yield from ((fold(form), role, Fraction(value), "") for form in forms)
