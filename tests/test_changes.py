"""Beads to passages: statuses, runs, confidences, names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bead, Evidence, EvidenceType, Passage, Segment, Span, Status
from align.changes import Logistic, MeasuredBead, build_passages

PAIRED, UNPAIRED = Logistic(0.0, 2.0), Logistic(0.0, -2.0)


def segments(*paragraphs: list[str]) -> tuple[Segment, ...]:
    made, start = [], 0
    for number, sentences in enumerate(paragraphs):
        for text in sentences:
            made.append(Segment(text, start, start + len(text), number))
            start += len(text) + 1
    return tuple(made)


SOURCE = segments(["س١", "س٢"], ["س٣", "س٤"])
TARGET = segments(["t1", "t2"], ["t3", "t4"])


def build(*measured: MeasuredBead) -> tuple[Passage, ...]:
    return build_passages(list(measured), SOURCE, TARGET, paired=PAIRED, unpaired=UNPAIRED)


def evidence(confidence: float) -> Evidence:
    return Evidence(EvidenceType.NUMBER, Span(0, 1, "1"), Span(0, 1, "2"), confidence, "1 ≠ 2")


def dropped(i: int, density: float = 0.0) -> MeasuredBead:
    return MeasuredBead(Bead(range(i, i + 1), range(0)), density, 0.1 * i)


def test_sides_and_evidence_decide_the_status() -> None:
    passages = build(
        MeasuredBead(Bead(range(1), range(1)), 1.0, 0.5),
        MeasuredBead(Bead(range(1, 2), range(1, 2)), 1.0, 0.5, (evidence(0.9),)),
        dropped(2),
        MeasuredBead(Bead(range(3, 3), range(2, 3)), 0.0, 0.1),
    )
    assert [p.status for p in passages] == [Status.KEPT, Status.REWORDED, Status.DROPPED, Status.ADDED]


def test_neighbours_that_are_alone_become_one_passage_within_a_paragraph_only() -> None:
    passages = build(*(dropped(i) for i in range(4)))
    assert [list(p.source) for p in passages] == [[0, 1], [2, 3]]
    assert [p.similarity for p in passages] == pytest.approx([0.1, 0.3])


def test_a_gap_and_a_change_of_side_end_a_run() -> None:
    added = MeasuredBead(Bead(range(1, 1), range(1)), 0.0, 0.1)
    assert [len(p.source) for p in build(dropped(0), added, dropped(1))] == [1, 0, 1]
    assert [list(p.source) for p in build(dropped(0), dropped(2))] == [[0], [2]]


def test_a_run_is_as_doubtful_as_its_most_doubtful_segment() -> None:
    (passage,) = build(dropped(0, 0.2), dropped(1, 0.8))
    assert passage.confidence == pytest.approx(UNPAIRED(0.8), abs=1e-4)


def test_evidence_adds_up_and_is_no_surer_than_the_pairing() -> None:
    (one,) = build(MeasuredBead(Bead(range(1), range(1)), 1.0, 0.5, (evidence(0.5),)))
    (two,) = build(MeasuredBead(Bead(range(1), range(1)), 1.0, 0.5, (evidence(0.5), evidence(0.5))))
    assert one.confidence == pytest.approx(PAIRED(1.0) * 0.5, abs=1e-4)
    assert two.confidence == pytest.approx(PAIRED(1.0) * 0.75, abs=1e-4)


def test_a_move_is_a_flag_beside_the_status() -> None:
    (passage,) = build(MeasuredBead(Bead(range(1), range(1), moved=True), 1.0, 0.5, (evidence(0.5),)))
    assert (passage.status, passage.moved) == (Status.REWORDED, True)


def test_a_name_depends_on_the_words_and_not_on_the_place_or_the_spaces() -> None:
    def name(one: str, two: str, before: int) -> str:
        source = segments(["x"] * before, [one])
        target = segments(["y"] * before, [two])
        bead = Bead(range(before, before + 1), range(before, before + 1))
        (passage,) = build_passages(
            [MeasuredBead(bead, 1.0, 0.5)], source, target, paired=PAIRED, unpaired=UNPAIRED
        )
        return passage.id

    assert name("نص  أول", "first\ttext", 0) == name("نص أول", "first text", 3)
    assert name("نص أول", "first text", 0) != name("نص ثان", "first text", 0)
    assert name("a b", "", 0) != name("a", "b", 0)


def test_repeated_passages_are_numbered() -> None:
    source, target = segments(["a", "a", "a"]), segments(["b", "b", "b"])
    beads = [MeasuredBead(Bead(range(i, i + 1), range(i, i + 1)), 1.0, 0.5) for i in range(3)]
    names = [p.id for p in build_passages(beads, source, target, paired=PAIRED, unpaired=UNPAIRED)]
    assert names == [names[0], f"{names[0]}-2", f"{names[0]}-3"]


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(-100, 100), st.floats(-100, 100))
def test_a_probability_is_one_whatever_goes_in(x: float, intercept: float, slope: float) -> None:
    assert 0.0 <= Logistic(intercept, slope)(x) <= 1.0
