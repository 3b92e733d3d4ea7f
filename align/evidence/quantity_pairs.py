"""Which missing quantity of one text stands for which of the other: 216 ≠ 261."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log10

from align.evidence.licences import MOST_COMPARED, Side, list_meanings
from align.evidence.quantity import CalendarDate, Kind, Quantity

MOST_CANDIDATES = 20_000  # possible pairs; of more, the missing ones are paired in order
SPARE = 0.4  # added cost of a partner that something else may mean, or that is weak
OTHER_SORT = 0.4  # cost of a date or a time of day against a plain number
WORST_PAIR = 0.9  # cost above which two missing quantities are told one by one


def _list_spare(side: Side, other: Side) -> set[int]:
    """Return the places that no quantity of the *other* side takes when each takes one of its own meaning."""
    taken: set[int] = set()
    for quantity in other.quantities:
        places = (
            p for meaning in list_meanings(quantity) for p in side.index.get(meaning, ())[:MOST_COMPARED]
        )
        free = next((place for place in places if place not in taken), None)
        if free is not None:
            taken.add(free)
    return {
        place
        for place in range(len(side.quantities))
        if place not in taken and _can_differ(side.quantities[place])
    }


def _can_differ(quantity: Quantity) -> bool:
    """Whether a quantity that is not missing itself may be what a missing one became."""
    if not quantity.weak or quantity.kind is Kind.TIME:
        return True
    largest = max(
        (reading for reading in quantity.readings if isinstance(reading, Fraction)), default=Fraction(0)
    )
    return largest >= 3 and quantity.unit is None and not quantity.vague


def pair_quantities(sides: tuple[Side, Side], missing: tuple[list[int], list[int]]) -> list[tuple[int, int]]:
    """Return pairs of places, each with at least one missing quantity, the likeliest pairs first taken."""
    if (
        len(missing[0]) * len(sides[1].quantities) + len(missing[1]) * len(sides[0].quantities)
        > MOST_CANDIDATES
    ):
        return list(zip(*missing, strict=False))
    spare = _list_spare(sides[0], sides[1]), _list_spare(sides[1], sides[0])
    candidates = sorted(set(_list_candidates(sides, missing, spare)))
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for cost, one, two in candidates:
        if cost <= WORST_PAIR and one not in used[0] and two not in used[1]:
            pairs.append((one, two))
            used[0].add(one)
            used[1].add(two)
    return pairs


def _list_candidates(
    sides: tuple[Side, Side], missing: tuple[list[int], list[int]], spare: tuple[set[int], set[int]]
) -> Iterator[tuple[float, int, int]]:
    absent = set(missing[0]), set(missing[1])
    for one in missing[0]:
        for two in absent[1] | spare[1]:
            yield _get_cost(sides, one, two) + (SPARE if two not in absent[1] else 0.0), one, two
    for two in missing[1]:
        for one in spare[0] - absent[0]:
            yield _get_cost(sides, one, two) + SPARE, one, two


def _get_cost(sides: tuple[Side, Side], one: int, two: int) -> float:
    """Return how unlike two quantities are: place in the text, kind, unit, size."""
    source, target = sides[0].quantities[one], sides[1].quantities[two]
    place = source.start / len(sides[0].scanned.text), target.start / len(sides[1].scanned.text)
    if (source.kind is Kind.WEEKDAY) != (target.kind is Kind.WEEKDAY):
        return 9.0
    cost = 0.5 * abs(place[0] - place[1])
    if source.kind is not target.kind:
        cost += 0.15 if Kind.NUMBER in {source.kind, target.kind} else 0.5
    if source.unit is not None and target.unit is not None and source.unit != target.unit:
        cost += 0.2
    return cost + min((_get_distance(a, b) for a in source.readings for b in target.readings), default=0.5)


def _get_distance(one: object, two: object) -> float:
    if isinstance(one, CalendarDate) and isinstance(two, CalendarDate):
        return 0.0 if one.month == two.month or one.day == two.day else 0.2
    if not isinstance(one, Fraction) or not isinstance(two, Fraction):
        return 0.2 if type(one) is type(two) else OTHER_SORT
    if one <= 0 or two <= 0:
        return 0.2
    if sorted(str(one)) == sorted(str(two)):
        return 0.0
    return min(0.1 + 0.2 * abs(log10(one / two)), 0.6)
