"""Statuses, moves and evidence against gold passages."""

from __future__ import annotations

import json
from pathlib import Path

import align
from align.evaluation import label_passages, score_passages
from align.labels import GOLD_NAME, read_labels


def measure_statuses(folder: Path, model: align.Embedder) -> dict[str, align.Scores]:
    """Return the scores of each ``NAME/`` in *folder* that holds gold."""
    return {
        gold.parent.name: score_passages(read_labels(gold), label_passages(compare_pair(gold.parent, model)))
        for gold in sorted(folder.glob(f"*/{GOLD_NAME}"))
    }


def compare_pair(folder: Path, model: align.Embedder) -> align.Comparison:
    """Return the comparison of ``ar.txt`` and ``en.txt`` in *folder*."""
    return align.compare(folder / "ar.txt", folder / "en.txt", model=model)


def add_scores(scores: list[align.Scores]) -> align.Scores:
    """Return the scores of all documents together."""
    return sum(scores[1:], start=scores[0])


def whole_alarms(scores: align.Scores) -> int:
    """Return how many passages were wrongly called dropped, added or moved."""
    labels = ("dropped", "added", "moved")
    return sum(scores.by_label[label].predicted - scores.by_label[label].right for label in labels)


def is_control(gold: Path) -> bool:
    """Whether the gold of a pair flags nothing: a faithful translation."""
    passages = json.loads(gold.read_text(encoding="utf-8"))["passages"]
    return all((p["status"] == "kept" and not p["moved"]) or p.get("furniture") for p in passages)
