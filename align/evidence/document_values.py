"""Which values a whole document states, so that a figure that one passage lacks is looked for elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from align.evidence.licences import MOST_COMPARED, is_rounded
from align.evidence.quantity import CalendarDate, Kind, Quantity
from align.evidence.quantity_reading import read_quantities, scan_text


@dataclass(frozen=True)
class DocumentValues:
    """The quantities that ``text`` states; it is read once, when they are first asked for.

    ``today`` is the weekday (Monday 0) that the text calls today, where it is known.
    """

    text: str
    language: str
    today: int | None = None

    def states(self, quantity: Quantity) -> bool:
        """Return whether the document states *quantity*: the same kind, unit or currency, and value.

        This asks for more than a licence inside a passage does, because a long document holds
        most small numbers by chance. Weak quantities (one, an ordinal, a dual) state nothing.
        """
        if not self._keys.isdisjoint(_list_wanted(quantity)):
            return True
        return any(_is_like(quantity, other) and is_rounded(quantity, other) for other in self._comparable)

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        scanned = scan_text(self.text, self.language, self.today)
        found = () if scanned is None else read_quantities(scanned)
        return tuple(quantity for quantity in found if not quantity.weak)

    @cached_property
    def _keys(self) -> frozenset[Hashable]:
        return frozenset(key for quantity in self._quantities for key in _list_stated(quantity))

    @property
    def _comparable(self) -> tuple[Quantity, ...]:
        """What rounded values are compared with; none of very many, so that time stays bounded."""
        return self._quantities if len(self._quantities) <= MOST_COMPARED else ()


def _get_kind(quantity: Quantity) -> tuple[Kind, str]:
    """Return what values are told apart by; a year is a number, which the other text may not call a year."""
    plain = quantity.kind is Kind.DATE and all(isinstance(reading, Fraction) for reading in quantity.readings)
    return Kind.NUMBER if plain else quantity.kind, quantity.unit.dimension if quantity.unit else ""


def _is_like(one: Quantity, two: Quantity) -> bool:
    return _get_kind(one) == _get_kind(two)


def _list_values(quantity: Quantity) -> Iterator[Hashable]:
    """Yield the readings that are no date, in the least unit where there is a unit."""
    for reading in quantity.readings:
        if isinstance(reading, Fraction) and quantity.unit is not None:
            yield quantity.unit.measure(reading)
        elif not isinstance(reading, CalendarDate):
            yield reading


def _list_dates(quantity: Quantity) -> Iterator[CalendarDate]:
    yield from (reading for reading in quantity.readings if isinstance(reading, CalendarDate))


def _list_wanted(quantity: Quantity) -> Iterator[Hashable]:
    """Yield the keys of which one must be stated; a sum without a currency can be of any."""
    yield from _list_dates(quantity)
    currencies = ("any",) if quantity.currency is None else (quantity.currency, None)
    for value, currency in product(_list_values(quantity), currencies):
        yield (_get_kind(quantity), value, currency)


def _list_stated(quantity: Quantity) -> Iterator[Hashable]:
    """Yield the keys that *quantity* states: 3 May 2026 states also May, 3 May and 2026."""
    for value, currency in product(_list_values(quantity), {quantity.currency, "any"}):
        yield (_get_kind(quantity), value, currency)
    for date in _list_dates(quantity):
        parts = ((part, None) for part in (date.day, date.month, date.year))
        yield from (CalendarDate(*some) for some in product(*parts) if any(some))
        if date.year is not None:
            yield ((Kind.NUMBER, ""), Fraction(date.year), "any")
