"""The structure: one direction of imports, a light package, honest names."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import align

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "align"
MODULES = sorted(file for file in PACKAGE.rglob("*.py") if file.name != "__main__.py")

# A module may import from lower rows, and from its own row only inside its own sub-package.
ROWS = [
    ["errors"],
    ["bitext", "settings", "catalogue", "languages", "lexicons", "vectors"],
    ["gains", "order"],
    ["bead_table"],
    [
        "reading",
        "segmentation",
        "identification",
        "embedding",
        "coverage",
        "demand",
        "relatedness",
        "alignment",
        "anchors",
        "moves",
        "reexamination",
        "evidence",
        "changes",
    ],
    ["evaluation", "report", "pairing"],
    ["labels"],
    ["pipeline"],
    [""],
]
ROW_BY_NAME = {name: row for row, names in enumerate(ROWS) for name in names}
# Reading ends with naming the language; the verdict on the story tries other orders of the same alignment.
ALLOWED = {("reading", "identification"), ("relatedness", "alignment")}


def part(module: str) -> str:
    """``align.evidence.dates`` → ``evidence``; ``align`` → the empty name of the root."""
    return [*module.split("."), ""][1]


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found.append(str(node.module))
    return [name for name in found if name == "align" or name.startswith("align.")]


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_imports_go_one_way(file: Path) -> None:
    own = part(name_of(file))
    for module in imports_of(file):
        other = part(module)
        assert other, f"{file}: imports the package root"
        lower = ROW_BY_NAME[other] < ROW_BY_NAME[own]
        assert lower or other == own or (own, other) in ALLOWED, f"{name_of(file)} imports {module}"


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_no_function_bears_a_modules_name(file: Path) -> None:
    names = {module.stem for module in MODULES} | {module.parent.name for module in MODULES}
    functions = [
        node.name
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]
    assert not names & set(functions)


def test_import_align_is_light() -> None:
    heavy = (
        "torch",
        "sentence_transformers",
        "transformers",
        "polars",
        "langdetect",
        "typer",
        "rich",
        "jinja2",
        "xlsxwriter",
        "docx",
        "lxml",
    )
    code = f"import sys, align; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_writers_load_a_library_only_where_they_write() -> None:
    heavy = ("polars", "jinja2", "xlsxwriter", "docx", "lxml")
    code = f"import sys, align.report.files; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_library_of_the_tests_is_used_by_the_program() -> None:
    for file in [*MODULES, ROOT / "cli.py"]:
        found = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [str(node.module)]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not found & {"translate", "openpyxl", "hypothesis", "pytest"}, file


def test_all_names_what_is_public() -> None:
    assert sorted(align.__all__) == align.__all__ == dir(align)
    assert set(align.__all__) == set(align._HOMES)


@pytest.mark.parametrize("name", align.__all__)
def test_public_names_say_what_they_are(name: str) -> None:
    assert getattr(align, name).__doc__
