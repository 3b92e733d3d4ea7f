"""Claims about segments: their offsets, their ends, and what hostile text does to them."""

from __future__ import annotations

import textwrap
import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import Document, Segment
from align.segmentation import LONGEST_SENTENCE, LONGEST_UNIT, segment_document
from align.segmentation.lengths import has_word

CASES = tomllib.loads(Path(__file__).with_name("data").joinpath("sentences.toml").read_text(encoding="utf-8"))

ARABIC = (
    "أعلنت هيئة الموانئ أمس أن حركة السفن عادت إلى طبيعتها بعد توقف دام يومين بسبب الرياح. وقال مدير"
    " الميناء إن ثلاثين سفينة دخلت منذ الفجر وإن العمل سيستمر ليلا حتى تفرغ حمولاتها كلها قبل نهاية الأسبوع."
)
ENGLISH = (
    "The ports authority said on Monday that shipping was back to normal after two days of wind had closed"
    " the harbour. Thirty ships have come in since dawn, its director said, and work will go on through"
    " the night until all of them are unloaded."
)
TEXTS = {"ar": ARABIC, "en": ENGLISH}
HEADLINES = {"ar": "عودة الملاحة إلى الميناء", "en": "Shipping Resumes in Harbour"}


def segment(
    text: str, language: str = "en", *, split: str = "sentence", path: str = ""
) -> tuple[Segment, ...]:
    return segment_document(Document(text, language, path, ""), split=split)


def texts_of(text: str, language: str = "en", *, split: str = "sentence", path: str = "") -> list[str]:
    return [" ".join(s.text.split()) for s in segment(text, language, split=split, path=path)]


def assert_sound(text: str, segments: tuple[Segment, ...], limit: int) -> None:
    """Assert what holds for the segments of any plain text."""
    for each in segments:
        assert text[each.start : each.stop] == each.text
        assert each.text == each.text.strip()
        assert has_word(each.text)
        assert len(each.text) <= limit
    for before, after in pairwise(segments):
        assert before.stop <= after.start
        assert before.paragraph <= after.paragraph
    edges = [0, *(edge for each in segments for edge in (each.start, each.stop)), len(text)]
    gaps = [text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    assert not any(has_word(gap) for gap in gaps)


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language, cases in CASES.items() for case in cases],
    ids=[f"{language}: {case['claim']}" for language, cases in CASES.items() for case in cases],
)
def test_sentences_of_news(language: str, case: dict[str, str | list[str]]) -> None:
    text = str(case.get("joint", " ")).join(case["sentences"])
    assert texts_of(text, language) == case["sentences"]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [50, 72, 100])
def test_a_hard_wrapped_paragraph_has_the_sentences_of_the_unwrapped_one(language: str, width: int) -> None:
    text = TEXTS[language]
    assert texts_of(textwrap.fill(text, width), language) == texts_of(text, language)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_headline_over_hard_wrapped_text_stands_alone(language: str, newline: str) -> None:
    text = f"{HEADLINES[language]}\n{textwrap.fill(TEXTS[language], 72)}".replace("\n", newline)
    assert texts_of(text, language) == [HEADLINES[language], *texts_of(TEXTS[language], language)]


def test_a_headline_as_wide_as_the_lines_ends_before_a_dateline() -> None:
    headline = "Shipping resumes in the harbour after two days of strong wind and rain"
    body = textwrap.fill(f"ADEN, May 3 (Saba) - {ENGLISH}", 72)
    assert texts_of(f"{headline}\n{body}")[0] == headline


@pytest.mark.parametrize("language", ["ar", "en"])
def test_lines_that_are_paragraphs_end_sentences(language: str) -> None:
    unended = TEXTS[language].rstrip(".")
    text = f"{HEADLINES[language]}\n{unended}\n{TEXTS[language]}\n{HEADLINES[language]}"
    segments = segment(text, language)
    assert [s.paragraph for s in segments] == [0, 1, 1, 2, 2, 3]
    assert segments[0].text == segments[-1].text == HEADLINES[language]


def test_list_items_of_similar_length_are_segments_of_their_own() -> None:
    items = [f"- {n} ministers met in the capital to talk about exports" for n in ("Six", "Ten", "Two")]
    assert texts_of("\n".join(items)) == items


@pytest.mark.parametrize(
    "mark", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029", "\n\u200f\n", "\f", "\n***\n"]
)
def test_any_blank_line_ends_a_paragraph(mark: str) -> None:
    assert [(s.text, s.paragraph) for s in segment(f"نعم{mark}لا", "ar")] == [("نعم", 0), ("لا", 1)]
    assert texts_of(f"one two{mark}three", split="paragraph") == ["one two", "three"]


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    assert texts_of("One. Two.\nThree.\nFour.", split="paragraph") == ["One. Two.", "Three.", "Four."]


def test_lines_within_a_paragraph_stay_together_where_blank_lines_part_paragraphs() -> None:
    assert texts_of("One.\nTwo.\n\nThree.", split="paragraph") == ["One. Two.", "Three."]


def test_split_line_gives_every_line_with_words_and_nothing_else() -> None:
    segments = segment("One. Two.\n\n---\nthree, four\nfive", split="line")
    assert [(s.text, s.paragraph) for s in segments] == [("One. Two.", 0), ("three, four", 1), ("five", 1)]


def test_an_unknown_split_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'word'"):
        segment("One.", split="word")


def test_markup_stands_between_the_segments_of_a_markdown_file() -> None:
    text = "# Head\n\n> Said. Done.\n> - more\n\n* first\n2. second\n\n***\n\nA *b* c.\n===\n"
    plain = ["Head", "Said.", "Done.", "more", "first", "second", "A *b* c."]
    assert texts_of(text, path="notes.MD") == plain
    assert texts_of("# Head", path="notes.txt") == ["# Head"]


def test_marks_without_words_make_no_segment() -> None:
    assert texts_of('Head\n---\nBody. "\n\n•\n\n... !\n') == ["Head", 'Body. "']
    assert texts_of("*** --- ؟!") == []


def test_a_long_quotation_is_opened_at_its_sentences() -> None:
    inner = [f"Sentence number {n} of the speech says what the one before it said already." for n in range(6)]
    found = texts_of(f'He said: "{" ".join(inner)}" Then he left.')
    assert found == [f'He said: "{inner[0]}', *inner[1:5], f'{inner[5]}"', "Then he left."]


def test_a_sentence_without_end_is_cut_at_a_clause_mark_or_a_space() -> None:
    clauses = "كلمة أخرى في الجملة الطويلة، " * 200
    assert all(s.text.endswith("،") for s in segment(clauses, "ar"))
    assert all(s.text.endswith("word") for s in segment("word " * 1000))


@pytest.mark.parametrize("letter", ["ب\u064e\u0651", "a\ud83d\ude00", "a👩\u200d👧", "a👍🏽"])
def test_a_cut_leaves_marks_on_their_letters(letter: str) -> None:
    segments = segment(letter * 2000, "ar")
    assert len(segments) > 1
    assert all(s.text[0] == letter[0] or s.text.startswith(letter[1:]) for s in segments)


def test_a_line_is_not_cut_where_the_user_asked_for_lines() -> None:
    assert len(segment("word " * 2000, split="line")) == 1
    assert len(segment("word " * 4000, split="line")) == 2


@pytest.mark.parametrize("language", ["fr", "fa", "zh", "xx", "und", "", "en-GB", "ar-EG", "../x", "ü"])
def test_any_language_code_gives_sentences(language: str) -> None:
    assert texts_of("He came. She left.", language) == ["He came.", "She left."]


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(st.sampled_from(list("ab Aبم5٣..!؟،\"«»\n\n\r\t'-*#•()")) | st.characters(), max_size=200),
    language=st.sampled_from(["ar", "en", "fa"]),
    split=st.sampled_from(["sentence", "line", "paragraph"]),
)
def test_segments_hold_all_words_of_any_text_once_and_in_order(text: str, language: str, split: str) -> None:
    limit = LONGEST_SENTENCE if split == "sentence" else LONGEST_UNIT
    assert_sound(text, segment(text, language, split=split), limit)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.sampled_from(list('a. "\n\u0301\ud83d\ude00،')), max_size=20),
    times=st.integers(100, 1000),
)
def test_long_monotonous_texts_are_segmented_soundly(text: str, times: int) -> None:
    assert_sound(text * times, segment(text * times), LONGEST_SENTENCE)


@given(st.text(max_size=200))
def test_segmenting_twice_gives_the_same(text: str) -> None:
    assert segment(text, "ar") == segment(text, "ar")


MEGABYTES = {
    "no full stop": "word كلمة " * 100_000,
    "one word": "ا" * 1_000_000,
    "full stops": "." * 1_000_000 + "a",
    "empty lines": "\n" * 1_000_000 + "a",
    "opening quotation marks": "«" * 1_000_000 + "a",
    "single letters": "د. " * 333_333,
    "one long quotation": '"' + "He came home late. " * 50_000 + '"',
    "combining marks": "a" + "\u0301" * 1_000_000,
    "stray marks": "a" + "! " * 500_000,
    "directional marks": "\u202e\u200f. " * 250_000 + "a",
}


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES)
def test_a_hostile_megabyte_takes_seconds(text: str) -> None:
    # Ten times what it takes on two shared cores; a step that is quadratic would take hours.
    started = time.process_time()
    segments = segment(text, "ar")
    assert time.process_time() - started < 20
    assert_sound(text, segments, LONGEST_SENTENCE)
