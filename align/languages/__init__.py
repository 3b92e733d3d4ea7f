"""What belongs to one language: a data file each, shared algorithms elsewhere."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_language(code: str) -> dict[str, Any]:
    """Return the tables of the language's data file; empty for a language without one.

    The file is ``align/languages/CODE.toml``; *code* is a BCP 47 code (``ar``, ``en``).
    """
    file = resources.files(__name__).joinpath(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))
