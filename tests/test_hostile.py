"""Texts that nobody would write: nothing crashes, hangs, takes the machine's memory or lies."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import align
from align.errors import ReadError
from align.report.records import from_record, to_json
from align.report.terminal import render_summary
from tests.report_samples import NASTY

ROOT = Path(__file__).parent.parent
SHOWCASE = ROOT / "samples" / "showcase"
ARABIC = (SHOWCASE / "ar.txt").read_text(encoding="utf-8")
ENGLISH = (SHOWCASE / "en.txt").read_text(encoding="utf-8")

# What a comparison may take, whatever it is given. Seconds are many times what is measured on two free cores.
MOST_MEGABYTES = 2_000
MOST_SECONDS = 150

# A million characters in the words of a real text, without anything that ends a sentence.
ENDLESS = """
def endless(name):
    text = open(f"samples/long-lake/{name}.txt", encoding="utf-8").read()
    chosen = random.Random(1).choices(re.findall(r"[^\\W\\d_]+", text), k=300_000)
    return " ".join(chosen)[:1_000_000]
"""

CHILD = """
import json, random, re, resource, sys, time
import align
{definitions}
source, target = {source}, {target}
begun = time.perf_counter()
try:
    comparison = align.compare(source, target)
    found = [len(comparison.source_segments), len(comparison.target_segments), list(comparison.notes)]
except align.AlignError as error:
    found = str(error)
unit = 2**20 if sys.platform == "darwin" else 2**10
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
print(json.dumps([found, megabytes]))
"""


@cache
def model() -> align.Embedder:
    return align.load("ar-en")


def compare_apart(source: str, target: str, definitions: str = "") -> tuple[object, int]:
    """Compare in a process of its own; gives the segments and notes or the error, and megabytes taken."""
    code = CHILD.format(source=source, target=target, definitions=definitions)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        timeout=MOST_SECONDS,
        cwd=ROOT,
    )
    found, megabytes = json.loads(done.stdout)
    return found, megabytes


def assert_whole(comparison: align.Comparison) -> None:
    assert sorted(i for p in comparison.passages for i in p.source) == list(
        range(len(comparison.source_segments))
    )
    assert sorted(j for p in comparison.passages for j in p.target) == list(
        range(len(comparison.target_segments))
    )
    assert len({p.id for p in comparison.passages}) == len(comparison.passages)
    assert from_record(json.loads(to_json(comparison))).passages == comparison.passages


def test_a_million_characters_without_a_full_stop_are_compared_and_the_thinning_is_said() -> None:
    found, megabytes = compare_apart('endless("ar")', 'endless("en")', ENDLESS)
    assert megabytes < MOST_MEGABYTES
    assert isinstance(found, list)
    assert min(found[:2]) > 600
    assert any("heaviest tokens" in note for note in found[2])


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ('"نص قصير. " * 3 + "\\n" * 1_000_000 + "نص آخر."', '"A short text.\\n" + "\\n" * 1_000_000', 4),
        ('"\\n".join(["يوم"] * 10_000)', 'open("samples/showcase/en.txt", encoding="utf-8").read()', 10_000),
        (
            '"\\n\\n".join(f"سطر {i}" for i in range(3_000))',
            '"\\n\\n".join(f"line {i}" for i in range(3_000))',
            3_000,
        ),
    ],
    ids=["a million empty lines", "ten thousand lines of a word", "thousands of lines on both sides"],
)
def test_many_lines_are_bearable(source: str, target: str, count: int) -> None:
    found, megabytes = compare_apart(source, target)
    assert isinstance(found, list)
    assert found[0] == count
    assert megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("source", "target", "line"),
    [
        (
            '"\\n\\n".join(f"سطر {i}" for i in range(21_000))',
            '"\\n\\n".join(f"line {i}" for i in range(21_000))',
            r"text: 21,000 segments against 21,000 of text make more than the 400,000,000 pairings .*parts",
        ),
        ('"م" * 1_000_000', '"m" * 1_000_000', r"text: more than the 400,000 tokens .*in parts"),
        (
            '"\\n".join(f"سطر طويل عن الوزير والبلاد والناس {i}" for i in range(100_000))',
            '"One line."',
            r"text: more than the 400,000 tokens .*",
        ),
    ],
    ids=["too many sentences", "a word of a megabyte", "a hundred thousand lines"],
)
def test_what_is_too_long_is_refused_in_one_line_that_says_the_limit(
    source: str, target: str, line: str
) -> None:
    found, megabytes = compare_apart(source, target)
    assert isinstance(found, str)
    assert re.fullmatch(line, found)
    assert megabytes < MOST_MEGABYTES


def test_the_limits_can_be_set() -> None:
    with pytest.raises(ReadError, match=r"10 segments against 11 of text make more than the 100 pairings"):
        align.compare(ARABIC, ENGLISH, model=model(), settings=align.Settings(most_pairings=100))
    with pytest.raises(ReadError, match=r"more than the 100 tokens"):
        align.compare(ARABIC, ENGLISH, model=model(), settings=align.Settings(most_tokens=100))


def test_thinned_texts_are_aligned_as_whole_ones_are() -> None:
    whole = align.compare(ARABIC, ENGLISH, model=model())
    tokens = [len(model().encode_tokens([text])[0].weights) for text in (ARABIC, ENGLISH)]
    half = tokens[0] * tokens[1] // 2
    thinned = align.compare(ARABIC, ENGLISH, model=model(), settings=align.Settings(most_token_pairs=half))
    assert [(p.source, p.target, p.moved) for p in thinned.passages] == [
        (p.source, p.target, p.moved) for p in whole.passages
    ]
    assert any("heaviest tokens" in note for note in thinned.notes)
    assert not any("heaviest tokens" in note for note in whole.notes)


ODD = {
    "NUL": "قال\x00 الوزير. وصل\x00\x00 أمس.",
    "bidi controls": "\u202eقال الوزير\u202c إنه \u2066وصل\u2069 أمس.\u200f\u200f",
    "lone surrogates": "قال \ud800 الوزير \udfff إنه وصل. \udc00\ud800",
    "scripts and entities": "<script>alert(1)</script> قال &amp; &lt;b&gt; &#x202e; الوزير. ]]> --> {{ 7 }}",
    "only digits": "123 456. 789 0",
    "figures without end": "7" * 5_000,
    "marks without letters to bear them": "\u064b" * 500 + " قال\u0651\u0651\u0651\u0651 " + "\u0301" * 500,
    "a word of ten thousand letters": "م" * 10_000,
    "quotations that nobody closes": "«" * 2_000 + "قال. " + "(" * 2_000,
    "escapes of a terminal": "\x1b[2J\x1b]0;title\x07 قال الوزير.",
    "formulas of a spreadsheet": "=cmd|' /C calc'!A0. +1+1. @SUM(A1).",
    "letters beyond the first plane": "𐎠𐎼𐎹 𝔄𝔟𝔠 👩‍👩‍👧 قال.",
    "three hundred paragraphs of a letter": "\n\n".join("م" * 300),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_compared_on_either_side(name: str) -> None:
    for source, target in ((ODD[name], ENGLISH), (ARABIC, ODD[name]), (ODD[name], ODD[name])):
        assert_whole(align.compare(source, target, model=model()))


@pytest.mark.parametrize(
    "text", ["👍🏽 🎉🎉 👩‍👩‍👧", "…!؟ — «»", "\u200f\u200e\u202a\u202c", "\x00\x00", "&"]
)
def test_a_text_without_a_word_is_refused_in_one_line(text: str) -> None:
    for source, target in ((text, ENGLISH), (ARABIC, text)):
        with pytest.raises(ReadError) as caught:
            align.compare(source, target, model=model())
        assert re.fullmatch(
            r"text: (holds no word to compare|only white space; give a text with words in it)",
            str(caught.value),
        )


ANY_TEXT = st.text(st.characters(), min_size=1, max_size=200) | NASTY


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_any_two_texts_are_compared_or_refused_in_one_line(source: str, target: str) -> None:
    for one, two in ((source, target), (source, ENGLISH[:300]), (ARABIC[:300], target)):
        try:
            comparison = align.compare(one, two, model=model())
        except ReadError as error:
            said = str(error)
        else:
            said = ""
            assert_whole(comparison)
        assert "\n" not in said


@given(
    st.lists(
        st.sampled_from([*ODD.values(), *ARABIC.split("\n\n"), *ENGLISH.split("\n\n")]).map(
            lambda text: text[:400]
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=15, deadline=None)
def test_odd_lines_between_ordinary_ones_are_compared(lines: list[str]) -> None:
    for split in ("sentence", "line", "paragraph"):
        assert_whole(
            align.compare(
                "\n".join([*lines, ARABIC[:100]]),
                ENGLISH,
                model=model(),
                settings=align.Settings(split=split),
            )
        )


def test_the_summary_of_an_odd_text_sends_the_terminal_no_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from rich.console import Console

    for text in ODD.values():
        render_summary(align.compare(text, ENGLISH, model=model()), Console(highlight=False))
    shown = capsys.readouterr().out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown)
