"""Claims about OpenDocument texts: every word in order, exactly; broken and hostile ones are one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.reading import read_documents
from align.reading.open_documents import extract_open
from tests.made_files import LAUGHS, OUTSIDE, PARAGRAPHS, REMOTE, escape, make_word, make_zip

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "table", "drawing", "manifest")
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def make_open(body: str, kind: str = "text", **parts: str) -> bytes:
    root = (
        f"<office:document-content {SPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    return make_zip({"mimetype": MIMETYPE, "content.xml": root, **parts})


def paragraphs(*texts: str) -> str:
    return "".join(f"<text:p>{escape(text)}</text:p>" for text in texts)


def extract(data: bytes) -> str:
    return extract_open(data, "a.odt", None).text


def trouble(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract(data)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_headings_paragraphs_and_tables_are_read_in_order_and_exactly(tmp_path: Path) -> None:
    body = (
        "<text:h>عنوان الخبر</text:h>"
        + paragraphs(*PARAGRAPHS)
        + "<table:table><table:table-row><table:table-cell><text:p>خلية</text:p></table:table-cell>"
        "<table:table-cell><text:p>ثانية</text:p></table:table-cell></table:table-row></table:table>"
    )
    path = tmp_path / "a.odt"
    path.write_bytes(make_open(body))
    (document,) = read_documents(path)
    assert document.text.split("\n") == ["عنوان الخبر", *PARAGRAPHS, "خلية", "ثانية"]
    assert (document.language, document.notes) == ("ar", ())


def test_standard_input_is_told_by_its_first_bytes() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(make_open(paragraphs(*PARAGRAPHS))))
    assert document.text.split("\n") == list(PARAGRAPHS)


def test_spans_spaces_tabs_and_breaks_are_what_they_stand_for() -> None:
    body = (
        '<text:p>\n  a  <text:span>b</text:span> <text:s text:c="2"/>c<text:tab/>d<text:line-break/>e'
        "<text:a>f</text:a> <text:span> g</text:span></text:p>"
    )
    assert extract(make_open(body)) == "a b   c\td\nef g"


def test_changes_are_read_as_accepted_comments_left_out_and_notes_put_last() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Kept"
        "<office:annotation><text:p>a comment</text:p>"
        "</office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note>.</text:p><text:p>Last.</text:p>"
    )
    found = extract_open(make_open(body), "a.odt", None)
    assert found.text == "Kept.\nLast.\nA note."
    assert found.notes == (
        "changes were tracked: read as if all were accepted",
        "footnotes stand after the text",
    )


def test_a_count_of_spaces_is_limited() -> None:
    counts = ("999999999999999999999", "x", "-1")
    body = "".join(f'a<text:s text:c="{count}"/>' for count in counts)
    assert len(extract(make_open(f"<text:p>{body}</text:p>"))) < 1_100


CASES = [
    ("empty", b"", "a.odt: empty, not an OpenDocument text; check its suffix, or save it again"),
    (
        "cut off",
        make_open(paragraphs(*PARAGRAPHS))[:-9],
        "a.odt: an OpenDocument text that is cut off or broken; get a whole copy",
    ),
    ("Word", make_word(""), "a.odt: a Word document, not an OpenDocument text; rename it to end in .docx"),
    (
        "a sheet",
        make_open("", "spreadsheet"),
        "a.odt: not an OpenDocument text (it holds a sheet or slides); save its text as UTF-8",
    ),
    (
        "nothing",
        make_zip({"a": ""}),
        "a.odt: not an OpenDocument text (it has no content.xml); check its suffix",
    ),
    (
        "a password",
        make_open("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "a.odt: locked with a password; save it without one",
    ),
    *(
        (
            name,
            make_zip({"content.xml": xml}),
            "a.odt: content.xml inside declares entities, which are not read; save its text as UTF-8",
        )
        for name, xml in (("laughs", LAUGHS), ("an outside entity", OUTSIDE), ("a remote DTD", REMOTE))
    ),
    (
        "a bomb",
        make_zip({"content.xml": b" " * 5_000_000}),
        "a.odt: packed more than 200 to 1, as no document is; save its text as UTF-8",
    ),
]


@pytest.mark.parametrize(("data", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_broken_or_hostile_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert trouble(data) == line


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]))))
def test_any_words_come_back(texts: list[str]) -> None:
    assert extract(make_open(paragraphs(*texts))) == "\n".join(texts)
