"""Words and names that training never saw: is the translation the nearest entry?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.embedding import Embedder
from benchmarks.held_out import held_out_rows
from benchmarks.retrieval import precision_at_one

_ALLOWED = 1.0  # of 100 pairs of different names that may be taken for the same


@dataclass(frozen=True, slots=True)
class EntryFigures:
    """What a model makes of entries it has not seen.

    ``words``: share of held-out Arabic lemmas whose nearest English lemma, of all in the
    dictionary, is a listed translation; ``words_of_ten``: that one of the nearest ten is.
    ``names_forward`` and ``names_backward``: P@1 among the held-out person names;
    ``names_recall``: share of name pairs above the cosine that 1 % of wrong pairs exceed.
    """

    words: float
    words_of_ten: float
    names_forward: float
    names_backward: float
    names_recall: float
    word_count: int
    name_count: int


def measure_entries(folder: Path, embedder: Embedder) -> EntryFigures:
    """Return the figures on the held-out slices of the dictionaries ``wordnet`` and ``names_wikidata``."""
    one, ten, words = _translate_words(pl.read_parquet(folder / "dictionary" / "wordnet.parquet"), embedder)
    names = pl.read_parquet(folder / "dictionary" / "names_wikidata.parquet", columns=["ar", "en"])
    # A name of many spellings stands for one of them, so that each row has one right answer.
    names = names.filter(held_out_rows(names))
    names = names.unique("ar", maintain_order=True).unique("en", maintain_order=True)
    cosines = embedder.encode(names["ar"].to_list()) @ embedder.encode(names["en"].to_list()).T
    forward, backward = precision_at_one(cosines)
    return EntryFigures(one, ten, forward, backward, recall_of_pairs(cosines, _ALLOWED), words, len(names))


def recall_of_pairs(similarities: NDArray[np.float32], rate: float) -> float:
    """Return the share of the diagonal above the level that *rate* of 100 other cells exceed."""
    wrong = similarities[~np.eye(len(similarities), dtype=bool)]
    return float((similarities.diagonal() > np.quantile(wrong, 1 - rate / 100)).mean())


def measure_graded(folder: Path, embedder: Embedder) -> float:
    """Return Spearman's correlation of the cosine with human judgement on ``dev/sts17_ar_en``."""
    frame = pl.read_parquet(folder / "dev" / "sts17_ar_en.parquet")
    arabic, english = (embedder.encode(frame[side].to_list()) for side in ("ar", "en"))
    cosines = pl.Series("cosine", (arabic * english).sum(axis=1))
    return float(frame.select(pl.corr(cosines, "score", method="spearman")).item())


def _translate_words(frame: pl.DataFrame, embedder: Embedder) -> tuple[float, float, int]:
    english = frame["en"].unique(maintain_order=True).to_list()
    places = {lemma: place for place, lemma in enumerate(english)}
    translations: dict[str, set[int]] = {}
    for arabic, lemma in frame.filter(held_out_rows(frame)).select("ar", "en").iter_rows():
        translations.setdefault(arabic, set()).add(places[lemma])
    cosines = embedder.encode(list(translations)) @ embedder.encode(english).T
    nearest = np.argsort(-cosines, axis=1)[:, :10].tolist()
    found = list(zip(nearest, translations.values(), strict=True))
    one = sum(row[0] in right for row, right in found)
    ten = sum(not right.isdisjoint(row) for row, right in found)
    return one / len(found), ten / len(found), len(found)
