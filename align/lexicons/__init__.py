"""The shipped lexicons of cues: a data file a kind of evidence; docs/lexicons.md has the format."""

from __future__ import annotations

from importlib import resources


def read_shipped() -> dict[str, str]:
    """Return the text of each shipped data file by its name, in the order of the names."""
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml"))
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(files, key=lambda file: file.name)}
