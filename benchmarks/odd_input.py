"""Odd input: what retrieval loses when one side is spelt, marked or broken in another way.

Each edit is applied to every sentence of one side of a development set, seeded, while the
other side stays as it is. The harmless ones should cost nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from align.embedding import Embedder
from benchmarks.retrieval import precision_at_one

_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_ANY_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SHORT = 3  # English words of a very short text
_HARAKAT = "\u064e\u064f\u0650\u0652\u0651"

Edit = Callable[[str, str, random.Random], str]


def _vocalise(text: str, _: str, rng: random.Random) -> str:
    return _ARABIC_WORD.sub(lambda word: "".join(letter + rng.choice(_HARAKAT) for letter in word[0]), text)


def _fold_letters(text: str, _: str, __: random.Random) -> str:
    return text.translate(str.maketrans("أإآىة", "ااايه"))


def _persian_letters(text: str, _: str, __: random.Random) -> str:
    return text.translate(str.maketrans("يك", "یک"))


def _indic_digits(text: str, _: str, __: random.Random) -> str:
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def _stretch(text: str, _: str, rng: random.Random) -> str:
    return _ARABIC_WORD.sub(lambda word: word[0][0] + "ـ" * rng.randint(1, 3) + word[0][1:], text)


def _bidi(text: str, _: str, __: random.Random) -> str:
    return "\u200f" + text.replace(" ", "\u200f \u200e") + "\u202c"


def _latin_name(text: str, other: str, _: random.Random) -> str:
    name = _NAME.search(other)
    return text.replace(" ", f" ({name[0]}) ", 1) if name else text


def _typos(text: str, _: str, rng: random.Random) -> str:
    def slip(word: re.Match[str]) -> str:
        letters = word[0]
        if rng.random() >= 0.1:
            return letters
        at = rng.randrange(1, len(letters) - 1)
        return letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]

    return _ANY_WORD.sub(slip, text)


def _capitals(text: str, _: str, __: random.Random) -> str:
    return text.upper()


ARABIC_EDITS: dict[str, Edit] = {
    "vowel marks on every letter": _vocalise,
    "hamza, alif maqsura and ta marbuta folded": _fold_letters,
    "Persian yeh and kaf": _persian_letters,
    "Arabic-Indic digits": _indic_digits,
    "tatweel in every word": _stretch,
    "bidi controls at every space": _bidi,
    "a Latin name in brackets": _latin_name,
    "two letters swapped in 10 % of the words": _typos,
}
ENGLISH_EDITS: dict[str, Edit] = {
    "capitals": _capitals,
    "two letters swapped in 10 % of the words (English)": _typos,
}


@dataclass(frozen=True, slots=True)
class OddInput:
    """P@1 both ways by cosine after an edit, and the mean cosine of an edited text to the untouched one."""

    name: str
    forward: float
    backward: float
    sameness: float


def measure_odd_input(folder: Path, name: str, embedder: Embedder, seed: int = 1) -> list[OddInput]:
    """Return the figures of each edit on the development set *name*, the untouched texts first."""
    frame = pl.read_parquet(folder / "dev" / f"{name}.parquet", columns=["ar", "en"])
    arabic, english = frame["ar"].to_list(), frame["en"].to_list()
    sides = embedder.encode(arabic), embedder.encode(english)
    found = [OddInput("untouched", *precision_at_one(sides[0] @ sides[1].T), 1.0)]
    for edits, own, other, near, far in (
        (ARABIC_EDITS, arabic, english, *sides),
        (ENGLISH_EDITS, english, arabic, *sides[::-1]),
    ):
        for edit_name, edit in edits.items():
            rng = random.Random(seed)  # noqa: S311 - reproducible edits, no secret
            edited = embedder.encode([edit(*texts, rng) for texts in zip(own, other, strict=True)])
            cosines = edited @ far.T if own is arabic else far @ edited.T
            same = float((edited * near).sum(axis=1).mean())
            found.append(OddInput(edit_name, *precision_at_one(cosines), same))
    return found


def measure_short(folder: Path, name: str, embedder: Embedder) -> tuple[float, float, int]:
    """Return P@1 both ways of the texts of at most three English words among all, and their number."""
    frame = pl.read_parquet(folder / "dev" / f"{name}.parquet", columns=["ar", "en"])
    short = np.array([len(text.split()) <= _SHORT for text in frame["en"]])
    cosines = embedder.encode(frame["ar"].to_list()) @ embedder.encode(frame["en"].to_list()).T
    gold = np.arange(len(cosines))
    forward = float((cosines.argmax(axis=1) == gold)[short].mean())
    return forward, float((cosines.argmax(axis=0) == gold)[short].mean()), int(short.sum())
