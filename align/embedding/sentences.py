"""Models that give sentence vectors only, and what every model needs of a text."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from align.bitext import ModelIdentity
from align.vectors import TokenVectors, Vectors, unit_rows

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def make_readable(sentences: list[str]) -> list[str]:
    """Replace lone surrogates, which tokenizers cannot take, one code point by one."""
    return [_LONE_SURROGATE.sub("\ufffd", text) for text in sentences]


class SentenceEmbedder:
    """An object with ``encode`` alone, such as another library's model: each text is one token."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.identity = ModelIdentity(type(model).__name__, "unknown")

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return (n, d) unit rows, one a sentence."""
        vectors = np.asarray(self._model.encode(make_readable(sentences)), dtype=np.float32)
        return unit_rows(vectors.reshape(len(sentences), -1))

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return each sentence as one token."""
        return sentence_tokens(sentences, self.encode(sentences))


def sentence_tokens(sentences: list[str], vectors: Vectors) -> list[TokenVectors]:
    """Return each sentence as one token, for models that give sentence vectors only."""
    return [
        TokenVectors(vector[None], np.array([len(text)], dtype=np.float32), np.array([[0, len(text)]]))
        for text, vector in zip(sentences, vectors, strict=True)
    ]
