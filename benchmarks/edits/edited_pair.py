"""A faithful pair after one edit, with what should be found in it."""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import EvidenceType


@dataclass(frozen=True, slots=True)
class EditedPair:
    """A pair of texts of which one was edited.

    ``edit`` names the rule. ``kind`` is the evidence that should be found, None for a harmless
    edit. The spans are half-open code points of the edited texts; a side without one was not
    edited, or has nothing left at the place.
    """

    arabic: str
    english: str
    edit: str
    kind: EvidenceType | None
    arabic_span: tuple[int, int] | None
    english_span: tuple[int, int] | None
