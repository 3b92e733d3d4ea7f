"""Verbs of saying made stronger, attributions put in and taken out, and other verbs of the same class."""

from __future__ import annotations

import random

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

_KIND = EvidenceType.ATTRIBUTION
_WORD = r"(?<![^\W\d_])([وف]?)"
_END = r"(?![^\W\d_]|[\u064b-\u0652])"
_THAT = r"(?=(?: [^\W\d_]+){0,8} [إأ]ن)"  # an أن or إن, with or without a pronoun, soon after

_REPORTED = (
    r"(?i)[\"“”]|\b(?:said|says|told|tells|wrote|added|reads|accord|report|argue|claim|stat(?:ed|es)\b)"
)

_MARKS = '"“”«»'
_UNQUOTED = (rf"[{_MARKS}]((?:[^\s{_MARKS}]+ ){{5,}}[^\s{_MARKS}]+)[{_MARKS}]", r"\1")
_SECOND_MARK = rf"(?:[{_MARKS}][^{_MARKS}]*){{3}}|''"

REPLACEMENTS = (
    Replacement("said, claimed", "en", r"\bsaid\b(?! to\b)", "claimed", _KIND),
    Replacement("said, admitted", "en", r"\bsaid that\b", "admitted that", _KIND),
    Replacement("said, denied", "en", r"\bsaid that\b", "denied that", _KIND),
    Replacement("says, alleges", "en", r"\bsays\b", "alleges", _KIND),
    Replacement("said, threatened", "en", r"\bsaid (?:he|she|they|it) would\b", "threatened to", _KIND),
    Replacement(
        "attribution out", "en", r", (?:according to [^,.;]+|(?:he|she|they) (?:said|added))(?=\.)", "", _KIND
    ),
    Replacement("attribution out at the start", "en", r"^According to [^,.;]+, ([a-z])", r"\1", _KIND),
    Replacement("attribution in", "en", r"(?<=[a-z]{3})\.$", ", officials said.", _KIND, _REPORTED),
    Replacement("قال, زعم", "ar", rf"{_WORD}(?:قال|أضاف|ذكر){_END}{_THAT}", r"\1زعم", _KIND),
    Replacement("قالت, زعمت", "ar", rf"{_WORD}(?:قالت|أضافت|ذكرت){_END}{_THAT}", r"\1زعمت", _KIND),
    Replacement("quotation marks off", "en", *_UNQUOTED, EvidenceType.QUOTATION, _SECOND_MARK),
    Replacement("quotation marks off, ar", "ar", *_UNQUOTED, EvidenceType.QUOTATION, _SECOND_MARK),
    Replacement("said, stated", "en", r"\bsaid that\b", "stated that", None),
    Replacement("said, noted", "en", r"\bsaid that\b", "noted that", None),
    Replacement("said, told reporters", "en", r"\bsaid that\b", "told reporters that", None),
    Replacement("says, said", "en", r"\bsays\b", "said", None),
    Replacement(
        "according, said", "en", r"^According to ((?:the )?[^\W\d_]+(?: [^\W\d_]+)?), ", r"\1 said ", None
    ),
    Replacement("قال, صرح", "ar", rf"{_WORD}قال{_END}{_THAT}", r"\1صرح", None),
    Replacement("أضاف, أوضح", "ar", rf"{_WORD}أضاف{_END}{_THAT}", r"\1أوضح", None),
    Replacement("قال, أكد", "ar", rf"{_WORD}قال{_END}{_THAT}", r"\1أكد", None),
    Replacement("وفقا, طبقا", "ar", rf"{_WORD}وفق[اًا]+ (?=ل)", r"\1طبقا ", None),
)


def edit_attribution(arabic: str, english: str, rng: random.Random) -> list[EditedPair]:
    """Return *arabic* and *english* after each edit that they allow, one pair an edit."""
    return apply_replacements(arabic, english, rng, REPLACEMENTS)
