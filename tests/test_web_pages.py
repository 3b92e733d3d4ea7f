"""Claims about saved web pages: the article exactly, nothing of the menus; hostile pages are one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.reading import markup_trees, read_documents
from align.reading.web_pages import extract_page
from tests.made_files import CLOSING, LAUGHS, MARKED, MIXED, OUTSIDE, PARAGRAPHS, escape

TAKEN = "the article was taken out of the page; menus, comments and the like were left out"
ALL = "no article was found in the page: all its text was read"
EMPTY = "a.html: no text in the page; save it again when it has loaded, or save its text as UTF-8"


def page(body: str, *, head: str = '<meta charset="utf-8">', title: str = "عنوان الخبر") -> str:
    return f"<!doctype html><html lang='ar' dir='rtl'><head>{head}<title>{title}</title></head>{body}</html>"


NEWS = page(
    "<body><nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/a'>سياسة</a></li></ul></nav>"
    "<script>var tracker = 'لا تقرأ';</script><style>p {color: red}</style>"
    "<article><h1>عنوان الخبر</h1>"
    + "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    + "</article><aside><h3>اقرأ أيضا</h3><a href='/b'>خبر آخر</a></aside>"
    "<footer>جميع الحقوق محفوظة</footer></body>"
)


def extract(text: str | bytes) -> str:
    return extract_page(text.encode() if isinstance(text, str) else text, "a.html", None).text


def trouble(data: str | bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract(data)
    return str(caught.value)


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML"])
def test_title_and_body_are_read_exactly_and_what_was_assumed_is_said(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(NEWS, encoding="utf-8")
    (document,) = read_documents(path)
    assert document.text.split("\n") == ["عنوان الخبر", *PARAGRAPHS]
    assert document.notes == (TAKEN,)
    assert document.language == "ar"


def test_standard_input_is_told_by_its_first_bytes() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(b"\n " + NEWS.encode()))
    assert document.text.split("\n")[1:] == list(PARAGRAPHS)


def test_a_title_that_the_body_lacks_stands_before_it() -> None:
    body = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    text = extract(page(f"<body><article>{body}</article></body>", title="خبر اليوم عن القمح"))
    assert text.split("\n") == ["خبر اليوم عن القمح", *PARAGRAPHS]


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1256">', "cp1256"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', "iso8859-6"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "cp1256"),
        ('<meta charset="utf-8">', "utf-16"),
        ('<meta charset="utf-8">', "cp1256"),
        ('<meta charset="no-such">', "utf-8"),
    ],
)
def test_the_encoding_is_that_of_the_mark_the_declaration_or_the_letters(head: str, codec: str) -> None:
    body = f"<body><article><p>{CLOSING}</p><p>{CLOSING[::-1]}</p></article></body>"
    found = extract(page(body, head=head).encode(codec))
    assert CLOSING in found


def test_preformatted_text_keeps_its_lines() -> None:
    text = extract(page(f"<body><pre><b>{CLOSING}</b>\n\n{MARKED}<br>end</pre></body>"))
    assert text.split("\n")[-3:] == [CLOSING, MARKED, "end"]


def test_a_page_without_an_article_gives_all_its_text() -> None:
    found = extract_page(page("<body><nav><a href='x'>كلمة</a></nav></body>").encode(), "a.html", None)
    assert found.text.endswith("كلمة")
    assert found.notes in {(ALL,), (TAKEN,)}


@pytest.mark.parametrize(
    "data",
    [
        "",
        " \n",
        "<html></html>",
        page("<body></body>", title=""),
        page("<body><script>x()</script></body>", title=""),
    ],
)
def test_a_page_without_text_is_refused(data: str) -> None:
    assert trouble(data) == EMPTY


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"%PDF-1.7", "a.html: a PDF file, not a text; save its text as UTF-8"),
        (
            b"PK\x03\x04",
            "a.html: a ZIP archive (as .docx, .odt and .epub are), not a text; save its text as UTF-8",
        ),
        (
            b"<html>\0</html>",
            "a.html: binary, or UTF-16 without its mark (it has NUL bytes); save its text as UTF-8",
        ),
        (
            b"<html>\xed\xa0\x80</html>",
            "a.html: in an unknown encoding (not UTF-8 at byte 6); save it as UTF-8, or give --encoding",
        ),
        (
            b"<html><body>" + b"<div>" * 50_000 + b"word",
            "a.html: elements nested more than 256 deep; save its text as UTF-8",
        ),
    ],
)
def test_what_is_no_page_or_hostile_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert trouble(data) == line


def test_a_page_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_trees, "LARGEST_MARKUP", 100)
    assert "characters of HTML; save the article alone" in trouble(NEWS)


def test_a_page_of_too_many_elements_gives_all_its_text_in_bearable_time() -> None:
    found = extract_page(
        page("<body>" + "<ul><li>بند</li></ul>" * 50_000 + "</body>").encode(), "a.html", None
    )
    assert found.text.split("\n") == ["بند"] * 50_000
    assert found.notes == (ALL,)


@pytest.mark.parametrize("body", ["<p>a" * 20, "<pre>" + "a\n" * 20])
def test_a_page_of_far_too_many_elements_or_lines_is_refused(
    monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(markup_trees, "MOST_BLOCKS", 19)
    line = "a.html: more than 19 elements and lines; save the article alone"
    assert trouble(f"<html><body>{body}") == line


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE])
def test_entities_are_not_expanded(xml: str) -> None:
    try:
        text = extract(xml)
    except ReadError:
        return
    assert "haha" not in text
    assert "root:" not in text


def test_character_references_that_are_no_characters_do_no_harm() -> None:
    text = extract(
        page(f"<body><p>{CLOSING} &#0; &#xD800; &#x110000; &nosuch;</p><p>{MIXED[:20]}</p></body>")
    )
    assert text.encode()
    assert CLOSING in text


@given(st.text(max_size=200), st.integers(0, len(NEWS)))
def test_damage_is_read_or_refused_in_one_line(noise: str, place: int) -> None:
    for text in (NEWS[:place], NEWS[:place] + noise + NEWS[place:], noise):
        try:
            assert extract(text.encode("utf-8", "replace"))
        except ReadError as error:
            assert str(error).isprintable()  # noqa: PT017 -- refusing is right, too
