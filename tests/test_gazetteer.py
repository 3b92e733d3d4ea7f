"""The tables of names are made as they say, and the benchmark's swaps are where they say."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from align.bitext import EvidenceType
from align.evidence.name_lexicon import list_latin_stems, load_arabic, load_exonyms, load_latin, strip_word
from align.evidence.sounds import load_chunks
from benchmarks.edits.names import edit_names
from gazetteer.sounds import learn_chunks

PAIRS = [
    ("قال محمد في برلين", "Mohammed said in Berlin"),
    ("قال بوتين في كركوك", "Putin said in Kirkuk"),
    ("وقال وبرلين بعيدة", "and Berlin is far, he said"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "dictionary"
    folder.mkdir()
    names = {"mohammed": "محمد", "putin": "بوتين", "kirkuk": "كركوك", "berlin": "برلين"}
    full = pl.DataFrame({"en": list(names), "ar": list(names.values())})
    for file in ("names_wikidata", "names_google", "places", "un_country_names", "cldr"):
        (full if file == "names_wikidata" else full.clear()).write_parquet(folder / f"{file}.parquet")
    return tmp_path


def test_letters_that_stand_together_are_learned() -> None:
    chunks = learn_chunks([("bb", "بب"), ("bs", "بس"), ("sb", "سب"), ("ss", "سس")] * 20)
    assert chunks["b", "ب"] >= 0.5
    assert chunks["s", "س"] >= 0.5
    assert chunks.get(("b", "س"), -9.0) < 0


def test_shipped_tables_are_read() -> None:
    assert load_chunks()["sh", "ش"] > 1
    assert len(load_exonyms().latin) > 500
    assert "لبنان" in load_exonyms().countries
    english, arabic = load_latin("en"), load_arabic("ar")
    assert english is not None
    assert arabic is not None
    assert not any(english.tells(word) for word in ("President", "April", "Galleries", "UNESCO", "The"))
    assert all(english.tells(word) for word in ("Kirkuk", "Obama", "Al-Rashid"))


def test_words_are_brought_to_their_stems() -> None:
    assert strip_word("والوزيره") == "وزير"
    assert strip_word("قطر") == "قطر"
    assert "study" in list_latin_stems("studies")
    assert "bake" in list_latin_stems("baked")


def test_swapped_names_stand_where_the_gold_says(data: Path) -> None:
    edits = edit_names(PAIRS, data)
    swaps = [edit for edit in edits if edit.kind is EvidenceType.NAME]
    assert {edit.edit for edit in swaps} == {"English name swapped", "Arabic name swapped"}
    originals = set(PAIRS)
    for edit in swaps:
        assert (edit.arabic, edit.english) not in originals
        assert edit.arabic_span is not None
        assert edit.english_span is not None
        arabic, english = edit.arabic[slice(*edit.arabic_span)], edit.english[slice(*edit.english_span)]
        assert arabic in {"محمد", "بوتين", "كركوك", "برلين"}
        assert english in {"Mohammed", "Putin", "Kirkuk", "Berlin"}


def test_the_same_seed_makes_the_same_edits(data: Path) -> None:
    assert edit_names(PAIRS, data, seed=3) == edit_names(PAIRS, data, seed=3)
