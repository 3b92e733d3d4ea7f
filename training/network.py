"""The two contrasts that teach the rows.

A text's vector is the mean of its token rows. Its *coverage* of another text is the
mean over its tokens, weighted by squared row norm, of the best cosine to any token
there; training on it makes the norms importance weights and the rows word
translations. Both contrasts are InfoNCE with in-batch negatives (van den Oord et
al. 2018), symmetric in the two languages.

Products of vectors are taken in bfloat16, which is three times as fast on a CPU that
knows it; gradients and everything else stay in float32.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from training.corpus import Rows, TokenTable

_IMPOSSIBLE = -1e4  # a logit that no softmax sees


def mean_vectors(rows: torch.Tensor, texts: TokenTable) -> torch.Tensor:
    """Return (n, d) unit means of the token rows."""
    means = functional.embedding_bag(
        torch.from_numpy(texts.ids), rows, torch.from_numpy(texts.starts[:-1]), mode="mean"
    )
    return functional.normalize(means, dim=1)


def drop_tokens(texts: TokenTable, share: float, generator: np.random.Generator) -> TokenTable:
    """Return *texts* without a random *share* of their tokens; each keeps one, and short ones keep all."""
    lengths = np.diff(texts.starts)
    kept = (generator.random(len(texts.ids)) >= share) | np.repeat(lengths < 3, lengths)
    counts = np.add.reduceat(kept, texts.starts[:-1])
    kept[texts.starts[:-1][counts == 0]] = True
    counts = np.add.reduceat(kept, texts.starts[:-1])
    return TokenTable(texts.ids[kept], np.concatenate([[0], counts.cumsum()]))


def contrast(similarities: torch.Tensor, scale: float, repeats: torch.Tensor) -> torch.Tensor:
    """Return the symmetric InfoNCE loss of (n, n) similarities whose diagonal holds the pairs.

    *repeats* marks off-diagonal cells that are right answers too and count for nothing.
    """
    logits = (similarities * scale).masked_fill(repeats, _IMPOSSIBLE)
    gold = torch.arange(len(logits))
    return (functional.cross_entropy(logits, gold) + functional.cross_entropy(logits.T, gold)) / 2


def mark_repeats(*keys: Rows) -> torch.Tensor:
    """Return (n, n): whether two different rows are equal by any of the (n,) *keys*."""
    same = np.zeros((len(keys[0]),) * 2, dtype=bool)
    for key in keys:
        same |= key[:, None] == key[None]
    np.fill_diagonal(same, val=False)
    return torch.from_numpy(same)


def multiply(one: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
    """Return the product of *one* and the transpose of *two*, computed in bfloat16."""
    return (one.bfloat16() @ two.bfloat16().transpose(-1, -2)).float()


@dataclass(frozen=True, slots=True)
class PaddedTokens:
    """The tokens of n texts, padded: (n, t, d) unit rows and (n, t) weights, 0 where there is no token."""

    vectors: torch.Tensor
    weights: torch.Tensor

    def take(self, texts: torch.Tensor) -> PaddedTokens:
        """Return the tokens of the texts with the given indices, of any shape."""
        return PaddedTokens(self.vectors[texts], self.weights[texts])


def pad_tokens(rows: torch.Tensor, texts: TokenTable) -> PaddedTokens:
    """Return the token vectors of *texts*; the weight of a token is its squared row norm."""
    lengths = np.diff(texts.starts)
    mask = np.arange(lengths.max()) < lengths[:, None]
    ids = np.zeros(mask.shape, dtype=np.int64)
    ids[mask] = texts.ids
    units = functional.normalize(rows, dim=1)
    weights = rows.square().sum(1)
    places = torch.from_numpy(ids)
    return PaddedTokens(units[places], weights[places] * torch.from_numpy(mask))


def candidate_coverage(near: PaddedTokens, far: PaddedTokens) -> torch.Tensor:
    """Return (n, k): the coverage of each of n texts *near* and its k candidates, (n, k, t, d), in *far*.

    It is the mean of both directions.
    """
    n, k, t, d = far.vectors.shape
    cosines = multiply(near.vectors, far.vectors.reshape(n, k * t, d)).reshape(n, -1, k, t)
    covered_near = cosines.masked_fill((far.weights == 0)[:, None], -1.0).amax(3)  # (n, s, k)
    covered_far = cosines.masked_fill((near.weights == 0)[:, :, None, None], -1.0).amax(1)  # (n, k, t)
    forward = torch.einsum("nsk,ns->nk", covered_near, near.weights) / near.weights.sum(1)[:, None]
    backward = (covered_far * far.weights).sum(2) / far.weights.sum(2)
    return (forward + backward) / 2


def hardest(cosines: torch.Tensor, repeats: torch.Tensor, count: int) -> torch.Tensor:
    """Return (n, 1 + count): each row's own column first, then the most similar others.

    *repeats* marks cells that are right answers too; they are chosen last.
    """
    own = torch.arange(len(cosines))
    others = cosines.masked_fill(repeats, -2.0).clone()
    others[own, own] = -3.0
    return torch.cat([own[:, None], others.topk(count, dim=1).indices], dim=1)
