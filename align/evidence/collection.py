"""All evidence about one pair of passages: each kind has its own module, this one asks them in turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from align.bitext import EvidenceType
from align.evidence.acronyms import find_acronyms, weaken_stretch
from align.evidence.calibration import get_probability
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.lexicon import Lexicon, load_shipped
from align.evidence.names import Documents, compare_names
from align.evidence.passage_text import PassageText
from align.evidence.quantities import compare_quantities
from align.evidence.stretches import Stretch, find_stretches, measure_words
from align.evidence.wording import compare_cues

_OWN = frozenset({EvidenceType.ATTRIBUTION, EvidenceType.QUOTATION})
_STRETCHES = frozenset({EvidenceType.PARTIAL_OMISSION, EvidenceType.PARTIAL_ADDITION})
BESIDE = 0.75  # of the least probability, from which a finding is shown beside others that reach it
LEAST_DEFICIT = 0.3  # of a stretch that is worth a line at any strictness


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What is worth reporting.

    A finding is right with at least *least_probability*. *expected* is the coverage of a translated
    token; a stretch has at least *least_words* words. *today* is the weekday that the source
    calls today, 0 for Monday, where it says so; *documents* are what source and
    target state as a whole: a figure that only moved elsewhere weighs little.
    """

    least_probability: float
    expected: float
    least_words: int
    today: int | None = None
    documents: tuple[DocumentValues, DocumentValues] | None = None
    lexicon: Lexicon = field(default_factory=load_shipped)
    names: Documents = (None, None)


def collect_findings(source: PassageText, target: PassageText, rule: EvidenceRule) -> tuple[Finding, ...]:
    """Return what differs inside a pair of passages, in the order of the texts.

    The weight of each is the probability that it is right.
    """
    found = [
        replace(finding, weight=get_probability(finding))
        for finding in list_differences(source, target, rule)
    ]
    stretches = [
        finding
        for finding in found
        if finding.type in _STRETCHES and finding.weight >= rule.least_probability
    ]
    others = [
        finding for finding in found if finding.type not in _STRETCHES and not _inside(finding, stretches)
    ]
    sure = [*stretches, *(finding for finding in others if finding.weight >= rule.least_probability)]
    if not sure:
        return ()
    beside = [
        finding
        for finding in others
        if BESIDE * rule.least_probability <= finding.weight < rule.least_probability
    ]
    return tuple(sorted((*sure, *beside), key=_place))


def list_differences(source: PassageText, target: PassageText, rule: EvidenceRule) -> tuple[Finding, ...]:
    """Return all that differs by any rule, however unsure; the weights are the rules' own."""
    numbers = compare_quantities(
        source.text,
        target.text,
        source.language,
        target.language,
        today=rule.today,
        documents=rule.documents,
    )
    return (
        *_list_stretches(EvidenceType.PARTIAL_OMISSION, source, target, rule),
        *_list_stretches(EvidenceType.PARTIAL_ADDITION, target, source, rule),
        *numbers,
        *compare_names(source, target, rule.names),
        *compare_cues(source, target, rule.lexicon),
    )


def _list_stretches(
    kind: EvidenceType, side: PassageText, other: PassageText, rule: EvidenceRule
) -> list[Finding]:
    words = measure_words(side.text, side.tokens, side.coverage, expected=rule.expected)
    stretches = find_stretches(side.text, words, least_words=rule.least_words)
    spelled = [stretch for stretch in stretches if stretch.deficit >= LEAST_DEFICIT]
    if not spelled:
        return []
    acronyms = find_acronyms(other.text, other.tokens, other.coverage)
    return [_finding(kind, side.text, weaken_stretch(side.text, stretch, acronyms)) for stretch in spelled]


def _finding(kind: EvidenceType, text: str, stretch: Stretch) -> Finding:
    span = (stretch.start, stretch.stop)
    shown = " ".join(text[slice(*span)].split())
    where = "only in the source" if kind is EvidenceType.PARTIAL_OMISSION else "only in the target"
    source, target = (span, None) if kind is EvidenceType.PARTIAL_OMISSION else (None, span)
    weight = stretch.deficit / (1 + stretch.deficit)
    return Finding(kind, source, target, weight, f"{where}: {shown}")


def _inside(finding: Finding, stretches: list[Finding]) -> bool:
    """Whether a finding says no more than that it lies in a stretch which is reported as a whole.

    Who said something is told beside the stretch; a negation in it is not the other side's.
    """
    if finding.type in _OWN:
        return False
    if finding.source and finding.target and finding.type is not EvidenceType.NEGATION:
        return False
    return any(
        _contains(stretch.source, finding.source) or _contains(stretch.target, finding.target)
        for stretch in stretches
    )


def _contains(stretch: tuple[int, int] | None, span: tuple[int, int] | None) -> bool:
    return stretch is not None and span is not None and stretch[0] <= span[0] and span[1] <= stretch[1]


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.source or finding.target or (0, 0))[0], finding.source is None
