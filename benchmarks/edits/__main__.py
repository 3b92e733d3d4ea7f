"""``python -m benchmarks.edits DATA``: what is seen of rule-made edits, and what is raised for nothing."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

import align
from align.embedding import Embedder
from align.evidence.collection import EvidenceRule, collect_findings
from align.evidence.finding import Finding
from align.evidence.passage_text import PassageText
from align.settings import Settings, allowed_deficit, allowed_weight
from align.vectors import cover_tokens, scale_weights
from benchmarks.edits.attribution import edit_attribution
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.loaded import edit_wording
from benchmarks.edits.modality import edit_modality
from benchmarks.edits.negation import edit_negation

SETS = ("pud", "xquad_sents")
SEED = 1
# Each module's edits of one faithful pair; the generator of random numbers makes them repeatable.
EDITS: dict[str, Callable[[str, str, random.Random], list[EditedPair]]] = {
    "negation": edit_negation,
    "modality": edit_modality,
    "attribution": edit_attribution,
    "loaded": edit_wording,
}

Texts = tuple[str, str]


def read_pairs(data: Path) -> list[Texts]:
    """Return the faithful pairs of the development sets, Arabic first."""
    frames = [pl.read_parquet(data / "dev" / f"{name}.parquet", columns=["ar", "en"]) for name in SETS]
    return [row for frame in frames for row in frame.iter_rows()]


def find_findings(pairs: list[Texts], embedder: Embedder, strictness: float) -> list[tuple[Finding, ...]]:
    """Return what is reported of each pair, taken as one pair of passages, at *strictness*."""
    settings = Settings(strictness=strictness)
    rule = EvidenceRule(
        expected=settings.expected_coverage,
        least_words=settings.least_words,
        least_deficit=allowed_deficit(strictness),
        deficit_confidence=lambda _: 0.5,
        least_weight=allowed_weight(strictness),
    )
    sides = [scale_weights(embedder.encode_tokens([pair[side] for pair in pairs])) for side in (0, 1)]
    found = []
    for pair, *tokens in zip(pairs, *sides, strict=True):
        covered = cover_tokens(tokens[0], tokens[1])
        passages = [
            PassageText(text, language, near, coverage.contested)
            for text, language, near, coverage in zip(pair, ("ar", "en"), tokens, covered, strict=True)
        ]
        found.append(collect_findings(passages[0], passages[1], rule))
    return found


def is_seen(edited: EditedPair, found: Iterable[Finding]) -> bool:
    """Return whether a finding of the right kind touches the edit on the side where it was made."""
    return any(
        finding.type is edited.kind
        and _touches(finding.source, edited.arabic_span)
        and _touches(finding.target, edited.english_span)
        for finding in found
    )


def _touches(span: tuple[int, int] | None, wanted: tuple[int, int] | None) -> bool:
    return span is None or wanted is None or (span[0] < wanted[1] and wanted[0] < span[1])


def measure_edits(
    name: str,
    pairs: list[Texts],
    untouched: list[tuple[Finding, ...]],
    embedder: Embedder,
    options: argparse.Namespace,
) -> None:
    """Print a line for each edit of the module *name*, and one for all of them and for all harmless ones."""
    rng = random.Random(SEED)  # noqa: S311 - reproducible edits, no secret
    edited = [(place, edit) for place, pair in enumerate(pairs) for edit in EDITS[name](*pair, rng)]
    found = find_findings([(edit.arabic, edit.english) for _, edit in edited], embedder, options.strictness)
    counts: dict[str, Counter[str]] = {}
    for (place, edit), findings in zip(edited, found, strict=True):
        known = {finding.type for finding in untouched[place]}
        new = {finding.type for finding in findings} - known
        seen = edit.kind is not None and is_seen(edit, findings)
        total = f"all {name}" if edit.kind else f"harmless {name}"
        for row in (f"{edit.edit}" if edit.kind else f"= {edit.edit}", total):
            counts.setdefault(row, Counter()).update(
                ["pairs", *["seen"] * seen, *["others"] * bool(new - {edit.kind}), *["any"] * bool(new)]
            )
        if edit.edit in options.show and (not seen if edit.kind else bool(new)):
            print(
                f"  {edit.edit}: {edit.arabic}\n      {edit.english}\n      {[f.message for f in findings]}"
            )
    print(f"\n{name:32}{'pairs':>7}{'seen':>8}{'other kinds':>13}{'any':>8}")
    for row, count in sorted(counts.items(), key=_get_order):
        shares = [count[key] / count["pairs"] for key in ("seen", "others", "any")]
        print(f"{row:32}{count['pairs']:7}{shares[0]:8.3f}{shares[1]:13.3f}{shares[2]:8.3f}")


def _get_order(row: tuple[str, Counter[str]]) -> tuple[bool, bool]:
    return row[0].startswith(("=", "harmless")), row[0].startswith(("all ", "harmless "))


def main() -> None:
    """Print the false alarms of untouched pairs by kind, then a table a module of edits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with dev/")
    parser.add_argument("--kinds", nargs="*", default=list(EDITS), choices=list(EDITS))
    parser.add_argument("--strictness", type=float, default=2.0)
    parser.add_argument("--show", nargs="*", default=[], help="edits whose misses are printed")
    options = parser.parse_args()
    embedder = align.load("ar-en")
    pairs = read_pairs(options.data)
    untouched = find_findings(pairs, embedder, options.strictness)
    alarms = Counter(str(kind) for found in untouched for kind in {finding.type for finding in found})
    print(f"{len(pairs)} untouched pairs, alarms for each 100:")
    for kind, count in [*alarms.most_common(), ("any", sum(map(bool, untouched)))]:
        print(f"{kind:32}{100 * count / len(pairs):7.2f}")
    for name in options.kinds:
        measure_edits(name, pairs, untouched, embedder, options)


if __name__ == "__main__":
    main()
