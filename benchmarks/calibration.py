"""``python -m benchmarks.calibration DATA``: the tables of align/evidence/calibration.py, and what they keep.

How probable it is that a finding of a kind and weight is right is fitted on findings about untouched faithful
pairs, which are right where we read them so (``edits/real_differences.tsv``), and on those that touch
the place of an edit. Edits count as often as the gold of the agency pairs and samples has evidence of
their kind. All findings were read but quotations below 0.45, modality below 0.5, names below 0.38,
omissions below 0.52 and additions below 0.5; of these none was taken for right.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

import align
from align.bitext import EvidenceType
from align.embedding import Embedder
from align.evaluation import LabelledPassage, label_passages
from align.evidence.calibration import DEMANDED, PROBABILITIES, Steps, demand_probability, get_probability
from align.evidence.collection import list_differences
from align.evidence.finding import Finding
from align.labels import GOLD_NAME, read_labels
from benchmarks.confidence import calibration_error
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.measure import MAKERS, SETS, Texts, is_seen, make_rule, pair_passages, read_pairs

HERE = Path(__file__).parent
FOLDERS = (HERE / "agency", HERE.parent / "samples")
REAL = HERE / "edits" / "real_differences.tsv"
ANY = "*"
RATES = (0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0)
CONTINUOUS = frozenset({EvidenceType.NAME, EvidenceType.PARTIAL_OMISSION, EvidenceType.PARTIAL_ADDITION})
_SURE = 0.98
_GRID = 0.05  # steps of the weight of kinds whose weight is continuous


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with whether it is right and how much it counts."""

    finding: Finding
    right: bool
    share: float = 1.0


def read_real() -> dict[tuple[str, int], frozenset[str]]:
    """Return the kinds of the real differences by set and row."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    with REAL.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for name, row, kind, _ in csv.reader(lines, delimiter="\t"):
            found[name, int(row)].add(kind)
    return {key: frozenset(kinds) for key, kinds in found.items()}


def judge_untouched(
    pairs: dict[tuple[str, int], Texts], embedder: Embedder
) -> dict[tuple[str, int], list[Judged]]:
    """Return all findings about the untouched *pairs*, by set and row."""
    real = read_real()
    rule = make_rule(2.0)
    judged = {}
    for key, passages in zip(pairs, pair_passages(list(pairs.values()), embedder), strict=True):
        kinds = real.get(key, frozenset())
        judged[key] = [
            Judged(finding, ANY in kinds or str(finding.type) in kinds)
            for finding in list_differences(*passages, rule)
        ]
    return judged


def judge_edits(
    edited: Iterable[EditedPair], embedder: Embedder
) -> tuple[list[Finding], Counter[EvidenceType]]:
    """Return the surest right finding about each edit that was seen, and the number of edits by kind."""
    chosen = [edit for edit in edited if edit.kind is not None]
    rule = make_rule(2.0)
    seen = []
    passages = pair_passages([(edit.arabic, edit.english) for edit in chosen], embedder)
    for edit, sides in zip(chosen, passages, strict=True):
        right = [finding for finding in list_differences(*sides, rule) if is_seen(edit, [finding])]
        seen += [max(right, key=lambda finding: finding.weight)] if right else []
    return seen, Counter(edit.kind for edit in chosen if edit.kind is not None)


def count_prevalence() -> dict[EvidenceType, float]:
    """Return how many paired passages of the gold have evidence of each kind, for each paired one."""
    passages = [
        passage
        for folder in FOLDERS
        for gold in sorted(folder.glob(f"*/{GOLD_NAME}"))
        for passage in read_labels(gold)
        if passage.source and passage.target
    ]
    counts = Counter(kind for passage in passages for kind in passage.evidence)
    return {kind: (counts[str(kind)] + 1) / len(passages) for kind in EvidenceType}


def fit_steps(judged: list[Judged], kind: EvidenceType) -> Steps:
    """Return the probability that a finding is right, rising with its weight; as few steps as tell it."""
    from sklearn.isotonic import IsotonicRegression

    weights = np.array([item.finding.weight for item in judged])
    if kind in CONTINUOUS:
        weights = np.round(weights / _GRID) * _GRID
    right = np.array([item.right for item in judged], dtype=float)
    shares = np.array([item.share for item in judged])
    levels = np.unique(weights)
    # One finding of either sort at each level: nothing is certain after a few dozen.
    weights, right = np.append(weights, [levels, levels]), np.append(right, [levels * 0, levels * 0 + 1])
    shares = np.append(shares, np.full(2 * len(levels), 0.5))
    fitted = IsotonicRegression(out_of_bounds="clip").fit(weights, right, sample_weight=shares)
    return tuple(
        (round(float(level), 2), round(min(float(fitted.predict([level])[0]), _SURE), 2)) for level in levels
    )


def fit_demand(judged: dict[tuple[str, int], list[Judged]], tables: Mapping[EvidenceType, Steps]) -> Steps:
    """Return the least probability at which at most so many in 100 untouched pairs raise a false alarm."""
    surest = _list_surest(judged, tables)
    steps = []
    for rate in RATES:
        allowed = int(rate * len(surest) / 100)
        steps.append((rate, round(float(surest[allowed]) + 0.005, 3)))
    return tuple(steps)


def _list_surest(
    judged: dict[tuple[str, int], list[Judged]], tables: Mapping[EvidenceType, Steps]
) -> NDArray[np.float64]:
    """Return the probability of the surest false alarm of each pair, falling."""
    surest = [
        max(
            (get_probability(item.finding, tables) for item in items if not item.right),
            default=0.0,
        )
        for items in judged.values()
    ]
    return np.sort(np.array(surest))[::-1]


def judge_gold(embedder: Embedder, strictness: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return confidence and whether right of each piece of evidence about the pairs with gold.

    It is right where a gold passage that it touches has evidence of its kind.
    """
    rows = []
    for folder in FOLDERS:
        for gold in sorted(folder.glob(f"*/{GOLD_NAME}")):
            labels = read_labels(gold)
            comparison = align.compare(
                gold.parent / "ar.txt",
                gold.parent / "en.txt",
                model=embedder,
                settings=align.Settings(strictness=strictness),
            )
            for passage, labelled in zip(comparison.passages, label_passages(comparison), strict=True):
                kinds = {kind for label in labels if _overlap(label, labelled) for kind in label.evidence}
                rows += [(item.confidence, str(item.type) in kinds) for item in passage.evidence]
    confidence, right = zip(*rows, strict=True)
    return np.array(confidence), np.array(right)


def _overlap(one: LabelledPassage, two: LabelledPassage) -> bool:
    return any(
        a[0] < b[1] and b[0] < a[1]
        for side, other in ((one.source, two.source), (one.target, two.target))
        for a in side
        for b in other
    )


def fit_tables(
    judged: dict[tuple[str, int], list[Judged]], edits: dict[str, list[EditedPair]], embedder: Embedder
) -> dict[EvidenceType, Steps]:
    """Return the steps of each kind, from what was said about untouched pairs and about *edits*."""
    by_kind: dict[EvidenceType, list[Judged]] = defaultdict(list)
    for item in (item for items in judged.values() for item in items):
        by_kind[item.finding.type].append(item)
    prevalence = count_prevalence()
    seen: list[Finding] = []
    counts: Counter[EvidenceType] = Counter()
    for edited in edits.values():
        found, count = judge_edits(edited, embedder)
        seen += found
        counts += count
    for finding in seen:
        share = prevalence[finding.type] * len(judged) / counts[finding.type]
        by_kind[finding.type].append(Judged(finding, right=True, share=share))
    return {kind: fit_steps(items, kind) for kind, items in sorted(by_kind.items())}


def count_alarms(judged: dict[tuple[str, int], list[Judged]], least: float) -> dict[str, list[float]]:
    """Return, by kind and under ``any``, pairs with a finding and pairs with a false one, for each 100."""
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for items in judged.values():
        shown = [item for item in items if get_probability(item.finding) >= least]
        for place, chosen in enumerate((shown, [item for item in shown if not item.right])):
            for kind in {str(item.finding.type) for item in chosen} | ({"any"} if chosen else set()):
                counts[kind][place] += 100 / len(judged)
    return dict(counts)


def run(
    data: Annotated[Path, typer.Argument(help="Folder with dev/ and dictionary/.")],
    *,
    fit: Annotated[bool, typer.Option(help="Print newly fitted tables as well (a minute).")] = False,
) -> None:
    """Print the false alarms that each strictness allows, and how far the confidence is from the truth."""
    embedder = align.load("ar-en")
    rows = [((name, row), pair) for name in SETS for row, pair in enumerate(read_pairs(data, (name,)))]
    judged = judge_untouched(dict(rows), embedder)
    if fit:
        edits = {name: make([pair for _, pair in rows], data) for name, make in MAKERS.items()}
        tables = fit_tables(judged, edits, embedder)
        for kind, steps in tables.items():
            typer.echo(f"{kind}: {steps}")
    typer.echo(f"demanded by the tables in use: {fit_demand(judged, PROBABILITIES)}")
    for rate, _ in DEMANDED:
        alarms = count_alarms(judged, demand_probability(rate))
        raw, false = alarms.pop("any", [0.0, 0.0])
        kinds = ", ".join(f"{kind} {pair[1]:.2f}" for kind, pair in sorted(alarms.items()) if pair[1])
        typer.echo(
            f"strictness {rate:4g}: {raw:5.2f} raw, {false:5.2f} false per 100 untouched pairs ({kinds})"
        )
    for strictness in (2.0, 5.0):
        confidence, right = judge_gold(embedder, strictness)
        typer.echo(
            f"evidence about the pairs with gold at {strictness:g}: {len(right)}, {right.mean():.3f} right, "
            f"mean confidence {confidence.mean():.3f}, "
            f"calibration error {calibration_error(confidence, right):.3f}"
        )


if __name__ == "__main__":
    typer.run(run)
