"""Names swapped for others of their sort, and the same names in another spelling.

Which words are names is not asked of the rule that is measured: a name is a run of
capitalised words that dictionaries of persons, places and countries list with an Arabic form
that stands in the Arabic sentence. A swapped name comes from another sentence of the same set,
has as many words, and is a country if the other is one. The Arabic is swapped in the same way,
clitics kept.
"""

from __future__ import annotations

import calendar
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from align.bitext import EvidenceType
from align.evidence.number_lexicon import fold
from benchmarks.edits.edited_pair import EditedPair

_PERSONS_AND_PLACES = ("names_wikidata", "names_google", "places")
_COUNTRIES = ("un_country_names", "cldr")
_RUN = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*")
_TITLES = frozenset(
    " ".join(  # noqa: FLY002 - a list of words is easier to read in lines
        [
            "President Prime Minister King Queen Prince Princess Emperor Pope Saint St Dr Mr Mrs Ms Sir Lord",
            "Lady Senator General Professor Judge Mayor",
            "The In At On And But For From With By Of To After Before When While During As If",
        ]
    ).split()
)
_MONTHS = frozenset(calendar.month_name)
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_ARABIC = re.compile(r"[\u0621-\u065f\u0670-\u06d3]+")
_CLITICS = re.compile(r"(?:و|ف)?(?:ب|ل|ك)?")
_SHORTEST = 4, 3  # letters of a name: of fewer, a word of the other text is easily taken for it
_TRIES = 50


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that both texts of pair *pair* hold: its spans, its clitics and whether it is a country's."""

    pair: int
    english: str
    english_span: tuple[int, int]
    arabic: str
    arabic_span: tuple[int, int]
    country: bool

    @property
    def sort(self) -> tuple[bool, int]:
        return self.country, len(self.english.split())


def edit_names(pairs: list[tuple[str, str]], folder: Path, seed: int = 1) -> list[EditedPair]:
    """Return the edits of *pairs* (Arabic, English); *folder* holds ``dictionary/``."""
    rng = random.Random(seed)  # noqa: S311 - reproducible edits, no secret
    forms = _read_dictionaries(folder / "dictionary")
    small = {word for _, english in pairs for word in _SMALL.findall(english)}
    names = [
        name
        for number, pair in enumerate(pairs)
        for name in _find_names(number, pair, forms)
        if small.isdisjoint(name.english.lower().split()) and _is_alone(name, pair)
    ]
    by_sort: dict[tuple[bool, int], list[_Name]] = defaultdict(list)
    for name in names:
        by_sort[name.sort].append(name)
    edits: list[EditedPair] = []
    for name in names:
        pair = pairs[name.pair]
        other = _choose_other(name, pair, by_sort[name.sort], rng)
        if other is not None:
            edits += [_swap_english(name, other, pair), _swap_arabic(name, other, pair)]
        edits += _respell(name, pair, rng)
    edits += (edit for pair in pairs for edit in _abbreviate(pair))
    return edits


def _read_dictionaries(folder: Path) -> dict[str, tuple[frozenset[str], bool]]:
    """Return the Arabic forms, folded, of each name in lower case, and whether it is a country's."""
    forms: dict[str, tuple[set[str], bool]] = {}
    for files, country in ((_COUNTRIES, True), (_PERSONS_AND_PLACES, False)):
        for file in files:
            frame = pl.read_parquet(folder / f"{file}.parquet", columns=["en", "ar"])
            for english, arabic in frame.iter_rows():
                known = forms.setdefault(english.lower(), (set(), country))
                known[0].add(fold(arabic))
    return {name: (frozenset(arabic), country) for name, (arabic, country) in forms.items()}


def _find_names(
    number: int, pair: tuple[str, str], forms: dict[str, tuple[frozenset[str], bool]]
) -> Iterator[_Name]:
    arabic, english = pair
    words = [(match.start(), match.end(), fold(match.group())) for match in _ARABIC.finditer(arabic)]
    for match in _RUN.finditer(english):
        start = match.start()
        run = match.group()
        while run.split(" ")[0] in _TITLES and " " in run:
            start += len(run.split(" ")[0]) + 1
            run = run.split(" ", maxsplit=1)[1]
        run = re.sub(r"['’]s?$", "", run)
        parts = [run] if run.lower() in forms else run.split(" ")
        if any(len(p) < _SHORTEST[0] or p.lower() not in forms or p in _MONTHS or p.isupper() for p in parts):
            continue
        spans = [_find_form(words, forms[part.lower()][0]) for part in parts]
        found = [span for span in spans if span is not None]
        if len(found) != len(spans):
            continue
        place = min(span[0] for span in found), max(span[1] for span in found)
        if len(arabic[slice(*place)].split()) > len(parts) + 2 or len(set(found)) != len(found):
            continue
        country = all(forms[part.lower()][1] for part in parts)
        yield _Name(number, run, (start, start + len(run)), arabic[slice(*place)], place, country)


def _is_alone(name: _Name, pair: tuple[str, str]) -> bool:
    """Whether neither text holds a word of the name again, which would stand for a swapped one."""
    return all(
        text.count(word) == 1
        for text, words in zip(pair, (name.arabic.split(), name.english.split()), strict=True)
        for word in words
    )


def _find_form(words: list[tuple[int, int, str]], forms: frozenset[str]) -> tuple[int, int] | None:
    """Return where one of the Arabic *forms* stands, without the clitics before it."""
    for form in sorted(forms, key=len, reverse=True):
        parts = form.split()
        if len(form) < _SHORTEST[1] or not parts:
            continue
        for place in range(len(words) - len(parts) + 1):
            start, stop, first = words[place]
            clitics = len(first) - len(parts[0])
            fits = first.endswith(parts[0]) and _CLITICS.fullmatch(first[:clitics])
            rest = [word for _, _, word in words[place + 1 : place + len(parts)]]
            # Marks make the word longer than its folded letters; such a word is left alone.
            if fits and rest == parts[1:] and stop - start == len(first):
                return start + clitics, words[place + len(parts) - 1][1]
    return None


def _choose_other(
    name: _Name, pair: tuple[str, str], choices: list[_Name], rng: random.Random
) -> _Name | None:
    for _ in range(_TRIES):
        other = rng.choice(choices)
        shared = {*fold(other.arabic).split()} & {*fold(name.arabic).split()}
        if (
            not shared
            and fold(other.arabic) not in fold(pair[0])
            and not any(part in pair[1] for part in other.english.split())
        ):
            return other
    return None


def _swap_english(name: _Name, other: _Name, pair: tuple[str, str]) -> EditedPair:
    start, stop = name.english_span
    text = pair[1][:start] + other.english + pair[1][stop:]
    return EditedPair(
        pair[0],
        text,
        "English name swapped",
        EvidenceType.NAME,
        name.arabic_span,
        (start, start + len(other.english)),
    )


def _swap_arabic(name: _Name, other: _Name, pair: tuple[str, str]) -> EditedPair:
    start, stop = name.arabic_span
    text = pair[0][:start] + other.arabic + pair[0][stop:]
    return EditedPair(
        text,
        pair[1],
        "Arabic name swapped",
        EvidenceType.NAME,
        (start, start + len(other.arabic)),
        name.english_span,
    )


# Spellings of one sound, in Latin and in Arabic letters; the first that applies, from a random one on.
_LATIN_SPELLINGS = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("sh", "ch"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("y", "i"),
    ("ss", "s"),
    ("ll", "l"),
    ("mm", "m"),
    ("dd", "d"),
    ("tt", "t"),
    ("nn", "n"),
    ("w", "v"),
    ("a", "á"),
    ("o", "ö"),
    ("e", "é"),
)
_ARABIC_SPELLINGS = (
    ("غ", "ج"),
    ("ج", "غ"),
    ("أ", "ا"),
    ("إ", "ا"),
    ("ة", "ه"),
    ("ى", "ي"),
    ("ڤ", "ف"),
    ("ت", "ط"),
    ("ط", "ت"),
    ("ز", "س"),
    ("او", "و"),
    ("يا", "ا"),
)


def _respell(name: _Name, pair: tuple[str, str], rng: random.Random) -> Iterator[EditedPair]:
    """Yield the pair with the name in another spelling, on either side where one applies.

    Countries are left alone: they have one spelling, and a rule only makes typing errors of it.
    """
    if name.country:
        return
    english = _replace(name.english, _LATIN_SPELLINGS, rng)
    if english is not None:
        start, stop = name.english_span
        yield EditedPair(
            pair[0], pair[1][:start] + english + pair[1][stop:], "English name respelt", None, None, None
        )
    arabic = _replace(name.arabic, _ARABIC_SPELLINGS, rng)
    if arabic is not None:
        start, stop = name.arabic_span
        yield EditedPair(
            pair[0][:start] + arabic + pair[0][stop:], pair[1], "Arabic name respelt", None, None, None
        )


def _replace(name: str, spellings: tuple[tuple[str, str], ...], rng: random.Random) -> str | None:
    first = rng.randrange(len(spellings))
    for written, other in (*spellings[first:], *spellings[:first]):
        # The first letter stays: it is the one that no spelling changes.
        if written in name[1:]:
            return name[0] + name[1:].replace(written, other, 1)
    return None


_SHORT = {
    "United Nations": "UN",
    "United States": "US",
    "United Kingdom": "UK",
    "European Union": "EU",
    "Mohammed": "Muhammad",
    "Muhammad": "Mohamed",
    "Mohamed": "Mohammed",
    "Qaddafi": "Gaddafi",
    "World Health Organization": "WHO",
    "America": "USA",
}


def _abbreviate(pair: tuple[str, str]) -> Iterator[EditedPair]:
    """Yield the pair with a name as it is usually shortened, or in a usual spelling."""
    for long, short in _SHORT.items():
        pattern = re.compile(rf"\b{long}\b")
        text = pattern.sub(short, pair[1])
        if text != pair[1]:
            yield EditedPair(pair[0], text, "usual short name", None, None, None)
