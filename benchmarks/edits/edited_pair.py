"""What every kind of edit gives: a pair with one difference, and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import EvidenceType


@dataclass(frozen=True, slots=True)
class EditedPair:
    """A pair of sentences after the edit named *edit*.

    ``kind`` is the evidence that should be found, None for a harmless edit. The spans are
    half-open code point offsets of what differs, None for a side that has nothing there.
    """

    arabic: str
    english: str
    edit: str
    kind: EvidenceType | None
    arabic_span: tuple[int, int] | None
    english_span: tuple[int, int] | None
