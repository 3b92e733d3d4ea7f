"""The samples: what their gold claims is checked against their texts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from align.bitext import EvidenceType, Status
from samples.build import make_files

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/gold.json"))
SIDES = {"source": "ar.txt", "target": "en.txt"}
BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
HAS_SIDES = {
    Status.KEPT: (True, True),
    Status.REWORDED: (True, True),
    Status.DROPPED: (True, False),
    Status.ADDED: (False, True),
}


def read_gold(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SAMPLES / name / "gold.json").read_text(encoding="utf-8"))
    return gold


def read_text(name: str, side: str) -> str:
    return (SAMPLES / name / SIDES[side]).read_bytes().decode("utf-8")


def count_increasing(order: list[int]) -> tuple[int, int]:
    """Return the length of the longest increasing subsequence and how many there are."""
    best: list[tuple[int, int]] = []
    for index, value in enumerate(order):
        earlier = [best[k] for k in range(index) if order[k] < value]
        length = max((count for count, _ in earlier), default=0)
        ways = sum(number for count, number in earlier if count == length) or 1
        best.append((length + 1, ways))
    longest = max((count for count, _ in best), default=0)
    return longest, sum(number for count, number in best if count == longest)


def test_there_are_at_least_six_samples_and_the_demo_is_one_of_them() -> None:
    assert len(NAMES) >= 6
    assert "showcase" in NAMES


def test_every_form_has_its_folder_and_every_folder_its_form() -> None:
    forms = sorted(path.stem for path in (SAMPLES / "_source").glob("*.txt"))
    assert forms == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_build_reproduces_every_file_byte_for_byte(name: str) -> None:
    form = (SAMPLES / "_source" / f"{name}.txt").read_text(encoding="utf-8")
    made = {file: content.encode() for file, content in make_files(name, form).items()}
    assert made == {path.name: path.read_bytes() for path in (SAMPLES / name).iterdir()}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", NAMES)
def test_passages_cover_every_visible_character_exactly_once(name: str, side: str) -> None:
    text = read_text(name, side)
    covered = [0] * len(text)
    for passage in read_gold(name)["passages"]:
        for start, stop in passage[side]:
            assert 0 <= start < stop <= len(text)
            assert text[start:stop] == text[start:stop].strip()
            for position in range(start, stop):
                covered[position] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())
    assert max(covered) == 1


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", NAMES)
def test_texts_are_plain_paragraphs_without_marks_or_bidi_controls(name: str, side: str) -> None:
    text = read_text(name, side)
    assert text.endswith("\n")
    assert all(paragraph == paragraph.strip() for paragraph in text[:-1].split("\n\n"))
    assert "\n" not in text[:-1].replace("\n\n", "")
    assert "  " not in text
    assert not BIDI_CONTROLS.search(text)
    assert not re.search(r"\[[ae]\d+\]|==|~", text)


@pytest.mark.parametrize("name", NAMES)
def test_gold_names_its_folder_and_says_what_differs(name: str) -> None:
    gold = read_gold(name)
    assert gold["id"] == name
    assert len(gold["note"]) > 40


@pytest.mark.parametrize("name", NAMES)
def test_status_agrees_with_sides_evidence_and_flag(name: str) -> None:
    for passage in read_gold(name)["passages"]:
        status = Status(passage["status"])
        assert (bool(passage["source"]), bool(passage["target"])) == HAS_SIDES[status]
        assert bool(passage["evidence"]) == (status is Status.REWORDED)
        if status in {Status.DROPPED, Status.ADDED}:
            assert not passage["moved"]
            assert len(passage["source"]) + len(passage["target"]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_evidence_lacks_only_the_side_its_type_lacks(name: str) -> None:
    for passage in read_gold(name)["passages"]:
        for item in passage["evidence"]:
            missing = {side for side in SIDES if item[side] is None}
            match EvidenceType(item["type"]):
                case EvidenceType.PARTIAL_OMISSION:
                    assert missing == {"target"}
                case EvidenceType.PARTIAL_ADDITION:
                    assert missing == {"source"}
                case EvidenceType.ATTRIBUTION:
                    assert missing <= {"target"}
                case _:
                    assert not missing


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", NAMES)
def test_evidence_strings_occur_exactly_once_in_their_passage(name: str, side: str) -> None:
    text = read_text(name, side)
    for passage in read_gold(name)["passages"]:
        for item in passage["evidence"]:
            if item[side] is not None:
                whole_words = rf"(?<!\w){re.escape(item[side])}(?!\w)"
                stretches = [text[start:stop] for start, stop in passage[side]]
                assert sum(stretch.count(item[side]) for stretch in stretches) == 1
                assert any(re.search(whole_words, stretch) for stretch in stretches)


@pytest.mark.parametrize("name", NAMES)
def test_moved_is_the_smallest_set_that_keeps_the_rest_in_order_and_the_only_one(name: str) -> None:
    paired = [p for p in read_gold(name)["passages"] if p["source"] and p["target"]]
    paired.sort(key=lambda passage: passage["source"][0][0])
    order = [passage["target"][0][0] for passage in paired]
    still = [passage["target"][0][0] for passage in paired if not passage["moved"]]
    longest, ways = count_increasing(order)
    assert still == sorted(still)
    assert len(still) == longest
    assert ways <= 1


def test_faithful_samples_have_nothing_to_flag() -> None:
    faithful = [name for name in NAMES if name.startswith("faithful-")]
    assert faithful
    for name in faithful:
        assert {(p["status"], p["moved"]) for p in read_gold(name)["passages"]} == {("kept", False)}


def test_unrelated_samples_pair_nothing_and_only_they_say_so() -> None:
    for name in NAMES:
        gold = read_gold(name)
        assert gold["related"] is not name.startswith("unrelated-")
        assert gold["related"] == any(p["source"] and p["target"] for p in gold["passages"])


def test_the_showcase_shows_every_status_a_move_a_number_and_an_omission() -> None:
    passages = read_gold("showcase")["passages"]
    assert {p["status"] for p in passages} == set(Status)
    assert any(p["moved"] for p in passages)
    assert {item["type"] for p in passages for item in p["evidence"]} >= {"number", "partial_omission"}
    assert 9 <= sum(len(p["source"]) for p in passages) <= 12


def test_the_long_sample_has_at_least_sixty_sentences_on_each_side() -> None:
    passages = read_gold("long-lake")["passages"]
    assert min(sum(len(p[side]) for p in passages) for side in SIDES) >= 60


def test_the_samples_together_show_every_type_of_evidence() -> None:
    shown = {item["type"] for name in NAMES for p in read_gold(name)["passages"] for item in p["evidence"]}
    assert shown == set(EvidenceType)


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ("note: n\n== Arabic ==\nنص\n== English ==\n[e1] x\n== Passages ==\n", "text without a mark"),
        ("note: n\n== Arabic ==\n[a1] س [a1] ص\n== English ==\n[e1] x\n== Passages ==\n", "used twice"),
        (
            "note: n\n== Arabic ==\n[a1] س\n== English ==\n[e1] x\n== Passages ==\na1 ~ e1\n  size: س | x\n",
            "not an evidence line",
        ),
    ],
)
def test_the_build_refuses_a_form_it_cannot_read(form: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        make_files("broken", form)
