"""The rule-made edits: their spans, and that they can be repeated."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from benchmarks.edits.attribution import edit_attribution
from benchmarks.edits.clauses import edit_clauses, list_clauses
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.loaded import edit_wording
from benchmarks.edits.measure import Edit, is_seen
from benchmarks.edits.modality import edit_modality
from benchmarks.edits.negation import edit_negation
from benchmarks.edits.quantities import edit_quantities
from benchmarks.edits.spans import average_precision, match_spans

EDITS: dict[str, Edit] = {
    "negation": edit_negation,
    "modality": edit_modality,
    "attribution": edit_attribution,
    "loaded": edit_wording,
}

ARABIC = (
    "وقال الوزير إن الحكومة ستكون جاهزة، ولا تسمح بالتأخير، وكان المتظاهرون في الشارع، ويجب أن يعودوا إلى "
    "بيوتهم، وتم فتح الطريق بدون مشكلات."
)
ENGLISH = (
    "The minister said that the government will be ready, is not allowing delays and isn't waiting; "
    "protesters were in the street, the rebels must return to Basra City without trouble."
)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_one_side_at_its_span_and_can_be_repeated(name: str) -> None:
    edited = EDITS[name](ARABIC, ENGLISH, random.Random(1))
    assert edited == EDITS[name](ARABIC, ENGLISH, random.Random(1))
    assert len(edited) >= 3
    for pair in edited:
        assert (pair.arabic == ARABIC) != (pair.english == ENGLISH), pair
        span, new, old = (
            (pair.arabic_span, pair.arabic, ARABIC)
            if pair.english == ENGLISH
            else (pair.english_span, pair.english, ENGLISH)
        )
        if span is None:
            continue
        start, stop = span
        assert 0 <= start < stop <= len(new)
        assert new[:start] == old[:start]
        assert old.endswith(new[stop:])


@pytest.mark.parametrize("name", EDITS)
def test_there_are_harmful_and_harmless_edits(name: str) -> None:
    kinds = {pair.kind is None for pair in EDITS[name](ARABIC, ENGLISH, random.Random(1))}
    assert kinds == {True, False}


def test_nothing_found_is_not_seen() -> None:
    assert not is_seen(EditedPair("", "", "x", None, None, None), [])


FIGURES = (
    "ارتفعت الأسعار 12.5% في عام 1996 إلى 48 دولارا، وزار المعرض 3,250 شخصا في 14 مايو 2010.",
    "Prices rose 12.5% in 1996 to 48 dollars, and 3,250 people visited the fair on 14 May 2010.",
)


def test_figures_are_changed_to_none_that_is_there_already() -> None:
    edited = edit_quantities(*FIGURES, random.Random(1))
    names = {pair.edit for pair in edited}
    assert {"percent, ar", "money, en", "year, ar", "day, en", "number, en", "month, ar"} <= names
    for pair in (pair for pair in edited if pair.kind is not None):
        text, span = (
            (pair.arabic, pair.arabic_span) if pair.arabic_span else (pair.english, pair.english_span)
        )
        assert span is not None
        assert text[slice(*span)] not in "\n".join(FIGURES), pair


def test_the_same_figures_in_another_form_are_harmless() -> None:
    harmless = {pair.edit: pair for pair in edit_quantities(*FIGURES, random.Random(1)) if pair.kind is None}
    assert "٤٨" in harmless["Arabic digits"].arabic
    assert "3.250" in harmless["separators of Europe"].english
    assert "أيار" in harmless["other month name"].arabic
    assert "May 14, 2010" in harmless["month before day"].english


CLAUSES = (
    "وصل الوزير، الذي كان في زيارة إلى دمشق، صباح اليوم، وعاد إلى بلاده.",
    "The minister, who had been on a visit to Damascus, arrived this morning, and went home.",
)


def test_what_stands_for_a_clause_that_is_taken_out_is_the_clause_of_the_same_number(tmp_path: Path) -> None:
    assert [CLAUSES[1][slice(*span)] for span in list_clauses(CLAUSES[1])][1] == (
        "who had been on a visit to Damascus"
    )
    edited = {pair.edit: pair for pair in edit_clauses([CLAUSES], tmp_path)}
    gone = edited["clause taken out, ar"]
    assert gone.english_span is not None
    assert gone.english[slice(*gone.english_span)] == "who had been on a visit to Damascus"
    assert "دمشق" not in gone.arabic
    new = edited["clause put in, en"]
    assert new.english_span is not None
    assert new.english[slice(*new.english_span)] == "who had been on a visit to Damascus"  # the only donor
    assert len(new.english) > len(CLAUSES[1])


def test_spans_are_credited_by_their_overlap() -> None:
    assert match_spans([((0, 10), [(0, 10)])]) == (1.0, 1.0)
    assert match_spans([((0, 10), [(5, 15), (20, 30)])]) == (0.25, 0.5)
    assert match_spans([((0, 10), [])]) == (0.0, 0.0)


def test_average_precision_is_one_where_all_wanted_come_first() -> None:
    wanted = np.array([True, True, False, False])
    assert average_precision(np.array([0.9, 0.8, 0.2, 0.1]), wanted) == pytest.approx(1.0)
    assert average_precision(np.array([0.5, 0.5, 0.5, 0.5]), wanted) == pytest.approx(0.5)
