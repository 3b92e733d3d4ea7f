"""A model → sentence vectors and token vectors.

Two kinds of models give the same two things. A *static* model (one vector a token) is
read with ``tokenizers`` and ``safetensors`` alone, because importing sentence-transformers
takes seconds. Any other model goes through sentence-transformers, imported only then.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from align.bitext import ModelIdentity
from align.catalogue import DEFAULT_MODEL, EMBEDDED_MODELS, embedded_folder
from align.embedding.sentences import SentenceEmbedder
from align.embedding.static import StaticEmbedder, is_static, open_static
from align.embedding.transformer import TransformerEmbedder
from align.errors import ModelError
from align.vectors import TokenVectors, Vectors

__all__ = [
    "Embedder",
    "SentenceEmbedder",
    "StaticEmbedder",
    "TransformerEmbedder",
    "adopt_embedder",
    "load_embedder",
]


@runtime_checkable
class Embedder(Protocol):
    """What the stages need of a model."""

    @property
    def identity(self) -> ModelIdentity:
        """The model's name and fingerprint."""

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return (n, d) unit rows, one a sentence; a sentence without tokens gives zeros."""

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""


def load_embedder(name: str = DEFAULT_MODEL) -> Embedder:
    """Return the model called *name*: the embedded one, a folder, or a sentence-transformers name.

    Raises:
        ModelError: if there is no such model on this machine and it cannot be fetched.
    """
    folder = embedded_folder(name) if name in EMBEDDED_MODELS else Path(name)
    if is_static(folder):
        return open_static(name if name in EMBEDDED_MODELS else folder.name, folder)
    return TransformerEmbedder(name)


def adopt_embedder(model: Any) -> Embedder:
    """Return *model* as an embedder; an object that has ``encode`` alone gives sentence vectors only.

    Raises:
        ModelError: if it has no ``encode``.
    """
    if isinstance(model, Embedder):
        return model
    if callable(getattr(model, "encode", None)):
        return SentenceEmbedder(model)
    raise ModelError(
        f"{type(model).__name__}: not a model; wanted a name, a folder, or an object with encode()"
    )
