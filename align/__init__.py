"""Compare an Arabic original with its English version: what was added, dropped, reworded or moved."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.bitext import (
        Bead,
        Comparison,
        Document,
        Evidence,
        EvidenceType,
        ModelIdentity,
        Passage,
        Segment,
        Span,
        Status,
    )
    from align.catalogue import KnownModel, known_models
    from align.embedding import Embedder
    from align.embedding import load_embedder as load
    from align.errors import AlignError, MissingExtra, ModelError, ReadError, SettingsError, WriteError
    from align.evaluation import Score, Scores
    from align.labels import evaluate
    from align.pipeline import compare
    from align.reading import read_documents as read
    from align.report.files import write
    from align.report.frames import to_frame
    from align.report.records import from_record, read_comparison, to_json, to_record
    from align.settings import Settings

__all__ = [
    "AlignError",
    "Bead",
    "Comparison",
    "Document",
    "Embedder",
    "Evidence",
    "EvidenceType",
    "KnownModel",
    "MissingExtra",
    "ModelError",
    "ModelIdentity",
    "Passage",
    "ReadError",
    "Score",
    "Scores",
    "Segment",
    "Settings",
    "SettingsError",
    "Span",
    "Status",
    "WriteError",
    "compare",
    "evaluate",
    "from_record",
    "known_models",
    "load",
    "read",
    "read_comparison",
    "to_frame",
    "to_json",
    "to_record",
    "write",
]

# Where each public name lives. Loaded at first use: numpy alone would double the time of `align --help`.
_HOMES = {
    "AlignError": "align.errors:AlignError",
    "Bead": "align.bitext:Bead",
    "Comparison": "align.bitext:Comparison",
    "Document": "align.bitext:Document",
    "Embedder": "align.embedding:Embedder",
    "Evidence": "align.bitext:Evidence",
    "EvidenceType": "align.bitext:EvidenceType",
    "KnownModel": "align.catalogue:KnownModel",
    "MissingExtra": "align.errors:MissingExtra",
    "ModelError": "align.errors:ModelError",
    "ModelIdentity": "align.bitext:ModelIdentity",
    "Passage": "align.bitext:Passage",
    "ReadError": "align.errors:ReadError",
    "Score": "align.evaluation:Score",
    "Scores": "align.evaluation:Scores",
    "Segment": "align.bitext:Segment",
    "Settings": "align.settings:Settings",
    "SettingsError": "align.errors:SettingsError",
    "Span": "align.bitext:Span",
    "Status": "align.bitext:Status",
    "WriteError": "align.errors:WriteError",
    "compare": "align.pipeline:compare",
    "evaluate": "align.labels:evaluate",
    "from_record": "align.report.records:from_record",
    "known_models": "align.catalogue:known_models",
    "load": "align.embedding:load_embedder",
    "read": "align.reading:read_documents",
    "read_comparison": "align.report.records:read_comparison",
    "to_frame": "align.report.frames:to_frame",
    "to_json": "align.report.records:to_json",
    "to_record": "align.report.records:to_record",
    "write": "align.report.files:write",
}


def __getattr__(name: str) -> Any:
    """Return the public name *name*, imported at its first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'align' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
