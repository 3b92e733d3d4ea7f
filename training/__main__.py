"""``python -m training DATA -o FOLDER``: train the embedded model from parallel text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import torch
import typer
from tokenizers import Tokenizer

from training.checkpoints import checkpoint_file, load_state, save_state
from training.corpus import build_corpus
from training.features import build_features
from training.measure import report_retrieval
from training.model_files import save_model
from training.pairs import PairSet, digest_pairs, load_pairs
from training.recipe import Recipe, Run, State, begin, enter_stage, learn_coverage, learn_means
from training.vocabulary import UNKNOWN, list_tokens, train_tokenizer


def train(
    data: Annotated[
        Path, typer.Argument(help="Folder with train/ and dictionary/ (and dev/ to measure on).")
    ],
    output: Annotated[Path, typer.Option("-o", help="Folder for the model.")],
    setting: Annotated[list[str] | None, typer.Option("--set", help="NAME=NUMBER of the recipe.")] = None,
    work: Annotated[
        Path, typer.Option(help="Folder for what a stopped run goes on from: the same command again.")
    ] = Path("work"),
) -> None:
    """Train a bilingual static model and write it in the sentence-transformers layout.

    DATA holds Parquet files with the columns ar and en, parallel sentences in train/ and
    words and names in dictionary/.
    """
    work.mkdir(parents=True, exist_ok=True)
    recipe = _read_recipe(setting or [])
    try:
        sets = load_pairs(data)
    except FileNotFoundError as error:
        typer.echo(f"training: {error}", err=True)
        raise typer.Exit(2) from error
    for pairs in sets:
        typer.echo(f"{pairs.name}: {len(pairs):,} pairs of {pairs.use.domain}, share {pairs.use.share:g}")
    typer.echo(f"{recipe}")
    digest = digest_pairs(sets)
    tokenizer = _tokenizer(work / f"tokenizer-{recipe.vocabulary}-{digest}.json", sets, recipe)
    table = build_features(list_tokens(tokenizer), frozenset({UNKNOWN}))
    corpus = build_corpus(tokenizer, sets)
    conditions = (recipe, table.count, digest, tokenizer.to_str())

    def resume(stage: str) -> tuple[State | None, Run]:
        file = checkpoint_file(work, *conditions, stage)
        return load_state(file), Run(corpus, table, recipe, typer.echo, partial(save_state, file))

    kept, run = resume("means")
    means = kept or begin(recipe, table)
    learn_means(means, run)
    _report(table.sum_all_rows(means.features), tokenizer, data)
    learnt = []
    for number in range(recipe.coverage_runs):
        kept, run = resume(f"coverage {number}")
        state = kept or enter_stage(means.features, "coverage")
        learn_coverage(state, run, number)
        learnt.append(table.sum_all_rows(state.features))
    rows = torch.stack(learnt).mean(dim=0)
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
        typer.echo("learning the vocabulary (a minute or two)")
        texts = (text for pairs in sets for text in (*pairs.arabic, *pairs.english))
        train_tokenizer(texts, recipe.vocabulary).save(str(file))
    return Tokenizer.from_file(str(file))


def _report(rows: torch.Tensor, tokenizer: Tokenizer, data: Path) -> None:
    if (data / "dev").is_dir():
        typer.echo("\n".join(report_retrieval(rows, tokenizer, data)))


if __name__ == "__main__":
    typer.run(train)
