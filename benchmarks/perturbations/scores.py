"""Precision, recall and F1 of links, drops, additions and moves; alarms on what is faithful."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field

from benchmarks.perturbations.baselines import Prediction
from benchmarks.perturbations.edits import PerturbedDocument

LABELS = ("links", "dropped", "added", "moved")


@dataclass(slots=True)
class Tally:
    """How many were predicted, how many there are, and how many of both agree."""

    predicted: int = 0
    gold: int = 0
    right: int = 0

    def count(self, predicted: Sized, gold: Sized, right: Sized) -> None:
        """Add what one document has."""
        self.predicted += len(predicted)
        self.gold += len(gold)
        self.right += len(right)

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; 1 where nothing was."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that was predicted; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """What a method reached over all documents of a scenario.

    ``moved_found`` counts the moved links that were linked at all; ``reshaped_alarms`` of
    ``reshaped`` merges and splits hold a segment that was called dropped, added or moved.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    moved_found: int = 0
    faithful: int = 0
    alarms: int = 0
    untouched: int = 0
    touched: int = 0
    reshaped: int = 0
    reshaped_alarms: int = 0

    def add(self, document: PerturbedDocument, said: Prediction, *, untouched: bool) -> None:
        """Count one document."""
        linked_source = {i for i, _ in said.links}
        linked_target = {j for _, j in said.links}
        dropped = frozenset(range(len(document.arabic))) - linked_source
        added = frozenset(range(len(document.units))) - linked_target
        sets = {
            "links": (said.links, document.links),
            "dropped": (dropped, document.dropped),
            "added": (added, document.added),
            "moved": (said.moved, document.moved_links),
        }
        for label, (predicted, gold) in sets.items():
            self.tallies[label].count(predicted, gold, predicted & gold)
        self.moved_found += len(said.links & document.moved_links)
        moved_target = {j for _, j in said.moved}
        alarmed = [
            j in added or (j in moved_target) or bool(dropped & set(unit.rows))
            for j, unit in enumerate(document.units)
        ]
        faithful = [bool(unit.rows) and not unit.moved for unit in document.units]
        self.faithful += sum(faithful)
        wrong = sum(one and two for one, two in zip(alarmed, faithful, strict=True))
        self.alarms += wrong
        self.untouched += untouched
        self.touched += untouched and wrong > 0
        for alarm, unit in zip(alarmed, document.units, strict=True):
            self.reshaped += unit.reshaped and not unit.moved
            self.reshaped_alarms += unit.reshaped and not unit.moved and alarm

    def as_record(self) -> dict[str, float]:
        """Return the figures by name, rounded: F1, precision and recall by label, and alarms."""
        record = {}
        for label, tally in self.tallies.items():
            if tally.gold:
                record[label] = tally.f1
                record[f"{label} precision"] = tally.precision
                record[f"{label} recall"] = tally.recall
        if self.tallies["moved"].gold:
            record["moved links found"] = self.moved_found / self.tallies["moved"].gold
        record["alarms per 100"] = 100 * self.alarms / max(self.faithful, 1)
        record["untouched documents touched"] = self.touched / max(self.untouched, 1)
        if self.reshaped:
            record["reshaped without alarm"] = 1 - self.reshaped_alarms / self.reshaped
        return {name: round(value, 4) for name, value in record.items()}
