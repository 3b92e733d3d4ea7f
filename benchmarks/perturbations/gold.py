"""The gold of the perturbed documents, kept so that anybody can see what was asked, and that it stays so."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.perturbations.documents import Collection
from benchmarks.perturbations.edits import SCENARIOS
from benchmarks.perturbations.run import perturb_half
from benchmarks.perturbations.strangers import StrangerPool

# Of dev/xquad_sents; what is seen in training can be made again from its seeds.
KEPT = Path(__file__).parent / "gold.jsonl"


def list_gold(collection: Collection, seeds: tuple[int, ...], pool: StrangerPool) -> list[str]:
    """Return a line of JSON for each document that a scenario changed.

    ``units`` has, for each English segment, the Arabic ones that it stands for, none for an added one;
    ``moved`` the English segments that were moved.
    """
    return [
        json.dumps(
            {
                "seed": seed,
                "scenario": scenario.name,
                "document": document.name,
                "units": [unit.rows for unit in document.units],
                "moved": [j for j, unit in enumerate(document.units) if unit.moved],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for seed in seeds
        for scenario in SCENARIOS
        for document, untouched in perturb_half(collection, scenario, seed, pool)
        if not untouched
    ]


def is_kept(lines: list[str]) -> bool:
    """Return whether these lines are the gold that is kept."""
    return KEPT.is_file() and KEPT.read_text(encoding="utf-8").splitlines() == lines
