"""A text as the words, figures and signs that can be part of a quantity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from align.evidence.figures import make_pattern, read_figures
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
def compile_pattern(phrases: str, clitics: str, decimal_letters: str) -> re.Pattern[str]:
    """Return the one expression that finds figures, phrases, words and signs."""
    before = f"[{clitics}]{{0,2}}" if clitics else ""
    return re.compile(
        rf"(?P<figures>{make_pattern(decimal_letters)})(?P<suffix>(?:['’]?s|st|nd|rd|th)(?!\w))?"
        rf"|(?P<phrase>{before}(?:{phrases})(?!\w))"
        rf"|(?P<sign>[{''.join(SIGNS)}¼½¾⅓⅔⅛])"
        rf"|(?P<word>[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*)"
    )


def scan_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of *text* in order; words that say nothing of quantities are left out.

    After ``MOST_TOKENS`` of them the rest is not read: no prose holds so many, and time stays bounded.
    """
    clitics = "".join((*lexicon.conjunctions, *lexicon.prepositions))
    pattern = compile_pattern(lexicon.phrases, clitics, lexicon.decimal_letters)
    tokens: list[Token] = []
    clitic = (-9, -9)
    for match in pattern.finditer(_lower(text.translate(FOLDED))):
        if match.lastgroup == "word":  # nearly all there is: what says nothing is let go as early as can be
            start, stop = match.span()
            word = text[start:stop]
            if stop - start <= 5 and _is_clitic(word, lexicon):
                clitic = (start, stop)
                continue
            if lexicon.find(word) is None and word[0] not in _ROMAN_VALUES:
                continue
        token = _make_token(text, clitic, match, lexicon)
        if token is not None:
            tokens.append(token)
            if len(tokens) == MOST_TOKENS:
                break
    return tokens


def _is_clitic(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.clitics or word.rstrip("\u0640") in lexicon.clitics


def _make_token(text: str, clitic: tuple[int, int], match: re.Match[str], lexicon: Lexicon) -> Token | None:
    """Return the token that *match* is; *clitic* is where a clitic last stood by itself."""
    start, stop = match.span()
    if match.lastgroup == "word":
        token = _make_word(text[start:stop], start, stop, lexicon)
        if token is not None and clitic[1] == start - 1 and text[slice(*clitic)] in lexicon.conjunctions:
            return token._replace(begin=clitic[0], conjunction=True)  # «خمسة و عشرون»
        return token
    if match.lastgroup == "phrase":
        return _make_word(" ".join(text[start:stop].split()), start, stop, lexicon)
    if match.lastgroup == "sign":
        return _make_sign(match)
    return _make_figures(text, clitic[0] if clitic[1] in {start, start - 1} else start, match, lexicon)


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


def _make_word(word: str, start: int, stop: int, lexicon: Lexicon) -> Token | None:
    found = lexicon.find(word)
    if found is not None:
        return Token(start, start, stop, word, found.senses, found.name, found.conjunction, found.preposition)
    if word[0] in _ROMAN_VALUES and len(word) <= LONGEST_WORD and ROMAN.fullmatch(word):
        return Token(start, start, stop, word, {"hint": _read_roman(word)})
    return None


def _read_roman(numeral: str) -> Fraction:
    values = [_ROMAN_VALUES[letter] for letter in numeral] + [0]
    return Fraction(sum(-one if one < two else one for one, two in pairwise(values)))
