"""Figures, scales, percentages, dates and currencies changed, and the same values in another form."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair
from benchmarks.edits.replacements import Replacement, apply_replacements

_FIGURES = r"(?<![\w.,٫٬/:–-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w٫٬/:–-]|[.,]\d)"
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = "|".join(_ENGLISH_MONTHS)
_LEVANTINE = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
_EGYPTIAN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_PERCENT = r"\s?[%٪]|\s(?:per ?cent|percent|في المئة|في المائة|بالمئة|بالمائة)"
_MONEY = r"(?:[$€£]|US\$)"
_NAMES = r"(?:dollars?|euros?|pounds?|yen|دولار|يورو|جنيه)"
_CURRENCIES = rf"\s(?:(?:thousand|million|billion|trillion|ألف|مليون|مليار)\s)?(?:\w+\s)?{_NAMES}"
_YEAR = r"(?<!\w)(?:و?(?:في )?(?:عام|سنة|العام)) (1[5-9]\d\d|20[01]\d)(?!\d|[.,/–-]\d)"
_DATE = rf"(?<!\d)(?:(\d{{1,2}}) (?:{_MONTHS})|(?:{_MONTHS}) (\d{{1,2}})(?!\d| BC))"
_SCALED = re.compile(r"\d (?:[mb]illion|thousand|مليون|مليار|ألف)")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SCALES = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "مليون": "مليار",
    "مليار": "مليون",
}

_PLACES = (
    ("percent", EvidenceType.PERCENT, rf"{_FIGURES}(?={_PERCENT})"),
    (
        "money",
        EvidenceType.MONEY,
        rf"(?<=[$€£])(\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?!\w|[.,]\d)|{_FIGURES}(?={_CURRENCIES})",
    ),
    ("year", EvidenceType.DATE, _YEAR),
    ("day", EvidenceType.DATE, _DATE),
    ("number", EvidenceType.NUMBER, _FIGURES),
)


_Pair = tuple[str, str]


def edit_quantities(arabic: str, english: str, rng: random.Random) -> list[EditedPair]:
    """Return *arabic* and *english* after each edit that they allow, one pair an edit.

    A figure is changed only where both sides have it, and never to one that stands in either side.
    """
    pair = arabic, english
    return [
        *(
            edited
            for side in (0, 1)
            for edited in (*_change_figures(pair, side, rng), *_change_scale(pair, side))
        ),
        *_change_names(pair, rng),
        *apply_replacements(arabic, english, rng, HARMLESS),
        *_write_digits(pair),
    ]


def _change_figures(pair: _Pair, side: int, rng: random.Random) -> Iterator[EditedPair]:
    shared = set(_list_figures(pair[0])) & set(_list_figures(pair[1]))
    both = "\n".join(pair)
    for edit, kind, pattern in _PLACES:
        for match in re.finditer(pattern, pair[side]):
            group = next(number for number, figures in enumerate(match.groups(), start=1) if figures)
            new = _change_digit(match[group], rng)
            if match[group] not in shared or (edit == "number" and _is_other(pair[side], match)):
                continue
            if new is not None and new not in both and new.replace(",", "") not in both:
                yield _put(pair, side, (edit, kind), match.span(group), new)
                break


def _change_scale(pair: _Pair, side: int) -> Iterator[EditedPair]:
    text = pair[side]
    for old, new in _SCALES.items():
        match = re.search(rf"(?<=\d )(?<!\w){old}(?!\w)", text)
        if match is None or new in text or text.count(old) > 1 or not _SCALED.search(pair[1 - side]):
            continue
        money = re.search(rf"{_MONEY}[\d.,]+ $", text[: match.start()]) or re.match(
            rf"{old}\s(?:\w+\s)?{_NAMES}", text[match.start() :]
        )
        edit = ("scale of money", EvidenceType.MONEY) if money else ("scale", EvidenceType.NUMBER)
        yield _put(pair, side, edit, match.span(), new)
        break


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is no plain number: a year, a percentage, a sum, a day, a version."""
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 30]
    months = "|".join((*_ENGLISH_MONTHS, *_LEVANTINE, *_EGYPTIAN))
    return bool(
        re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", match[1])
        or re.match(rf"{_PERCENT}|{_CURRENCIES}|\s(?:من )?(?:{months})|\s?(?:AD|BC|م|ق)\b", after)
        or re.search(rf"(?:{months}|سنوات|[$€£])\s?$", before)
    )


def _change_digit(figures: str, rng: random.Random) -> str | None:
    places = [place for place, letter in enumerate(figures) if letter.isdigit()]
    place = rng.choice(places)
    if len(figures) == 4 and figures.isdigit():  # a year stays one
        place = rng.choice(places[2:])
    # A one or a nought is said in other ways.
    digits = [digit for digit in "23456789" if digit != figures[place]]
    new = figures[:place] + rng.choice(digits) + figures[place + 1 :]
    return new if figures not in {"1", "0"} else None


def _change_names(pair: _Pair, rng: random.Random) -> Iterator[EditedPair]:
    """Yield months and currencies exchanged for others."""
    for side, names in ((1, _ENGLISH_MONTHS), (0, _LEVANTINE), (0, _EGYPTIAN)):
        any_month = "|".join(names)
        pattern = rf"(?<=\d )(?:{any_month})(?!\w)|(?<!\w)(?:{any_month})(?= (?:من عام )?\d)"
        found = list(re.finditer(pattern, pair[side]))
        if len(found) == 1 and re.search(_MONTHS, pair[1]) and "/" + found[0][0] not in pair[side]:
            new = rng.choice([name for name in names if name not in pair[side]])
            yield _put(pair, side, ("month", EvidenceType.DATE), found[0].span(), new)
    for side, old, new in (
        (1, r"\$(?=\d)", "€"),
        (1, r"€(?=\d)", "$"),
        (1, r"\bdollars\b", "euros"),
        (0, r"(?<!\w)دولار(?!\w)", "يورو"),
        (0, r"(?<!\w)يورو(?!\w)", "دولار"),
    ):
        found = list(re.finditer(old, pair[side]))
        if len(found) == 1 and re.search(r"دولار|يورو|[$€]|dollar|euro", pair[1 - side]):
            yield _put(pair, side, ("currency", EvidenceType.MONEY), found[0].span(), new)


def _put(
    pair: _Pair, side: int, edit: tuple[str, EvidenceType], span: tuple[int, int], new: str
) -> EditedPair:
    """Return *pair* with *new* at *span* of one side; *edit* is the name and the evidence that is wanted."""
    changed = pair[side][: span[0]] + new + pair[side][span[1] :]
    place = span[0], span[0] + len(new)
    if side == 0:
        return EditedPair(changed, pair[1], f"{edit[0]}, ar", edit[1], place, None)
    return EditedPair(pair[0], changed, f"{edit[0]}, en", edit[1], None, place)


def _list_figures(text: str) -> list[str]:
    return re.findall(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", text)


HARMLESS = (
    Replacement("separators off", "en", r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,])", r"\1\2", None),
    Replacement("separators of Arabic", "ar", r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,])", r"\1٬\2", None),
    Replacement("separators of Europe", "en", r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,.])", r"\1.\2", None),
    Replacement("percent word", "en", r"(?<=\d)%", " percent", None),
    Replacement("percent sign", "en", r"(?<=\d) per ?cent\b", "%", None),
    Replacement("percent word, ar", "ar", r"(?<=\d)\s?%|(?<=\s)%(?=\d)", " في المئة", None),
    Replacement("percent sign, ar", "ar", r"(?<=\d) (?:في المئة|في المائة|بالمئة|بالمائة)", "٪", None),
    *(
        Replacement(
            "other month name", "ar", rf"(?<!\w){one}(?= (?:من )?(?:عام )?\d)|(?<=\d ){one}(?!\w)", two, None
        )
        for names in ((_LEVANTINE, _EGYPTIAN), (_EGYPTIAN, _LEVANTINE))
        for one, two in zip(*names, strict=True)
    ),
    *(
        Replacement(
            "figures in words",
            "en",
            rf"(?<![\w.,$€£:–-]){number} (?=[a-z]{{4,}}\b)(?!million|billion|percent|thousand)",
            f"{word} ",
            None,
        )
        for number, word in enumerate(_WORDS, start=2)
    ),
    Replacement(
        "day before month",
        "en",
        rf"\b({_MONTHS}) (\d{{1,2}}),? (\d{{4}})\b",
        r"\2 \1 \3",
        None,
    ),
    Replacement(
        "month before day",
        "en",
        rf"\b(\d{{1,2}}) ({_MONTHS}) (\d{{4}})\b",
        r"\2 \1, \3",
        None,
    ),
    Replacement("million as m", "en", r"(?<=[$€£])(\d+(?:\.\d+)?) million\b", r"\1m", None),
)


def _write_digits(pair: _Pair) -> Iterator[EditedPair]:
    """Yield the pair with all its Arabic figures in the digits of the Mashriq."""
    arabic, english = pair
    if re.search(r"\d", arabic):
        changed = re.sub(r"(?<=\d)\.(?=\d)", "٫", re.sub(r"(?<=\d),(?=\d{3})", "٬", arabic))
        changed = re.sub(
            r"(?<![A-Za-z])[0-9]+(?![A-Za-z])", lambda match: match[0].translate(_INDIC), changed
        )
        yield EditedPair(changed, english, "Arabic digits", None, (0, len(changed)), None)
