"""Figures and number words that stand together, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from align.evidence.number_lexicon import Lexicon
from align.evidence.number_tokens import Token

LONGEST_NUMERAL = 16  # tokens; a longer run is no number that anybody writes
LONGEST_GAP = 4  # code points between two words of one number
_GAP = str.maketrans(
    "",
    "",
    " \t\u00a0\u2009\u202f"
    + "".join(
        map(chr, [0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
    ),
)
NUMERAL_STARTS = ("figures", "cardinal", "multiplier", "double", "plural", "ordinal", "fraction")

Values = frozenset[Fraction]


class Numeral(NamedTuple):
    """A number as written: tokens ``[first, last)`` of the text, and its possible values.

    ``words`` counts its tokens; ``rough`` is true for a bare plural (thousands, عشرات),
    ``ordinal`` for a rank and ``part`` for a bare fraction.
    """

    first: int
    last: int
    values: Values
    figures: bool
    ordinal: bool
    rough: bool
    part: bool


def get_gap(text: str, before: Token, after: Token) -> str | None:
    """Return what stands between two tokens apart from spaces, or None where they are far apart."""
    if after.begin - before.stop > LONGEST_GAP:
        return None
    return text[before.stop : after.begin].translate(_GAP)


class _Phrase:
    """A number under way: the sum so far, and the group that a scale may still multiply."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.total: Values | None = None
        self.parts: Values = frozenset()
        self.group: Values | None = None
        self.group_begin = 0
        self.group_figures = False
        self.scale = Fraction(10**18)
        self.whole = True  # False once a fraction ended the group
        self.spoilt = False  # True where a scale follows that the group does not fit under

    def accept(self, token: Token, position: int, *, joined: bool) -> bool:
        """Take *token* into the number if it fits; *joined* says that an *and* stands before it."""
        for role, method in _METHODS.items():
            if role in token.senses and method(self, token, position, joined):
                return True
        return False

    def _open(self, values: Values, position: int, *, figures: bool = False) -> bool:
        self.group, self.group_begin, self.group_figures, self.whole = values, position, figures, True
        return True

    def accept_figures(self, token: Token, position: int, joined: bool) -> bool:
        if self.group is not None:
            return False
        if self.total is not None and not (joined and self.lexicon.joins_digits and not token.preposition):
            return False
        return self._open(token.figures, position, figures=True)

    def accept_cardinal(self, token: Token, position: int, joined: bool) -> bool:
        value = token.senses.get("cardinal", token.senses.get("ordinal", Fraction(0)))
        if self.group is None:
            if self.total is not None and (value >= self.scale or (self.lexicon.joins_digits and not joined)):
                return False
            part = {1 / token.senses["denominator"]} if "denominator" in token.senses else set()
            return self._open(frozenset({value}) | part, position)
        if self.group_figures or len(self.group) > 1 or not self.whole:
            return False
        (group,) = self.group
        if not self._fits(group, value, joined=joined):
            return False
        self.group = frozenset({group + value})
        return True

    def _fits(self, group: Fraction, value: Fraction, *, joined: bool) -> bool:
        ones, tens = group % 10, group % 100
        if self.lexicon.units_first:
            if value == 10 and 1 <= tens <= 9:
                return not joined  # خمسة عشر
            if 20 <= value < 100 and 1 <= tens <= 9:
                return joined  # خمسة وعشرون
            return joined and value < 100 and tens == 0 and group >= 100
        if value < 10 and ones == 0 and tens >= 20:
            return not joined  # twenty-five
        return value < 100 and tens == 0 and group >= 100

    def accept_multiplier(self, token: Token, position: int, joined: bool) -> bool:
        scale = token.senses.get("multiplier") or token.senses.get("plural") or token.senses["money_scale"]
        if scale <= 100:
            return self._multiply_group(scale, position, joined=joined)
        if self.group is not None and joined:
            return False
        if self.group is None and self.total is not None and not joined:
            return scale == self.scale if not self.whole else self._multiply_total(scale)
        if scale >= self.scale:
            return False
        group = self.group if self.group is not None else frozenset({Fraction(1)})
        if self.group is None and "double" in token.senses:
            group |= {Fraction(2)}
        self._add(frozenset(value * scale for value in group), scale, figures=self.group_figures)
        return True

    def _multiply_group(self, scale: Fraction, position: int, *, joined: bool) -> bool:
        if self.group is None:
            if self.total is not None and self.lexicon.joins_digits and not joined:
                return False
            return self._open(frozenset({scale}), position)
        if joined or max(self.group) >= 100:
            return False
        self.group = frozenset(value * scale for value in self.group)
        return True

    def _multiply_total(self, scale: Fraction) -> bool:
        if self.total is None or scale <= self.scale or self.parts or max(self.total) * scale > 10**18:
            return False
        self.total, self.scale = frozenset(value * scale for value in self.total), scale
        return True

    def accept_double(self, token: Token, position: int, joined: bool) -> bool:
        scale = token.senses["double"]
        if self.group is not None or scale >= self.scale or (self.total is not None and not joined):
            return False
        self.group_begin = position
        self._add(frozenset({2 * scale}), scale, figures=False)
        return True

    def accept_fraction(self, token: Token, position: int, joined: bool) -> bool:
        value = token.senses["fraction"]
        if self.group is None and self.total is None:
            self._open(frozenset({value}), position)
        elif joined and self.group is not None and self.whole:
            self.group = frozenset(group + value for group in self.group)
        elif joined and self.group is None and self.total is not None:
            self.total = frozenset(total + value * self.scale for total in self.total)
        else:
            return False
        self.whole = False
        return True

    def accept_denominator(self, token: Token, position: int, joined: bool) -> bool:
        del position
        if joined or self.group is None or not self.whole or max(self.group) > 20:
            return False
        self.group = frozenset(value / token.senses["denominator"] for value in self.group)
        self.whole = False
        return True

    def _add(self, values: Values, scale: Fraction, *, figures: bool) -> None:
        if self.total is None:
            self.total = values
        else:
            if figures:  # «مليون و840 ألفا» may also be two numbers
                self.parts |= self.total | values
            self.total = frozenset(a + b for a, b in product(self.total, values))
        self.scale, self.group, self.group_figures, self.whole = scale, None, False, True

    def finish(self, stop: int) -> tuple[Values, int]:
        """Return the possible values and where the number ends; a group that does not fit is left out."""
        if self.group is None:
            return (self.total or frozenset()) | self.parts, stop
        if self.total is None:
            return self.group, stop
        if self.spoilt or max(self.group) >= self.scale or len(self.group) > 1:
            return self.total | self.parts, self.group_begin
        self._add(self.group, Fraction(1), figures=self.group_figures)
        return (self.total or frozenset()) | self.parts, stop


_Method = Callable[[_Phrase, Token, int, bool], bool]
_METHODS: Mapping[str, _Method] = {
    "figures": _Phrase.accept_figures,
    "denominator": _Phrase.accept_denominator,
    "cardinal": _Phrase.accept_cardinal,
    "ordinal": _Phrase.accept_cardinal,
    "multiplier": _Phrase.accept_multiplier,
    "plural": _Phrase.accept_multiplier,
    "double": _Phrase.accept_double,
    "fraction": _Phrase.accept_fraction,
}


def read_numeral(text: str, tokens: Sequence[Token], first: int, lexicon: Lexicon) -> Numeral | None:
    """Return the number that begins at token *first*, or None where no number begins there."""
    token = tokens[first]
    if token.senses.keys().isdisjoint(NUMERAL_STARTS):
        return None
    phrase = _Phrase(lexicon)
    if not phrase.accept(token, first, joined=False):
        return None
    last, position = first + 1, first + 1
    while position < min(len(tokens), first + LONGEST_NUMERAL) and "alone" not in tokens[last - 1].senses:
        following, joined = _skip_joints(text, tokens, position, lexicon)
        if following is None:
            break
        if not phrase.accept(tokens[following], last, joined=joined):
            scaled = not tokens[following].senses.keys().isdisjoint(("multiplier", "plural"))
            phrase.spoilt = scaled and not joined
            break
        last = position = following + 1
    values, last = phrase.finish(last)
    used = tokens[first:last]
    return Numeral(
        first,
        last,
        values,
        figures=any(used_token.figures for used_token in used),
        ordinal=any(_is_ordinal(used_token) for used_token in used),
        rough=all(used_token.senses.keys() & {"plural", "of"} for used_token in used),
        part=all(value < 1 for value in values) and not any(used_token.figures for used_token in used),
    )


def _is_ordinal(token: Token) -> bool:
    return "ordinal" in token.senses or token.suffix in {"st", "nd", "rd", "th"}


def _skip_joints(
    text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> tuple[int | None, bool]:
    """Return the next token that can go on with the number, and whether *and* stood before it."""
    joined = False
    for index in range(position, min(position + 4, len(tokens))):
        token = tokens[index]
        gap = get_gap(text, tokens[index - 1], token)
        if gap is None or gap.strip("-+") or (gap and not _joins_hyphen(tokens[index - 1], token)):
            return None, False
        if "and" in token.senses:
            joined = True
        elif "indefinite" in token.senses or "of" in token.senses:
            if not _leads_to_scale(tokens, position, index, joined=joined):
                return None, False
        elif token.preposition or (token.suffix and not lexicon.joins_digits):
            return None, False
        else:
            return index, joined or token.conjunction
    return None, False


def _joins_hyphen(before: Token, token: Token) -> bool:
    """Whether a hyphen between two tokens is part of a number: twenty-five, 2-million, but not 20-25."""
    return not token.figures and (not before.figures or "multiplier" in token.senses)


def _leads_to_scale(tokens: Sequence[Token], position: int, index: int, *, joined: bool) -> bool:
    """Whether *a* or *of* belongs to the number: half a million, a quarter of a million, two and a half."""
    after = tokens[index + 1].senses if index + 1 < len(tokens) else {}
    if joined:
        return "fraction" in after
    before = tokens[position - 1].senses
    if "plural" in before:
        return "plural" in after
    return ("fraction" in before or "denominator" in before) and (
        "multiplier" in after or "indefinite" in after
    )
