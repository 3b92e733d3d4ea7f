"""Negations put in and taken out, and the same negation in another form."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

_KIND = EvidenceType.NEGATION
_AUXILIARY = r"is|are|was|were|will|can|could|has|have|had|would|should"
# What makes the "not" after an auxiliary ungrammatical, or no negation of the sentence.
_UNFIT = (
    r"(?!(?:not|no|never|nothing|none|nobody|just|all|hardly|only|he|she|it|they|we|you|i|there|the|an?|to"
    r"|this|that)\b)"
)
_AFTER = r"(?! (?:only|just|merely|least|until|because|to)\b)"
# A negation that is gone has no place: three words before it and four after are where it was.
_BEFORE = r"((?:[^\W\d_]+ ){0,3})"
_NEXT = r"((?: [a-z]+){0,4})"
# Begins at a letter, so that و and ف may stand before it, but no other letter.
_WORD = r"(?<![^\W\d_])([وف]?)"
_THEN = r"((?: [^\W\d_]+){0,3})"
_MORE = r"(?: [^\W\d_]+){0,3}"
_PRESENT = r"(?!يزال|تزال|يقل|تقل|يزيد|يتجاوز)[يت]\w{2,}"
_END = r"(?![^\W\d_]|[\u064b-\u0652])"

REPLACEMENTS = (
    Replacement("negate", "en", rf"\b({_AUXILIARY}) (?={_UNFIT}[a-z])", r"\1 not ", _KIND),
    Replacement(
        "un-negate",
        "en",
        rf"\b{_BEFORE}({_AUXILIARY}|do|does|did|may|must) not\b{_AFTER}{_NEXT}",
        r"\1\2\3",
        _KIND,
    ),
    Replacement(
        "un-negate n't",
        "en",
        rf"\b{_BEFORE}(is|are|was|were|could|has|have|had|would|do|does|did)n['’]t\b{_NEXT}",
        r"\1\2\3",
        _KIND,
    ),
    Replacement("un-negate cannot", "en", rf"\b{_BEFORE}can(?:not|['’]t)\b{_NEXT}", r"\1can\2", _KIND),
    Replacement("un-negate never", "en", rf"\b{_BEFORE}never(?= [a-z]){_NEXT}", r"\1\2", _KIND),
    Replacement("negate كان", "ar", rf"{_WORD}كان{_END}", r"\1لم يكن", _KIND),
    Replacement("negate كانت", "ar", rf"{_WORD}كانت{_END}", r"\1لم تكن", _KIND),
    Replacement("negate تم", "ar", rf"(?<!قد )(?<![^\W\d_])([و]?)تم{_END}", r"\1لم يتم", _KIND),
    Replacement(
        "negate present",
        "ar",
        rf"{_WORD}(يمكن|يوجد|توجد|يعد|تعد|يعتبر|تعتبر|يعمل|تعمل|يستخدم){_END}",
        r"\1لا \2",
        _KIND,
    ),
    Replacement(
        "negate future",
        "ar",
        rf"{_WORD}س((?:يكون|تكون|يتم|تتم|يصبح|تصبح|يؤدي|تؤدي|يحصل){_END})",
        r"\1لن \2",
        _KIND,
    ),
    Replacement("un-negate لم يكن", "ar", rf"{_BEFORE}{_WORD}لم يكن{_END}{_THEN}", r"\1\2كان\3", _KIND),
    Replacement("un-negate لم تكن", "ar", rf"{_BEFORE}{_WORD}لم تكن{_END}{_THEN}", r"\1\2كانت\3", _KIND),
    Replacement("un-negate لم يتم", "ar", rf"{_BEFORE}{_WORD}لم يتم{_END}{_THEN}", r"\1\2تم\3", _KIND),
    Replacement(
        "un-negate لا",
        "ar",
        rf"{_BEFORE}{_WORD}لا ({_PRESENT}{_MORE})(?![^.]*(?:إلا|سوى|فقط|فحسب))",
        r"\1\2\3",
        _KIND,
    ),
    Replacement("un-negate لن", "ar", rf"{_BEFORE}{_WORD}لن ([يت]\w{{2,}}{_MORE})", r"\1\2س\3", _KIND),
    Replacement(
        "contract", "en", r"\b(is|are|was|were|could|has|have|had|would|do|does|did) not\b", r"\1n't", None
    ),
    Replacement(
        "expand", "en", r"\b(is|are|was|were|could|has|have|had|would|do|does|did)n['’]t\b", r"\1 not", None
    ),
    Replacement("can not", "en", r"\bcan(?:not|['’]t)\b", "can not", None),
    Replacement("never, at no time", "en", r"\bnever (?=[a-z])", "at no time ", None),
    Replacement(
        "without, with no",
        "en",
        r"\bwithout (?=[a-z]+\b)(?![a-z]+ing\b|the\b|a\b|an\b|any\b)",
        "with no ",
        None,
    ),
    Replacement("unable, not able", "en", r"\bunable\b", "not able", None),
    Replacement("impossible, not possible", "en", r"\bimpossible\b", "not possible", None),
    Replacement("few, not many", "en", r"\b(?<!a )(?<!the )few (?=[a-z]+s\b)", "not many ", None),
    Replacement("without any", "ar", rf"{_WORD}بدون{_END}", r"\1من دون", None),
    Replacement("still", "ar", rf"{_WORD}لا (يزال|تزال){_END}", r"\1ما \2", None),
)


_APART = "un-negate where the other side has no not"
_PARTICLE_EN = re.compile(r"\b(?:not|never|no|none|nor|nobody|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_PARTICLE_AR = re.compile(r"(?<![^\W\d_])[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|غير|عدم|دون|بدون)(?![^\W\d_])")


def edit_negation(arabic: str, english: str, rng: random.Random) -> list[EditedPair]:
    """Return *arabic* and *english* after each edit that they allow, one pair an edit.

    Where a *not* is taken out of one side and the other has none but says the same in another way
    (unbelievable, failed), the edit is counted apart.
    """
    edited = apply_replacements(arabic, english, rng, REPLACEMENTS)
    return [replace(pair, edit=_APART) if _is_apart(pair) else pair for pair in edited]


def _is_apart(pair: EditedPair) -> bool:
    if not pair.edit.startswith("un-negate"):
        return False
    left = _PARTICLE_EN.search(pair.english) if pair.arabic_span else _PARTICLE_AR.search(pair.arabic)
    return left is None
