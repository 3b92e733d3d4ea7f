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
    chance: float = 1.75  # q of the chance level; dev
    hub_share: float = 0.16  # of its hub level that a token's similarities lose; dev
    length_weight: float = 0.36  # of ln² of the length ratio, per token weight; dev
    length_ratio: float = 1.0  # target weight over source weight; weights have mean 1 on both sides
    extension: float = 0.29  # gain, in tokens, of each segment beyond one on the longer side; dev
    widening: float = 0.7  # cost of each segment beyond one on the shorter side, in tokens; dev

    joining: float = 2.0  # gain, in tokens, by which a bead takes in an unpaired neighbour; dev

    # What a pairing must gain (module demand)
    typical_quantile: float = 0.9  # of the densities of the first alignment's beads; dev
    demanded_share: float = 0.29  # of the typical density; dev
    demand_scatter: float = 0.0136  # density²; dev
    demand_caution: float = 0.98  # log-odds; dev
    usual_odds: float = 2.8  # log-odds of having a counterpart, before the texts say otherwise; dev
    prior_exponent: float = 0.75  # of segment weight; dev
    usual_weight: float = 20.0  # tokens of a usual segment
    most_lenient: float = 0.4  # density

    # Moves
    moved_longest: int = 3  # segments on one side of a moved bead
    moved_share: float = 0.34  # of the typical density that a moved bead must gain; dev
    moved_margin: float = 0.05  # of the typical density, by which a counterpart elsewhere may be better; dev

    # Length: texts of more pairings are aligned in parts between sure places (module anchors)
    most_exact_pairings: int = 250_000  # source segments times target segments
    part_segments: int = 128  # of a part's longer side, about

    # Limits, which keep a comparison below 2 GB and to a minute or two on two cores (tests/test_hostile.py)
    most_pairings: int = 400_000_000  # source segments times target segments
    most_tokens: int = 400_000  # of one text: 1.2 million characters of news, 1 kB each
    most_token_pairs: int = 250_000_000  # of one part; beyond, its segments go by their heaviest tokens

    # The same story?
    related_density: float = 0.08  # least gain of all beads per token weight of both documents; dev
    related_sharpness: float = 0.24  # typical density; dev
    related_deviations: float = 6.0  # of the order's gain above random orders'; dev

    usual_density: float = 0.25  # typical density of related pairs, the scale for unrelated ones; dev

    # Reworded
    expected_coverage: float = 0.2  # contested cosine that a translated token reaches; dev
    least_words: int = 2  # words of a stretch that nothing covers

    # Confidence: logistic of density over typical density, for beads and for unpaired segments; fitted on
    # what was right in edited articles of dev/xquad_sents (benchmarks/confidence.py) and in dev/agency
    paired_intercept: float = 2.5
    paired_slope: float = 2.0
    unpaired_intercept: float = 3.7
    unpaired_slope: float = -4.0

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


# Strictness, and the factor of what a pairing must gain. Of the false alarms that are allowed, whole passages
# wrongly called dropped, added or moved take one in sixteen: on perturbed articles the factors .75, 1, 1.25,
# 1.5 raise .04, .12, .51, 1.64 per 100 faithful sentences, and miss 2.5, 1.4, .9, .9 % of the drops.
_DEMANDS = ((0.5, 0.75), (2.0, 1.0), (8.0, 1.25), (20.0, 1.42))


def allowed_demand(strictness: float) -> float:
    """Return by how much the demand on a pairing is raised or lowered at *strictness*; 1 at the default."""
    rates, factors = zip(*_DEMANDS, strict=True)
    return float(np.interp(np.log(strictness), np.log(rates), factors))
