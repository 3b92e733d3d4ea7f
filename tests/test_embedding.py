"""Models: the embedded one opens everywhere alike, and any other gives the same things."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import align
from align.catalogue import embedded_folder, find_prompt
from align.embedding import SentenceEmbedder, StaticEmbedder, adopt_embedder, load_embedder
from benchmarks.retrieval import precision_at_one

TEXTS = [
    "أعلنت الوزارة أنّ ٢١٦ مدرسة ستُفتح في شباط/فبراير.",
    "The ministry said 216 schools would open in February.",
    "Café",
    "",
    "   ",
]


@pytest.fixture(scope="module")
def embedded() -> StaticEmbedder:
    model = load_embedder("ar-en")
    assert isinstance(model, StaticEmbedder)
    return model


def similarity(model: align.Embedder, one: str, two: str) -> float:
    vectors = model.encode([one, two])
    return float(vectors[0] @ vectors[1])


def test_rows_are_unit_vectors_and_an_empty_text_is_zeros(embedded: align.Embedder) -> None:
    vectors = embedded.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0, 0], abs=1e-5)


def test_a_translation_is_nearer_than_another_sentence(embedded: align.Embedder) -> None:
    other = "The team won its third match in the league on Sunday."
    assert similarity(embedded, TEXTS[0], TEXTS[1]) > similarity(embedded, TEXTS[0], other) + 0.2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("أُعلنتِ الوزارةُ", "اعلنت الوزارة"),
        ("٢٠٢٦", "2026"),
        ("۴۵", "45"),
        ("المـــدرسة", "المدرسة"),
        ("مستشفى", "مستشفي"),
        ("الوزارة\u200f", "الوزارة"),
        ("CAFÉ", "cafe"),
        ("یکی از کتابها", "يكي از كتابها"),
        ("ٱلوزارة", "الوزارة"),
    ],
)
def test_marks_letter_variants_and_digit_systems_do_not_matter(
    embedded: align.Embedder, one: str, two: str
) -> None:
    assert similarity(embedded, one, two) == pytest.approx(1, abs=1e-4)


def test_token_offsets_point_into_the_untouched_text(embedded: align.Embedder) -> None:
    text = "قال الوزيرُ: «٢١٦ مدرسةً»."
    tokens = embedded.encode_tokens([text])[0]
    assert tokens.vectors.shape[0] == len(tokens.weights) == len(tokens.offsets)
    assert (tokens.weights >= 0).all()
    pieces = [text[start:stop] for start, stop in tokens.offsets]
    assert all(pieces)
    assert "٢" in "".join(pieces)
    assert tokens.offsets[-1, 1] == len(text)


def test_the_word_behind_the_article_has_the_tokens_of_the_word_alone(embedded: StaticEmbedder) -> None:
    alone, *others = embedded.tokenize(["مدرسة", "المدرسة", "والمدرسة", "للمدرسة"])
    assert all(ids[-len(alone) :] == alone for ids in others)


def test_unknown_characters_match_nothing(embedded: align.Embedder) -> None:
    vectors = embedded.encode(["ខ្មែរ", "𓀀𓀁 𓀂", "The ministry said"])
    assert np.abs(vectors[:2]).max() == 0
    assert (embedded.encode_tokens(["𓀀𓀁 𓀂"])[0].weights == 0).all()


def test_names_that_nobody_has_seen_do_not_collapse(embedded: align.Embedder) -> None:
    names = {
        "زركوفاني": "Zarkofani",
        "تلمباكو": "Tilimbako",
        "غرندوفيتش": "Grendovich",
        "بوشيناري": "Boshinari",
        "كمرالدين": "Kamraldin",
        "سفلتانوف": "Sveltanov",
        "مونغاراتي": "Mongarati",
        "دلهيمار": "Dilhimar",
    }
    arabic, english = embedded.encode(list(names)), embedded.encode(list(names.values()))
    others = (arabic @ arabic.T)[~np.eye(len(names), dtype=bool)]
    assert others.max() < 0.8
    assert min(precision_at_one(arabic @ english.T)) >= 0.75


def test_a_lone_surrogate_is_no_obstacle(embedded: align.Embedder) -> None:
    assert embedded.encode_tokens(["a\ud800b \udc00 \ud800\udc00 word"])[0].offsets[-1, 1] == 13


def test_both_libraries_open_the_model_and_give_our_vectors(embedded: align.Embedder) -> None:
    """The files are the stock layout: sentence-transformers and model2vec agree with us to 1e-3."""
    code = """
import sys, json, warnings
warnings.simplefilter("ignore")
import numpy as np
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
folder, texts = sys.argv[1], json.loads(sys.argv[2])
for vectors in (
    SentenceTransformer(folder, device="cpu").encode(texts, normalize_embeddings=True),
    StaticModel.from_pretrained(folder, normalize=True).encode(texts),
):
    print(json.dumps(np.asarray(vectors, dtype=float).tolist()))
"""
    import json

    folder = str(embedded_folder("ar-en"))
    done = subprocess.run(
        [sys.executable, "-c", code, folder, json.dumps(TEXTS[:3])],
        capture_output=True,
        text=True,
        check=True,
    )
    ours = embedded.encode(TEXTS[:3])
    for line in done.stdout.splitlines():
        assert np.array(json.loads(line)) == pytest.approx(ours, abs=1e-3)
    assert len(done.stdout.splitlines()) == 2


def test_the_model_stays_small() -> None:
    size = sum(file.stat().st_size for file in embedded_folder("ar-en").rglob("*") if file.is_file())
    assert size <= 25_000_000


def test_the_model_card_names_each_source_and_its_licence() -> None:
    card = (embedded_folder("ar-en") / "README.md").read_text(encoding="utf-8")
    for name in (
        "msdocs",
        "l10n",
        "tatoeba",
        "mt_geneval",
        "sdg",
        "tico19",
        "microsoft_sxs",
        "web_docs",
        "civic",
    ):
        assert f"`{name}`" in card
    for name in (
        "wordnet",
        "names_entities",
        "names_wikidata",
        "names_google",
        "places",
        "cldr",
        "iso_codes",
    ):
        assert f"`{name}`" in card


@pytest.fixture(scope="module")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of a few thousand weights, built and saved here."""
    folder = tmp_path_factory.mktemp("tiny") / "multilingual-e5-small"
    code = """
import sys
from pathlib import Path
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
import torch
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
torch.manual_seed(0)
letters = [chr(c) for c in range(33, 127)] + [chr(c) for c in range(0x621, 0x64B)]
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + letters + ["##" + letter for letter in letters]
inner = Tokenizer(models.WordPiece({token: i for i, token in enumerate(vocabulary)}, unk_token="[UNK]"))
inner.normalizer = normalizers.Lowercase()
inner.pre_tokenizer = pre_tokenizers.Whitespace()
ends = [("[CLS]", 2), ("[SEP]", 3)]
inner.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=ends)
names = ("unk", "pad", "cls", "sep", "mask")
special = {f"{name}_token": f"[{name.upper()}]" for name in names}
tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, **special)
folder = Path(sys.argv[1])
sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
BertModel(BertConfig(vocab_size=len(vocabulary), **sizes)).save_pretrained(folder / "inner")
tokenizer.save_pretrained(folder / "inner")
body = Transformer(str(folder / "inner"), max_seq_length=64)
SentenceTransformer(modules=[body, Pooling(16)], device="cpu").save_pretrained(str(folder / "model"))
"""
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True)
    return folder / "model"


@pytest.mark.filterwarnings("ignore")
def test_a_transformer_folder_gives_sentence_and_token_vectors(tiny_transformer: Path) -> None:
    model = load_embedder(str(tiny_transformer))
    vectors = model.encode(TEXTS[:3])
    assert vectors.shape == (3, 16)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    tokens = model.encode_tokens(["Hello world", "قال"])
    assert [("Hello world"[a:b]) for a, b in tokens[0].offsets] == list("Helloworld")
    assert [("قال"[a:b]) for a, b in tokens[1].offsets] == list("قال")
    assert model.identity.fingerprint.startswith("sha256:")
    comparison = align.compare(
        "قال الوزير. وأضاف المدير.", "The minister said. The director added.", model=model
    )
    assert comparison.model == model.identity


def test_a_models_prompt_is_known_by_its_name() -> None:
    assert find_prompt("intfloat/multilingual-e5-small") == "query: "
    assert find_prompt("./models/multilingual-e5-large/") == "query: "
    assert find_prompt("LaBSE") is None


def test_an_object_with_encode_alone_is_a_model() -> None:
    class Doubles:
        def encode(self, sentences: list[str]) -> NDArray[np.float64]:
            return np.array([[len(text), 1.0] for text in sentences])

    model = adopt_embedder(Doubles())
    assert isinstance(model, SentenceEmbedder)
    assert model.encode_tokens(["abc"])[0].offsets.tolist() == [[0, 3]]


def test_a_folder_that_is_not_there_gives_one_line() -> None:
    with pytest.raises(align.ModelError, match=r"^\./no-such-model: no such model folder$"):
        load_embedder("./no-such-model")


def test_a_name_that_cannot_be_fetched_gives_one_line() -> None:
    """In a process of its own: the hub's library reads HF_HUB_OFFLINE once, when it is imported."""
    code = """
import align
try:
    align.load("no-such/model")
except align.ModelError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    assert done.stdout.startswith("no-such/model: not on this machine and cannot be fetched; ")
    assert len(done.stdout.splitlines()) == 1


def test_a_damaged_model_folder_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"type": "x.StaticEmbedding"}]')
    (tmp_path / "tokenizer.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(align.ModelError, match=r"not a usable model folder"):
        load_embedder(str(tmp_path))


def test_the_embedded_model_is_static(embedded: align.Embedder) -> None:
    assert isinstance(embedded, StaticEmbedder)
    assert embedded.identity.name == "ar-en"
