"""Claims about reading: what becomes of bytes, and what a reader is told when they are no text."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.reading import inputs, read_documents, text_document
from align.reading.decoding import decode_bytes

ARABIC = "أعلنت الوزارة، يوم الأربعاء، أن البلاد ستواصل «تصدير القمح».\r\nوقال الوزير: نعم؟\r\n"
ENGLISH = "The ministry said on Wednesday that it would.\n"

# One sentence each, and an encoding that other programs write it in.
FOREIGN = [
    (
        "Президент заявил в среду, что страна продолжит вывоз зерна.",
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    ),
    ("Ο πρωθυπουργός δήλωσε ότι η χώρα θα συνεχίσει τις εξαγωγές.", ("cp1253", "iso8859-7")),
    ("ראש הממשלה אמר ביום רביעי כי המדינה תמשיך בייצוא.", ("cp1255",)),
    ("Über die Ausfuhren äußerte sich später niemand in Köln.", ("cp1252", "cp850", "mac_roman")),
    ("Le président a déclaré que l'été français serait gênant.", ("cp1252", "mac_roman")),
    ("Cumhurbaşkanı çarşamba günü ihracatın süreceğini açıkladı.", ("cp1254",)),
    ("Premier powiedział w środę, że kraj będzie sprzedawał zboże.", ("cp1250", "iso8859-2")),
    ("总统周三表示，该国将继续出口粮食，这是一个重要的决定。", ("gb18030", "big5")),
    ("大統領は水曜日、輸出を続けると述べた。", ("shift_jis", "euc-jp")),
    ("대통령은 수요일 수출을 계속하겠다고 밝혔다.", ("euc-kr",)),
]


def read_one(path: Path | str, **options: str) -> str:
    (document,) = read_documents(path, **options)  # type: ignore[arg-type]
    return document.text


def trouble(path: Path | str, stdin: bytes | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_documents(path, stdin=None if stdin is None else io.BytesIO(stdin))
    message = str(caught.value)
    assert message.isprintable()
    return message


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["news.txt", "news.TXT", "news.md", "news"])
def test_a_text_file_is_one_document_exactly_as_decoded(tmp_path: Path, name: str) -> None:
    data = ARABIC.encode()
    path = write(tmp_path, name, data)
    (document,) = read_documents(path)
    assert document.text == ARABIC
    assert document.language == "ar"
    assert document.path == str(path)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_not_text(tmp_path: Path, encoding: str) -> None:
    assert read_one(write(tmp_path, "a.txt", ARABIC.encode(encoding))) == ARABIC


def test_a_big_endian_mark_is_known(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "a.txt", b"\xfe\xff" + ARABIC.encode("utf-16-be"))) == ARABIC


def test_windows_1256_is_read_and_said(tmp_path: Path) -> None:
    (document,) = read_documents(write(tmp_path, "a.txt", ARABIC.encode("windows-1256")))
    assert document.text == ARABIC
    assert document.notes == ("read as windows-1256 (not UTF-8)",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [(ARABIC.replace("«", '"').replace("»", '"'), "ISO-8859-6"), (ARABIC + "٢٠٢٦", "MacArabic")],
)
def test_older_arabic_encodings_are_read_and_said(tmp_path: Path, text: str, shown: str) -> None:
    codec = {"ISO-8859-6": "iso8859-6", "MacArabic": "mac_arabic"}[shown]
    (document,) = read_documents(write(tmp_path, "a.txt", text.encode(codec)))
    assert document.text == text
    assert document.notes == (f"read as {shown} (not UTF-8)",)


def test_a_named_encoding_is_not_questioned_and_said(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Президент заявил".encode("koi8-r"))
    (document,) = read_documents(path, encoding="koi8-r")
    assert document.text == "Президент заявил"
    assert document.notes == ("read as koi8-r, as was asked",)
    marked = write(tmp_path, "b.txt", ENGLISH.encode("utf-8-sig"))
    assert read_one(marked, encoding="koi8-r") == ENGLISH
    unmarked = write(tmp_path, "c.txt", ARABIC.encode("utf-16-le"))
    assert read_one(unmarked, encoding="utf-16-le") == ARABIC


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("ascii", "not ascii at byte 0; name another encoding, or none"),
        ("utf-16", "not utf-16 at byte"),
        (
            "no such",
            "'no such': no encoding of text; try utf-8, utf-16, windows-1256, iso8859-6, mac_arabic",
        ),
        ("rot13", "'rot13': no encoding of text"),
        ("zlib", "'zlib': no encoding of text"),
        ("unicode_escape", "'unicode_escape': no encoding of text"),
        ("a\0b", "no encoding of text"),
        ("عربي", "no encoding of text"),
        ("", "'': no encoding of text"),
    ],
)
def test_an_encoding_that_is_none_or_wrong_is_refused(tmp_path: Path, encoding: str, line: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_documents(write(tmp_path, "a.txt", b"\xe1abcdef"), encoding=encoding)
    assert line in str(caught.value)


@pytest.mark.parametrize(("text", "encoding"), [(text, each) for text, all_ in FOREIGN for each in all_])
def test_no_other_encoding_passes_for_an_arabic_one(tmp_path: Path, text: str, encoding: str) -> None:
    path = write(tmp_path, "a.txt", text.encode(encoding, "ignore") * 5)
    assert "unknown encoding (not UTF-8 at byte" in trouble(path)


def test_broken_utf8_is_not_taken_for_windows_1256(tmp_path: Path) -> None:
    assert "not UTF-8 at byte 6)" in trouble(
        write(tmp_path, "a.txt", ARABIC.encode()[:7] + b"\xff" + ARABIC.encode() * 9)
    )


def test_broken_utf16_is_refused(tmp_path: Path) -> None:
    assert "UTF-16-LE" in trouble(write(tmp_path, "a.txt", b"\xff\xfea\x00\x00"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"abc\0def", "NUL"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ""])
def test_a_binary_file_is_refused_by_name(tmp_path: Path, data: bytes, name: str, suffix: str) -> None:
    path = write(tmp_path, f"report{suffix}", data)
    assert name in trouble(path)
    assert "UTF-8" in trouble(path)


@pytest.mark.parametrize(("name", "data"), [("report.jpg", b"\xff\xd8\xff"), ("report.xlsx", b"PK\x03\x04")])
def test_a_file_without_a_reader_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    message = trouble(write(tmp_path, name, data))
    assert message.startswith(f"{tmp_path / name}: a ")
    assert ".txt" in message


def test_an_unknown_suffix_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    assert re.search(
        r"no reader for \.xyz; save its text as UTF-8 in a file ending in \..*, \.md, .*\.txt",
        trouble(write(tmp_path, "a.xyz", b"text")),
    )


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"\xef\xbb\xbf", "empty"),
        ("\u200f\n".encode(), "white space"),
    ],
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes, got: str) -> None:
    assert got in trouble(write(tmp_path, "a.txt", data))


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    assert (
        trouble(tmp_path / "none.txt") == f"{tmp_path}/none.txt: no such file; check the name and the folder"
    )
    assert "a folder, not a file" in trouble(tmp_path)
    assert "not a file name" in trouble("a\0b.txt")
    assert "cannot be read" in trouble("a" * 5000)


class Refusing(io.BytesIO):
    """A stream that the operating system does not let anyone read."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise PermissionError(13, f"Permission denied for {size} bytes")


def test_an_unreadable_input_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^-: not allowed to read it; "):
        read_documents("-", stdin=Refusing())


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", b"word " * 400_000)
    assert read_one(path)
    monkeypatch.setattr(inputs, "LARGEST_INPUT", 1_999_999)
    assert "larger than 1 MB" in trouble(path)


def test_an_endless_input_is_refused() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no endless device here")
    assert "larger than 50 MB" in trouble("/dev/zero")


def test_control_and_directional_characters_of_a_name_are_escaped() -> None:
    assert trouble("a\n\x1b[31m\u202eb.txt").startswith("a\\n\\x1b[31m\\u202eb.txt: no such file")


def test_a_hyphen_is_standard_input() -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(ENGLISH.encode()))
    assert (document.text, document.path, document.language) == (ENGLISH, "-", "en")
    assert trouble("-", stdin=b"") == "-: empty; give a text with words in it"


def test_a_given_language_is_not_questioned(tmp_path: Path) -> None:
    (document,) = read_documents(write(tmp_path, "a.txt", ENGLISH.encode()), language="fr")
    assert document.language == "fr"
    assert text_document(ENGLISH, language="fr").language == "fr"


def test_trouble_is_raised_at_the_call_not_at_the_first_document(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_documents(tmp_path / "none.txt")


def test_a_string_is_a_document_without_a_path() -> None:
    document = text_document(ENGLISH)
    assert (document.text, document.path, document.language) == (ENGLISH, "", "en")
    assert document.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()


def test_a_string_with_lone_surrogates_has_a_digest() -> None:
    assert text_document("a\ud800").sha256 == hashlib.sha256(b"a\xed\xa0\x80").hexdigest()


@pytest.mark.parametrize("text", ["", "\n \u200b"])
def test_a_string_without_text_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"^text: "):
        text_document(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_exactly_or_refused_in_one_line(data: bytes) -> None:
    try:
        text, notes = decode_bytes(data, "name")
    except ReadError as error:
        assert str(error).isprintable()  # noqa: PT017 -- refusing is right, too
    else:
        marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
        assert data.startswith(marks) or notes or text.encode("utf-8") == data


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_text_written_as_utf8_is_read_back(text: str) -> None:
    data = text.encode("utf-8")
    assert decode_bytes(b"\xef\xbb\xbf" + data, "name") == (text, ())
