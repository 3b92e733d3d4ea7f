"""Words made louder, a *so-called* put in, and other words of the same label."""

from __future__ import annotations

import random

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

_KIND = EvidenceType.LOADED_WORDING
_WORD = r"(?<![^\W\d_])([وف]?(?:[بك]?ال|لل)?)"
_END = r"(?![^\W\d_]|[\u064b-\u0652])"

REPLACEMENTS = (
    Replacement(
        "rebels, terrorists",
        "en",
        r"\b(?:rebels|militants|fighters|insurgents|guerrillas|gunmen)\b",
        "terrorists",
        _KIND,
    ),
    Replacement(
        "rebel, terrorist",
        "en",
        r"\b(?:rebel|militant|fighter|insurgent|guerrilla|gunman)\b",
        "terrorist",
        _KIND,
    ),
    Replacement(
        "protesters, rioters", "en", r"\b(?:protest[eo]rs|demonstrators|activists)\b", "rioters", _KIND
    ),
    Replacement("government, regime", "en", r"\b(?<!local )government\b(?! of\b)", "regime", _KIND),
    Replacement("killed, martyred", "en", r"\bkilled\b", "martyred", _KIND),
    Replacement("killed, massacred", "en", r"\bkilled\b", "massacred", _KIND),
    Replacement(
        "attack, aggression", "en", r"\b(?:attack|offensive|invasion|bombing)\b", "aggression", _KIND
    ),
    Replacement(
        "immigrants, infiltrators", "en", r"\b(?:immigrants|migrants|refugees)\b", "infiltrators", _KIND
    ),
    Replacement(
        "so-called", "en", r"(?<=[a-z] )the (?=[A-Z][a-z]{3,} [A-Z]?[a-z]{3,})", "the so-called ", _KIND
    ),
    Replacement("group, militia", "en", r"\b(?:group|movement)\b(?! of\b)", "militia", _KIND),
    Replacement(
        "Israeli, occupation",
        "en",
        r"\bIsraeli (?:army|forces|soldiers|troops)\b",
        "Israeli occupation forces",
        _KIND,
    ),
    Replacement(
        "متمردين, إرهابيين", "ar", rf"{_WORD}(?:متمردين|مقاتلين|مسلحين|ثوار){_END}", r"\1إرهابيين", _KIND
    ),
    Replacement("متظاهرين, مشاغبين", "ar", rf"{_WORD}(?:متظاهرين|محتجين|ناشطين){_END}", r"\1مشاغبين", _KIND),
    Replacement("هجوم, عدوان", "ar", rf"{_WORD}(?:هجوم|غزو|قصف){_END}", r"\1عدوان", _KIND),
    Replacement(
        "ما يسمى",
        "ar",
        rf"(?<=[^\W\d_] )(?=(?:الحكومة|المعاهدة|الجمهورية|الاتحاد|النظرية|الجامعة|الحزب|الحركة){_END})",
        "ما يسمى ",
        _KIND,
    ),
    Replacement("rebels, insurgents", "en", r"\brebels\b", "insurgents", None),
    Replacement("protesters, demonstrators", "en", r"\bprotest[eo]rs\b", "demonstrators", None),
    Replacement(
        "government, administration", "en", r"\b(?<!local )government\b(?! of\b)", "administration", None
    ),
    Replacement("killed, dead", "en", r"\bwas killed\b", "died", None),
    Replacement("attack, raid", "en", r"\battack\b", "raid", None),
    Replacement("immigrants, migrants", "en", r"\bimmigrants\b", "migrants", None),
    Replacement("group, organization", "en", r"\bgroup\b(?! of\b)", "organization", None),
    Replacement("soldiers, troops", "en", r"\bsoldiers\b", "troops", None),
    Replacement("country, nation", "en", r"\bcountry\b", "nation", None),
    Replacement("متظاهرين, محتجين", "ar", rf"{_WORD}متظاهرين{_END}", r"\1محتجين", None),
    Replacement("هجوم, غارة", "ar", rf"{_WORD}هجوم{_END}", r"\1غارة", None),
)


def edit_wording(arabic: str, english: str, rng: random.Random) -> list[EditedPair]:
    """Return *arabic* and *english* after each edit that they allow, one pair an edit."""
    return apply_replacements(arabic, english, rng, REPLACEMENTS)
