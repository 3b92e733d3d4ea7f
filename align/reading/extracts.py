"""What a reader takes out of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, with what was assumed in reading it and what was left out, a sentence each."""

    text: str
    notes: tuple[str, ...] = ()
