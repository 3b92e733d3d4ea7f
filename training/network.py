"""The rows that are learned, and the two contrasts that teach them.

A text's vector is the mean of its token rows. Its *coverage* of another text is the
mean over its tokens, weighted by squared row norm, of the best cosine to any token
there; training on it makes the norms importance weights and the rows word
translations. Both contrasts are InfoNCE with in-batch negatives (van den Oord et
al. 2018), symmetric in the two languages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class TokenTable:
    """Token ids of many texts, end to end: text *i* is ``ids[starts[i]:starts[i + 1]]``."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def take(self, rows: NDArray[np.int64], longest: int) -> list[NDArray[np.int32]]:
        """Return the ids of the texts *rows*, each cut to *longest* tokens."""
        return [
            self.ids[self.starts[row] : min(self.starts[row + 1], self.starts[row] + longest)] for row in rows
        ]


def mean_vectors(
    rows: torch.Tensor, texts: list[NDArray[np.int32]], dropout: float, generator: np.random.Generator
) -> torch.Tensor:
    """Return (n, d) unit means of the token rows, each token left out with probability *dropout*."""
    kept = [_drop(text, dropout, generator) for text in texts]
    lengths = np.array([len(text) for text in kept])
    ids = torch.from_numpy(np.concatenate(kept).astype(np.int64))
    offsets = torch.from_numpy(np.concatenate([[0], lengths.cumsum()[:-1]]))
    return functional.normalize(functional.embedding_bag(ids, rows, offsets, mode="mean"), dim=1)


def _drop(text: NDArray[np.int32], dropout: float, generator: np.random.Generator) -> NDArray[np.int32]:
    if dropout == 0.0 or len(text) < 3:
        return text
    kept = text[generator.random(len(text)) >= dropout]
    return kept if len(kept) else text


def contrast(similarities: torch.Tensor, scale: float, repeats: torch.Tensor | None = None) -> torch.Tensor:
    """Return the symmetric InfoNCE loss of (n, n) similarities whose diagonal holds the pairs.

    *repeats* marks off-diagonal cells that are right answers too and count for nothing.
    """
    logits = similarities * scale
    if repeats is not None:
        logits = logits.masked_fill(repeats, -1e4)
    gold = torch.arange(len(logits))
    return (functional.cross_entropy(logits, gold) + functional.cross_entropy(logits.T, gold)) / 2


def pad(texts: list[NDArray[np.int32]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return (n, t) token ids and the (n, t) mask of those that are there."""
    longest = max(len(text) for text in texts)
    ids = np.zeros((len(texts), longest), dtype=np.int64)
    mask = np.zeros((len(texts), longest), dtype=bool)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = True
    return torch.from_numpy(ids), torch.from_numpy(mask)


@dataclass(frozen=True, slots=True)
class PaddedTokens:
    """The tokens of n texts, padded: (n, t, d) unit rows and (n, t) weights, 0 where there is no token."""

    vectors: torch.Tensor
    weights: torch.Tensor

    def take(self, texts: torch.Tensor) -> PaddedTokens:
        """Return the tokens of the texts with the given indices, of any shape."""
        return PaddedTokens(self.vectors[texts], self.weights[texts])


def gather_tokens(rows: torch.Tensor, texts: list[NDArray[np.int32]]) -> PaddedTokens:
    """Return the token vectors of *texts*; the weight of a token is its squared row norm."""
    ids, mask = pad(texts)
    vectors = functional.embedding(ids, rows)
    return PaddedTokens(functional.normalize(vectors, dim=2), vectors.square().sum(2) * mask)


def candidate_coverage(near: PaddedTokens, far: PaddedTokens) -> torch.Tensor:
    """Return (n, k): the coverage of each of n texts *near* and its k candidates, (n, k, t, d), in *far*.

    It is the mean of both directions.
    """
    n, k, t, d = far.vectors.shape
    cosines = near.vectors @ far.vectors.reshape(n, k * t, d).transpose(1, 2)
    cosines = cosines.reshape(n, -1, k, t)
    absent = far.weights == 0
    covered_near = cosines.masked_fill(absent[:, None], -1.0).amax(3)  # (n, s, k)
    covered_far = cosines.masked_fill((near.weights == 0)[:, :, None, None], -1.0).amax(1)  # (n, k, t)
    forward = torch.einsum("nsk,ns->nk", covered_near, near.weights) / near.weights.sum(1)[:, None]
    backward = (covered_far * far.weights).sum(2) / far.weights.sum(2)
    return (forward + backward) / 2


def hardest(cosines: torch.Tensor, repeats: torch.Tensor, count: int) -> torch.Tensor:
    """Return (n, 1 + count): each row's own column first, then the most similar others.

    *repeats* marks cells that are right answers too; they are never chosen.
    """
    own = torch.arange(len(cosines))
    others = cosines.masked_fill(repeats, -2.0).clone()
    others[own, own] = -2.0
    return torch.cat([own[:, None], others.topk(count, dim=1).indices], dim=1)
