"""The data: two documents, their segments, and what became of each passage.

Everything is frozen. Offsets are half-open and count Unicode code points of
``Document.text``, which is the text exactly as decoded from the input.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    REWORDED = "reworded"
    DROPPED = "dropped"
    ADDED = "added"


class EvidenceType(StrEnum):
    """Why a passage counts as reworded."""

    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    MONEY = "money"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    LOADED_WORDING = "loaded_wording"
    PARTIAL_OMISSION = "partial_omission"
    PARTIAL_ADDITION = "partial_addition"


@dataclass(frozen=True, slots=True)
class Document:
    """A text in one language, as read.

    ``language`` is a BCP 47 code (``ar``, ``en``). ``sha256`` is the hexadecimal
    digest of the bytes that were read. ``path`` is what the user called the input.
    ``notes`` says what was assumed in reading it (an encoding, say), a sentence each.
    """

    text: str
    language: str
    path: str
    sha256: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: ``document.text[start:stop]``, with the index of its paragraph."""

    text: str
    start: int
    stop: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Bead:
    """A minimal aligned group of segments (Brown et al. 1991).

    Both sides are ranges of segment indices; one may be empty, and an empty range
    still says where in the other text the segments are missing. ``gain`` is what
    the alignment gave the pairing, in units of covered token weight above chance.
    """

    source: range
    target: range
    gain: float = 0.0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: ``document.text[start:stop] == text``."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One difference inside a pair of passages; at least one side is a span.

    ``confidence`` is a probability in [0, 1]; ``message`` is a short line in English.
    """

    type: EvidenceType
    source: Span | None
    target: Span | None
    confidence: float
    message: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader sees: one bead or one run of unpaired segments, with its status.

    ``source`` and ``target`` are ranges of segment indices. ``similarity`` is in
    [-1, 1]; for an unpaired passage it is that to the nearest text of the other
    side. ``confidence`` is the probability in [0, 1] that the status is right.
    ``id`` depends on the passage's own texts only, so edits elsewhere keep it.
    """

    id: str
    source: range
    target: range
    status: Status
    moved: bool
    similarity: float
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model was used: its name and a digest of its weights (``sha256:…``)."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result: each segment of both documents is in exactly one passage.

    Passages are in source order; an added passage follows the one that stands
    before it in the target. ``related`` is false where the texts tell different
    stories. ``settings`` are the tunable numbers that were used, ``signature``
    names in one line what produced the result, and ``notes`` says what was
    assumed and what could not be checked.
    """

    source: Document
    target: Document
    source_segments: tuple[Segment, ...]
    target_segments: tuple[Segment, ...]
    passages: tuple[Passage, ...]
    related: bool
    model: ModelIdentity
    settings: dict[str, float | int | str]
    signature: str
    version: str
    notes: tuple[str, ...] = ()

    def count(self, status: Status) -> int:
        """Return how many passages have *status*."""
        return sum(passage.status is status for passage in self.passages)

    @property
    def moved_count(self) -> int:
        """How many passages stand elsewhere in the order."""
        return sum(passage.moved for passage in self.passages)

    @property
    def flagged(self) -> bool:
        """Whether anything differs: a passage that is not kept, or a moved one."""
        return any(p.moved or p.status is not Status.KEPT for p in self.passages)
