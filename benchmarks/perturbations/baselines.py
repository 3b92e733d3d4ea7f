"""What the field's plain methods say of the same documents: lengths, a cosine threshold, margin mining."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.embedding import Embedder
from benchmarks.perturbations.edits import PerturbedDocument

Links = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a method says: the links, and those of them that it calls moved."""

    links: Links
    moved: Links = frozenset()


Method = Callable[[PerturbedDocument], Prediction]

# Gale & Church (1993), table 5: prior probabilities of beads, and the variance of length per character.
_PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_VARIANCE = 6.8


def align_by_length(document: PerturbedDocument) -> Prediction:
    """Return the links of Gale & Church's programme over lengths in characters."""
    source = np.concatenate([[0], np.cumsum([len(text) for text in document.arabic])])
    target = np.concatenate([[0], np.cumsum([len(text) for text in document.english])])
    ratio = float(target[-1]) / max(float(source[-1]), 1.0)
    n, m = len(source) - 1, len(target) - 1
    cost = np.full((n + 1, m + 1), np.inf)
    cost[0, 0] = 0.0
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for (high, wide), prior in _PRIORS.items():
                if high > i or wide > j:
                    continue
                pair = float(source[i] - source[i - high]), float(target[j] - target[j - wide])
                total = cost[i - high, j - wide] + _length_cost(*pair, ratio) - math.log(prior)
                if total < cost[i, j]:
                    cost[i, j], came[i, j] = total, (high, wide)
    links, i, j = set(), n, m
    while i or j:
        high, wide = came[i, j]
        links |= {(a, b) for a in range(i - high, i) for b in range(j - wide, j)}
        i, j = i - high, j - wide
    return Prediction(frozenset(links))


def _length_cost(source: float, target: float, ratio: float) -> float:
    mean = (source + target / ratio) / 2
    deviation = abs(source * ratio - target) / math.sqrt(max(mean, 1.0) * _VARIANCE)
    return -math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-300))


def threshold_cosine(embedder: Embedder, least: float) -> Method:
    """Return the method that links what is each other's nearest by cosine, where it reaches *least*."""
    return lambda document: _link_mutual(_cosines(document, embedder), least)


def mine_by_margin(embedder: Embedder, least: float, neighbours: int = 4) -> Method:
    """Return the method of margin mining: cosine over the mean of the nearest (Artetxe & Schwenk 2019)."""

    def mine(document: PerturbedDocument) -> Prediction:
        cosines = _cosines(document, embedder)
        k = min(neighbours, *cosines.shape)
        rows = np.sort(cosines, axis=1)[:, -k:].mean(axis=1, keepdims=True)
        columns = np.sort(cosines, axis=0)[-k:].mean(axis=0, keepdims=True)
        return _link_mutual(cosines / np.maximum((rows + columns) / 2, 1e-6), least)

    return mine


def _cosines(document: PerturbedDocument, embedder: Embedder) -> NDArray[np.float32]:
    cosines: NDArray[np.float32] = (
        embedder.encode(list(document.arabic)) @ embedder.encode(list(document.english)).T
    )
    return cosines


def _link_mutual(scores: NDArray[np.float32], least: float) -> Prediction:
    """Return links of mutual nearest; moved is what is out of the order of the rest, the later one of two."""
    forward, backward = scores.argmax(axis=1), scores.argmax(axis=0)
    links = [(i, int(j)) for i, j in enumerate(forward) if backward[j] == i and scores[i, j] >= least]
    return Prediction(frozenset(links), frozenset(links) - frozenset(_longest_chain(links)))


def _longest_chain(links: list[tuple[int, int]]) -> list[tuple[int, int]]:
    best: list[list[tuple[int, int]]] = []
    for link in links:
        before = max((chain for chain in best if chain[-1][1] < link[1]), key=len, default=[])
        best.append([*before, link])
    return max(best, key=len, default=[])
