"""Lexicons: what a user may write, what comes of it, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import ReadError
from align.evidence.cues import index_cues, scan_cues
from align.evidence.lexicon import KINDS, MOST_BYTES, Lexicon, load_shipped, load_user

OWN = """
[[loaded_wording]]
group = "armed people"
class = "terrorist"
alone = true
en = ["extremist killer*"]
origin = "house list"

[[loaded_wording]]
group = "water"
class = "dam"
en = ["dam", "dams"]
ar = ["سد", "سدود"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def labels(text: str, language: str, lexicon: Lexicon) -> list[str]:
    cues = scan_cues(text, language, lexicon).cues.get("loaded_wording", ())
    return [cue.entry.label for cue in cues if cue.entry.tier == "strict"]


def test_every_shipped_entry_says_where_it_comes_from_and_has_both_languages_in_its_class() -> None:
    shipped = load_shipped()
    assert {entry.kind for entry in shipped.entries} == set(KINDS)
    assert all(entry.origin for entry in shipped.entries)
    assert shipped.digest == ""
    for kind in KINDS:
        for language in ("ar", "en"):
            assert any(language in entry.forms for entry in shipped.entries if entry.kind == kind)


def test_a_strict_class_of_one_language_can_be_answered_in_the_other() -> None:
    entries = load_shipped().entries
    for entry in entries:
        if entry.tier == "strict" and entry.kind != "negation":  # any sign of negation answers for any other
            same = [other for other in entries if (other.kind, other.label) == (entry.kind, entry.label)]
            answering = {code for other in same if other.tier in {"strict", "broad"} for code in other.forms}
            assert {"ar", "en"} <= answering, entry


def test_own_words_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    own = load_user(write(tmp_path, OWN))
    assert labels("an extremist killer and a terrorist", "en", own) == ["terrorist", "terrorist"]
    assert labels("وبنت السدود", "ar", own) == ["dam"]
    assert labels("an extremist killer", "en", load_shipped()) == ["militant"]
    assert len(own.digest) == 64


def test_replace_takes_the_place_of_the_shipped_words(tmp_path: Path) -> None:
    text = OWN.replace("alone = true", "alone = true\nreplace = true")
    own = load_user(write(tmp_path, text))
    assert labels("the extremist killers", "en", own) == ["terrorist"]
    assert labels("الإرهابيون", "ar", own) == []


def test_a_language_that_the_program_does_not_know_can_be_given_words(tmp_path: Path) -> None:
    own = load_user(write(tmp_path, OWN.replace('ar = ["سد", "سدود"]', 'fr = ["barrage"]')))
    assert labels("Le barrage", "fr", own) == ["dam"]
    assert own.knows("fr-CA")
    assert not load_shipped().knows("fr")


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    one = load_user(write(tmp_path, OWN)).digest
    assert load_user(write(tmp_path, OWN)).digest == one
    assert load_user(write(tmp_path, OWN + "\n")).digest != one


MISTAKES = {
    "": "holds no entry",
    "# nothing": "holds no entry",
    "x = ": "not TOML",
    "[[verdicts]]": r"\[\[verdicts\]\]: wanted one of negation, modality",
    "[negation]\nclass = 'not'": r"write \[\[negation\]\]",
    "negation = [1]": "1: wanted a table",
    "[[negation]]\nen = ['no']": "1: no class",
    "[[negation]]\nclass = ' '\nen = ['no']": "1: no class",
    "[[negation]]\nclass = 3\nen = ['no']": "class: wanted a text",
    "[[negation]]\nclass = 'not'": "no forms",
    "[[negation]]\nclass = 'not'\ntier = 'sure'\nen = ['no']": "tier: got sure, wanted one of strict, broad",
    "[[negation]]\nclass = 'not'\nalone = 1\nen = ['no']": "alone: wanted true or false",
    "[[negation]]\nclass = 'not'\nenglish = ['no']": "english: no such key; wanted a language",
    "[[negation]]\nclass = 'not'\nen = 'no'": "en: wanted a list",
    "[[negation]]\nclass = 'not'\nen = [1]": "en: wanted a list",
    "[[negation]]\nclass = 'not'\nen = ['']": "wanted one to 6 words",
    "[[negation]]\nclass = 'not'\nen = ['a b c d e f g']": "wanted one to 6 words",
    "[[negation]]\nclass = 'not'\nen = ['a*b']": r"a\*b: wanted letters",
    "[[negation]]\nclass = 'not'\nen = ['*']": "wanted letters",
    "[[negation]]\nclass = 'not'\nen = ['-']": "wanted letters",
    "[[negation]]\nclass = 'not'\nen = ['a* b* c*']": "may stand at 2 words",
    "[[negation]]\nclass = 'x\\u0007'\nen = ['a\\u202e*b']": "wanted letters",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_one_line_with_the_file_and_what_to_do(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match=MISTAKES[text]) as caught:
        load_user(write(tmp_path, text))
    message = str(caught.value)
    assert message.startswith(str(tmp_path))
    assert "\n" not in message


def test_a_file_that_is_not_there_not_text_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        load_user(tmp_path / "none.toml")
    with pytest.raises(ReadError, match="directory"):
        load_user(tmp_path)
    (tmp_path / "utf16.toml").write_bytes(OWN.encode("utf-16"))
    with pytest.raises(ReadError, match="not UTF-8"):
        load_user(tmp_path / "utf16.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(ReadError, match="more than 4 MB"):
        load_user(tmp_path / "large.toml")
    (tmp_path / "deep.toml").write_text("a = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(ReadError, match="not TOML"):
        load_user(tmp_path / "deep.toml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "bom.toml").write_bytes(OWN.encode("utf-8-sig"))
    assert load_user(tmp_path / "bom.toml").digest


def test_the_index_is_made_once_a_language() -> None:
    assert index_cues(load_shipped(), "ar") is index_cues(load_shipped(), "ar")


def test_the_example_of_the_documentation_is_a_lexicon(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "docs" / "lexicons.md").read_text(encoding="utf-8")
    own = load_user(write(tmp_path, text.split("```toml\n")[1].split("```")[0]))
    assert labels("the poachers", "en", own) == ["poacher"]
    assert labels("الصيادون", "ar", own) == ["fisherman"]
