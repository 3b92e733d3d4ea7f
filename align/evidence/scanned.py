"""A text with its tokens, and what the readers of dates, times and amounts ask of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from align.evidence.number_lexicon import Lexicon
from align.evidence.number_tokens import Token
from align.evidence.numerals import Numeral, get_gap, read_numeral
from align.evidence.quantity import Quantity

_ONE_WORD = re.compile(r"\s[^\W\d_]{2,20}\s")
FARTHEST = 24  # code points between a number and what counts it, one word allowed between


@dataclass(frozen=True, slots=True)
class Scanned:
    """The tokens of ``text`` in order, as the words of ``lexicon`` give them; numbers are read once.

    ``today`` is the weekday (Monday 0) that the text calls today, where it is known.
    """

    text: str
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    today: int | None = None
    numerals: dict[int, Numeral | None] = field(default_factory=dict)

    def has(self, index: int, *roles: str) -> bool:
        """Whether token *index* exists and has one of the *roles*."""
        return 0 <= index < len(self.tokens) and not self.tokens[index].senses.keys().isdisjoint(roles)

    def gap(self, index: int) -> str | None:
        """Return what stands before token *index*, spaces apart; None at the edge or where it is long."""
        if not 0 < index < len(self.tokens):
            return None
        return get_gap(self.text, self.tokens[index - 1], self.tokens[index])

    def follows(self, index: int, *roles: str, gaps: str = "") -> bool:
        """Whether token *index* has one of the *roles* and only spaces or one of *gaps* stand before it."""
        if not self.has(index, *roles):
            return False
        gap = self.gap(index)
        return gap is not None and (not gap or (len(gap) == 1 and gap in gaps))

    def preceded(self, index: int, *roles: str) -> bool:
        """Whether the token before token *index* has one of the *roles* and only spaces stand between."""
        return self.has(index - 1, *roles) and self.gap(index) == ""

    def nearly_follows(self, index: int, *roles: str) -> bool:
        """As ``follows``, but one other word may stand between."""
        if not self.has(index, *roles) or index == 0:
            return False
        between = self.text[self.tokens[index - 1].stop : self.tokens[index].begin]
        return self.follows(index, *roles) or (
            len(between) <= FARTHEST and _ONE_WORD.fullmatch(between) is not None
        )

    def numeral(self, index: int) -> Numeral | None:
        """Return the number that begins at token *index*, if one does."""
        if index not in self.numerals:
            known = index < len(self.tokens)
            self.numerals[index] = (
                read_numeral(self.text, self.tokens, index, self.lexicon) if known else None
            )
        return self.numerals[index]

    def sense(self, index: int, role: str) -> Fraction:
        """Return the value that token *index* has in *role*."""
        return self.tokens[index].senses[role]


Reader = Callable[[Scanned, int], tuple[Quantity, int] | None]
"""Reads a quantity that begins at a token; gives it with the token after it, or None."""
