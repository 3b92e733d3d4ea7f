"""Characters that do not show, and the direction of those that do.

Article text is not trusted: a bidi control in it can make a line read otherwise than it
is stored (Boucher and Anderson 2021, "Trojan Source"), a zero-width one can hide a
difference. The writers name such characters instead of printing them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Controls but tab and line ends, format characters but the visible Arabic number signs,
# fillers, surrogates, noncharacters, tags and the selectors that no emoji needs.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HIDDEN_RUN = re.compile(f"[{_HIDDEN}]+")
SURROGATE = re.compile("[\ud800-\udfff]")

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From the first right-to-left letter to the last one that no other letter stands before,
# with a number beside either end, which belongs to the phrase: "90 مليون دينار", "يناير 2027".
_NUMBER = r"[0-9٠-٩۰-۹][0-9٠-٩۰-۹.,٫٬/:]*+[%٪]?"
_RTL_RUN = re.compile(rf"(?:(?<!\w){_NUMBER}[ ])?[{_RTL}](?:[{_RTL}\W\d_]*[{_RTL}])?(?:[ ]{_NUMBER})?")
_RTL_LETTER = re.compile(f"[{_RTL}]")
_LTR_LETTER = re.compile(rf"(?![{_RTL}])[^\W\d_]")
# Words with a left-to-right letter, and what joins them: "COVID-19", "Al Jazeera English".
_LATIN = rf"(?:(?![{_RTL}])\w)"
_LTR_WORD = rf"(?<!\w)[0-9]*+(?:(?![{_RTL}])[^\W\d_]){_LATIN}*+(?:[-./&'’@:]{_LATIN}++)*+"
_LTR_RUN = re.compile(rf"{_LTR_WORD}(?:[ ]{_LTR_WORD})*+")

# Languages written from right to left by default, and scripts that say so (CLDR, likelySubtags).
_RTL_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
    }
    | {"ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset(("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))
# Where ZWNJ and ZWJ belong to the spelling (Unicode 16, sections 9.2 and 12).
_JOINING_LANGUAGES = frozenset(
    {
        "bn",
        "ckb",
        "fa",
        "glk",
        "gu",
        "hi",
        "kn",
        "ks",
        "ku",
        "lrc",
        "ml",
        "mr",
        "mzn",
        "ne",
        "pa",
        "pnb",
        "ps",
    }
    | {"sa", "sd", "si", "ta", "te", "ug", "ur"}
)
_JOINERS = "\u200c\u200d"

_C0 = (
    *(
        "NUL",
        "SOH",
        "STX",
        "ETX",
        "EOT",
        "ENQ",
        "ACK",
        "BEL",
        "BS",
        "TAB",
        "LF",
        "VT",
        "FF",
        "CR",
        "SO",
        "SI",
    ),
    *(
        "DLE",
        "DC1",
        "DC2",
        "DC3",
        "DC4",
        "NAK",
        "SYN",
        "ETB",
        "CAN",
        "EM",
        "SUB",
        "ESC",
        "FS",
        "GS",
        "RS",
        "US",
    ),
)
_LABELS = dict(enumerate(_C0)) | {
    0x7F: "DEL",
    0xAD: "SHY",
    0x34F: "CGJ",
    0x61C: "ALM",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
_NAMED_AT_MOST = 6


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 code: by its script where it names one, else by its language."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    written_leftwards = scripts[0] in _RTL_SCRIPTS if scripts else primary in _RTL_LANGUAGES
    return "rtl" if written_leftwards else "ltr"


def run_direction(text: str, base: str) -> str:
    """Return the direction *text* is set in: *base*, but the other one where all its letters run so."""
    leftwards = _RTL_LETTER.search(text) is not None
    rightwards = _LTR_LETTER.search(text) is not None
    if leftwards == rightwards:
        return base
    return "rtl" if leftwards else "ltr"


def label(character: str) -> str:
    """Return a short name of a character that does not show: ``RLO``, ``NUL``, ``U+D800``."""
    return _LABELS.get(ord(character), f"U+{ord(character):04X}")


def describe(character: str) -> str:
    """Return the code point and Unicode name: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, _LABELS.get(ord(character), ''))}".rstrip()


def name_hidden(run: str) -> list[tuple[str, str]]:
    """Return (label, description) pairs that stand for a run of characters that do not show.

    A repeated character is counted (``ZWSP×40``) and a long mixed run is summed up, so
    that a megabyte of controls stays a few marks.
    """
    kinds = dict.fromkeys(run)
    if len(kinds) == 1:
        times = f"×{len(run)}" if len(run) > 1 else ""
        return [(label(run[0]) + times, describe(run[0]))]
    if len(run) <= _NAMED_AT_MOST:
        return [(label(character), describe(character)) for character in run]
    some = ", ".join(describe(character) for character in list(kinds)[:_NAMED_AT_MOST])
    return [(f"{len(run)} hidden", f"{len(run)} characters that do not show: {some}")]


def split_hidden(text: str, language: str) -> list[tuple[str, bool]]:
    """Return *text* in pieces, each with whether it is a run of characters that do not show.

    ZWNJ and ZWJ count as text in a language whose spelling needs them (Persian می‌شود).
    """
    keep = _JOINERS if language.lower().split("-")[0] in _JOINING_LANGUAGES else ""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for found in HIDDEN_RUN.finditer(text):
        if keep and not found.group().strip(keep):
            continue
        pieces += [(text[place : found.start()], False), (found.group(), True)]
        place = found.end()
    return [piece for piece in [*pieces, (text[place:], False)] if piece[0]]


def split_runs(text: str, base: str) -> list[tuple[str, bool]]:
    """Return *text* in pieces, each with whether it runs against *base* (``rtl`` or ``ltr``)."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for found in (_LTR_RUN if base == "rtl" else _RTL_RUN).finditer(text):
        pieces += [(text[place : found.start()], False), (found.group(), True)]
        place = found.end()
    return [piece for piece in [*pieces, (text[place:], False)] if piece[0]]


def spell_hidden(text: str, language: str = "") -> str:
    """Return *text* on one line with a name in place of each character that does not show: ``a‹RLO›b``."""
    spelt = _replace_hidden(" ".join(text.split(" ")), language, _spell)
    return re.sub(r"\s+", " ", spelt).strip()


def spell_characters(text: str, language: str = "") -> str:
    """Return *text* with a name for each character that does not show, and line ends as line feeds."""
    return _replace_hidden(text.replace("\r\n", "\n").replace("\r", "\n"), language, _spell)


def mark_runs(text: str) -> str:
    """Return left-to-right *text* with a mark at each end of its right-to-left runs.

    Without, a figure beside such a run is drawn into it: "٩٠ دينار ≠ 60 dinars" shows both figures
    together. Marks and not isolates, because office programs know these since ever.
    """
    return "".join(f"\u200f{run}\u200e" if against else run for run, against in split_runs(text, "ltr"))


def replace_surrogates(text: str) -> str:
    """Return *text* with U+FFFD in place of each lone surrogate, which UTF-8 cannot hold."""
    return SURROGATE.sub("\ufffd", text)


def _replace_hidden(text: str, language: str, name: Callable[[str], str]) -> str:
    return "".join(name(piece) if hidden else piece for piece, hidden in split_hidden(text, language))


def _spell(run: str) -> str:
    return "".join(f"‹{short}›" for short, _ in name_hidden(run))
