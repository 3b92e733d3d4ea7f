"""Partial omission and addition: stretches of content words that nothing on the other side covers.

Each word of a passage has a deficit: the weight of its tokens times how far their
coverage by the opposite passage falls short of what a translated word reaches. A
stretch is a run of words whose summed deficit cannot be raised by making it longer
or shorter; all such runs are found in one pass (Ruzzo & Tompa 1999, "A linear time
algorithm for finding all maximal scoring subsequences"). No run goes beyond a sentence. A run is
then drawn out to the clause it fills, because a reader looks for clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.vectors import TokenVectors

_WORD = re.compile(r"\w+(?:['’\u200c]\w+)*[\u064b-\u0652]*")
_SENTENCE_END = re.compile(r"[.؟?!…][\"”»')\]]{0,3}\s|\n")
_CLAUSE_END = re.compile(r"[،,؛;:.؟?!—–()\[\]«»\"“”\n]+|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text[start:stop]`` with the sum of its words' deficits, in tokens of mean weight."""

    start: int
    stop: int
    deficit: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: (w, 2) offsets and (w,) deficits and weights."""

    offsets: NDArray[np.int64]
    deficits: NDArray[np.float64]
    weights: NDArray[np.float64]


def measure_words(text: str, near: TokenVectors, coverage: NDArray[np.float32], *, expected: float) -> Words:
    """Return the words of *text* with their deficits.

    *coverage* is the (t,) coverage of the tokens *near*, *expected* the coverage that
    counts as translated. Words with a digit have no deficit: numbers are checked by rule.
    """
    spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    deficits, weights = np.zeros(len(spans)), np.zeros(len(spans))
    owner = np.searchsorted(offsets[:, 0], near.offsets[:, 0], side="right") - 1
    if spans:
        inside = (owner >= 0) & (near.offsets[:, 0] < offsets[owner, 1])
        lacking = (near.weights * (expected - coverage)).astype(np.float64)
        np.add.at(deficits, owner[inside], lacking[inside])
        np.add.at(weights, owner[inside], near.weights[inside])
    for word, (start, stop) in enumerate(spans):
        letters = text[start:stop]
        if not letters.isalpha() and any(map(str.isdigit, letters)):
            deficits[word] = 0.0
    return Words(offsets, deficits, weights)


def find_stretches(text: str, words: Words, *, least_words: int) -> tuple[Stretch, ...]:
    """Return the uncovered stretches of at least *least_words* words, in text order.

    A stretch that is all of the text is no part of it, and not among them.
    """
    found = []
    runs = list(_list_runs(text, words))
    breaks = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)] if runs else []
    for run in runs:
        first, last = _clause(breaks, words, *run)
        if last - first >= least_words and last - first < len(words.offsets):
            found.append(
                Stretch(
                    int(words.offsets[first, 0]),
                    int(words.offsets[last - 1, 1]),
                    float(words.deficits[first:last].sum()),
                )
            )
    return tuple(_without_overlap(found))


def _list_runs(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield the maximal runs of each sentence."""
    ends = np.array([match.end() for match in _SENTENCE_END.finditer(text)], dtype=np.int64)
    places = [0, *np.searchsorted(words.offsets[:, 0], ends).tolist(), len(words.offsets)]
    for begin, end in pairwise(places):
        yield from ((begin + first, begin + last) for first, last in maximal_runs(words.deficits[begin:end]))


def maximal_runs(scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return all maximal scoring runs ``(first, last)`` of *scores*, half-open, in order."""
    # Each entry: first, last, total before the run, total at its end (Ruzzo & Tompa 1999, section 2).
    stack: list[tuple[int, int, float, float]] = []
    total = 0.0
    for index, score in enumerate(scores.tolist()):
        before, total = total, total + score
        if score <= 0:
            continue
        run = (index, index + 1, before, total)
        while True:
            place = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][2] < run[2]), None)
            if place is None or stack[place][3] >= run[3]:
                stack.append(run)
                break
            run = (stack[place][0], run[1], stack[place][2], run[3])
            del stack[place:]
    return [(first, last) for first, last, _, _ in stack]


def _clause(breaks: list[int], words: Words, first: int, last: int) -> tuple[int, int]:
    """Return the run drawn out to the ends of its clauses where that loses less than half its deficit.

    *breaks* are the ends of clauses in order, beginning with 0 and ending with the text's length.
    """
    low = breaks[bisect_right(breaks, int(words.offsets[first, 0])) - 1]
    high = breaks[bisect_left(breaks, int(words.offsets[last - 1, 1]))]
    wide_first = int(np.searchsorted(words.offsets[:, 0], low))
    wide_last = int(np.searchsorted(words.offsets[:, 0], high))
    inside = float(words.deficits[first:last].sum())
    if float(words.deficits[wide_first:wide_last].sum()) >= inside / 2:
        return wide_first, wide_last
    return first, last


def _without_overlap(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in stretches:
        if kept and stretch.start < kept[-1].stop:
            if stretch.deficit > kept[-1].deficit:
                kept[-1] = stretch
        else:
            kept.append(stretch)
    return kept
