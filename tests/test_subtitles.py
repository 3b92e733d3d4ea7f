"""Claims about subtitles: what is said and nothing else, in sentences."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.reading import read_documents
from align.reading.subtitles import extract_subtitles
from tests.made_files import CLOSING, MARKED

JOINED = "the subtitles were joined to sentences, without their times"

SUBRIP = f"""1
00:00:01,000 --> 00:00:04,000
<i>وقال الوزير</i> في المؤتمر
إن البلاد

2
00:00:04,500 --> 00:00:06,000 X1:40 X2:600
{{\\an8}}ستواصل «التصدير».

3
00:00:07,000 --> 00:00:09,000
{MARKED}

4
00:00:10,000 --> 00:00:12,000
2024

5
00:00:12,000 --> 00:00:14,000
5 < 6 & <unclear>?
"""

WEB = """WEBVTT - a title

NOTE
a comment

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v Salma>The minister <c.loud>said</c> it</v>
- <00:00:02.000>will go on.

00:00:05.000 --> 00:00:06.000
Salt &amp; pepper&lrm;&copy;.
"""


def extract(text: str) -> list[str]:
    return extract_subtitles(text.encode(), "a.srt", None).text.split("\n")


def test_cues_become_sentences_without_numbers_times_and_styles(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(SUBRIP, encoding="utf-8")
    (document,) = read_documents(path)
    assert document.text.split("\n") == [
        "وقال الوزير في المؤتمر إن البلاد ستواصل «التصدير».",
        MARKED,
        "2024 5 < 6 & <unclear>?",
    ]
    assert document.notes == (JOINED,)


def test_web_subtitles_lose_comments_styles_voices_and_references() -> None:
    assert extract(WEB) == ["The minister said it - will go on.", "Salt & pepper\u200e&copy;."]


@pytest.mark.parametrize(("text", "expected"), [(SUBRIP, MARKED), (WEB, "Salt & pepper\u200e&copy;.")])
def test_standard_input_is_told_by_its_first_bytes(text: str, expected: str) -> None:
    (document,) = read_documents("-", stdin=io.BytesIO(text.encode("utf-8-sig")))
    assert expected in document.text.split("\n")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_of_other_systems_are_newlines(newline: str) -> None:
    assert extract(SUBRIP.replace("\n", newline)) == extract(SUBRIP)


def test_cues_without_a_blank_line_between_them_are_apart() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n"
    assert extract(text) == ["One.", "Two."]


def test_older_encodings_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(f"1\n00:00:01,000 --> 00:00:02,000\n{CLOSING}\n".encode("windows-1256"))
    (document,) = read_documents(path)
    assert document.text == CLOSING
    assert document.notes == ("read as windows-1256 (not UTF-8)", JOINED)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "a.srt: empty (no line such as 00:00:01,000 --> 00:00:02,000); check its suffix"),
        (
            b"Hello.\n",
            "a.srt: no subtitles in it (no line such as 00:00:01,000 --> 00:00:02,000); check its suffix",
        ),
        (b"1\n00:00:01,000 -->", None),
        (b"%PDF-1.7", "a.srt: a PDF file, not a text; save its text as UTF-8"),
    ],
)
def test_what_holds_no_subtitles_is_refused_in_one_line(data: bytes, line: str | None) -> None:
    with pytest.raises(ReadError) as caught:
        extract_subtitles(data, "a.srt", None)
    assert line is None or str(caught.value) == line


@pytest.mark.parametrize(
    "text",
    [
        "<" * 2_000_000,
        "{\\" * 1_000_000,
        "a\n" * 1_000_000,
        "<b " * 700_000,
        "1:" * 1_000_000,
        "1\n" * 900_000,
    ],
)
def test_reading_takes_no_more_than_its_length_asks(text: str) -> None:
    begun = time.perf_counter()
    assert extract(f"00:01.000 --> 00:04.000\n{text}\n")
    assert time.perf_counter() - begun < 10


WORDS = st.text(st.characters(categories=["L", "M"]), min_size=1).filter(lambda word: word.strip())


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_is_said_comes_back(cues: list[list[str]]) -> None:
    shown = "\n\n".join(f"{n}\n00:00:01,000 --> 00:00:02,000\n{' '.join(c)}." for n, c in enumerate(cues, 1))
    assert extract(shown) == [" ".join(cue) + "." for cue in cues]
