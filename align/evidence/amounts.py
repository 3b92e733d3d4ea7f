"""Plain numbers in a text with what counts them: percent, a currency, a unit of time."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.evidence.dates import YEARS, get_year
from align.evidence.number_lexicon import fold
from align.evidence.numerals import Numeral
from align.evidence.quantity import CalendarDate, Kind, Quantity, Unit
from align.evidence.scanned import Scanned

_INSIDE = re.compile(r"[^\W\d_],? $")
_ONE_WORD = re.compile(r"\s[^\W\d_]{2,20}\s")


def read_amount(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read a number in figures or words, with the percent sign, currency or unit beside it."""
    lead = index
    if scanned.has(index, "currency", "percent") and scanned.has(index + 1, "figures"):
        if scanned.gap(index + 1) != "":
            return None
        index += 1
    numeral = scanned.numeral(index)
    if numeral is None:
        return None
    quantity, last = _make_number(scanned, numeral)
    if lead == index:
        quantity = _add_letter(scanned, quantity, last)
    quantity, last = _add_measure(scanned, quantity, last)
    if lead != index:
        sign = scanned.tokens[lead]
        kind = Kind.MONEY if "currency" in sign.senses else Kind.PERCENT
        quantity, last = _scale_money(scanned, quantity, last)
        quantity = replace(quantity, start=sign.start, kind=kind, currency=sign.name or None, weak=False)
    return _add_half(scanned, quantity, last)


def _make_number(scanned: Scanned, numeral: Numeral) -> tuple[Quantity, int]:
    first, last = scanned.tokens[numeral.first], scanned.tokens[numeral.last - 1]
    values = numeral.values
    if numeral.part and first.conjunction:  # درجة ونصف: one and a half, or two and a half of a dual
        values |= {value + whole for value in values for whole in (1, 2)}
    quantity = Quantity(
        first.start,
        last.stop,
        Kind.NUMBER,
        values | _share_scale(scanned, numeral),
        approximate=_is_approximate(scanned, numeral),
        weak=_is_weak(scanned, numeral),
        vague=numeral.rough,
        figures=numeral.figures,
    )
    if numeral.last - numeral.first > 1 or get_year(scanned, numeral.first) is None:
        return quantity, numeral.last
    if scanned.follows(numeral.last, "hijri"):
        readings = frozenset({CalendarDate()})
        return replace(quantity, kind=Kind.DATE, readings=readings, weak=True), numeral.last + 1
    if scanned.preceded(numeral.first, "year", "month") and 1400 <= max(numeral.values) < YEARS.stop:
        quantity = replace(quantity, kind=Kind.DATE)
    return quantity, numeral.last


def _is_approximate(scanned: Scanned, numeral: Numeral) -> bool:
    before = (
        numeral.first - 1
        if not scanned.has(numeral.first - 1, "indefinite", "currency")
        else numeral.first - 2
    )
    return scanned.has(before, "approximate") and scanned.gap(before + 1) is not None


def _is_weak(scanned: Scanned, numeral: Numeral) -> bool:
    """Whether a number is never missed: one, an ordinal in words, a bare fraction, dozens."""
    if numeral.figures:
        return False
    single = numeral.last - numeral.first == 1
    if single and _is_name(scanned, numeral.first):
        return True
    dozen = (
        single and scanned.sense(numeral.first, "multiplier") == 12
        if scanned.has(numeral.first, "multiplier")
        else False
    )
    return numeral.ordinal or numeral.rough or numeral.part or dozen or max(numeral.values) <= 1


def _is_name(scanned: Scanned, index: int) -> bool:
    """Whether a lone number word may be a name or a verb: وست, Three's Company."""
    token = scanned.tokens[index]
    if fold(token.text) in scanned.lexicon.names:
        return True
    return (
        token.text[:1].isupper()
        and _INSIDE.search(scanned.text, max(0, token.start - 3), token.start) is not None
    )


def _share_scale(scanned: Scanned, numeral: Numeral) -> frozenset[Fraction]:
    """Return the values that a number takes from the scale after a range: *two to seven million*."""
    place = (
        numeral.last + 1 if scanned.follows(numeral.last, "to", "and", "of", "indefinite") else numeral.last
    )
    if (
        place >= len(scanned.tokens)
        or max(numeral.values) >= 1000
        or scanned.gap(place) not in {"", "-", "–"}
    ):
        return frozenset()
    following = scanned.numeral(place)
    if following is None or following.last - following.first < 2:
        return frozenset()
    token = scanned.tokens[following.last - 1]
    scale = token.senses.get("multiplier") or token.senses.get("plural") or Fraction(0)
    return frozenset(value * scale for value in numeral.values) if scale >= 1000 else frozenset()


def _add_measure(scanned: Scanned, quantity: Quantity, last: int) -> tuple[Quantity, int]:
    """Add the percent sign, currency or unit that follows a number."""
    if scanned.follows(last, "percent", gaps="-") and not _belongs_to_next(scanned, last):
        stop = scanned.tokens[last].stop
        return replace(quantity, stop=stop, kind=Kind.PERCENT, weak=False), last + 1
    if scanned.nearly_follows(last, "currency") and not _belongs_to_next(scanned, last):
        token = scanned.tokens[last]
        return replace(
            quantity, stop=token.stop, kind=Kind.MONEY, currency=token.name, weak=quantity.vague
        ), last + 1
    counted = last + 1 if scanned.follows(last, "indefinite") else last  # half an hour
    if scanned.follows(counted, "unit", gaps="-") and quantity.kind is Kind.NUMBER:
        unit = scanned.lexicon.units.get(scanned.tokens[counted].name)
        return replace(quantity, unit=unit), counted + 1
    return quantity, last


def _belongs_to_next(scanned: Scanned, index: int) -> bool:
    """Whether a sign stands directly before the next number rather than after the last: 5 $6."""
    touches = scanned.text[scanned.tokens[index].start - 1].isspace()
    return (
        touches
        and scanned.has(index + 1, "figures")
        and scanned.tokens[index].stop == scanned.tokens[index + 1].begin
    )


def _add_letter(scanned: Scanned, quantity: Quantity, last: int) -> Quantity:
    """Let a letter that touches the figures scale them, or not: 1.5m people, a 100m race."""
    if not quantity.figures or not scanned.has(last, "money_scale"):
        return quantity
    if scanned.tokens[last].start != quantity.stop:
        return quantity
    scale = scanned.sense(last, "money_scale")
    scaled = {value * scale for value in quantity.readings if isinstance(value, Fraction)}
    return replace(quantity, readings=quantity.readings | scaled)


def _scale_money(scanned: Scanned, quantity: Quantity, last: int) -> tuple[Quantity, int]:
    """Read the letter that scales a sum of money: $2.5m; after anything else a letter is no scale."""
    if not scanned.follows(last, "money_scale"):
        return quantity, last
    scale = scanned.sense(last, "money_scale")
    readings = frozenset(value * scale for value in quantity.readings if isinstance(value, Fraction))
    return replace(quantity, readings=readings, stop=scanned.tokens[last].stop), last + 1


def _add_half(scanned: Scanned, quantity: Quantity, last: int) -> tuple[Quantity, int]:
    """Add a half that follows what is counted: ثلاث سنوات ونصف, a year and a half."""
    place = last
    while place < last + 2 and scanned.follows(place, "and", "indefinite"):
        place += 1
    token = scanned.tokens[place] if scanned.has(place, "fraction") else None
    if token is None or not (place > last or token.conjunction) or scanned.follows(place + 1, "multiplier"):
        return quantity, last
    between = scanned.text[scanned.tokens[place - 1].stop : token.begin]
    if not scanned.follows(place, "fraction") and not (place == last and _ONE_WORD.fullmatch(between)):
        return quantity, last
    half = token.senses["fraction"]
    whole = {value for value in quantity.readings if isinstance(value, Fraction) and value < 1000}
    readings = quantity.readings | {value + half for value in whole}
    return replace(quantity, readings=readings, stop=token.stop), place + 1


def read_unit(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read a unit that stands alone, one (شهر, a day) or two (شهرين); always weak."""
    if not scanned.has(index, "unit"):
        return None
    token = scanned.tokens[index]
    count = token.senses["unit"]
    if not count:
        return None
    unit: Unit | None = scanned.lexicon.units.get(token.name)
    if token.name == "decade" and scanned.follows(index + 1, "ordinal"):  # the fifth of a life is the forties
        values = frozenset({10 * (scanned.sense(index + 1, "ordinal") - 1)})
        return Quantity(
            token.start, scanned.tokens[index + 1].stop, Kind.NUMBER, values, weak=True
        ), index + 2
    quantity = Quantity(token.start, token.stop, Kind.NUMBER, frozenset({count}), weak=True, unit=unit)
    return _add_half(scanned, quantity, index + 1)


def read_hint(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read a word that can mean a number and is none: both, twice, كلا, II."""
    token = scanned.tokens[index]
    if "hint" in token.senses:
        values = {token.senses["hint"]}
    elif "fraction" in token.senses:  # درجة ونصف: one and a half
        values = {token.senses["fraction"], 1 + token.senses["fraction"]}
    else:
        return None
    return Quantity(token.start, token.stop, Kind.NUMBER, frozenset(values), weak=True), index + 1
