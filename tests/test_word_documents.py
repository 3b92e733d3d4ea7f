"""Claims about Word documents: every word in order, exactly; broken and hostile ones are one line."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.reading import archives, read_documents
from align.reading.word_documents import extract_word
from tests import made_files
from tests.made_files import (
    LAUGHS,
    MARKED,
    MIXED,
    OUTSIDE,
    PARAGRAPHS,
    REMOTE,
    make_word,
    make_zip,
    word_paragraphs,
)


def extract(data: bytes) -> str:
    return extract_word(data, "a.docx", None).text


def trouble(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract_word(data, "a.docx", None)
    assert str(caught.value).isprintable()
    return str(caught.value)


def made_by_python_docx() -> bytes:
    document = docx.Document()
    document.add_heading("عنوان الخبر", 1)
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "خلية", "ثانية"
    paragraph = document.add_paragraph("A ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" word.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_tables_and_runs_are_read_in_order_and_exactly(tmp_path: Path) -> None:
    data = made_by_python_docx()
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    (document,) = read_documents(path)
    assert document.text.split("\n") == ["عنوان الخبر", *PARAGRAPHS, "خلية", "ثانية", "A bold word."]
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.language == "ar"
    assert document.notes == ()


def test_standard_input_is_told_by_its_first_bytes() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(made_by_python_docx()))
    assert MARKED in document.text


def test_changes_are_read_as_accepted_and_said() -> None:
    body = (
        "<w:p><w:r><w:t>He </w:t></w:r><w:del><w:r><w:delText>denied</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>confirmed</w:t></w:r></w:ins><w:r><w:t> it.</w:t></w:r></w:p>"
    )
    found = extract_word(make_word(body), "a.docx", None)
    assert found.text == "He confirmed it."
    assert found.notes == ("changes were tracked: read as if all were accepted",)


def test_links_fields_tabs_breaks_and_text_boxes_keep_their_text() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
        '<w:instrText>PAGEREF x</w:instrText></w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>'
        "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
        "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:p>" + word_paragraphs("last")
    )
    assert extract(make_word(body)) == "a link\tb\nc\nboxed\nlast"


def test_notes_stand_after_the_text_and_headers_are_left_out() -> None:
    space = f'xmlns:w="{made_files.WORD}"'
    foot = (
        f'<w:footnotes {space}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{word_paragraphs("A note.")}</w:footnote></w:footnotes>'
    )
    header = f"<w:hdr {space}>{word_paragraphs('Page 1')}</w:hdr>"
    found = extract_word(make_word(word_paragraphs("Text."), footnotes=foot, header1=header), "a.docx", None)
    assert found.text == "Text.\nA note."
    assert found.notes == ("footnotes stand after the text", "headers, footers and comments were left out")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))))
def test_any_paragraphs_come_back(texts: list[str]) -> None:
    assert extract(make_word(word_paragraphs(*texts))) == "\n".join(texts)


@given(st.binary(max_size=200), st.integers(0, 2000))
def test_damage_is_read_or_refused_in_one_line(noise: bytes, place: int) -> None:
    whole = make_word(word_paragraphs(MIXED))
    for data in (
        noise,
        b"PK\x03\x04" + noise,
        whole[:place],
        whole[:place] + noise + whole[place + len(noise) :],
    ):
        try:
            extract(data)
        except ReadError as error:
            assert str(error).isprintable()  # noqa: PT017 -- refusing is right, too


def bomb() -> bytes:
    return make_zip({"word/document.xml": b"<x>" + b" " * 5_000_000})


def lying() -> bytes:
    """A part that unpacks to more than the table of contents says."""
    data = make_zip({"word/document.xml": b"<x>" + b"a" * 5000 + b"</x>"})
    return data.replace((5007).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def locked() -> bytes:
    data = bytearray(make_zip({"word/document.xml": b"<x/>"}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    return bytes(data)


OLD = "an old or locked Microsoft Office file"
CASES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "a.docx: empty, not a Word document; check its suffix, or save it again"),
    (
        "text",
        b"plain",
        "a.docx: not a ZIP archive inside, not a Word document; check its suffix, or save it again",
    ),
    ("pdf", b"%PDF-1.7", "a.docx: a PDF file, not a Word document; check its suffix, or save it again"),
    (
        "old or locked",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        f"a.docx: {OLD}, not a Word document; check its suffix, or save it again",
    ),
    (
        "cut off",
        make_word(word_paragraphs(MIXED))[:-30],
        "a.docx: a Word document that is cut off or broken; get a whole copy",
    ),
    (
        "another archive",
        make_zip({"a.txt": "x"}),
        "a.docx: not a Word document (it has no word/document.xml); check its suffix",
    ),
    (
        "an OpenDocument text",
        make_zip({"mimetype": "x", "content.xml": "<x/>"}),
        "a.docx: an OpenDocument text, not a Word document; rename it to end in .odt",
    ),
    ("a bomb", bomb(), "a.docx: packed more than 200 to 1, as no document is; save its text as UTF-8"),
    (
        "a lying table",
        lying(),
        "a.docx: word/document.xml inside is broken; get a whole copy, or save it again",
    ),
    ("a password", locked(), "a.docx: locked with a password; save it without one"),
    (
        "not XML",
        make_zip({"word/document.xml": "<x>\n<y></x>"}),
        "a.docx: word/document.xml inside is not well-formed XML (line 2); open it and save it again",
    ),
    *(
        (
            name,
            make_zip({"word/document.xml": xml}),
            "a.docx: word/document.xml inside declares entities, which are not read; save its text as UTF-8",
        )
        for name, xml in (("laughs", LAUGHS), ("an outside entity", OUTSIDE), ("a remote DTD", REMOTE))
    ),
    (
        "NUL",
        make_zip({"word/document.xml": "<x>a\0b</x>"}),
        "a.docx: word/document.xml inside is not well-formed XML (line 1); open it and save it again",
    ),
    (
        "a lone surrogate",
        make_zip({"word/document.xml": b"<x>a\xed\xa0\x80b</x>"}),
        "a.docx: word/document.xml inside is not well-formed XML (line 1); open it and save it again",
    ),
]


@pytest.mark.parametrize(("data", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_broken_or_hostile_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert trouble(data) == line


def test_what_unpacks_to_too_much_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000_000)
    data = make_zip({"word/document.xml": b"x" * 600_000, "word/media/a.png": b"y" * 600_000}, method=0)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert trouble(data) == "a.docx: more than 1 MB when unpacked; save its text as UTF-8"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 2)
    assert (
        trouble(make_zip(dict.fromkeys("abc", "")))
        == "a.docx: more than 2 parts inside; save its text as UTF-8"
    )


def test_deep_nesting_is_bearable() -> None:
    deep = "<w:r>" * 50_000 + "<w:t>x</w:t>" + "</w:r>" * 50_000
    assert "is not well-formed XML" in trouble(make_word(f"<w:p>{deep}</w:p>"))
    body = "<w:tbl>" * 200 + word_paragraphs("x") + "</w:tbl>" * 200
    assert extract(make_word(body)) == "x"
