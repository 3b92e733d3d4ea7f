"""Workbook and review table, read back by openpyxl and python-docx: direction, formulas, what is hidden."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from align.bitext import Comparison, Status
from align.report.characters import spell_characters
from align.report.files import write
from align.report.stretches import take_spans
from tests.report_samples import comparisons, make_comparison, make_news

SHARED_FOLDER = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def open_book(comparison: Comparison, folder: Path) -> openpyxl.Workbook:
    write(comparison, folder / "review.xlsx")
    return openpyxl.load_workbook(folder / "review.xlsx")


def open_table(comparison: Comparison, folder: Path) -> Any:
    write(comparison, folder / "review.docx")
    (table,) = docx.Document(str(folder / "review.docx")).tables
    return table


def expect_texts(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the pairs of texts as a reader sees them, with characters that do not show named."""
    return [
        tuple(
            spell_characters(side.text, document.language) if side else ""
            for side, document in zip(
                take_spans(passage, comparison), (comparison.source, comparison.target), strict=True
            )
        )
        for passage in comparison.passages
    ]


# XLSX


def test_the_workbook_has_three_sheets_and_the_columns_of_the_trade(tmp_path: Path) -> None:
    book = open_book(make_news(), tmp_path)
    assert book.sheetnames == ["Review", "Summary", "How to read"]
    rows = list(book["Review"].values)
    assert rows[0] == (
        "No.", "Arabic", "English", "Status", "Moved", "Confidence", "Evidence", "Comment", "Verdict",
        "Passage",
    )  # fmt: skip
    assert rows[2] == (
        2,
        "وقال إن 216 شخصا أصيبوا في الحادث.",
        "He said 261 people were injured in the accident.",
        "≈ reworded",
        None,
        0.88,
        "number: 216 ↔ 261 (99 %)",
        None,
        None,
        "id1",
    )
    assert [row[3] for row in rows[1:]] == [
        "= kept", "≈ reworded", "− dropped", "+ added", "≈ reworded", "− dropped",
    ]  # fmt: skip
    assert rows[5][4] == "↕ moved"
    assert rows[3][2] is None
    assert rows[4][1] is None


def test_arabic_cells_read_from_right_to_left_and_english_ones_from_left_to_right(tmp_path: Path) -> None:
    made = make_comparison(["وصل الوزير.", "All Latin here."], ["He came.", "He left."])
    sheet = open_book(made, tmp_path)["Review"]
    assert [
        (sheet[f"B{row}"].alignment.readingOrder, sheet[f"B{row}"].alignment.horizontal) for row in (2, 3)
    ] == [
        (2, "right"),
        (1, "left"),
    ]
    assert sheet["C2"].alignment.readingOrder == 1
    assert sheet["B2"].alignment.wrap_text


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_figure_beside_an_arabic_phrase_is_kept_from_it(tmp_path: Path, suffix: str) -> None:
    made = make_news()
    evidence = replace(made.passages[1].evidence[0], message="90 مليون دينار ≠ 60 million dinars")
    passages = [replace(p, evidence=(evidence,)) if i == 1 else p for i, p in enumerate(made.passages)]
    made = replace(made, passages=tuple(passages))
    if suffix == ".xlsx":
        text = open_book(made, tmp_path)["Review"]["G3"].value
    else:
        text = open_table(made, tmp_path).rows[2].cells[4].text
    # A right-to-left mark before, a left-to-right one after: 60 stays beside "million".
    assert "\u200f90 مليون دينار\u200e ≠ 60 million dinars" in text


def test_the_sheet_filters_freezes_colours_and_offers_verdicts(tmp_path: Path) -> None:
    sheet = open_book(make_news(), tmp_path)["Review"]
    assert sheet.auto_filter.ref == "A1:J7"
    assert sheet.freeze_panes == "B2"
    (validation,) = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("I2:I7", '"confirmed,rejected,unsure"')
    fills = {sheet[f"D{row}"].value: sheet[f"D{row}"].fill.fgColor.rgb for row in range(2, 8)}
    assert len(set(fills.values())) == len(Status)


def test_evidence_is_bold_in_both_texts(tmp_path: Path) -> None:
    write(make_news(), tmp_path / "review.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "review.xlsx", rich_text=True)["Review"]
    for cell, wanted in ((sheet["B3"], "216"), (sheet["C3"], "261"), (sheet["B6"], "وتعهدت الشركة")):
        assert [str(part.text) for part in cell.value if part.font.b] == [wanted]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2",
        "@SUM(A1)",
        '=HYPERLINK("http://x")',
        "https://x.example",
        "12",
    ]
    made = make_comparison(texts, texts)
    made = replace(made, source=replace(made.source, path="=1+1"), passages=tuple(
        replace(passage, id=f"={i}") for i, passage in enumerate(made.passages)))  # fmt: skip
    book = open_book(made, tmp_path)
    sheet = book["Review"]
    for row, text in enumerate(texts, 2):
        for column in "BCJ":
            cell = sheet[f"{column}{row}"]
            assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert sheet[f"B{row}"].value == text
        assert sheet[f"B{row}"].hyperlink is None
    assert not [cell for sheet in book for row in sheet.rows for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(tmp_path / "review.xlsx") as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
        assert not [name for name in archive.namelist() if "externalLink" in name]


def test_the_summary_counts_and_names_what_made_it(tmp_path: Path) -> None:
    rows = {row[0]: row[1] for row in open_book(make_news(), tmp_path)["Summary"].values if row[0]}
    assert (
        "Of 6 passages 1 is kept, 2 reworded, 2 dropped and 1 added. 1 stands elsewhere in the order." in rows
    )
    assert (rows["≈ reworded"], rows["↕ moved"], rows["evidence: number"]) == (2, 1, 1)
    assert rows["Signature"] == "align:0.1.0|model:toy@00000000"
    unrelated = open_book(replace(make_news(), related=False), tmp_path)["Summary"]
    assert unrelated["A2"].value.startswith("These texts seem to tell different stories")


@given(comparisons())
@SHARED_FOLDER
def test_any_workbook_reads_back_as_the_same_texts(tmp_path: Path, comparison: Comparison) -> None:
    rows = list(open_book(comparison, tmp_path)["Review"].values)[1:]
    got = [tuple(row[1:3]) for row in rows]
    assert [tuple(cell or "" for cell in pair) for pair in got] == expect_texts(comparison)
    assert not [cell for row in rows for cell in row if isinstance(cell, str) and CONTROLS.search(cell)]


def test_a_text_longer_than_a_cell_is_cut_and_said_to_be(tmp_path: Path) -> None:
    made = make_comparison(["ع" * 50_000, "\U0001f40b" * 20_000, "ab\u202e" * 9_000], ["a"])
    sheet = open_book(made, tmp_path)["Review"]
    assert sheet["B2"].value.endswith(" … (cut: 50,000 characters)")
    for row in (2, 3, 4):
        assert len(sheet[f"B{row}"].value.encode("utf-16-le")) <= 2 * 32_767


def test_confidence_is_never_certain_where_it_is_not(tmp_path: Path) -> None:
    made = make_news()
    shares = (0.9996, 0.0001, 1.0, 0.0, 0.5, 0.25)
    passages = tuple(replace(p, confidence=c) for p, c in zip(made.passages, shares, strict=True))
    sheet = open_book(replace(made, passages=passages), tmp_path)["Review"]
    assert [sheet[f"F{row}"].value for row in range(2, 8)] == [0.99, 0.01, 1, 0, 0.5, 0.25]


# DOCX


def test_the_table_has_the_columns_of_the_trade_and_repeats_its_head(tmp_path: Path) -> None:
    table = open_table(make_news(), tmp_path)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Arabic", "English", "Comment", "Status"]
    assert rows[2] == [
        "2",
        "وقال إن 216 شخصا أصيبوا في الحادث.",
        "He said 261 people were injured in the accident.",
        "",
        "≈ reworded  88\xa0%\nnumber: 216 ↔ 261 (99 %)",
    ]
    assert rows[5][4].startswith("≈ reworded  ↕ moved  88\xa0%\nmodality: \u200fوتعهدت\u200e ↔ may")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_arabic_stands_in_bidi_paragraphs_and_right_to_left_runs(tmp_path: Path) -> None:
    table = open_table(make_comparison(["قالت شركة Boeing إن 216 شخصا."], ["Boeing said وزير."]), tmp_path)
    arabic, english = (table.rows[1].cells[column].paragraphs[0] for column in (1, 2))
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert english._p.pPr.find(qn("w:bidi")) is None
    assert [(run.text, run.font.rtl is True) for run in arabic.runs] == [
        ("قالت شركة ", True),
        ("Boeing", False),
        (" إن 216 شخصا.", True),
    ]
    assert [(run.text, run.font.rtl is True) for run in english.runs] == [
        ("Boeing said ", False),
        ("وزير", True),
        (".", False),
    ]
    languages = [run._r.rPr.find(qn("w:lang")) for run in (arabic.runs[0], english.runs[0])]
    assert (languages[0].get(qn("w:bidi")), languages[1].get(qn("w:val"))) == ("ar", "en")


def test_evidence_is_bold_in_the_table(tmp_path: Path) -> None:
    table = open_table(make_news(), tmp_path)
    for column, wanted in ((1, "216"), (2, "261")):
        runs = table.rows[2].cells[column].paragraphs[0].runs
        assert [run.text for run in runs if run.bold] == [wanted]


@given(comparisons())
@SHARED_FOLDER
def test_any_table_reads_back_as_the_same_texts(tmp_path: Path, comparison: Comparison) -> None:
    rows = [[cell.text for cell in row.cells] for row in open_table(comparison, tmp_path).rows][1:]
    assert [tuple(row[1:3]) for row in rows] == expect_texts(comparison)
    assert not [cell for row in rows for cell in row if CONTROLS.search(cell)]


def test_the_paragraph_above_the_table_says_the_result_and_the_properties_name_no_template(
    tmp_path: Path,
) -> None:
    write(replace(make_news(), related=False), tmp_path / "review.docx")
    document = docx.Document(str(tmp_path / "review.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "ar.txt → en.txt"
    assert said[1].startswith("Of 6 passages 1 is kept")
    assert said[2].startswith("These texts seem to tell different stories")
    assert said[-1] == "align:0.1.0|model:toy@00000000"
    assert document.core_properties.author == "align 0.1.0"


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_three_thousand_passages_and_a_megabyte_word_are_written(tmp_path: Path, suffix: str) -> None:
    write(make_comparison(["وصل الوزير."] * 3000, ["He came."] * 3000), tmp_path / f"many{suffix}")
    write(make_comparison(["ع" * 1_000_000], []), tmp_path / f"word{suffix}")
    assert (tmp_path / f"many{suffix}").stat().st_size > 10_000
