"""``python -m benchmarks [DATA]``: every figure in one run, printed and kept in ``results.json``."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

import align
from benchmarks.alignar import measure_beads
from benchmarks.confidence import (
    calibration_error,
    edit_articles,
    fit_logistic,
    judge_articles,
    judge_pairs,
)
from benchmarks.dictionaries import measure_entries, measure_graded
from benchmarks.edits.clauses import edit_clauses
from benchmarks.edits.measure import read_pairs
from benchmarks.edits.spans import score_clauses
from benchmarks.odd_input import measure_odd_input, measure_short
from benchmarks.retrieval import Retrieval, measure_passages, measure_retrieval
from benchmarks.speed import measure_speed
from benchmarks.statuses import add_scores, is_control, measure_statuses, whole_alarms

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
RETRIEVAL_SETS = ("pud", "xquad_sents", "laser_tatoeba")


def run(
    data: Annotated[
        Path | None, typer.Argument(help="Folder with dev/; without it, only what the project carries.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", help="Where the figures are kept.")] = HERE / "results.json",
) -> None:
    """Measure retrieval, beads, statuses, stretches and time, and keep the figures."""
    model = align.load("ar-en")
    figures: dict[str, Any] = {}
    if data is not None and (data / "dev").is_dir():
        figures |= _measure_outside(data, model)
    else:
        typer.echo(f"{data}: no dev/ there; retrieval, beads and stretches are left out")
    figures["passages"] = _show_retrieval(measure_passages([HERE / "agency", SAMPLES], model))
    for name, folder in (("agency", HERE / "agency"), ("samples", SAMPLES)):
        figures[name] = _measure_statuses(name, folder, model)
        error = round(calibration_error(*judge_pairs(folder, model)), 4)
        figures[name]["calibration_error"] = error
        typer.echo(f"calibration error of the confidence {error:.3f}")
    speed = measure_speed(HERE / "agency" / "04", sorted((HERE / "agency").glob("[0-9]*")))
    figures["speed"] = {key: round(value, 3) for key, value in asdict(speed).items()}
    heavy = speed.import_transformers
    typer.echo(f"\ncold compare: 1/{heavy / speed.cold_compare:.1f} of importing sentence_transformers")
    typer.echo(f"cold --help:  1/{heavy / speed.cold_help:.1f} of the same")
    typer.echo(
        f"comparing: {speed.pairs_per_second:.0f} pairs/s, {speed.evidence_ratio:.2f} × aligning them, "
        f"which is {speed.aligning_ratio:.1f} × tokenising them"
    )
    typer.echo(f"opening the model: {speed.load_model:.2f} s more than importing numpy")
    typer.echo(f"encoding: {speed.encoding_ratio:.2f} × tokenising the same sentences")
    record = {**_provenance(data, model), "figures": figures}
    output.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _measure_outside(data: Path, model: align.Embedder) -> dict[str, Any]:
    figures: dict[str, Any] = {**_measure_model(data, model), "alignar": {}, "clauses": {}}
    typer.echo(f"\n{'AlignAR F1':24}strict  lax")
    for name, score in measure_beads(data, model).items():
        figures["alignar"][name] = {"strict": round(score.strict, 4), "lax": round(score.lax, 4)}
        typer.echo(f"{name:24}{score.strict:.3f}   {score.lax:.3f}")
    pairs = read_pairs(data)
    scores = score_clauses(edit_clauses(pairs, data), pairs, model, align.Settings().strictness)
    typer.echo(f"\n{'clauses':24}pairs     AP  span F1")
    for name, span in scores.items():
        figures["clauses"][name] = {"AP": round(span.average_precision, 4), "span F1": round(span.f1, 4)}
        typer.echo(f"{name:24}{span.pairs:5}  {span.average_precision:.3f}    {span.f1:.3f}")
    figures["confidence"] = _measure_confidence(data, model)
    return figures


def _show_retrieval(rows: list[Retrieval]) -> dict[str, list[float]]:
    typer.echo(f"{'P@1':24}ar→en   en→ar")
    for row in rows:
        typer.echo(f"{row.name + ' ' + row.similarity:24}{row.forward:.3f}   {row.backward:.3f}")
    return {f"{row.name} {row.similarity}": [round(row.forward, 4), round(row.backward, 4)] for row in rows}


def _measure_model(data: Path, model: align.Embedder) -> dict[str, Any]:
    retrieval = _show_retrieval(measure_retrieval(data, RETRIEVAL_SETS, model))
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


def _measure_statuses(name: str, folder: Path, model: align.Embedder) -> dict[str, Any]:
    by_pair = measure_statuses(folder, model)
    together = add_scores(list(by_pair.values()))
    controls = [pair for pair in by_pair if is_control(folder / pair / "gold.json")]
    alarms = sum(whole_alarms(by_pair[pair]) for pair in controls)
    reworded = sum(by_pair[pair].by_label["reworded"].predicted for pair in controls)
    typer.echo(f"\n{name}\n{together.as_table()}")
    typer.echo(
        f"controls {', '.join(controls)}: {alarms} whole-sentence false alarms, {reworded} false reworded"
    )
    return {
        **{label: round(score.f1, 4) for label, score in together.by_label.items()},
        "evidence": list(together.evidence),
        "control_alarms": alarms,
        "control_reworded": reworded,
    }


def _provenance(data: Path | None, model: align.Embedder) -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE,
    ).stdout.strip()
    return {
        "commit": commit,
        "model": asdict(model.identity),
        "data": _digest(data / "dev") if data and (data / "dev").is_dir() else None,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
    }


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"sha256:{digest.hexdigest()}"


if __name__ == "__main__":
    typer.run(run)
