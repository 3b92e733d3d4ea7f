"""A comparison → a Word document with a bilingual table to review in, landscape A4.

Columns as in the trade's review tables: number, source, target, comment, status. Right-to-left
text stands in bidi paragraphs and right-to-left runs (ECMA-376-1, 17.3.1.6 and 17.3.2.30), as
Word needs both. Characters that do not show are named, as on the page.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.bitext import Comparison, Passage, Span, Status
from align.report.characters import (
    direction,
    mark_runs,
    run_direction,
    spell_characters,
    spell_hidden,
    split_runs,
)
from align.report.stretches import cut_stretches, take_spans
from align.report.wording import (
    ICONS,
    MOVED_ICON,
    format_percent,
    name_language,
    state_evidence,
    state_result,
)
from align.report.xml_text import tag_language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# In twentieths of a point: 25.7 cm of a landscape A4 page.
_WIDTHS = (560, 4500, 4500, 2400, 2610)
_TINTS = {Status.KEPT: "EFECE5", Status.REWORDED: "FCEDC9", Status.DROPPED: "FCE3D5", Status.ADDED: "DBECF8"}
_MARK = "FCEDC9"


def render_review_table(comparison: Comparison) -> bytes:
    """Return the document's file, which says inside when it was packed."""
    import docx

    document = docx.Document()
    _set_up(document, comparison)
    title = f"{spell_hidden(comparison.source.path)} → {spell_hidden(comparison.target.path)}"
    _add_paragraph(document.element.body, title, _Look(28, bold=True))
    _add_paragraph(document.element.body, state_result(comparison))
    if not comparison.related:
        told = "These texts seem to tell different stories; nothing was paired by force."
        _add_paragraph(document.element.body, told, _Look(bold=True))
    _add_table(document.element.body, comparison)
    for note in (*comparison.notes, comparison.signature):
        _add_paragraph(document.element.body, spell_hidden(note), _Look(16))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, comparison: Comparison) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    properties = document.core_properties
    properties.author = properties.last_modified_by = f"align {spell_hidden(comparison.version)}"[:255]
    properties.title = state_result(comparison)[:255]
    properties.comments = ""
    properties.created = properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _add_table(body: Any, comparison: Comparison) -> None:
    table = _insert(body, "w:tbl")
    properties = _add(table, "w:tblPr")
    _add(properties, "w:tblW", {"w": str(sum(_WIDTHS)), "type": "dxa"})
    borders = _add(properties, "w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, f"w:{edge}", {"val": "single", "sz": "4", "space": "0", "color": "BDB8AE"})
    _add(properties, "w:tblLayout", {"type": "fixed"})
    margins = _add(properties, "w:tblCellMar")
    for edge in ("left", "right"):
        _add(margins, f"w:{edge}", {"w": "90", "type": "dxa"})
    grid = _add(table, "w:tblGrid")
    for width in _WIDTHS:
        _add(grid, "w:gridCol", {"w": str(width)})
    languages = (spell_hidden(name_language(d.language)) for d in (comparison.source, comparison.target))
    head = _add_row(table, heading=True)
    for cell, name in zip(head, ("No.", *languages, "Comment", "Status"), strict=True):
        _shade(cell, "22211F")
        _add_paragraph(cell, name, _Look(bold=True, colour="FFFFFF"))
    for number, passage in enumerate(comparison.passages, 1):
        _fill_row(_add_row(table), number, passage, comparison)


def _fill_row(cells: Sequence[Any], number: int, passage: Passage, comparison: Comparison) -> None:
    source, target = take_spans(passage, comparison)
    evidence = passage.evidence
    _add_paragraph(cells[0], str(number))
    _add_side(cells[1], source, [e.source for e in evidence], comparison.source.language)
    _add_side(cells[2], target, [e.target for e in evidence], comparison.target.language)
    _add_paragraph(cells[3], "")
    _shade(cells[4], _TINTS[passage.status])
    moved = f"  {MOVED_ICON} moved" if passage.moved else ""
    status = f"{ICONS[passage.status]} {passage.status.value}{moved}"
    _add_paragraph(cells[4], f"{status}  {format_percent(passage.confidence)}", _Look(bold=True))
    for item in evidence:
        _add_paragraph(cells[4], spell_hidden(state_evidence(item)), _Look(18))


def _add_side(cell: Any, span: Span | None, marks: Iterable[Span | None], language: str) -> None:
    """Add a side's paragraphs with the evidence shaded and in bold."""
    if span is None:
        _shade(cell, "F4F2EE")
        _add_paragraph(cell, "")
        return
    way = run_direction(span.text, direction(language))
    paragraph = _start_paragraph(cell, way)
    size = 26 if way == "rtl" else 21
    looks = {
        marked: _Look(size, bold=marked, fill=_MARK if marked else "", language=tag_language(language))
        for marked in (False, True)
    }
    for text, marked in cut_stretches(span, marks):
        for i, line in enumerate(spell_characters(text, language).split("\n")):
            if i:
                _add(_add(paragraph, "w:r"), "w:br")
            _add_runs(paragraph, line, way, looks[marked])


def _add_paragraph(parent: Any, text: str, look: _Look | None = None) -> None:
    """Add a left-to-right paragraph; its right-to-left runs are set as such."""
    _add_runs(_start_paragraph(parent, "ltr"), mark_runs(text), "ltr", look or _Look())


def _start_paragraph(parent: Any, way: str) -> Any:
    paragraph = _insert(parent, "w:p")
    properties = _add(paragraph, "w:pPr")
    if way == "rtl":
        _add(properties, "w:bidi")
    _add(properties, "w:spacing", {"before": "40", "after": "40"})
    return paragraph


@dataclass(frozen=True, slots=True)
class _Look:
    """How runs look: their size in half points, and what language they are in."""

    size: int = 20
    bold: bool = False
    colour: str = ""
    fill: str = ""
    language: str = "und"


def _add_runs(paragraph: Any, text: str, way: str, look: _Look) -> None:
    """Add *text* as runs, each of one direction."""
    for piece, against in split_runs(text, way):
        run = _add(paragraph, "w:r")
        leftwards = (way == "rtl") is not against
        _set_look(_add(run, "w:rPr"), look, leftwards=leftwards, foreign=against)
        content = _add(run, "w:t")
        content.text = piece
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _set_look(properties: Any, look: _Look, *, leftwards: bool, foreign: bool) -> None:
    """Add the properties of a run in the order that the schema asks for; complex scripts have their own."""
    _add(properties, "w:rFonts", {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Arial"})
    if look.bold:
        _add(properties, "w:b")
        _add(properties, "w:bCs")
    if look.colour:
        _add(properties, "w:color", {"val": look.colour})
    _add(properties, "w:sz", {"val": str(look.size)})
    _add(properties, "w:szCs", {"val": str(look.size)})
    if look.fill:
        _add(properties, "w:shd", {"val": "clear", "color": "auto", "fill": look.fill})
    if leftwards:
        _add(properties, "w:rtl")
    if look.language != "und" and not foreign:
        _add(properties, "w:lang", {"bidi" if leftwards else "val": look.language})


def _add_row(table: Any, *, heading: bool = False) -> list[Any]:
    """Add a row to *table*; gives its cells."""
    row = _add(table, "w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if heading:
        _add(properties, "w:tblHeader")
    cells = []
    for width in _WIDTHS:
        cell = _add(row, "w:tc")
        _add(_add(cell, "w:tcPr"), "w:tcW", {"w": str(width), "type": "dxa"})
        cells.append(cell)
    return cells


def _shade(cell: Any, fill: str) -> None:
    _add(cell.tcPr, "w:shd", {"val": "clear", "color": "auto", "fill": fill})


def _insert(parent: Any, name: str) -> Any:
    """Add an element to *parent*, in a body before its last one, which holds the page's size."""
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(name)
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag.endswith("}sectPr"):
        last.addprevious(element)
    else:
        parent.append(element)
    return element


def _add(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """Add an element to *parent* with attributes of Word's namespace."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element
