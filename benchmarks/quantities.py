"""How often the rule about numbers is wrong on faithful pairs, and what changes it sees.

    python benchmarks/quantities.py DATA [--show PUD]

DATA is the folder with ``dev/`` and ``train/``. Three tables: alarms for each 100 faithful
pairs that hold a digit, the share of one-digit changes that are seen, and the gold
passages of the agency pairs. With ``--show`` every alarm of one set is printed as well.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from align.evidence.quantities import compare_quantities, find_quantities, find_today

SETS = {
    "pud": ("dev/pud.parquet", None),
    "xquad": ("dev/xquad_sents.parquet", None),
    "tico19": ("train/tico19.parquet", 1000),
}
DIGIT = re.compile(r"\d")
SEED = 7
CHECKED = {"number", "percent", "money", "date"}


def read_pairs(data: Path, name: str) -> list[tuple[str, str]]:
    """Return the (Arabic, English) pairs of a set that hold a digit on either side."""
    path, rows = SETS[name]
    frame = pl.read_parquet(data / path)
    frame = frame if rows is None else frame.head(rows)
    return [
        (ar, en) for ar, en in frame.select("ar", "en").iter_rows() if DIGIT.search(ar) or DIGIT.search(en)
    ]


def change_digit(text: str, rng: random.Random) -> tuple[str, int] | None:
    """Return *text* with one ASCII digit changed, and where; None where it has none."""
    places = [match.start() for match in re.finditer(r"[0-9]", text)]
    if not places:
        return None
    place = rng.choice(places)
    first = not text[place - 1 : place].isdigit()
    digit = rng.choice([d for d in "0123456789" if d != text[place] and not (first and d == "0")])
    return text[:place] + digit + text[place + 1 :], place


def count_changes(pairs: list[tuple[str, str]], *, show: bool = False) -> tuple[int, int]:
    """Return how many one-digit changes of the English were seen at their place, of how many."""
    rng = random.Random(SEED)  # noqa: S311
    seen = tried = 0
    for ar, en in pairs:
        before = compare_quantities(ar, en, "ar", "en")
        changed = None if before else change_digit(en, rng)
        if changed is None:
            continue
        tried += 1
        text, place = changed
        found = compare_quantities(ar, text, "ar", "en")
        hit = any(f.target is None or f.target[0] <= place < f.target[1] for f in found)
        seen += hit
        if show and not hit:
            print(f"  unseen: {ar}\n          {en}\n          {text[max(0, place - 20) : place + 20]}")
    return seen, tried


def measure_set(data: Path, name: str, *, show: bool) -> None:
    """Print one line: pairs, alarms, share of changes seen, time."""
    pairs = read_pairs(data, name)
    begin = time.perf_counter()
    alarms = [(ar, en, compare_quantities(ar, en, "ar", "en")) for ar, en in pairs]
    took = time.perf_counter() - begin
    alarms = [alarm for alarm in alarms if alarm[2]]
    both = sum(any(f.source and f.target for f in found) for _, _, found in alarms)
    seen, tried = count_changes(pairs, show=show)
    rate = 100 * len(alarms) / len(pairs)
    print(
        f"{name:8} {len(pairs):6} {len(alarms):7} {rate:6.1f} {both:7} {seen / max(tried, 1):8.3f} {tried:6}"
        f" {1000 * took / len(pairs):8.2f}"
    )
    if show:
        for ar, en, found in alarms:
            print(f"\n{ar}\n{en}")
            for finding in found:
                print(f"    {finding.type.value}: {finding.message}  ({finding.weight})")


def read_agency(data: Path) -> Iterator[tuple[str, str, str, int | None, list[dict[str, str]]]]:
    """Yield each paired gold passage of the agency pairs: place, Arabic, English, today, evidence."""
    for file in sorted((data / "dev/agency").glob("*/gold.json")):
        texts = [(file.parent / f"{side}.txt").read_text(encoding="utf-8") for side in ("ar", "en")]
        today = find_today(texts[0], "ar")
        for number, passage in enumerate(json.loads(file.read_text(encoding="utf-8"))["passages"]):
            if passage["source"] and passage["target"]:
                ar, en = (
                    "\n".join(text[start:stop] for start, stop in passage[side])
                    for text, side in zip(texts, ("source", "target"), strict=True)
                )
                yield f"{file.parent.name}#{number}", ar, en, today, passage["evidence"]


def measure_agency(data: Path) -> None:
    """Print how many gold items were found, and how many findings no gold item stands for."""
    items = hits = clean = alarms = extra = 0
    for place, ar, en, today, evidence in read_agency(data):
        found = list(compare_quantities(ar, en, "ar", "en", today=today))
        for item in (item for item in evidence if item["type"] in CHECKED):
            items += 1
            match = next((f for f in found if f.type == item["type"] and covers(f, ar, en, item)), None)
            if match is None:
                print(f"  not found {place}: {item} {[f.message for f in found]}")
            else:
                hits += 1
                found.remove(match)
        if not evidence:
            clean += 1
            alarms += bool(found)
        extra += len(found)
        for finding in found:
            print(
                f"  not in the gold {place} ({len(evidence)} items): {finding.type.value} {finding.message}"
            )
    print(
        f"agency: {hits} of {items} items found; {alarms} of {clean} clean passages with a finding;"
        f" {extra} beside the gold"
    )


def covers(finding: object, ar: str, en: str, item: dict[str, str]) -> bool:
    """Whether a finding overlaps both strings of a gold item."""
    for side, text in (("source", ar), ("target", en)):
        span, wanted = getattr(finding, side), item[side]
        if (span is None) != (wanted is None):
            return False
        if wanted is not None:
            start = text.index(wanted)
            if span[1] <= start or span[0] >= start + len(wanted):
                return False
    return True


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", default="")
    arguments = parser.parse_args()
    print("set       pairs  alarms  /100  paired  changes  tried  ms/pair")
    for name in SETS:
        measure_set(arguments.data, name, show=name == arguments.show.lower())
    measure_agency(arguments.data)
    article = (arguments.data / "dev/agency/13/ar.txt").read_text(encoding="utf-8")
    begin = time.perf_counter()
    count = len(find_quantities(article, "ar"))
    print(f"one long article: {count} quantities in {1000 * (time.perf_counter() - begin):.1f} ms")


if __name__ == "__main__":
    main()
