"""Uncovered stretches: the runs are the maximal ones, clauses are whole, numbers are left to the rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.evidence.stretches import Words, find_stretches, maximal_runs, measure_words
from align.vectors import TokenVectors


def best_runs(scores: list[float], first: int = 0) -> list[tuple[int, int]]:
    """The definition (Ruzzo & Tompa 1999): the best run, then the same left and right of it."""
    spans = [(a, b) for a in range(len(scores)) for b in range(a + 1, len(scores) + 1)]
    best = max(spans, key=lambda span: (sum(scores[slice(*span)]), span[0] - span[1]), default=None)
    if best is None or sum(scores[slice(*best)]) <= 0:
        return []
    a, b = best
    return [*best_runs(scores[:a], first), (first + a, first + b), *best_runs(scores[b:], first + b)]


# Odd multiples of different powers of two have no two equal sums.
@given(
    st.permutations([2.0**k for k in range(9)]), st.lists(st.sampled_from([-1, 1]), min_size=9, max_size=9)
)
def test_the_runs_are_those_of_the_definition(sizes: list[float], signs: list[int]) -> None:
    scores = [size * sign for size, sign in zip(sizes, signs, strict=True)]
    assert maximal_runs(np.array(scores)) == best_runs(scores)


def test_no_score_gives_no_run() -> None:
    assert maximal_runs(np.zeros(0)) == []
    assert maximal_runs(np.array([-1.0, 0.0])) == []


def make_words(text: str, deficits: list[float]) -> Words:
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == " ")]
    offsets = np.array([(at, at + len(text[at:].split(maxsplit=1)[0].rstrip(",."))) for at in starts])
    return Words(offsets, np.array(deficits), np.ones(len(deficits)))


def test_a_run_is_drawn_out_to_its_clause() -> None:
    text = "He came home, where his old brother waited, and slept."
    words = make_words(text, [-1, -1, -1, 0.2, -0.1, 1, 1, 0.4, -1, -1])
    (stretch,) = find_stretches(text, words, least_words=2)
    assert text[stretch.start : stretch.stop] == "where his old brother waited"
    assert stretch.deficit == pytest.approx(2.5)


def test_a_clause_that_is_mostly_covered_is_not_taken_whole() -> None:
    text = "He came home to see his old brother today."
    words = make_words(text, [-1, -1, -1, -1, -1, -1, 1, 1, -1])
    (stretch,) = find_stretches(text, words, least_words=2)
    assert text[stretch.start : stretch.stop] == "old brother"


def test_a_stretch_has_enough_words() -> None:
    text = "He came home with brothers today."
    words = make_words(text, [-1, -1, -1, -1, 1, -1])
    assert find_stretches(text, words, least_words=2) == ()
    assert len(find_stretches(text, words, least_words=1)) == 1


def test_two_runs_of_one_clause_become_one_stretch() -> None:
    text = "Rain fell, wind blew and trees broke, he said."
    words = make_words(text, [-1, -1, 1, 1, -0.1, 1, 1, -1, -1])
    assert len(find_stretches(text, words, least_words=2)) == 1


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=30), st.data())
def test_stretches_lie_in_the_text_in_order_and_do_not_overlap(
    deficits: list[float], data: st.DataObject
) -> None:
    ends = data.draw(
        st.lists(
            st.sampled_from([" ", ", ", ". ", " (", ") "]), min_size=len(deficits), max_size=len(deficits)
        )
    )
    text, spans = "", []
    for end in ends:
        spans.append((len(text), len(text) + 3))
        text += "abc" + end
    words = Words(np.array(spans), np.array(deficits), np.ones(len(spans)))
    stretches = find_stretches(text, words, least_words=1)
    places = [at for stretch in stretches for at in (stretch.start, stretch.stop)]
    assert places == sorted(places)
    assert all(0 <= stretch.start < stretch.stop <= len(text) for stretch in stretches)


def test_a_words_deficit_is_what_its_tokens_lack_by_weight() -> None:
    text = "uncovered word 216"
    tokens = TokenVectors(
        np.eye(4, dtype=np.float32),
        np.array([1, 2, 1, 5], np.float32),
        np.array([(0, 2), (2, 9), (10, 14), (15, 18)]),
    )
    words = measure_words(text, tokens, np.array([0.0, 0.1, 0.5, 0.0], np.float32), expected=0.3)
    assert words.deficits == pytest.approx([1 * 0.3 + 2 * 0.2, -0.2, 0.0])
    assert words.weights == pytest.approx([3, 1, 5])


def test_a_text_without_tokens_has_no_deficit() -> None:
    nothing = TokenVectors(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros((0, 2), np.int64))
    words = measure_words("two words", nothing, np.zeros(0, np.float32), expected=0.3)
    assert words.deficits.tolist() == [0.0, 0.0]


def test_no_stretch_crosses_the_end_of_a_sentence() -> None:
    text = "The ship was newly upgraded there. He was briefed again today at home."
    words = make_words(text, [-1, -1, -1, -1, 1, 1, 1, 0.2, 1, 1, -1, -1, -1])
    found = [text[s.start : s.stop] for s in find_stretches(text, words, least_words=2)]
    assert found == ["upgraded there", "He was briefed again"]


def test_all_of_a_text_is_no_part_of_it() -> None:
    text = "He slept well."
    assert find_stretches(text, make_words(text, [1, 1, 1]), least_words=2) == ()
