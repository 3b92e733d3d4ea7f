"""Which word of the other text a word stands for, by the vectors of their tokens."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from align.evidence.cued_text import CuedText

LEAST_COSINE = 0.3  # below it the best word is as good as any


class Counterpart(NamedTuple):
    """A word of the other text: its number, its span, and the cosine of the tokens that tell."""

    word: int
    span: tuple[int, int]
    cosine: float


def find_nearest(span: tuple[int, int], one: CuedText, other: CuedText) -> Counterpart | None:
    """Return the word of *other* that is nearest to what *one* has at *span*, or None where none is near.

    Of several tokens at the span the heaviest tell more.
    """
    near, far = one.passage.tokens, other.passage.tokens
    inside = np.flatnonzero((near.offsets[:, 0] < span[1]) & (near.offsets[:, 1] > span[0]))
    if not len(inside) or not len(far.weights) or not other.words:
        return None
    cosines = near.vectors[inside] @ far.vectors.T
    # Heavy tokens carry the meaning: of two equally near words the one of the heavier token counts.
    worth = cosines * np.minimum(near.weights[inside], 1.0)[:, None]
    row, column = np.unravel_index(int(worth.argmax()), worth.shape)
    cosine = float(cosines[row, column])
    start, stop = int(far.offsets[column, 0]), int(far.offsets[column, 1])
    place = bisect_right(other.words, stop - 1, key=lambda word: word.start) - 1
    if cosine < LEAST_COSINE or place < 0 or other.words[place].stop <= start:
        return None
    return Counterpart(place, (other.words[place].start, other.words[place].stop), cosine)


def find_counterpart(span: tuple[int, int], one: CuedText, other: CuedText) -> tuple[int, int] | None:
    """Return the span of the word of *other* that is nearest to what *one* has at *span*, if one is near."""
    nearest = find_nearest(span, one, other)
    return None if nearest is None else nearest.span
