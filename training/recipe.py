"""The recipe: tokenizer, contrast of means, contrast of coverage; seeded from end to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from training.network import (
    TokenTable,
    candidate_coverage,
    contrast,
    gather_tokens,
    hardest,
    mean_vectors,
)
from training.pairs import PairSet
from training.vocabulary import thin_tokenizer


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number of the training; docs/training.md has the ablations behind them."""

    vocabulary: int = 40_000  # tokens; float16 rows of 256 make 20 MB
    dimension: int = 256
    epochs: int = 9  # of all pairs, by means
    batch: int = 2_048
    scale: float = 20.0  # inverse temperature of the cosine
    rate: float = 0.03  # Adam, linear to zero after the warm-up
    dropout: float = 0.15  # of tokens
    neighbours: int = 16  # consecutive rows of a document kept together in a batch, as hard negatives
    coverage_steps: int = 700
    coverage_batch: int = 256
    coverage_rivals: int = 12  # hardest texts of the batch that each text is set against
    coverage_scale: float = 30.0
    coverage_rate: float = 0.003
    longest: int = 96  # tokens of a text, by means
    coverage_longest: int = 40  # tokens of a text, by coverage
    readings: int = 3  # tokenisations that take turns by epoch: the full vocabulary, then thinned ones
    thinning: float = 0.15  # share of the longer tokens that a thinned vocabulary lacks
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """All pairs as token ids; ``blocks`` are runs of rows that belong together.

    ``readings`` are tokenisations of the same texts, Arabic and English: where a vocabulary
    lacks a word, its pieces learn to mean it (after Kudo 2018, "Subword regularization").
    """

    readings: list[tuple[TokenTable, TokenTable]]
    keys: NDArray[np.int64]  # equal where the English text is equal
    blocks: list[NDArray[np.int64]]
    sentences: NDArray[np.int64]  # rows that are running text, not dictionary entries


Progress = Callable[[str], None]


def tokenize(tokenizer: Tokenizer, names: NDArray[np.int32], texts: list[str]) -> TokenTable:
    """Return the token ids of *texts* end to end, by *names*; an empty text becomes one unknown token."""
    encoded = [
        encoding.ids or [0] for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    ]
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids in encoded])])
    return TokenTable(names[np.concatenate(encoded)], starts.astype(np.int64))


def build_corpus(tokenizer: Tokenizer, sets: list[PairSet], recipe: Recipe) -> Corpus:
    """Return the pair sets as one corpus of token ids."""
    arabic = [text for pairs in sets for text in pairs.arabic]
    english = [text for pairs in sets for text in pairs.english]
    key_by_text: dict[str, int] = {}
    keys = np.array(
        [key_by_text.setdefault(text.lower(), len(key_by_text)) for text in english], dtype=np.int64
    )
    blocks, sentences, first = [], [], 0
    for pairs in sets:
        rows = np.arange(first, first + len(pairs))
        size = 1 if pairs.is_dictionary else recipe.neighbours
        blocks += [rows[at : at + size] for at in range(0, len(rows), size)]
        if not pairs.is_dictionary:
            sentences.append(rows)
        first += len(pairs)
    readings = []
    for reading in range(recipe.readings):
        share = recipe.thinning if reading else 0.0
        thinned, names = thin_tokenizer(tokenizer, share, seed=recipe.seed + reading)
        readings.append((tokenize(thinned, names, arabic), tokenize(thinned, names, english)))
    return Corpus(readings, keys, blocks, np.concatenate(sentences))


def batches(
    blocks: list[NDArray[np.int64]], size: int, generator: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Yield batches of *size* rows made of whole blocks in random order; the last, short one is left out."""
    order = np.concatenate([blocks[index] for index in generator.permutation(len(blocks))])
    for at in range(0, len(order) - size + 1, size):
        yield order[at : at + size]


def learn_means(rows: torch.Tensor, corpus: Corpus, recipe: Recipe, progress: Progress) -> None:
    """Teach *rows*, in place, that the means of a pair are nearer than those of any other two texts."""
    generator = np.random.default_rng(recipe.seed)
    total = recipe.epochs * (sum(map(len, corpus.blocks)) // recipe.batch)
    optimizer = torch.optim.Adam([rows], lr=recipe.rate)
    step, begun = 0, time.monotonic()
    for epoch in range(recipe.epochs):
        losses = []
        arabic, english = corpus.readings[epoch % len(corpus.readings)]
        for batch in batches(corpus.blocks, recipe.batch, generator):
            _set_rate(optimizer, recipe.rate, step, total)
            source = mean_vectors(rows, arabic.take(batch, recipe.longest), recipe.dropout, generator)
            target = mean_vectors(rows, english.take(batch, recipe.longest), recipe.dropout, generator)
            loss = contrast(source @ target.T, recipe.scale, _repeats(corpus.keys[batch]))
            losses.append(_descend(optimizer, loss))
            step += 1
        loss_shown, seconds = np.mean(losses), time.monotonic() - begun
        progress(f"means: epoch {epoch + 1}/{recipe.epochs}, loss {loss_shown:.3f}, {seconds:.0f} s")


def learn_coverage(rows: torch.Tensor, corpus: Corpus, recipe: Recipe, progress: Progress) -> None:
    """Teach *rows*, in place, that the tokens of a pair cover each other better than those of other texts.

    Each text is set against the texts of its batch that its mean vector finds most similar.
    """
    generator = np.random.default_rng(recipe.seed + 1)
    runs = range(0, len(corpus.sentences), recipe.neighbours)
    blocks = [corpus.sentences[at : at + recipe.neighbours] for at in runs]
    optimizer = torch.optim.Adam([rows], lr=recipe.coverage_rate)
    losses: list[float] = []
    begun, step = time.monotonic(), 0
    while step < recipe.coverage_steps:
        for batch in batches(blocks, recipe.coverage_batch, generator):
            if step == recipe.coverage_steps:
                break
            _set_rate(optimizer, recipe.coverage_rate, step, recipe.coverage_steps)
            losses.append(_descend(optimizer, _coverage_loss(rows, corpus, batch, recipe, step)))
            step += 1
            if step % 50 == 0:
                recent, seconds = np.mean(losses[-50:]), time.monotonic() - begun
                progress(f"coverage: step {step}/{recipe.coverage_steps}, loss {recent:.3f}, {seconds:.0f} s")


def _coverage_loss(
    rows: torch.Tensor, corpus: Corpus, batch: NDArray[np.int64], recipe: Recipe, step: int
) -> torch.Tensor:
    reading = corpus.readings[step % len(corpus.readings)]
    texts = [table.take(batch, recipe.coverage_longest) for table in reading]
    source, target = (gather_tokens(rows, side) for side in texts)
    repeats = _repeats(corpus.keys[batch])
    with torch.no_grad():
        means = [mean_vectors(rows, side, 0.0, np.random.default_rng()) for side in texts]
        cosines = means[0] @ means[1].T
    gold = torch.zeros(len(batch), dtype=torch.long)
    losses = [
        functional.cross_entropy(candidate_coverage(near, far.take(chosen)) * recipe.coverage_scale, gold)
        for near, far, chosen in (
            (source, target, hardest(cosines, repeats, recipe.coverage_rivals)),
            (target, source, hardest(cosines.T, repeats, recipe.coverage_rivals)),
        )
    ]
    return (losses[0] + losses[1]) / 2


def initial_rows(recipe: Recipe) -> torch.Tensor:
    """Return the (vocabulary, dimension) rows to begin with."""
    torch.manual_seed(recipe.seed)
    rows = torch.randn(recipe.vocabulary, recipe.dimension) * 0.1
    rows[0] = 0.0  # the unknown token says nothing
    return rows.requires_grad_()


def save_model(folder: Path, tokenizer: Tokenizer, rows: torch.Tensor) -> None:
    """Write *rows* as float16 and *tokenizer* in the layout of a sentence-transformers StaticEmbedding."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    weights = rows.detach().clone()
    weights[0] = 0.0
    module = StaticEmbedding(tokenizer, embedding_weights=weights.half())
    SentenceTransformer(modules=[module], device="cpu").save_pretrained(str(folder), create_model_card=False)


def _repeats(keys: NDArray[np.int64]) -> torch.Tensor:
    same = keys[:, None] == keys[None]
    np.fill_diagonal(same, val=False)
    return torch.from_numpy(same)


def _set_rate(
    optimizer: torch.optim.Optimizer, rate: float, step: int, total: int, warm: float = 0.05
) -> None:
    done = step / max(total, 1)
    optimizer.param_groups[0]["lr"] = rate * min(done / warm + 1e-3, (1 - done) / (1 - warm))


def _descend(optimizer: torch.optim.Optimizer, loss: torch.Tensor) -> float:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.detach())
