"""The command line: parse, call align, print.

Exit status as diff: 0 nothing flagged, 1 something flagged, 2 trouble.
"""

from __future__ import annotations

import io
import logging
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer

if TYPE_CHECKING:
    from align import Comparison, Document

app = typer.Typer(
    name="align",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Split(StrEnum):
    """What a segment is."""

    SENTENCE = "sentence"
    LINE = "line"
    PARAGRAPH = "paragraph"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"align {version('align-editions')}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Compare an Arabic original with its English version: what was added, dropped, reworded or moved."""


# What compare and report share.
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "-o", "--output", help="Write a file; its suffix chooses what: .html .xlsx .tmx … Repeatable."
    ),
]
WithReworded = Annotated[
    bool,
    typer.Option("--with-reworded", help="Put reworded passages into a .tmx too, not only kept ones."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]


@app.command(epilog="Exit status: 0 nothing flagged, 1 something flagged, 2 trouble.")
def compare(
    source: Annotated[str, typer.Argument(help="The Arabic original, a file or - for standard input.")],
    target: Annotated[str, typer.Argument(help="The English version, a file or - for standard input.")],
    output: Outputs = None,
    with_reworded: WithReworded = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print the comparison as JSON and nothing else.")
    ] = False,
    quiet: Quiet = False,
    split: Annotated[Split, typer.Option(help="What a segment is.")] = Split.SENTENCE,
    model: Annotated[str, typer.Option(help="ar-en, a folder, or a sentence-transformers name.")] = "ar-en",
    strictness: Annotated[
        float, typer.Option(min=0.1, max=20, help="False alarms allowed per 100 faithful passages.")
    ] = 2.0,
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the texts, or of the first and the second: windows-1256,utf-8"),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option(help="Words of your own for negation, attribution, loaded wording … (TOML)."),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even where something is flagged.")
    ] = False,
) -> None:
    """Show what an English version added, dropped, reworded or moved.

    align compare original.txt version.txt

    align compare original.txt version.txt -o report.html -o passages.csv

    align compare - version.txt --json < original.txt

    Reads .docx, .html, .md, .txt and more by their suffix, and tells standard input by its first bytes.
    """
    import align

    if source == target == "-":
        raise align.ReadError("-: standard input can be one of the two texts, not both")
    _check_places(output or [])
    first, comma, second = (encoding or "").partition(",")
    encodings = (first or None, (second if comma else first) or None)
    documents = [
        next(align.read(name, encoding=each)) for name, each in zip((source, target), encodings, strict=True)
    ]
    _refuse_swapped(*documents)
    settings = align.Settings(split=split.value, strictness=strictness)
    comparison = align.compare(*documents, model=model, settings=settings, lexicon=lexicon)
    _write(comparison, output or [], with_reworded=with_reworded, quiet=quiet)
    if json:
        _print_json(comparison)
    elif not quiet:
        for note in comparison.notes:
            typer.echo(f"align: {note}", err=True)
        if not output:
            _summarise(comparison)
    raise typer.Exit(int(comparison.flagged and not exit_zero))


@app.command(epilog="Exit status: 0 done, 2 trouble.")
def report(
    comparison: Annotated[Path, typer.Argument(help="A comparison saved with -o NAME.json.")],
    output: Outputs = None,
    with_reworded: WithReworded = False,
    quiet: Quiet = False,
) -> None:
    """Write a saved comparison in other formats, without its texts and without a model.

    align report comparison.json -o report.html -o review.xlsx

    align report comparison.json
    """
    import align

    _check_places(output or [])
    saved = align.read_comparison(comparison)
    _write(saved, output or [], with_reworded=with_reworded, quiet=quiet)
    if not output and not quiet:
        _summarise(saved)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="gold.json, or a folder of folders that hold one.")],
    predicted: Annotated[
        Path, typer.Argument(help="A comparison as JSON, or a folder of such, by the same names.")
    ],
) -> None:
    """Score comparisons against gold passages: precision, recall and F1 by status.

    align evaluate samples/showcase/gold.json out/comparison.json
    """
    import align

    typer.echo(align.evaluate(gold, predicted).as_table())


@app.command()
def models() -> None:
    """List the embedding models that --model knows by name, what is published of them, and which are here.

    NTREX (news, Arabic to English and back) and Tatoeba are F1 × 100 of finding translations, STS17 is the
    correlation × 100 with graded similarity. The prompt is set before each text for you.

    align models
    """
    import align

    row = "{:40}{:>8}{:>6}  {:14}{:>13}{:>9}{:>7}  {:5} {}"
    typer.echo(row.format("name", "million", "dim", "licence", "NTREX", "Tatoeba", "STS17", "here", "prompt"))
    for model in align.known_models():
        news = "" if model.ntrex is None else "{:.1f} / {:.1f}".format(*model.ntrex)
        others = ["" if figure is None else f"{figure:.1f}" for figure in (model.tatoeba, model.sts17)]
        here = "yes" if model.here else "no"
        prompt = "" if model.prompt is None else repr(model.prompt)
        name = model.alias or model.name
        typer.echo(
            row.format(
                name, model.parameters, model.dimension, model.licence, news, *others, here, prompt
            ).rstrip()
        )


def _refuse_swapped(source: Document, target: Document) -> None:
    import align
    from align.reading import quote_path

    if source.language == "en" and target.language == "ar":
        english, arabic = quote_path(source.path), quote_path(target.path)
        raise align.ReadError(
            f"{english}: is English, and {arabic} is Arabic; the Arabic original goes first: "
            f"align compare {arabic} {english}"
        )


def _check_places(paths: list[Path]) -> None:
    """Refuse what cannot be written before anything else is done."""
    from align.report.files import check_place

    for path in paths:
        check_place(path)


def _write(comparison: Comparison, paths: list[Path], *, with_reworded: bool, quiet: bool) -> None:
    import align
    from align.reading import quote_path

    for path in paths:
        align.write(comparison, path, with_reworded=with_reworded)
        if not quiet:
            typer.echo(f"wrote {quote_path(str(path))}", err=True)


def _print_json(comparison: Comparison) -> None:
    import align

    # Bytes, because stdout may have been given another encoding than JSON must have.
    typer.echo(align.to_json(comparison).encode())


def _summarise(comparison: Comparison) -> None:
    from rich.console import Console

    from align.report.terminal import render_summary

    render_summary(comparison, Console(highlight=False))


# Typer has its own copy of Click or imports it, by its version; this is UsageError, wherever it stands.
_UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])


def run() -> None:
    """Run the program; every error that a user can mend is one line on stderr and exit status 2."""
    from align.errors import AlignError

    _set_up_streams()
    try:
        status = app(sys.argv[1:] or ["--help"], prog_name="align", standalone_mode=False)
    except AlignError as error:
        _fail(str(error), 2)
    except _UsageError as error:
        command = "align" if error.ctx is None else error.ctx.command_path
        _fail(f"{error.format_message().rstrip('.')}; see {command} --help", 2)
    except MemoryError:
        _fail("out of memory; the texts are too long for this machine", 2)
    if status == 130:
        _fail("stopped", 130)
    sys.exit(status)


def _set_up_streams() -> None:
    if hasattr(signal, "SIGPIPE"):
        # Whoever reads stdout may have had enough: end silently, as diff does.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What another encoding cannot say is spelled, not refused.
            stream.reconfigure(errors="backslashreplace")
    # What goes wrong in fetching a model is said in one line at the end.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    # What goes wrong in reading a page or a PDF is said in one line as well.
    for name in ("trafilatura", "htmldate", "courlan", "pypdfium2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"align: {' '.join(message.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    run()
