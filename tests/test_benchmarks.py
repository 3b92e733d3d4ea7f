"""The measures measure what they say."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from align.embedding import StaticEmbedder, load_embedder
from benchmarks.confidence import calibration_error, edit_articles, fit_logistic
from benchmarks.dictionaries import recall_of_pairs
from benchmarks.odd_input import ARABIC_EDITS, ENGLISH_EDITS

TEXT = "أعلنت الوزارةُ، في 2026، أن مدرسةً في كركوك ستُفتح إلى جانب مستشفى."
OTHER = "The ministry said in 2026 that a school in Kirkuk would open beside a hospital."
# What these do to a text, a reader would not call another text.
HARMLESS = [name for name in ARABIC_EDITS if not name.startswith(("a Latin name", "two letters"))]


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_edit_changes_the_text_and_none_of_its_tokens(name: str) -> None:
    model = load_embedder("ar-en")
    assert isinstance(model, StaticEmbedder)
    edited = ARABIC_EDITS[name](TEXT, OTHER, random.Random(1))
    assert edited != TEXT
    assert model.tokenize([edited]) == model.tokenize([TEXT])


def test_typos_keep_the_letters_and_the_words() -> None:
    for edits, text in ((ARABIC_EDITS, TEXT), (ENGLISH_EDITS, OTHER)):
        edit = next(edit for name, edit in edits.items() if name.startswith("two letters"))
        found = {edit(text, "", random.Random(seed)) for seed in range(20)}
        assert len(found) > 5
        assert {tuple(sorted(edited)) for edited in found} == {tuple(sorted(text))}
        assert {len(edited.split()) for edited in found} == {len(text.split())}


def test_a_latin_name_is_taken_from_the_other_text() -> None:
    assert "(Kirkuk)" in ARABIC_EDITS["a Latin name in brackets"](TEXT, OTHER, random.Random(1))


def test_recall_is_counted_above_the_level_that_a_share_of_the_wrong_pairs_exceeds() -> None:
    similarities = np.full((10, 10), 0.2, dtype=np.float32)
    np.fill_diagonal(similarities, [0.9] * 7 + [0.1] * 3)
    assert recall_of_pairs(similarities, 1.0) == pytest.approx(0.7)


def test_calibration_error_is_the_distance_of_confidence_and_accuracy() -> None:
    right = np.array([True] * 9 + [False])
    assert calibration_error(np.full(10, 0.9), right) == pytest.approx(0.0)
    assert calibration_error(np.full(10, 0.5), right) == pytest.approx(0.4)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == pytest.approx(0.0)


def test_the_fitted_curve_gives_the_shares_that_were_right() -> None:
    x = np.repeat([0.0, 1.0], 100)
    right = np.concatenate([np.arange(100) < 20, np.arange(100) < 90])
    curve = fit_logistic(x, right)
    assert curve(0.0) == pytest.approx(0.2, abs=0.01)
    assert curve(1.0) == pytest.approx(0.9, abs=0.01)


def test_an_edited_article_knows_what_was_dropped_and_added(tmp_path: Path) -> None:
    rows = [
        (f"{story}#{place // 5}", f"ج {story} {place}", f"{story} {place}")
        for story in "ABC"
        for place in range(20)
    ]
    (tmp_path / "dev").mkdir()
    pl.DataFrame(rows, schema=["document", "ar", "en"], orient="row").write_parquet(
        tmp_path / "dev" / "xquad_sents.parquet"
    )
    articles = edit_articles(tmp_path, seed=1)
    assert len(articles) == 3
    for article in articles:
        assert len(article.arabic) == len(article.english) == 20
        assert len(article.links) == 18
        assert all(article.arabic[i] == f"ج {article.english[j]}" for i, j in article.links.items())
        strangers = [text for j, text in enumerate(article.english) if j not in article.links.values()]
        assert all(text[0] != article.arabic[0][2] for text in strangers)
