"""Retrieval: how often the nearest sentence of the other side is the translation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.coverage import Side, collect_side
from align.embedding import Embedder
from align.labels import GOLD_NAME, read_labels
from align.vectors import TokenVectors


def precision_at_one(similarities: NDArray[np.float32]) -> tuple[float, float]:
    """Return P@1 from rows to columns and from columns to rows; row *i* belongs to column *i*."""
    gold = np.arange(len(similarities))
    forward = float((similarities.argmax(axis=1) == gold).mean())
    backward = float((similarities.argmax(axis=0) == gold).mean())
    return forward, backward


def csls(similarities: NDArray[np.float32], neighbours: int = 10) -> NDArray[np.float32]:
    """Return similarities less the mean similarity of each side's nearest neighbours.

    Conneau et al. (2018), "Word translation without parallel data", eq. 4.
    """
    k = min(neighbours, *similarities.shape)
    rows = np.partition(similarities, -k, axis=1)[:, -k:].mean(axis=1, keepdims=True)
    columns = np.partition(similarities, -k, axis=0)[-k:].mean(axis=0, keepdims=True)
    scaled: NDArray[np.float32] = 2 * similarities - rows - columns
    return scaled


@dataclass(frozen=True, slots=True)
class Retrieval:
    """P@1 from Arabic to English and back, of one set by one similarity."""

    name: str
    similarity: str
    forward: float
    backward: float


# Shares of the cosine of means and of token coverage in the combined similarity.
_COSINE_SHARE = 0.3


def measure_retrieval(folder: Path, names: tuple[str, ...], embedder: Embedder) -> list[Retrieval]:
    """Return P@1 on the development sets *names* by cosine, by CSLS and combined with coverage."""
    found = []
    for name in names:
        frame = pl.read_parquet(folder / "dev" / f"{name}.parquet", columns=["ar", "en"])
        found += retrieve(name, frame["ar"].to_list(), frame["en"].to_list(), embedder)
    return found


def measure_passages(folders: list[Path], embedder: Embedder) -> list[Retrieval]:
    """Return P@1 among all passages of the gold in *folders* that stand in both texts, under ``passages``.

    It is the news that the project carries, none of it seen in training.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    for gold in (file for folder in folders for file in sorted(folder.glob(f"*/{GOLD_NAME}"))):
        texts = [(gold.parent / name).read_text(encoding="utf-8") for name in ("ar.txt", "en.txt")]
        for passage in read_labels(gold):
            if passage.source and passage.target:
                for side, text, spans in zip(sides, texts, (passage.source, passage.target), strict=True):
                    side.append(" ".join(text[start:stop] for start, stop in spans))
    return retrieve("passages", *sides, embedder)


def retrieve(name: str, arabic: list[str], english: list[str], embedder: Embedder) -> list[Retrieval]:
    """Return P@1 of row-aligned texts by cosine and combined with coverage, each also by CSLS."""
    cosine = embedder.encode(arabic) @ embedder.encode(english).T
    coverage = coverage_matrix(embedder.encode_tokens(arabic), embedder.encode_tokens(english))
    combined = _COSINE_SHARE * cosine + (1 - _COSINE_SHARE) * coverage
    return [
        Retrieval(name, similarity, *precision_at_one(matrix))
        for similarity, matrix in (
            ("cosine", cosine),
            ("CSLS", csls(cosine)),
            ("combined", combined),
            ("combined, CSLS", csls(combined)),
        )
    ]


def coverage_matrix(source: list[TokenVectors], target: list[TokenVectors]) -> NDArray[np.float32]:
    """Return (n, m) coverage of each pair of texts, the mean of both directions."""
    sides = collect_side(source), collect_side(target)
    return (_covered(sides[0], sides[1]) + _covered(sides[1], sides[0]).T) / np.float32(2)


def _covered(near: Side, far: Side) -> NDArray[np.float32]:
    """Return (n, m): how well each text of *near* is covered by each of *far*."""
    result = np.zeros((len(near), len(far)), dtype=np.float32)
    for row in range(len(near)):
        tokens = slice(near.starts[row], near.starts[row + 1])
        best = np.maximum.reduceat(near.vectors[tokens] @ far.vectors.T, far.starts[:-1], axis=1)
        result[row] = np.average(best, axis=0, weights=near.weights[tokens] + 1e-9)
    return result
