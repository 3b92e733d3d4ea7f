"""``python -m benchmarks.edits DATA``: what the rules see of edits, and what they say of harmless ones.

For each edit: how many, the share where evidence of the right kind touches the edited place, the
share where it touches it on both sides, and findings of any kind that the untouched pair does not
raise, for each 100 pairs. Last: alarms for each 100 untouched pairs, by kind. Each pair of
sentences is taken as one bead, at the default strictness.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import polars as pl

import align
from align.changes import Logistic
from align.evidence.collection import EvidenceRule, collect_findings
from align.evidence.finding import Finding
from align.evidence.passage_text import PassageText
from align.settings import Settings, allowed_deficit, allowed_weight
from align.vectors import cover_tokens, scale_weights
from benchmarks.edits import names
from benchmarks.edits.edited_pair import EditedPair

Maker = Callable[[list[tuple[str, str]], Path], list[EditedPair]]
MAKERS: tuple[Maker, ...] = (names.edit_names,)
SETS = ("pud", "xquad_sents")
Pair = tuple[str, str]


def find_all(pairs: list[Pair], embedder: align.Embedder, rule: EvidenceRule) -> list[tuple[Finding, ...]]:
    """Return the findings in each (Arabic, English) pair."""
    sides = [scale_weights(embedder.encode_tokens([pair[side] for pair in pairs])) for side in (0, 1)]
    found = []
    for pair, source, target in zip(pairs, *sides, strict=True):
        covered = cover_tokens(source, target)
        found.append(
            collect_findings(
                PassageText(pair[0], "ar", source, covered[0].contested),
                PassageText(pair[1], "en", target, covered[1].contested),
                rule,
            )
        )
    return found


def make_rule(settings: Settings) -> EvidenceRule:
    """Return what is reported at the strictness of *settings*."""
    return EvidenceRule(
        expected=settings.expected_coverage,
        least_words=settings.least_words,
        least_deficit=allowed_deficit(settings.strictness),
        deficit_confidence=Logistic(settings.stretch_intercept, settings.stretch_slope),
        least_weight=allowed_weight(settings.strictness),
    )


def touch_sides(edit: EditedPair, finding: Finding) -> tuple[bool, bool]:
    """Return whether *finding* touches what was edited in the Arabic and in the English."""
    places = ((finding.source, edit.arabic_span), (finding.target, edit.english_span))
    one, two = (bool(a and b and a[0] < b[1] and b[0] < a[1]) for a, b in places)
    return one, two


def count_edit(edit: EditedPair, found: tuple[Finding, ...], before: Counter[str]) -> Counter[str]:
    """Return the counts of one edit; *before* counts what the untouched pair raises, by kind."""
    right = [touch_sides(edit, finding) for finding in found if finding.type is edit.kind]
    new = Counter(str(finding.type) for finding in found) - before
    return Counter(
        pairs=1,
        hit=any(map(any, right)),
        both=any(map(all, right)),
        alarmed=any(kind != edit.kind for kind in new),
        **{f"new {kind}": 1 for kind in new if kind != edit.kind},
    )


def measure_set(data: Path, name: str, embedder: align.Embedder) -> None:
    """Print the table of one set."""
    frame = pl.read_parquet(data / "dev" / f"{name}.parquet", columns=["ar", "en"])
    pairs = list(frame.iter_rows())
    rule = make_rule(Settings())
    untouched = [Counter(str(f.type) for f in found) for found in find_all(pairs, embedder, rule)]
    # An edit changes one side, so that the other one leads to the pair it was made from.
    before = {text: kinds for pair, kinds in zip(pairs, untouched, strict=True) for text in pair}
    edits = [edit for maker in MAKERS for edit in maker(pairs, data)]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for edit, found in zip(
        edits, find_all([(edit.arabic, edit.english) for edit in edits], embedder, rule), strict=True
    ):
        known = before.get(edit.arabic, before.get(edit.english, Counter()))
        counts[edit.edit] += count_edit(edit, found, known)
    print(f"\n{name:28} pairs  right   both  new alarms /100")
    for label, count in counts.items():
        shares = [count[key] / count["pairs"] for key in ("hit", "both", "alarmed")]
        kinds = ", ".join(
            f"{key.removeprefix('new ')} {count[key]}" for key in sorted(count) if "new " in key
        )
        print(f"{label:28}{count['pairs']:6}{shares[0]:7.3f}{shares[1]:7.3f}{100 * shares[2]:12.1f}  {kinds}")
    alarms = Counter(kind for kinds in untouched for kind in kinds)
    shown = ", ".join(f"{kind} {100 * number / len(pairs):.2f}" for kind, number in sorted(alarms.items()))
    print(f"untouched: alarms /100 of {len(pairs)} pairs: {shown}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    embedder = align.load("ar-en")
    for name in SETS:
        measure_set(data, name, embedder)


if __name__ == "__main__":
    main()
