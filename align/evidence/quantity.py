"""A quantity in a text: where it stands and all the values it can mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a quantity counts or names."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, as far as the text says it: ``month`` is 1 to 12, what is not said is None."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; ``hour`` is 0 to 23, and a text without am or pm reads as two of these."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: a unit of time, length, temperature and so on.

    ``size`` counts the least unit of ``dimension`` (``second``, ``month``, ``length``), and
    ``offset`` says where nought stands in it.
    """

    name: str
    dimension: str
    size: int
    offset: int = 0

    def measure(self, value: Fraction) -> Fraction:
        """Return *value* of this unit in the least unit of its dimension."""
        return value * self.size + self.offset


Reading = Fraction | CalendarDate | ClockTime


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stretch ``text[start:stop]`` that means one of ``readings``.

    ``approximate`` is true beside a word such as *about* or *more than*. ``weak``
    quantities (one, an ordinal, a dual noun, a bare unit) can be what the other side
    means and are never themselves missed. ``vague`` ones (dozens, آلاف) stand for any
    value from their reading to ten times it. ``figures`` is true where digits stand.
    """

    start: int
    stop: int
    kind: Kind
    readings: frozenset[Reading]
    approximate: bool = False
    weak: bool = False
    vague: bool = False
    figures: bool = False
    unit: Unit | None = None
    currency: str | None = None
