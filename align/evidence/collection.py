"""All evidence about one pair of passages: each kind has its own module, this one asks them in turn."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.bitext import EvidenceType
from align.evidence.finding import Finding
from align.evidence.quantities import compare_quantities
from align.evidence.stretches import Stretch, find_stretches, measure_words
from align.vectors import TokenVectors, best_cosines


@dataclass(frozen=True, slots=True)
class PassageText:
    """One side of a bead: its text and its tokens, with offsets into that text."""

    text: str
    language: str
    tokens: TokenVectors


@dataclass(frozen=True, slots=True)
class StretchRule:
    """What makes a stretch: the coverage expected of a translated token, the least words and deficit."""

    expected: float
    least_words: int
    least_deficit: float


def collect_findings(source: PassageText, target: PassageText, rule: StretchRule) -> tuple[Finding, ...]:
    """Return what differs inside a pair of passages, in the order of the texts."""
    source_coverage, target_coverage = best_cosines(source.tokens, target.tokens)
    omissions = _stretches(source, source_coverage, rule)
    additions = _stretches(target, target_coverage, rule)
    numbers = compare_quantities(source.text, target.text, source.language, target.language)
    findings = [
        *(_finding(EvidenceType.PARTIAL_OMISSION, source.text, stretch) for stretch in omissions),
        *(_finding(EvidenceType.PARTIAL_ADDITION, target.text, stretch) for stretch in additions),
        *(finding for finding in numbers if not _inside(finding, omissions, additions)),
    ]
    return tuple(sorted(findings, key=_place))


def _stretches(side: PassageText, coverage: NDArray[np.float32], rule: StretchRule) -> tuple[Stretch, ...]:
    words = measure_words(side.text, side.tokens, coverage, expected=rule.expected)
    stretches = find_stretches(side.text, words, least_words=rule.least_words)
    return tuple(stretch for stretch in stretches if stretch.deficit >= rule.least_deficit)


def _finding(kind: EvidenceType, text: str, stretch: Stretch) -> Finding:
    span = (stretch.start, stretch.stop)
    shown = " ".join(text[slice(*span)].split())
    where = "only in the source" if kind is EvidenceType.PARTIAL_OMISSION else "only in the target"
    source, target = (span, None) if kind is EvidenceType.PARTIAL_OMISSION else (None, span)
    return Finding(kind, source, target, stretch.deficit, f"{where}: {shown}")


def _inside(finding: Finding, omissions: tuple[Stretch, ...], additions: tuple[Stretch, ...]) -> bool:
    """Whether a one-sided finding lies in a stretch that is reported as a whole."""
    if finding.source and finding.target:
        return False
    span, stretches = (finding.source, omissions) if finding.source else (finding.target, additions)
    return any(span and stretch.start <= span[0] and span[1] <= stretch.stop for stretch in stretches)


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.source or finding.target or (0, 0))[0], finding.source is None


def shift(finding: Finding, source: int, target: int) -> Finding:
    """Return *finding* with offsets into the documents, whose passages start at *source* and *target*."""
    return replace(
        finding,
        source=finding.source and (finding.source[0] + source, finding.source[1] + source),
        target=finding.target and (finding.target[0] + target, finding.target[1] + target),
    )
