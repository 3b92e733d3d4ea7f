"""Clauses cut out of faithful pairs: how many are noticed, at which rate of false alarms.

From one side of a human translation a clause of 4 to 15 words that stands between commas,
dashes or brackets is deleted; the other side then holds a stretch without counterpart. The
untouched pairs count the false alarms. Seeded; nothing is kept but the figures.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.embedding import Embedder
from align.evidence.stretches import find_stretches, measure_words
from align.vectors import TokenVectors, cover_tokens, scale_weights

_CLAUSE = re.compile(r"[,،;؛–—(-]\s*([^,،;؛–—()]{15,140})(?=[,،;؛–—).!؟?])")


@dataclass(frozen=True, slots=True)
class CutPair:
    """A pair of texts; from *cut_side* ("ar", "en" or "" for untouched) a clause is gone."""

    arabic: str
    english: str
    cut_side: str


def cut_pairs(folder: Path, names: tuple[str, ...], seed: int = 1) -> list[CutPair]:
    """Return each pair of the development sets untouched, and once more with a clause gone where one can."""
    rng = random.Random(seed)  # noqa: S311 - reproducible edits, no secret
    pairs: list[CutPair] = []
    for name in names:
        frame = pl.read_parquet(folder / "dev" / f"{name}.parquet", columns=["ar", "en"])
        for arabic, english in frame.iter_rows():
            pairs.append(CutPair(arabic, english, ""))
            side = rng.choice(["ar", "en"])
            shorter = _cut(arabic if side == "ar" else english, rng)
            if shorter is not None:
                pairs.append(
                    CutPair(shorter, english, "ar") if side == "ar" else CutPair(arabic, shorter, "en")
                )
    return pairs


def _cut(text: str, rng: random.Random) -> str | None:
    clauses = [match for match in _CLAUSE.finditer(text) if 4 <= len(match.group(1).split()) <= 15]
    if not clauses:
        return None
    match = rng.choice(clauses)
    return text[: match.start()] + text[match.end() :]


def greatest_deficits(
    pair: tuple[str, str], tokens: tuple[TokenVectors, TokenVectors], *, expected: float, least_words: int
) -> tuple[float, float]:
    """Return the greatest deficit of a stretch in the Arabic and in the English text."""
    covered = cover_tokens(*tokens)
    found = []
    for text, side, coverage in zip(pair, tokens, covered, strict=True):
        words = measure_words(text, side, coverage.contested, expected=expected)
        found.append(
            max((s.deficit for s in find_stretches(text, words, least_words=least_words)), default=0.0)
        )
    return found[0], found[1]


def measure_deficits(
    pairs: list[CutPair], embedder: Embedder, *, expected: float, least_words: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the deficits of untouched pairs (both sides' greatest) and of cut pairs (the other side's)."""
    arabic = scale_weights(embedder.encode_tokens([pair.arabic for pair in pairs]))
    english = scale_weights(embedder.encode_tokens([pair.english for pair in pairs]))
    untouched, cut = [], []
    for pair, source, target in zip(pairs, arabic, english, strict=True):
        deficits = greatest_deficits(
            (pair.arabic, pair.english), (source, target), expected=expected, least_words=least_words
        )
        if pair.cut_side:
            cut.append(deficits[pair.cut_side == "ar"])
        else:
            untouched.append(max(deficits))
    return np.array(untouched), np.array(cut)


def recall_at(untouched: NDArray[np.floating], cut: NDArray[np.floating], rate: float) -> tuple[float, float]:
    """Return the deficit that *rate* false alarms per 100 untouched pairs allow, and the recall there."""
    threshold = float(np.quantile(untouched, 1 - rate / 100))
    return threshold, float((cut > threshold).mean())
