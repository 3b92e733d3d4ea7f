"""The state of a training kept after each round, so that a run that was stopped goes on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch

from training.recipe import State, enter_stage


def checkpoint_file(folder: Path, *conditions: object) -> Path:
    """Return where the state of a training is kept, by the text of all *conditions* that it depends on."""
    described = "\n".join(map(str, conditions))
    return folder / f"state-{hashlib.sha256(described.encode()).hexdigest()[:12]}.pt"


def load_state(file: Path) -> State | None:
    """Return the state in *file*, or None if there is none."""
    if not file.is_file():
        return None
    kept = torch.load(file, weights_only=True)
    state = enter_stage(kept["features"], kept["stage"])
    state.optimizer.load_state_dict(kept["optimizer"])
    state.rounds = kept["rounds"]
    return state


def save_state(file: Path, state: State) -> None:
    """Write *state* to *file*, whole or not at all."""
    kept = {
        "features": state.features.detach(),
        "optimizer": state.optimizer.state_dict(),
        "stage": state.stage,
        "rounds": state.rounds,
    }
    partial = file.with_suffix(".partial")
    torch.save(kept, partial)
    partial.replace(file)
