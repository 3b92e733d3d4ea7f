"""Which word of the other text a word stands for, by the vectors of their tokens."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from align.evidence.cued_text import CuedText

LEAST_COSINE = 0.3  # below it the best word is as good as any


def find_counterpart(span: tuple[int, int], one: CuedText, other: CuedText) -> tuple[int, int] | None:
    """Return the word of *other* that is nearest to what *one* has at *span*, or None where none is near."""
    near, far = one.passage.tokens, other.passage.tokens
    inside = np.flatnonzero((near.offsets[:, 0] < span[1]) & (near.offsets[:, 1] > span[0]))
    if not len(inside) or not len(far.weights) or not other.words:
        return None
    cosines = near.vectors[inside] @ far.vectors.T
    # Heavy tokens carry the meaning: of two equally near words the one of the heavier token counts.
    worth = cosines * np.minimum(near.weights[inside], 1.0)[:, None]
    row, column = np.unravel_index(int(worth.argmax()), worth.shape)
    if cosines[row, column] < LEAST_COSINE:
        return None
    return _find_word(int(far.offsets[column, 0]), int(far.offsets[column, 1]), other)


def _find_word(start: int, stop: int, text: CuedText) -> tuple[int, int] | None:
    place = bisect_right(text.words, stop - 1, key=lambda word: word.start) - 1
    if place < 0 or text.words[place].stop <= start:
        return None
    return text.words[place].start, text.words[place].stop
