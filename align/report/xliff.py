"""Comparisons → XLIFF 1.2, one ``file`` a comparison, with evidence as ITS 2.0 quality issues.

Version 1.2, because more tools read it than 2.1. The issues stand off in their unit
(``its:locQualityIssues``), because evidence overlaps; ITS is https://www.w3.org/TR/its20/.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from align.bitext import Comparison, Evidence, EvidenceType, Passage, Status
from align.report.stretches import join_lines, take_spans
from align.report.views import name_anchors
from align.report.wording import format_percent, state_evidence, state_status
from align.report.xml_text import add_element, encode_tree, tag_language

# XLIFF 1.2, section 3.2.4, "state".
_STATES = {
    Status.KEPT: "translated",
    Status.REWORDED: "needs-review-translation",
    Status.DROPPED: "needs-translation",
    Status.ADDED: "needs-review-translation",
}

# ITS 2.0, section 8.17, "locQualityIssueType". What is shown without a judgement is "other".
ISSUES = {
    EvidenceType.NUMBER: "numbers",
    EvidenceType.PERCENT: "numbers",
    EvidenceType.MONEY: "numbers",
    EvidenceType.DATE: "mistranslation",
    EvidenceType.NAME: "inconsistent-entities",
    EvidenceType.NEGATION: "mistranslation",
    EvidenceType.MODALITY: "mistranslation",
    EvidenceType.ATTRIBUTION: "mistranslation",
    EvidenceType.QUOTATION: "other",
    EvidenceType.LOADED_WORDING: "other",
    EvidenceType.PARTIAL_OMISSION: "omission",
    EvidenceType.PARTIAL_ADDITION: "addition",
}
_UNPAIRED = {Status.DROPPED: "omission", Status.ADDED: "addition"}


def render_xliff(comparisons: Iterable[Comparison]) -> bytes:
    """Return all passages as translation units in source order, white space inside a side as one space.

    A dropped passage has an empty target, an added one an empty source and ``translate="no"``.
    """
    root = ET.Element(
        "xliff",
        {
            "version": "1.2",
            "xmlns": "urn:oasis:names:tc:xliff:document:1.2",
            "xmlns:its": "http://www.w3.org/2005/11/its",
            "its:version": "2.0",
        },
    )
    for number, comparison in enumerate(comparisons, 1):
        _add_file(root, number, comparison)
    return encode_tree(root)


def _add_file(root: ET.Element, number: int, comparison: Comparison) -> None:
    attributes = {
        "original": comparison.source.path,
        "source-language": tag_language(comparison.source.language),
        "target-language": tag_language(comparison.target.language),
        "datatype": "plaintext",
        "tool-id": "align",
    }
    file = add_element(root, "file", "", attributes)
    header = add_element(file, "header")
    tool = {"tool-id": "align", "tool-name": "align", "tool-version": comparison.version}
    add_element(header, "tool", "", tool)
    add_element(header, "note", f"target: {comparison.target.path}", {"from": "align"})
    add_element(header, "note", comparison.signature, {"from": "align"})
    body = add_element(file, "body")
    for passage, anchor in zip(comparison.passages, name_anchors(comparison), strict=True):
        _add_unit(body, passage, comparison, f"f{number}-{anchor}")


def _add_unit(body: ET.Element, passage: Passage, comparison: Comparison, anchor: str) -> None:
    source, target = (join_lines(span) for span in take_spans(passage, comparison))
    unit = add_element(body, "trans-unit", "", {"id": anchor, "resname": passage.id})
    if not passage.source:
        unit.set("translate", "no")
    add_element(unit, "source", source, {"xml:lang": tag_language(comparison.source.language)})
    language = tag_language(comparison.target.language)
    translation = add_element(
        unit, "target", target, {"xml:lang": language, "state": _STATES[passage.status]}
    )
    said = f"{state_status(passage)} {format_percent(passage.confidence)}"
    add_element(unit, "note", said, {"from": "align"})
    for evidence in passage.evidence:
        add_element(unit, "note", state_evidence(evidence), {"from": "align", "annotates": "target"})
    issues = [_record_issue(evidence) for evidence in passage.evidence]
    if passage.status in _UNPAIRED:
        issues = [{"locQualityIssueType": _UNPAIRED[passage.status], "locQualityIssueComment": said}]
    if issues:
        translation.set("its:locQualityIssuesRef", f"#q-{anchor}")
        listed = add_element(unit, "its:locQualityIssues", "", {"xml:id": f"q-{anchor}"})
        for issue in issues:
            add_element(listed, "its:locQualityIssue", "", issue)


def _record_issue(evidence: Evidence) -> dict[str, str]:
    return {
        "locQualityIssueType": ISSUES[evidence.type],
        "locQualityIssueComment": state_evidence(evidence),
    }
