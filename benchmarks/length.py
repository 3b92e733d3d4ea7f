"""How time and memory grow with the length of the texts, each length in a process of its own."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import align

# Sentences of all kinds, seen in training, which is no matter for time.
_FILES = ("tico19", "mt_geneval", "tatoeba", "sdg", "web_docs")
_EACH = 4_000  # sentences of a file at most
_SHORTEST, _LONGEST = 40, 300  # code points of the English
_DROPPED = 0.1
_MOVED_RUNS = 0.01  # runs of three sentences moved, as a share of the sentences


@dataclass(frozen=True, slots=True)
class LengthCost:
    """What so many sentences against nine in ten of them cost: seconds of processor time and megabytes."""

    sentences: int
    seconds: float
    megabytes: int
    links: float


def measure_length(data: Path, count: int) -> LengthCost:
    """Return the cost of comparing *count* sentences of ``train/`` with their translations, edited."""
    command = [sys.executable, "-m", "benchmarks.length", str(data), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return LengthCost(**json.loads(done.stdout))


def write_texts(data: Path, count: int) -> tuple[list[str], list[str], set[tuple[int, int]]]:
    """Return *count* sentences, their translations with a tenth dropped and runs moved, and the links."""
    rows: list[tuple[str, str]] = []
    for name in _FILES:
        frame = pl.read_parquet(data / "train" / f"{name}.parquet", columns=["ar", "en"])
        pairs = [[" ".join(text.split()) for text in row] for row in frame.iter_rows()]
        rows += [(one, two) for one, two in pairs if _SHORTEST < len(two) < _LONGEST][:_EACH]
    rng = random.Random(1)  # noqa: S311 - reproducible texts
    rng.shuffle(rows)
    rows = rows[:count]
    dropped = set(rng.sample(range(len(rows)), round(_DROPPED * len(rows))))
    order = [i for i in range(len(rows)) if i not in dropped]
    for _ in range(round(_MOVED_RUNS * len(rows))):
        start = rng.randrange(len(order) - 3)
        run = order[start : start + 3]
        del order[start : start + 3]
        place = rng.randrange(len(order))
        order[place:place] = run
    links = {(i, j) for j, i in enumerate(order)}
    return [arabic for arabic, _ in rows], [rows[i][1] for i in order], links


def _measure_here(data: Path, count: int) -> LengthCost:
    model = align.load("ar-en")
    arabic, english, gold = write_texts(data, count)
    texts = "\n".join(arabic), "\n".join(english)
    begun = time.process_time()
    passages = align.compare(*texts, model=model, settings=align.Settings(split="line")).passages
    seconds = time.process_time() - begun
    links = {(i, j) for passage in passages for i in passage.source for j in passage.target}
    f1 = 2 * len(links & gold) / max(len(links) + len(gold), 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return LengthCost(len(arabic), round(seconds, 2), peak, round(f1, 4))


if __name__ == "__main__":
    cost = _measure_here(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({name: getattr(cost, name) for name in LengthCost.__slots__}))
