"""Each scenario on half of a collection's documents, the other half untouched, by each method."""

from __future__ import annotations

import random
from collections.abc import Iterator

import align
from benchmarks.perturbations.baselines import (
    Method,
    Prediction,
    align_by_length,
    mine_by_margin,
    threshold_cosine,
)
from benchmarks.perturbations.documents import Collection
from benchmarks.perturbations.edits import SCENARIOS, PerturbedDocument, Scenario, leave_alone, perturb
from benchmarks.perturbations.scores import Score
from benchmarks.perturbations.strangers import StrangerPool

# The baselines' thresholds are those that gave the best F1 of links on other seeds of xquad_sents.
LEAST_COSINE = 0.3
LEAST_MARGIN = 1.2


def predict(document: PerturbedDocument, model: align.Embedder, settings: align.Settings) -> Prediction:
    """Return what ``align.compare`` says of a document, one segment a line."""
    texts = "\n".join(document.arabic), "\n".join(document.english)
    passages = align.compare(*texts, model=model, settings=settings).passages
    links = [frozenset((i, j) for i in p.source for j in p.target) for p in passages]
    moved = [found for found, passage in zip(links, passages, strict=True) if passage.moved]
    return Prediction(frozenset().union(*links), frozenset().union(*moved))


def list_methods(model: align.Embedder) -> dict[str, Method]:
    """Return the methods of the table, ours first."""
    settings = align.Settings(split="line")
    return {
        "align": lambda document: predict(document, model, settings),
        "margin mining": mine_by_margin(model, LEAST_MARGIN),
        "cosine threshold": threshold_cosine(model, LEAST_COSINE),
        "lengths (Gale & Church)": align_by_length,
    }


def perturb_half(
    collection: Collection, scenario: Scenario, seed: int, pool: StrangerPool
) -> Iterator[tuple[PerturbedDocument, bool]]:
    """Yield each document after *scenario*, with False, or as it is, with True."""
    order = list(range(len(collection.documents)))
    random.Random(seed).shuffle(order)  # noqa: S311 - reproducible edits
    for place, index in enumerate(order):
        document = collection.documents[index]
        if place % 2:
            yield leave_alone(document), True
        else:
            yield perturb(document, scenario, seed, pool.serve(index, scenario.added_from)), False


def score_method(
    method: Method, collection: Collection, seeds: tuple[int, ...], pool: StrangerPool
) -> dict[str, Score]:
    """Return the score of each scenario over all *seeds*."""
    alone: dict[str, Prediction] = {}
    scores = {scenario.name: Score() for scenario in SCENARIOS}
    for seed in seeds:
        for scenario in SCENARIOS:
            for document, untouched in perturb_half(collection, scenario, seed, pool):
                if untouched and document.name not in alone:
                    alone[document.name] = method(document)
                said = alone[document.name] if untouched else method(document)
                scores[scenario.name].add(document, said, untouched=untouched)
    return scores
