"""A paragraph → its sentences: sentencex, and the few rules that news text needs beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sentencex import get_sentence_boundaries

from align.languages import load_language
from align.segmentation.lengths import find_cut, has_word

_Span = tuple[int, int]

_BLOCK = 4_000
"""Characters given to sentencex at once: 20,000 opening quotation marks cost it 0.14 s, 100,000 cost 4 s."""

_LONG_QUOTATION = 300
"""Characters above which a sentence is split inside its quotations and brackets, too.

sentencex ends no sentence there. 99 % of sentences in news are shorter than this; a longer one is a speech
or has a bracket that nobody closed.
"""

_PLAIN = re.compile(r"[\w\s,،;؛-]*")  # nothing here ends a sentence in any language
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENCLOSING = re.compile(r"[\"“”„«»()\[\]]")
_ENUMERATOR = re.compile(r"\W{0,4}(?:\d{1,3}|[^\W\d_])[.)]\W{0,4}")
_BRACKETED_FIGURE = re.compile(r"(\([^()]{0,60})\d(?=\))")
_FIRST_LETTER = re.compile(r"[^\w\s]{0,2}(\w)")
_QUOTED_END = re.compile(r"[.!?؟][\"”»’']+$")
_EXCLAIMED_END = re.compile(r"[!?؟]+[\"”»’']+$")
_NEVER = "(?!)"

_INITIALS = r"(?<![^\W_])[ء-ي](?:\.[ء-ي])+(?![^\W_])"
_DECIMAL = r"(?<=\d)\.(?=\d)"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language's data file says about sentences, compiled.

    ``protected`` finds dots inside a sentence, ``figure_unit`` a one-letter abbreviation after a figure,
    ``unit`` the end of what may stand at a sentence's end or inside it, ``continuation`` a beginning that
    goes on after one, ``attribution`` the beginning of "said the minister".
    """

    language: str
    protected: re.Pattern[str]
    figure_unit: re.Pattern[str]
    unit: re.Pattern[str]
    continuation: re.Pattern[str]
    attribution: re.Pattern[str]


def find_sentences(paragraph: str, language: str) -> list[_Span]:
    """Return the half-open spans of the sentences; they cover the paragraph without a gap.

    *language* is a BCP 47 code; languages without a data file have sentencex's own rules alone, and
    those that it does not know are split as English.
    """
    if not paragraph or _PLAIN.fullmatch(paragraph):
        return [(0, len(paragraph))] if paragraph else []
    rules = load_rules(language.partition("-")[0].lower())
    masked = mask_text(paragraph, rules)
    stops = _open_enclosed(paragraph, masked, _find_stops(masked, rules.language), rules.language)
    return list(_join(paragraph, stops, rules))


@cache
def load_rules(language: str) -> Rules:
    """Return the rules of a language, given by its primary subtag."""
    table = load_language(language).get("segmentation", {})
    abbreviations = _either(table.get("abbreviations", ()))
    single = _either(word for word in table.get("abbreviations", ()) if len(word) == 1)
    going_on = rf"(?:{_either(table.get('continuations', ()))})(?!\w)"
    opening = rf"(?:{_either(table.get('openings', ()))})(?!\w)"
    return Rules(
        language=language if language.isascii() and language.isalpha() and language != "und" else "en",
        protected=re.compile(rf"(?<![\w.])(?<!\d\s)و?(?:{abbreviations})\.(?=\s+\w)|{_DECIMAL}|{_INITIALS}"),
        figure_unit=re.compile(rf"(?:(?<=\d)|(?<=\d\s))(?:{single})(?=\.)"),
        unit=re.compile(rf"(?<![^\W\d])(?:{_either(table.get('units', ()))})\.$"),
        continuation=re.compile(rf"\W{{0,2}}(?:\d|(?!{opening}){going_on})"),
        attribution=re.compile(rf"(?:[A-Z][\w.'’-]*\s+){{0,3}}(?:{_either(table.get('saying', ()))})(?!\w)"),
    )


def mask_text(text: str, rules: Rules) -> str:
    """Return *text* with as many characters, but without what would mislead sentencex.

    Dots that end nothing are letters in it, newlines and control characters are spaces.
    """
    text = _SURROGATE.sub("x", _CONTROL.sub(" ", text))
    text = rules.figure_unit.sub("0", text)
    # sentencex takes the end of "(1872 - 1940)" for the number of a list item.
    text = _BRACKETED_FIGURE.sub(r"\1x", text)
    return rules.protected.sub(lambda found: found[0].replace(".", "x"), text)


def _find_stops(masked: str, language: str) -> list[int]:
    """Return the ends of sentencex's sentences, the last one the length of the text."""
    stops: list[int] = []
    start = 0
    while start < len(masked):
        end = min(start + _BLOCK, len(masked))
        found = [
            start + int(each["end_index"]) for each in get_sentence_boundaries(language, masked[start:end])
        ]
        if end < len(masked):
            # The last sentence may go on in the next block; one that fills its block is cut.
            found = found[:-1] or [find_cut(masked, start, end)]
        elif not found or found[-1] != end:
            found.append(end)
        stops += found
        start = stops[-1]
    return stops


def _open_enclosed(text: str, masked: str, stops: list[int], language: str) -> list[int]:
    """Return *stops* and those inside the quotations and brackets of a long sentence.

    The closing mark stays with the sentence before it, an opening one with the sentence after it.
    """
    opened: list[int] = []
    start = 0
    for stop in stops:
        if stop - start > _LONG_QUOTATION and _ENCLOSING.search(text, start, stop):
            unquoted = _ENCLOSING.sub(" ", masked[start:stop])
            for found in _find_stops(unquoted, language)[:-1]:
                cut = start + len(unquoted[:found].rstrip())
                while cut < stop and not text[cut].isspace():
                    cut += 1
                if cut < stop and cut > (opened[-1] if opened else 0):
                    opened.append(cut)
        opened.append(stop)
        start = stop
    return opened


def _join(text: str, stops: list[int], rules: Rules) -> Iterator[_Span]:
    """Yield the spans between *stops*, less those stops that end no sentence."""
    worded = [has_word(text, start, stop) for start, stop in zip([0, *stops], stops, strict=False)]
    start, seen = 0, False
    for place, stop in enumerate(stops):
        seen = seen or worded[place]
        last = place + 1 == len(stops)
        if last or (seen and worded[place + 1] and not _goes_on(text, start, stop, rules)):
            yield start, stop
            start, seen = stop, False


def _goes_on(text: str, start: int, stop: int, rules: Rules) -> bool:
    """Return whether the sentence goes on after *stop*, where sentencex ended it."""
    before = text[max(start, stop - 40) : stop].rstrip()
    after = text[stop : stop + 80].lstrip()
    if stop - start <= 12 and _ENUMERATOR.fullmatch(text, start, stop):
        return True
    if rules.unit.search(before) and (rules.continuation.match(after) or _begins_low(after)):
        return True
    if _EXCLAIMED_END.search(before) and rules.attribution.match(after):
        return True
    return _QUOTED_END.search(before) is not None and _begins_low(after)


def _begins_low(text: str) -> bool:
    """Return whether the first letter is a lower-case one; scripts without case have none."""
    found = _FIRST_LETTER.match(text)
    return found is not None and found[1].islower()


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; one that matches nothing for none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or _NEVER
