"""How well stretches find clauses that were taken out or put in: average precision, and F1 of their spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.embedding import Embedder
from align.evidence.calibration import demand_probability
from align.evidence.collection import collect_findings
from align.evidence.finding import Finding
from align.evidence.passage_text import PassageText
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.measure import Texts, make_rule, pair_passages

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Average precision over edited and untouched pairs; precision and recall of spans in edited ones."""

    pairs: int
    average_precision: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def score_clauses(
    edited: list[EditedPair], untouched: list[Texts], embedder: Embedder, strictness: float
) -> dict[str, SpanScore]:
    """Return the scores by name of the edit; harmless edits have none.

    A pair is as sure as its surest stretch of the kind that the edit should raise. The spans are those
    that *strictness* shows.
    """
    least = demand_probability(strictness)
    quiet = list(map(_find_all, pair_passages(untouched, embedder)))
    harmful = [edit for edit in edited if edit.kind is not None]
    found = map(_find_all, pair_passages([(edit.arabic, edit.english) for edit in harmful], embedder))
    by_name: dict[str, list[tuple[EditedPair, tuple[Finding, ...]]]] = {}
    for edit, findings in zip(harmful, found, strict=True):
        by_name.setdefault(edit.edit, []).append((edit, findings))
    return {name: _score(rows, quiet, least) for name, rows in by_name.items()}


def _find_all(passages: tuple[PassageText, PassageText]) -> tuple[Finding, ...]:
    return collect_findings(*passages, make_rule(20.0))


def _score(
    rows: list[tuple[EditedPair, tuple[Finding, ...]]], quiet: list[tuple[Finding, ...]], least: float
) -> SpanScore:
    kind = rows[0][0].kind
    sides = [findings for _, findings in rows] + quiet
    sureness = np.array([max((f.weight for f in side if f.type is kind), default=0.0) for side in sides])
    wanted = np.arange(len(sides)) < len(rows)
    spans = [
        (
            edit.arabic_span or edit.english_span or (0, 0),
            [_get_span(f) for f in side if f.type is kind and f.weight >= least],
        )
        for edit, side in rows
    ]
    precision, recall = match_spans(spans)
    return SpanScore(len(rows), average_precision(sureness, wanted), precision, recall)


def _get_span(finding: Finding) -> Span:
    return finding.source or finding.target or (0, 0)


def average_precision(sureness: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Return the mean, over the *wanted*, of the precision among all that are at least as sure."""
    levels, places = np.unique(-sureness, return_inverse=True)
    right = np.bincount(places, weights=wanted, minlength=len(levels))
    there = np.bincount(places, minlength=len(levels))
    precision = np.cumsum(right) / np.cumsum(there)
    return float((precision * right).sum() / max(right.sum(), 1))


def match_spans(rows: Iterable[tuple[Span, list[Span]]]) -> tuple[float, float]:
    """Return precision and recall of found spans, one gold span a row, by the share that overlaps.

    Of the found spans the one that overlaps most is matched with the gold; over all rows together (Perrella
    et al. 2026, "match with partial overlap and partial credit, micro-averaged").
    """
    credit, found, recalled, gold = 0.0, 0, 0.0, 0
    for wanted, spans in rows:
        gold += 1
        found += len(spans)
        best = max(spans, key=lambda span: _count_shared(span, wanted), default=None)
        if best is not None:
            shared = _count_shared(best, wanted)
            credit += shared / max(best[1] - best[0], 1)
            recalled += shared / max(wanted[1] - wanted[0], 1)
    return credit / max(found, 1), recalled / max(gold, 1)


def _count_shared(one: Span, two: Span) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))
