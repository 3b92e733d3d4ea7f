"""Where the numbers of the confidence come from, and whether it keeps its word.

Articles of ``dev/xquad_sents`` lose a tenth of their English sentences and get as many from
other articles; what is right is then known. Both logistic curves of ``Settings`` are fitted
on such articles and checked on others (in domain) and on agency pairs (out of domain).
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

import align
from align.changes import Logistic
from align.evaluation import label_passages, score_passages
from align.labels import read_labels

_SHARE = 0.1  # of an article's sentences
_SHORTEST = 8  # sentences of an article
_BINS = 10


@dataclass(frozen=True, slots=True)
class EditedArticle:
    """Sentences of both languages; ``links`` says which English one each Arabic one has, if any."""

    arabic: list[str]
    english: list[str]
    links: dict[int, int]


def edit_articles(folder: Path, seed: int) -> list[EditedArticle]:
    """Return each article of ``dev/xquad_sents`` with a tenth dropped and as many added at random places."""
    frame = pl.read_parquet(folder / "dev" / "xquad_sents.parquet", columns=["document", "ar", "en"])
    articles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, arabic, english in frame.iter_rows():
        articles[document.partition("#")[0]].append((arabic, english))
    rng = random.Random(seed)  # noqa: S311 - reproducible edits, no secret
    long = [pairs for pairs in articles.values() if len(pairs) >= _SHORTEST]
    return [_edit(pairs, rng.choice([other for other in long if other is not pairs]), rng) for pairs in long]


def _edit(pairs: list[tuple[str, str]], other: list[tuple[str, str]], rng: random.Random) -> EditedArticle:
    count = max(1, round(_SHARE * len(pairs)))
    dropped = set(rng.sample(range(len(pairs)), count))
    kept = [(place, english) for place, (_, english) in enumerate(pairs) if place not in dropped]
    for _, stranger in rng.sample(other, min(count, len(other))):
        kept.insert(rng.randrange(len(kept) + 1), (-1, stranger))
    links = {place: j for j, (place, _) in enumerate(kept) if place >= 0}
    return EditedArticle([arabic for arabic, _ in pairs], [english for _, english in kept], links)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a comparison said, a row a passage: (n,) density, confidence, whether right, whether paired."""

    density: NDArray[np.float64]
    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    paired: NDArray[np.bool_]


def judge_articles(articles: list[EditedArticle], model: align.Embedder) -> Verdicts:
    """Return what the comparisons of *articles* said.

    A pair is right if it holds a link, an unpaired passage if it holds none of the linked sentences.
    """
    settings = align.Settings(split="line")
    rows = []
    for article in articles:
        texts = ("\n".join(side) for side in (article.arabic, article.english))
        linked = set(article.links.values())
        for passage in align.compare(*texts, model=model, settings=settings).passages:
            paired = bool(passage.source and passage.target)
            if paired:
                right = any(article.links.get(i) in passage.target for i in passage.source)
            else:
                right = not any(i in article.links for i in passage.source) and linked.isdisjoint(
                    passage.target
                )
            rows.append((_density(passage, settings), passage.confidence, right, paired))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Verdicts(*columns)


def _density(passage: align.Passage, settings: align.Settings) -> float:
    """Return the density that gave the passage its confidence: the logistic curve backwards."""
    probability = passage.confidence
    if passage.evidence:
        probability /= 1 - math.prod(1 - item.confidence for item in passage.evidence)
    probability = min(max(probability, 1e-4), 1 - 1e-4)
    odds = math.log(probability / (1 - probability))
    if passage.source and passage.target:
        return (odds - settings.paired_intercept) / settings.paired_slope
    return (odds - settings.unpaired_intercept) / settings.unpaired_slope


def judge_pairs(folder: Path, model: align.Embedder) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return confidence and whether right of each passage of the pairs in *folder*, furniture left out."""
    found = []
    for gold in sorted(folder.glob("*/gold.json")):
        comparison = align.compare(gold.parent / "ar.txt", gold.parent / "en.txt", model=model)
        labels = read_labels(gold)
        for passage, labelled in zip(comparison.passages, label_passages(comparison), strict=True):
            score = score_passages(labels, [labelled]).by_label[passage.status]
            if score.predicted:
                found.append((passage.confidence, bool(score.right)))
    confidence, right = zip(*found, strict=True)
    return np.array(confidence), np.array(right)


def fit_logistic(x: NDArray[np.float64], right: NDArray[np.bool_]) -> Logistic:
    """Return the logistic curve that makes the verdicts *right* most likely."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1e3).fit(x[:, None], right)
    return Logistic(float(fitted.intercept_[0]), float(fitted.coef_[0, 0]))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error: the mean distance of confidence and accuracy over ten bins.

    Naeini et al. 2015, "Obtaining well calibrated probabilities using Bayesian binning".
    """
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    distances = [
        abs(float(confidence[bins == b].mean() - right[bins == b].mean())) * (bins == b).mean()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(distances))
