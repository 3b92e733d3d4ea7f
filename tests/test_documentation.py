"""The documents say what the code has: every command, every public name, the version."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import align
import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMANDS = [each.callback.__name__ for each in cli.app.registered_commands if each.callback]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str) -> None:
    assert re.search(rf"\balign {command}\b", README)


@pytest.mark.parametrize("name", ["read", "compare", "write", "to_frame", "load", "evaluate"])
def test_the_readme_shows_every_public_function(name: str) -> None:
    assert callable(getattr(align, name))
    assert re.search(rf"\balign\.{name}\(", README)


def test_the_readme_names_no_command_and_no_function_that_does_not_exist() -> None:
    for block in re.findall(r"```\w*\n(.*?)```", README, re.DOTALL):
        for command in re.findall(r"^\$? ?align ([a-z]+)\b", block, re.MULTILINE):
            assert command in COMMANDS
        for name in re.findall(r"\balign\.([a-z_]+)\(", block):
            assert name in align.__all__


def test_links_inside_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        text = document.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_changelog_has_a_section_for_this_version_or_an_unreleased_one() -> None:
    headings = re.findall(r"^## \[?([^\]\s]+)", CHANGELOG, re.MULTILINE)
    assert headings
    assert headings[0] in {"Unreleased", PROJECT["version"]}


def test_the_version_stands_in_one_place() -> None:
    assert version("align-editions") == PROJECT["version"]


@pytest.mark.parametrize("folder", ["align", "docs", "samples", "benchmarks", "training", "tests"])
def test_no_file_names_the_machine_it_was_written_on(folder: str) -> None:
    # Put together here so that this file does not name it.
    place = "/" + "work" + "/"
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".md", ".toml", ".json", ".html", ".css", ".js", ".txt"}:
            assert place not in path.read_text(encoding="utf-8"), path
