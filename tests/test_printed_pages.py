"""Claims about PDF files: the words of the page, said to be approximate; hostile ones are one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from align.errors import MissingExtra, ReadError
from align.reading import printed_pages, read_documents
from align.reading.printed_lines import Sign, order_line, split_lines
from align.reading.printed_pages import extract_printed, mend_text

ARCHIVE = "a ZIP archive (as .docx, .odt and .epub are)"
NOTE = "PDF text is approximate: letters and the order of words may be wrong; compare with the page"


def make_pdf(*pages: list[str], password: str = "") -> bytes:
    stream = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(stream, encrypt=encryption, pageCompression=0)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 750 - 15 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


TWO_PAGES = make_pdf(["The minister said on Sunday", "that it would (in 2026)."], ["A second page."])


LOCKED = make_pdf(["x"], password="ab")  # noqa: S106


def trouble(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract_printed(data, "a.pdf", None)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_lines_of_all_pages_are_read_in_order_and_said_to_be_approximate(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(TWO_PAGES)
    (document,) = read_documents(path)
    assert document.text == "The minister said on Sunday\nthat it would (in 2026).\nA second page."
    assert document.notes == (NOTE,)


def test_standard_input_is_told_by_its_first_bytes() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(TWO_PAGES))
    assert document.text.endswith("A second page.")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "a.pdf: empty, not a PDF file; check its suffix, or save it again"),
        (b"text", "a.pdf: not a PDF file inside, not a PDF file; check its suffix, or save it again"),
        (
            b"PK\x03\x04",
            f"a.pdf: {ARCHIVE}, not a PDF file; check its suffix, or save it again",
        ),
        (b"%PDF-1.7\n", "a.pdf: a PDF file that is cut off or broken; get a whole copy"),
        (LOCKED, "a.pdf: locked with a password; save it without one"),
        (make_pdf([]), "a.pdf: no text in the PDF (pictures of pages?); recognise its text first (OCR)"),
    ],
    ids=["empty", "text", "archive", "cut off", "locked", "pictures"],
)
def test_what_is_no_pdf_or_cannot_be_read_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert trouble(data) == line


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_pages, "MOST_PAGES", 1)
    assert trouble(TWO_PAGES) == "a.pdf: 2 pages, more than 1; split it into its documents"


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_pages, "MOST_SIGNS", 60)
    assert trouble(TWO_PAGES) == "a.pdf: more than 60 characters; split it into its documents"


def test_a_missing_library_is_one_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra) as caught:
        extract_printed(TWO_PAGES, "a.pdf", None)
    assert str(caught.value) == "a.pdf: reading PDF needs pypdfium2; pip install 'align-editions[pdf]'"


@given(st.binary(max_size=100), st.integers(0, len(TWO_PAGES)))
def test_damage_is_read_or_refused_in_one_line(noise: bytes, place: int) -> None:
    for data in (TWO_PAGES[:place], TWO_PAGES[:place] + noise + TWO_PAGES[place + len(noise) :]):
        try:
            extract_printed(data, "a.pdf", None)
        except ReadError as error:
            assert str(error).isprintable()  # noqa: PT017 -- refusing is right, too


@pytest.mark.parametrize(
    ("given_text", "mended"),
    [
        ("\ufedf\ufe8d", "لا"),
        ("\ufefb", "لا"),
        ("o\ufb03ce", "office"),
        ("inter\ufffe\r\nnational", "international"),
        ("قال  \r\nثم\r", "قال\nثم"),
    ],
)
def test_forms_of_fonts_become_letters(given_text: str, mended: str) -> None:
    assert mend_text(given_text) == mended


def print_line(visual: str, step: float = 6.0) -> list[Sign]:
    """The signs of a line as they stand from the left, each *step* wide; spaces are gaps."""
    return [
        Sign(text, place * step, 700.0, place * step, (place + 1) * step, 10.0)
        for place, text in enumerate(visual)
        if text != " "
    ]


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("ةرازولا تنلعأ", "أعلنت الوزارة"),
        (".2026 ماع يف", "في عام 2026."),
        ("نط 17.8 ردص", "صدر 17.8 طن"),
        ("(Reuters News) لاق", "قال (Reuters News)"),
        (".«معن» لاق", "قال «نعم»."),
        (".»معن« لاق", "قال «نعم»."),
        ("٪٤٫٥ ةبسنب", "بنسبة ٤٫٥٪"),
    ],
)
def test_lines_are_read_from_the_right_and_numbers_from_the_left(visual: str, logical: str) -> None:
    assert order_line(print_line(visual)) == logical


def test_the_order_of_the_file_makes_no_difference() -> None:
    line = print_line("ةرازولا تنلعأ")
    for shuffled in (line[::-1], line[5:] + line[:5]):
        assert order_line(shuffled) == "أعلنت الوزارة"


def test_marks_stand_after_their_letters_and_lines_are_apart() -> None:
    letters = print_line("ملع")
    mark = Sign("\u0651", 8.0, 702.0, 8.0, 10.0, 3.0)
    below = [Sign(s.text, s.x, s.y - 20, s.left, s.right, s.height) for s in letters]
    lines = split_lines([mark, *letters, *below])
    assert [order_line(line) for line in lines] == ["عل\u0651م", "علم"]
    assert order_line([]) == ""
    assert order_line([mark]) == ""
