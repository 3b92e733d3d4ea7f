"""What the rules see of edits, and what they raise for nothing; each pair of sentences is one bead."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from align.embedding import Embedder
from align.evidence.calibration import demand_probability
from align.evidence.collection import EvidenceRule, collect_findings
from align.evidence.finding import Finding
from align.evidence.passage_text import PassageText
from align.settings import Settings
from align.vectors import cover_tokens, scale_weights
from benchmarks.edits.attribution import edit_attribution
from benchmarks.edits.clauses import edit_clauses
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.loaded import edit_wording
from benchmarks.edits.modality import edit_modality
from benchmarks.edits.names import edit_names
from benchmarks.edits.negation import edit_negation
from benchmarks.edits.quantities import edit_quantities

Texts = tuple[str, str]
Findings = tuple[Finding, ...]
Edit = Callable[[str, str, random.Random], list[EditedPair]]
Maker = Callable[[list[Texts], Path], list[EditedPair]]

SETS = ("pud", "xquad_sents")
SEED = 1


def edit_each(edit: Edit) -> Maker:
    """Return the maker of a rule that edits one pair at a time; its random numbers are the same each time."""

    def make(pairs: list[Texts], _folder: Path) -> list[EditedPair]:
        rng = random.Random(SEED)  # noqa: S311 - reproducible edits, no secret
        return [edited for pair in pairs for edited in edit(*pair, rng)]

    return make


# What makes the edits of each kind, from all faithful pairs and the folder that holds dictionary/.
MAKERS: dict[str, Maker] = {
    "name": edit_names,
    "negation": edit_each(edit_negation),
    "modality": edit_each(edit_modality),
    "attribution": edit_each(edit_attribution),
    "loaded": edit_each(edit_wording),
    "quantity": edit_each(edit_quantities),
    "clause": edit_clauses,
}


@dataclass(slots=True)
class EditCount:
    """How many edits of a sort there are, and of how many something was said.

    ``seen``: the right kind of evidence touches the place; ``seen_on_both``: on both sides;
    ``alarmed``: some evidence is new that the untouched pair does not raise, by kind in ``kinds``.
    """

    harmless: bool
    pairs: int = 0
    seen: int = 0
    seen_on_both: int = 0
    alarmed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def read_pairs(data: Path, names: tuple[str, ...] = SETS) -> list[Texts]:
    """Return the faithful pairs of the development sets, Arabic first."""
    frames = [pl.read_parquet(data / "dev" / f"{name}.parquet", columns=["ar", "en"]) for name in names]
    return [row for frame in frames for row in frame.iter_rows()]


def find_findings(pairs: list[Texts], embedder: Embedder, strictness: float) -> list[Findings]:
    """Return what is reported of each pair at *strictness*."""
    rule = make_rule(strictness)
    return [collect_findings(*passages, rule) for passages in pair_passages(pairs, embedder)]


def make_rule(strictness: float) -> EvidenceRule:
    """Return what is reported of two passages that belong to no document."""
    settings = Settings(strictness=strictness)
    return EvidenceRule(demand_probability(strictness), settings.expected_coverage, settings.least_words)


def pair_passages(pairs: list[Texts], embedder: Embedder) -> Iterator[tuple[PassageText, PassageText]]:
    """Yield both sides of each pair with tokens and coverage."""
    sides = [scale_weights(embedder.encode_tokens([pair[side] for pair in pairs])) for side in (0, 1)]
    for pair, *tokens in zip(pairs, *sides, strict=True):
        covered = cover_tokens(tokens[0], tokens[1])
        arabic, english = (
            PassageText(text, language, near, coverage.contested)
            for text, language, near, coverage in zip(pair, ("ar", "en"), tokens, covered, strict=True)
        )
        yield arabic, english


def is_seen(edited: EditedPair, found: Iterable[Finding]) -> bool:
    """Return whether a finding of the right kind touches the edit, on each side that both have."""
    return any(
        finding.type is edited.kind
        and _touches(finding.source, edited.arabic_span)
        and _touches(finding.target, edited.english_span)
        for finding in found
    )


def _touches(span: tuple[int, int] | None, wanted: tuple[int, int] | None) -> bool:
    return span is None or wanted is None or (span[0] < wanted[1] and wanted[0] < span[1])


def _is_seen_anywhere(edited: EditedPair, found: Iterable[Finding]) -> bool:
    """Return whether a finding of the right kind touches the edit on a side."""
    return any(
        finding.type is edited.kind
        and (
            (finding.source is not None and _touches(finding.source, edited.arabic_span))
            or (finding.target is not None and _touches(finding.target, edited.english_span))
        )
        for finding in found
    )


def count_edits(
    edited: list[EditedPair], known_by_text: dict[str, Counter[str]], found: list[Findings]
) -> dict[str, EditCount]:
    """Return the counts by name of the edit.

    *known_by_text* has what untouched pairs raise, by each of their texts: an edit leaves one as it was.
    """
    counts: dict[str, EditCount] = {}
    for edit, findings in zip(edited, found, strict=True):
        known = known_by_text.get(edit.arabic, known_by_text.get(edit.english, Counter()))
        new = Counter({str(finding.type) for finding in findings} - set(known))
        count = counts.setdefault(edit.edit, EditCount(edit.kind is None))
        count.pairs += 1
        count.seen += _is_seen_anywhere(edit, findings)
        count.seen_on_both += is_seen(edit, findings)
        count.alarmed += bool(new)
        count.kinds += new
    return counts


def count_kinds(found: list[Findings], pairs: list[Texts]) -> dict[str, Counter[str]]:
    """Return the kinds that untouched pairs raise, by each of their texts."""
    kinds = [Counter({str(finding.type) for finding in findings}) for findings in found]
    return {text: kind for pair, kind in zip(pairs, kinds, strict=True) for text in pair}
