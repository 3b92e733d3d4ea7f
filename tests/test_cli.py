"""The command line: what it prints where, its exit statuses, and one line for everything that goes wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import align
import cli
from align.report.files import WRITERS
from align.report.records import from_record

ROOT = Path(__file__).parent.parent
SHOWCASE = ROOT / "samples" / "showcase"
SOURCE, TARGET = str(SHOWCASE / "ar.txt"), str(SHOWCASE / "en.txt")
COMMANDS = {
    "compare": [
        "--output",
        "-o",
        "--json",
        "--split",
        "--model",
        "--strictness",
        "--encoding",
        "--exit-zero",
        "--quiet",
        "-q",
        "--with-reworded",
        "--lexicon",
    ],
    "evaluate": [],
    "models": [],
    "report": ["--output", "-o", "--quiet", "-q", "--with-reworded"],
}


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    # The width of help decides whether an option's name is cut.
    monkeypatch.setenv("COLUMNS", "140")
    return CliRunner()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "PYTHONIOENCODING", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


def run_align(
    *arguments: str, stdin: bytes | None = None, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "align", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=folder or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run ``cli.run`` in this process; gives status, stdout and stderr."""

    def invoke(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["align", *arguments])
        before = signal.getsignal(signal.SIGPIPE)
        try:
            with pytest.raises(SystemExit) as caught:
                cli.run()
        finally:
            signal.signal(signal.SIGPIPE, before)
        out, err = capfd.readouterr()
        return int(caught.value.code or 0), out, err

    return invoke


# Statuses


def test_a_difference_exits_with_1_and_says_what_differs(runner: CliRunner) -> None:
    done = runner.invoke(cli.app, ["compare", SOURCE, TARGET])
    assert done.exit_code == 1
    assert "370" in done.stdout or "٣٧٠" in done.stdout
    assert "307" in done.stdout
    assert done.stderr == ""


def test_exit_zero_exits_with_0_although_something_is_flagged(runner: CliRunner) -> None:
    plain = runner.invoke(cli.app, ["compare", SOURCE, TARGET])
    done = runner.invoke(cli.app, ["compare", SOURCE, TARGET, "--exit-zero"])
    assert (done.exit_code, done.stdout) == (0, plain.stdout)


def test_a_faithful_version_exits_with_0(runner: CliRunner) -> None:
    folder = ROOT / "samples" / "faithful-rain"
    files = [str(folder / "ar.txt"), str(folder / "en.txt")]
    done = runner.invoke(cli.app, ["compare", *files, "--strictness", "0.1"])
    assert done.exit_code == 0


def test_identical_files_are_all_kept_and_said_to_be_in_one_language(runner: CliRunner) -> None:
    done = runner.invoke(cli.app, ["compare", SOURCE, SOURCE, "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["summary"]["kept"] == 10
    shown = runner.invoke(cli.app, ["compare", SOURCE, SOURCE])
    assert shown.stderr == "align: both texts are in the same language (ar)\n"


def test_one_sentence_a_side_is_enough(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text("وصل الوزير إلى القاهرة يوم الأحد.", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The minister arrived in Cairo on Sunday.", encoding="utf-8")
    done = runner.invoke(cli.app, ["compare", str(tmp_path / "ar.txt"), str(tmp_path / "en.txt"), "--json"])
    assert done.exit_code in {0, 1}
    record = json.loads(done.stdout)
    assert (len(record["source"]["segments"]), len(record["target"]["segments"])) == (1, 1)


# Output


def test_json_prints_the_comparison_and_nothing_else(runner: CliRunner) -> None:
    done = runner.invoke(cli.app, ["compare", SOURCE, TARGET, "--json"])
    assert done.stdout.startswith("{\n")
    assert done.stdout.endswith("}\n")
    assert from_record(json.loads(done.stdout)).source.path == SOURCE
    assert done.stderr == ""


def test_json_is_utf_8_whatever_stdout_was_told_to_be() -> None:
    done = run_align("compare", SOURCE, TARGET, "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stderr == b""
    assert "الدوحة" in json.loads(done.stdout.decode("utf-8"))["source"]["text"]


def test_a_terminal_that_knows_no_arabic_gets_it_spelled() -> None:
    done = run_align("compare", SOURCE, TARGET, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"\\u0627" in done.stdout
    assert done.stderr == b""


def test_output_may_be_repeated_and_replaces_the_summary(runner: CliRunner, tmp_path: Path) -> None:
    names = [f"run{suffix}" for suffix in WRITERS]
    options = [part for name in names for part in ("-o", str(tmp_path / name))]
    done = runner.invoke(cli.app, ["compare", SOURCE, TARGET, *options])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"wrote {tmp_path / name}" for name in names]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert align.read_comparison(tmp_path / "run.json").count(align.Status.DROPPED) == 1


def test_a_quiet_run_says_nothing_but_its_status_and_its_data(runner: CliRunner, tmp_path: Path) -> None:
    silent = runner.invoke(cli.app, ["compare", SOURCE, TARGET, "-q", "-o", str(tmp_path / "run.json")])
    assert (silent.exit_code, silent.stdout, silent.stderr) == (1, "", "")
    assert (tmp_path / "run.json").is_file()
    noted = runner.invoke(cli.app, ["compare", SOURCE, SOURCE, "--quiet"])
    assert (noted.exit_code, noted.stdout, noted.stderr) == (0, "", "")
    data = runner.invoke(cli.app, ["compare", SOURCE, TARGET, "--quiet", "--json"])
    assert json.loads(data.stdout)["schema"] == "align.comparison/1"
    shown = runner.invoke(cli.app, ["report", str(tmp_path / "run.json"), "--quiet"])
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "")


def test_a_quiet_run_still_says_what_went_wrong(call: Call) -> None:
    status, out, err = call("compare", "no.txt", TARGET, "--quiet")
    assert (status, out) == (2, "")
    assert re.fullmatch(r"align: no\.txt: [^\n]*\n", err)


def test_no_color_takes_the_colour_out_and_columns_sets_the_width() -> None:
    coloured = run_align("compare", SOURCE, TARGET, FORCE_COLOR="1", TERM="xterm-256color")
    assert re.search(rb"\x1b\[[0-9;]*3[0-9]", coloured.stdout)
    plain = run_align("compare", SOURCE, TARGET, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]", plain.stdout)
    narrow = run_align("compare", SOURCE, TARGET, COLUMNS="44").stdout.decode()
    assert max(cell_len(re.sub("[\u2066-\u2069]", "", line)) for line in narrow.splitlines()) <= 44


def test_a_saved_comparison_is_written_again_without_its_texts_and_without_a_model(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct, again = tmp_path / "direct", tmp_path / "again"
    direct.mkdir()
    again.mkdir()
    texts = [str(tmp_path / "ar.txt"), str(tmp_path / "en.txt")]
    Path(texts[0]).write_bytes(Path(SOURCE).read_bytes())
    Path(texts[1]).write_bytes(Path(TARGET).read_bytes())
    names = [f"run{suffix}" for suffix in WRITERS]
    options = [part for name in names for part in ("-o", str(direct / name))]
    assert runner.invoke(cli.app, ["compare", *texts, "--with-reworded", *options]).exit_code == 1
    for text in texts:
        Path(text).unlink()
    monkeypatch.setattr(align, "compare", None, raising=False)
    monkeypatch.setattr(align, "load", None, raising=False)
    options = [part for name in names for part in ("-o", str(again / name))]
    done = runner.invoke(cli.app, ["report", str(direct / "run.json"), "--with-reworded", *options])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [f"wrote {again / name}" for name in names]
    for name in names:
        if name != "run.docx":  # a .docx holds the time at which it was packed
            assert (again / name).read_bytes() == (direct / name).read_bytes(), name
    shown = runner.invoke(cli.app, ["report", str(direct / "run.json")])
    assert shown.stdout.startswith(f"{texts[0]} → ")
    assert (shown.exit_code, shown.stderr) == (0, "")


def test_a_memory_holds_reworded_passages_where_they_are_asked_for(runner: CliRunner, tmp_path: Path) -> None:
    counts = []
    for option in ([], ["--with-reworded"]):
        path = tmp_path / "memory.tmx"
        runner.invoke(cli.app, ["compare", SOURCE, TARGET, "-o", str(path), *option])
        counts.append(path.read_text(encoding="utf-8").count("<tu "))
    assert 0 < counts[0] < counts[1]


def test_json_and_output_go_together(runner: CliRunner, tmp_path: Path) -> None:
    done = runner.invoke(cli.app, ["compare", SOURCE, TARGET, "--json", "-o", str(tmp_path / "run.json")])
    assert json.loads(done.stdout) == json.loads((tmp_path / "run.json").read_bytes())


@pytest.mark.parametrize(("split", "count"), [("sentence", 3), ("line", 2), ("paragraph", 1)])
def test_split_says_what_a_segment_is(runner: CliRunner, tmp_path: Path, split: str, count: int) -> None:
    (tmp_path / "ar.txt").write_text(
        "وصل الوزير إلى القاهرة. والتقى نظيره المصري.\nوغادر يوم الأحد إلى عمّان.\n", encoding="utf-8"
    )
    (tmp_path / "en.txt").write_text(
        "The minister arrived in Cairo. He met his counterpart.\nHe left for Amman on Sunday.\n",
        encoding="utf-8",
    )
    files = [str(tmp_path / "ar.txt"), str(tmp_path / "en.txt")]
    done = runner.invoke(cli.app, ["compare", *files, "--json", "--split", split])
    record = json.loads(done.stdout)
    expected = count if split != "paragraph" else len(record["source"]["segments"])
    assert record["settings"]["split"] == split
    assert len(record["source"]["segments"]) == expected


def test_standard_input_is_one_of_the_two_texts(runner: CliRunner) -> None:
    text = Path(SOURCE).read_bytes()
    from_file = json.loads(runner.invoke(cli.app, ["compare", SOURCE, TARGET, "--json"]).stdout)
    done = run_align("compare", "-", TARGET, "--json", stdin=text)
    record = json.loads(done.stdout)
    assert record["source"].pop("path") == "-"
    assert from_file["source"].pop("path") == SOURCE
    assert record == from_file


def test_strictness_decides_how_much_is_called_reworded(runner: CliRunner) -> None:
    folder = ROOT / "benchmarks" / "agency" / "04"
    files = [str(folder / "ar.txt"), str(folder / "en.txt")]
    counts = [
        json.loads(runner.invoke(cli.app, ["compare", *files, "--json", "--strictness", each]).stdout)[
            "summary"
        ]["reworded"]
        for each in ("0.1", "2", "20")
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_evaluate_prints_a_score_for_each_status(runner: CliRunner, tmp_path: Path) -> None:
    runner.invoke(cli.app, ["compare", SOURCE, TARGET, "-o", str(tmp_path / "showcase.json")])
    one = runner.invoke(cli.app, ["evaluate", str(SHOWCASE / "gold.json"), str(tmp_path / "showcase.json")])
    assert one.exit_code == 0
    for label in ("kept", "reworded", "dropped", "added", "moved"):
        assert re.search(rf"^{label}\s+[01]\.\d{{3}}", one.stdout, re.MULTILINE)


def test_models_lists_the_embedded_one_as_here(runner: CliRunner) -> None:
    done = runner.invoke(cli.app, ["models"])
    assert done.exit_code == 0
    assert re.search(r"^ar-en .* yes$", done.stdout, re.MULTILINE)
    assert "LaBSE" in done.stdout


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_option_and_gives_an_example(runner: CliRunner, command: str) -> None:
    done = runner.invoke(cli.app, [command, "--help"])
    assert done.exit_code == 0
    assert all(option in done.stdout for option in COMMANDS[command])
    assert f"align {command}" in done.stdout
    taken = {
        name for each in cli.app.registered_commands if each.callback for name in [each.callback.__name__]
    }
    assert taken == set(COMMANDS)


def test_without_arguments_there_is_the_help_that_names_every_command(call: Call) -> None:
    status, out, err = call()
    assert (status, err) == (0, "")
    assert all(command in out for command in COMMANDS)


def test_the_version_is_that_of_the_distribution(runner: CliRunner) -> None:
    done = runner.invoke(cli.app, ["--version"])
    assert re.fullmatch(r"align \d+\.\d+\.\d+\S*\n", done.stdout)


# Trouble


def troubles() -> dict[str, tuple[list[str], str]]:
    """Each thing that a user may get wrong: the arguments, and what the line must say."""
    return {
        "no such file": (["compare", "no.txt", TARGET], r"no\.txt: no such file"),
        "an empty file": (["compare", "{tmp}/empty.txt", TARGET], r"empty\.txt: empty"),
        "only white space": (["compare", "{tmp}/white.txt", TARGET], r"white\.txt: only white space"),
        "only signs": (["compare", "{tmp}/signs.txt", TARGET], r"signs\.txt: holds no word"),
        "a binary file": (["compare", "{tmp}/binary.txt", TARGET], r"binary\.txt: .*binary"),
        "a picture": (["compare", "{tmp}/picture.png", TARGET], r"picture\.png: a PNG picture"),
        "a folder": (["compare", str(SHOWCASE), TARGET], r"showcase: a folder"),
        "standard input twice": (["compare", "-", "-"], r"-: standard input can be one of the two"),
        "texts the wrong way round": (
            ["compare", TARGET, SOURCE],
            r"en\.txt: is English.*align compare .*ar\.txt",
        ),
        "an unknown suffix": (
            ["compare", SOURCE, TARGET, "-o", "{tmp}/x.pdf"],
            r"x\.pdf: no writer for '\.pdf'",
        ),
        "no folder to write to": (
            ["compare", SOURCE, TARGET, "-o", "{tmp}/no/x.json"],
            r"x\.json: the folder",
        ),
        "a folder to write over": (
            ["compare", SOURCE, TARGET, "-o", "{tmp}/dir.json"],
            r"dir\.json: ",
        ),
        "no such lexicon": (
            ["compare", SOURCE, TARGET, "--lexicon", "no.toml"],
            r"no\.toml: No such file or directory; give",
        ),
        "a lexicon that is none": (
            ["compare", SOURCE, TARGET, "--lexicon", "{tmp}/white.txt"],
            r"white\.txt: holds no entry; a lexicon has",
        ),
        "no such model folder": (
            ["compare", SOURCE, TARGET, "--model", "./no"],
            r"\./no: no such model folder",
        ),
        "a split nobody knows": (
            ["compare", SOURCE, TARGET, "--split", "word"],
            r"--split.*word.*see .*--help",
        ),
        "too strict": (["compare", SOURCE, TARGET, "--strictness", "0.01"], r"--strictness.*see .*--help"),
        "too lax": (["compare", SOURCE, TARGET, "--strictness", "21"], r"--strictness.*see .*--help"),
        "strictness without a number": (["compare", SOURCE, TARGET, "--strictness", "nan"], r"strictness"),
        "strictness in words": (
            ["compare", SOURCE, TARGET, "--strictness", "high"],
            r"--strictness.*see .*--help",
        ),
        "a missing argument": (["compare", SOURCE], r"target.*see align compare --help"),
        "a third text": (["compare", SOURCE, TARGET, "third.txt"], r"third\.txt.*see align compare --help"),
        "an unknown option": (["compare", "--colour", SOURCE, TARGET], r"--colour.*see align compare --help"),
        "an option without its value": (["compare", SOURCE, TARGET, "-o"], r"-o.*see .*--help"),
        "an unknown command": (["contrast", SOURCE, TARGET], r"contrast.*see align --help"),
        "a comparison that is missing": (["report", "no.json"], r"no\.json: No such file"),
        "a comparison that is none": (
            ["report", SOURCE],
            r"ar\.txt: is not JSON .*; give a file saved with -o",
        ),
        "a comparison of another schema": (
            ["report", "{tmp}/other.json"],
            r"other\.json: schema: is missing",
        ),
        "gold that is missing": (["evaluate", "no.json", "no.json"], r"no\.json: "),
        "gold that is none": (["evaluate", SOURCE, SOURCE], r"ar\.txt: not gold or a comparison"),
        "gold without predictions": (
            ["evaluate", str(ROOT / "samples"), "{tmp}"],
            r"wanted faithful-library\.json",
        ),
    }


@pytest.mark.parametrize("name", troubles())
def test_trouble_is_one_line_and_exit_status_2(call: Call, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "white.txt").write_bytes(b" \n\t\n")
    (tmp_path / "signs.txt").write_text("!!! — … ؟؟؟\n", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "dir.json").mkdir()
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    arguments, wanted = troubles()[name]
    status, out, err = call(*[each.format(tmp=tmp_path) for each in arguments])
    assert (status, out) == (2, "")
    assert err.startswith("align: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert re.search(wanted, err)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_name_cannot_forge_a_second_line(call: Call, tmp_path: Path) -> None:
    name = f"{tmp_path}/a\nalign: all is well\x1b[2J.txt"
    status, _, err = call("compare", name, TARGET)
    assert status == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_swapped_files_with_odd_names_are_still_one_line(call: Call, tmp_path: Path) -> None:
    english, arabic = tmp_path / "en\x1b[31m.txt", tmp_path / "ar\n.txt"
    english.write_bytes(Path(TARGET).read_bytes())
    arabic.write_bytes(Path(SOURCE).read_bytes())
    status, _, err = call("compare", str(english), str(arabic))
    assert status == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_file_that_was_there_survives_an_output_that_fails(call: Call, tmp_path: Path) -> None:
    good, bad = tmp_path / "run.json", tmp_path / "no" / "run.csv"
    good.write_text("what was there")
    status, _, err = call("compare", SOURCE, "no.txt", "-o", str(good))
    assert (status, good.read_text()) == (2, "what was there")
    status, _, err = call("compare", SOURCE, TARGET, "-o", str(good), "-o", str(bad))
    assert (status, good.read_text()) == (2, "what was there")
    assert err == f"align: {bad}: the folder 'no' does not exist; create it first\n"
    assert list(tmp_path.iterdir()) == [good]


def test_what_cannot_be_written_is_refused_before_anything_is_read(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    known = ", ".join(sorted(WRITERS))
    lines = {
        "x.pdf": f"{tmp_path}/x.pdf: no writer for '.pdf' (known: {known})",
        "x": f"{tmp_path}/x: no suffix to choose a writer by (known: {known})",
        "no/x.json": f"{tmp_path}/no/x.json: the folder 'no' does not exist; create it first",
        "x.docx": f"{tmp_path}/x.docx: needs python-docx; install it: pip install 'align-editions[docx]'",
    }
    for name, line in lines.items():
        for command in (["compare", "no.txt", "no.txt"], ["report", "no.json"]):
            good = ["-o", str(tmp_path / "good.html")]
            status, out, err = call(*command, *good, "-o", str(tmp_path / name))
            assert (status, out, err) == (2, "", f"align: {line}\n")
    assert not list(tmp_path.iterdir())


def test_too_little_memory_is_said_in_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(align, "compare", refuse, raising=False)
    status, out, err = call("compare", SOURCE, TARGET)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"align: out of memory; .*\n", err)


# As a process


def test_a_real_run_has_the_same_statuses_and_lines() -> None:
    differing = run_align("compare", SOURCE, TARGET, "--json")
    assert (differing.returncode, differing.stderr) == (1, b"")
    trouble = run_align("compare", "no.txt", TARGET)
    assert trouble.returncode == 2
    assert trouble.stdout == b""
    assert re.fullmatch(rb"align: no\.txt: [^\n]*\n", trouble.stderr)
    usage = run_align("compare")
    assert usage.returncode == 2
    assert re.fullmatch(rb"align: [^\n]*--help\n", usage.stderr)


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="this system has no SIGPIPE")
def test_a_reader_that_leaves_early_hears_no_complaint() -> None:
    lake = ROOT / "samples" / "long-lake"
    command = [sys.executable, "-m", "align", "compare", str(lake / "ar.txt"), str(lake / "en.txt"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == -signal.SIGPIPE


def test_an_interrupt_ends_with_130_and_one_word() -> None:
    command = [sys.executable, "-m", "align", "compare", "-", TARGET]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stderr
        assert process.stdin
        # It waits for standard input once everything is imported.
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b"align: stopped\n"


def test_encodings_can_be_named_for_both_texts_or_for_each(call: Call, tmp_path: Path) -> None:
    arabic, english = tmp_path / "ar.txt", tmp_path / "en.txt"
    arabic.write_text("وصل الوزير إلى القاهرة يوم الأحد.", encoding="utf-16-le")
    english.write_text("The minister arrived in Cairo on Sunday, “at last”.", encoding="utf-8")
    status, out, err = call("compare", str(arabic), str(english), "--encoding", "utf-16-le,", "--json")
    assert status in {0, 1}, err
    assert json.loads(out)["source"]["text"] == "وصل الوزير إلى القاهرة يوم الأحد."
    assert json.loads(out)["source"]["notes"] == ["read as utf-16-le, as was asked"]
    assert json.loads(out)["target"]["notes"] == []
    status, out, err = call("compare", str(arabic), str(english), "--encoding", "ascii")
    assert (status, out) == (2, "")
    assert err.startswith(f"align: {english}: not ascii at byte ")


@pytest.mark.parametrize("suffix", [".docx", ".epub", ".htm", ".html", ".odt", ".pdf", ".srt", ".vtt"])
@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"PK\x03\x04cut off", b"%PDF-1.7 cut off"], ids=repr)
def test_a_broken_file_of_any_suffix_is_one_line_and_no_output(
    call: Call, tmp_path: Path, suffix: str, data: bytes
) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(data)
    status, out, err = call("compare", str(path), TARGET, "-o", str(tmp_path / "a.json"))
    assert (status, out) == (2, "")
    assert re.fullmatch(rf"align: {re.escape(str(path))}: [^\n]+; [^\n]+\n", err)
    assert not (tmp_path / "a.json").exists()
