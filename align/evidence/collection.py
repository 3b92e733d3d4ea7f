"""All evidence about one pair of passages: each kind has its own module, this one asks them in turn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from align.bitext import EvidenceType
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.lexicon import Lexicon, load_shipped
from align.evidence.names import Documents, compare_names
from align.evidence.passage_text import PassageText
from align.evidence.quantities import compare_quantities
from align.evidence.stretches import Stretch, find_stretches, measure_words
from align.evidence.wording import compare_cues

_OWN = frozenset({EvidenceType.ATTRIBUTION, EvidenceType.QUOTATION})
BESIDE = 0.9  # of the least weight, from which a finding is shown beside others that reach it


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What is worth reporting.

    *expected* is the coverage of a translated token; a stretch has at least *least_words*
    words and *least_deficit*; *deficit_confidence* turns the logarithm of its deficit into a
    probability. Any other finding has at least *least_weight*. *today* is the weekday
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
    lexicon: Lexicon = field(default_factory=load_shipped)
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
    sure = [
        *(_finding(EvidenceType.PARTIAL_OMISSION, source.text, stretch, rule) for stretch in omissions),
        *(_finding(EvidenceType.PARTIAL_ADDITION, target.text, stretch, rule) for stretch in additions),
    ]
    by_rule = [
        finding
        for finding in (
            *numbers,
            *compare_names(source, target, rule.names),
            *compare_cues(source, target, rule.lexicon),
        )
        if not _inside(finding, omissions, additions)
    ]
    sure += [finding for finding in by_rule if finding.weight >= rule.least_weight]
    beside = [
        finding for finding in by_rule if BESIDE * rule.least_weight <= finding.weight < rule.least_weight
    ]
    return tuple(sorted((*sure, *(beside if sure else ())), key=_place))


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
    """Whether a finding says no more than that it lies in a stretch which is reported as a whole.

    Who said something is told beside the stretch; a negation in it is not the other side's.
    """
    if finding.type in _OWN:
        return False
    if finding.source and finding.target and finding.type is not EvidenceType.NEGATION:
        return False
    return any(
        stretch.start <= span[0] and span[1] <= stretch.stop
        for span, stretches in ((finding.source, omissions), (finding.target, additions))
        for stretch in stretches
        if span
    )


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.source or finding.target or (0, 0))[0], finding.source is None
