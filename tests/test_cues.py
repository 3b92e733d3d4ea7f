"""A text scanned for the words of lexicons: which form counts, where it stands, and at what cost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.evidence.cues import scan_cues
from align.evidence.lexicon import Lexicon, load_shipped, load_user


def find(text: str, language: str, kind: str = "negation") -> list[tuple[str, str, str]]:
    cues = scan_cues(text, language, load_shipped()).cues.get(kind, ())
    return [(text[cue.start : cue.stop], cue.entry.label, cue.entry.tier) for cue in cues]


# text, language, kind, what is found first: its words, label and tier
FOUND = [
    ("ولم يصل", "ar", "negation", ("ولم", "nor", "strict")),
    ("فلم يصل", "ar", "negation", ("فلم", "not", "strict")),
    ("لَمْ يصل", "ar", "negation", ("لَمْ", "not", "strict")),
    ("لـــم يصل", "ar", "negation", ("لـــم", "not", "strict")),
    ("لا يزال يعمل", "ar", "negation", ("لا يزال", "phrase", "never")),
    ("ولا يزال يعمل", "ar", "negation", ("ولا يزال", "phrase", "never")),
    ("لا سيما في الشتاء", "ar", "negation", ("لا سيما", "phrase", "never")),
    ("بدون سبب", "ar", "negation", ("بدون", "without", "broad")),
    ("It isn't so", "en", "negation", ("isn't", "not", "strict")),
    ("It isn’t so", "en", "negation", ("isn’t", "not", "strict")),
    ("NOT so", "en", "negation", ("NOT", "not", "strict")),
    ("not only so", "en", "negation", ("not only", "phrase", "never")),
    ("no longer", "en", "negation", ("no longer", "bound", "broad")),
    ("unhappy", "en", "negation", ("unhappy", "un-", "broad")),
    ("symptomless", "en", "negation", ("symptomless", "un-", "broad")),
    ("United", "en", "negation", ("United", "no prefix", "never")),
    ("ستعلّق البيع", "ar", "modality", ("ستعلّق", "certain future", "strict")),
    ("وسيعود", "ar", "modality", ("وسيعود", "certain future", "strict")),
    ("سيارة", "ar", "modality", ("سيارة", "noun", "never")),
    ("والسيارات", "ar", "modality", ("والسيارات", "noun", "never")),
    ("قد تمدد العمل", "ar", "modality", ("قد تمدد", "possible", "strict")),
    ("وقد تم", "ar", "modality", ("وقد تم", "possible", "never")),
    ("it may rain", "en", "modality", ("may", "possible", "strict")),
    ("she'll come", "en", "modality", ("she'll", "certain future", "strict")),
    ("المسلحون", "ar", "loaded_wording", ("المسلحون", "armed person", "strict")),
    ("للإرهابيين", "ar", "loaded_wording", ("للإرهابيين", "terrorist", "strict")),
    ("the so-called state", "en", "loaded_wording", ("so-called", "so-called", "strict")),
    ("the so called state", "en", "loaded_wording", ("so called", "so-called", "strict")),
    ("militants", "en", "loaded_wording", ("militants", "militia", "broad")),
]

NOT_FOUND = [
    ("الأفلام", "ar", "negation"),
    ("كلم", "ar", "negation"),  # kilometres, not كـ with لم
    ("بليس", "ar", "negation"),  # Bliss, not بـ with ليس
    ("another notion of nothingness", "en", "negation"),
    ("In May 2026", "en", "modality"),
    ("الهجرة", "ar", "negation"),
    ("The State of Kuwait", "en", "attribution"),
    ("", "ar", "negation"),
]


@pytest.mark.parametrize(("text", "language", "kind", "expected"), FOUND)
def test_a_form_is_found_under_marks_clitics_and_endings(
    text: str, language: str, kind: str, expected: tuple[str, str, str]
) -> None:
    assert expected in find(text, language, kind)


@pytest.mark.parametrize(("text", "language", "kind"), NOT_FOUND)
def test_what_only_looks_like_a_form_is_not_found(text: str, language: str, kind: str) -> None:
    assert find(text, language, kind) == []


def test_a_verb_takes_no_article() -> None:
    assert ("وذكر", "said", "strict") in find("وذكر", "ar", "attribution")
    assert {tier for _, _, tier in find("الذكر", "ar", "attribution")} == {"broad"}  # the male


def test_a_longer_form_hides_the_shorter_ones_inside_it() -> None:
    assert find("not only this but not that", "en") == [
        ("not only", "phrase", "never"),
        ("not", "not", "strict"),
    ]


def test_a_phrase_does_not_reach_across_a_comma() -> None:
    assert find("not, only", "en")[0] == ("not", "not", "strict")


def test_forms_of_one_kind_do_not_hide_those_of_another() -> None:
    text = "They won't"
    assert find(text, "en") == [("won't", "not", "strict")]
    assert find(text, "en", "modality") == [("won't", "certain future", "strict")]


def test_context_stands_beside_signs() -> None:
    found = find("بحسب تقرير", "ar", "attribution")
    assert ("تقرير", "source", "context") in found
    assert ("تقرير", "said", "broad") in found


def test_a_form_may_know_only_the_beginning_or_the_end_of_a_word(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = '[[negation]]\nclass = "x"\nen = ["zyx-", "-zyx", "good zyx- man*"]\n'
    path.write_text(text, encoding="utf-8")
    own = load_user(path)

    def words(text: str) -> list[str]:
        cues = scan_cues(text, "en", own).cues.get("negation", ())
        return [text[cue.start : cue.stop] for cue in cues if cue.entry.label == "x"]

    assert words("zyxabc abczyx zyx good zyxes mans") == ["zyxabc", "abczyx", "good zyxes mans"]


HOSTILE = {
    "one word": "ا" * 10**6,
    "clitics": "وبال" * 250_000,
    "words": "لا " * 40_000,
    "phrases": "not only " * 40_000,
    "beginnings of phrases": "in no " * 40_000,
    "marks": "ل" + "\u064b" * 10**6 + "ا",
    "apostrophes": "n't" * 300_000,
    "joined": "a'" * 500_000,
    "lines": "\n" * 10**6,
    "bidi": "\u202e\u2067لا" * 40_000,
    "surrogates": "\ud800 not " * 40_000,
    "hyphens": "so-called-" * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_very_much_of_anything_takes_no_time(name: str, language: str) -> None:
    scan_cues("", language, load_shipped())
    begin = time.process_time()
    scan_cues(HOSTILE[name], language, load_shipped())
    assert (
        time.process_time() - begin < 10
    )  # half a second on an idle machine; quadratic work takes many minutes


PIECES = st.sampled_from(
    [
        "لا",
        "لم",
        "يزال",
        "سيما",
        "قد",
        "تم",
        "و",
        "ال",
        "not",
        "only",
        "isn't",
        "un",
        "may",
        "May",
        "so",
        "-",
        "called",
        "'",
        ",",
        "\u202e",
        "ً",
    ]
)
TEXTS = (
    st.lists(PIECES, max_size=25).map(" ".join)
    | st.lists(PIECES, max_size=25).map("".join)
    | st.text(max_size=50)
)


@given(TEXTS, st.sampled_from(["ar", "en", "ar-EG", "fr"]))
def test_cues_are_in_order_inside_the_text_and_begin_and_end_at_words(text: str, language: str) -> None:
    found = scan_cues(text, language, load_shipped())
    for cues in found.cues.values():
        assert list(cues) == sorted(cues, key=lambda cue: cue.first)
        for cue in cues:
            assert 0 <= cue.start < cue.stop <= len(text)
            assert (cue.start, cue.stop) == (found.words[cue.first].start, found.words[cue.last - 1].stop)


@given(TEXTS)
def test_what_comes_before_and_after_in_other_sentences_changes_nothing(text: str) -> None:
    alone = scan_cues(text, "en", load_shipped()).cues
    inside = scan_cues(f"Yes. {text} . End", "en", load_shipped()).cues
    for kind, cues in alone.items():
        shifted = {(cue.start + 5, cue.stop + 5) for cue in cues}
        assert shifted <= {(cue.start, cue.stop) for cue in inside[kind]}


def test_no_lexicon_finds_nothing() -> None:
    assert scan_cues("not", "en", Lexicon(())).cues == {}
