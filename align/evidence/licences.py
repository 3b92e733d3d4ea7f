"""Which quantities of one text nothing in the other can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from align.evidence.measures import MEASURES
from align.evidence.quantity import CalendarDate, ClockTime, Kind, Quantity, Unit
from align.evidence.quantity_reading import read_quantities
from align.evidence.scanned import Scanned

MOST_COMPARED = 200  # quantities; in a longer text only equal values count, so that time stays linear
ROUNDING = Fraction(1, 20)  # how far a rounded value may be from the exact one, as a share of it
VAGUE_SPAN = 12  # dozens is anything from 12 to 144


@dataclass(frozen=True, slots=True)
class Side:
    """The quantities of one text, indexed by everything they can mean."""

    scanned: Scanned
    quantities: tuple[Quantity, ...]
    index: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))
    months: set[int] = field(default_factory=set)
    dates: dict[CalendarDate, int] = field(default_factory=dict)

    def has_word(self, role: str) -> bool:
        """Whether a word of the text has that role (``relative_day``, ``relative_month``)."""
        return any(role in token.senses for token in self.scanned.tokens)

    @property
    def has_open_day(self) -> bool:
        """Whether the text names a day that can be any weekday: *the same day*, an unknown *today*."""
        return self.has_word("relative") or (self.scanned.today is None and self.has_word("relative_day"))


def make_side(scanned: Scanned) -> Side:
    """Return the quantities of a text with their index."""
    side = Side(scanned, read_quantities(scanned))
    for place, quantity in enumerate(side.quantities):
        for meaning in list_meanings(quantity):
            side.index[meaning].append(place)
        for reading in quantity.readings:
            if isinstance(reading, CalendarDate):
                side.dates.setdefault(reading, place)
                side.months.update({reading.month} if reading.month else ())
    return side


def list_meanings(quantity: Quantity) -> Iterator[Hashable]:
    """Yield keys for all that a quantity can mean; two quantities that share one can mean the same."""
    for reading in quantity.readings:
        if isinstance(reading, CalendarDate):
            yield from (Fraction(part) for part in (reading.day, reading.year) if part)
            yield ("month of the year", reading.month)
        elif quantity.kind is Kind.WEEKDAY:
            yield ("weekday", reading)
        elif isinstance(reading, ClockTime):
            yield reading
            yield Fraction(100 * reading.hour + reading.minute, 100)  # 5.30 is 5:30
        else:
            yield from _list_values(quantity, reading)


def _list_values(quantity: Quantity, value: Fraction) -> Iterator[Hashable]:
    if quantity.unit is None or not quantity.weak or value > 2:  # a bare «شهرين» is two of months only
        yield value
    if quantity.unit is not None:
        yield (quantity.unit.dimension, quantity.unit.measure(value))
    elif value < 1:  # النصف الأول: the first six months
        yield ("month", 12 * value)
    if quantity.kind is Kind.PERCENT:
        yield value / 100


def is_licensed(quantity: Quantity, other: Side) -> bool:
    """Whether something on the *other* side can mean the same as *quantity*."""
    if quantity.kind is Kind.DATE:
        dates = [reading for reading in quantity.readings if isinstance(reading, CalendarDate)]
        if dates:
            return any(_is_date_licensed(date, other) for date in dates)
    for meaning in list_meanings(quantity):
        if any(
            agree_in_currency(quantity, other.quantities[place]) for place in other.index.get(meaning, ())
        ):
            return True
    if len(other.quantities) > MOST_COMPARED:
        return False
    return any(is_rounded(quantity, candidate) for candidate in other.quantities)


def agree_in_currency(one: Quantity, two: Quantity) -> bool:
    """Whether two quantities are not sums in different currencies."""
    return one.currency is None or two.currency is None or one.currency == two.currency


def _is_date_licensed(date: CalendarDate, other: Side) -> bool:
    if len(other.dates) <= MOST_COMPARED and any(
        are_compatible(date, candidate)
        and (date.day is None or candidate.day is not None or _is_open(candidate))
        for candidate in other.dates
    ):
        return True
    if date in other.dates:
        return True
    if any(part is not None and Fraction(part) not in other.index for part in (date.day, date.year)):
        return False
    return date.month is None or date.month in other.months or other.has_word("relative_month")


def are_compatible(one: CalendarDate, two: CalendarDate) -> bool:
    """Whether two dates can be the same: all that both say is equal, and they say something in common."""
    if _is_open(one) or _is_open(two):
        return True
    pairs = [(a, b) for a, b in zip(_parts(one), _parts(two), strict=True) if a is not None and b is not None]
    return bool(pairs) and all(a == b for a, b in pairs)


def _parts(date: CalendarDate) -> tuple[int | None, int | None, int | None]:
    return date.day, date.month, date.year


def _is_open(date: CalendarDate) -> bool:
    return date == CalendarDate()


def is_rounded(one: Quantity, two: Quantity) -> bool:
    """Return whether one of the two is the other rounded, said to be about, or a vague amount of it."""
    if not agree_in_currency(one, two) or not _can_be_near(one, two):
        return False
    values = tuple(
        tuple(reading for reading in quantity.readings if isinstance(reading, Fraction) and reading)
        for quantity in (one, two)
    )
    return any(_is_near(one, a, two, b) for a, b in product(*values))


def _can_be_near(one: Quantity, two: Quantity) -> bool:
    """Whether anything but equal values can license, asked first because it is cheap."""
    return (
        one.approximate != two.approximate
        or one.vague
        or two.vague
        or Kind.PERCENT in {one.kind, two.kind}
        or (one.unit is not two.unit and one.unit is not None and two.unit is not None)
    )


def _is_near(one: Quantity, a: Fraction, two: Quantity, b: Fraction) -> bool:
    if _is_converted(one.unit, a, two.unit, b):
        return True
    if _is_share(one, a, b) or _is_share(two, b, a):
        return True
    if (two.vague and _covers(b, a)) or (one.vague and _covers(a, b)):
        return True
    if one.approximate == two.approximate or abs(a - b) > ROUNDING * max(a, b):
        return False
    return _rounds(b, a) if one.approximate else _rounds(a, b)


def _is_converted(one: Unit | None, a: Fraction, two: Unit | None, b: Fraction) -> bool:
    """Whether *a* is *b* in another unit, rounded: 62 miles for 100 km; periods are never converted so."""
    if one is None or two is None or one.name == two.name or one.dimension != two.dimension:
        return False
    first, second = (float(value) * unit.size + unit.offset for value, unit in ((a, one), (b, two)))
    return one.name in MEASURES and abs(first - second) <= ROUNDING * max(first, second)


def _is_share(quantity: Quantity, percent: Fraction, part: Fraction) -> bool:
    """Whether *percent* is a fraction that has no exact percentage: 33 % for a third."""
    return (
        quantity.kind is Kind.PERCENT
        and part.denominator in {3, 6, 7, 9}
        and abs(percent / 100 - part) < Fraction(1, 100)
    )


def _covers(vague: Fraction, value: Fraction) -> bool:
    """Whether *hundreds* can be 300: a small multiple of the bare scale."""
    return value % vague == 0 and value < VAGUE_SPAN * vague


def _rounds(one: Fraction, two: Fraction) -> bool:
    """Whether *two* is *one* with fewer significant digits, rounded or cut off."""
    fine, coarse = _get_digits(one), _get_digits(two)
    if len(fine) <= len(coarse):
        return False
    cut = int(fine[: len(coarse)])
    return int(coarse) in {cut, cut + 1}


def _get_digits(value: Fraction) -> str:
    return str(int(value * 10**6)).rstrip("0") or "0"
