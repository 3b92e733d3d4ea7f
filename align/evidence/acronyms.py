"""Acronyms: what one text spells out (الفريق الحكومي الدولي) and the other writes in letters (IPCC)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from align.evidence.stretches import Stretch
from align.vectors import TokenVectors

_ACRONYM = re.compile(r"(?<![\w-])(?:[A-Z]\.){2,6}|(?<![\w-])[A-Z]{2,7}(?![\w-])")
COVERED = 0.5  # coverage from which an acronym has a counterpart of its own
SPELLED = 0.4  # share of its deficit that a stretch keeps which may spell an acronym out
MOST_ACRONYMS = 50  # of a passage
EXTRA_WORDS = 3  # of a stretch beyond the letters of the acronym


def find_acronyms(text: str, tokens: TokenVectors, coverage: NDArray[np.float32]) -> tuple[int, ...]:
    """Return how many letters each acronym of *text* has that nothing on the other side covers well.

    *coverage* is the (t,) coverage of *tokens*. A text in capitals has none.
    """
    if text.isupper():
        return ()
    found = []
    for match in islice(_ACRONYM.finditer(text), MOST_ACRONYMS):
        inside = (tokens.offsets[:, 0] < match.end()) & (tokens.offsets[:, 1] > match.start())
        if inside.any() and float(coverage[inside].mean()) < COVERED:
            found.append(sum(map(str.isalpha, match[0])))
    return tuple(found)


def weaken_stretch(text: str, stretch: Stretch, acronyms: tuple[int, ...]) -> Stretch:
    """Return *stretch* of *text*, its deficit smaller where it may spell out one of *acronyms*."""
    words = len(text[stretch.start : stretch.stop].split())
    if not any(words <= letters + EXTRA_WORDS for letters in acronyms):
        return stretch
    return replace(stretch, deficit=SPELLED * stretch.deficit)
