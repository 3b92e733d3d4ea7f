"""The faithful documents that are perturbed: sentence by sentence, translated by people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import polars as pl

_LONGEST = 40  # sentences; longer documents are cut
_SHORTEST = 10
_RESERVED = 0.2  # of a document's sentences, its last, which stay out to be added to it


@dataclass(frozen=True, slots=True)
class FaithfulDocument:
    """Parallel sentences; ``reserve`` holds English ones of the same document that it does not use."""

    name: str
    arabic: tuple[str, ...]
    english: tuple[str, ...]
    reserve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents of one origin; ``seen`` if the embedded model was trained on them."""

    name: str
    seen: bool
    documents: tuple[FaithfulDocument, ...]


def load_collections(folder: Path) -> list[Collection]:
    """Return ``dev/xquad_sents`` by article and ``train/tico19`` by document, what of them *folder* has."""
    files = (("xquad_sents", False, folder / "dev"), ("tico19", True, folder / "train"))
    return [
        Collection(name, seen, _load_documents(place / f"{name}.parquet"))
        for name, seen, place in files
        if (place / f"{name}.parquet").is_file()
    ]


def _load_documents(file: Path) -> tuple[FaithfulDocument, ...]:
    frame = pl.read_parquet(file, columns=["document", "ar", "en"])
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, arabic, english in frame.iter_rows():
        rows[document.partition("#")[0]].append((_one_line(arabic), _one_line(english)))
    return tuple(
        _reserve(f"{name}/{start // _LONGEST}", pairs[start : start + _LONGEST])
        for name, pairs in rows.items()
        for start in range(0, len(pairs), _LONGEST)
        if len(pairs) - start >= _SHORTEST
    )


def _reserve(name: str, pairs: list[tuple[str, str]]) -> FaithfulDocument:
    kept = len(pairs) - max(2, round(_RESERVED * len(pairs)))
    arabic, english = zip(*pairs, strict=True)
    return FaithfulDocument(name, arabic[:kept], english[:kept], english[kept:])


def _one_line(text: str) -> str:
    return " ".join(text.split())
