"""Values of a parsed JSON file that know where they stand, so that errors can say it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NoReturn

from align.errors import ReadError

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and its place (``passages[3].status``); its methods raise ReadError where it is wrong."""

    value: Any
    place: str = ""

    def refuse(self, wanted: str) -> NoReturn:
        """Raise ReadError: the place, what was got, what was wanted."""
        got = ascii(self.value) if not isinstance(self.value, dict | list) else type(self.value).__name__
        got = got if len(got) <= _SHOWN else got[:_SHOWN] + "…"
        raise ReadError(f"{self.place or 'the record'}: got {got}, expected {wanted}")

    def child(self, key: str) -> Node:
        """Return the value of *key*."""
        found = self.find(key)
        if found is None:
            place = f"{self.place}.{key}" if self.place else key
            raise ReadError(f"{place}: is missing; save the comparison again with this version")
        return found

    def find(self, key: str) -> Node | None:
        """Return the value of *key*, or None where the object has no such key."""
        if not isinstance(self.value, dict):
            self.refuse("an object")
        place = f"{self.place}.{key}" if self.place else key
        return Node(self.value[key], place) if key in self.value else None

    def items(self) -> list[Node]:
        """Return the elements of a list."""
        if not isinstance(self.value, list):
            self.refuse("a list")
        return [Node(item, f"{self.place}[{i}]") for i, item in enumerate(self.value)]

    def text(self) -> str:
        """Return a string."""
        if not isinstance(self.value, str):
            self.refuse("a string")
        return self.value

    def choice(self, *wanted: str) -> str:
        """Return a string that is one of *wanted*."""
        if self.value not in wanted or not isinstance(self.value, str):
            self.refuse(" or ".join(repr(str(word)) for word in wanted))
        return self.value

    def boolean(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse("true or false")
        return self.value

    def index(self) -> int:
        """Return a whole number that is not negative."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            self.refuse("a whole number from 0")
        return self.value

    def number(self, low: float, high: float) -> float:
        """Return a number in [low, high]."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.refuse(f"a number in [{low:g}, {high:g}]")
        if not low <= self.value <= high:  # refuses NaN too
            self.refuse(f"a number in [{low:g}, {high:g}]")
        return float(self.value)

    def scalar(self) -> float | int | str:
        """Return a finite number or a string."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float | str):
            self.refuse("a number or a string")
        if isinstance(self.value, float) and not math.isfinite(self.value):
            self.refuse("a finite number")
        return self.value

    def pair(self) -> tuple[int, int]:
        """Return [start, stop] with start before stop."""
        items = self.items()
        if len(items) != 2:
            self.refuse("[start, stop]")
        start, stop = items[0].index(), items[1].index()
        if start >= stop:
            items[1].refuse(f"a number above {start}")
        return start, stop
