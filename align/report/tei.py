"""A comparison → one TEI P5 document: both texts in sentences, the alignment stand-off.

``<link>`` holds a pair, ``<span>`` what stands alone and each piece of evidence, whose places
are ``string-range(sentence,offset,length)`` pointers (TEI P5, section 16.2.4) in code points from 0.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from bisect import bisect_left, bisect_right
from itertools import groupby

from align.bitext import Comparison, Document, Evidence, Passage, Segment, Span
from align.report.views import name_anchors
from align.report.wording import TRADE_TERMS, state_evidence
from align.report.xml_text import add_element, encode_tree, tag_language

_MEANINGS = {
    "kept": "Both texts say it.",
    "reworded": "Both texts say it, with a difference.",
    "dropped": "Only the source says it.",
    "added": "Only the target says it.",
    "moved": "It stands elsewhere in the order.",
}


def render_tei(comparison: Comparison) -> bytes:
    """Return the document; a sentence's text is exact but for characters that XML cannot hold."""
    root = ET.Element("TEI", {"xmlns": "http://www.tei-c.org/ns/1.0"})
    _add_header(root, comparison)
    stand_off = add_element(root, "standOff")
    anchored = list(zip(comparison.passages, name_anchors(comparison), strict=True))
    pairs = [(p, anchor) for p, anchor in anchored if p.source and p.target]
    alone = [(p, anchor) for p, anchor in anchored if not (p.source and p.target)]
    found = [(evidence, anchor) for p, anchor in anchored for evidence in p.evidence]
    _add_group(stand_off, "link", "alignment", [("", _describe(*pair)) for pair in pairs])
    _add_group(stand_off, "span", "unpaired", [("", _describe(*single)) for single in alone])
    shown = [(state_evidence(e), _place(e, comparison) | {"corresp": f"#{anchor}"}) for e, anchor in found]
    _add_group(stand_off, "span", "evidence", shown)
    group = add_element(add_element(root, "text"), "group")
    _add_text(group, "s", comparison.source, comparison.source_segments)
    _add_text(group, "t", comparison.target, comparison.target_segments)
    return encode_tree(root)


def _add_header(root: ET.Element, comparison: Comparison) -> None:
    header = add_element(root, "teiHeader")
    description = add_element(header, "fileDesc")
    title = f"{comparison.source.path} – {comparison.target.path}, aligned"
    add_element(add_element(description, "titleStmt"), "title", title)
    add_element(add_element(description, "publicationStmt"), "p", "Not published.")
    listed = add_element(add_element(description, "sourceDesc"), "listBibl")
    for document in (comparison.source, comparison.target):
        bibl = add_element(listed, "bibl")
        add_element(bibl, "title", document.path)
        add_element(bibl, "idno", document.sha256, {"type": "sha256"})
    encoding = add_element(header, "encodingDesc")
    tool = {"ident": "align", "version": comparison.version}
    application = add_element(add_element(encoding, "appInfo"), "application", "", tool)
    add_element(application, "label", "align")
    add_element(application, "p", comparison.signature)
    taxonomy = add_element(add_element(encoding, "classDecl"), "taxonomy")
    trade = {status.value: term for status, term in TRADE_TERMS.items()}
    for word, meaning in _MEANINGS.items():
        category = add_element(taxonomy, "category", "", {"xml:id": word})
        add_element(category, "catDesc", meaning + (f" MQM: {trade[word]}." if word in trade else ""))


def _add_group(parent: ET.Element, name: str, kind: str, members: list[tuple[str, dict[str, str]]]) -> None:
    """Add a ``linkGrp`` or ``spanGrp`` of *members*, each a text and attributes, if there are any."""
    if not members:
        return
    group = add_element(parent, f"{name}Grp", "", {"type": kind})
    for text, attributes in members:
        add_element(group, name, text, attributes)


def _add_text(group: ET.Element, prefix: str, document: Document, segments: tuple[Segment, ...]) -> None:
    text = add_element(group, "text", "", {"xml:lang": tag_language(document.language)})
    body = add_element(text, "body")
    numbered = enumerate(segments)
    for _, run in groupby(numbered, key=lambda pair: pair[1].paragraph):
        paragraph = add_element(body, "p")
        for i, segment in run:
            add_element(paragraph, "s", segment.text, {"xml:id": f"{prefix}{i}"})
    if not segments:
        add_element(body, "p")


def _describe(passage: Passage, anchor: str) -> dict[str, str]:
    targets = [f"#s{i}" for i in passage.source] + [f"#t{j}" for j in passage.target]
    moved = " #moved" if passage.moved else ""
    return {
        "xml:id": anchor,
        "target": " ".join(targets),
        "ana": f"#{passage.status.value}{moved}",
        "cert": f"{passage.confidence:.2f}",
    }


def _place(evidence: Evidence, comparison: Comparison) -> dict[str, str]:
    pointers = _point(evidence.source, "s", comparison.source_segments)
    pointers += _point(evidence.target, "t", comparison.target_segments)
    found = {"type": evidence.type.value, "cert": f"{evidence.confidence:.2f}"}
    return found | ({"target": " ".join(pointers)} if pointers else {})


def _point(span: Span | None, prefix: str, segments: tuple[Segment, ...]) -> list[str]:
    """Return one pointer a segment that *span* touches."""
    if span is None:
        return []
    first = bisect_right(segments, span.start, key=lambda segment: segment.stop)
    last = bisect_left(segments, span.stop, key=lambda segment: segment.start)
    pointers = []
    for i, segment in enumerate(segments[first:last], first):
        start, stop = max(span.start, segment.start), min(span.stop, segment.stop)
        pointers.append(f"#string-range({prefix}{i},{start - segment.start},{stop - start})")
    return pointers
