"""The recipe: contrast of means, then contrast of means and coverage; seeded from end to end.

The second part is run more than once from the same rows, each time with other batches, and what
comes out is averaged (Wortsman et al. 2022, "Model soups"). All parts are cut into *rounds*, each
with random numbers of its own, so that a run that was stopped goes on from its last round as if
nothing had happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch.nn import functional

from training.corpus import Corpus, Rows, TokenTable, draw_batches
from training.features import FeatureTable
from training.network import (
    PaddedTokens,
    candidate_coverage,
    contrast,
    drop_tokens,
    hardest,
    mark_repeats,
    mean_vectors,
    multiply,
    pad_tokens,
)

_COVERAGE_ROUND = 50  # steps
_WARM = 0.05  # share of the steps in which the rate rises


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number of the training; docs/training.md has the ablations behind them."""

    vocabulary: int = 40_000  # tokens; float16 rows of 256 make 20 MB
    dimension: int = 256
    spread: float = 0.1  # standard deviation of the rows to begin with
    neighbours: int = 16  # consecutive rows of a document kept together in a batch, as hard negatives
    epochs: int = 9  # by means
    batch: int = 2_048
    scale: float = 14.0  # inverse temperature of the cosine
    rate: float = 0.015  # Adam, rising, then linear to zero
    dropout: float = 0.15  # of tokens
    longest: int = 96  # tokens of a text, by means
    coverage_steps: int = 500
    coverage_batch: int = 256
    coverage_rivals: int = 12  # hardest texts of the batch that each text is set against
    coverage_scale: float = 30.0
    coverage_rate: float = 0.003
    coverage_longest: int = 40  # tokens of a text, by coverage
    coverage_runs: int = 2  # from the same means, with other batches; their rows are averaged
    seed: int = 1


@dataclass(slots=True)
class State:
    """What training has reached: the feature rows, the optimiser, and the rounds that are done by stage."""

    features: torch.Tensor
    optimizer: torch.optim.Optimizer
    stage: str
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """What does not change while training: what it learns from, how, and who hears of it and keeps it."""

    corpus: Corpus
    table: FeatureTable
    recipe: Recipe
    progress: Callable[[str], None]
    keep: Callable[[State], None]  # called after each round


_STAGES = {"means": 1, "coverage": 2}


def begin(recipe: Recipe, table: FeatureTable) -> State:
    """Return the state before the first round."""
    torch.manual_seed(recipe.seed)
    features = torch.randn(table.count, recipe.dimension) * recipe.spread
    features[0] = 0.0  # the unknown token says nothing
    return enter_stage(features, "means")


def enter_stage(features: torch.Tensor, stage: str) -> State:
    """Return the state in which a stage begins with these rows."""
    features = features.detach().clone().requires_grad_()
    return State(features, torch.optim.Adam([features], fused=True), stage)


def learn_means(state: State, run: Run) -> None:
    """Teach the rows, in place, that the means of a pair are nearer than those of any other two texts."""
    recipe, corpus = run.recipe, run.corpus
    begun = time.monotonic()
    for epoch in range(state.rounds, recipe.epochs):
        generator = _generator(recipe, state.stage, epoch)
        batches = list(draw_batches(corpus, recipe.batch, recipe.neighbours, generator))
        losses = []
        for step, batch in enumerate(batches):
            _set_rate(state.optimizer, recipe.rate, (epoch + step / len(batches)) / recipe.epochs)
            texts = [
                drop_tokens(side, recipe.dropout, generator) for side in _take(corpus, batch, recipe.longest)
            ]
            rows, texts = _batch_rows(state.features, run.table, texts)
            source, target = (mean_vectors(rows, side) for side in texts)
            repeats = mark_repeats(corpus.arabic_keys[batch], corpus.english_keys[batch])
            losses.append(
                _descend(state.optimizer, contrast(multiply(source, target), recipe.scale, repeats))
            )
        state.rounds += 1
        run.keep(state)
        shown, seconds = np.mean(losses), time.monotonic() - begun
        run.progress(f"means: epoch {epoch + 1}/{recipe.epochs}, loss {shown:.3f}, {seconds:.0f} s")


def learn_coverage(state: State, run: Run, number: int = 0) -> None:
    """Teach the rows, in place, that the tokens of a pair cover each other better than those of other texts.

    Each text is set against the texts of its batch that its mean vector finds most similar.
    The contrast of means goes on beside it, so that neither unlearns the other. *number* is
    that of the run among ``Recipe.coverage_runs``; each draws batches of its own.
    """
    recipe = run.recipe
    begun = time.monotonic()
    rounds = -(-recipe.coverage_steps // _COVERAGE_ROUND)
    for done in range(state.rounds, rounds):
        generator = _generator(recipe, state.stage, done, number)
        losses = []
        for step, batch in enumerate(islice(_text_batches(run.corpus, recipe, generator), _COVERAGE_ROUND)):
            _set_rate(state.optimizer, recipe.coverage_rate, (done + step / _COVERAGE_ROUND) / rounds)
            losses.append(_descend(state.optimizer, _coverage_loss(state.features, run, batch)))
        state.rounds += 1
        run.keep(state)
        shown, seconds = np.mean(losses), time.monotonic() - begun
        steps = (done + 1) * _COVERAGE_ROUND
        run.progress(
            f"coverage {number + 1}/{recipe.coverage_runs}: step {steps}/{recipe.coverage_steps}, "
            f"loss {shown:.3f}, {seconds:.0f} s"
        )


def _text_batches(corpus: Corpus, recipe: Recipe, generator: np.random.Generator) -> Iterator[Rows]:
    while True:
        yield from draw_batches(
            corpus, recipe.coverage_batch, recipe.neighbours, generator, dictionaries=False
        )


def _coverage_loss(features: torch.Tensor, run: Run, batch: Rows) -> torch.Tensor:
    corpus, recipe = run.corpus, run.recipe
    rows, texts = _batch_rows(features, run.table, _take(corpus, batch, recipe.coverage_longest))
    source, target = (mean_vectors(rows, side) for side in texts)
    cosines = multiply(source, target)
    repeats = mark_repeats(corpus.arabic_keys[batch], corpus.english_keys[batch])
    tokens = [pad_tokens(rows, side) for side in texts]
    rivals = min(recipe.coverage_rivals, len(batch) - 1)
    with torch.no_grad():
        chosen = [hardest(cosines, repeats, rivals), hardest(cosines.T, repeats, rivals)]
    near_far = ((tokens[0], tokens[1]), (tokens[1], tokens[0]))
    losses = [
        _coverage_contrast(near, far.take(own), recipe.coverage_scale)
        for (near, far), own in zip(near_far, chosen, strict=True)
    ]
    return (losses[0] + losses[1]) / 2 + contrast(cosines, recipe.scale, repeats)


def _coverage_contrast(near: PaddedTokens, far: PaddedTokens, scale: float) -> torch.Tensor:
    logits = candidate_coverage(near, far) * scale
    return functional.cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long))


def _take(corpus: Corpus, batch: Rows, longest: int) -> list[TokenTable]:
    return [side.take(batch, longest) for side in (corpus.arabic, corpus.english)]


def _batch_rows(
    features: torch.Tensor, table: FeatureTable, texts: list[TokenTable]
) -> tuple[torch.Tensor, list[TokenTable]]:
    """Return the rows of the tokens that occur in *texts*, and the texts with their tokens renumbered."""
    tokens, places = np.unique(np.concatenate([side.ids for side in texts]), return_inverse=True)
    first = len(texts[0].ids)
    numbered = [
        TokenTable(ids, side.starts)
        for ids, side in zip((places[:first], places[first:]), texts, strict=True)
    ]
    return table.sum_rows(features, tokens), numbered


def _generator(recipe: Recipe, stage: str, done: int, number: int = 0) -> np.random.Generator:
    return np.random.default_rng([recipe.seed + number, _STAGES[stage], done])


def _set_rate(optimizer: torch.optim.Optimizer, rate: float, done: float) -> None:
    optimizer.param_groups[0]["lr"] = rate * min(done / _WARM + 1e-3, (1 - done) / (1 - _WARM))


def _descend(optimizer: torch.optim.Optimizer, loss: torch.Tensor) -> float:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.detach())
