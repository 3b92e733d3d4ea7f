"""Parallel text for training: read, cleaned, weighted, in document order.

The folder given by the user holds ``train/*.parquet`` and ``dictionary/*.parquet``
with the columns ``ar`` and ``en``; ``dev/`` is never opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

# Rows kept of a file, where it would drown the rest: product documentation is one domain
# (144,288 rows of it), and dictionaries are short.
ROW_LIMITS = {"microsoft_sxs": 80_000}
# Left out: flagged machine translated, 5-7 % garbled.
LEFT_OUT = frozenset({"microsoft_mt"})
LONGEST = 1_200  # code points; longer rows are lists and tables run together

_LEADING_NUMBER = re.compile(r"^\d+\s+")  # names_entities numbers some of its entries on both sides
_ARABIC = r"[\x{0620}-\x{064A}]"


@dataclass(frozen=True, slots=True)
class PairSet:
    """Row-aligned texts of one file, in its own order."""

    name: str
    arabic: list[str]
    english: list[str]
    is_dictionary: bool

    def __len__(self) -> int:
        return len(self.arabic)


def load_pairs(folder: Path) -> list[PairSet]:
    """Return one pair set a file of ``train/`` and ``dictionary/``, cleaned and without repeats.

    Raises:
        FileNotFoundError: if *folder* has no such files.
    """
    files = sorted((folder / "train").glob("*.parquet")) + sorted((folder / "dictionary").glob("*.parquet"))
    if not files:
        raise FileNotFoundError(f"{folder}: no train/*.parquet or dictionary/*.parquet")
    return [_load(file) for file in files if file.stem not in LEFT_OUT]


def _load(file: Path) -> PairSet:
    frame = pl.read_parquet(file, columns=["ar", "en"]).drop_nulls()
    frame = frame.with_columns(pl.all().str.strip_chars())
    frame = frame.filter(
        pl.col("ar").str.contains(_ARABIC),
        pl.col("en").str.contains(r"[A-Za-z0-9]"),
        pl.col("ar").str.len_chars().is_between(1, LONGEST),
        pl.col("en").str.len_chars().is_between(1, LONGEST),
    ).unique(maintain_order=True)
    limit = ROW_LIMITS.get(file.stem)
    if limit is not None and frame.height > limit:
        # Whole stretches, not single rows, so that neighbours stay together as negatives.
        stretch = 64
        keep = (pl.int_range(pl.len()) // stretch).hash(seed=0) % frame.height < limit
        frame = frame.filter(keep)
    arabic, english = frame["ar"].to_list(), frame["en"].to_list()
    if file.stem == "names_entities":
        arabic = [_LEADING_NUMBER.sub("", text) for text in arabic]
        english = [_LEADING_NUMBER.sub("", text) for text in english]
    return PairSet(file.stem, arabic, english, is_dictionary=file.parent.name == "dictionary")
