"""Make ar.txt, en.txt and gold.json of every sample from the form it was written in (see README.md)."""
# ruff: noqa: INP001 - a script beside the data it makes, not a package

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADINGS = ("== Arabic ==", "== English ==", "== Passages ==")
EVIDENCE_TYPES = {
    *("number", "date", "percent", "money", "name", "negation", "modality", "attribution", "quotation"),
    *("loaded_wording", "partial_omission", "partial_addition"),
}
FLAGS = ("moved", "furniture")


@dataclass(frozen=True, slots=True)
class Side:
    """One text and where each of its marked sentences stands in it."""

    text: str
    spans: dict[str, tuple[int, int]]


def read_side(block: str, letter: str) -> Side:
    """Return the text without its marks; the spans are in order and half-open.

    Raises ValueError where a stretch of text has no mark or a mark is used twice.
    """
    text = ""
    spans: dict[str, tuple[int, int]] = {}
    for paragraph in re.split(r"\n\s*\n", block.strip()):
        text += "\n\n" if text else ""
        before, *rest = re.split(rf"\[({letter}\d+)\]", " ".join(paragraph.split()))
        if before:
            raise ValueError(f"text without a mark: {before[:40]!r}")
        for position, (mark, sentence) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
            if mark in spans:
                raise ValueError(f"mark [{mark}] is used twice")
            text += " " if position else ""
            spans[mark] = (len(text), len(text) + len(sentence.strip()))
            text += sentence.strip()
    return Side(text + "\n", spans)


def read_evidence(line: str) -> dict[str, str | None]:
    """Return one evidence item of ``type: Arabic | English``, where none stands for null."""
    kind, _, strings = line.strip().partition(": ")
    source, divider, target = strings.partition(" | ")
    if kind not in EVIDENCE_TYPES or not divider:
        raise ValueError(f"not an evidence line: {line.strip()!r}")
    return {
        "type": kind,
        "source": None if source == "none" else source,
        "target": None if target == "none" else target,
    }


def read_passages(block: str, source: Side, target: Side) -> Iterator[dict[str, object]]:
    """Yield the passages as gold.json holds them, in the order they are listed."""
    entries: list[tuple[str, list[str]]] = []
    for line in filter(None, block.splitlines()):
        if line.startswith(" "):
            entries[-1][1].append(line)
        else:
            entries.append((line, []))
    for head, evidence in entries:
        left, _, right = head.partition("~")
        marks = [mark for mark in right.split() if mark not in FLAGS]
        spans = [source.spans[mark] for mark in left.split()], [target.spans[mark] for mark in marks]
        paired = "reworded" if evidence else "kept"
        passage: dict[str, object] = {
            "source": spans[0],
            "target": spans[1],
            "status": paired if all(spans) else "dropped" if spans[0] else "added",
            "moved": "moved" in right.split(),
            "evidence": [read_evidence(line) for line in evidence],
        }
        if "furniture" in right.split():
            passage["furniture"] = True
        yield passage


def format_gold(gold: dict[str, object], passages: list[dict[str, object]]) -> str:
    """Return gold.json with one line a passage, so that a change shows as one changed line."""
    head = "".join(
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in gold.items()
    )
    lines = ",\n".join("  " + json.dumps(passage, ensure_ascii=False) for passage in passages)
    return f'{{\n{head} "passages": [\n{lines}\n ]\n}}\n'


def make_files(name: str, form: str) -> dict[str, str]:
    """Return the content of a sample's three files by file name.

    Raises ValueError or KeyError where *form* is not as README.md describes it.
    """
    head, arabic, english, listing = re.split("|".join(HEADINGS), form)
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    source, target = read_side(arabic, "a"), read_side(english, "e")
    gold: dict[str, object] = {
        "id": name,
        "note": fields["note"],
        "related": fields.get("related") != "false",
    }
    passages = list(read_passages(listing, source, target))
    return {"ar.txt": source.text, "en.txt": target.text, "gold.json": format_gold(gold, passages)}


def build(forms: Path, samples: Path) -> None:
    """Write every form in *forms* as a folder of its name in *samples*."""
    for path in sorted(forms.glob("*.txt")):
        folder = samples / path.stem
        folder.mkdir(exist_ok=True)
        for name, content in make_files(path.stem, path.read_text(encoding="utf-8")).items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(HERE / "_source", HERE)
