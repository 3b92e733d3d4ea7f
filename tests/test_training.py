"""Training: the losses are what they say, and the recipe makes a model that finds translations."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from align.embedding import load_embedder
from benchmarks.held_out import is_held_out
from benchmarks.retrieval import precision_at_one
from training.pairs import PairSet, Use, load_pairs
from training.vocabulary import build_normalizer, build_pre_tokenizer, list_tokens, train_tokenizer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # torch warns about itself at import
    import torch

    from training.__main__ import train
    from training.checkpoints import load_state, save_state
    from training.corpus import Corpus, TokenTable, build_corpus, draw_batches
    from training.features import build_features, letter_runs, sound_runs
    from training.network import PaddedTokens, candidate_coverage, drop_tokens, hardest, pad_tokens
    from training.recipe import Recipe, Run, State, begin, learn_means

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


def run_training(data: Path, *settings: str) -> Result:
    app = Typer()
    app.command()(train)
    options = [part for item in settings for part in ("--set", item)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CliRunner().invoke(
            app, [str(data), "-o", str(data / "model"), "--work", str(data / "work"), *options]
        )


SMALL = ("vocabulary=90", "dimension=16", "epochs=20", "batch=64", "rate=0.05", "coverage_batch=32")


def test_the_recipe_makes_a_model_that_finds_translations(data: Path) -> None:
    done = run_training(data, *SMALL, "coverage_steps=50")
    assert done.exit_code == 0, done.output
    model = load_embedder(str(data / "model"))
    unseen = made_pairs(60, seed=2).unique(maintain_order=True)
    seen = set(made_pairs(400, seed=1)["ar"])
    unseen = unseen.filter(~pl.col("ar").is_in(list(seen)))
    similarities = model.encode(unseen["ar"].to_list()) @ model.encode(unseen["en"].to_list()).T
    assert min(precision_at_one(similarities)) > 0.8


def test_a_wrong_setting_or_folder_is_one_line_and_status_2(data: Path, tmp_path: Path) -> None:
    done = run_training(data, "dimensions=16")
    assert done.exit_code == 2
    assert "dimensions: not in the recipe (vocabulary, dimension, " in " ".join(done.output.split())
    done = run_training(tmp_path / "nothing")
    assert done.exit_code == 2
    assert done.output.startswith(f"training: {tmp_path / 'nothing'}: no train/*.parquet")


class StoppedError(Exception):
    """What a kill is in this process."""


def test_a_stopped_run_goes_on_and_ends_with_the_same_rows(data: Path, tmp_path: Path) -> None:
    sets = load_pairs(data)
    tokenizer = train_tokenizer((text for pairs in sets for text in (*pairs.arabic, *pairs.english)), 90)
    table = build_features(list_tokens(tokenizer))
    corpus = build_corpus(tokenizer, sets)
    recipe = Recipe(dimension=8, epochs=4, batch=64)
    file = tmp_path / "state.pt"

    def keep(state: State) -> None:
        save_state(file, state)
        if state.rounds == 2:
            raise StoppedError

    whole = begin(recipe, table)
    learn_means(whole, Run(corpus, table, recipe, lambda _: None, lambda _: None))
    with pytest.raises(StoppedError):
        learn_means(begin(recipe, table), Run(corpus, table, recipe, lambda _: None, keep))
    resumed = load_state(file)
    assert resumed is not None
    assert resumed.rounds == 2
    learn_means(resumed, Run(corpus, table, recipe, lambda _: None, lambda _: None))
    assert torch.equal(resumed.features, whole.features)


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


def test_the_held_out_slice_of_a_dictionary_is_never_learned_from(data: Path) -> None:
    names = [f"اسم{number}" for number in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"] + [
        one + two + three for one in "بتجحدرس" for two in "اوي" for three in "كلمنهقفع"
    ]
    entries = pl.DataFrame({"ar": names, "en": [f"name {place}" for place in range(len(names))]})
    for folder in ("train", "dictionary"):
        entries.write_parquet(data / folder / "names.parquet")
    kept, learned = (
        next(p for p in load_pairs(data) if (p.name, p.is_dictionary) == ("names", d)) for d in (False, True)
    )
    held = [name for name in names if is_held_out(name)]
    assert 0 < len(held) < len(names) / 10
    assert len(kept) == len(names), "sentences that happen to be an entry are not the dictionary's"
    assert set(learned.arabic) == set(names) - set(held)


def test_how_an_entry_is_written_does_not_take_it_out_of_the_slice() -> None:
    assert is_held_out("أَحْمَد") == is_held_out("احمد")
    assert is_held_out(" مدرسةٌ ") == is_held_out("مدرسة")


def test_no_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no train/\*\.parquet"):
        load_pairs(tmp_path)


def test_development_data_is_never_opened(data: Path) -> None:
    (data / "dev").mkdir()
    (data / "dev" / "pud.parquet").write_bytes(b"not a parquet file")
    assert {pairs.name for pairs in load_pairs(data)} == {"made", "words"}


def normalized_pieces(text: str) -> list[str]:
    normal = build_normalizer().normalize_str(text)
    return [piece for piece, _ in build_pre_tokenizer().pre_tokenize_str(normal)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("والوزارة قالت:", ["وال", "وزاره", "قالت", ":"]),
        ("للمدرسة بالمدرسة كالمدرسة", ["لل", "مدرسه", "بال", "مدرسه", "كال", "مدرسه"]),
        ("ال الى وزير", ["ال", "الي", "وزير"]),
        ("«٢١٦» (2026) 3.5%", ["«", "▁216", "»", "(", "▁2026", ")", "▁3", ".", "▁5", "%"]),
        ("الـNATO iPhone15", ["ال", "▁nato", "▁iphone", "▁15"]),
        ("U.S. don't", ["▁u", ".", "▁s", ".", "▁don", "'", "▁t"]),
        ("علی کتاب", ["علي", "كتاب"]),
    ],
)
def test_pieces_are_words_digits_and_punctuation_and_the_article_stands_alone(
    text: str, pieces: list[str]
) -> None:
    assert normalized_pieces(text) == pieces


def test_the_runs_of_a_token_are_of_letters_and_of_consonants() -> None:
    assert letter_runs("kitab") == {"kit", "ita", "tab", "kita", "itab", "kitab"}
    assert sound_runs("kitab") == {"~kt", "~tb", "~ktb"}
    assert letter_runs("2026") == sound_runs("2026") == sound_runs("▁a") == set()


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("محمد", "▁mohammed"), ("شكسبير", "▁shakespeare"), ("كتاب", "kitab"), ("خالد", "▁khalid")],
)
def test_a_name_has_the_consonants_of_its_transliteration(arabic: str, english: str) -> None:
    assert sound_runs(arabic) == sound_runs(english) != set()


def test_a_row_is_the_sum_of_its_own_and_of_its_shared_runs() -> None:
    table = build_features(["[UNK]", "kitab", "kit", "12", "قط"], frozenset({"[UNK]"}))
    assert table.count == 7, "five tokens, and two runs that more than one of them has: kit, ~kt"
    features = torch.arange(14, dtype=torch.float32).reshape(7, 2)
    runs = (features[5] + features[6]) / 2**0.5
    rows = table.sum_all_rows(features)
    for row, expected in enumerate((features[0], features[1] + runs, features[2] + runs, features[3])):
        assert rows[row].tolist() == pytest.approx(expected.tolist())
    assert rows[4].tolist() == pytest.approx((features[4] + features[6]).tolist())
    assert torch.equal(table.sum_rows(features, np.array([2, 1])), rows[[2, 1]])


def test_dropping_tokens_leaves_short_texts_whole_and_no_text_empty() -> None:
    lengths = [1, 2, 3, 50]
    texts = TokenTable(np.arange(sum(lengths)), np.concatenate([[0], np.cumsum(lengths)]))
    for seed in range(20):
        dropped = drop_tokens(texts, 0.9, np.random.default_rng(seed))
        found = np.diff(dropped.starts)
        assert found[:2].tolist() == [1, 2]
        assert 1 <= found[2] <= 3
        assert 1 <= found[3] < 50
        assert set(dropped.ids.tolist()) <= set(range(sum(lengths)))


def test_padded_tokens_are_those_of_the_texts() -> None:
    rows = torch.tensor([[3.0, 4.0], [0.0, 2.0], [1.0, 0.0]])
    tokens = pad_tokens(rows, TokenTable(np.array([0, 2, 1]), np.array([0, 2, 3])))
    assert tokens.weights.tolist() == [[25.0, 1.0], [4.0, 0.0]]
    assert tokens.vectors[0, 0].tolist() == pytest.approx([0.6, 0.8])
    assert tokens.vectors[1, 0].tolist() == pytest.approx([0.0, 1.0])


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
            assert float(found[text, candidate]) == pytest.approx((forward + backward) / 2, abs=0.01)


def test_the_hardest_are_ones_own_then_the_most_similar_that_are_wrong() -> None:
    cosines = torch.tensor([[0.1, 0.9, 0.8], [0.2, 0.3, 0.4], [0.9, 0.8, 0.7]])
    repeats = torch.tensor([[False, True, False], [False] * 3, [False] * 3])
    assert hardest(cosines, repeats, 1).tolist() == [[0, 2], [1, 2], [2, 0]]


@pytest.fixture
def mixed() -> Corpus:
    """Three files, two of one domain, shown by their shares."""
    sets = [
        PairSet("one", ["ا"] * 100, ["a"] * 100, Use("prose", 2), is_dictionary=False),
        PairSet("two", ["ب"] * 60, ["b"] * 60, Use("prose"), is_dictionary=False),
        PairSet("words", ["ج"] * 80, ["c"] * 80, Use("words", 0.5), is_dictionary=True),
    ]
    tokenizer = train_tokenizer(["ا ب ج a b c"] * 5, 20)
    return build_corpus(tokenizer, sets)


def test_a_batch_is_of_one_domain_and_a_file_is_shown_by_its_share(mixed: Corpus) -> None:
    batches = list(draw_batches(mixed, 32, 8, np.random.default_rng(0)))
    assert all((batch < 160).all() or (batch >= 160).all() for batch in batches)
    shown = np.bincount(np.concatenate(batches), minlength=240)
    assert set(shown[:100]) == {2}
    assert set(shown[100:160]) == {1}
    assert 20 < shown[160:].sum() < 60
    assert set(shown[160:]) == {0, 1}


def test_neighbours_stay_together_and_where_their_runs_begin_changes(mixed: Corpus) -> None:
    def shared_by_neighbours(seed: int) -> list[int]:
        batches = draw_batches(mixed, 32, 8, np.random.default_rng(seed), dictionaries=False)
        return sorted(int(row) for batch in batches for row in batch if row + 1 in batch)

    assert len(shared_by_neighbours(1)) > 0.8 * 260 * 7 / 8
    assert shared_by_neighbours(1) != shared_by_neighbours(2)


def test_training_on_dictionaries_alone_is_refused(data: Path) -> None:
    (data / "train" / "made.parquet").unlink()
    with pytest.raises(FileNotFoundError, match=r"no train/\*\.parquet"):
        load_pairs(data)
