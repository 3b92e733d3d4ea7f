"""Claims about files as programs write them: the same text, so the same comparison; and no network."""

from __future__ import annotations

import socket
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import align
from align.reading import READERS, read_documents

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
PLAIN = ROOT / "samples" / "showcase"
NAMES = ("ar", "en")


@cache
def model() -> align.Embedder:
    return align.load("ar-en")


def words(path: Path) -> list[str]:
    return next(read_documents(path)).text.split()


def found(source: Path, target: Path) -> list[tuple[object, ...]]:
    """The statuses and the evidence, by what they quote: offsets differ where blank lines do."""
    comparison = align.compare(source, target, model=model())
    return [
        (
            p.status,
            p.moved,
            [(e.type, e.source and e.source.text, e.target and e.target.text) for e in p.evidence],
        )
        for p in comparison.passages
    ]


@pytest.mark.parametrize(("name", "suffix"), [*product(NAMES, ("docx", "odt", "epub", "html"))])
def test_every_word_is_that_of_the_plain_text(name: str, suffix: str) -> None:
    assert words(DATA / f"{name}.{suffix}") == words(PLAIN / f"{name}.txt")


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "html"])
def test_the_comparison_is_that_of_the_plain_texts(suffix: str) -> None:
    assert found(DATA / f"ar.{suffix}", DATA / f"en.{suffix}") == found(PLAIN / "ar.txt", PLAIN / "en.txt")


def test_the_words_of_a_pdf_are_nearly_those_of_the_plain_text() -> None:
    assert words(DATA / "en.pdf") == words(PLAIN / "en.txt")
    plain = words(PLAIN / "ar.txt")
    assert words(DATA / "ar.pdf") == plain
    printed = words(DATA / "ar-chromium.pdf")
    assert len(set(plain) - set(printed)) <= 0.03 * len(plain)


@pytest.mark.parametrize("name", ["ar", "ar-chromium"])
def test_the_statuses_of_a_pdf_are_those_of_the_plain_texts(name: str) -> None:
    expected = [each[:2] for each in found(PLAIN / "ar.txt", PLAIN / "en.txt")]
    assert [each[:2] for each in found(DATA / f"{name}.pdf", DATA / "en.pdf")] == expected


def test_no_reader_opens_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    linked = tmp_path / "linked.html"
    linked.write_text(
        '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html><head><base href="http://example.org/">'
        '<link rel="stylesheet" href="http://example.org/x.css"></head><body><img src="http://example.org/x.png">'
        f"<article><p>{(PLAIN / 'en.txt').read_text(encoding='utf-8')}</p></article></body></html>",
        encoding="utf-8",
    )
    files = [path for path in DATA.iterdir() if path.suffix in READERS]
    read = {path.suffix for path in (*files, linked) if list(read_documents(path))}
    assert read >= set(READERS) - {"", ".txt", ".htm", ".srt", ".vtt"}
