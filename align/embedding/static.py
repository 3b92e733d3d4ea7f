"""Static models: one vector a token, in the layout of sentence-transformers' ``StaticEmbedding``."""

from __future__ import annotations

import hashlib
import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from align.bitext import ModelIdentity
from align.embedding.sentences import make_readable
from align.errors import ModelError
from align.vectors import TokenVectors, Vectors, unit_rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def is_static(folder: Path) -> bool:
    """Whether *folder* holds a lone StaticEmbedding, which needs neither torch nor transformers."""
    modules = folder / "modules.json"
    if not modules.is_file() or not (folder / "tokenizer.json").is_file():
        return False
    try:
        listed = json.loads(modules.read_text(encoding="utf-8"))
        return [module["type"].rpartition(".")[2] for module in listed] == ["StaticEmbedding"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def open_static(name: str, folder: Path) -> StaticEmbedder:
    """Return the static model in *folder*; its fingerprint covers the weights and the tokenizer.

    Raises:
        ModelError: a file is missing or damaged.
    """
    from safetensors import SafetensorError, safe_open
    from tokenizers import Tokenizer

    weights, vocabulary = folder / "model.safetensors", folder / "tokenizer.json"
    try:
        digest = hashlib.sha256(weights.read_bytes() + vocabulary.read_bytes()).hexdigest()
        with safe_open(weights, framework="numpy") as tensors:
            rows = tensors.get_tensor("embedding.weight")
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{folder}: not a usable model folder ({error})") from error
    try:
        tokenizer = Tokenizer.from_file(str(vocabulary))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"{vocabulary}: not a tokenizer ({error})") from error
    return StaticEmbedder(ModelIdentity(name, f"sha256:{digest}"), rows, tokenizer)


class StaticEmbedder:
    """A static model: the vector of a text is the mean of its token rows.

    The squared norm of a row is the weight of its token: training makes it small for
    words that carry no meaning of their own.
    """

    def __init__(self, identity: ModelIdentity, rows: NDArray[Any], tokenizer: Tokenizer) -> None:
        """Take (v, d) *rows*, one a token of *tokenizer*."""
        self.identity = identity
        self._rows = rows
        self._tokenizer = tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()

    def tokenize(self, sentences: list[str]) -> list[list[int]]:
        """Return the token ids of each sentence."""
        encodings = self._tokenizer.encode_batch_fast(make_readable(sentences), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return (n, d) unit rows, one a sentence; a sentence without tokens gives zeros."""
        texts = self.tokenize(sentences)
        lengths = np.array([len(ids) for ids in texts], dtype=np.int64)
        ids = np.fromiter(chain.from_iterable(texts), np.int64, int(lengths.sum()))
        vectors = np.zeros((len(sentences), self._rows.shape[1]), dtype=np.float32)
        filled = lengths > 0
        if filled.any():
            starts = np.concatenate([[0], lengths.cumsum()[:-1]])[filled]
            used, inverse = np.unique(ids, return_inverse=True)
            rows = self._rows[used].astype(np.float32)
            vectors[filled] = np.add.reduceat(rows[inverse], starts)
        return unit_rows(vectors)

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""
        encodings = self._tokenizer.encode_batch(make_readable(sentences), add_special_tokens=False)
        found = []
        for encoding in encodings:
            rows = self._rows[encoding.ids].astype(np.float32).reshape(-1, self._rows.shape[1])
            weights = np.einsum("td,td->t", rows, rows)
            offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
            found.append(TokenVectors(unit_rows(rows), weights, offsets))
        return found
