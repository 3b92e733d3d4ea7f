"""Pairs of texts as the modules of evidence see them, with the vectors of the shipped model."""

from __future__ import annotations

from functools import cache

from align.embedding import Embedder, load_embedder
from align.evidence.cued_text import CuedText, mark_cues
from align.evidence.lexicon import load_shipped
from align.evidence.passage_text import PassageText
from align.vectors import cover_tokens, scale_weights

_model = cache(load_embedder)


def load_model() -> Embedder:
    return _model("ar-en")


def make_passages(arabic: str, english: str) -> tuple[PassageText, PassageText]:
    tokens = scale_weights(load_model().encode_tokens([arabic, english]))
    covered = cover_tokens(tokens[0], tokens[1])
    return (
        PassageText(arabic, "ar", tokens[0], covered[0].contested),
        PassageText(english, "en", tokens[1], covered[1].contested),
    )


def cue_pair(arabic: str, english: str) -> tuple[CuedText, CuedText]:
    source, target = make_passages(arabic, english)
    return mark_cues(source, load_shipped()), mark_cues(target, load_shipped())


def show_places(finding: object, pair: tuple[CuedText, CuedText]) -> tuple[str | None, str | None]:
    """Return the words at both places of a finding."""
    spans = (getattr(finding, "source"), getattr(finding, "target"))  # noqa: B009
    shown = [
        None if span is None else text.text[slice(*span)] for span, text in zip(spans, pair, strict=True)
    ]
    return shown[0], shown[1]
