"""A comparison → the text formats of two sentence aligners, hunalign's ladder and Vecalign's beads.

Indices count segments from 0, as a tool sees them that is given one segment a line.
"""

from __future__ import annotations

from align.bitext import Comparison, Passage


def render_ladder(comparison: Comparison) -> str:
    """Return a rung a line: source index, target index, and the similarity of what the next rung ends.

    A ladder climbs in both texts, so a moved pair stands in it as one that each side has alone,
    with similarity 0. The last rung is the number of segments on either side.
    """
    rungs: list[tuple[int, int, float]] = []
    i = j = 0
    for passage in _climb(comparison):
        rungs += [(k, j, 0.0) for k in range(i, passage.source.start)]
        rungs += [(passage.source.start, k, 0.0) for k in range(j, passage.target.start)]
        rungs.append((passage.source.start, passage.target.start, passage.similarity))
        i, j = passage.source.stop, passage.target.stop
    n, m = len(comparison.source_segments), len(comparison.target_segments)
    rungs += [(k, j, 0.0) for k in range(i, n)]
    rungs += [(n, k, 0.0) for k in range(j, m)]
    return "".join(f"{source}\t{target}\t{score:.4f}\n" for source, target, score in [*rungs, (n, m, 0.0)])


def render_vecalign(comparison: Comparison) -> str:
    """Return a passage a line: ``[0, 1]:[0]:0.130000``, in the order of the comparison.

    The third field is one less the similarity, as Vecalign's is near 0 for a good pair, and 0 for
    a passage that stands alone. A moved pair is a line as any other.
    """
    return "".join(
        f"{list(passage.source)}:{list(passage.target)}:{_distance(passage):.6f}\n"
        for passage in comparison.passages
    )


def _distance(passage: Passage) -> float:
    return 1 - passage.similarity if passage.source and passage.target else 0.0


def _climb(comparison: Comparison) -> list[Passage]:
    """Return the pairs that did not move, each beyond the one before on both sides."""
    pairs: list[Passage] = []
    place = (0, 0)
    for passage in sorted(comparison.passages, key=lambda p: p.source.start):
        paired = passage.source and passage.target and not passage.moved
        if paired and passage.source.start >= place[0] and passage.target.start >= place[1]:
            pairs.append(passage)
            place = (passage.source.stop, passage.target.stop)
    return pairs
