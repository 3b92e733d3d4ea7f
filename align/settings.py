"""Every tunable number, with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

import numpy as np

from align.errors import SettingsError

SPLITS = ("sentence", "line", "paragraph")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``compare`` may be told; the defaults are one setting for all texts.

    Numbers marked *dev* were chosen on the development data; ``docs/decisions.md`` says
    what was measured.

    Raises:
        SettingsError: a value is outside its range.
    """

    split: str = "sentence"  # sentence | line | paragraph: what a segment is
    strictness: float = 2.0  # false alarms of `reworded` allowed per 100 faithful passages

    # Alignment
    longest_bead: int = 8  # segments on one side of a bead; AlignAR has beads up to 1–9
    widest_bead: int = 3  # segments on the shorter side; wider ones do not occur in the gold we have
    chance: float = 1.0  # q of the chance level; dev
    length_weight: float = 0.05  # of ln² of the length ratio, per token weight; dev
    length_ratio: float = 1.0  # target weight over source weight; weights have mean 1 on both sides

    # Moves
    moved_longest: int = 3  # segments on one side of a moved bead
    moved_density: float = 0.06  # least gain per token weight of a moved bead; dev
    moved_margin: float = 0.05  # how much better a counterpart elsewhere may be, gain per weight; dev
    paired_density: float = 0.0  # least gain per token weight of a bead in order; dev

    # The same story?
    related_density: float = 0.05  # least gain of all beads per token weight of both documents; dev

    # Reworded
    expected_coverage: float = 0.5  # cosine that a translated token reaches; dev
    least_words: int = 3  # words of a stretch that nothing covers

    # Confidence of a pairing: logistic of its density; dev, perturbed documents
    pairing_intercept: float = -3.0
    pairing_slope: float = 40.0

    def __post_init__(self) -> None:
        if self.split not in SPLITS:
            raise SettingsError(f"split: got {self.split!r}, wanted one of {', '.join(SPLITS)}")
        if not 0.1 <= self.strictness <= 20:
            raise SettingsError(
                f"strictness: got {self.strictness:g}, wanted 0.1 to 20 false alarms per 100 passages"
            )

    def as_record(self) -> dict[str, float | int | str]:
        """Return the settings as a flat mapping, for the result."""
        return asdict(self)

    @property
    def signature(self) -> str:
        """The settings that a user can choose, and any other that is not at its default."""
        shown = {"split": self.split, "strictness": f"{self.strictness:g}"}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name not in shown and value != field.default:
                shown[field.name] = f"{value}"
        return "|".join(f"{name}:{value}" for name, value in shown.items())


# False alarms per 100 faithful pairs against the deficit of a stretch that must be exceeded;
# measured by benchmarks/clauses.py on the untouched pairs of the development sets.
_DEFICITS = ((0.5, 12.0), (1.0, 10.0), (2.0, 8.0), (5.0, 6.0), (10.0, 4.0), (20.0, 3.0))


def allowed_deficit(strictness: float) -> float:
    """Return the deficit above which a stretch is reported at *strictness* false alarms per 100 pairs."""
    rates, deficits = zip(*_DEFICITS, strict=True)
    return float(np.interp(np.log(strictness), np.log(rates), deficits))
