"""Dates in a text: days and months in words or figures, decades, centuries, weekdays."""

from __future__ import annotations

import re
from fractions import Fraction

from align.evidence.figures import LONGEST_FIGURES
from align.evidence.number_lexicon import fold
from align.evidence.quantity import CalendarDate, Kind, Quantity, Reading
from align.evidence.scanned import Scanned

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_DATELINE = re.compile(r"\d{1,2} - \d{1,2} \(")  # the Kuwaiti agency: «الكويت - 2 - 8 (كونا)»
YEARS = range(1000, 2201)


def read_date(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read ``15 July 2026``, ``Sept. 20``, ``العاشر من تشرين الأول/أكتوبر``, ``2026-07-15``, ``July``."""
    if scanned.has(index, "month", "hijri_month"):
        return _read_month_first(scanned, index)
    if scanned.has(index, "figures"):
        numeric = _read_numeric_date(scanned, index)
        if numeric is not None:
            return numeric
    if scanned.has(index, "figures", "cardinal", "ordinal"):
        return _read_day_first(scanned, index)
    return None


def _read_day_first(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    numeral = scanned.numeral(index)
    if numeral is None:
        return None
    day = _get_day(numeral.values)
    place = numeral.last + 1 if scanned.follows(numeral.last, "of") else numeral.last
    if day is None or not scanned.follows(place, "month", "hijri_month"):
        return None
    return _finish_date(scanned, index, place, day)


def _read_month_first(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    after = _skip_second_name(scanned, index)
    day = None
    if scanned.follows(after, "figures", "ordinal", gaps=".") and not scanned.tokens[after].conjunction:
        token = scanned.tokens[after]
        day = _get_day(token.figures or frozenset({token.senses.get("ordinal", Fraction(0))}))
    if day is None:
        return _finish_date(scanned, index, index, None)
    return _finish_date(scanned, index, index, day, after + 1)


def _finish_date(
    scanned: Scanned, first: int, month_index: int, day: int | None, after: int | None = None
) -> tuple[Quantity, int] | None:
    """Add the year to a date; *after* is the token after day and month where the day stands last."""
    last = _skip_second_name(scanned, month_index) if after is None else after
    year, last = _read_year(scanned, last)
    month_token = scanned.tokens[month_index]
    readings: frozenset[Reading]
    if "month" in month_token.senses:
        readings = frozenset({CalendarDate(day, int(month_token.senses["month"]), year)})
    elif day is None and year is None:
        return None
    else:
        readings = frozenset({CalendarDate()})  # another calendar: it can be any date of ours
    start, stop = scanned.tokens[first].start, scanned.tokens[last - 1].stop
    bare = day is None and year is None
    weak = "month" not in month_token.senses or (bare and _is_doubtful(scanned, month_index))
    return Quantity(start, stop, Kind.DATE, readings, weak=weak, figures=not bare), last


def _skip_second_name(scanned: Scanned, index: int) -> int:
    """Return the token after a month that may have two names: آب/أغسطس."""
    month = scanned.tokens[index].senses.get("month")
    if scanned.follows(index + 1, "month", gaps="/(") and scanned.tokens[index + 1].senses["month"] == month:
        return index + 2
    return index + 1


def _read_year(scanned: Scanned, index: int) -> tuple[int | None, int]:
    """Return the year that stands at token *index*, past *of the year* or a comma, and the token after it."""
    place = index
    while place < index + 2 and scanned.follows(place, "of", "year"):
        place += 1
    if not scanned.follows(place, "figures", gaps=",،)"):
        return None, index
    year = get_year(scanned, place)
    return (year, place + 1) if year is not None else (None, index)


def get_year(scanned: Scanned, index: int) -> int | None:
    """Return the year that token *index* is, if it is four digits that can be one."""
    token = scanned.tokens[index]
    if len(token.text) != 4 or token.suffix or token.conjunction:
        return None
    (value,) = token.figures if len(token.figures) == 1 else (Fraction(0),)
    return int(value) if int(value) in YEARS else None


def _get_day(values: frozenset[Fraction]) -> int | None:
    if len(values) != 1:
        return None
    (value,) = values
    return int(value) if value.denominator == 1 and 1 <= value <= 31 else None


def _is_doubtful(scanned: Scanned, index: int) -> bool:
    """Whether a bare month name may be a verb or a name: *may*, مارس."""
    token = scanned.tokens[index]
    if fold(token.text[token.conjunction :]) not in scanned.lexicon.doubtful:
        return False
    return not scanned.preceded(index, "year", "last", "of", "month", "and")


def _read_numeric_date(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    token = scanned.tokens[index]
    if len(token.text) > LONGEST_FIGURES:
        return None
    dotted = _DOTTED.fullmatch(token.text)
    if dotted:
        numbers, last = [int(part) for part in dotted.groups()], index + 1
    elif _DATELINE.match(scanned.text, token.start):
        numbers, last = [int(token.text), int(scanned.tokens[index + 1].text)], index + 2
    else:
        last = index + 3
        if not all(
            scanned.follows(place, "figures", gaps="/-") and scanned.gap(place)
            for place in (index + 1, index + 2)
        ):
            return None
        texts = [scanned.tokens[place].text for place in range(index, last)]
        if not all(text.isdigit() and len(text) <= 4 for text in texts):
            return None
        numbers = [int(text) for text in texts]
    readings = _read_orders(numbers)
    if not readings:
        return None
    return Quantity(token.start, scanned.tokens[last - 1].stop, Kind.DATE, readings, figures=True), last


def _read_orders(numbers: list[int]) -> frozenset[Reading]:
    """Return the dates that two or three numbers can mean: day first, month first or year first."""
    one, two, three = (*numbers, 0)[:3]
    if len(numbers) == 2:
        return frozenset(
            CalendarDate(a, b) for a, b in ((one, two), (two, one)) if 1 <= a <= 31 and 1 <= b <= 12
        )
    year = three + 2000 if three < 50 else three + 1900 if three < 100 else three
    orders = [(one, two, year), (two, one, year), (three, two, one)]
    return frozenset(
        CalendarDate(day, month, y)
        for day, month, y in orders
        if 1 <= day <= 31 and 1 <= month <= 12 and y in YEARS
    )


def read_weekday(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read a weekday, or a word such as *today* where its weekday is known; the reading is 0 for Monday."""
    token = scanned.tokens[index]
    day = token.senses.get("weekday")
    if day is None and scanned.today is not None and "relative_day" in token.senses:
        day = (scanned.today + token.senses["relative_day"]) % 7
    if day is None:
        return None
    return Quantity(token.start, token.stop, Kind.WEEKDAY, frozenset({day})), index + 1


def find_weekday(scanned: Scanned) -> int | None:
    """Return the weekday that the text calls today, from words such as *اليوم الثلاثاء* or *أمس الاثنين*."""
    for index in range(1, len(scanned.tokens)):
        for one, two in ((index - 1, index), (index, index - 1)):
            if scanned.nearly_follows(index, "weekday", "relative_day") and (
                scanned.has(one, "relative_day") and scanned.has(two, "weekday")
            ):
                return int(scanned.sense(two, "weekday") - scanned.sense(one, "relative_day")) % 7
    return None


def read_decade(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read ``the 1930s``, ``the thirties``, ``ثلاثينيات القرن العشرين``: the decade's first year."""
    token = scanned.tokens[index]
    if "decade" in token.senses:
        last = index + 2 if scanned.follows(index + 1, "of") else index + 1
        century, last = (
            _read_century(scanned, last) if scanned.follows(last, "century_before") else (None, index + 1)
        )
        ten = token.senses["decade"]
        readings = {ten, 1900 + ten} if century is None else {(century - 1) * 100 + ten}
    elif (
        token.suffix.endswith("s")
        and len(token.suffix) <= 2
        and token.suffix != "st"
        and len(token.figures) == 1
    ):
        (value,) = token.figures
        if value % 10 or not value:
            return None
        last = index + 1
        readings = (
            {value}
            | ({1900 + value} if value < 100 else set())
            | ({value / 100 + 1} if value % 100 == 0 else set())
        )
    else:
        return None
    stop = scanned.tokens[last - 1].stop
    return Quantity(
        token.start,
        stop,
        Kind.DATE,
        frozenset(readings),
        weak=not token.figures and last == index + 1,
        figures=bool(token.figures),
    ), last


def read_century(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read ``the 19th century``, ``القرن التاسع عشر``; the reading is the century's rank."""
    if scanned.has(index, "century_before"):
        century, last = _read_century(scanned, index)
    elif scanned.has(index, "ordinal", "figures", "cardinal"):
        numeral = scanned.numeral(index)
        if (
            numeral is None
            or not numeral.ordinal
            or not scanned.follows(numeral.last, "century_after", gaps="-")
        ):
            return None
        century, last = max(numeral.values), numeral.last + 1
    else:
        return None
    if century is None:
        return None
    begin, stop = scanned.tokens[index].start, scanned.tokens[last - 1].stop
    return Quantity(begin, stop, Kind.NUMBER, frozenset({Fraction(century)}), figures=True), last


def _read_century(scanned: Scanned, index: int) -> tuple[Fraction | None, int]:
    """Return the century named from token *index* on, and the token after it."""
    if scanned.follows(index + 1, "last"):
        return Fraction(20), index + 2
    numeral = (
        scanned.numeral(index + 1) if scanned.follows(index + 1, "ordinal", "figures", "cardinal") else None
    )
    if numeral is None or len(numeral.values) != 1 or max(numeral.values) > 30:
        return None, index + 1
    return max(numeral.values), numeral.last
