"""Any sentence-transformers model, by name or folder; the library is imported only here, only then."""

from __future__ import annotations

import hashlib
import os
import socket
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from align.bitext import ModelIdentity
from align.catalogue import find_prompt
from align.embedding.sentences import make_readable, sentence_tokens
from align.errors import ModelError
from align.vectors import TokenVectors, Vectors, unit_rows


class TransformerEmbedder:
    """Any sentence-transformers model, by name or folder."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model = _load_transformer(name)
        self._prompt = find_prompt(name)

    @cached_property
    def identity(self) -> ModelIdentity:
        """The model's name and the SHA-256 of its weights, in the order of their names."""
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.float().contiguous().cpu().numpy().tobytes())
        return ModelIdentity(self._name, f"sha256:{digest.hexdigest()}")

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return (n, d) unit rows, one a sentence."""
        vectors = self._model.encode(make_readable(sentences), prompt=self._prompt, show_progress_bar=False)
        return unit_rows(np.asarray(vectors, dtype=np.float32).reshape(len(sentences), -1))

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence, all of weight 1; special tokens are left out."""
        texts = make_readable(sentences)
        if not texts:
            return []
        try:
            states = self._model.encode(texts, output_value="token_embeddings", show_progress_bar=False)
            found = [self._tokens(text, state) for text, state in zip(texts, states, strict=True)]
        except (AttributeError, KeyError, TypeError, NotImplementedError):
            return sentence_tokens(texts, self.encode(texts))
        return found

    def _tokens(self, text: str, states: Any) -> TokenVectors:
        encoded = self._model.tokenizer(
            text, return_offsets_mapping=True, truncation=True, max_length=self._model.max_seq_length
        )
        offsets = np.array(encoded["offset_mapping"], dtype=np.int64).reshape(-1, 2)
        vectors = states.float().cpu().numpy()[: len(offsets)]
        real = offsets[: len(vectors), 0] < offsets[: len(vectors), 1]
        return TokenVectors(
            unit_rows(vectors[real]),
            np.ones(int(real.sum()), dtype=np.float32),
            offsets[: len(vectors)][real],
        )


def _load_transformer(name: str) -> Any:
    folder = Path(name)
    looks_like_path = name.startswith((".", "/", "~")) or folder.exists()
    if looks_like_path and not folder.is_dir():
        raise ModelError(f"{name}: no such model folder")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f"{name}: needs sentence-transformers (pip install sentence-transformers)"
        ) from error
    try:
        try:
            # What is here is opened without asking the hub, which is tried for a minute where it is away.
            return SentenceTransformer(name, device="cpu", local_files_only=True)
        except Exception:
            if folder.is_dir() or not _can_reach_hub():
                raise
            return SentenceTransformer(name, device="cpu")
    except Exception as error:  # the libraries below raise whatever they meet: OSError, KeyError, HTTP errors
        raise ModelError(
            f"{name}: not on this machine and cannot be fetched; where there is a network: "
            f"hf download {name} --local-dir {folder.name}, then --model ./{folder.name}"
        ) from error


def _can_reach_hub() -> bool:
    """Return whether the hub's name can be looked up, or a proxy does that."""
    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")):
        return True
    host = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co")).hostname
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return True
