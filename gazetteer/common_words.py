"""Running text and a dictionary → the words that are no names, in either language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from align.evidence.name_lexicon import list_latin_stems, strip_word
from align.evidence.sounds import fold_arabic

_SOURCES = ("tico19", "tatoeba", "mt_geneval", "msdocs", "sdg", "microsoft_sxs")
_NAMES = ("names_wikidata", "names_google", "places")
_MOST_ROWS = 40_000  # of one source, so that documentation does not outweigh prose
_ENGLISH = re.compile(r"[A-Za-z]+")
_PLAIN = re.compile(r"[a-z]+")
_ARABIC = re.compile(r"[\u0620-\u065f\u0670-\u06d3]+")
_LEAST_COUNT = {"en": 3, "ar": 8}
_LEAST_SHARE = 0.25  # of an English word's occurrences inside sentences that are in lower case
_SHORTEST = 3
_SELDOM = 3  # occurrences of a word that is a name too, below which the name is what is meant


def list_english(data: Path) -> list[str]:
    """Return the English words of ``train/`` and of ``dictionary/wordnet`` that are no names, sorted.

    Of ``train/`` they are those that are mostly written in lower case. Words that are inflections of
    others (``name_lexicon.list_latin_stems``) are left out.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in _read_texts(data, "en"):
        for place, word in enumerate(_ENGLISH.findall(text)):
            if word[0].islower():
                small[word] += 1
            elif place:
                capital[word.lower()] += 1
    names = {
        name.lower()
        for file in _NAMES
        for name in pl.read_parquet(data / "dictionary" / f"{file}.parquet", columns=["en"])["en"]
    }
    lemmas = pl.read_parquet(data / "dictionary" / "wordnet.parquet", columns=["en"])["en"].unique()
    words = {lemma for lemma in lemmas if _PLAIN.fullmatch(lemma) and lemma not in names}
    words |= {
        word
        for word, count in small.items()
        if count >= _LEAST_COUNT["en"] and count >= _LEAST_SHARE * (count + capital[word])
    }
    words = {word for word in words if len(word) >= _SHORTEST}
    return sorted(word for word in words if words.isdisjoint([*list_latin_stems(word)][1:]))


def list_arabic(data: Path) -> list[str]:
    """Return the bare Arabic words of ``train/`` and of ``dictionary/wordnet`` that are no names, sorted.

    A word that the dictionaries of names hold is left out unless WordNet holds it as a word too.
    """
    counts: Counter[str] = Counter()
    raw = Counter(word for text in _read_texts(data, "ar") for word in _ARABIC.findall(text))
    for word, count in raw.items():
        counts[_strip(word)] += count
    names = {
        _strip(name)
        for file in _NAMES
        for name in pl.read_parquet(data / "dictionary" / f"{file}.parquet", columns=["ar"])["ar"]
        if " " not in name
    }
    lemmas = pl.read_parquet(data / "dictionary" / "wordnet.parquet", columns=["ar", "en"])
    words = {_strip(part) for ar, en in lemmas.iter_rows() if en[0].islower() for part in ar.split()}
    frequent = {word for word, count in counts.items() if count >= _LEAST_COUNT["ar"]} - (names - words)
    known = {word for word in words if word not in names or counts[word] >= _SELDOM}
    return sorted(word for word in frequent | known if len(word) >= _SHORTEST)


def _strip(word: str) -> str:
    return strip_word(fold_arabic(word))


def _read_texts(data: Path, side: str) -> Iterator[str]:
    for source in _SOURCES:
        frame = pl.read_parquet(data / "train" / f"{source}.parquet", columns=[side])
        yield from frame[side].unique(maintain_order=True).head(_MOST_ROWS)
