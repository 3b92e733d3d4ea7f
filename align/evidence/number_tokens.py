"""A text as the words, figures and signs that can be part of a quantity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from align.evidence.figures import PATTERN, read_figures
from align.evidence.number_lexicon import FOLDED, LONGEST_WORD, Lexicon

INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # bidi controls and joiners
SIGNS: Mapping[str, tuple[str, str]] = {
    "%": ("percent", ""),
    "٪": ("percent", ""),
    "﹪": ("percent", ""),
    "％": ("percent", ""),
    "$": ("currency", "dollar"),
    "€": ("currency", "euro"),
    "£": ("currency", "pound"),
    "¥": ("currency", "yen"),
    "₪": ("currency", "shekel"),
    "₹": ("currency", "rupee"),
}
ROMAN = re.compile(r"(?=[IVXLC]+$)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
MOST_TOKENS = 10_000
_MARKS = "\u064b-\u065f\u0670"


class Token(NamedTuple):
    """A stretch of the text that can be part of a quantity.

    ``begin`` is where its clitics begin, ``start`` where it begins itself (for a word
    they are the same). ``senses`` maps roles to values; ``figures`` are the readings of
    digits, and ``suffix`` the letters directly after them (``th``, ``s``).
    """

    begin: int
    start: int
    stop: int
    text: str
    senses: Mapping[str, Fraction]
    name: str = ""
    conjunction: bool = False
    preposition: bool = False
    figures: frozenset[Fraction] = frozenset()
    suffix: str = ""


@cache
def compile_pattern(phrases: str, clitics: str) -> re.Pattern[str]:
    """Return the one expression that finds figures, phrases, words and signs."""
    before = f"[{clitics}]{{0,2}}" if clitics else ""
    return re.compile(
        rf"(?P<figures>{PATTERN})(?P<suffix>(?:['’]?s|st|nd|rd|th)(?!\w))?"
        rf"|(?P<phrase>{before}(?:{phrases})(?!\w))"
        rf"|(?P<sign>[{''.join(SIGNS)}¼½¾⅓⅔⅛])"
        rf"|(?P<word>[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*)"
    )


def scan_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of *text* in order; words that say nothing of quantities are left out.

    After ``MOST_TOKENS`` of them the rest is not read: no prose holds so many, and time stays bounded.
    """
    pattern = compile_pattern(lexicon.phrases, "".join((*lexicon.conjunctions, *lexicon.prepositions)))
    tokens: list[Token] = []
    clitic = (-9, -9)
    for match in pattern.finditer(_lower(text.translate(FOLDED))):
        start, stop = match.span()
        token: Token | None
        if match.lastgroup in {"figures", "suffix"}:
            begin = clitic[0] if clitic[1] in {start, start - 1} else start
            token = _make_figures(text, begin, match, lexicon)
        elif match.lastgroup == "sign":
            token = _make_sign(match)
        elif stop - start <= 5 and match[0].rstrip("\u0640") in lexicon.clitics:
            clitic, token = (start, stop), None
        else:
            token = _make_word(text, match, lexicon)
        if token is not None:
            tokens.append(token)
            if len(tokens) == MOST_TOKENS:
                break
    return tokens


def _make_figures(text: str, begin: int, match: re.Match[str], lexicon: Lexicon) -> Token | None:
    readings = read_figures(match["figures"])
    if not readings:
        return None
    clitics = text[begin : match.start()].strip(" \u0640")
    return Token(
        begin,
        match.start(),
        match.end(),
        match["figures"],
        {"figures": Fraction(0)},
        conjunction=clitics.startswith(lexicon.conjunctions) if clitics else False,
        preposition=clitics.lstrip("وف").startswith(lexicon.prepositions) if clitics else False,
        figures=readings,
        suffix=(match["suffix"] or "").lower(),
    )


def _make_sign(match: re.Match[str]) -> Token:
    if match[0] not in SIGNS:
        value = Fraction(unicodedata.numeric(match[0])).limit_denominator(8)
        return Token(
            match.start(), match.start(), match.end(), match[0], {"fraction": value}, conjunction=True
        )
    role, name = SIGNS[match[0]]
    return Token(match.start(), match.start(), match.end(), match[0], {role: Fraction(0)}, name)


def _lower(text: str) -> str:
    """Return *text* in lower case where that keeps its length, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _make_word(source: str, match: re.Match[str], lexicon: Lexicon) -> Token | None:
    start, stop = match.span()
    if stop - start > LONGEST_WORD and match.lastgroup == "word":
        return None
    text = source[start:stop]
    if ROMAN.fullmatch(text):
        return Token(start, start, stop, text, {"hint": _read_roman(text)})
    found = lexicon.find(" ".join(text.split()) if match.lastgroup == "phrase" else text)
    if found is None:
        return None
    return Token(start, start, stop, text, found.senses, found.name, found.conjunction, found.preposition)


def _read_roman(numeral: str) -> Fraction:
    values = [_ROMAN_VALUES[letter] for letter in numeral] + [0]
    return Fraction(sum(-one if one < two else one for one, two in pairwise(values)))
