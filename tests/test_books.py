"""Claims about electronic books: the chapters in reading order, exactly; hostile ones are one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.errors import ReadError
from align.reading import books, read_documents
from align.reading.books import extract_book
from tests.made_files import CLOSING, LAUGHS, MARKED, MIXED, OUTSIDE, escape, make_zip

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
LOCK = '<encryption xmlns:e="urn:e"><e:EncryptionMethod Algorithm="{}"/></encryption>'


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>unseen</title><style>p {{}}</style></head><body>{body}</body></html>"
    )


def make_book(
    items: str, spine: str, parts: dict[str, str], *, package: str = "OEBPS/content.opf", **others: str
) -> bytes:
    root = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return make_zip({"META-INF/container.xml": CONTAINER.format(package), package: root, **parts, **others})


def item(name: str, href: str, properties: str = "") -> str:
    return f'<item id="{name}" href="{href}" media-type="application/xhtml+xml" properties="{properties}"/>'


BOOK = make_book(
    item("one", "text/one%20a.xhtml")
    + item("two", "../two.xhtml")
    + item("toc", "toc.xhtml", "nav scripted"),
    '<itemref idref="toc"/><itemref idref="two"/><itemref idref="one"/><itemref idref="one"/>'
    '<itemref idref="x"/><itemref idref="toc" linear="no"/>',
    {
        "OEBPS/text/one a.xhtml": chapter(
            f"<h1>الفصل&nbsp;الأول</h1><div><p>{MARKED}</p>{escape(MIXED)}</div>"
        ),
        "two.xhtml": chapter(f"<p>{CLOSING}<br/>سطر</p><p>\u00a0</p><script>no()</script>"),
        "OEBPS/toc.xhtml": chapter("<nav>contents</nav>"),
    },
)


def trouble(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract_book(data, "a.epub", None)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_chapters_are_read_in_reading_order_and_exactly(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(BOOK)
    (document,) = read_documents(path)
    assert document.text.split("\n") == [CLOSING, "سطر", "الفصل\u00a0الأول", MARKED, MIXED]
    assert (document.language, document.notes) == ("ar", ())


def test_standard_input_is_told_by_its_first_bytes() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(BOOK))
    assert MARKED in document.text


def test_locked_fonts_leave_the_text_open_and_locked_text_is_refused() -> None:
    book = {"META-INF/encryption.xml": LOCK.format("http://www.idpf.org/2008/embedding")}
    parts = {"a.xhtml": chapter("<p>Open.</p>")}
    made = make_book(item("a", "a.xhtml"), '<itemref idref="a"/>', parts, package="p.opf", **book)
    assert extract_book(made, "a.epub", None).text == "Open."
    book = {"META-INF/encryption.xml": LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    made = make_book(item("a", "a.xhtml"), '<itemref idref="a"/>', parts, package="p.opf", **book)
    assert trouble(made) == "a.epub: locked by its seller (DRM); give a copy without a lock"


def of_one(href: str, content: str = "", **others: str) -> bytes:
    return make_book(item("a", href), '<itemref idref="a"/>', {"a.xhtml": content}, package="p.opf", **others)


DECLARES = "META-INF/container.xml inside declares entities, which are not read; save its text as UTF-8"
CASES = [
    ("empty", b"", "a.epub: empty, not an EPUB book; check its suffix, or save it again"),
    ("cut off", BOOK[:-40], "a.epub: an EPUB book that is cut off or broken; get a whole copy"),
    (
        "another archive",
        make_zip({"a": ""}),
        "a.epub: not an EPUB book (it has no META-INF/container.xml); check its suffix",
    ),
    (
        "no package",
        make_zip({"META-INF/container.xml": "<container/>"}),
        "a.epub: not an EPUB book (its container names no package); check its suffix",
    ),
    (
        "a package outside",
        make_zip({"META-INF/container.xml": CONTAINER.format("../../etc/passwd")}),
        "a.epub: ../../etc/passwd points out of the archive; save its text as UTF-8",
    ),
    (
        "a chapter outside",
        of_one("../../../etc/passwd"),
        "a.epub: ../../../etc/passwd points out of the archive; save its text as UTF-8",
    ),
    (
        "a chapter at the root of the machine",
        of_one("/etc/passwd"),
        "a.epub: /etc/passwd points out of the archive; save its text as UTF-8",
    ),
    (
        "a chapter on the network",
        of_one("http://example.org/a.xhtml"),
        "a.epub: http://example.org/a.xhtml points out of the archive; save its text as UTF-8",
    ),
    (
        "a missing chapter",
        of_one("b.xhtml"),
        "a.epub: not an EPUB book (it has no b.xhtml); check its suffix",
    ),
    (
        "no text",
        of_one("a.xhtml", chapter("<img src='a.png'/>")),
        "a.epub: no text in the book (pictures of pages?); recognise its text first",
    ),
    (
        "a deep chapter",
        of_one("a.xhtml", chapter("<div>" * 5_000)),
        "a.epub: elements nested more than 256 deep; save its text as UTF-8",
    ),
    (
        "a bomb",
        of_one("a.xhtml", " " * 5_000_000),
        "a.epub: packed more than 200 to 1, as no document is; save its text as UTF-8",
    ),
    *(
        (
            name,
            make_zip({"META-INF/container.xml": xml}),
            f"a.epub: {DECLARES}",
        )
        for name, xml in (("laughs", LAUGHS), ("an outside entity", OUTSIDE))
    ),
]


@pytest.mark.parametrize(("data", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_broken_or_hostile_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert trouble(data) == line


def test_entities_of_a_chapter_are_not_expanded() -> None:
    for xml in (LAUGHS, OUTSIDE):
        content = xml.replace("<x>", "<html><body><p>word ").replace("</x>", "</p></body></html>")
        text = extract_book(of_one("a.xhtml", content), "a.epub", None).text
        assert "haha" not in text
        assert "root:" not in text


def test_a_book_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "LARGEST_MARKUP", 400)
    assert "MB of chapters; split it, or save its text as UTF-8" in trouble(BOOK)
