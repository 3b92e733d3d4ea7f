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
from benchmarks.confidence import calibration_error, judge_pairs
from benchmarks.outside import measure_outside, show_retrieval
from benchmarks.retrieval import measure_passages
from benchmarks.speed import measure_speed
from benchmarks.statuses import add_scores, is_control, measure_statuses, whole_alarms

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"


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
        figures |= measure_outside(data, model)
    else:
        typer.echo(f"{data}: no dev/ there; retrieval, beads and stretches are left out")
    figures["passages"] = show_retrieval(measure_passages([HERE / "agency", SAMPLES], model))
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
