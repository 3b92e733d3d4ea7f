"""Acronyms that one text spells out."""

from __future__ import annotations

import numpy as np
import pytest

from align.evidence.acronyms import SPELLED, find_acronyms, weaken_stretch
from align.evidence.stretches import Stretch
from align.vectors import TokenVectors

FOUND = [
    ("the chair of the IPCC since 2015", (4,)),
    ("police in B.C. say so", (2,)),
    ("the CBSE and the CISCE", (4, 5)),
    ("He is a man", ()),
    ("COVID-19 and X-ray", ()),
    ("ALL OF THIS IS SHOUTED", ()),
    ("THE " * 3 + "LONGESTWORDS of all", (3, 3, 3)),
]


def tokens(text: str) -> TokenVectors:
    places = [(at, at + 1) for at in range(len(text))]
    return TokenVectors(np.ones((len(text), 1), np.float32), np.ones(len(text), np.float32), np.array(places))


@pytest.mark.parametrize(("text", "letters"), FOUND)
def test_acronyms_by_their_letters(text: str, letters: tuple[int, ...]) -> None:
    assert find_acronyms(text, tokens(text), np.zeros(len(text), np.float32)) == letters


def test_an_acronym_with_a_counterpart_of_its_own_spells_nothing() -> None:
    text = "said the IPCC"
    assert find_acronyms(text, tokens(text), np.full(len(text), 0.9, np.float32)) == ()


def test_a_stretch_of_about_as_many_words_as_letters_loses_weight() -> None:
    text = "الفريق الحكومي الدولي المعني بتغير المناخ"
    stretch = Stretch(0, len(text), 2.0)
    assert weaken_stretch(text, stretch, (4,)).deficit == pytest.approx(2.0 * SPELLED)
    assert weaken_stretch(text, stretch, (2,)) == stretch
    assert weaken_stretch(text, stretch, ()) == stretch
