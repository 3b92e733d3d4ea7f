"""Files by suffix: what is written, that it is written whole, and the lines when it is not."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings

from align.bitext import Comparison
from align.errors import MissingExtra, WriteError
from align.report.files import WRITERS, check_place, write
from align.report.frames import to_delimited, to_frame
from align.report.records import from_record, read_comparison
from tests.report_samples import comparisons, make_comparison, make_news

KNOWN = (
    "(known: .csv, .docx, .html, .json, .jsonl, .ladder, .parquet, .tei, .tmx, .tsv, .vecalign, "
    ".xlf, .xliff, .xlsx)"
)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_every_suffix_writes_a_file_and_leaves_nothing_else(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"تقرير{suffix.upper()}"
    write(make_news(), path)
    assert path.stat().st_size > 80
    assert list(tmp_path.iterdir()) == [path]


def test_json_and_jsonl_read_back(tmp_path: Path) -> None:
    write(make_news(), tmp_path / "run.json")
    write([make_news(), make_comparison()], tmp_path / "run.jsonl")
    assert read_comparison(tmp_path / "run.json") == make_news()
    lines = (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()
    assert [from_record(json.loads(line)) for line in lines] == [make_news(), make_comparison()]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("report.pdf", f"report.pdf: no writer for '.pdf' {KNOWN}"),
        ("report", f"report: no suffix to choose a writer by {KNOWN}"),
        (".json", f".json: no suffix to choose a writer by {KNOWN}"),
        ("a\u202eb\n.x\x1b", f"a‹RLO›b .x‹ESC›: no writer for '.x‹ESC›' {KNOWN}"),
    ],
)
def test_an_unknown_suffix_is_refused(name: str, line: str) -> None:
    with pytest.raises(WriteError) as caught:
        write(make_news(), name)
    assert str(caught.value) == line


def test_places_that_cannot_hold_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe.json")
    lines = {
        "folder.json": "is a folder; give the name of a file",
        "no/where.json": "the folder 'no' does not exist; create it first",
        "file/x.json": "the folder 'file' does not exist; create it first",
        "pipe.json": "is not a regular file; give another name",
    }
    for name, line in lines.items():
        with pytest.raises(WriteError) as caught:
            write(make_news(), tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {line}"


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        (".json", "a .json file holds one comparison, got 2; use .jsonl"),
        (".html", "an HTML report holds one comparison, got 2; write one report each or use .jsonl"),
        (".xlsx", "a workbook holds one comparison, got 2; write one each or use .csv"),
        (".docx", "a review table holds one comparison, got 2; write one each or use .csv"),
        (".tei", "a .tei file holds one comparison, got 2; write one each"),
        (".ladder", "a ladder holds one comparison, got 2; write one each"),
        (".vecalign", "a .vecalign file holds one comparison, got 2; write one each"),
    ],
)
def test_a_format_of_one_comparison_refuses_two(tmp_path: Path, suffix: str, line: str) -> None:
    path = tmp_path / f"run{suffix}"
    with pytest.raises(WriteError) as caught:
        write([make_news(), make_news()], path)
    assert str(caught.value) == f"{path}: {line}"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("refuse", [check_place, partial(write, make_news())])
def test_a_format_whose_library_is_missing_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refuse: Callable[[Path], None]
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    path = tmp_path / "review.docx"
    with pytest.raises(MissingExtra) as caught:
        refuse(path)
    assert str(caught.value) == f"{path}: needs python-docx; install it: pip install 'align-editions[docx]'"
    assert not list(tmp_path.iterdir())


def test_a_place_is_checked_as_it_will_be_when_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    for name in ("x.pdf", "x", "no/x.json", "folder.json"):
        with pytest.raises(WriteError) as checked:
            check_place(tmp_path / name)
        with pytest.raises(WriteError) as written:
            write(make_news(), tmp_path / name)
        assert str(checked.value) == str(written.value)
    for suffix in WRITERS:
        check_place(tmp_path / f"x{suffix}")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


class StopError(Exception):
    """What the stream of comparisons raises half-way."""


def break_off() -> Iterator[Comparison]:
    yield make_news()
    raise StopError


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_a_stream_that_breaks_leaves_the_old_file_and_no_other(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"run{suffix}"
    path.write_text("old")
    with pytest.raises(StopError):
        write(break_off(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", sorted(set(WRITERS) - {".jsonl", ".parquet"}))
def test_a_full_disk_is_one_line_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"run{suffix}"
    path.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", refuse)
        with pytest.raises(WriteError) as caught:
            write(make_news(), path)
    assert str(caught.value) == f"{path}: cannot be written: No space left on device"
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [(path.name, "old")]


def test_permissions_follow_the_old_file_and_else_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("")
    old.chmod(0o604)
    mask = os.umask(0o027)
    try:
        write(make_news(), old)
        write(make_news(), new)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o604
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "run.json")
    write(make_news(), link)
    assert link.is_symlink()
    assert read_comparison(tmp_path / "real" / "run.json") == make_news()


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    path.write_text("original")
    made = replace(make_news(), source=replace(make_news().source, path=str(path)))
    with pytest.raises(WriteError) as caught:
        write(made, path)
    assert str(caught.value) == f"{path}: is an input of this comparison; give another name"
    assert path.read_text() == "original"


@given(comparisons())
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_writer(comparison: Comparison) -> None:
    frame = to_frame(comparison)
    assert frame.height == len(comparison.passages)
    rows = list(csv.DictReader(io.StringIO(to_delimited(comparison, ","), newline=""), strict=True))
    assert len(rows) == frame.height
    cells = [row["source_text"] + row["target_text"] + row["passage"] for row in rows]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_the_frame_has_one_row_a_passage_and_keeps_its_schema_when_empty() -> None:
    frame = to_frame([make_news(), make_comparison()])
    assert frame.height == 6 + 5
    assert frame.columns == [
        "source_path", "target_path", "source_language", "target_language", "related", "index", "passage",
        "status", "moved", "similarity", "confidence", "source_text", "target_text", "source_start",
        "source_stop", "target_start", "target_stop", "source_segments", "target_segments", "evidence",
    ]  # fmt: skip
    assert to_frame([]).schema == frame.schema


def test_a_row_says_what_its_passage_says() -> None:
    row = to_frame(make_news()).row(1, named=True)
    assert (row["passage"], row["status"], row["moved"], row["index"]) == ("id1", "reworded", False, 1)
    assert row["source_text"] == make_news().source.text[row["source_start"] : row["source_stop"]]
    assert row["evidence"][0]["source_text"] == "216"
    dropped = to_frame(make_news()).row(2, named=True)
    assert dropped["target_text"] is None
    assert (dropped["target_start"], dropped["target_segments"]) == (None, 0)


def test_parquet_reads_back_as_the_same_frame(tmp_path: Path) -> None:
    write(make_news(), tmp_path / "run.parquet")
    assert pl.read_parquet(tmp_path / "run.parquet").equals(to_frame(make_news()))


@pytest.mark.parametrize("separator", [",", "\t"])
def test_delimited_text_spells_evidence_and_disarms_formulas(separator: str) -> None:
    made = make_comparison(["=1+1", "+a", "-b", "@c", "\td", "e=1"], ['x\ty, "z"\nw'] * 6)
    file = io.StringIO(to_delimited(made, separator), newline="")
    rows = list(csv.DictReader(file, delimiter=separator))
    text = to_delimited(replace(make_news()), separator)
    assert "number 0.99: 216 ↔ 261 [216 ↔ 261]" in text
    assert "[وتعهدت الشركة ↔ ∅]" in text
    assert [row["source_text"] for row in rows] == ["'=1+1", "'+a", "'-b", "'@c", "'\td", "e=1"]
    assert {row["target_text"] for row in rows} == {'x\ty, "z"\nw'}


def test_a_negative_number_is_not_taken_for_a_formula() -> None:
    made = make_news()
    passages = (replace(made.passages[0], similarity=-0.25), *made.passages[1:])
    row = next(csv.DictReader(to_delimited(replace(made, passages=passages), ",").splitlines()))
    assert row["similarity"] == "-0.25"
