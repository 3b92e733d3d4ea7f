"""What tokens share: the row of a token is the sum of the rows of its features.

A token has a row of its own and one for each run of three to five letters in it, as words
have in fastText (Bojanowski et al. 2017, "Enriching word vectors with subword information").
Rare forms of a word so learn from frequent ones. It also has one for each run of two or three
consonants and for all of them, in one spelling for both scripts, so that a name resembles
its transliteration. The sum is taken once, when the model is saved: what is shipped is
one row a token.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

SHORTEST, LONGEST = 3, 5  # letters of a run
# The consonants that a letter may stand for, as either script writes names; vowels and semivowels for none.
_SOUNDS = {
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپڤچگ", "bttjhkddrzsssdtdgfkklmnhbfjg", strict=True)),
    **dict(zip("bcdfghjklmnpqrstvxz", "bkdfghjklmnbkrstfkz", strict=True)),
}
_DIGRAPHS = {"sh": "s", "ch": "s", "th": "t", "ph": "f", "kh": "k", "gh": "g", "dh": "d"}
_SOUND_SHORTEST, _SOUND_LONGEST = 2, 3  # consonants of a run
LEAST_TOKENS = 2  # that must hold a run: what only one token has, that token's own row says
_TOKENS_AT_A_TIME = 4_000


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Features of many tokens, end to end: token *i* has those at ``starts[i]:starts[i + 1]``.

    Feature *i* is token *i*'s own row, of weight 1; each of a token's k runs has the weight 1/√k.
    """

    ids: NDArray[np.int64]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]
    count: int

    def sum_rows(self, features: torch.Tensor, tokens: NDArray[np.int64]) -> torch.Tensor:
        """Return the (len(tokens), d) rows of *tokens* from the (count, d) rows of all *features*."""
        places, starts = expand(self.starts, tokens)
        return functional.embedding_bag(
            torch.from_numpy(self.ids[places]),
            features,
            torch.from_numpy(starts),
            mode="sum",
            per_sample_weights=torch.from_numpy(self.weights[places]),
        )

    def sum_all_rows(self, features: torch.Tensor) -> torch.Tensor:
        """Return the (v, d) rows of all tokens, outside any gradient."""
        tokens = np.arange(len(self.starts) - 1)
        with torch.no_grad():
            parts = [
                self.sum_rows(features, tokens[first : first + _TOKENS_AT_A_TIME])
                for first in range(0, len(tokens), _TOKENS_AT_A_TIME)
            ]
        return torch.cat(parts)


def expand(
    starts: NDArray[np.int64], items: NDArray[np.int64], longest: int | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of *items* of a table laid end to end, and where each item begins among them.

    Item *i* holds the places ``starts[i]:starts[i + 1]``, of which at most *longest* are taken.
    """
    lengths = starts[items + 1] - starts[items]
    if longest is not None:
        lengths = np.minimum(lengths, longest)
    begins = np.concatenate([[0], lengths.cumsum()])
    places = np.arange(begins[-1]) + np.repeat(starts[items] - begins[:-1], lengths)
    return places, begins[:-1]


def letter_runs(token: str) -> set[str]:
    """Return the runs of letters in *token*: ``kitab`` → kit, ita, tab, kita, itab, kitab."""
    if not any(letter.isalpha() for letter in token):
        return set()
    return {
        token[first : first + length]
        for length in range(SHORTEST, LONGEST + 1)
        for first in range(len(token) - length + 1)
    }


def sound_runs(token: str) -> set[str]:
    """Return the runs of consonants in *token* behind a sign, and how many there are with all of them.

    ``محمد`` and ``mohammed`` → ~mh, ~hm, ~md, ~mhm, ~hmd, ~4mhmd.
    """
    for written, sound in _DIGRAPHS.items():
        token = token.replace(written, sound)
    heard = [_SOUNDS[letter] for letter in token if letter in _SOUNDS]
    sounds = "".join(sound for sound, _ in groupby(heard))
    lengths = {*range(_SOUND_SHORTEST, _SOUND_LONGEST + 1), max(len(sounds), _SOUND_SHORTEST)}
    return {
        f"~{length if length > _SOUND_LONGEST else ''}{sounds[first : first + length]}"
        for length in lengths
        for first in range(len(sounds) - length + 1)
    }


def build_features(tokens: list[str], special: frozenset[str] = frozenset()) -> FeatureTable:
    """Return the features of *tokens* in their order; those in *special* have their own row only."""
    runs = [
        sorted(letter_runs(token) | sound_runs(token)) if token not in special else [] for token in tokens
    ]
    counts = Counter(run for found in runs for run in found)
    ids_by_run: dict[str, int] = {}
    ids: list[int] = []
    weights: list[float] = []
    starts = [0]
    for place, found in enumerate(runs):
        shared = [run for run in found if counts[run] >= LEAST_TOKENS]
        ids += [place, *(len(tokens) + ids_by_run.setdefault(run, len(ids_by_run)) for run in shared)]
        weights += [1.0, *(len(shared) ** -0.5 for _ in shared)]
        starts.append(len(ids))
    return FeatureTable(
        np.array(ids, dtype=np.int64),
        np.array(weights, dtype=np.float32),
        np.array(starts, dtype=np.int64),
        len(tokens) + len(ids_by_run),
    )
