"""Pairs of names → how likely letters of one script stand for letters of the other.

A name and its transcription are cut into chunks, each of a few letters on either side, by
expectation maximisation over all ways to cut them (Jiampojamarn, Kondrak & Sherif 2007,
"Applying many-to-many alignments and hidden Markov models to letter-to-phoneme conversion").
What is kept of a pair of chunks is the logarithm of how much more often they stand together
than chance would put them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from align.evidence.sounds import SHAPES

Chunk = tuple[str, str]
_ROUNDS = 8
_LEAST_COUNT = 4.0  # expected occurrences of a pair of chunks that is kept
# Spellings that newsrooms use and lists of persons hold rarely (own): the least odds of each pair.
_LEAST_ODDS = 0.5
_HEARD = {
    "ق": ("g", "gh", "k", "c", "q", "ck", "kk"),
    "ذ": ("d", "dh", "dd", "th", "z", "ddh"),
    "ظ": ("z", "dh", "zz", "d"),
    "ض": ("d", "dh", "dd"),
    "ث": ("th", "s", "t"),
    "ج": ("j", "g", "dj", "gg", "jj"),
    "غ": ("gh", "g", "gg"),
    "خ": ("kh", "h", "ch"),
    "ح": ("h", "hh"),
    "ص": ("s", "ss"),
    "ط": ("t", "tt"),
    "ش": ("sh", "ch", "sch"),
    "تش": ("ch", "tch", "cz"),
    "كس": ("x",),
    "ف": ("v", "ph", "f"),
    "ب": ("p", "b", "pp", "bb"),
    "س": ("c", "ce", "s", "ss"),
    "و": ("w", "u", "oo", "ou"),
    "ي": ("y", "i", "ee", "ei"),
}


def learn_chunks(pairs: Iterable[tuple[str, str]]) -> dict[Chunk, float]:
    """Return the pointwise mutual information, in nats, of each pair of (English, Arabic) chunks.

    *pairs* are folded as ``align.evidence.sounds`` folds words.
    """
    names = [(english, arabic) for english, arabic in pairs if english and arabic]
    weights: dict[Chunk, float] = {}
    for english, arabic in names:
        for _, _, chunk in _list_chunks(english, arabic):
            weights[chunk] = weights.get(chunk, 0.0) + 1.0
    weights = _normalise(weights)
    for _ in range(_ROUNDS):
        counts: dict[Chunk, float] = defaultdict(float)
        for english, arabic in names:
            _count(english, arabic, weights, counts)
        weights = _normalise(counts)
    odds = _compare_with_chance({chunk: count for chunk, count in counts.items() if count >= _LEAST_COUNT})
    for arabic, spellings in _HEARD.items():
        for english in spellings:
            odds[english, arabic] = max(odds.get((english, arabic), _LEAST_ODDS), _LEAST_ODDS)
    return odds


def _list_chunks(english: str, arabic: str) -> Iterator[tuple[int, int, Chunk]]:
    for i in range(len(english) + 1):
        for j in range(len(arabic) + 1):
            for wide, high in SHAPES:
                if i + wide <= len(english) and j + high <= len(arabic):
                    yield i, j, (english[i : i + wide], arabic[j : j + high])


def _normalise(counts: dict[Chunk, float]) -> dict[Chunk, float]:
    """Return probabilities; a chunk of many letters pays for each, so that cuts are fine."""
    total = sum(counts.values())
    return {chunk: count / total for chunk, count in counts.items() if count > 1e-4}


def _count(english: str, arabic: str, weights: dict[Chunk, float], counts: dict[Chunk, float]) -> None:
    """Add the expected occurrences of each chunk in one pair to *counts*."""
    steps = [
        (i, j, i + len(chunk[0]), j + len(chunk[1]), chunk, weights[chunk])
        for i, j, chunk in _list_chunks(english, arabic)
        if chunk in weights
    ]
    forward: dict[tuple[int, int], float] = defaultdict(float)
    forward[0, 0] = 1.0
    for i, j, k, m, _, weight in steps:
        forward[k, m] += forward[i, j] * weight
    backward: dict[tuple[int, int], float] = defaultdict(float)
    end = len(english), len(arabic)
    backward[end] = 1.0
    for i, j, k, m, _, weight in reversed(steps):
        backward[i, j] += backward[k, m] * weight
    whole = forward[end]
    if whole <= 0:
        return
    for i, j, k, m, chunk, weight in steps:
        share = forward[i, j] * weight * backward[k, m] / whole
        if share > 1e-3:
            counts[chunk] += share


def _compare_with_chance(counts: dict[Chunk, float]) -> dict[Chunk, float]:
    """Return log P(both) - log of what the letters on either side have by chance."""
    english: dict[str, float] = defaultdict(float)
    arabic: dict[str, float] = defaultdict(float)
    for (left, right), count in counts.items():
        for letter in left:
            english[letter] += count
        for letter in right:
            arabic[letter] += count
    sides = sum(english.values()), sum(arabic.values())
    total = sum(counts.values())
    return {
        (left, right): math.log(count / total)
        - sum(math.log(english[letter] / sides[0]) for letter in left)
        - sum(math.log(arabic[letter] / sides[1]) for letter in right)
        for (left, right), count in counts.items()
    }
