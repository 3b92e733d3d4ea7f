"""The known models: their order, their prompts, and whether they are here."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.catalogue import DEFAULT_MODEL, embedded_folder, find_prompt, known_models


def test_the_embedded_model_comes_first_and_the_others_by_their_figure() -> None:
    first, *others = known_models()
    assert first.name == DEFAULT_MODEL
    assert first.here
    figures = [model.ntrex or 0.0 for model in others]
    assert figures == sorted(figures, reverse=True)
    assert len({model.name for model in known_models()}) == len(known_models())


def test_the_embedded_model_has_its_files() -> None:
    assert (embedded_folder(DEFAULT_MODEL) / "model.safetensors").is_file()


@pytest.mark.parametrize(
    "name",
    [
        "intfloat/multilingual-e5-small",
        "multilingual-e5-small",
        "./models/multilingual-e5-small/",
        "C:\\m\\multilingual-e5-small",
    ],
)
def test_a_prompt_is_found_by_name_and_by_folder(name: str) -> None:
    assert find_prompt(name) == "query: "


@pytest.mark.parametrize("name", ["LaBSE", "sentence-transformers/LaBSE", "ar-en", "unheard/of", "", "/"])
def test_models_without_a_prompt_have_none(name: str) -> None:
    assert find_prompt(name) is None


def test_a_fetched_model_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    labse = next(model for model in known_models() if model.alias == "LaBSE")
    assert not labse.here
    (tmp_path / "models--sentence-transformers--LaBSE").mkdir()
    assert labse.here
