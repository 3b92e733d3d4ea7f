"""All pairs as token ids, and the batches in which they are set against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.features import expand
from training.pairs import PairSet

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """Token ids of many texts, end to end: text *i* is ``ids[starts[i]:starts[i + 1]]``."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def take(self, rows: Rows, longest: int) -> TokenTable:
        """Return the texts *rows*, each cut to *longest* tokens."""
        places, starts = expand(self.starts, rows, longest)
        return TokenTable(self.ids[places], np.append(starts, len(places)))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of both languages, row by row, and the files they come from.

    ``arabic_keys`` and ``english_keys`` are equal where the texts are. The rows of ``sets[i]``
    are the range ``files[i]``, half-open.
    """

    arabic: TokenTable
    english: TokenTable
    arabic_keys: Rows
    english_keys: Rows
    sets: list[PairSet]
    files: list[tuple[int, int]]


def build_corpus(tokenizer: Tokenizer, sets: list[PairSet]) -> Corpus:
    """Return the pair sets as one corpus of token ids."""
    arabic = [text for pairs in sets for text in pairs.arabic]
    english = [text for pairs in sets for text in pairs.english]
    ends = np.cumsum([len(pairs) for pairs in sets]).tolist()
    return Corpus(
        _tokenize(tokenizer, arabic),
        _tokenize(tokenizer, english),
        _keys(arabic),
        _keys(english),
        sets,
        list(zip([0, *ends[:-1]], ends, strict=True)),
    )


def _tokenize(tokenizer: Tokenizer, texts: list[str]) -> TokenTable:
    """Return the token ids of *texts*; an empty text becomes one unknown token."""
    encoded = [
        encoding.ids or [0] for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    ]
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids in encoded])])
    return TokenTable(np.concatenate(encoded).astype(np.int64), starts.astype(np.int64))


def _keys(texts: list[str]) -> Rows:
    key_by_text: dict[str, int] = {}
    return np.array([key_by_text.setdefault(text.lower(), len(key_by_text)) for text in texts], np.int64)


def draw_batches(
    corpus: Corpus, size: int, neighbours: int, generator: np.random.Generator, *, dictionaries: bool = True
) -> Iterator[Rows]:
    """Yield batches of about *size* rows, each of one domain, in random order: every set by its share.

    Runs of *neighbours* consecutive rows of a document stay together, as hard negatives.
    """
    blocks: dict[str, list[Rows]] = defaultdict(list)
    for pairs, (first, last) in zip(corpus.sets, corpus.files, strict=True):
        if pairs.is_dictionary and not dictionaries:
            continue
        found = _cut(first, last, 1 if pairs.is_dictionary else neighbours, generator)
        blocks[pairs.use.domain] += _share(found, pairs.use.share, generator)
    batches = [batch for found in blocks.values() for batch in _join(found, size, generator)]
    for index in generator.permutation(len(batches)):
        yield batches[index]


def _cut(first: int, last: int, size: int, generator: np.random.Generator) -> list[Rows]:
    """Return the rows in blocks of *size*; where the first begins is drawn, so that neighbours change."""
    bounds = [first, *range(first + int(generator.integers(1, size + 1)), last, size), last]
    return [np.arange(start, stop) for start, stop in pairwise(bounds)]


def _share(blocks: list[Rows], share: float, generator: np.random.Generator) -> list[Rows]:
    """Return every block ⌊share⌋ times, and once more with the probability that is left."""
    times = int(share) + (generator.random(len(blocks)) < share % 1)
    return [block for block, count in zip(blocks, times, strict=True) for _ in range(count)]


def _join(blocks: list[Rows], size: int, generator: np.random.Generator) -> list[Rows]:
    """Return the blocks in random order, cut into batches of nearly equal length."""
    if not blocks:
        return []
    order = np.concatenate([blocks[index] for index in generator.permutation(len(blocks))])
    count = max(1, round(len(order) / size))
    return np.array_split(order, count)
