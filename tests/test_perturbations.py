"""Perturbed documents: their gold is what was done to them, and the scores say so."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.perturbations.baselines import Prediction, align_by_length
from benchmarks.perturbations.documents import FaithfulDocument
from benchmarks.perturbations.edits import SCENARIOS, PerturbedDocument, Scenario, leave_alone, perturb
from benchmarks.perturbations.gold import KEPT
from benchmarks.perturbations.scores import Score

COUNT = 20
DOCUMENT = FaithfulDocument(
    "letters",
    tuple(f"جملة {i} وفيها كلام" for i in range(COUNT)),
    tuple(f"Sentence {i} has some words, and it has some more of them" for i in range(COUNT)),
    ("Unused.",),
)


def draw(count: int, _: random.Random) -> list[str]:
    return [f"Stranger {i}" for i in range(count)]


def apply(scenario: Scenario, seed: int = 1) -> PerturbedDocument:
    return perturb(DOCUMENT, scenario, seed, draw)


@given(st.sampled_from(SCENARIOS), st.integers(0, 50))
def test_the_gold_says_what_stands_where(scenario: Scenario, seed: int) -> None:
    document = apply(scenario, seed)
    for row, j in document.links:
        text = document.units[j].text
        # A part of a split sentence, or a merged one, shares the text of each of its rows.
        assert text in DOCUMENT.english[row] or DOCUMENT.english[row] in text
    strangers = {unit.text for unit in document.units if unit.text.startswith("Stranger")}
    assert {document.units[j].text for j in document.added} == strangers
    assert document.moved_links <= document.links
    assert document == apply(scenario, seed)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_as_much_is_done_as_the_scenario_says(scenario: Scenario) -> None:
    document = apply(scenario)
    assert len(document.dropped) == pytest.approx(scenario.dropped * COUNT, abs=1)
    assert len(document.added) == round(scenario.added * COUNT)
    assert bool(document.moved_links) == bool(scenario.moved)
    assert any(unit.reshaped for unit in document.units) == bool(scenario.merged or scenario.split)


def test_a_moved_run_is_far_from_where_it_stood() -> None:
    document = apply(Scenario("one move", moved=0.1, shortest=2, longest=2))
    rows = [unit.rows[0] for unit in document.units]
    moved = sorted(row for row, _ in document.moved_links)
    rest = [row for row in rows if row not in moved]
    assert rest == sorted(rest)
    assert abs(rows.index(moved[0]) - moved[0]) >= 4


def test_right_answers_score_full_and_touch_nothing() -> None:
    score = Score()
    for scenario in SCENARIOS:
        document = apply(scenario)
        score.add(document, Prediction(document.links, document.moved_links), untouched=False)
    untouched = leave_alone(DOCUMENT)
    score.add(untouched, Prediction(untouched.links), untouched=True)
    record = score.as_record()
    assert {record[label] for label in ("links", "dropped", "added", "moved", "moved links found")} == {1.0}
    assert record["alarms per 100"] == record["untouched documents touched"] == 0
    assert record["reshaped without alarm"] == 1


def test_a_wrong_answer_is_an_alarm() -> None:
    untouched = leave_alone(DOCUMENT)
    score = Score()
    score.add(untouched, Prediction(untouched.links - {(3, 3)}, frozenset({(5, 5)})), untouched=True)
    assert score.alarms == 2
    assert score.as_record()["alarms per 100"] == pytest.approx(100 * 2 / COUNT)
    assert score.touched == score.untouched == 1
    assert score.tallies["dropped"].precision == 0


def test_lengths_alone_align_what_is_faithful() -> None:
    sizes = random.Random(2).sample(range(20, 400), COUNT)
    texts = tuple("x" * size for size in sizes)
    document = FaithfulDocument("lengths", texts, texts, ())
    assert align_by_length(leave_alone(document)).links == {(i, i) for i in range(COUNT)}


def test_the_kept_gold_is_complete() -> None:
    records = [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()]
    assert {record["scenario"] for record in records} == {scenario.name for scenario in SCENARIOS}
    assert {record["seed"] for record in records} == {1, 2, 3}
    for record in records:
        assert all(record["units"][j] for j in record["moved"])
