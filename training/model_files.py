"""Rows and a tokenizer → the files that every loader opens."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer


def save_model(folder: Path, tokenizer: Tokenizer, rows: torch.Tensor) -> None:
    """Write *rows* as float16 and *tokenizer* in the layout of a sentence-transformers StaticEmbedding."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    weights = rows.detach().clone()
    weights[0] = 0.0  # the unknown token says nothing
    module = StaticEmbedding(tokenizer, embedding_weights=weights.half())
    SentenceTransformer(modules=[module], device="cpu").save_pretrained(str(folder), create_model_card=False)
    (folder / "model.safetensors").chmod(0o644)  # it is made readable for its owner alone
    vocabulary = folder / "tokenizer.json"
    described = json.loads(vocabulary.read_text(encoding="utf-8"))
    # Half the size without the indents, and quicker to open.
    vocabulary.write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
