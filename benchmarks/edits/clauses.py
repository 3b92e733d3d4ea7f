"""Clauses taken out of one side or put into it, and rewriting that takes and adds nothing.

A clause has 4 to 15 words and stands between commas, dashes or brackets. One that is put in comes from
another document, and its span is known. What stood for one that is taken out is known where both sides
have as many clauses: it is the clause of the same number; other pairs are left alone.
"""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

FEWEST, MOST = 4, 15  # words of a clause
SEED = 1
LIKE = 2.0  # times that a clause may be longer than the one that stands for it
_BREAK = re.compile(r"\s*(?:,(?!\d)|[،;؛–—()])\s*|[.!؟?]\s*$")
_KINDS = (EvidenceType.PARTIAL_ADDITION, EvidenceType.PARTIAL_OMISSION)

Span = tuple[int, int]

HARMLESS = tuple(
    Replacement("synonym, en", "en", rf"\b{old}\b", new, None)
    for old, new in (
        ("however", "nevertheless"),
        ("also", "likewise"),
        ("began", "started"),
        ("several", "a number of"),
        ("because of", "owing to"),
        ("while", "whereas"),
        ("large", "big"),
        ("many", "numerous"),
        (r"about(?= \d)", "approximately"),
        ("after(?= the)", "following"),
        ("used(?= by)", "employed"),
        ("city", "town"),
        ("important", "significant"),
    )
) + tuple(
    Replacement("synonym, ar", "ar", rf"(?<!\w){old}(?!\w)", new, None)
    for old, new in (
        ("لكن", "غير أن"),
        ("عندما", "حينما"),
        ("أيضا", "كذلك"),
        ("كبيرة", "ضخمة"),
        ("بسبب", "من جراء"),
        ("نحو", "قرابة"),
        ("خلال", "أثناء"),
        ("بدأ", "شرع"),
        ("العديد من", "الكثير من"),
        ("الكثير من", "العديد من"),
    )
)


def list_clauses(text: str) -> list[Span]:
    """Return the clauses of *text* in order, without what separates them."""
    ends = [(0, 0), *(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]
    return [(one[1], two[0]) for one, two in pairwise(ends) if one[1] < two[0]]


def edit_clauses(pairs: list[tuple[str, str]], _folder: Path) -> list[EditedPair]:
    """Return each pair after each edit that it allows."""
    rng = random.Random(SEED)  # noqa: S311 - reproducible edits, no secret
    donors = [
        [text[slice(*span)] for pair in pairs for text in [pair[side]] for span in _list_whole(text)]
        for side in (0, 1)
    ]
    edited = []
    for pair in pairs:
        for side in (0, 1):
            edited += [*_insert(pair, side, donors[side], rng), *_delete(pair, side, rng)]
        edited += apply_replacements(*pair, rng, HARMLESS)
        edited += [*_swap_clauses(*pair), *_split_sentence(*pair)]
    return edited


def _list_whole(text: str) -> list[Span]:
    """Return the clauses inside *text* that have the wanted length; the first and the last are no asides."""
    return [span for span in list_clauses(text)[1:-1] if FEWEST <= len(text[slice(*span)].split()) <= MOST]


def _insert(pair: tuple[str, str], side: int, donors: list[str], rng: random.Random) -> list[EditedPair]:
    """Return the pair with a strange clause behind the first or a later clause of *side*."""
    clauses = list_clauses(pair[side])
    if len(clauses) < 2:
        return []
    place = rng.choice(clauses[:-1])[1]
    comma = "،" if side == 0 else ","
    donor = rng.choice(donors)
    text = f"{pair[side][:place]}{comma} {donor}{comma}{pair[side][place:].lstrip(',،')}"
    span = (place + 2, place + 2 + len(donor))
    if side == 0:
        return [EditedPair(text, pair[1], "clause put in, ar", _KINDS[1], span, None)]
    return [EditedPair(pair[0], text, "clause put in, en", _KINDS[0], None, span)]


def _delete(pair: tuple[str, str], side: int, rng: random.Random) -> list[EditedPair]:
    """Return the pair without a clause of *side*, and the span of the clause that stands for it."""
    clauses = list_clauses(pair[0]), list_clauses(pair[1])
    if len(clauses[0]) != len(clauses[1]):
        return []
    wanted = [
        (clauses[side][number], clauses[1 - side][number])
        for number in range(1, len(clauses[0]))
        if _is_clause(pair[side], clauses[side][number]) and _is_like(clauses[0][number], clauses[1][number])
    ]
    if not wanted:
        return []
    (start, stop), span = rng.choice(wanted)
    before = pair[side][:start].rstrip(" ,،;؛–—(")
    text = before + pair[side][stop:].lstrip(")–—")
    if side == 0:
        return [EditedPair(text, pair[1], "clause taken out, ar", _KINDS[0], None, span)]
    return [EditedPair(pair[0], text, "clause taken out, en", _KINDS[1], span, None)]


def _is_clause(text: str, span: Span) -> bool:
    return FEWEST <= len(text[slice(*span)].split()) <= MOST


def _is_like(one: Span, two: Span) -> bool:
    lengths = one[1] - one[0], two[1] - two[0]
    return max(lengths) <= LIKE * min(lengths)


def _swap_clauses(arabic: str, english: str) -> list[EditedPair]:
    """Return the pair with *In 1990, X did Y.* as *X did Y in 1990.*: other word order, nothing else."""
    match = re.fullmatch(
        r"((?:In|On|During|After|Since|At) [^,]{3,40}), ((?:the|a|he|she|it|they) [^,]{20,200})\.", english
    )
    if match is None:
        return []
    first, rest = match.groups()
    text = f"{rest[0].upper()}{rest[1:]} {first[0].lower()}{first[1:]}."
    return [EditedPair(arabic, text, "word order", None, None, (0, len(text)))]


def _split_sentence(arabic: str, english: str) -> list[EditedPair]:
    """Return the pair with *X, and he …* as two sentences."""
    match = re.search(r", (?:and|but) (he|she|it|they|this|these|there) ", english)
    if match is None:
        return []
    text = f"{english[: match.start()]}. {match[1].capitalize()} {english[match.end() :]}"
    return [EditedPair(arabic, text, "split sentence", None, None, (match.start(), match.end()))]
