"""Gold and predictions, from files or comparisons → scores.

Gold files and saved comparisons have the same shape in JSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from align.bitext import Comparison, Status
from align.errors import ReadError
from align.evaluation import LabelledPassage, Scores, Spans, label_passages, score_passages

GOLD_NAME = "gold.json"


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


def read_labels(path: Path) -> list[LabelledPassage]:
    """Return the passages of a gold file or a saved comparison.

    Raises:
        ReadError: the file is missing or does not hold passages.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return [_passage(entry) for entry in record["passages"]]
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
    except RecursionError as error:
        raise ReadError(f"{path}: nested too deep to be gold or a comparison") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(
            f"{path}: not gold or a comparison in JSON ({type(error).__name__}: {error})"
        ) from error


def pair_files(gold: Path, predicted: Path) -> list[tuple[Path, Path]]:
    """Return which prediction belongs to which gold file.

    Of a folder, every ``NAME/gold.json`` belongs to ``NAME.json`` or the only ``.json``
    in ``NAME/`` of the other folder.

    Raises:
        ReadError: a file has no counterpart, or there is nothing to compare.
    """
    if not gold.is_dir():
        return [(gold, predicted)]
    pairs = [
        (file, _find_prediction(file.parent.name, predicted)) for file in sorted(gold.glob(f"*/{GOLD_NAME}"))
    ]
    if not pairs:
        raise ReadError(f"{gold}: holds no NAME/{GOLD_NAME}")
    return pairs


def _find_prediction(name: str, folder: Path) -> Path:
    inside = [file for file in sorted((folder / name).glob("*.json")) if file.name != GOLD_NAME]
    choices = [folder / f"{name}.json"] if (folder / f"{name}.json").is_file() else inside
    if len(choices) != 1:
        raise ReadError(f"{folder}: wanted {name}.json or one .json in {name}/, for the gold of that name")
    return choices[0]


def _passage(entry: dict[str, Any]) -> LabelledPassage:
    return LabelledPassage(
        _spans(entry["source"]),
        _spans(entry["target"]),
        Status(entry["status"]),
        bool(entry["moved"]),
        frozenset(str(item["type"]) for item in entry["evidence"]),
        bool(entry.get("furniture", False)),
    )


def _spans(spans: list[list[int]]) -> Spans:
    return tuple((int(start), int(stop)) for start, stop in spans)
