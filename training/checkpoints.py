"""Rows kept between the two contrasts, so that a run that was stopped goes on."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from pathlib import Path

import numpy as np
import torch

from training.recipe import Recipe


def checkpoint_file(folder: Path, recipe: Recipe) -> Path:
    """Return where the rows after the contrast of means are kept, by what they depend on.

    The numbers of the coverage contrast do not matter to them.
    """
    fields = Recipe.__dataclass_fields__
    means = [
        value for name, value in zip(fields, astuple(recipe), strict=True) if not name.startswith("coverage")
    ]
    return folder / f"means-{hashlib.sha256(repr(means).encode()).hexdigest()[:12]}.npy"


def load_rows(file: Path) -> torch.Tensor | None:
    """Return the rows in *file*, or None if there are none."""
    return torch.from_numpy(np.load(file)).requires_grad_() if file.is_file() else None


def save_rows(file: Path, rows: torch.Tensor) -> None:
    """Write *rows* to *file*, whole or not at all."""
    partial = file.with_suffix(".partial.npy")
    np.save(partial, rows.detach().numpy())
    partial.replace(file)
