"""``python -m benchmarks.edits DATA``: what is seen of rule-made edits, and what is raised for nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

import align
from benchmarks.edits.measure import (
    MAKERS,
    SETS,
    EditCount,
    Findings,
    count_edits,
    count_kinds,
    find_findings,
    read_pairs,
)


def run(
    data: Annotated[Path, typer.Argument(help="Folder with dev/ and dictionary/.")],
    kind: Annotated[list[str] | None, typer.Option(help=f"Edits to make: {', '.join(MAKERS)}.")] = None,
    strictness: Annotated[float, typer.Option(help="False alarms allowed per 100 passages.")] = 2.0,
    show: Annotated[list[str] | None, typer.Option(help="Edits whose misses are printed.")] = None,
) -> None:
    """Print the alarms of untouched pairs by kind, then a table for each kind of edit."""
    embedder = align.load("ar-en")
    pairs = read_pairs(data)
    untouched = find_findings(pairs, embedder, strictness)
    for label, rate in measure_alarms(untouched).items():
        typer.echo(f"{label:32}{rate:7.2f} per 100 of {len(pairs)} untouched pairs of {', '.join(SETS)}")
    known = count_kinds(untouched, pairs)
    for name in kind or MAKERS:
        edited = MAKERS[name](pairs, data)
        found = find_findings([(edit.arabic, edit.english) for edit in edited], embedder, strictness)
        typer.echo(f"\n{name:32}{'pairs':>7}{'seen':>8}{'on both':>9}{'new alarms':>12}")
        for label, count in count_edits(edited, known, found).items():
            typer.echo(_as_row(label, count))
        for edit, findings in zip(edited, found, strict=True):
            if edit.edit in (show or []) and all(finding.type is not edit.kind for finding in findings):
                typer.echo(f"  {edit.edit}: {edit.arabic}\n      {edit.english}")


def measure_alarms(untouched: list[Findings]) -> dict[str, float]:
    """Return alarms for each 100 pairs by kind, and under ``any`` the share of pairs with one."""
    kinds = Counter(str(kind) for found in untouched for kind in {finding.type for finding in found})
    counts = {**dict(kinds.most_common()), "any": sum(map(bool, untouched))}
    return {label: 100 * count / max(len(untouched), 1) for label, count in counts.items()}


def _as_row(label: str, count: EditCount) -> str:
    shown = f"= {label}" if count.harmless else label
    shares = [share / count.pairs for share in (count.seen, count.seen_on_both, count.alarmed)]
    kinds = ", ".join(f"{name} {number}" for name, number in count.kinds.most_common(4))
    return f"{shown:32}{count.pairs:7}{shares[0]:8.3f}{shares[1]:9.3f}{shares[2]:12.3f}  {kinds}"


if __name__ == "__main__":
    typer.run(run)
