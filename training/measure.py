"""Retrieval on the development sets while training; the figures that count come from ``benchmarks``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from align.bitext import ModelIdentity
from align.embedding import StaticEmbedder
from benchmarks.retrieval import measure_retrieval

SETS = ("pud", "xquad_sents", "laser_tatoeba")


def report_retrieval(rows: torch.Tensor, tokenizer: Tokenizer, folder: Path) -> list[str]:
    """Return a line a development set and similarity: P@1 both ways."""
    embedder = StaticEmbedder(
        ModelIdentity("training", ""), rows.detach().numpy().astype(np.float16), tokenizer
    )
    figures = measure_retrieval(folder, SETS, embedder)
    return [f"{row.name} {row.similarity}: {row.forward:.3f} {row.backward:.3f}" for row in figures]
