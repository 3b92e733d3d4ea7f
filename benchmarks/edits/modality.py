"""What is certain made possible and the other way round, and other words of the same class."""

from __future__ import annotations

import random

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

_KIND = EvidenceType.MODALITY
_VERB = r"(?= (?:be|have|not|also|[a-z]+)\b)"
_WORD = r"(?<![^\W\d_])([وف]?)"
_FUTURE = (
    r"(?:يكون|تكون|يتم|تتم|يصبح|تصبح|يؤدي|تؤدي|يحصل|يعود|تعود|يحدث|تحدث|يظل|تظل|يبقى|تبقى|يستمر|تستمر|يوجه)"
)
_END = r"(?![^\W\d_]|[\u064b-\u0652])"

REPLACEMENTS = (
    Replacement("will, may", "en", rf"\bwill\b{_VERB}", "may", _KIND),
    Replacement("will, might", "en", rf"\bwill\b{_VERB}", "might", _KIND),
    Replacement("will, expected", "en", r"\bwill be\b", "is expected to be", _KIND),
    Replacement("may, will", "en", rf"\b(?:may|might)\b{_VERB}", "will", _KIND),
    Replacement("expected, will", "en", r"\b(?:is|are) expected to\b", "will", _KIND),
    Replacement("must, may", "en", rf"\bmust\b{_VERB}", "may", _KIND),
    Replacement("have to, may", "en", r"\b(?:has|have) to\b(?! do with)", "may", _KIND),
    Replacement("may, must", "en", rf"\b(?:may|might)\b{_VERB}(?! have\b)", "must", _KIND),
    Replacement("سـ, قد", "ar", rf"{_WORD}س({_FUTURE}{_END})", r"\1قد \2", _KIND),
    Replacement("سوف, قد", "ar", rf"{_WORD}سوف{_END}", r"\1قد", _KIND),
    Replacement("قد, سـ", "ar", rf"{_WORD}قد ({_FUTURE}{_END})", r"\1س\2", _KIND),
    Replacement(
        "يجب, يمكن", "ar", rf"{_WORD}(?:يجب|ينبغي|يتعين)(?: على)? أن{_END}", r"\1من الممكن أن", _KIND
    ),
    Replacement("may, might", "en", rf"\bmay\b{_VERB}", "might", None),
    Replacement("might, may", "en", rf"\bmight\b{_VERB}", "may", None),
    Replacement("will, shall", "en", rf"\bwill\b{_VERB}", "shall", None),
    Replacement("will, going to", "en", r"\bwill be\b", "is going to be", None),
    Replacement("must, have to", "en", rf"\bmust\b{_VERB}", "have to", None),
    Replacement("have to, must", "en", r"\b(?:has|have) to\b(?! do with)", "must", None),
    Replacement("perhaps, maybe", "en", r"\bperhaps\b", "maybe", None),
    Replacement("probably, likely", "en", r"\bprobably\b", "likely", None),
    Replacement("سـ, سوف", "ar", rf"{_WORD}س({_FUTURE}{_END})", r"\1سوف \2", None),
    Replacement("يجب, ينبغي", "ar", rf"{_WORD}يجب أن{_END}", r"\1ينبغي أن", None),
    Replacement("من المحتمل, من الممكن", "ar", rf"{_WORD}من المحتمل{_END}", r"\1من الممكن", None),
)


def edit_modality(arabic: str, english: str, rng: random.Random) -> list[EditedPair]:
    """Return *arabic* and *english* after each edit that they allow, one pair an edit."""
    return apply_replacements(arabic, english, rng, REPLACEMENTS)
