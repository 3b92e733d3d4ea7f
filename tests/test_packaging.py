"""The wheel: what is in it, that it runs from anywhere, and that a checkout runs too."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import align

ROOT = Path(__file__).parent.parent
SHOWCASE = ROOT / "samples" / "showcase"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_elsewhere(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked wheel from a folder of its own, where nothing of the checkout is on the path."""
    # -P keeps the working directory off the path; what PYTHONPATH names comes before the installed checkout.
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
    )


def test_the_wheel_holds_the_package_and_no_top_level_command_line(unpacked: Path) -> None:
    top = {path.name for path in unpacked.iterdir()}
    assert top == {"align", next(name for name in top if name.startswith("align_editions-"))}


def test_the_command_line_stands_inside_the_package(unpacked: Path) -> None:
    assert (unpacked / "align" / "__main__.py").read_bytes() == (ROOT / "cli.py").read_bytes()
    points = next(unpacked.glob("*.dist-info/entry_points.txt")).read_text()
    assert "align = align.__main__:run" in points


def test_every_file_of_the_package_is_in_the_wheel(unpacked: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "align"], capture_output=True, text=True, check=False, cwd=ROOT
    ).stdout.split()
    here = [path for path in tracked if (ROOT / path).is_file()] or [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "align").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert {Path(path).suffix for path in here} >= {
        ".py",
        ".toml",
        ".json",
        ".safetensors",
        ".html",
        ".css",
        ".js",
    }
    assert [path for path in here if not (unpacked / path).is_file()] == []


def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 25_000_000


def test_the_unpacked_wheel_runs_from_a_foreign_folder(unpacked: Path) -> None:
    where = run_elsewhere(unpacked, "-c", "import align; print(align.__file__)")
    assert Path(where.stdout.strip()) == unpacked / "align" / "__init__.py"
    shown = run_elsewhere(unpacked, "-m", "align", "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "compare" in shown.stdout


def test_the_unpacked_wheel_compares_as_the_checkout_does(unpacked: Path, tmp_path: Path) -> None:
    files = [str(SHOWCASE / "ar.txt"), str(SHOWCASE / "en.txt")]
    done = run_elsewhere(
        unpacked,
        "-m",
        "align",
        "compare",
        *files,
        "-o",
        str(tmp_path / "a.json"),
        "-o",
        str(tmp_path / "a.html"),
    )
    assert done.returncode == 1, done.stderr
    expected = align.compare(SHOWCASE / "ar.txt", SHOWCASE / "en.txt")
    assert align.read_comparison(tmp_path / "a.json").passages == expected.passages


def test_the_wheel_says_its_licence_and_that_it_is_typed(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("*.dist-info/METADATA")
    assert "License-Expression: Apache-2.0" in metadata.read_text(encoding="utf-8")
    assert list(unpacked.glob("*.dist-info/licenses/LICENSE"))
    assert (unpacked / "align" / "py.typed").is_file()


@pytest.mark.parametrize("command", [["cli.py"], ["-m", "align"]], ids=" ".join)
def test_a_checkout_runs_without_being_installed(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *command, "--help"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "compare" in done.stdout
