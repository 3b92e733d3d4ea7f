"""The slice of the dictionaries that training never sees, so that words and names can be asked of a model.

One Arabic entry in fifty, chosen by a digest of its folded spelling: the same for
everybody, whatever the order of a file, and for every file that holds the entry.
"""

from __future__ import annotations

import hashlib

import polars as pl

from align.evidence.number_lexicon import fold

_ONE_IN = 50


def is_held_out(arabic: str) -> bool:
    """Whether the dictionary entry *arabic* is kept from training, however its marks and alif are written."""
    digest = hashlib.sha256(fold(arabic.strip()).encode()).digest()
    return int.from_bytes(digest[:4]) % _ONE_IN == 0


def held_out_rows(frame: pl.DataFrame) -> pl.Series:
    """Return which rows of a dictionary with the column ``ar`` are kept from training."""
    return pl.Series([is_held_out(entry) for entry in frame["ar"]], dtype=pl.Boolean)
