"""How often the rule about numbers is wrong on faithful pairs, and what changes it sees.

    python benchmarks/quantities.py DATA [--show PUD]

DATA is the folder with ``dev/`` and ``train/``. Three tables: alarms for each 100 faithful
pairs that hold a digit with the share of one-digit changes that are seen, the gold passages
of the samples and agency pairs of this repository, and times. With ``--show`` every alarm
of one set is printed as well.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.quantities import compare_quantities, find_quantities, find_today

SETS = {
    "pud": ("dev/pud.parquet", None),
    "xquad": ("dev/xquad_sents.parquet", None),
    "tico19": ("train/tico19.parquet", 1000),
}
DIGIT = re.compile(r"\d")
SEED = 7
ROOT = Path(__file__).parent.parent
LEAST_WEIGHT = 0.5  # findings below it are shown to nobody at the default strictness
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


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A paired passage of a gold alignment, with what was found in it and what should be."""

    place: str
    texts: tuple[str, str]
    found: tuple[Finding, ...]
    evidence: list[dict[str, str]]

    def explains(self, finding: Finding, item: dict[str, str]) -> bool:
        """Whether *finding* touches the words of *item* on each side that it has."""
        sides = zip(
            (finding.source, finding.target), (item["source"], item["target"]), self.texts, strict=True
        )
        return all(span is None or touches(span, words, text) for span, words, text in sides)

    def is_found(self, finding: Finding, item: dict[str, str]) -> bool:
        """Whether *finding* is what *item* wants: the same type and sides, with overlapping words."""
        same = all((getattr(finding, side) is None) == (item[side] is None) for side in ("source", "target"))
        return same and finding.type == item["type"] and self.explains(finding, item)


def touches(span: tuple[int, int], words: str | None, text: str) -> bool:
    """Whether *span* overlaps *words*, which stand in *text* once."""
    start = text.index(words) if words is not None else -1
    return words is not None and span[0] < start + len(words) and start < span[1]


def read_gold(file: Path) -> Iterator[GoldPassage]:
    """Yield the paired passages of one gold alignment, each from its first span to its last."""
    source, target = ((file.parent / f"{side}.txt").read_text(encoding="utf-8") for side in ("ar", "en"))
    today = find_today(source, "ar")
    documents = DocumentValues(source, "ar", today), DocumentValues(target, "en", today)
    for number, passage in enumerate(json.loads(file.read_text(encoding="utf-8"))["passages"]):
        if passage["source"] and passage["target"]:
            ar = source[passage["source"][0][0] : passage["source"][-1][1]]
            en = target[passage["target"][0][0] : passage["target"][-1][1]]
            found = compare_quantities(ar, en, "ar", "en", today=today, documents=documents)
            yield GoldPassage(f"{file.parent.name}#{number}", (ar, en), found, passage["evidence"])


def measure_gold() -> None:
    """Print how many gold items were found, and how many findings no gold item stands for."""
    files = [*ROOT.glob("samples/*/gold.json"), *ROOT.glob("benchmarks/agency/*/gold.json")]
    counts: Counter[str] = Counter()
    for passage in (passage for file in sorted(files) for passage in read_gold(file)):
        counts += count_passage(passage)
    print(
        f"gold: {counts['hits']} of {counts['items']} items found; {counts['extra']} findings beside the gold"
        f" in {counts['kept']} kept and {counts['reworded']} reworded passages;"
        f" {counts['inside']} inside evidence of other kinds, {counts['elsewhere']} stated elsewhere"
    )


def count_passage(passage: GoldPassage) -> Counter[str]:
    """Return the counts of one passage and print what is not as in the gold."""
    counts = Counter({"reworded" if passage.evidence else "kept": 1})
    left = [finding for finding in passage.found if finding.weight >= LEAST_WEIGHT]
    counts["elsewhere"] = len(passage.found) - len(left)
    for item in (item for item in passage.evidence if item["type"] in CHECKED):
        match = next((finding for finding in left if passage.is_found(finding, item)), None)
        counts.update(("items", "hits") if match else ("items",))
        if match:
            left.remove(match)
        else:
            print(f"  not found {passage.place}: {item} {[f.message for f in left]}")
    for finding in left:
        inside = any(passage.explains(finding, item) for item in passage.evidence)
        counts["inside" if inside else "extra"] += 1
        if not inside:
            print(f"  not in the gold {passage.place}: {finding.type.value} {finding.message}")
    return counts


def measure_time() -> None:
    """Print how long the longest article of the agency pairs takes, and how long its passages."""
    file = ROOT / "benchmarks/agency/13/gold.json"
    for side in ("ar", "en"):
        text = (file.parent / f"{side}.txt").read_text(encoding="utf-8")
        begin = time.perf_counter()
        count = len(find_quantities(text, side))
        print(
            f"one long article ({side}): {count} quantities in {1000 * (time.perf_counter() - begin):.1f} ms"
        )
    begin = time.perf_counter()
    passages = len(list(read_gold(file)))
    print(f"its {passages} passages, both sides, in {1000 * (time.perf_counter() - begin):.1f} ms")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", default="")
    arguments = parser.parse_args()
    print("set       pairs  alarms  /100  paired  changes  tried  ms/pair")
    for name in SETS:
        measure_set(arguments.data, name, show=name == arguments.show.lower())
    measure_gold()
    measure_time()


if __name__ == "__main__":
    main()
