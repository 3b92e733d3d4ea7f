"""The rule-made edits: their spans, and that they can be repeated."""

from __future__ import annotations

import random

import pytest

from benchmarks.edits.attribution import edit_attribution
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.loaded import edit_wording
from benchmarks.edits.measure import Edit, is_seen
from benchmarks.edits.modality import edit_modality
from benchmarks.edits.negation import edit_negation

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
