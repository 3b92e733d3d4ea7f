"""What a rule found: one difference between two passages, with its place in each."""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import EvidenceType


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference that a rule saw between a source text and a target text.

    ``source`` and ``target`` are half-open code point offsets into the texts that
    were given; at most one of them is None. ``weight`` in [0, 1] says how sure the
    rule is, before any calibration. ``message`` is a short line in English.
    """

    type: EvidenceType
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    weight: float
    message: str
