"""Comparison → JSON and back, in the published schema ``align.comparison/1``.

The schema stands beside this module in ``comparison.schema.json``. Offsets count Unicode
code points. Each document's text is saved with it, so that a report can be made again
without the input files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from align.bitext import (
    Comparison,
    Document,
    Evidence,
    ModelIdentity,
    Passage,
    Segment,
    Span,
    Status,
)
from align.errors import ReadError, WriteError
from align.report.characters import HIDDEN_RUN, spell_hidden
from align.report.nodes import Node
from align.report.saved import read_document, read_notes, read_passages, read_settings

SCHEMA = "align.comparison/1"
_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_record(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain dicts, lists and scalars, keys in the order of the schema."""
    return {
        "schema": SCHEMA,
        "version": comparison.version,
        "model": {"name": comparison.model.name, "fingerprint": comparison.model.fingerprint},
        "settings": dict(comparison.settings),
        "signature": comparison.signature,
        "source": _document_record(comparison.source, comparison.source_segments),
        "target": _document_record(comparison.target, comparison.target_segments),
        "summary": {
            **{status.value: comparison.count(status) for status in Status},
            "moved": comparison.moved_count,
            "related": comparison.related,
        },
        "notes": list(comparison.notes),
        "passages": [_passage_record(passage, comparison) for passage in comparison.passages],
    }


def to_json(comparison: Comparison, *, indent: int | None = 1) -> str:
    r"""Return the comparison as JSON text, on one line where *indent* is None.

    The text is valid UTF-8 and safe to show: characters that do not show, lone surrogates
    and bidi controls among them, are written as ``\uXXXX``. A surrogate pair that stands
    somewhere as two code points becomes two U+FFFD: JSON cannot tell it from the one
    character, and offsets would shift.

    Raises:
        WriteError: a number is not finite.
    """
    try:
        text = json.dumps(to_record(comparison), ensure_ascii=False, allow_nan=False, indent=indent)
    except (TypeError, ValueError) as error:
        raise WriteError(f"comparison: cannot be written as JSON: {error}") from error
    return HIDDEN_RUN.sub(_escape, _SPLIT_PAIR.sub("\ufffd\ufffd", text))


def from_record(record: object) -> Comparison:
    """Return the comparison that *record* holds; ``from_record(to_record(c)) == c``.

    Keys that the schema does not know are passed over.

    Raises:
        ReadError: another schema, or a record that breaks it; the text names the place.
    """
    root = Node(record)
    root.child("schema").choice(SCHEMA)
    model = root.child("model")
    source, source_segments = read_document(root.child("source"))
    target, target_segments = read_document(root.child("target"))
    passages = read_passages(root.child("passages"), (source, source_segments), (target, target_segments))
    return Comparison(
        source=source,
        target=target,
        source_segments=source_segments,
        target_segments=target_segments,
        passages=passages,
        related=root.child("summary").child("related").boolean(),
        model=ModelIdentity(model.child("name").text(), model.child("fingerprint").text()),
        settings=read_settings(root.child("settings")),
        signature=root.child("signature").text(),
        version=root.child("version").text(),
        notes=read_notes(root),
    )


def read_comparison(path: Path | str) -> Comparison:
    """Return the comparison saved in a ``.json`` file.

    Raises:
        ReadError: no such file, not JSON, or not a comparison; the text begins with the path.
    """
    shown = spell_hidden(str(path))
    try:
        record = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise ReadError(f"{shown}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        kind = type(error).__name__
        raise ReadError(f"{shown}: is not JSON ({kind}); give a file saved with -o NAME.json") from error
    try:
        return from_record(record)
    except ReadError as error:
        raise ReadError(f"{shown}: {error}") from error


def _document_record(document: Document, segments: tuple[Segment, ...]) -> dict[str, Any]:
    return {
        "path": document.path,
        "language": document.language,
        "sha256": document.sha256,
        "segments": [[segment.start, segment.stop] for segment in segments],
        "paragraphs": [segment.paragraph for segment in segments],
        "notes": list(document.notes),
        "text": document.text,
    }


def _passage_record(passage: Passage, comparison: Comparison) -> dict[str, Any]:
    source = comparison.source_segments[passage.source.start : passage.source.stop]
    target = comparison.target_segments[passage.target.start : passage.target.stop]
    return {
        "id": passage.id,
        "source": [[segment.start, segment.stop] for segment in source],
        "target": [[segment.start, segment.stop] for segment in target],
        "status": passage.status.value,
        "moved": passage.moved,
        "similarity": float(passage.similarity),
        "confidence": float(passage.confidence),
        "evidence": [_evidence_record(evidence) for evidence in passage.evidence],
    }


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    return {
        "type": evidence.type.value,
        "source": _span_record(evidence.source),
        "target": _span_record(evidence.target),
        "confidence": float(evidence.confidence),
        "message": evidence.message,
    }


def _span_record(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "stop": span.stop, "text": span.text}


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
