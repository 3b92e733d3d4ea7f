"""JSON records: the round trip, the published schema, broken records."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from align.bitext import Comparison, EvidenceType, Status
from align.errors import ReadError, WriteError
from align.report.records import from_record, read_comparison, to_json, to_record
from tests.report_samples import comparisons, make_comparison, make_news

SCHEMA = json.loads(
    resources.files("align.report").joinpath("comparison.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_words_as_the_code() -> None:
    assert SCHEMA["$defs"]["passage"]["properties"]["status"]["enum"] == list(Status)
    assert SCHEMA["$defs"]["evidence"]["properties"]["type"]["enum"] == list(EvidenceType)


def test_every_property_in_the_schema_is_described() -> None:
    def walk(node: Any) -> None:
        for name, part in node.get("properties", {}).items():
            assert "description" in part, name
            walk(part)
        for part in node.get("$defs", {}).values():
            walk(part)

    walk(SCHEMA)


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_a_comparison_survives_json_and_keeps_to_the_schema(comparison: Comparison) -> None:
    text = to_json(comparison)
    record = json.loads(text.encode("utf-8"))
    VALIDATOR.validate(record)
    assert from_record(record) == comparison
    assert to_json(from_record(record)) == text


@given(comparisons())
@settings(max_examples=40, deadline=None)
def test_json_shows_no_control_and_one_line_is_one_line(comparison: Comparison) -> None:
    text = to_json(comparison, indent=None)
    assert len(text.splitlines()) == 1
    assert not set(text) & set("\x00\x1b\x7f\x9b\u202e\u2066\u2069\u200b\ufeff\ud800\udc00")


def test_keys_stand_in_the_order_of_the_contract() -> None:
    record = to_record(make_news())
    assert list(record) == [
        "schema", "version", "model", "settings", "signature", "source", "target", "summary", "notes",
        "passages",
    ]  # fmt: skip
    assert list(record["source"])[:4] == ["path", "language", "sha256", "segments"]
    assert list(record["summary"]) == ["kept", "reworded", "dropped", "added", "moved", "related"]
    assert list(record["passages"][0]) == [
        "id", "source", "target", "status", "moved", "similarity", "confidence", "evidence",
    ]  # fmt: skip
    assert list(record["passages"][1]["evidence"][0]) == ["type", "source", "target", "confidence", "message"]


def test_a_record_counts_and_points_as_the_comparison_does() -> None:
    record = to_record(make_news())
    assert record["summary"] == {
        "kept": 1,
        "reworded": 2,
        "dropped": 2,
        "added": 1,
        "moved": 1,
        "related": True,
    }
    source, span = record["source"]["text"], record["passages"][1]["evidence"][0]["source"]
    assert source[span["start"] : span["stop"]] == span["text"] == "216"
    assert record["passages"][2]["target"] == []
    assert record["passages"][4]["evidence"][1]["target"] is None


def test_a_surrogate_pair_in_two_code_points_does_not_shift_offsets() -> None:
    made = make_comparison(["\ud83d\ude00 ab"], ["x"])
    again = from_record(json.loads(to_json(made)))
    assert again.source.text == "\ufffd\ufffd ab"
    assert again.source_segments[0].stop == 5


def test_an_unpaired_passage_keeps_its_place_in_the_other_text() -> None:
    again = from_record(to_record(make_news()))
    assert again.passages[2].target == range(0)
    assert again.passages[2].target.start == 3


def test_paragraphs_are_found_again_in_a_record_without_them() -> None:
    record = to_record(make_news())
    del record["source"]["paragraphs"]
    assert [segment.paragraph for segment in from_record(record).source_segments] == [0, 1, 2, 3, 4]


def test_unknown_keys_are_passed_over() -> None:
    record = to_record(make_news()) | {"later": 1}
    assert from_record(record) == make_news()


def test_a_number_that_is_not_finite_is_not_written() -> None:
    made = replace(make_news(), settings={"strictness": float("nan")})
    with pytest.raises(WriteError, match="cannot be written as JSON"):
        to_json(made)


BROKEN: list[tuple[list[str | int], Any, str]] = [
    (["schema"], "align.comparison/2", "schema: got 'align.comparison/2', expected 'align.comparison/1'"),
    (["schema"], None, "schema: got None, expected 'align.comparison/1'"),
    (["passages"], {}, "passages: got dict, expected a list"),
    (
        ["passages", 0, "status"],
        "same",
        "passages[0].status: got 'same', expected 'kept' or 'reworded' or 'dropped' or 'added'",
    ),
    (
        ["passages", 0, "status"],
        ["kept"],
        "passages[0].status: got list, expected 'kept' or 'reworded' or 'dropped' or 'added'",
    ),
    (["passages", 0, "status"], "added", "passages[0]: is added but has 1 source and 1 target segments"),
    (["passages", 0, "moved"], 1, "passages[0].moved: got 1, expected true or false"),
    (["passages", 0, "confidence"], 1.5, "passages[0].confidence: got 1.5, expected a number in [0, 1]"),
    (
        ["passages", 0, "similarity"],
        float("nan"),
        "passages[0].similarity: got nan, expected a number in [-1, 1]",
    ),
    (
        ["passages", 0, "source"],
        [[0, 5]],
        "passages[0].source: got list, expected the spans of neighbouring segments",
    ),
    (["passages", 0, "source"], [[5, 5]], "passages[0].source[0][1]: got 5, expected a number above 5"),
    (
        ["passages", 2, "source"],
        [[0, 33]],
        "passages: of 5 source segments 3 stand in one passage only; all must",
    ),
    (
        ["source", "segments", 0],
        [0, 40],
        "source.segments[1]: overlaps the one before or ends after the text",
    ),
    (["source", "text"], "x", "source.segments[4]: overlaps the one before or ends after the text"),
    (["source", "paragraphs"], [0], "source.paragraphs: got list, expected 5 indices, one a segment"),
    (["settings", "q"], [], "settings.q: got list, expected a number or a string"),
    (["notes"], ["a", 2], "notes[1]: got 2, expected a string"),
    (
        ["passages", 1, "evidence", 0, "source", "text"],
        "217",
        "passages[1].evidence[0].source.text: got '217', expected what the text has at [42, 45]",
    ),
    (
        ["passages", 1, "evidence", 0, "type"],
        "x\u202ey\n",
        "passages[1].evidence[0].type: got 'x\\u202ey\\n', expected 'number'",
    ),
]


@pytest.mark.parametrize(("place", "value", "line"), BROKEN)
def test_a_broken_record_is_refused_in_one_line(place: list[str | int], value: Any, line: str) -> None:
    record: Any = copy.deepcopy(to_record(make_news()))
    node = record
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    with pytest.raises(ReadError) as caught:
        from_record(record)
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("record", [None, [], "x", 3, {}])
def test_what_is_no_record_at_all_is_refused(record: object) -> None:
    with pytest.raises(ReadError, match=r"the record: got|schema: is missing"):
        from_record(record)


@pytest.mark.parametrize("key", list(to_record(make_news())))
def test_a_missing_key_is_named(key: str) -> None:
    record = to_record(make_news())
    del record[key]
    if key == "notes":
        assert from_record(record).notes == ()
        return
    with pytest.raises(ReadError, match=f"^{key}: is missing; "):
        from_record(record)


def test_a_saved_file_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(to_json(make_news()), encoding="utf-8")
    assert read_comparison(path) == make_news()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"{", "is not JSON (JSONDecodeError); give a file saved with -o NAME.json"),
        (b"\xff\xfe\xff", "is not JSON (UnicodeDecodeError); give a file saved with -o NAME.json"),
        (b"[" * 100_000, "is not JSON (RecursionError); give a file saved with -o NAME.json"),
        (b"9" * 5000, "is not JSON (ValueError); give a file saved with -o NAME.json"),
        (b"{}", "schema: is missing; save the comparison again with this version"),
    ],
)
def test_a_file_that_is_no_comparison_is_refused_with_its_name(
    tmp_path: Path, content: bytes, line: str
) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read_comparison(path)
    assert str(caught.value) == f"{path}: {line}"


def test_a_missing_file_is_one_line() -> None:
    with pytest.raises(ReadError, match=r"^nowhere\.json: No such file or directory$"):
        read_comparison("nowhere.json")
