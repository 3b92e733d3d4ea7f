"""Perturbations: what a scenario does to the English side of a document, and the gold that follows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.perturbations.documents import FaithfulDocument

Strangers = Callable[[int, random.Random], list[str]]

_CLAUSE = re.compile(r"[,;:—–] (?=\S)| (?=and |but |which |who |while |because |when )")
_LEAST_PART = 4  # words on each side of a split


@dataclass(frozen=True, slots=True)
class Scenario:
    """Shares of a document's sentences that are dropped, added, moved, merged with the next, and split.

    Drops, additions and moves come in runs of *shortest* to *longest* sentences. ``added_from`` is
    ``other`` (another document), ``same`` (the same document's unused end) or ``nearest`` (the
    sentences of other documents that are most like this one's).
    """

    name: str
    dropped: float = 0.0
    added: float = 0.0
    moved: float = 0.0
    merged: float = 0.0
    split: float = 0.0
    added_from: str = "other"
    shortest: int = 1
    longest: int = 1


SCENARIOS = (
    Scenario("5 % dropped, 5 % added, singly", 0.05, 0.05),
    Scenario("10 % dropped, 10 % added: easy", 0.1, 0.1),
    Scenario("10 % dropped, 10 % added: medium", 0.1, 0.1, added_from="same"),
    Scenario("10 % dropped, 10 % added: hard", 0.1, 0.1, added_from="nearest"),
    Scenario("20 % dropped, 20 % added, in runs", 0.2, 0.2, shortest=2, longest=4),
    Scenario("30 % dropped, 30 % added, in runs", 0.3, 0.3, shortest=2, longest=5),
    Scenario("10 % moved", moved=0.1, longest=3),
    Scenario("10 % dropped, added and moved", 0.1, 0.1, moved=0.1, longest=2),
    Scenario("20 % merged, 20 % split", merged=0.2, split=0.2),
    Scenario("all of them, 10 % each", 0.1, 0.1, 0.1, 0.1, 0.1, longest=2),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An English segment: the source rows it stands for (none if it was added), and what was done to it."""

    text: str
    rows: tuple[int, ...]
    moved: bool = False
    reshaped: bool = False  # merged or split


@dataclass(frozen=True, slots=True)
class PerturbedDocument:
    """Segments of both sides; ``units[j]`` is the gold of English segment *j*."""

    name: str
    arabic: tuple[str, ...]
    units: tuple[Unit, ...]

    @property
    def english(self) -> tuple[str, ...]:
        """The English segments."""
        return tuple(unit.text for unit in self.units)

    @property
    def links(self) -> frozenset[tuple[int, int]]:
        """Pairs of source and target segments that correspond."""
        return frozenset((row, j) for j, unit in enumerate(self.units) for row in unit.rows)

    @property
    def moved_links(self) -> frozenset[tuple[int, int]]:
        """The links of what was moved."""
        return frozenset((row, j) for j, unit in enumerate(self.units) if unit.moved for row in unit.rows)

    @property
    def dropped(self) -> frozenset[int]:
        """Source segments without counterpart."""
        return frozenset(range(len(self.arabic))) - {row for unit in self.units for row in unit.rows}

    @property
    def added(self) -> frozenset[int]:
        """Target segments without counterpart."""
        return frozenset(j for j, unit in enumerate(self.units) if not unit.rows)


def perturb(
    document: FaithfulDocument, scenario: Scenario, seed: int, strangers: Strangers
) -> PerturbedDocument:
    """Return *document* after *scenario*; the same for the same seed.

    *strangers* gives so many English sentences that the document does not hold.
    """
    rng = random.Random(f"{seed}/{scenario.name}/{document.name}")  # noqa: S311 - reproducible edits
    units = [Unit(text, (row,)) for row, text in enumerate(document.english)]
    count = len(units)
    for start, stop in _choose_runs(units, scenario, scenario.dropped, count, rng):
        units[start:stop] = []
    units = _reshape(units, scenario, count, rng)
    for start, stop in _choose_runs(units, scenario, scenario.moved, count, rng):
        units = _move(units, start, stop, rng)
    units = _add(units, scenario, count, strangers, rng)
    return PerturbedDocument(document.name, document.arabic, tuple(units))


def leave_alone(document: FaithfulDocument) -> PerturbedDocument:
    """Return *document* untouched."""
    units = (Unit(text, (row,)) for row, text in enumerate(document.english))
    return PerturbedDocument(document.name, document.arabic, tuple(units))


def _choose_runs(
    units: list[Unit], scenario: Scenario, share: float, count: int, rng: random.Random
) -> list[tuple[int, int]]:
    """Return runs of plain units that do not touch, the last first, about *share* of *count* in all."""
    wanted = max(1, round(share * count)) if share else 0
    runs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for _ in range(50 * wanted):
        length = min(rng.randint(scenario.shortest, scenario.longest), wanted)
        if wanted < 1 or len(units) <= length:
            break
        start = rng.randrange(len(units) - length + 1)
        around = set(range(start - 1, start + length + 1))
        if around & taken or any(unit.moved or unit.reshaped for unit in units[start : start + length]):
            continue
        taken |= set(range(start, start + length))
        runs.append((start, start + length))
        wanted -= length
    return sorted(runs, reverse=True)


def _move(units: list[Unit], start: int, stop: int, rng: random.Random) -> list[Unit]:
    """Return *units* with a run at another place, further away than its own length and two more."""
    block = [replace(unit, moved=True) for unit in units[start:stop]]
    rest = units[:start] + units[stop:]
    far = [place for place in _list_places(rest) if abs(place - start) >= len(block) + 2]
    if not far:
        return units
    place = rng.choice(far)
    return [*rest[:place], *block, *rest[place:]]


def _reshape(units: list[Unit], scenario: Scenario, count: int, rng: random.Random) -> list[Unit]:
    merges, splits = round(scenario.merged * count / 2), round(scenario.split * count)
    places = [p for p in range(len(units) - 1) if units[p].rows[0] + 1 == units[p + 1].rows[0]]
    rng.shuffle(places)
    first: set[int] = set()
    for place in places:
        if len(first) < merges and not {place - 1, place, place + 1} & first:
            first.add(place)
    second = {place + 1 for place in first}
    alone = [place for place in range(len(units)) if place not in first | second]
    rng.shuffle(alone)
    parts = {place: _halves(units[place].text) for place in alone}
    chosen = [place for place in alone if parts[place]][:splits]
    reshaped: list[Unit] = []
    for place, unit in enumerate(units):
        if place in first:
            after = units[place + 1]
            reshaped.append(Unit(f"{unit.text} {after.text}", unit.rows + after.rows, reshaped=True))
        elif place in chosen:
            reshaped += [Unit(part, unit.rows, reshaped=True) for part in parts[place]]
        elif place not in second:
            reshaped.append(unit)
    return reshaped


def _halves(text: str) -> tuple[str, ...]:
    """Return *text* cut at the clause border nearest to its middle, or nothing if there is none."""
    borders = [match.end() for match in _CLAUSE.finditer(text)]
    fit = [
        border
        for border in borders
        if min(len(text[:border].split()), len(text[border:].split())) >= _LEAST_PART
    ]
    if not fit:
        return ()
    border = min(fit, key=lambda place: abs(place - len(text) / 2))
    return text[:border].strip(), text[border:].strip()


def _add(
    units: list[Unit], scenario: Scenario, count: int, strangers: Strangers, rng: random.Random
) -> list[Unit]:
    wanted = max(1, round(scenario.added * count)) if scenario.added else 0
    new = [Unit(text, ()) for text in strangers(wanted, rng)]
    units = list(units)
    while new:
        length = min(rng.randint(scenario.shortest, scenario.longest), len(new))
        place = rng.choice(_list_places(units))
        units[place:place] = new[:length]
        del new[:length]
    return units


def _list_places(units: list[Unit]) -> list[int]:
    """Return where something can be put in: not between the parts of one sentence, which no editor does."""
    return [
        place
        for place in range(len(units) + 1)
        if not 0 < place < len(units) or not units[place].rows or units[place].rows != units[place - 1].rows
    ]
