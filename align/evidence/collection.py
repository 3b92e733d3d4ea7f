"""All evidence about one pair of passages: each kind has its own module, this one asks them in turn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from align.bitext import EvidenceType
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.names import Documents, compare_names
from align.evidence.passage_text import PassageText
from align.evidence.quantities import compare_quantities
from align.evidence.stretches import Stretch, find_stretches, measure_words


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What is worth reporting.

    *expected* is the coverage of a translated token; a stretch has at least *least_words*
    words and *least_deficit*; *deficit_confidence* turns the logarithm of its deficit into a
    probability. A finding about quantities or names has at least *least_weight*. *today* is the weekday
    that the source calls today, 0 for Monday, where it says so; *documents* are what source and
    target state as a whole: a figure that only moved elsewhere weighs little.
    """

    expected: float
    least_words: int
    least_deficit: float
    deficit_confidence: Callable[[float], float]
    least_weight: float
    today: int | None = None
    documents: tuple[DocumentValues, DocumentValues] | None = None
    names: Documents = (None, None)


def collect_findings(source: PassageText, target: PassageText, rule: EvidenceRule) -> tuple[Finding, ...]:
    """Return what differs inside a pair of passages, in the order of the texts."""
    omissions = _stretches(source, rule)
    additions = _stretches(target, rule)
    numbers = compare_quantities(
        source.text,
        target.text,
        source.language,
        target.language,
        today=rule.today,
        documents=rule.documents,
    )
    findings = [
        *(_finding(EvidenceType.PARTIAL_OMISSION, source.text, stretch, rule) for stretch in omissions),
        *(_finding(EvidenceType.PARTIAL_ADDITION, target.text, stretch, rule) for stretch in additions),
        *(
            finding
            for finding in (*numbers, *compare_names(source, target, rule.names))
            if finding.weight >= rule.least_weight and not _inside(finding, omissions, additions)
        ),
    ]
    return tuple(sorted(findings, key=_place))


def _stretches(side: PassageText, rule: EvidenceRule) -> tuple[Stretch, ...]:
    words = measure_words(side.text, side.tokens, side.coverage, expected=rule.expected)
    stretches = find_stretches(side.text, words, least_words=rule.least_words)
    return tuple(stretch for stretch in stretches if stretch.deficit >= rule.least_deficit)


def _finding(kind: EvidenceType, text: str, stretch: Stretch, rule: EvidenceRule) -> Finding:
    span = (stretch.start, stretch.stop)
    shown = " ".join(text[slice(*span)].split())
    where = "only in the source" if kind is EvidenceType.PARTIAL_OMISSION else "only in the target"
    source, target = (span, None) if kind is EvidenceType.PARTIAL_OMISSION else (None, span)
    return Finding(
        kind,
        source,
        target,
        rule.deficit_confidence(math.log(max(stretch.deficit, 1e-3))),
        f"{where}: {shown}",
    )


def _inside(finding: Finding, omissions: tuple[Stretch, ...], additions: tuple[Stretch, ...]) -> bool:
    """Whether a one-sided finding lies in a stretch that is reported as a whole."""
    if finding.source and finding.target:
        return False
    span, stretches = (finding.source, omissions) if finding.source else (finding.target, additions)
    return any(span and stretch.start <= span[0] and span[1] <= stretch.stop for stretch in stretches)


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.source or finding.target or (0, 0))[0], finding.source is None
