"""The kinds of evidence that words give away: the texts are scanned once for all of them."""

from __future__ import annotations

from align.evidence.attribution import compare_attribution
from align.evidence.cued_text import mark_cues
from align.evidence.finding import Finding
from align.evidence.lexicon import Lexicon
from align.evidence.loaded_wording import compare_wording
from align.evidence.modality import compare_modality
from align.evidence.negation import compare_negation
from align.evidence.passage_text import PassageText
from align.evidence.quotation import compare_quotations

_KINDS = (compare_negation, compare_modality, compare_attribution, compare_quotations, compare_wording)


def compare_cues(source: PassageText, target: PassageText, lexicon: Lexicon) -> tuple[Finding, ...]:
    """Return what differs in negation, modality, attribution, quotation and loaded wording."""
    sides = mark_cues(source, lexicon), mark_cues(target, lexicon)
    return tuple(finding for compare in _KINDS for finding in compare(*sides))
