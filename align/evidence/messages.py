"""Words of the texts as they are shown in a message: one short line without control characters."""

from __future__ import annotations

from align.evidence.cued_text import CuedText

MOST_SHOWN = 40  # code points of either text

Places = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""A span of the source and one of the target; at most one is None."""


def show_places(source: CuedText, target: CuedText, places: Places) -> str:
    """Return the words at *places* with an arrow between them where both sides have some."""
    shown = [
        quote_words(side.text, place)
        for side, place in zip((source, target), places, strict=True)
        if place is not None
    ]
    return " ↔ ".join(shown)


def quote_words(text: str, span: tuple[int, int]) -> str:
    """Return ``text[start:stop]`` on one line, printable and cut short."""
    words = " ".join(text[slice(*span)].split())
    shown = words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1].rstrip() + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)
