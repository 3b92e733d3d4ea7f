"""Time, as ratios to something measured in the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import align
from align.embedding import StaticEmbedder
from benchmarks.statuses import compare_pair

# The least of so many runs: what the machine does beside us only ever adds.
RUNS = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of cold starts, and what encoding and comparing cost beside tokenising the same texts.

    ``load_model`` is what opening the embedded model takes beyond importing numpy. ``evidence_ratio``
    is a whole comparison over one that asks for no evidence, ``aligning_ratio`` the latter over
    tokenising; words were met before, as in the middle of many pairs.
    """

    import_transformers: float
    cold_compare: float
    cold_help: float
    load_model: float
    pairs_per_second: float
    tokenising_ratio: float
    aligning_ratio: float
    evidence_ratio: float
    encoding_ratio: float


def measure_speed(pair: Path, pairs: list[Path]) -> Speed:
    """Return the speed of a cold comparison of *pair* and of comparing *pairs* with a loaded model."""
    python = sys.executable
    heavy = min(_time([python, "-c", "import sentence_transformers"]) for _ in range(2))
    command = [python, "-m", "align", "compare", str(pair / "ar.txt"), str(pair / "en.txt"), "--exit-zero"]
    cold = min(_time(command) for _ in range(RUNS))
    shown = min(_time([python, "-m", "align", "--help"]) for _ in range(RUNS))
    numpy, loaded = (
        min(_time([python, "-c", code]) for _ in range(RUNS))
        for code in ("import numpy", "import numpy, align; align.load('ar-en')")
    )
    return Speed(heavy, cold, shown, loaded - numpy, *_throughput(pairs))


def _time(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def _throughput(pairs: list[Path]) -> tuple[float, float, float, float, float]:
    model = align.load("ar-en")
    assert isinstance(model, StaticEmbedder)  # noqa: S101 - the embedded model is one
    texts = [(pair / name).read_text(encoding="utf-8") for pair in pairs for name in ("ar.txt", "en.txt")]
    compare_pair(pairs[0], model)
    whole = min(_clock(lambda: [compare_pair(pair, model) for pair in pairs]) for _ in range(RUNS))
    with without_evidence():
        aligning = min(_clock(lambda: [compare_pair(pair, model) for pair in pairs]) for _ in range(RUNS))
    tokenising = min(_clock(lambda: model.tokenize(texts)) for _ in range(3))
    sentences = [line for text in texts for line in text.splitlines() if line]
    encoding = min(_clock(lambda: model.encode(sentences)) for _ in range(RUNS))
    splitting = min(_clock(lambda: model.tokenize(sentences)) for _ in range(RUNS))
    return (
        len(pairs) / whole,
        whole / tokenising,
        aligning / tokenising,
        whole / aligning,
        encoding / splitting,
    )


@contextmanager
def without_evidence() -> Iterator[None]:
    """Let comparisons end with pairing: nothing is asked of the pairs."""
    with (
        patch("align.pipeline.collect_findings", lambda *_: ()),
        patch("align.pipeline.find_today", lambda *_: None),
    ):
        yield


def _clock(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun
