"""Comparisons → a polars frame and delimited text, one row a passage.

Columns of the frame, in order:

    source_path, target_path          what the user called the inputs
    source_language, target_language  BCP 47 codes
    related                           false where the two texts tell different stories
    index                             the passage's place in its comparison, from 0
    passage                           its id
    status                            kept, reworded, dropped or added
    moved                             whether it stands elsewhere in the order
    similarity                        in [-1, 1]
    confidence                        a probability in [0, 1]
    source_text, target_text          as in the document; null where the side is empty
    source_start, source_stop         code points in the document; null where the side is empty
    target_start, target_stop         the same
    source_segments, target_segments  how many
    evidence                          a list of structs: type, source_text, source_start, source_stop,
                                      target_text, target_start, target_stop, confidence, message

Lone surrogates, which no column can hold, become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from align.bitext import Comparison, Evidence, Passage, Span
from align.report.characters import replace_surrogates
from align.report.stretches import take_span

if TYPE_CHECKING:
    import polars as pl

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = "^[=+\\-@\t\r\n＝＋－＠]"


def to_frame(comparisons: Comparison | Iterable[Comparison]) -> pl.DataFrame:
    """Return one row a passage, in the order of the comparisons and of their passages.

    The columns stand in the module's docstring; they are the same for no passage at all.
    """
    import polars as pl

    chosen = [comparisons] if isinstance(comparisons, Comparison) else comparisons
    rows = [_row(passage, i, made) for made in chosen for i, passage in enumerate(made.passages)]
    return pl.DataFrame(rows, schema=_schema())


def to_delimited(comparisons: Comparison | Iterable[Comparison], separator: str) -> str:
    """Return the frame as delimited text with a header, evidence as a readable string.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is preceded by
    an apostrophe, which spreadsheets take for "this is text" and do not show.
    """
    import polars as pl

    evidence = pl.col("evidence").map_elements(_spell_evidence, return_dtype=pl.String)
    text = pl.col(pl.String)
    frame = to_frame(comparisons).with_columns(evidence)
    disarmed = pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text)
    return frame.with_columns(disarmed.name.keep()).write_csv(separator=separator)


def _schema() -> dict[str, Any]:
    import polars as pl

    span = {"{0}_text": pl.String, "{0}_start": pl.Int64, "{0}_stop": pl.Int64}
    spans = {key.format(side): kind for side in ("source", "target") for key, kind in span.items()}
    evidence = pl.Struct({"type": pl.String} | spans | {"confidence": pl.Float64, "message": pl.String})
    texts = ("source_path", "target_path", "source_language", "target_language")
    numbers = ("source_start", "source_stop", "target_start", "target_stop")
    counts = ("source_segments", "target_segments")
    return {
        **dict.fromkeys(texts, pl.String),
        "related": pl.Boolean,
        "index": pl.Int64,
        "passage": pl.String,
        "status": pl.String,
        "moved": pl.Boolean,
        "similarity": pl.Float64,
        "confidence": pl.Float64,
        "source_text": pl.String,
        "target_text": pl.String,
        **dict.fromkeys(numbers + counts, pl.Int64),
        "evidence": pl.List(evidence),
    }


def _row(passage: Passage, index: int, comparison: Comparison) -> dict[str, Any]:
    source = take_span(comparison.source, comparison.source_segments, passage.source)
    target = take_span(comparison.target, comparison.target_segments, passage.target)
    return {
        "source_path": replace_surrogates(comparison.source.path),
        "target_path": replace_surrogates(comparison.target.path),
        "source_language": replace_surrogates(comparison.source.language),
        "target_language": replace_surrogates(comparison.target.language),
        "related": comparison.related,
        "index": index,
        "passage": replace_surrogates(passage.id),
        "status": passage.status.value,
        "moved": passage.moved,
        "similarity": float(passage.similarity),
        "confidence": float(passage.confidence),
        **_span_columns("source", source),
        **_span_columns("target", target),
        "source_segments": len(passage.source),
        "target_segments": len(passage.target),
        "evidence": [_evidence_columns(evidence) for evidence in passage.evidence],
    }


def _span_columns(side: str, span: Span | None) -> dict[str, Any]:
    return {
        f"{side}_text": replace_surrogates(span.text) if span else None,
        f"{side}_start": span.start if span else None,
        f"{side}_stop": span.stop if span else None,
    }


def _evidence_columns(evidence: Evidence) -> dict[str, Any]:
    return {
        "type": evidence.type.value,
        **_span_columns("source", evidence.source),
        **_span_columns("target", evidence.target),
        "confidence": float(evidence.confidence),
        "message": replace_surrogates(evidence.message),
    }


def _spell_evidence(evidence: Iterable[dict[str, Any]]) -> str:
    """Return ``number 0.99: 216 ≠ 261 [216 ↔ 261]``, several with a semicolon between."""
    return "; ".join(
        f"{item['type']} {item['confidence']:.2f}: {item['message']} "
        f"[{item['source_text'] or '∅'} ↔ {item['target_text'] or '∅'}]"
        for item in evidence
    )
