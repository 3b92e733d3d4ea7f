"""Times of day in a text: ``5:30pm``, ``17.30``, ``1530 GMT``, ``الخامسة والنصف مساء``."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.evidence.quantity import ClockTime, Kind, Quantity, Reading
from align.evidence.scanned import Scanned

_POINTED = re.compile(r"(\d{1,2})[.٫](\d{2})")
_LETTERED = re.compile(r"(\d{1,2})[^\W\d_](\d{1,2})")
_SECONDS = re.compile(r"(\d{2})[.,](\d{1,3})")
_MARKS = ("morning", "evening", "oclock", "zone")


def read_clock(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read a time of day in figures or words; the hour of a time without am or pm has two readings."""
    if scanned.has(index, "figures"):
        clock = _read_colon(scanned, index) or _read_pointed(scanned, index)
        if clock is not None:
            return _finish_clock(scanned, index, *clock)
        lettered = _read_lettered(scanned, index)
        if lettered is not None:
            return lettered
    if not scanned.has(index, "figures", "cardinal", "ordinal"):
        return None
    found = _read_words(scanned, index)
    return None if found is None else _finish_clock(scanned, index, *found)


def _read_colon(scanned: Scanned, index: int) -> tuple[Fraction, int] | None:
    if not scanned.has(index + 1, "figures"):
        return None
    hours, minutes = scanned.tokens[index], scanned.tokens[index + 1]
    if scanned.text[hours.stop : minutes.start] not in {":", "h"} or len(minutes.text) != 2:
        return None
    return _join_clock(hours.text, minutes.text, index + 2)


def _read_pointed(scanned: Scanned, index: int) -> tuple[Fraction, int] | None:
    if not scanned.follows(index + 1, *_MARKS) and not scanned.preceded(index, "clock"):
        return None
    text = scanned.tokens[index].text
    pointed = _POINTED.fullmatch(text)
    if pointed:
        return _join_clock(pointed[1], pointed[2], index + 1)
    if len(text) == 4 and text.isdigit() and scanned.has(index + 1, "zone"):
        return _join_clock(text[:2], text[2:], index + 1)
    return None


def _read_lettered(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read ``30ر8 صباحا``, typed from right to left, or ``8ر30``: half past eight."""
    found = _LETTERED.fullmatch(scanned.tokens[index].text)
    if not found or not (scanned.follows(index + 1, *_MARKS) or scanned.preceded(index, "clock")):
        return None
    orders = ((found[1], found[2]), (found[2], found[1]))
    times = [_join_clock(hours, minutes, index + 1) for hours, minutes in orders if len(minutes) == 2]
    clocks = [_finish_clock(scanned, index, *time) for time in times if time is not None]
    if not clocks:
        return None
    quantity, last = clocks[0]
    return replace(quantity, readings=frozenset().union(*(clock.readings for clock, _ in clocks))), last


def _join_clock(hours: str, minutes: str, last: int) -> tuple[Fraction, int] | None:
    if not hours.isdigit() or not minutes.isdigit() or len(hours) > 2 or int(hours) > 24 or int(minutes) > 59:
        return None
    return Fraction(int(hours) * 60 + int(minutes), 60), last


def _read_words(scanned: Scanned, index: int) -> tuple[Fraction, int] | None:
    """Read an hour before *am* or after *the hour*: 5 pm, الساعة الخامسة والنصف, السادسة إلا ربعا."""
    numeral = scanned.numeral(index)
    if numeral is None or len(numeral.values) != 1:
        return None
    (value,), last = numeral.values, numeral.last
    if numeral.ordinal and scanned.has(last, "figures", "cardinal") and scanned.tokens[last].conjunction:
        value, last = _add_minutes(scanned, value, last)
    if scanned.follows(last, "less") and scanned.has(last + 1, "fraction"):
        value, last = value - scanned.sense(last + 1, "fraction"), last + 2
    marked = scanned.follows(last, "morning", "evening", "oclock") or scanned.preceded(index, "clock")
    halved = numeral.ordinal and value.denominator > 1  # الخامسة والنصف can be nothing but a time
    if not 0 < value <= 24 or not (halved or (marked and 60 % value.denominator == 0)):
        return None
    return value, last


def _add_minutes(scanned: Scanned, hour: Fraction, index: int) -> tuple[Fraction, int]:
    """Add the minutes that follow an hour: السابعة وعشر دقائق."""
    minutes = scanned.numeral(index)
    if (
        minutes is None
        or not scanned.has(minutes.last, "unit")
        or scanned.tokens[minutes.last].name != "minute"
    ):
        return hour, index
    return (hour + max(minutes.values) / 60, minutes.last + 1) if max(minutes.values) < 60 else (hour, index)


def read_duration(scanned: Scanned, index: int) -> tuple[Quantity, int] | None:
    """Read the time of a race: ``1:44.31`` is a minute, 44 seconds and 31 hundredths."""
    if not scanned.has(index, "figures") or not scanned.has(index + 1, "figures"):
        return None
    minutes, seconds = scanned.tokens[index], scanned.tokens[index + 1]
    found = _SECONDS.fullmatch(seconds.text)
    if (
        scanned.text[minutes.stop : seconds.start] != ":"
        or not minutes.text.isdigit()
        or not found
        or len(minutes.text) > 2
    ):
        return None
    parts = frozenset(Fraction(int(part)) for part in (minutes.text, *found.groups()))
    return Quantity(minutes.start, seconds.stop, Kind.TIME, parts | seconds.figures, figures=True), index + 2


def _finish_clock(scanned: Scanned, index: int, value: Fraction, last: int) -> tuple[Quantity, int]:
    hour, minute = divmod(int(value * 60), 60)
    readings: set[Reading] = {ClockTime(hour % 24, minute)}
    if scanned.follows(last, "oclock"):
        last += 1
    if scanned.follows(last, "morning"):
        readings, last = {ClockTime(hour % 12, minute)}, last + 1
    elif scanned.follows(last, "evening"):
        readings, last = {ClockTime(hour if hour > 12 else hour % 12 + 12, minute)}, last + 1
        if hour == 12:
            readings.add(ClockTime(0, minute))
    elif hour <= 12:
        readings.add(ClockTime((hour + 12) % 24, minute))
    if minute == 0:
        readings.add(Fraction(hour))
    first, before = scanned.tokens[index], scanned.tokens[last - 1]
    figures = bool(first.figures)
    return Quantity(
        first.start, before.stop, Kind.TIME, frozenset(readings), weak=not figures, figures=figures
    ), last
