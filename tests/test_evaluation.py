"""Scores: what counts as found and right, furniture, sums, files and folders."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import align
from align.bitext import Status
from align.errors import ReadError
from align.evaluation import LabelledPassage, Score, score_passages
from align.labels import read_labels
from align.report.files import write
from tests.report_samples import make_comparison, make_news

ROOT = Path(__file__).parent.parent
GOLDS = sorted((ROOT / "samples").glob("*/gold.json"))


def passage(
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
    status: Status = Status.KEPT,
    *,
    moved: bool = False,
    evidence: frozenset[str] = frozenset(),
) -> LabelledPassage:
    sides = [() if side is None else (side,) for side in (source, target)]
    return LabelledPassage(sides[0], sides[1], status, moved, evidence)


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.parent.name)
def test_gold_scored_against_itself_is_perfect(gold: Path) -> None:
    scores = align.evaluate(gold, gold)
    assert {score.f1 for score in scores.by_label.values()} == {1.0}
    assert scores.evidence[0] == scores.evidence[1]


def test_half_of_a_passage_is_enough_to_be_found() -> None:
    gold = [passage((0, 100), None, Status.DROPPED)]
    for stop, found in ((49, 0), (50, 1)):
        predicted = [passage((0, stop), None, Status.DROPPED), passage((stop, 100), (0, 10))]
        assert score_passages(gold, predicted).by_label["dropped"].found == found


def test_half_of_a_prediction_is_enough_to_be_right() -> None:
    predicted = [passage((0, 100), None, Status.DROPPED)]
    for stop, right in ((49, 0), (50, 1)):
        gold = [passage((0, stop), None, Status.DROPPED), passage((stop, 100), (0, 10))]
        assert score_passages(gold, predicted).by_label["dropped"].right == right


def test_cutting_a_passage_in_two_does_not_pay() -> None:
    gold = [passage((0, 100), None, Status.DROPPED)]
    score = score_passages(
        gold, [passage((0, 50), None, Status.DROPPED), passage((50, 100), None, Status.DROPPED)]
    )
    assert (score.by_label["dropped"].found, score.by_label["dropped"].right) == (1, 2)
    assert score.by_label["dropped"].f1 == 1.0


def test_furniture_counts_neither_way() -> None:
    gold = [replace(passage((0, 10), None, Status.DROPPED), furniture=True), passage((10, 20), (0, 10))]
    for status in (Status.DROPPED, Status.KEPT):
        predicted = [
            passage((0, 10), None if status is Status.DROPPED else (10, 20), status),
            passage((10, 20), (0, 10)),
        ]
        scores = score_passages(gold, predicted)
        assert scores.by_label["dropped"] == Score(0, 0, 0, 0)
        assert scores.by_label["kept"].f1 == 1.0


def test_a_move_is_scored_whatever_the_status() -> None:
    gold = [passage((0, 10), (0, 10), Status.KEPT, moved=True)]
    predicted = [passage((0, 10), (0, 10), Status.REWORDED, moved=True)]
    scores = score_passages(gold, predicted)
    assert scores.by_label["moved"].f1 == 1.0
    assert scores.by_label["kept"].f1 == 0.0


def test_evidence_is_hit_by_one_of_the_right_kinds() -> None:
    gold = [passage((0, 10), (0, 10), Status.REWORDED, evidence=frozenset({"number", "date"}))]
    right = [passage((0, 10), (0, 10), Status.REWORDED, evidence=frozenset({"date", "name"}))]
    wrong = [passage((0, 10), (0, 10), Status.REWORDED, evidence=frozenset({"name"}))]
    assert score_passages(gold, right).evidence == (1, 1)
    assert score_passages(gold, wrong).evidence == (0, 1)
    assert score_passages(gold, [passage((0, 10), (0, 10))]).evidence == (0, 0)


@given(*[st.integers(0, 20)] * 4)
def test_scores_lie_between_0_and_1_and_f1_between_the_two(
    found: int, missed: int, right: int, wrong: int
) -> None:
    score = Score(found, found + missed, right, right + wrong)
    assert 0 <= min(score.precision, score.recall) <= score.f1 + 1e-12
    assert score.f1 <= max(score.precision, score.recall) + 1e-12 <= 1 + 1e-12


def test_nothing_sought_and_nothing_found_is_perfect_and_a_false_alarm_is_not() -> None:
    assert Score(0, 0, 0, 0).f1 == 1.0
    assert Score(0, 0, 0, 1).f1 == 0.0
    assert Score(0, 1, 0, 0).f1 == 0.0


def test_scores_add_up_by_their_counts() -> None:
    scores = align.evaluate(GOLDS[0], GOLDS[0]) + align.evaluate(GOLDS[1], GOLDS[1])
    assert scores.documents == 2
    kept = [sum(p.status is Status.KEPT and not p.furniture for p in read_labels(gold)) for gold in GOLDS[:2]]
    assert scores.by_label["kept"].gold == sum(kept)
    assert "documents: 2" in scores.as_table()


def test_a_comparison_is_scored_as_its_file_is(tmp_path: Path) -> None:
    write(make_news(), tmp_path / "news.json")
    write(make_comparison(), tmp_path / "other.json")
    by_file = align.evaluate(tmp_path / "news.json", tmp_path / "other.json")
    assert align.evaluate(make_news(), make_comparison()) == by_file
    assert align.evaluate(tmp_path / "news.json", make_comparison()) == by_file
    assert by_file.by_label["kept"].f1 < 1


def test_folders_are_paired_by_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "gold" / name).mkdir(parents=True)
        (tmp_path / "found" / name).mkdir(parents=True)
        write(make_news(), tmp_path / "gold" / name / "gold.json")
    write(make_news(), tmp_path / "found" / "one.json")
    write(make_news(), tmp_path / "found" / "two" / "comparison.json")
    assert align.evaluate(tmp_path / "gold", tmp_path / "found").documents == 2
    write(make_news(), tmp_path / "found" / "two" / "another.json")
    with pytest.raises(ReadError, match=r"wanted two\.json or one \.json in two/"):
        align.evaluate(tmp_path / "gold", tmp_path / "found")


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no NAME/gold\.json$"):
        align.evaluate(tmp_path, tmp_path)


BROKEN = {
    "not JSON": "passages",
    "a list": "[]",
    "a number": "7",
    "without passages": "{}",
    "passages that are none": '{"passages": [7]}',
    "an unknown status": json.dumps(
        {"passages": [{"source": [], "target": [], "status": "lost", "moved": False, "evidence": []}]}
    ),
    "spans that are none": json.dumps(
        {"passages": [{"source": [[1]], "target": [], "status": "kept", "moved": False, "evidence": []}]}
    ),
    "evidence without a type": json.dumps(
        {"passages": [{"source": [], "target": [], "status": "kept", "moved": False, "evidence": [{}]}]}
    ),
    "nested too deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_neither_gold_nor_a_comparison_is_refused_in_one_line(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(BROKEN[name], encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        align.evaluate(path, path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_and_files_that_are_missing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    for name in ("binary.json", "missing.json"):
        with pytest.raises(ReadError, match=name):
            align.evaluate(tmp_path / name, tmp_path / name)


def test_a_span_of_the_size_of_a_library_does_not_hang(tmp_path: Path) -> None:
    entry = {"source": [[0, 10**12]], "target": [], "status": "dropped", "moved": False, "evidence": []}
    (tmp_path / "wide.json").write_text(json.dumps({"passages": [entry]}))
    scores = align.evaluate(tmp_path / "wide.json", tmp_path / "wide.json")
    assert scores.by_label["dropped"] == Score(1, 1, 1, 1)
