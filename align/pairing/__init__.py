"""The segments of two texts → beads, moved ones among them: the alignment from end to end.

A long pair of texts is aligned in parts (``anchors``), which share what is typical of these
texts: the density of right pairs and the odds that a segment has a counterpart. What stays
unpaired is then matched without order, in a long pair across all parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.alignment import align_segments
from align.anchors import divide
from align.bead_table import BeadTable, build_table
from align.bitext import Bead
from align.demand import DemandRule, demand_by_segment, impose_demand, paired_odds, typical_density
from align.gains import Floats, Shape, ShapeTerm, bead_density, bead_shapes, bead_weight
from align.moves import leave_alone, match_leftovers, open_crossings
from align.order import merge_beads
from align.pairing.leftovers import measure_leftovers
from align.pairing.parts import Part, find_best, measure_part
from align.reexamination import join_neighbours
from align.relatedness import RelatedRule, is_related
from align.settings import Settings, allowed_demand
from align.vectors import TokenVectors


@dataclass(frozen=True, slots=True)
class Pairing:
    """The beads in the order in which they are told, and what they were judged by.

    ``densities`` has the gain per token weight of each bead, for an unpaired one that of the best
    pair its segment could make; ``typical`` is the density of right pairs of these texts.
    ``thinned`` says whether segments were compared by their heaviest tokens only.
    """

    beads: tuple[Bead, ...]
    densities: tuple[float, ...]
    typical: float
    related: bool
    thinned: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    shapes: list[Shape]
    moved_shapes: list[Shape]
    term: ShapeTerm
    demand: DemandRule
    moved_demand: DemandRule
    moved_margin: float
    joining: float
    related: RelatedRule


@dataclass(frozen=True, slots=True)
class _Found:
    """A bead of the whole texts, with its density and its weight, both 0 for an unpaired one."""

    bead: Bead
    density: float = 0.0
    weight: float = 0.0


def pair_segments(source: list[TokenVectors], target: list[TokenVectors], settings: Settings) -> Pairing:
    """Return which segments of *source* and *target* stand for each other.

    Both have at least one segment. Together the beads hold each segment of either side once.
    """
    cuts = divide(source, target, whole=settings.most_exact_pairings, size=settings.part_segments)
    parts = [measure_part(source, target, cut, settings) for cut in cuts]
    rules = _make_rules(settings)
    tables = [build_table(part.gains, rules.shapes, rules.term) for part in parts]
    first = [(align_segments(table), part.gains) for part, table in zip(parts, tables, strict=True)]
    typical = typical_density(first, settings.typical_quantile)
    usual = [
        align_segments(table.less(*demand_by_segment(part.gains, typical, rules.demand, settings.usual_odds)))
        for part, table in zip(parts, tables, strict=True)
    ]
    odds = paired_odds(usual)
    found = [
        item
        for part, table in zip(parts, tables, strict=True)
        for item in _align_part(part, table, typical, odds, rules)
    ]
    best = find_best(parts, (len(source), len(target)))
    beads = [item.bead for item in found]
    if len(parts) == 1:
        moved = _match(parts[0], beads, typical, rules)
    else:
        rest = measure_leftovers(beads, source, target, settings)
        moved = _match(rest, leave_alone(*rest.counts), typical, rules) if rest else []
        moved = [item for item in moved if not _has_rival(item, best, rules.moved_margin * typical)]
    related = _are_related(found + moved, parts, typical, rules)
    thinned = any(part.thinned for part in parts)
    if not related:
        # No bead is right here, so what the documents say of right ones means nothing.
        beads, typical = leave_alone(len(source), len(target)), settings.usual_density
    else:
        beads = merge_beads(beads, [item.bead for item in moved])
    densities = {(item.bead.source, item.bead.target): item.density for item in found + moved}
    return Pairing(
        tuple(beads), tuple(_density(bead, densities, best) for bead in beads), typical, related, thinned
    )


def _make_rules(settings: Settings) -> _Rules:
    factor = allowed_demand(settings.strictness)
    demand = DemandRule(
        settings.demanded_share * factor,
        settings.demand_scatter,
        settings.demand_caution,
        settings.prior_exponent,
        settings.usual_weight,
        settings.most_lenient,
    )
    return _Rules(
        bead_shapes(settings.longest_bead, settings.widest_bead),
        bead_shapes(settings.moved_longest, 1),
        ShapeTerm(settings.length_weight, settings.length_ratio, settings.extension, settings.widening),
        demand,
        replace(demand, share=settings.moved_share * factor),
        settings.moved_margin,
        settings.joining,
        RelatedRule(settings.related_density, settings.related_sharpness, settings.related_deviations),
    )


def _align_part(part: Part, table: BeadTable, typical: float, odds: float, rules: _Rules) -> list[_Found]:
    """Return the beads of a part where a segment has a counterpart by these *odds*."""
    demand = demand_by_segment(part.gains, typical, rules.demand, odds)
    beads = align_segments(table.less(*demand))
    beads = join_neighbours(beads, part.gains, least=rules.joining, longest=rules.shapes[-1][0])
    demanded = impose_demand(part.gains, demand)
    return [_weigh(bead, part) for bead in open_crossings(beads, demanded, rules.moved_shapes, rules.term)]


def _match(part: Part, beads: list[Bead], typical: float, rules: _Rules) -> list[_Found]:
    """Return what corresponds out of order among the unpaired *beads* of a part."""
    demand = demand_by_segment(part.gains, typical, rules.moved_demand, None)
    demanded = impose_demand(part.gains, demand)
    margin = rules.moved_margin * typical
    found = match_leftovers(beads, demanded, rules.moved_shapes, rules.term, margin=margin)
    return [_weigh(bead, part) for bead in found]


def _weigh(bead: Bead, part: Part) -> _Found:
    if not bead.source or not bead.target:
        return _Found(part.place(bead))
    return _Found(part.place(bead), bead_density(bead, part.gains), bead_weight(bead, part.gains))


def _has_rival(found: _Found, best: tuple[Floats, Floats], margin: float) -> bool:
    """Whether a segment of a bead has a better counterpart, by more than *margin*, in its own part."""
    bead = found.bead
    rivals = best[0][bead.source.start : bead.source.stop], best[1][bead.target.start : bead.target.stop]
    return max(float(side.max()) for side in rivals) > found.density + margin


def _are_related(found: list[_Found], parts: list[Part], typical: float, rules: _Rules) -> bool:
    total = sum(float(part.gains.source_weights.sum() + part.gains.target_weights.sum()) for part in parts)
    density = sum(item.density * item.weight for item in found) / max(total, 1e-6)
    largest = max(parts, key=lambda part: part.gains.source[:, :, 0].size)
    return is_related(density, typical, largest.gains, rules.term, rules.related)


def _density(bead: Bead, densities: dict[tuple[range, range], float], best: tuple[Floats, Floats]) -> float:
    if bead.source and bead.target:
        return densities[bead.source, bead.target]
    return float(best[0][bead.source.start] if bead.source else best[1][bead.target.start])
