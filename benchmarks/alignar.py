"""Strict and lax F1 of beads on AlignAR, by the rules of the Vecalign scorer (Thompson & Koehn 2019).

Strict: a bead counts if it is in the gold as it is. Lax: if it shares a link with the gold.
Predicted beads with an empty side count against precision, as they do there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import align

Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class BeadScore:
    """F1 by both rules, each from precision over predicted and recall over gold beads."""

    strict: float
    lax: float


def measure_beads(folder: Path, model: align.Embedder) -> dict[str, BeadScore]:
    """Return the score of each document of ``dev/alignar``, and of all together under ``all``."""
    scores: dict[str, BeadScore] = {}
    together: tuple[list[Bead], list[Bead]] = ([], [])
    for links in sorted((folder / "dev" / "alignar").glob("*.links.json")):
        name = links.name.removesuffix(".links.json")
        gold = [
            (tuple(link["ar"]), tuple(link["en"])) for link in json.loads(links.read_text(encoding="utf-8"))
        ]
        predicted = predict_beads(links.with_name(f"{name}.ar.txt"), links.with_name(f"{name}.en.txt"), model)
        scores[name] = score_beads(gold, predicted)
        # Documents stand one after the other in the indices, so that all can be scored together.
        shift = 1_000_000 * len(scores)
        for beads, everything in zip((gold, predicted), together, strict=True):
            everything += [(tuple(i + shift for i in s), tuple(j + shift for j in t)) for s, t in beads]
    scores["all"] = score_beads(*together)
    return scores


def predict_beads(source: Path, target: Path, model: align.Embedder) -> list[Bead]:
    """Return the beads of two files with one segment a line."""
    comparison = align.compare(source, target, model=model, settings=align.Settings(split="line"))
    beads = []
    for passage in comparison.passages:
        if passage.source and passage.target:
            beads.append((tuple(passage.source), tuple(passage.target)))
        else:
            beads += [((i,), ()) for i in passage.source] + [((), (j,)) for j in passage.target]
    return beads


def score_beads(gold: list[Bead], predicted: list[Bead]) -> BeadScore:
    """Return strict and lax F1 of *predicted* against *gold*."""
    paired = [bead for bead in gold if bead[0] and bead[1]]
    strict = _f1(
        sum(bead in set(gold) for bead in predicted) / max(len(predicted), 1),
        sum(bead in set(predicted) for bead in paired) / max(len(paired), 1),
    )
    lax = _f1(
        sum(_touches(bead, gold) for bead in predicted) / max(len(predicted), 1),
        sum(_touches(bead, predicted) for bead in paired) / max(len(paired), 1),
    )
    return BeadScore(strict, lax)


def _touches(bead: Bead, others: list[Bead]) -> bool:
    return any(set(bead[0]) & set(other[0]) and set(bead[1]) & set(other[1]) for other in others)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
