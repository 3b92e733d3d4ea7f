"""A text read for all its quantities, from tokens to ranges."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from align.evidence.amounts import read_amount, read_hint, read_unit
from align.evidence.clocks import read_clock, read_duration
from align.evidence.dates import read_century, read_date, read_decade, read_weekday
from align.evidence.number_lexicon import load_lexicon
from align.evidence.number_tokens import scan_tokens
from align.evidence.numerals import NUMERAL_STARTS
from align.evidence.quantity import Kind, Quantity
from align.evidence.scanned import Reader, Scanned

_NUMBERS = ("figures", "cardinal", "ordinal")
_READERS: tuple[
    tuple[frozenset[str], Reader], ...
] = (  # by what a quantity can begin with, in order of trial
    (frozenset({*_NUMBERS, "month", "hijri_month"}), read_date),
    (frozenset(_NUMBERS), read_clock),
    (frozenset({"figures"}), read_duration),
    (frozenset({"figures", "decade"}), read_decade),
    (frozenset({*_NUMBERS, "century_before"}), read_century),
    (frozenset({*NUMERAL_STARTS, "currency", "percent"}), read_amount),
    (frozenset({"weekday", "relative_day"}), read_weekday),
    (frozenset({"unit"}), read_unit),
    (frozenset({"hint", "fraction"}), read_hint),
)
_HYPHENS = frozenset("-–—‑−/")


def scan_text(text: str, language: str, today: int | None = None) -> Scanned | None:
    """Return *text* with its tokens, or None for a language without tables."""
    lexicon = load_lexicon(language)
    return None if lexicon is None else Scanned(text, tuple(scan_tokens(text, lexicon)), lexicon, today)


def read_quantities(scanned: Scanned) -> tuple[Quantity, ...]:
    """Return the quantities that the tokens of a text make up, in order."""
    found: list[Quantity] = []
    index = 0
    while index < len(scanned.tokens):
        senses = scanned.tokens[index].senses.keys()
        for roles, read in _READERS:
            result = None if senses.isdisjoint(roles) else read(scanned, index)
            if result is not None:
                found.append(result[0])
                index = max(result[1], index + 1)
                break
        else:
            index += 1
    return _join_ranges(scanned.text, found)


def _join_ranges(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Read what a hyphen joins together: the short end of 1950-53, the naught of 2-0."""
    for place, (before, after) in enumerate(pairwise(found)):
        if text[before.stop : after.start] not in _HYPHENS or not (before.figures and after.figures):
            continue
        if len(before.readings) == 1 and len(after.readings) == 1 and after.kind is Kind.NUMBER:
            found[place], found[place + 1] = _join_range(before, after)
    return tuple(found)


def _join_range(before: Quantity, after: Quantity) -> tuple[Quantity, Quantity]:
    (one,), (two,) = before.readings, after.readings
    if not isinstance(one, Fraction) or not isinstance(two, Fraction):
        return before, after
    digits = after.stop - after.start
    if one >= 1000 and digits <= 2 and two.denominator == 1:
        full = one - one % 10**digits + two
        return before, replace(after, kind=before.kind, readings=frozenset({two, full}))
    if one <= 30 and two <= 30:
        return replace(before, weak=before.weak or one <= 1), replace(after, weak=after.weak or two <= 1)
    return before, after
