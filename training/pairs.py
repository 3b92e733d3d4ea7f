"""Parallel text for training: read, cleaned, with its domain and its share, in document order.

The folder given by the user holds ``train/*.parquet`` and ``dictionary/*.parquet``
with the columns ``ar`` and ``en``; ``dev/`` is never opened here, and of the dictionaries
the slice that ``benchmarks.held_out`` keeps for questions is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.held_out import held_out_rows


@dataclass(frozen=True, slots=True)
class Use:
    """How a file is used.

    Texts are set against others of their *domain*, so that a model cannot tell them apart
    by what they are about at large. An epoch shows *share* of the rows, another part of them
    each time; above 1, some of them more than once.
    """

    domain: str
    share: float = 1.0


# Product documentation is one domain of the least use for news, and would drown the rest
# (178,000 rows of it); prose is scarce. A file that is not listed is a domain of its own.
USES = {
    "msdocs": Use("product"),
    "microsoft_sxs": Use("product", 0.28),
    "l10n": Use("interface", 0.7),
    "tatoeba": Use("everyday", 3),
    "mt_geneval": Use("prose", 2),
    "tico19": Use("prose", 2),
    "civic": Use("prose", 2),
    "sdg": Use("prose"),
    "web_docs": Use("web"),
    "wordnet": Use("words", 0.5),
    "cldr": Use("words"),
    "iso_codes": Use("words"),
    "tico_terms": Use("words"),
    "un_country_names": Use("words"),
    "names_entities": Use("entities"),
    "names_wikidata": Use("names"),
    "names_google": Use("names"),
    "places": Use("places"),
}
# Left out: flagged machine translated, 5-7 % garbled.
LEFT_OUT = frozenset({"microsoft_mt"})
LONGEST = 1_200  # code points; longer rows are lists and tables run together

_LEADING_NUMBER = r"^\d+\s+"  # names_entities numbers some of its entries on both sides
_ARABIC = r"[\x{0620}-\x{064A}]"


@dataclass(frozen=True, slots=True)
class PairSet:
    """Row-aligned texts of one file, in its own order."""

    name: str
    arabic: list[str]
    english: list[str]
    use: Use
    is_dictionary: bool

    def __len__(self) -> int:
        return len(self.arabic)


def load_pairs(folder: Path) -> list[PairSet]:
    """Return one pair set a file of ``train/`` and ``dictionary/``, cleaned and without repeats.

    Raises:
        FileNotFoundError: if *folder* has no sentences; dictionaries alone do not make a model.
    """
    texts, words = (sorted((folder / name).glob("*.parquet")) for name in ("train", "dictionary"))
    if not texts:
        raise FileNotFoundError(f"{folder}: no train/*.parquet with parallel sentences there")
    return [_load(file) for file in (*texts, *words) if file.stem not in LEFT_OUT]


def digest_pairs(sets: list[PairSet]) -> str:
    """Return a short digest of all texts in their order, and of how they are used."""
    digest = hashlib.sha256()
    for pairs in sets:
        digest.update(f"{pairs.name} {pairs.use} {len(pairs)}\n".encode())
        digest.update("\n".join((*pairs.arabic, *pairs.english)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def _load(file: Path) -> PairSet:
    frame = pl.read_parquet(file, columns=["ar", "en"]).drop_nulls()
    if file.stem == "names_entities":
        frame = frame.with_columns(pl.all().str.replace(_LEADING_NUMBER, ""))
    frame = frame.with_columns(pl.all().str.strip_chars())
    frame = frame.filter(
        pl.col("ar").str.contains(_ARABIC),
        pl.col("en").str.contains(r"[A-Za-z0-9]"),
        pl.col("ar").str.len_chars().is_between(1, LONGEST),
        pl.col("en").str.len_chars().is_between(1, LONGEST),
    ).unique(maintain_order=True)
    is_dictionary = file.parent.name == "dictionary"
    if is_dictionary:
        frame = frame.filter(~held_out_rows(frame))
    use = USES.get(file.stem, Use(file.stem))
    return PairSet(file.stem, frame["ar"].to_list(), frame["en"].to_list(), use, is_dictionary)
