"""Comparisons → a file, its format chosen by the suffix, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from align.bitext import Comparison
from align.errors import WriteError
from align.report.characters import spell_hidden
from align.report.frames import to_delimited, to_frame
from align.report.page import render_page
from align.report.records import to_json

Writer = Callable[[Iterable[Comparison], Path], None]


def write(comparisons: Comparison | Iterable[Comparison], path: Path | str) -> None:
    """Write one or several comparisons to *path* in the format of its suffix (see ``WRITERS``).

    The file appears whole or not at all: it is written beside its place and then moved
    there, with the permissions of the file it replaces. A link is followed.

    Raises:
        WriteError: no writer for the suffix, several comparisons where the format holds
            one, a place that cannot be written, or one that is an input of the comparison.
    """
    place = Path(path)
    writer = _find_writer(place)
    chosen = [comparisons] if isinstance(comparisons, Comparison) else comparisons
    try:
        if isinstance(comparisons, Comparison):
            _spare_inputs(comparisons, place)
        _replace(Path(os.path.realpath(place)), lambda temporary: writer(chosen, temporary))
    except WriteError as error:
        raise WriteError(f"{spell_hidden(str(place))}: {error}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WriteError(f"{spell_hidden(str(place))}: cannot be written: {reason}") from error


def write_json(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as indented JSON (schema ``align.comparison/1``)."""
    path.write_bytes((to_json(_take_one(comparisons, "a .json file", "use .jsonl")) + "\n").encode())


def write_jsonl(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write comparisons as JSON, one a line, each as in a ``.json`` file."""
    with path.open("wb") as file:
        file.writelines((to_json(comparison, indent=None) + "\n").encode() for comparison in comparisons)


def write_page(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as a self-contained HTML page."""
    comparison = _take_one(comparisons, "an HTML report", "write one report each or use .jsonl")
    path.write_bytes(render_page(comparison).encode())


def write_csv(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one row a passage, separated by commas; see ``frames.to_delimited``."""
    path.write_bytes(to_delimited(comparisons, ",").encode())


def write_tsv(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one row a passage, separated by tabs; see ``frames.to_delimited``."""
    path.write_bytes(to_delimited(comparisons, "\t").encode())


def write_parquet(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one row a passage as Parquet, with the columns of ``frames.to_frame``."""
    to_frame(comparisons).write_parquet(path)


WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".html": write_page,
    ".json": write_json,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".tsv": write_tsv,
}


def _find_writer(path: Path) -> Writer:
    known = f"(known: {', '.join(sorted(WRITERS))})"
    shown, suffix = spell_hidden(str(path)), path.suffix.lower()
    if not suffix:
        raise WriteError(f"{shown}: no suffix to choose a writer by {known}")
    if suffix not in WRITERS:
        raise WriteError(f"{shown}: no writer for '{spell_hidden(suffix)}' {known}")
    return WRITERS[suffix]


def _take_one(comparisons: Iterable[Comparison], what: str, advice: str) -> Comparison:
    taken = list(comparisons)
    if len(taken) != 1:
        raise WriteError(f"{what} holds one comparison, got {len(taken)}; {advice}")
    return taken[0]


def _spare_inputs(comparison: Comparison, place: Path) -> None:
    for document in (comparison.source, comparison.target):
        read = Path(document.path)
        if place.is_file() and read.is_file() and place.samefile(read):
            raise WriteError("is an input of this comparison; give another name")


def _replace(place: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new file beside *place*, then put it there in one step."""
    if place.is_dir():
        raise WriteError("is a folder; give the name of a file")
    if not place.parent.is_dir():
        folder = spell_hidden(place.parent.name)
        raise WriteError(f"the folder '{folder}' does not exist; create it first")
    if place.exists() and not place.is_file():
        raise WriteError("is not a regular file; give another name")
    temporary = place.parent / f".align-{secrets.token_hex(8)}.tmp"
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        fill(temporary)
        if place.exists():
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
