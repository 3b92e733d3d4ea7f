"""``python -m training DATA -o FOLDER``: train the embedded model from parallel text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import torch
import typer
from tokenizers import Tokenizer

from training.checkpoints import checkpoint_file, load_rows, save_rows
from training.measure import report_retrieval
from training.pairs import PairSet, load_pairs
from training.recipe import Recipe, build_corpus, initial_rows, learn_coverage, learn_means, save_model
from training.vocabulary import train_tokenizer


def train(
    data: Annotated[
        Path, typer.Argument(help="Folder with train/ and dictionary/ (and dev/ to measure on).")
    ],
    output: Annotated[Path, typer.Option("-o", help="Folder for the model.")],
    setting: Annotated[list[str] | None, typer.Option("--set", help="NAME=NUMBER of the recipe.")] = None,
    work: Annotated[Path, typer.Option(help="Folder for the tokenizer and the rows of stopped runs.")] = Path(
        "work"
    ),
) -> None:
    """Train a bilingual static model and write it in the sentence-transformers layout."""
    work.mkdir(parents=True, exist_ok=True)
    recipe = _read_recipe(setting or [])
    sets = load_pairs(data)
    for pairs in sets:
        typer.echo(f"{pairs.name}: {len(pairs):,} pairs")
    tokenizer = _tokenizer(work / f"tokenizer-{recipe.vocabulary}.json", sets, recipe)
    recipe = replace(recipe, vocabulary=tokenizer.get_vocab_size())
    typer.echo(f"{recipe}")
    corpus = build_corpus(tokenizer, sets, recipe)
    file = checkpoint_file(work, recipe)
    rows = load_rows(file)
    if rows is None:
        rows = initial_rows(recipe)
        learn_means(rows, corpus, recipe, typer.echo)
        save_rows(file, rows)
    _report(rows, tokenizer, data)
    learn_coverage(rows, corpus, recipe, typer.echo)
    _report(rows, tokenizer, data)
    save_model(output, tokenizer, rows)
    typer.echo(f"{output}")


def _read_recipe(settings: list[str]) -> Recipe:
    recipe = Recipe()
    for item in settings:
        name, _, value = item.partition("=")
        if name not in Recipe.__dataclass_fields__:
            raise typer.BadParameter(f"{name}: not in the recipe ({', '.join(Recipe.__dataclass_fields__)})")
        recipe = replace(recipe, **{name: type(getattr(recipe, name))(value)})
    return recipe


def _tokenizer(file: Path, sets: list[PairSet], recipe: Recipe) -> Tokenizer:
    if not file.is_file():
        texts = (text for pairs in sets for text in (*pairs.arabic, *pairs.english))
        train_tokenizer(texts, recipe.vocabulary).save(str(file))
    return Tokenizer.from_file(str(file))


def _report(rows: torch.Tensor, tokenizer: Tokenizer, data: Path) -> None:
    if (data / "dev").is_dir():
        typer.echo("\n".join(report_retrieval(rows, tokenizer, data)))


if __name__ == "__main__":
    typer.run(train)
