"""Numbers, percentages, sums of money and dates that differ between two texts.

The rule is a licence, not equality: a value is missing only where nothing on the other
side can mean it. What is missing on both sides is paired (216 ≠ 261).
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.bitext import EvidenceType
from align.evidence.dates import find_weekday
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.licences import Side, is_licensed, make_side
from align.evidence.number_lexicon import load_lexicon
from align.evidence.number_tokens import MOST_TOKENS
from align.evidence.quantity import CalendarDate, Kind, Quantity
from align.evidence.quantity_pairs import pair_quantities
from align.evidence.quantity_reading import read_quantities, scan_text

LONGEST_QUOTED = 40  # code points of a quantity in a message
ELSEWHERE = 0.2  # weight of a value that the other document states, though not in this passage
OFTEN_BY_CHANCE = 12  # plain numbers up to it stand in most long documents whatever these tell
ELSEWHERE_BY_CHANCE = 0.4  # weight of such a number that the other document states
_TYPES = {
    Kind.MONEY: EvidenceType.MONEY,
    Kind.PERCENT: EvidenceType.PERCENT,
    Kind.DATE: EvidenceType.DATE,
    Kind.TIME: EvidenceType.DATE,
    Kind.WEEKDAY: EvidenceType.DATE,
    Kind.NUMBER: EvidenceType.NUMBER,
}


def checks(language: str) -> bool:
    """Return whether quantities can be read in *language* (a BCP 47 code)."""
    return load_lexicon(language) is not None


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of *text* in order, with code point offsets into it as it is.

    A language without tables of number words gives none.
    """
    scanned = scan_text(text, language)
    return () if scanned is None else read_quantities(scanned)


def is_read_whole(text: str, language: str) -> bool:
    """Return whether *text* is read to its end; one with more numbers than anybody writes is not.

    ``compare_quantities`` gives nothing for such a text, which is worth a note. Costs nothing
    for a text shorter than ``MOST_TOKENS`` code points.
    """
    if len(text) < MOST_TOKENS:
        return True
    scanned = scan_text(text, language)
    return scanned is None or len(scanned.tokens) < MOST_TOKENS


def find_today(text: str, language: str) -> int | None:
    """Return the weekday (Monday 0) that a document calls today, or None where it does not say.

    News in Arabic names it once (*اليوم الثلاثاء*) and says *اليوم* afterwards; English names the weekday.
    """
    scanned = scan_text(text, language)
    return None if scanned is None else find_weekday(scanned)


def compare_quantities(  # noqa: PLR0913 - two texts, their languages, and what both documents say
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    *,
    today: int | None = None,
    documents: tuple[DocumentValues, DocumentValues] | None = None,
) -> tuple[Finding, ...]:
    """Return the quantities that the two texts do not share, in order of the source.

    *today* is the weekday that both texts call today (see ``find_today``); without it,
    *today* is compatible with every weekday. *documents* are the whole source and target
    that the texts are passages of: a value of one side only that the other document states
    elsewhere weighs less than a half.

    Offsets are code points into the given texts. A language without tables gives none,
    nor does a text with more numbers than anybody writes (see ``is_read_whole``).
    """
    scanned = scan_text(source, source_language, today), scan_text(target, target_language, today)
    if (
        scanned[0] is None
        or scanned[1] is None
        or max(len(side.tokens) for side in scanned if side) >= MOST_TOKENS
    ):
        return ()
    sides = make_side(scanned[0]), make_side(scanned[1])
    missing = _list_missing(sides[0], sides[1]), _list_missing(sides[1], sides[0])
    if not missing[0] and not missing[1]:
        return ()
    pairs = pair_quantities(sides, missing)
    findings = [_make_finding(sides, one, two) for one, two in pairs]
    for side in (0, 1):
        paired = {pair[side] for pair in pairs}
        findings += [
            _make_lone_finding(sides, side, place, documents)
            for place in missing[side]
            if place not in paired
            and not _is_excused(sides[side].quantities[place], sides[side], sides[1 - side])
        ]
    return tuple(sorted(findings, key=_get_order))


def _make_lone_finding(
    sides: tuple[Side, Side], side: int, place: int, documents: tuple[DocumentValues, DocumentValues] | None
) -> Finding:
    """Return the finding about a quantity of one side; it weighs less where the other document states it."""
    finding = _make_finding(sides, *((place, None) if side == 0 else (None, place)))
    quantity = sides[side].quantities[place]
    if documents is None or not documents[1 - side].states(quantity):
        return finding
    weight = ELSEWHERE_BY_CHANCE if _is_common(quantity) else ELSEWHERE
    where = ("target", "source")[side]
    return replace(
        finding, weight=weight, message=f"{_quote(sides[side], quantity)}: elsewhere in the {where}"
    )


def _is_common(quantity: Quantity) -> bool:
    """Whether a quantity is so small and plain a number that a document may state it by chance."""
    return (
        quantity.kind is Kind.NUMBER
        and quantity.unit is None
        and all(
            isinstance(reading, Fraction) and reading.denominator == 1 and reading <= OFTEN_BY_CHANCE
            for reading in quantity.readings
        )
    )


def _get_order(finding: Finding) -> tuple[bool, tuple[int, int]]:
    return finding.source is None, finding.source or finding.target or (0, 0)


def _list_missing(side: Side, other: Side) -> list[int]:
    """Return the places of the quantities of *side* that nothing on the *other* side can mean."""
    return [
        place
        for place, quantity in enumerate(side.quantities)
        if not quantity.weak
        and not (quantity.kind is Kind.WEEKDAY and (side.has_open_day or other.has_open_day))
        and not is_licensed(quantity, other)
    ]


def _is_excused(quantity: Quantity, side: Side, other: Side) -> bool:
    """Whether a quantity without a partner is no news: a weekday, a date for *today*, a two for a dual."""
    if quantity.kind is Kind.WEEKDAY or _is_in_name(quantity, side):
        return True
    if any(isinstance(reading, CalendarDate) for reading in quantity.readings):
        return any(map(other.has_word, ("relative", "relative_day", "weekday")))
    if quantity.kind is Kind.DATE and other.has_word("relative_year"):
        return True
    if Fraction(1) in quantity.readings and not quantity.figures:
        return True
    return Fraction(2) in quantity.readings and _has_dual(other)


def _is_in_name(quantity: Quantity, side: Side) -> bool:
    """Whether figures are part of a name in Latin letters (R0, B0AT1), which may be translated."""
    before = side.scanned.text[quantity.start - 1 : quantity.start]
    return quantity.figures and before.isascii() and before.isalpha()


def _has_dual(side: Side) -> bool:
    """Whether a word of the text may be a noun in the dual."""
    endings = side.scanned.lexicon.dual_endings
    return (
        bool(endings) and re.search(rf"\w{{2}}(?:{'|'.join(endings)})(?!\w)", side.scanned.text) is not None
    )


def _make_finding(sides: tuple[Side, Side], one: int | None, two: int | None) -> Finding:
    source = None if one is None else sides[0].quantities[one]
    target = None if two is None else sides[1].quantities[two]
    present = [quantity for quantity in (source, target) if quantity is not None]
    kind = next(kind for kind in _TYPES if any(quantity.kind is kind for quantity in present))
    return Finding(
        _TYPES[kind],
        None if source is None else (source.start, source.stop),
        None if target is None else (target.start, target.stop),
        _get_weight(source, target),
        _write_message(_quote(sides[0], source), _quote(sides[1], target)),
    )


def _get_weight(source: Quantity | None, target: Quantity | None) -> float:
    """Return how sure the rule is, by what was written in figures and whether there is a partner."""
    present = [quantity for quantity in (source, target) if quantity is not None]
    figures = any(quantity.figures for quantity in present)
    if len(present) == 2:
        return 0.95 if all(quantity.figures for quantity in present) else 0.85
    return 0.8 if figures else 0.5


def _quote(side: Side, quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    text = side.scanned.text[quantity.start : quantity.stop]
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"


def _write_message(source: str, target: str) -> str:
    if source and target:
        return f"{source} ≠ {target}"
    return f"{source}: not in the target" if source else f"{target}: not in the source"
