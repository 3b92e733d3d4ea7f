"""Sentences to be added to a document: easy, medium and hard to tell from its own."""

from __future__ import annotations

import random

import numpy as np

from align.embedding import Embedder
from benchmarks.perturbations.documents import Collection
from benchmarks.perturbations.edits import Strangers

_RANKED = 3  # times as many nearest sentences as are wanted, of which some are drawn


class StrangerPool:
    """English sentences of a collection, to be drawn from for any of its documents."""

    def __init__(self, collection: Collection, embedder: Embedder) -> None:
        self._documents = collection.documents
        everything = [(d, text) for d, document in enumerate(self._documents) for text in document.english]
        self._texts = [text for _, text in everything]
        self._owners = np.array([owner for owner, _ in everything])
        self._vectors = embedder.encode(self._texts)

    def serve(self, document: int, added_from: str) -> Strangers:
        """Return how to draw for the document of this index; *added_from* as in ``Scenario``."""
        if added_from == "same":
            return lambda count, rng: rng.sample(
                self._documents[document].reserve, min(count, len(self._documents[document].reserve))
            )
        if added_from == "nearest":
            return lambda count, rng: rng.sample(self._nearest(document, _RANKED * count), count)
        return lambda count, rng: self._draw_other(document, count, rng)

    def _draw_other(self, document: int, count: int, rng: random.Random) -> list[str]:
        other = rng.choice([d for d in range(len(self._documents)) if d != document])
        english = self._documents[other].english
        start = rng.randrange(max(1, len(english) - count + 1))
        return list(english[start : start + count])

    def _nearest(self, document: int, count: int) -> list[str]:
        """Return the sentences of other documents most like any of this one's, the likest first."""
        own = self._owners == document
        likeness = (self._vectors[~own] @ self._vectors[own].T).max(axis=1)
        texts = [text for text, mine in zip(self._texts, own, strict=True) if not mine]
        return [texts[place] for place in np.argsort(-likeness)[:count]]
