"""compare(): the stages in order; the only module that knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as distribution_version
from pathlib import Path

import numpy as np

from align.bitext import Bead, Comparison, Document, Evidence, Segment, Span
from align.catalogue import DEFAULT_MODEL
from align.changes import Logistic, MeasuredBead, build_passages
from align.coverage import nearest_coverage
from align.embedding import Embedder, adopt_embedder, load_embedder
from align.errors import ReadError
from align.evidence.calibration import demand_probability
from align.evidence.collection import EvidenceRule, collect_findings
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.lexicon import Lexicon, load_shipped, load_user
from align.evidence.names import read_names
from align.evidence.passage_text import PassageText
from align.evidence.quantities import checks, find_today
from align.pairing import Pairing, pair_segments
from align.reading import quote_path, read_documents, text_document
from align.segmentation import segment_document
from align.settings import Settings
from align.vectors import TokenCoverage, TokenVectors, cover_tokens, join_tokens, scale_weights


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its segments and their tokens."""

    document: Document
    segments: tuple[Segment, ...]
    tokens: list[TokenVectors]

    def join(self, segments: range) -> TokenVectors:
        """Return the tokens of *segments*, with offsets into the text from the first to the last of them."""
        first = self.segments[segments.start].start
        shifts = [self.segments[i].start - first for i in segments]
        return join_tokens([self.tokens[i] for i in segments], shifts)

    def passage(self, segments: range, tokens: TokenVectors, coverage: TokenCoverage) -> PassageText:
        """Return the text from the first to the last of *segments*, with its tokens and their coverage."""
        text = self.document.text[self.segments[segments.start].start : self.segments[segments.stop - 1].stop]
        return PassageText(text, self.document.language, tokens, coverage.contested)


def compare(
    source: Document | Path | str,
    target: Document | Path | str,
    *,
    model: str | Embedder = DEFAULT_MODEL,
    settings: Settings | None = None,
    lexicon: Path | None = None,
) -> Comparison:
    """Return what became of each passage of *source* in *target*, and what *target* added.

    A ``str`` is text, a ``Path`` is read, a ``Document`` is taken as it is. *model* is a
    name, a folder, or what ``load`` returned. *lexicon* is a file of words that are added to the
    shipped ones or take their place (docs/lexicons.md).

    Raises:
        ReadError: a text or the lexicon cannot be read, or a text holds no word or is too long
            (``Settings.most_pairings``, ``Settings.most_tokens``).
        ModelError: the model is not there.
    """
    chosen = settings or Settings()
    words = load_shipped() if lexicon is None else load_user(lexicon)
    embedder = load_embedder(model) if isinstance(model, str) else adopt_embedder(model)
    documents = _open(source), _open(target)
    segments = _segment(documents[0], chosen), _segment(documents[1], chosen)
    _refuse_too_many(documents, len(segments[0]), len(segments[1]), chosen)
    texts = (
        _embed(documents[0], segments[0], embedder, chosen),
        _embed(documents[1], segments[1], embedder, chosen),
    )
    pairing = pair_segments(texts[0].tokens, texts[1].tokens, chosen)
    passages = build_passages(
        _measure_beads(pairing, *texts, chosen, words),
        texts[0].segments,
        texts[1].segments,
        paired=Logistic(chosen.paired_intercept, chosen.paired_slope),
        unpaired=Logistic(chosen.unpaired_intercept, chosen.unpaired_slope),
    )
    program = _get_version()
    fingerprint = embedder.identity.fingerprint.removeprefix("sha256:")[:12]
    return Comparison(
        source=texts[0].document,
        target=texts[1].document,
        source_segments=texts[0].segments,
        target_segments=texts[1].segments,
        passages=passages,
        related=pairing.related,
        model=embedder.identity,
        settings=chosen.as_record() | ({"lexicon": f"sha256:{words.digest}"} if words.digest else {}),
        signature=f"align:{program}|model:{embedder.identity.name}@{fingerprint}|{chosen.signature}"
        + (f"|lexicon:{words.digest[:12]}" if words.digest else ""),
        version=program,
        notes=_notes(*texts, words, thinned=pairing.thinned),
    )


@cache
def _get_version() -> str:
    return distribution_version("align-editions")


def _open(given: Document | Path | str) -> Document:
    if isinstance(given, Path):
        return next(read_documents(given))
    return text_document(given) if isinstance(given, str) else given


def _segment(document: Document, settings: Settings) -> tuple[Segment, ...]:
    segments = segment_document(document, split=settings.split)
    if not segments:
        raise ReadError(f"{_name(document)}: holds no word to compare")
    return segments


def _refuse_too_many(documents: tuple[Document, Document], n: int, m: int, settings: Settings) -> None:
    if n * m > settings.most_pairings:
        source, target = (_name(document) for document in documents)
        raise ReadError(
            f"{source}: {n:,} segments against {m:,} of {target} make more than the "
            f"{settings.most_pairings:,} pairings that are compared; compare the texts in parts"
        )


# Segments embedded at a time, after which the limit on tokens is looked at.
_BATCH = 500


def _embed(
    document: Document, segments: tuple[Segment, ...], embedder: Embedder, settings: Settings
) -> _Text:
    tokens: list[TokenVectors] = []
    count = 0
    for batch in (segments[first : first + _BATCH] for first in range(0, len(segments), _BATCH)):
        tokens += embedder.encode_tokens([segment.text for segment in batch])
        count += sum(len(segment.weights) for segment in tokens[len(tokens) - len(batch) :])
        if count > settings.most_tokens:
            raise ReadError(
                f"{_name(document)}: more than the {settings.most_tokens:,} tokens that are compared "
                "(a million characters or so); compare the texts in parts"
            )
    return _Text(document, segments, scale_weights(tokens))


def _name(document: Document) -> str:
    return quote_path(document.path) or "text"


def _measure_beads(
    pairing: Pairing, source: _Text, target: _Text, settings: Settings, lexicon: Lexicon
) -> list[MeasuredBead]:
    today = find_today(source.document.text, source.document.language)
    rule = EvidenceRule(
        least_probability=demand_probability(settings.strictness),
        expected=settings.expected_coverage,
        least_words=settings.least_words,
        today=today,
        documents=(
            DocumentValues(source.document.text, source.document.language, today),
            DocumentValues(target.document.text, target.document.language, today),
        ),
        lexicon=lexicon,
        names=(
            read_names(source.document.text, source.document.language),
            read_names(target.document.text, target.document.language),
        ),
    )
    scale = max(pairing.typical, 1e-6)
    alone = [i for bead in pairing.beads if not bead.target for i in bead.source]
    new = [j for bead in pairing.beads if not bead.source for j in bead.target]
    nearest = (
        nearest_coverage(source.tokens, target.tokens, alone),
        nearest_coverage(target.tokens, source.tokens, new),
    )
    return [
        _measure_pair(bead, density / scale, source, target, rule)
        if bead.source and bead.target
        else MeasuredBead(bead, density / scale, _find_nearest(bead, nearest))
        for bead, density in zip(pairing.beads, pairing.densities, strict=True)
    ]


def _find_nearest(bead: Bead, nearest: tuple[dict[int, float], dict[int, float]]) -> float:
    return nearest[0][bead.source.start] if bead.source else nearest[1][bead.target.start]


def _measure_pair(
    bead: Bead, density: float, source: _Text, target: _Text, rule: EvidenceRule
) -> MeasuredBead:
    tokens = source.join(bead.source), target.join(bead.target)
    covered = cover_tokens(*tokens)
    one = source.passage(bead.source, tokens[0], covered[0])
    two = target.passage(bead.target, tokens[1], covered[1])
    evidence = tuple(_evidence(item, bead, source, target) for item in collect_findings(one, two, rule))
    return MeasuredBead(bead, density, _similarity(tokens, covered), evidence)


def _similarity(
    tokens: tuple[TokenVectors, TokenVectors], covered: tuple[TokenCoverage, TokenCoverage]
) -> float:
    """Return the mean of both directions' coverage, weighted by token weights."""
    if not len(tokens[0].weights) or not len(tokens[1].weights):
        return 0.0
    means = [
        np.average(coverage.nearest, weights=side.weights + 1e-9)
        for side, coverage in zip(tokens, covered, strict=True)
    ]
    return float(np.clip(np.mean(means), -1.0, 1.0))


def _evidence(finding: Finding, bead: Bead, source: _Text, target: _Text) -> Evidence:
    return Evidence(
        finding.type,
        _span(finding.source, source, bead.source),
        _span(finding.target, target, bead.target),
        round(finding.weight, 4),
        finding.message,
    )


def _span(offsets: tuple[int, int] | None, text: _Text, segments: range) -> Span | None:
    if offsets is None:
        return None
    first = text.segments[segments.start].start
    start, stop = first + offsets[0], first + offsets[1]
    return Span(start, stop, text.document.text[start:stop])


def _notes(source: _Text, target: _Text, lexicon: Lexicon, *, thinned: bool) -> tuple[str, ...]:
    """Return what was assumed in reading and what could not be checked, a sentence each."""
    documents = source.document, target.document
    notes = [f"{_name(document)}: {note}" for document in documents for note in document.notes]
    if documents[0].language == documents[1].language:
        notes.append(f"both texts are in the same language ({documents[0].language})")
    unchecked = sorted({document.language for document in documents if not checks(document.language)})
    if unchecked:
        notes.append(f"numbers, money and dates were not checked: no tables for {', '.join(unchecked)}")
    unknown = sorted({document.language for document in documents if not lexicon.knows(document.language)})
    if unknown:
        notes.append(
            "negation, modality, attribution and loaded wording were not checked: "
            f"no lexicon for {', '.join(unknown)}"
        )
    if thinned:
        notes.append("the texts are long: some segments were paired by their heaviest tokens only")
    return tuple(notes)
