"""Settings: ranges and the record."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import SettingsError
from align.settings import SPLITS, Settings, allowed_demand


@pytest.mark.parametrize("split", SPLITS)
def test_every_split_is_taken(split: str) -> None:
    assert Settings(split=split).split == split


@pytest.mark.parametrize("value", [0.0, 0.09, 20.1, -1.0, float("nan"), float("inf")])
def test_a_strictness_out_of_range_is_refused_with_the_range(value: float) -> None:
    with pytest.raises(SettingsError, match=r"^strictness: got .*, wanted 0\.1 to 20 false alarms"):
        Settings(strictness=value)


def test_an_unknown_split_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"^split: got 'word', wanted one of sentence, line, paragraph$"):
        Settings(split="word")


def test_the_record_has_every_setting_as_a_plain_value() -> None:
    record = Settings().as_record()
    assert set(record) == {field.name for field in fields(Settings)}
    assert {type(value) for value in record.values()} <= {int, float, str}
    assert Settings(**record) == Settings()  # type: ignore[arg-type]


def test_the_signature_names_what_a_user_chose_and_what_is_not_at_its_default() -> None:
    assert Settings().signature == "split:sentence|strictness:2"
    assert Settings(split="line", chance=2.5).signature == "split:line|strictness:2|chance:2.5"


@given(st.floats(0.1, 20), st.floats(0.1, 20))
def test_the_more_alarms_are_allowed_the_more_a_pairing_must_gain(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 < allowed_demand(low) <= allowed_demand(high)


def test_the_default_demands_what_was_chosen() -> None:
    assert allowed_demand(Settings().strictness) == 1.0
