"""A finding with its message: one short line that shows the words of both texts."""

from __future__ import annotations

from align.bitext import EvidenceType
from align.evidence.cued_text import CuedText
from align.evidence.finding import Finding

MOST_SHOWN = 40  # code points of either text

Span = tuple[int, int]
Sides = tuple[CuedText, CuedText]
"""Source and target."""


def state_finding(
    kind: EvidenceType, said: str, sides: Sides, places: tuple[Span | None, Span | None], weight: float
) -> Finding:
    """Return the finding at *places* of *sides*; the message is *said* and the words at both places."""
    shown = [
        _quote_words(side.text, place) for side, place in zip(sides, places, strict=True) if place is not None
    ]
    return Finding(kind, places[0], places[1], weight, f"{said}: {' ↔ '.join(shown)}")


def _quote_words(text: str, span: Span) -> str:
    """Return ``text[start:stop]`` on one line, printable and cut short."""
    words = " ".join(text[slice(*span)].split())
    shown = words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1].rstrip() + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)
