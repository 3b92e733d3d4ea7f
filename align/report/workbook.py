"""A comparison → an Excel workbook to review in: Review, Summary, How to read.

Every text cell is a string by type and bears a quote prefix, so that no spreadsheet takes a text
for a formula, not even after it was edited. Characters that do not show are named, as on the page.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.bitext import Comparison, EvidenceType, Passage, Span, Status
from align.errors import WriteError
from align.report.characters import direction, mark_runs, run_direction, spell_characters, spell_hidden
from align.report.stretches import cut_stretches, take_spans
from align.report.wording import (
    ICONS,
    MOVED_ICON,
    TRADE_TERMS,
    name_evidence,
    name_language,
    state_evidence,
    state_result,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel's limits, in UTF-16 units and in rows.
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
# Colour of the word and tint of its cell, as on the page.
TINTS = {
    Status.KEPT: ("#5F5B54", "#EFECE5"),
    Status.REWORDED: ("#7A4A00", "#FCEDC9"),
    Status.DROPPED: ("#8F3300", "#FCE3D5"),
    Status.ADDED: ("#00507F", "#DBECF8"),
}
_MARK_INK = "#7A4A00"
VERDICTS = ("confirmed", "rejected", "unsure")
_WIDTHS = (6, 52, 52, 13, 10, 11, 36, 26, 12, 18)
_SOURCE, _TARGET, _STATUS, _MOVED, _CONFIDENCE, _EVIDENCE, _COMMENT, _VERDICT, _PASSAGE = range(1, 10)
# Size and line height in points, characters for each unit of width; Arabic is read a little larger.
_SIZES = {"ltr": (11, 15.0, 1.05), "rtl": (13, 20.0, 0.9)}
_TALLEST_ROW = 409.0

_GUIDE = (
    ("kept", "Both texts say it."),
    ("reworded", "Both say it, with a difference; the Evidence column says which, in bold in both texts."),
    ("dropped", "Only the source says it."),
    ("added", "Only the target says it."),
    ("moved", "Both say it, in another place of the order."),
    ("Confidence", "How probable it is that the status is right."),
    ("Evidence", "One difference a line, each with how sure it is."),
    ("Comment, Verdict", "Yours. A verdict is confirmed, rejected or unsure."),
    (
        "Passage",
        "Names the passage by its own texts, so that it stays the same when the texts change elsewhere.",
    ),
    ("‹RLO›, ‹ZWSP› …", "A character that does not show stands in the text there."),
    ("", "The workbook shows differences and passes no judgement: a difference is not a fault."),
)


def render_workbook(comparison: Comparison) -> bytes:
    """Return the workbook's file; the same comparison gives the same bytes.

    Raises:
        WriteError: more passages than a sheet has rows.
    """
    from xlsxwriter.workbook import Workbook

    if len(comparison.passages) >= _MOST_ROWS:
        raise WriteError(f"a sheet holds {_MOST_ROWS - 1:,} passages, got {len(comparison.passages):,}")
    # In memory, so that what can fail in writing fails where it is reported.
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # A file says when its comparison was made nowhere else, so it says nothing here either.
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC), "author": "align"})
    _fill_review(book.add_worksheet("Review"), comparison, _Formats(book))
    _fill_summary(book.add_worksheet("Summary"), comparison, _Formats(book))
    _fill_guide(book.add_worksheet("How to read"), _Formats(book))
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


class _Formats:
    """Cell formats of a workbook, made where they are first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format of these properties, on top of what all text cells share."""
        shared = {"valign": "top", "text_wrap": True, "quote_prefix": True, "font_name": "Arial"}
        shared |= {"bottom": 1, "bottom_color": "#D9D4C9"}
        chosen = {**shared, **properties}
        key = tuple(sorted(chosen.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(chosen)
        return self._made[key]

    def text(self, way: str) -> Format:
        """Return the format of a cell that is read in direction *way*."""
        order, side = (2, "right") if way == "rtl" else (1, "left")
        return self.get(reading_order=order, align=side, font_size=_SIZES[way][0], indent=1)


def _fill_review(sheet: Worksheet, comparison: Comparison, formats: _Formats) -> None:
    languages = comparison.source.language, comparison.target.language
    heads = ["No.", *(spell_hidden(name_language(language)) for language in languages)]
    heads += ["Status", "Moved", "Confidence", "Evidence", "Comment", "Verdict", "Passage"]
    if heads[_SOURCE] == heads[_TARGET]:
        heads[_SOURCE], heads[_TARGET] = f"{heads[_SOURCE]} (source)", f"{heads[_TARGET]} (target)"
    head = {"bold": True, "bg_color": "#22211F", "font_color": "#FFFFFF", "valign": "vcenter"}
    ways = {_SOURCE: direction(languages[0]), _TARGET: direction(languages[1])}
    for column, (name, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        side = "right" if ways.get(column) == "rtl" else "left"
        sheet.write_string(0, column, _cut(name), formats.get(**head, align=side, indent=1))
    for row, passage in enumerate(comparison.passages, 1):
        _fill_row(sheet, row, passage, comparison, formats)
    last = len(comparison.passages)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    sheet.freeze_panes(1, 1)
    if last:
        sheet.data_validation(1, _VERDICT, last, _VERDICT, {"validate": "list", "source": list(VERDICTS)})
    sheet.repeat_rows(0)
    # The ids are for programs.
    sheet.print_area(0, 0, last, len(heads) - 2)


def _fill_row(
    sheet: Worksheet, row: int, passage: Passage, comparison: Comparison, formats: _Formats
) -> None:
    ink, tint = TINTS[passage.status]
    plain = formats.get(reading_order=1)
    sheet.write_number(row, 0, row, formats.get(quote_prefix=False, font_color="#68645D"))
    sides = list(zip(take_spans(passage, comparison), ("source", "target"), strict=True))
    heights = []
    for column, (span, side) in enumerate(sides, _SOURCE):
        marks = [getattr(evidence, side) for evidence in passage.evidence]
        language = getattr(comparison, side).language
        heights.append(_write_side(sheet, (row, column), _View(span, marks, language), formats))
    status = f"{ICONS[passage.status]} {passage.status.value}"
    sheet.write_string(row, _STATUS, status, formats.get(bold=True, font_color=ink, bg_color=tint))
    _write_line(sheet, row, _MOVED, f"{MOVED_ICON} moved" if passage.moved else "", plain)
    sheet.write_number(
        row, 5, _round(passage.confidence), formats.get(quote_prefix=False, num_format="0%", align="center")
    )
    lines = [mark_runs(spell_hidden(state_evidence(item))) for item in passage.evidence]
    _write_line(sheet, row, _EVIDENCE, _cut("\n".join(lines)), plain)
    heights.append(_measure("\n".join(lines), _WIDTHS[_EVIDENCE], "ltr"))
    sheet.set_row(row, min(max(heights), _TALLEST_ROW))
    for column in (_COMMENT, _VERDICT):
        sheet.write_blank(row, column, None, plain)
    _write_line(sheet, row, _PASSAGE, _cut(spell_hidden(passage.id)), formats.get(font_color="#68645D"))


def _write_line(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write *text*, or nothing where there is none, so that a filter can ask for blanks."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


@dataclass(frozen=True, slots=True)
class _View:
    """What a text cell shows."""

    span: Span | None
    marks: Sequence[Span | None]
    language: str


def _write_side(sheet: Worksheet, place: tuple[int, int], view: _View, formats: _Formats) -> float:
    """Write a side's text with its evidence in bold; gives the height that it needs, in points."""
    if view.span is None:
        sheet.write_blank(*place, None, formats.get(bg_color="#F4F2EE"))
        return 0.0
    way = run_direction(view.span.text, direction(view.language))
    fonts = {
        False: formats.get(font_size=_SIZES[way][0]),
        True: formats.get(font_size=_SIZES[way][0], bold=True, font_color=_MARK_INK),
    }
    cut = cut_stretches(view.span, view.marks)
    pieces = _shorten([(spell_characters(text, view.language), marked) for text, marked in cut])
    text = "".join(piece for piece, _ in pieces)
    if len(pieces) < 2:
        sheet.write_string(*place, text, formats.text(way))
    else:
        parts: list[Any] = [part for piece, marked in pieces for part in (fonts[marked], piece)]
        sheet.write_rich_string(*place, *parts, formats.text(way))
    return _measure(text, _WIDTHS[place[1]], way)


def _measure(text: str, width: int, way: str) -> float:
    """Return about what height *text* needs in a column of *width*; not every program fits rows by itself."""
    _, height, density = _SIZES[way]
    return height * sum(int(len(line) / (density * width)) + 1 for line in text.split("\n"))


def _round(probability: float) -> float:
    """Return whole hundredths; less than certain never reads 1, more than nothing never 0."""
    return min(max(round(probability, 2), 0.01), 0.99) if 0 < probability < 1 else float(probability)


def _shorten(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return as much of *pieces* as a cell holds."""
    total = sum(_count_units(text) for text, _ in pieces)
    if total <= _LONGEST_CELL:
        return pieces
    note = f" … (cut: {total:,} characters)"
    room = _LONGEST_CELL - len(note)
    kept: list[tuple[str, bool]] = []
    for text, marked in pieces:
        part = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
        room -= _count_units(part)
        kept += [(part, marked)] if part else []
    return [*kept, (note, False)]


def _cut(text: str) -> str:
    return "".join(piece for piece, _ in _shorten([(text, False)]))


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fill_summary(sheet: Worksheet, comparison: Comparison, formats: _Formats) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 60)
    title = formats.get(bold=True, font_size=14, text_wrap=False, bottom=0)
    sheet.write_string(0, 0, state_result(comparison), title)
    row = 1
    if not comparison.related:
        told = "These texts seem to tell different stories; nothing was paired by force."
        sheet.write_string(
            row, 0, told, formats.get(bold=True, font_color="#8F3300", text_wrap=False, bottom=0)
        )
    for name, count, trade in _count_all(comparison):
        row += 1
        sheet.write_string(row, 0, name, formats.get(bold=True, bottom=0))
        sheet.write_number(row, 1, count, formats.get(quote_prefix=False, align="left", bottom=0))
        sheet.write_string(row, 2, trade, formats.get(font_color="#68645D", bottom=0))
    row += 1
    for name, value in _describe_run(comparison):
        row += 1
        sheet.write_string(row, 0, _cut(spell_hidden(name)), formats.get(bold=True, bottom=0))
        sheet.write_string(
            row, 1, _cut(spell_hidden(value)), formats.get(text_wrap=False, reading_order=1, bottom=0)
        )


def _count_all(comparison: Comparison) -> list[tuple[str, int, str]]:
    counts = [
        (f"{ICONS[status]} {status.value}", comparison.count(status), TRADE_TERMS.get(status, ""))
        for status in Status
    ]
    counts.append((f"{MOVED_ICON} moved", comparison.moved_count, ""))
    found = [evidence.type for passage in comparison.passages for evidence in passage.evidence]
    counts += [
        (f"evidence: {name_evidence(kind)}", found.count(kind), "") for kind in EvidenceType if kind in found
    ]
    return counts


def _describe_run(comparison: Comparison) -> list[tuple[str, str]]:
    rows = []
    for side, document in (("Source", comparison.source), ("Target", comparison.target)):
        rows += [(side, document.path), ("  language", document.language), ("  sha256", document.sha256)]
    rows += [("Model", comparison.model.name), ("  fingerprint", comparison.model.fingerprint)]
    rows += [("Signature", comparison.signature), ("align", comparison.version)]
    rows += [
        ("Note", note) for note in (*comparison.notes, *comparison.source.notes, *comparison.target.notes)
    ]
    return rows + [(f"Setting: {name}", str(value)) for name, value in comparison.settings.items()]


def _fill_guide(sheet: Worksheet, formats: _Formats) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for row, (word, meaning) in enumerate(_GUIDE):
        colours = (
            {
                "font_color": TINTS[Status(word)][0],
                "bg_color": TINTS[Status(word)][1],
            }
            if word in set(Status)
            else {}
        )
        sheet.write_string(row, 0, word, formats.get(bold=True, **colours))
        sheet.write_string(row, 1, meaning, formats.get())
