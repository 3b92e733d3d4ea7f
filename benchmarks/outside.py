"""What is measured on data outside the project, section by section."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

import align
from benchmarks.alignar import measure_beads
from benchmarks.confidence import calibration_error, edit_articles, fit_logistic, judge_articles
from benchmarks.dictionaries import measure_entries, measure_graded
from benchmarks.edits.clauses import edit_clauses
from benchmarks.edits.measure import read_pairs
from benchmarks.edits.spans import score_clauses
from benchmarks.length import measure_length
from benchmarks.odd_input import measure_odd_input, measure_short
from benchmarks.perturbations.documents import load_collections
from benchmarks.perturbations.gold import is_kept, list_gold
from benchmarks.perturbations.run import list_methods, score_method
from benchmarks.perturbations.strangers import StrangerPool
from benchmarks.perturbations.table import ALIGNAR_PEERS, format_peers, format_scores
from benchmarks.retrieval import Retrieval, measure_retrieval

RETRIEVAL_SETS = ("pud", "xquad_sents", "laser_tatoeba")
SEEDS = (1, 2, 3)  # of the perturbations
LENGTHS = (2_500, 10_000)  # sentences


def measure_outside(data: Path, model: align.Embedder) -> dict[str, Any]:
    """Return the figures by name, printing them on the way; *data* holds ``dev/``, and more where it can."""
    return {
        **_measure_model(data, model),
        "alignar": _measure_alignar(data, model),
        "perturbations": _measure_perturbations(data, model),
        "clauses": _measure_clauses(data, model),
        "confidence": _measure_confidence(data, model),
        "length": _measure_length(data),
    }


def _measure_alignar(data: Path, model: align.Embedder) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    typer.echo(f"\n{'AlignAR F1':44}strict    lax")
    for name, score in measure_beads(data, model).items():
        figures[name] = {"strict": round(score.strict, 4), "lax": round(score.lax, 4)}
        typer.echo(f"{name:44}{score.strict:.3f}   {score.lax:.3f}")
    for name, strict in ALIGNAR_PEERS.items():
        typer.echo(f"{name + ', elsewhere':44}{strict:.3f}")
    return figures


def _measure_perturbations(data: Path, model: align.Embedder) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for collection in load_collections(data):
        pool = StrangerPool(collection, model)
        seen = ", seen in training" if collection.seen else ""
        count = len(collection.documents)
        typer.echo(f"\n{collection.name}{seen}: {count} documents, half of them untouched, seeds {SEEDS}")
        if not collection.seen and not is_kept(list_gold(collection, SEEDS, pool)):
            typer.echo("the gold differs from benchmarks/perturbations/gold.jsonl")
        figures[collection.name] = {}
        for name, method in list_methods(model).items():
            scores = score_method(method, collection, SEEDS, pool)
            typer.echo(format_scores(name, scores))
            figures[collection.name][name] = {key: score.as_record() for key, score in scores.items()}
    typer.echo(format_peers())
    return figures


def _measure_length(data: Path) -> dict[str, Any]:
    if not (data / "train").is_dir():
        return {}
    costs = [measure_length(data, count) for count in LENGTHS]
    typer.echo("\nsentences   seconds   megabytes   links F1")
    for cost in costs:
        typer.echo(f"{cost.sentences:9}{cost.seconds:10.1f}{cost.megabytes:12}{cost.links:11.3f}")
    growth = costs[1].seconds / costs[0].seconds / (costs[1].sentences / costs[0].sentences)
    typer.echo(f"time grows {growth:.2f} times linearly")
    return {"costs": [asdict(cost) for cost in costs], "growth": round(growth, 3)}


def _measure_clauses(data: Path, model: align.Embedder) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    pairs = read_pairs(data)
    scores = score_clauses(edit_clauses(pairs, data), pairs, model, align.Settings().strictness)
    typer.echo(f"\n{'clauses':24}pairs     AP  span F1")
    for name, span in scores.items():
        figures[name] = {"AP": round(span.average_precision, 4), "span F1": round(span.f1, 4)}
        typer.echo(f"{name:24}{span.pairs:5}  {span.average_precision:.3f}    {span.f1:.3f}")
    return figures


def show_retrieval(rows: list[Retrieval]) -> dict[str, list[float]]:
    """Print the rows, and return P@1 both ways by name."""
    typer.echo(f"{'P@1':24}ar→en   en→ar")
    for row in rows:
        typer.echo(f"{row.name + ' ' + row.similarity:24}{row.forward:.3f}   {row.backward:.3f}")
    return {f"{row.name} {row.similarity}": [round(row.forward, 4), round(row.backward, 4)] for row in rows}


def _measure_model(data: Path, model: align.Embedder) -> dict[str, Any]:
    retrieval = show_retrieval(measure_retrieval(data, RETRIEVAL_SETS, model))
    figures: dict[str, Any] = {"retrieval": retrieval, "odd input": {}}
    typer.echo(f"\n{'PUD, P@1 by cosine after':54}ar→en   en→ar   cosine to the untouched text")
    for edit in measure_odd_input(data, RETRIEVAL_SETS[0], model):
        same = round(edit.sameness, 4)
        figures["odd input"][edit.name] = [round(edit.forward, 4), round(edit.backward, 4), same]
        typer.echo(f"{edit.name:54}{edit.forward:.3f}   {edit.backward:.3f}   {same:.3f}")
    forward, backward, count = measure_short(data, RETRIEVAL_SETS[-1], model)
    figures["short"] = [round(forward, 4), round(backward, 4), count]
    typer.echo(f"{f'Tatoeba, the {count} of at most three words':54}{forward:.3f}   {backward:.3f}")
    if (data / "dictionary").is_dir():
        entries = measure_entries(data, model)
        figures["entries"] = {key: round(value, 4) for key, value in asdict(entries).items()}
        typer.echo(f"\nheld-out words {entries.words:.3f}, one of ten {entries.words_of_ten:.3f}")
        typer.echo(
            f"held-out names {entries.names_forward:.3f} / {entries.names_backward:.3f}, "
            f"recall {entries.names_recall:.3f} at 1 % wrong"
        )
    figures["graded"] = round(measure_graded(data, model), 4)
    typer.echo(f"STS17 Arabic–English, Spearman {figures['graded']:.3f}")
    return figures


def _measure_confidence(data: Path, model: align.Embedder) -> dict[str, Any]:
    typer.echo("\nconfidence, on articles with a tenth dropped and as many added")
    seen = judge_articles([article for seed in (1, 2) for article in edit_articles(data, seed)], model)
    figures: dict[str, Any] = {}
    for name, chosen in (("paired", seen.paired), ("unpaired", ~seen.paired)):
        curve = fit_logistic(seen.density[chosen], seen.right[chosen])
        figures[name] = [round(curve.intercept, 2), round(curve.slope, 2)]
        typer.echo(
            f"{name}: {chosen.sum()} passages, {seen.right[chosen].mean():.3f} right, "
            f"fitted intercept {curve.intercept:.2f}, slope {curve.slope:.2f}"
        )
    fresh = judge_articles(edit_articles(data, 3), model)
    figures["calibration_error"] = round(calibration_error(fresh.confidence, fresh.right), 4)
    typer.echo(f"calibration error on others {figures['calibration_error']:.3f}")
    return figures
