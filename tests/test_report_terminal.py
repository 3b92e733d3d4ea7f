"""The summary for a terminal: width, colour, direction, hostile text."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from rich.console import Console

from align.bitext import Comparison, Status
from align.report.terminal import render_summary
from tests.report_samples import comparisons, make_comparison, make_news

ANSI = "\x1b["


def render(
    comparison: Comparison, *, width: int = 80, limit: int = 12, encoding: str = "utf-8", **options: object
) -> str:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding=encoding, newline="\n")
    render_summary(comparison, Console(file=stream, width=width, **options), limit=limit)  # type: ignore[arg-type]
    stream.flush()
    return buffer.getvalue().decode(encoding)


def test_counts_stand_in_one_line_and_differences_follow_in_order() -> None:
    lines = render(make_news()).splitlines()
    assert lines[0] == "ar.txt → en.txt"
    assert lines[1] == "= 1 kept   ≈ 2 reworded   − 2 dropped   + 1 added   ↕ 1 moved"
    heads = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert heads == [
        "≈ reworded  88\xa0%",
        "− dropped  88\xa0%",
        "+ added  88\xa0%",
        "≈ reworded  ↕ moved  88\xa0%",
        "− dropped  88\xa0%",
    ]
    assert "      number: 216 ↔ 261  99\xa0%" in lines


def test_evidence_whose_message_lacks_the_words_shows_them() -> None:
    text = render(make_news(), width=120)
    assert "modality: \u2067وتعهدت\u2069 ↔ may – a pledge became a possibility" in text
    assert "\u2067وتعهدت الشركة\u2069 ↔ ∅ – nothing in the target covers this" in text


def test_right_to_left_text_stands_in_isolates() -> None:
    text = render(make_news())
    assert "  ar  \u2067وقال إن 216 شخصا أصيبوا في الحادث.\u2069" in text
    assert text.count("\u2067") == text.count("\u2069")


def test_no_isolates_and_no_crash_where_the_terminal_cannot_show_arabic() -> None:
    text = render(make_news(), encoding="ascii")
    assert "\\u0648" in text
    assert "\\u2067" not in text


def test_more_than_the_limit_is_counted() -> None:
    assert render(make_news(), limit=2).splitlines()[-1] == "… and 3 more (use -o report.html)"
    assert "more" not in render(make_news(), limit=5)


def test_unrelated_texts_are_named_so() -> None:
    assert "! These texts seem to tell different stories" in render(replace(make_news(), related=False))


def test_colour_is_there_on_a_terminal_and_gone_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = render(make_news(), force_terminal=True, color_system="standard")
    assert f"{ANSI}1;33m≈ reworded{ANSI}0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    plain = render(make_news(), force_terminal=True, color_system="standard")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)
    assert "≈ reworded" in plain


def test_a_pipe_gets_no_escape_codes() -> None:
    assert "\x1b" not in render(make_news())


def test_markup_in_the_text_is_text() -> None:
    made = make_comparison(["[bold red]x[/] [link=file:///]y[/link] :smile:"], [])
    assert "[bold red]x[/] [link=file:///]y[/link] :smile:" in render(made)


def test_controls_in_the_text_are_named_not_sent() -> None:
    made = make_comparison(["a\x1b[31mb\u202ec\x00d\x9be\nf\ud800"], [], languages=("en", "en"))
    made = replace(made, source=replace(made.source, path="x\x1b]0;y\x07.txt"))
    text = render(made)
    assert "a‹ESC›[31mb‹RLO›c‹NUL›d‹U+009B›e f‹U+D800›" in text
    assert "x‹ESC›]0;y‹BEL›.txt" in text


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_no_text_widens_a_line_or_sends_a_control(comparison: Comparison) -> None:
    text = render(comparison, width=40)
    assert max(cell_len(re.sub("[\u2066-\u2069]", "", line)) for line in text.splitlines()) <= 40
    assert not set(text) & set("\x00\x1b\x9b\u202e\u200b\ufeff")
    assert text.count("\u2067") == text.count("\u2069")


def test_a_megabyte_word_is_cut_and_quick() -> None:
    made = make_comparison(["ع" * 1_000_000, "1" * 1_000_000], [])
    assert len(render(made)) < 1000


def test_every_status_has_its_word() -> None:
    text = render(make_news())
    assert all(status.value in text for status in Status)
