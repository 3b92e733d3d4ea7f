"""What a run of digits can mean: ``76.000`` is 76 and 76000, ``17,8`` is 17.8."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST_FIGURES = 40  # characters; beyond that it is no quantity but a serial number
DECIMAL_ONLY = "٫"
GROUPING_ONLY = "٬'’ \u00a0\u2009\u202f"
PATTERN = (
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?!\d)(?:[.,٫]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,،٫٬'’]\d+)*"
)
_SEPARATOR = re.compile(r"[^\d]")


def read_figures(figures: str) -> frozenset[Fraction]:
    """Return every value that *figures* can mean; digits may be of any script.

    One separator before exactly three digits may group or may be a decimal mark, so both
    readings come back. Where the separators fit no single number (``1.2.3``), each part
    is a reading. Figures longer than 40 characters have none.
    """
    if len(figures) > LONGEST_FIGURES:
        return frozenset()
    separators = _SEPARATOR.findall(figures)
    parts = _SEPARATOR.split(figures)
    if not separators:
        return frozenset({Fraction(int(figures))})
    if len(separators) == 1:
        return _read_pair(parts[0], separators[0], parts[1])
    return _read_groups(parts, separators)


def _read_pair(whole: str, separator: str, rest: str) -> frozenset[Fraction]:
    grouped, decimal = Fraction(int(whole + rest)), join_decimal(whole, rest)
    if separator == DECIMAL_ONLY:
        return frozenset({decimal})
    if separator in " \u2009":  # an ordinary space may also part two numbers
        return frozenset({grouped, Fraction(int(whole)), Fraction(int(rest))})
    if separator in GROUPING_ONLY:
        return frozenset({grouped})
    if len(rest) == 3 and len(whole) <= 3 and int(whole):
        return frozenset({grouped, decimal})
    return frozenset({decimal})


def _read_groups(parts: list[str], separators: list[str]) -> frozenset[Fraction]:
    if len(set(separators)) == 1 and _are_groups(parts):
        readings = {Fraction(int("".join(parts)))}
        return frozenset(
            readings | ({Fraction(int(part)) for part in parts} if separators[0] == " " else set())
        )
    if len(set(separators[:-1])) == 1 and separators[-1] != separators[0] and _are_groups(parts[:-1]):
        return frozenset({join_decimal("".join(parts[:-1]), parts[-1])})
    return frozenset(Fraction(int(part)) for part in parts)


def _are_groups(parts: list[str]) -> bool:
    """Whether the parts are groups of a thousand, or of the Indian lakh and crore."""
    middle = {len(part) for part in parts[1:-1]}
    return len(parts[0]) <= 3 and len(parts[-1]) == 3 and (middle <= {3} or middle == {2})


def join_decimal(whole: str, rest: str) -> Fraction:
    """Return the number ``whole.rest``."""
    return Fraction(int(whole + rest), 10 ** len(rest))
