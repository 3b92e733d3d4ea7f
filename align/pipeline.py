"""compare(): the stages in order; the only module that knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version as distribution_version
from pathlib import Path

import numpy as np

from align.alignment import align_segments
from align.bitext import Bead, Comparison, Document, Evidence, Segment, Span
from align.catalogue import DEFAULT_MODEL
from align.changes import Logistic, MeasuredBead, build_passages
from align.coverage import collect_side, measure_windows
from align.embedding import Embedder, adopt_embedder, load_embedder
from align.errors import ReadError
from align.evaluation import LabelledPassage, Scores, label_passages, score_passages
from align.evidence.collection import PassageText, StretchRule, collect_findings
from align.evidence.finding import Finding
from align.gains import LengthTerm, WindowGains, bead_density, bead_shapes, best_densities, mean_density
from align.labels import pair_files, read_labels
from align.moves import MoveRule, dissolve_weak, match_leftovers, merge_beads
from align.reading import read_documents, text_document
from align.segmentation import segment_document
from align.settings import Settings, allowed_deficit
from align.vectors import TokenVectors, best_cosines, join_tokens


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its segments and their tokens."""

    document: Document
    segments: tuple[Segment, ...]
    tokens: list[TokenVectors]

    def passage(self, side: range) -> PassageText:
        """Return the text from the first to the last segment of *side*, with its tokens."""
        first, last = self.segments[side.start], self.segments[side.stop - 1]
        tokens = join_tokens(
            [self.tokens[i] for i in side], [self.segments[i].start - first.start for i in side]
        )
        return PassageText(self.document.text[first.start : last.stop], self.document.language, tokens)


def compare(
    source: Document | Path | str,
    target: Document | Path | str,
    *,
    model: str | Embedder = DEFAULT_MODEL,
    settings: Settings | None = None,
) -> Comparison:
    """Return what became of each passage of *source* in *target*, and what *target* added.

    A ``str`` is text, a ``Path`` is read, a ``Document`` is taken as it is. *model* is a
    name, a folder, or what ``load`` returned.

    Raises:
        ReadError: a text cannot be read or holds no segment.
        ModelError: the model is not there.
    """
    chosen = settings or Settings()
    embedder = load_embedder(model) if isinstance(model, str) else adopt_embedder(model)
    texts = _prepare(source, embedder, chosen), _prepare(target, embedder, chosen)
    beads, gains = _align(*texts, chosen)
    related = mean_density(beads, gains) >= chosen.related_density
    if not related:
        beads = _unpair(gains)
    pairing = Logistic(chosen.pairing_intercept, chosen.pairing_slope)
    measured = _measure(beads, gains, *texts, chosen)
    program = distribution_version("align-editions")
    identity = embedder.identity
    return Comparison(
        source=texts[0].document,
        target=texts[1].document,
        source_segments=texts[0].segments,
        target_segments=texts[1].segments,
        passages=build_passages(measured, texts[0].segments, texts[1].segments, pairing=pairing),
        related=related,
        model=identity,
        settings=chosen.as_record(),
        signature=f"align:{program}|model:{identity.name}@{identity.fingerprint.removeprefix('sha256:')[:12]}|{chosen.signature}",
        version=program,
        notes=(*texts[0].document.notes, *texts[1].document.notes),
    )


def evaluate(gold: Path | str | Comparison, predicted: Path | str | Comparison) -> Scores:
    """Return the scores of *predicted* against *gold*: comparisons, files, or folders of files.

    Raises:
        ReadError: a file is missing, or is neither gold nor a comparison.
    """
    if isinstance(gold, Comparison) or isinstance(predicted, Comparison):
        return score_passages(_labels(gold), _labels(predicted))
    pairs = pair_files(Path(gold), Path(predicted))
    scores = [score_passages(read_labels(one), read_labels(two)) for one, two in pairs]
    return sum(scores[1:], start=scores[0])


def _labels(given: Path | str | Comparison) -> list[LabelledPassage]:
    return label_passages(given) if isinstance(given, Comparison) else read_labels(Path(given))


def _prepare(given: Document | Path | str, embedder: Embedder, settings: Settings) -> _Text:
    if isinstance(given, Path):
        document = next(read_documents(given))
    else:
        document = text_document(given) if isinstance(given, str) else given
    segments = segment_document(document, split=settings.split)
    if not segments:
        raise ReadError(f"{document.path or 'text'}: holds no word to compare")
    return _Text(document, segments, embedder.encode_tokens([segment.text for segment in segments]))


def _align(source: _Text, target: _Text, settings: Settings) -> tuple[list[Bead], WindowGains]:
    gains = measure_windows(
        collect_side(source.tokens),
        collect_side(target.tokens),
        longest=settings.longest_bead,
        chance=settings.chance,
    )
    length = LengthTerm(settings.length_weight, settings.length_ratio)
    beads = align_segments(gains, bead_shapes(settings.longest_bead, settings.widest_bead), length)
    beads = dissolve_weak(beads, gains, density=settings.paired_density)
    rule = MoveRule(settings.moved_density, settings.moved_margin)
    found = match_leftovers(beads, gains, bead_shapes(settings.moved_longest, 1), length, rule)
    return merge_beads(beads, found), gains


def _unpair(gains: WindowGains) -> list[Bead]:
    n, m = len(gains.source_weights), len(gains.target_weights)
    return [
        *(Bead(range(i, i + 1), range(0)) for i in range(n)),
        *(Bead(range(n, n), range(j, j + 1)) for j in range(m)),
    ]


def _measure(
    beads: list[Bead], gains: WindowGains, source: _Text, target: _Text, settings: Settings
) -> list[MeasuredBead]:
    nearest_source, nearest_target = best_densities(gains)
    rule = StretchRule(settings.expected_coverage, settings.least_words, allowed_deficit(settings.strictness))
    measured = []
    for bead in beads:
        if bead.source and bead.target:
            one, two = source.passage(bead.source), target.passage(bead.target)
            findings = collect_findings(one, two, rule)
            evidence = tuple(_evidence(item, bead, source, target) for item in findings)
            measured.append(MeasuredBead(bead, bead_density(bead, gains), _similarity(one, two), evidence))
        else:
            density = nearest_source[bead.source.start] if bead.source else nearest_target[bead.target.start]
            near, far = (source, target) if bead.source else (target, source)
            similarity = max(
                _similarity(near.passage(bead.source or bead.target), far.passage(range(j, j + 1)))
                for j in range(len(far.segments))
            )
            measured.append(MeasuredBead(bead, float(density), similarity))
    return measured


def _similarity(source: PassageText, target: PassageText) -> float:
    """Return the mean of both directions' coverage, weighted by token weights."""
    if not len(source.tokens.weights) or not len(target.tokens.weights):
        return 0.0
    forward, backward = best_cosines(source.tokens, target.tokens)
    means = (
        np.average(forward, weights=source.tokens.weights + 1e-9),
        np.average(backward, weights=target.tokens.weights + 1e-9),
    )
    return float(np.clip(np.mean(means), -1.0, 1.0))


def _evidence(finding: Finding, bead: Bead, source: _Text, target: _Text) -> Evidence:
    return Evidence(
        finding.type,
        _span(finding.source, source, bead.source),
        _span(finding.target, target, bead.target),
        round(finding.weight, 4),
        finding.message,
    )


def _span(offsets: tuple[int, int] | None, text: _Text, side: range) -> Span | None:
    if offsets is None:
        return None
    first = text.segments[side.start].start
    start, stop = first + offsets[0], first + offsets[1]
    return Span(start, stop, text.document.text[start:stop])
