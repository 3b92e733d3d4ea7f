"""What a run of digits can mean: ``76.000`` is 76 and 76000, ``17,8`` is 17.8, ``6ر38`` is 38.6 and 6.38."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST_FIGURES = 40  # characters; beyond that it is no quantity but a serial number
DECIMAL_ONLY = "٫"
SPACES = " \u00a0\u2009\u202f"
GROUPING_ONLY = "٬'’" + SPACES
PATTERN = (
    rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,4}}(?!\d)(?:[.,٫]\d{{1,2}}(?!\d))?"
    r"|\d+(?:[.,،٫٬'’]\d+)*"
)
_GROUPED = r"\d{1,12}(?:[.,٬]\d{3}){0,3}"
_REVERSED = rf"\d{{3}}(?:[{SPACES}]\d{{3}}){{0,3}}[{SPACES}]\d{{1,2}}(?![\d.,:٫/])"
_SEPARATOR = re.compile(r"[^\d]")
_GROUP_MARK = re.compile(r"[\W_]")


def make_pattern(decimal_letters: str) -> str:
    """Return the expression that finds the figures of a language.

    *decimal_letters* are the letters that it writes as a decimal mark. A language that has
    them is typed from right to left, and may have its groups of a thousand in that order
    (``000 1`` for 1,000).
    """
    if not decimal_letters:
        return PATTERN
    letter = f"[{decimal_letters}]"
    return rf"{_GROUPED}{letter}{_GROUPED}(?!\d|{letter}\d)|{_REVERSED}|{PATTERN}"


def read_figures(figures: str) -> frozenset[Fraction]:
    """Return every value that *figures* can mean; digits may be of any script.

    One separator before exactly three digits may group or may be a decimal mark, so both
    readings come back. A letter between two numbers is a decimal mark with the fraction on
    either side. Where the separators fit no single number (``1.2.3``), each part is a
    reading. Figures longer than 40 characters have none.
    """
    if len(figures) > LONGEST_FIGURES:
        return frozenset()
    separators = _SEPARATOR.findall(figures)
    parts = _SEPARATOR.split(figures)
    if not separators:
        return frozenset({Fraction(int(figures))})
    letter = next((separator for separator in separators if separator.isalpha()), "")
    if letter:
        one, two = (_GROUP_MARK.sub("", part) for part in figures.split(letter, maxsplit=1))
        return frozenset({join_decimal(one, two), join_decimal(two, one)})
    if len(separators) == 1:
        return _read_pair(parts[0], separators[0], parts[1])
    return _read_groups(parts, separators)


def _read_pair(whole: str, separator: str, rest: str) -> frozenset[Fraction]:
    grouped, decimal = Fraction(int(whole + rest)), join_decimal(whole, rest)
    if separator == DECIMAL_ONLY:
        return frozenset({decimal})
    if separator in SPACES:
        return _read_spaced([whole, rest], separator)
    if separator in GROUPING_ONLY:
        return frozenset({grouped})
    if len(rest) == 3 and len(whole) <= 3 and int(whole):
        return frozenset({grouped, decimal})
    return frozenset({decimal})


def _read_groups(parts: list[str], separators: list[str]) -> frozenset[Fraction]:
    if len(set(separators)) == 1:
        if separators[0] in SPACES:
            return _read_spaced(parts, separators[0])
        if _are_groups(parts):
            return frozenset({Fraction(int("".join(parts)))})
    if len(set(separators[:-1])) == 1 and separators[-1] != separators[0] and _are_groups(parts[:-1]):
        return frozenset({join_decimal("".join(parts[:-1]), parts[-1])})
    return frozenset(Fraction(int(part)) for part in parts)


def _read_spaced(parts: list[str], separator: str) -> frozenset[Fraction]:
    """Read groups with spaces between, from either end; with a plain space each may also stand alone."""
    orders = [order for order in (parts, parts[::-1]) if _are_groups(order) and int(order[0])]
    joined = {Fraction(int("".join(order))) for order in orders}
    alone = not joined or (separator in " \u2009" and "000" not in parts)
    return frozenset(joined | ({Fraction(int(part)) for part in parts} if alone else set()))


def _are_groups(parts: list[str]) -> bool:
    """Whether the parts are groups of a thousand, or of the Indian lakh and crore."""
    middle = {len(part) for part in parts[1:-1]}
    return len(parts[0]) <= 3 and len(parts[-1]) == 3 and (middle <= {3} or middle == {2})


def join_decimal(whole: str, rest: str) -> Fraction:
    """Return the number ``whole.rest``."""
    return Fraction(int(whole + rest), 10 ** len(rest))
