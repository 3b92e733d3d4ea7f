"""The figures of the perturbed documents as a table, with those that peers reached elsewhere."""

from __future__ import annotations

from benchmarks.perturbations.scores import Score

# Measured elsewhere, on NTREX news with 10 % of the sentences dropped and 10 % added from other documents,
# with static embeddings of an earlier model of ours; F1 of links, dropped and added. They are no
# measurement of this run and stand beside it for scale only.
PEERS = {
    "Vecalign, defaults": (0.902, 0.187, 0.122),
    "Bertalign, defaults (up to 5)": (0.920, 0.498, 0.585),
    "Bertalign, up to 10, skip 0": (0.966, 0.907, 0.893),
}
# Strict F1 on the four documents of dev/alignar, measured elsewhere.
ALIGNAR_PEERS = {
    "Vecalign, defaults": 0.692,
    "Bertalign, up to 10": 0.816,
    "Gemini, prompted (shipped with AlignAR)": 0.919,
}

_COLUMNS = {
    "links": "links",
    "dropped": "dropped",
    "added": "added",
    "moved": "moved",
    "moved links found": "found",
    "dropped precision": "drop. P",
    "alarms per 100": "alarms",
    "untouched documents touched": "touched",
    "reshaped without alarm": "reshaped",
}


def format_scores(method: str, scores: dict[str, Score]) -> str:
    """Return a table of a method: a row a scenario; F1 unless the column says otherwise.

    ``found`` is the share of moved links that were linked, ``drop. P`` the precision of drops, ``alarms``
    those for each 100 faithful segments, ``touched`` the share of untouched documents with one, ``reshaped``
    the share of merges and splits without one.
    """
    lines = [f"{method:36}" + "".join(f"{label:>9}" for label in _COLUMNS.values())]
    for name, score in scores.items():
        record = score.as_record()
        cells = (f"{record[key]:9.3f}" if key in record else f"{'':9}" for key in _COLUMNS)
        lines.append(f"{name:36}" + "".join(cells))
    return "\n".join(lines)


def format_peers() -> str:
    """Return what peers reached elsewhere."""
    lines = [f"{'measured elsewhere, NTREX 10 % + 10 %':36}{'links':>9}{'dropped':>9}{'added':>9}"]
    lines += [f"{name:36}" + "".join(f"{value:9.3f}" for value in row) for name, row in PEERS.items()]
    return "\n".join(lines)
