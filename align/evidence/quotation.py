"""Quotation: what one side has in quotation marks and the other in its own words.

Quotation marks differ in one of twelve faithful news pairs, so this is evidence of low weight: it stands
beside other findings and is reported by itself only where a reader asks for more than the default.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from align.bitext import EvidenceType
from align.evidence.cued_text import CuedText
from align.evidence.finding import Finding
from align.evidence.messages import state_finding

MARKS = '"“”„‟«»‹›＂❝❞〝〞'
_MARK = re.compile(f"[{MARKS}]|''")
SUBSTANTIAL = 6  # words of a quotation that is more than a name or a term
MOST_QUOTATIONS = 200
MOST_TOKENS = 300  # of a quotation whose paraphrase is looked for
WEIGHT = 0.45
SHORT = 0.3  # a name, a term, or words that the writer keeps at a distance
LEAST_COSINE = 0.3


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:stop]`` with its marks."""

    start: int
    stop: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return what stands in quotation marks; a mark without a partner opens nothing.

    Which mark opens and which closes is not asked: Arabic text has them either way round.
    """
    marks = [match.span() for match in _MARK.finditer(text)]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return tuple(Quotation(one[0], two[1]) for one, two in list(pairs)[:MOST_QUOTATIONS])


def compare_quotations(source: CuedText, target: CuedText) -> tuple[Finding, ...]:
    """Return the longest quotation of a side whose other side has no quotation marks; at most one finding."""
    for where, one, other in (("source", source, target), ("target", target, source)):
        quotations = find_quotations(one.text)
        if not quotations or _MARK.search(other.text):
            continue
        longest = max(quotations, key=lambda quotation: quotation.stop - quotation.start)
        words = sum(longest.start <= word.start < longest.stop for word in one.words)
        if not words:
            continue
        span = longest.start, longest.stop
        place = _find_paraphrase(span, one, other)
        places = (span, place) if where == "source" else (place, span)
        weight = WEIGHT if words >= SUBSTANTIAL else SHORT
        said = f"quoted only in the {where}"
        return (state_finding(EvidenceType.QUOTATION, said, (source, target), places, weight),)
    return ()


def _find_paraphrase(span: tuple[int, int], one: CuedText, other: CuedText) -> tuple[int, int] | None:
    """Return the words nearest to those of *span*, from the first to the last of them."""
    near, far = one.passage.tokens, other.passage.tokens
    inside = np.flatnonzero((near.offsets[:, 0] < span[1]) & (near.offsets[:, 1] > span[0]))
    inside = inside[near.weights[inside] >= 0.5][:MOST_TOKENS]
    if not len(inside) or not len(far.weights):
        return None
    cosines = near.vectors[inside] @ far.vectors.T
    columns = np.unique(cosines.argmax(axis=1)[cosines.max(axis=1) >= LEAST_COSINE])
    if not len(columns):
        return None
    start, stop = int(far.offsets[columns[0], 0]), int(far.offsets[columns, 1].max())
    words = [word for word in other.words if word.start < stop and start < word.stop]
    return (words[0].start, words[-1].stop) if words else None
