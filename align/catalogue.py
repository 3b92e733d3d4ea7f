"""The models that are known by name: what they want, and whether they are on this machine."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

DEFAULT_MODEL = "ar-en"
EMBEDDED_MODELS = (DEFAULT_MODEL,)


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model and what is published about it, None where nobody published it.

    ``parameters`` is in millions, ``dimension`` the length of a vector. ``ntrex`` is F1 × 100
    of bitext mining on NTREX news, from Arabic to English and back; ``tatoeba`` the same on
    Tatoeba's Arabic test, ``sts17`` Spearman × 100 of graded similarity, English–Arabic.
    ``prompt`` goes before each text. ``alias`` is a shorter name that loads it too.
    """

    name: str
    parameters: int
    dimension: int
    licence: str
    ntrex: tuple[float, float] | None = None
    tatoeba: float | None = None
    sts17: float | None = None
    prompt: str | None = None
    alias: str = ""

    @property
    def here(self) -> bool:
        """Whether the model's files are on this machine."""
        return (
            self.name in EMBEDDED_MODELS
            or (_hub_cache() / f"models--{self.name.replace('/', '--')}").is_dir()
        )


@cache
def known_models() -> tuple[KnownModel, ...]:
    """Return the embedded model and the well-known ones, best published figure first."""
    text = resources.files("align").joinpath("models", "known.toml").read_text(encoding="utf-8")
    listed = [
        KnownModel(**{**entry, "ntrex": tuple(entry["ntrex"])}) for entry in tomllib.loads(text)["model"]
    ]
    embedded = [
        KnownModel(name, parameters=10, dimension=256, licence="see its card") for name in EMBEDDED_MODELS
    ]
    return (*embedded, *sorted(listed, key=lambda model: model.ntrex or (0.0, 0.0), reverse=True))


def find_prompt(name: str) -> str | None:
    """Return the prompt that a model wants before each text, by name, alias or folder name; None for none."""
    last = name.rstrip("/\\").replace("\\", "/").rpartition("/")[2].lower()
    for model in known_models():
        if last in {model.name.rpartition("/")[2].lower(), model.alias.lower()}:
            return model.prompt
    return None


def embedded_folder(name: str) -> Path:
    """Return the folder of the embedded model *name*."""
    return Path(str(resources.files("align").joinpath("models", name)))


def _hub_cache() -> Path:
    """Return where huggingface_hub keeps what it fetched, by its own environment variables."""
    home = os.environ.get("HF_HOME") or str(
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"
    )
    return Path(os.environ.get("HF_HUB_CACHE") or str(Path(home) / "hub"))
