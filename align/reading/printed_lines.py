"""Where the signs of a printed line stand → the line as it is read, for scripts written from right to left.

A PDF has its signs in any order: some programs store Arabic words as the eye meets them from the left, some
store vowel marks before all letters. Where they stand on the page is the same in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Shares of the median height of the letters in a line. A gap is a space where the file has one thereabouts;
# where it has none, from _WIDE_GAP on, and from _FIGURE_GAP beside figures and stops, which stand apart
# in the file. Joined letters overlap or touch; spaces of three Arabic fonts are .3 and wider.
_GAP, _FIGURE_GAP, _WIDE_GAP = 0.08, 0.28, 0.4
_SLACK = 0.05  # by which a place may be off
_SAME_LINE = 0.5  # of the tallest sign, by which the feet of one line's signs may differ

_CLASSES = {"L": "L", "EN": "N", "AN": "N", "R": "R", "AL": "R", "CS": "S", "ES": "S", "ET": "S"}
# In class letters, from the right: Latin with what stands inside it, and numbers with their signs.
_LEFT_TO_RIGHT = re.compile(r"(?:[LN][LNSO]*)?L(?:[LNSO]*[LN])?|N(?:SN|N)*")
_BRACKETS = {sign: pair for pair in ("«»", "()", "[]", "{}", "‹›") for sign in pair}
_OPENERS = frozenset("«([{‹\"'“‘")

# Where the program took the paragraph for English, what ends its Arabic line is printed before it.
_ENDING_FIRST = re.compile(r"([.؟!][»«”\")\]]{0,2})(?=[^\W\d_])")
_INSIDE = re.compile(r"(?<=\s)[«»]\s(?=\w)|(?<=[\w.])\s[«»](?=[.،؛:]|$)")
"""A quotation mark set from another font, with a gap inside."""

_LAM = "\u0644"


@dataclass(frozen=True, slots=True)
class Sign:
    """A character on a page: where its foot stands and the sides of its box, in points from below left."""

    text: str
    x: float
    y: float
    left: float
    right: float
    height: float


def split_lines(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Return the lines in the order of the file; a foot elsewhere ends one."""
    lines: list[list[Sign]] = [[]]
    foot = tallest = 0.0
    for sign in signs:
        if sign.text in "\r\n":
            continue
        is_letter = not sign.text.isspace() and not unicodedata.combining(sign.text)
        if is_letter and tallest and abs(sign.y - foot) > _SAME_LINE * max(tallest, sign.height):
            # Marks that the file has before their letters belong to the new line.
            old = [other for other in lines[-1] if abs(other.y - foot) <= abs(other.y - sign.y)]
            lines[-1:] = [old, [other for other in lines[-1] if abs(other.y - foot) > abs(other.y - sign.y)]]
            tallest = 0.0
        if is_letter and sign.height > tallest:
            foot, tallest = sign.y, sign.height
        lines[-1].append(sign)
    return [line for line in lines if line]


def reads_leftwards(line: Sequence[Sign]) -> bool:
    """Return whether more letters of the line are Arabic, Hebrew and the like than Latin and the like."""
    classes = [unicodedata.bidirectional(sign.text) for sign in line]
    return sum(each in ("R", "AL") for each in classes) > classes.count("L")


def order_line(line: Sequence[Sign]) -> str:
    """Return a line that reads leftwards, its letters from the right, numbers and Latin from the left.

    Each mark stands after the letter under or over which it is printed.
    """
    letters = sorted(
        (s for s in line if not s.text.isspace() and not unicodedata.combining(s.text)),
        key=lambda s: (-s.x, s.text != _LAM),  # a lam-alef is one sign: both letters stand at one place
    )
    if not letters:
        return ""
    marks = _place_marks(letters, [s for s in line if unicodedata.combining(s.text)])
    # A letter and a mark that are one sign of the font share its width between them.
    sides: dict[float, tuple[float, float]] = {}
    for sign in line:
        if not sign.text.isspace():
            left, right = sides.get(sign.x, (sign.left, sign.right))
            sides[sign.x] = min(left, sign.left), max(right, sign.right)
    height = median(letter.height for letter in letters) or 1.0
    spaces = sorted(s.x for s in line if s.text.isspace())
    pieces = [letters[0].text + marks[0]]
    kinds = [_kind(letters[0].text)]
    for place, (before, after) in enumerate(pairwise(letters), 1):
        gap = sides[before.x][0] - sides[after.x][1]
        widest = _WIDE_GAP if kinds[-1] == _kind(after.text) == "R" else _FIGURE_GAP
        if gap > widest * height or _is_apart(gap, (after.x, before.x), spaces, height):
            pieces.append(" ")
            kinds.append("O")
        pieces.append(after.text + marks[place])
        kinds.append(_kind(after.text))
    return _turn(pieces, "".join(kinds))


def _place_marks(letters: Sequence[Sign], marks: Sequence[Sign]) -> list[str]:
    """Return the marks of each letter: those of the same place, else those whose middle is nearest."""
    placed = [""] * len(letters)
    same = {letter.x: place for place, letter in enumerate(letters)}
    middles = [-(letter.left + letter.right) / 2 for letter in letters]
    order = sorted(range(len(letters)), key=middles.__getitem__)
    ranked = [middles[place] for place in order]
    for mark in marks:
        middle = -(mark.left + mark.right) / 2
        at = bisect_left(ranked, middle)
        near = min(order[max(0, at - 1) : at + 1], key=lambda place: abs(middles[place] - middle))
        placed[same.get(mark.x, near)] += mark.text
    return placed


def _is_apart(gap: float, feet: tuple[float, float], spaces: Sequence[float], height: float) -> bool:
    """Return whether the file has a space in the *gap* between two signs.

    It may stand anywhere between their *feet*: PDFium gives it that of the sign before it.
    """
    slack = _SLACK * height
    at = bisect_left(spaces, feet[0] - slack)
    return gap > _GAP * height and at < len(spaces) and spaces[at] <= feet[1] + slack


def _turn(pieces: list[str], kinds: str) -> str:
    """Return the pieces joined, numbers and Latin turned round, brackets opened and closed."""
    turned: list[str] = []
    end = 0
    for found in _LEFT_TO_RIGHT.finditer(kinds):
        turned += pieces[end : found.start()]
        turned += reversed(pieces[found.start() : found.end()])
        end = found.end()
    text = "".join([*turned, *pieces[end:]])
    if ending := _ENDING_FIRST.match(text):
        text = text[ending.end() :] + ending[0][::-1]
    return _bracket(_INSIDE.sub(lambda found: found[0].strip(), text))


def _bracket(text: str) -> str:
    """Return *text* with each bracket opening before a word and closing after one.

    Whether a file has a bracket as it is written or mirrored, as it is printed, cannot be relied upon.
    """
    signs = list(text)
    for place, sign in enumerate(signs):
        if pair := _BRACKETS.get(sign):
            begins = place == 0 or signs[place - 1].isspace() or signs[place - 1] in _OPENERS
            ends = place + 1 == len(signs) or signs[place + 1].isspace()
            signs[place] = pair[0] if begins and not ends else pair[1]
    return "".join(signs)


def _kind(text: str) -> str:
    return _CLASSES.get(unicodedata.bidirectional(text), "O")
