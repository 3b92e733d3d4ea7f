"""TMX, XLIFF, TEI, ladder and Vecalign: valid, read back by other programs, harmless whatever the text."""

from __future__ import annotations

import ast
import io
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from translate.storage import tmx, xliff

from align.bitext import Comparison, EvidenceType, Status
from align.report.files import write
from align.report.ladder import render_ladder, render_vecalign
from align.report.stretches import cut_stretches, join_lines, take_spans
from align.report.tei import render_tei
from align.report.tmx import render_tmx
from align.report.xliff import ISSUES, render_xliff
from tests.report_samples import Pair, comparisons, make_comparison, make_news, span
from tests.schemas import TMX_DTD, load_xliff_schema

# Untyped, so named here without a type.
TMX_FILE: Any = tmx.tmxfile
XLIFF_FILE: Any = xliff.xlifffile
DTD = etree.DTD(io.StringIO(TMX_DTD))
SCHEMA = load_xliff_schema()
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What no file may show in an editor: controls that do something and bidi controls.
UNSHOWN = set("\x00\x1b\x7f\x9b\u202e\u2066\u2069\u200b\ufeff\r")


def parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def expect_pairs(comparison: Comparison, *statuses: Status) -> list[tuple[str, str]]:
    """Return the pairs of texts of the passages with one of *statuses*, as XML can hold them."""
    pairs = []
    for passage in comparison.passages:
        if passage.status in statuses:
            source, target = (
                ILLEGAL.sub("\ufffd", join_lines(side)) for side in take_spans(passage, comparison)
            )
            pairs.append((source, target))
    return pairs


def read_tmx(data: bytes) -> list[tuple[str, str]]:
    return [(str(unit.source), str(unit.target)) for unit in TMX_FILE.parsestring(data).units]


def read_xliff(data: bytes) -> list[tuple[str, str]]:
    return [(str(unit.source), str(unit.target or "")) for unit in XLIFF_FILE.parsestring(data).units]


# TMX


def test_a_memory_holds_the_kept_pairs_and_by_option_the_reworded_ones(tmp_path: Path) -> None:
    write(make_news(), tmp_path / "kept.tmx")
    write(make_news(), tmp_path / "both.tmx", with_reworded=True)
    assert read_tmx((tmp_path / "kept.tmx").read_bytes()) == [
        ("وصل الوزير إلى القاهرة يوم الأحد.", "The minister arrived in Cairo on Sunday.")
    ]
    assert read_tmx((tmp_path / "both.tmx").read_bytes()) == expect_pairs(
        make_news(), Status.KEPT, Status.REWORDED
    )


def test_a_unit_says_status_confidence_and_evidence() -> None:
    root = parse(render_tmx([make_news()], with_reworded=True))
    unit = root.findall(".//tu")[2]
    assert {prop.get("type"): prop.text for prop in unit.findall("prop")} == {
        "x-align:status": "reworded",
        "x-align:confidence": "0.88",
        "x-align:similarity": "0.50",
        "x-align:moved": "yes",
        "x-align:passage": "id4",
        "x-align:source": "ar.txt",
        "x-align:target": "en.txt",
    }
    assert unit.find("note").text == "modality: وتعهدت ↔ may – a pledge became a possibility (99\xa0%)"
    assert [variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in unit.findall("tuv")] == [
        "ar",
        "en",
    ]


def test_units_of_one_sentence_a_side_are_sentences_and_others_blocks() -> None:
    made = make_comparison(pairs=[((0, 1), (0,), Status.KEPT, False), ((2,), (1,), Status.KEPT, False)])
    units = parse(render_tmx([made])).findall(".//tu")
    assert [unit.get("segtype") for unit in units] == ["block", "sentence"]
    joined = "وصل الوزير إلى القاهرة يوم الأحد. وقال إن 216 شخصا أصيبوا في الحادث."
    assert units[0].find("tuv/seg").text == joined


def test_a_memory_of_several_comparisons_names_each_source_language() -> None:
    persian = make_comparison(languages=("fa", "en"))
    root = parse(render_tmx([make_news(), persian]))
    assert root.find("header").get("srclang") == "*all*"
    assert Counter(unit.get("srclang") for unit in root.findall(".//tu")) == {"ar": 1, "fa": 4}
    assert parse(render_tmx([make_news()])).find("header").get("srclang") == "ar"


def test_a_memory_of_nothing_is_valid() -> None:
    DTD.assertValid(parse(render_tmx([])))


@given(comparisons())
@settings(max_examples=50)
def test_any_memory_is_valid_and_reads_back_as_the_same_pairs(comparison: Comparison) -> None:
    data = render_tmx([comparison], with_reworded=True)
    DTD.assertValid(parse(data))
    expected = expect_pairs(comparison, Status.KEPT, Status.REWORDED)
    assert read_tmx(data) == expected
    assert not set(data.decode()) & UNSHOWN


# XLIFF


def test_every_passage_is_a_unit_with_its_state_and_an_unpaired_one_has_an_empty_side() -> None:
    root = parse(render_xliff([make_news()]))
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    states = [target.get("state") for target in root.findall(".//x:target", space)]
    assert states == [
        "translated",
        "needs-review-translation",
        "needs-translation",
        "needs-review-translation",
        "needs-review-translation",
        "needs-translation",
    ]
    units = root.findall(".//x:trans-unit", space)
    assert [unit.get("translate") for unit in units] == [None, None, None, "no", None, None]
    assert units[3].find("x:source", space).text is None


def test_evidence_is_a_quality_issue_that_its_target_refers_to() -> None:
    root = parse(render_xliff([make_news()]))
    its = "{http://www.w3.org/2005/11/its}"
    listed = {
        element.get(XML_ID): [
            (issue.get("locQualityIssueType"), issue.get("locQualityIssueComment")) for issue in element
        ]
        for element in root.iter(f"{its}locQualityIssues")
    }
    assert listed["q-f1-p-id1"] == [("numbers", "number: 216 ↔ 261 (99\xa0%)")]
    assert [kind for kind, _ in listed["q-f1-p-id4"]] == ["mistranslation", "omission"]
    assert [kind for kind, _ in listed["q-f1-p-id2"]] == ["omission"]
    assert [kind for kind, _ in listed["q-f1-p-id3"]] == ["addition"]
    references = [element.get(f"{its}locQualityIssuesRef") for element in root.iter()]
    assert [name for name in references if name] == [f"#{name}" for name in listed]


def test_every_kind_of_evidence_has_an_issue_type() -> None:
    assert set(ISSUES) == set(EvidenceType)


@given(comparisons())
@settings(max_examples=50)
def test_any_xliff_is_valid_and_reads_back_as_the_same_pairs(comparison: Comparison) -> None:
    data = render_xliff([comparison, make_news()])
    SCHEMA.assertValid(parse(data))
    assert read_xliff(data) == expect_pairs(comparison, *Status) + expect_pairs(make_news(), *Status)
    assert not set(data.decode()) & UNSHOWN


@pytest.mark.parametrize("language", ["", "عربي", "ar\u202e", "a" * 9, "ar-", "ar\n"])
def test_a_language_that_is_no_tag_is_undetermined(language: str) -> None:
    made = replace(make_news(), source=replace(make_news().source, language=language))
    root = parse(render_xliff([made]))
    SCHEMA.assertValid(root)
    assert root[0].get("source-language") == "und"


def test_a_locale_is_written_as_a_tag() -> None:
    made = replace(make_news(), source=replace(make_news().source, language="ar_EG"))
    assert parse(render_xliff([made]))[0].get("source-language") == "ar-EG"


# TEI


@given(comparisons())
@settings(max_examples=50)
def test_any_tei_holds_every_sentence_exactly_and_every_pointer_leads_to_one(comparison: Comparison) -> None:
    data = render_tei(comparison)
    root = parse(data)
    sentences = {element.get(XML_ID): element.text or "" for element in root.iterfind(".//t:s", TEI)}
    segments = [segment.text for segment in comparison.source_segments + comparison.target_segments]
    assert list(sentences.values()) == [ILLEGAL.sub("\ufffd", text) for text in segments]
    shown = root.findall(".//t:link", TEI) + root.findall(".//t:spanGrp[@type='unpaired']/t:span", TEI)
    pointed = [target for element in shown for target in element.get("target").split()]
    assert sorted(pointed) == sorted(f"#{name}" for name in sentences)
    names = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert len(names) == len(set(names))
    assert not set(data.decode()) & UNSHOWN


def test_tei_points_at_the_evidence_by_code_points() -> None:
    root = parse(render_tei(make_news()))
    found = root.findall(".//t:spanGrp[@type='evidence']/t:span", TEI)
    assert [element.get("target") for element in found] == [
        "#string-range(s1,8,3) #string-range(t2,8,3)",
        "#string-range(s3,0,6) #string-range(t1,12,3)",
        "#string-range(s3,0,13)",
    ]
    sentence = root.find(".//t:s[@xml:id='s1']", {**TEI, "xml": "http://www.w3.org/XML/1998/namespace"})
    assert sentence.text[8:11] == "216"
    assert found[0].get("corresp") == "#p-id1"


def test_a_stretch_across_sentences_has_a_pointer_in_each() -> None:
    pairs: list[Pair] = [
        ((0, 1), (0,), Status.REWORDED, False),
        ((2, 3, 4), (), Status.DROPPED, False),
        ((), (1, 2, 3), Status.ADDED, False),
    ]
    made = make_comparison(pairs=pairs)
    across = span(made.source, "الأحد.\nوقال")
    evidence = replace(make_news().passages[4].evidence[1], source=across)
    made = replace(made, passages=(replace(made.passages[0], evidence=(evidence,)), *made.passages[1:]))
    (found,) = parse(render_tei(made)).findall(".//t:spanGrp[@type='evidence']/t:span", TEI)
    assert found.get("target") == "#string-range(s0,27,6) #string-range(s1,0,4)"


# Ladder and Vecalign


def test_a_ladder_climbs_and_takes_a_moved_pair_apart() -> None:
    rungs = [line.split("\t") for line in render_ladder(make_news()).splitlines()]
    assert rungs == [
        ["0", "0", "0.5000"],
        ["1", "1", "0.0000"],
        ["1", "2", "0.5000"],
        ["2", "3", "0.0000"],
        ["3", "3", "0.0000"],
        ["4", "3", "0.0000"],
        ["5", "3", "0.0000"],
        ["5", "4", "0.0000"],
    ]


def test_vecalign_has_a_line_a_passage_and_keeps_a_moved_pair() -> None:
    assert render_vecalign(make_news()).splitlines() == [
        "[0]:[0]:0.500000",
        "[1]:[2]:0.500000",
        "[2]:[]:0.000000",
        "[]:[3]:0.000000",
        "[3]:[1]:0.500000",
        "[4]:[]:0.000000",
    ]


@given(comparisons())
@settings(max_examples=50)
def test_ladder_and_vecalign_hold_each_segment_once(comparison: Comparison) -> None:
    n, m = len(comparison.source_segments), len(comparison.target_segments)
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in render_ladder(comparison).splitlines()]
    assert rungs[0] == (0, 0)
    assert rungs[-1] == (n, m)
    assert all(a[0] <= b[0] and a[1] <= b[1] and a != b for a, b in pairwise(rungs))
    beads = [line.split(":") for line in render_vecalign(comparison).splitlines()]
    for side, count in ((0, n), (1, m)):
        assert sorted(i for bead in beads for i in ast.literal_eval(bead[side])) == list(range(count))


# What they share


@pytest.mark.parametrize("suffix", [".tmx", ".xliff", ".tei"])
def test_the_files_of_a_small_comparison_are_these(tmp_path: Path, suffix: str) -> None:
    write(make_news(), tmp_path / f"news{suffix}", with_reworded=True)
    golden = Path(__file__).parent / "data" / f"news{suffix}"
    assert (tmp_path / f"news{suffix}").read_bytes() == golden.read_bytes()


@given(comparisons())
@settings(max_examples=50)
def test_cut_stretches_join_to_the_text_and_mark_what_is_marked(comparison: Comparison) -> None:
    for passage in comparison.passages:
        for side, name in zip(take_spans(passage, comparison), ("source", "target"), strict=True):
            marks = [getattr(evidence, name) for evidence in passage.evidence]
            if side:
                pieces = cut_stretches(side, marks)
                assert "".join(text for text, _ in pieces) == side.text
                covered = {i for mark in marks if mark for i in range(mark.start, mark.stop)}
                assert sum(len(text) for text, marked in pieces if marked) == len(covered)


def test_a_megabyte_word_and_many_passages_are_written(tmp_path: Path) -> None:
    word = make_comparison(["ع" * 1_000_000], ["a" * 1_000_000])
    many = make_comparison(["وصل."] * 3000, ["He came."] * 3000)
    for name in ("x.tmx", "x.xliff", "x.tei", "x.ladder", "x.vecalign"):
        write(word, tmp_path / name)
        write(many, tmp_path / name)
    assert len(read_tmx((tmp_path / "x.tmx").read_bytes())) == 3000
