"""Comparisons → a file, its format chosen by the suffix, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from align.bitext import Comparison
from align.errors import MissingExtra, WriteError
from align.report.characters import spell_hidden
from align.report.frames import to_delimited, to_frame
from align.report.ladder import render_ladder, render_vecalign
from align.report.page import render_page
from align.report.records import to_json
from align.report.review_table import render_review_table
from align.report.tei import render_tei
from align.report.tmx import render_tmx
from align.report.workbook import render_workbook
from align.report.xliff import render_xliff

Writer = Callable[[Iterable[Comparison], Path], None]


def write(
    comparisons: Comparison | Iterable[Comparison], path: Path | str, *, with_reworded: bool = False
) -> None:
    """Write one or several comparisons to *path* in the format of its suffix (see ``WRITERS``).

    The file appears whole or not at all: it is written beside its place and then moved
    there, with the permissions of the file it replaces. A link is followed. A translation
    memory holds kept passages, and reworded ones *with_reworded*; other formats hold all.

    Raises:
        WriteError: no writer for the suffix, several comparisons where the format holds
            one, a place that cannot be written, or one that is an input of the comparison.
        MissingExtra: the format needs a library that is not installed.
    """
    place = Path(path)
    writer = _find_writer(place)
    if writer is write_tmx and with_reworded:
        writer = partial(write_tmx, with_reworded=True)
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


def check_place(path: Path | str) -> None:
    """Refuse a place that ``write`` would refuse whatever the comparison is, before one is made.

    Raises:
        WriteError: no writer for the suffix, no such folder, or no regular file.
        MissingExtra: the format needs a library that is not installed.
    """
    place = Path(path)
    _find_writer(place)
    try:
        _refuse_place(Path(os.path.realpath(place)))
    except WriteError as error:
        raise WriteError(f"{spell_hidden(str(place))}: {error}") from error


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


def write_workbook(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as an Excel workbook to review in."""
    comparison = _take_one(comparisons, "a workbook", "write one each or use .csv")
    path.write_bytes(render_workbook(comparison))


def write_docx(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as a Word document with a bilingual review table."""
    comparison = _take_one(comparisons, "a review table", "write one each or use .csv")
    path.write_bytes(render_review_table(comparison))


def write_tmx(comparisons: Iterable[Comparison], path: Path, *, with_reworded: bool = False) -> None:
    """Write the kept passages as one translation memory; see ``tmx.render_tmx``."""
    path.write_bytes(render_tmx(comparisons, with_reworded=with_reworded))


def write_xliff(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write all passages as XLIFF 1.2, one ``file`` element a comparison."""
    path.write_bytes(render_xliff(comparisons))


def write_tei(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as TEI with stand-off links."""
    path.write_bytes(render_tei(_take_one(comparisons, "a .tei file", "write one each")))


def write_ladder(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as hunalign's ladder."""
    path.write_bytes(render_ladder(_take_one(comparisons, "a ladder", "write one each")).encode())


def write_vecalign(comparisons: Iterable[Comparison], path: Path) -> None:
    """Write one comparison as Vecalign's beads."""
    path.write_bytes(render_vecalign(_take_one(comparisons, "a .vecalign file", "write one each")).encode())


WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".docx": write_docx,
    ".html": write_page,
    ".json": write_json,
    ".jsonl": write_jsonl,
    ".ladder": write_ladder,
    ".parquet": write_parquet,
    ".tei": write_tei,
    ".tmx": write_tmx,
    ".tsv": write_tsv,
    ".vecalign": write_vecalign,
    ".xlf": write_xliff,
    ".xliff": write_xliff,
    ".xlsx": write_workbook,
}

# What a suffix needs beyond the program's own libraries: module, distribution, extra.
_EXTRAS = {".docx": ("docx", "python-docx", "docx")}


def _find_writer(path: Path) -> Writer:
    known = f"(known: {', '.join(sorted(WRITERS))})"
    shown, suffix = spell_hidden(str(path)), path.suffix.lower()
    if not suffix:
        raise WriteError(f"{shown}: no suffix to choose a writer by {known}")
    if suffix not in WRITERS:
        raise WriteError(f"{shown}: no writer for '{spell_hidden(suffix)}' {known}")
    module, distribution, extra = _EXTRAS.get(suffix, ("", "", ""))
    if module and find_spec(module) is None:
        raise MissingExtra(
            f"{shown}: needs {distribution}; install it: pip install 'align-editions[{extra}]'"
        )
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


def _refuse_place(place: Path) -> None:
    if place.is_dir():
        raise WriteError("is a folder; give the name of a file")
    if not place.parent.is_dir():
        folder = spell_hidden(place.parent.name)
        raise WriteError(f"the folder '{folder}' does not exist; create it first")
    if place.exists() and not place.is_file():
        raise WriteError("is not a regular file; give another name")


def _replace(place: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new file beside *place*, then put it there in one step."""
    _refuse_place(place)
    temporary = place.parent / f".align-{secrets.token_hex(8)}.tmp"
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        fill(temporary)
        if place.exists():
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
