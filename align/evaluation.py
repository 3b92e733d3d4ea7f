"""A gold alignment against a predicted one: precision, recall and F1 by status.

A gold passage is *found* if at least half of its characters, both sides together,
carry the gold status in the prediction. A predicted passage is *right* if at least
half of its characters carry its status in the gold. Passages that the gold marks as
furniture (bylines, sign-offs) count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from align.bitext import Comparison, Status

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage as spans of both texts with its labels; what gold and prediction share."""

    source: Spans
    target: Spans
    status: Status
    moved: bool
    evidence: frozenset[str] = frozenset()
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts behind precision, recall and F1; F1 of nothing sought and nothing found is 1."""

    found: int
    gold: int
    right: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of predicted passages that are right."""
        return self.right / self.predicted if self.predicted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """The share of gold passages that were found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        """Return the counts of both together."""
        return Score(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one or more documents.

    ``by_label`` has ``kept``, ``reworded``, ``dropped``, ``added`` and ``moved``.
    ``evidence`` counts, over the gold's reworded passages that were found, those where
    one of the right kinds of evidence was given.
    """

    by_label: dict[str, Score]
    evidence: tuple[int, int]
    documents: int = 1

    def as_table(self) -> str:
        """Return the scores as lines of text: label, precision, recall, F1 and the counts behind them."""
        lines = [f"{'':10}precision   recall       F1   gold  found  predicted  right"]
        for label, score in self.by_label.items():
            lines.append(
                f"{label:10}{score.precision:9.3f}{score.recall:9.3f}{score.f1:9.3f}"
                f"{score.gold:7}{score.found:7}{score.predicted:11}{score.right:7}"
            )
        hits, found = self.evidence
        lines.append(f"the right kind of evidence in {hits} of {found} reworded passages found")
        lines.append(f"documents: {self.documents}")
        return "\n".join(lines)

    def __add__(self, other: Scores) -> Scores:
        """Return the scores of both together."""
        return Scores(
            {label: score + other.by_label[label] for label, score in self.by_label.items()},
            (self.evidence[0] + other.evidence[0], self.evidence[1] + other.evidence[1]),
            self.documents + other.documents,
        )


def label_passages(comparison: Comparison) -> list[LabelledPassage]:
    """Return the passages of *comparison* in the form that is scored."""
    return [
        LabelledPassage(
            tuple(
                (comparison.source_segments[i].start, comparison.source_segments[i].stop) for i in p.source
            ),
            tuple(
                (comparison.target_segments[j].start, comparison.target_segments[j].stop) for j in p.target
            ),
            p.status,
            p.moved,
            frozenset(str(item.type) for item in p.evidence),
        )
        for p in comparison.passages
    ]


def score_passages(gold: list[LabelledPassage], predicted: list[LabelledPassage]) -> Scores:
    """Return the scores of *predicted* against *gold*, of one document pair."""
    by_label = {
        str(status): _score(gold, predicted, lambda passage, status=status: passage.status is status)  # type: ignore[misc]
        for status in Status
    }
    by_label["moved"] = _score(gold, predicted, lambda passage: passage.moved)
    return Scores(by_label, _evidence_hits(gold, predicted))


def _score(
    gold: list[LabelledPassage],
    predicted: list[LabelledPassage],
    has_label: Callable[[LabelledPassage], bool],
) -> Score:
    in_gold = _characters(passage for passage in gold if has_label(passage))
    in_predicted = _characters(passage for passage in predicted if has_label(passage))
    furniture = _characters(passage for passage in gold if passage.furniture)
    sought = [passage for passage in gold if has_label(passage) and not passage.furniture]
    given = [passage for passage in predicted if has_label(passage) and not _mostly(passage, furniture)]
    return Score(
        sum(_mostly(passage, in_predicted) for passage in sought),
        len(sought),
        sum(_mostly(passage, in_gold) for passage in given),
        len(given),
    )


Places = tuple[Spans, Spans]
"""Places in the source and in the target: spans in order that do not touch."""


def _characters(passages: Iterable[LabelledPassage]) -> Places:
    chosen = list(passages)
    return (
        _join_spans(span for passage in chosen for span in passage.source),
        _join_spans(span for passage in chosen for span in passage.target),
    )


def _join_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)


def _count_shared(one: Places, two: Places) -> int:
    """Return how many characters both hold."""
    return sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0]))
        for side, other in zip(one, two, strict=True)
        for a in side
        for b in other
    )


def _mostly(passage: LabelledPassage, places: Places) -> bool:
    own = _characters([passage])
    length = _count_shared(own, own)
    return length > 0 and 2 * _count_shared(own, places) >= length


def _evidence_hits(gold: list[LabelledPassage], predicted: list[LabelledPassage]) -> tuple[int, int]:
    reworded = [passage for passage in predicted if passage.status is Status.REWORDED]
    where = _characters(reworded)
    found = [passage for passage in gold if passage.status is Status.REWORDED and _mostly(passage, where)]
    hits = 0
    for passage in found:
        own = _characters([passage])
        touching = [other for other in reworded if _count_shared(own, _characters([other]))]
        kinds = {kind for other in touching for kind in other.evidence}
        hits += bool(kinds & passage.evidence)
    return hits, len(found)
