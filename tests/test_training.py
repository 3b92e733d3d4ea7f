"""Training: the losses are what they say, and the recipe makes a model that finds translations."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tokenizers import Tokenizer
from typer import Typer
from typer.testing import CliRunner

from align.catalogue import embedded_folder
from align.embedding import load_embedder
from benchmarks.retrieval import precision_at_one
from training.pairs import load_pairs
from training.vocabulary import thin_tokenizer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # torch warns about itself at import
    import torch

    from training.__main__ import train
    from training.network import PaddedTokens, candidate_coverage, hardest
    from training.recipe import batches

WORDS = {
    "وزير": "minister",
    "مدرسة": "school",
    "سوق": "market",
    "نهر": "river",
    "مطر": "rain",
    "قطار": "train",
    "طبيب": "doctor",
    "كتاب": "book",
    "جسر": "bridge",
    "قمح": "wheat",
    "مباراة": "match",
    "متحف": "museum",
}


def made_pairs(count: int, seed: int) -> pl.DataFrame:
    """Sentences of three words each, the translation word by word in another order."""
    rng = random.Random(seed)
    rows = [rng.sample(sorted(WORDS), 3) for _ in range(count)]
    return pl.DataFrame(
        {
            "ar": [" ".join(row) for row in rows],
            "en": [" ".join(WORDS[word] for word in reversed(row)) for row in rows],
        }
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in the shape that training wants."""
    for name in ("train", "dictionary"):
        (tmp_path / name).mkdir()
    made_pairs(400, seed=1).write_parquet(tmp_path / "train" / "made.parquet")
    pl.DataFrame({"ar": list(WORDS), "en": list(WORDS.values())}).write_parquet(
        tmp_path / "dictionary" / "words.parquet"
    )
    return tmp_path


def test_the_recipe_makes_a_model_that_finds_translations(data: Path) -> None:
    app = Typer()
    app.command()(train)
    means = ["vocabulary=90", "dimension=16", "epochs=20", "batch=64"]
    options = [
        part for item in (*means, "coverage_steps=20", "coverage_batch=32") for part in ("--set", item)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(
            app, [str(data), "-o", str(data / "model"), "--work", str(data / "work"), *options]
        )
    assert done.exit_code == 0, done.output
    model = load_embedder(str(data / "model"))
    unseen = made_pairs(60, seed=2).unique(maintain_order=True)
    seen = set(made_pairs(400, seed=1)["ar"])
    unseen = unseen.filter(~pl.col("ar").is_in(list(seen)))
    similarities = model.encode(unseen["ar"].to_list()) @ model.encode(unseen["en"].to_list()).T
    assert min(precision_at_one(similarities)) > 0.8
    assert list((data / "work").glob("means-*.npy")), "the rows after the means are kept for a stopped run"


def test_pairs_are_cleaned_and_without_repeats(data: Path) -> None:
    odd = pl.DataFrame(
        {
            "ar": ["  نهر ", "نهر", "river", "", "كتاب", None, "م" * 2_000],
            "en": ["river", "river", "river", "x", "book", "y", "long"],
        }
    )
    odd.write_parquet(data / "train" / "odd.parquet")
    pairs = next(found for found in load_pairs(data) if found.name == "odd")
    assert (pairs.arabic, pairs.english) == (["نهر", "كتاب"], ["river", "book"])


def test_no_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no train/\*\.parquet"):
        load_pairs(tmp_path)


def test_development_data_is_never_opened(data: Path) -> None:
    (data / "dev").mkdir()
    (data / "dev" / "pud.parquet").write_bytes(b"not a parquet file")
    assert {pairs.name for pairs in load_pairs(data)} == {"made", "words"}


def test_a_thinned_vocabulary_writes_the_same_text_in_other_tokens() -> None:
    full = Tokenizer.from_file(str(embedded_folder("ar-en") / "tokenizer.json"))
    text = "أعلنت وزارة الصحة اليوم عن حملة تطعيم a vaccination campaign"
    thinned, names = thin_tokenizer(full, 0.3, seed=1)
    assert thinned.get_vocab_size() < full.get_vocab_size()
    tokens = [full.id_to_token(int(names[index])) for index in thinned.encode(text).ids]
    assert tokens == thinned.encode(text).tokens
    assert tokens != full.encode(text).tokens
    assert "".join(str(token) for token in tokens) == "".join(full.encode(text).tokens)


def test_candidate_coverage_is_the_weighted_mean_of_best_cosines() -> None:
    generator = torch.Generator().manual_seed(0)

    def tokens(*shape: int) -> PaddedTokens:
        vectors = torch.nn.functional.normalize(torch.randn(*shape, 8, generator=generator), dim=-1)
        weights = torch.rand(*shape, generator=generator)
        weights[..., -1] = 0.0  # the last token of each text is padding
        return PaddedTokens(vectors, weights)

    near, far = tokens(3, 5), tokens(3, 2, 4)
    found = candidate_coverage(near, far)
    for text in range(3):
        for candidate in range(2):
            cosines = near.vectors[text, :4] @ far.vectors[text, candidate, :3].T
            one, two = near.weights[text, :4], far.weights[text, candidate, :3]
            forward = float((cosines.amax(1) * one).sum() / one.sum())
            backward = float((cosines.amax(0) * two).sum() / two.sum())
            assert float(found[text, candidate]) == pytest.approx((forward + backward) / 2, abs=1e-5)


def test_the_hardest_are_ones_own_then_the_most_similar_that_are_wrong() -> None:
    cosines = torch.tensor([[0.1, 0.9, 0.8], [0.2, 0.3, 0.4], [0.9, 0.8, 0.7]])
    repeats = torch.tensor([[False, True, False], [False] * 3, [False] * 3])
    assert hardest(cosines, repeats, 1).tolist() == [[0, 2], [1, 2], [2, 0]]


def test_batches_hold_each_row_at_most_once_and_keep_blocks_together() -> None:
    blocks = [np.arange(at, at + 4) for at in range(0, 40, 4)]
    found = list(batches(blocks, 8, np.random.default_rng(0)))
    assert sorted(int(row) for batch in found for row in batch) == list(range(40))
    assert all((batch.reshape(-1, 4) % 4 == np.arange(4)).all() for batch in found)
