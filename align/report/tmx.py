"""Comparisons → a translation memory, TMX 1.4b, whose units are paired passages.

Kept passages only, unless reworded ones are asked for: what a memory holds is offered to a
translator as a translation. Unpaired passages are never units. No DOCTYPE is written, so that
no reader looks for a DTD beside the file; the file is valid against ``tmx14.dtd`` all the same.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from align.bitext import Comparison, Passage, Status
from align.report.stretches import join_lines, take_spans
from align.report.wording import state_evidence
from align.report.xml_text import add_element, encode_tree, tag_language


def render_tmx(comparisons: Iterable[Comparison], *, with_reworded: bool = False) -> bytes:
    """Return the memory of all *comparisons*: kept passages, and reworded ones *with_reworded*.

    White space inside a segment is one space. A unit's properties are ``x-align:status``,
    ``-confidence``, ``-similarity`` (two decimals), ``-moved``, ``-passage`` (its id), ``-source``
    and ``-target`` (the paths); evidence stands in notes.
    """
    chosen = list(comparisons)
    languages = {tag_language(comparison.source.language) for comparison in chosen}
    root = ET.Element("tmx", {"version": "1.4"})
    attributes = {
        "creationtool": "align",
        "creationtoolversion": chosen[0].version if chosen else "0",
        "segtype": "sentence",
        "o-tmf": "align.comparison/1",
        "adminlang": "en",
        "srclang": languages.pop() if len(languages) == 1 else "*all*",
        "datatype": "plaintext",
    }
    add_element(root, "header", "", attributes)
    body = add_element(root, "body")
    wanted = (Status.KEPT, Status.REWORDED) if with_reworded else (Status.KEPT,)
    for comparison in chosen:
        for passage in comparison.passages:
            if passage.status in wanted:
                _add_unit(body, passage, comparison)
    return encode_tree(root)


def _add_unit(body: ET.Element, passage: Passage, comparison: Comparison) -> None:
    languages = tag_language(comparison.source.language), tag_language(comparison.target.language)
    single = len(passage.source) == len(passage.target) == 1
    unit = add_element(
        body, "tu", "", {"srclang": languages[0], "segtype": "sentence" if single else "block"}
    )
    for evidence in passage.evidence:
        add_element(unit, "note", state_evidence(evidence))
    properties = {
        "status": passage.status.value,
        "confidence": f"{passage.confidence:.2f}",
        "similarity": f"{passage.similarity:.2f}",
        "moved": "yes" if passage.moved else "no",
        "passage": passage.id,
        "source": comparison.source.path,
        "target": comparison.target.path,
    }
    for name, value in properties.items():
        add_element(unit, "prop", value, {"type": f"x-align:{name}"})
    for language, span in zip(languages, take_spans(passage, comparison), strict=True):
        variant = add_element(unit, "tuv", "", {"xml:lang": language})
        add_element(variant, "seg", join_lines(span))
