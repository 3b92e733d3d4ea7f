"""Which quantities the comparison of two texts reports, and which it rightly leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import EvidenceType
from align.evidence.document_values import DocumentValues
from align.evidence.finding import Finding
from align.evidence.quantities import compare_quantities, find_today, is_read_whole

ROOT = Path(__file__).parent.parent


def compare(arabic: str, english: str) -> tuple[Finding, ...]:
    return compare_quantities(arabic, english, "ar", "en")


FAITHFUL = [
    # digit systems, separators, scales
    ("نحو ٢٥ كم", "some 25 km"),
    ("نسبة 9,4 في المائة", "9.4%"),
    ("76.000 نسمة", "76,000 inhabitants"),
    ("17 مليونا و840 ألف مسافر", "17.84 million passengers"),
    ("مليونين و145 ألف قنطار", "2,145,000 quintals"),
    ("300 ألف", "300,000"),
    ("من مليونين إلى سبعة ملايين مسافر", "from two to seven million passengers"),
    ("بين 5 آلاف و10 آلاف", "between 5,000 and 10,000"),
    ("52 ألفا و400 طن", "52 400 tonnes"),
    ("150 ألف دولار", "$150,000"),
    ("110 ملايين أورو", "€110 mln"),
    ("3 آلاف و260 متطوعاً", "3,260 volunteers"),
    ("مليوناً و٨٠٠ ألف دينار", "1.8 million dinars"),
    ("1.5 مليون شخص", "1.5m people"),
    ("مشروع بمليوني دولار", "a $2-million project"),
    ("أكثر من 300 مليار", "300+ billion"),
    # decimals of agencies of the Gulf and the Levant, typed from right to left, and in logical order
    ("6ر38 بالمئة", "38.6 percent"),
    ("38ر6 بالمئة", "38.6 percent"),
    ("بين 5ر8 و20 مليمترا", "between 8.5 and 20 millimeters"),
    ("بلغ 74ر32 نقطة", "32.74 points"),
    ("5ر2 مليار دولار", "$2.5bn"),
    ("بنسبة ٠٥ر٠ بالمئة", "0.05%"),
    ("في الساعة 30ر8 صباحا", "8:30 a.m."),
    ("في الساعة 8ر30 صباحا", "8:30 a.m."),
    # groups from right to left, as the United Nations type them
    ("لكل 000 1 شخص", "per 1,000 people"),
    ("000 450 نسمة", "450,000 inhabitants"),
    ("618 338 22 رقما", "22,338,618 digits"),
    # a conjunction by itself
    ("خمسة و عشرين رجلا", "25 men"),
    ("الساعة الثامنة و النصف", "8:30"),
    # words and figures
    ("خمسة وأربعين يوماً", "45 days"),
    ("اثنا عشر عاملا", "a dozen workers"),
    ("نصف مليون شخص", "500,000 people"),
    ("خمسة في المائة", "five percent"),
    ("أربعة أخماس هذا العدد", "80% of that figure"),
    ("نصف السكان", "50 per cent of the population"),
    ("33 في المئة من السكان", "a third of the population"),
    ("درجة ونصف", "1.5 degrees"),
    ("القرن التاسع عشر", "the 19th century"),
    ("ثلاثينيات القرن العشرين", "the 1930s"),
    ("الذكرى الحادية والثلاثين", "the 31st anniversary"),
    ("مجموعة السبع", "the G7"),
    ("الحرب العالمية الثانية", "World War 2"),
    ("النوع 2", "type II"),
    ("السوبر بول 49", "Super Bowl XLIX"),
    # duals, ones, hints
    ("قبل شهرين", "two months ago"),
    ("في غضون أسبوعين", "within 2 weeks"),
    ("بمركبتين", "with two vehicles"),
    ("كلا الرجلين", "2 men"),
    ("رجل", "one man"),
    ("فاز 3-صفر", "won 3-0"),
    # units
    ("ثلاثين شهرا", "two and a half years"),
    ("خلال 24 ساعة", "within a day"),
    ("عقدين", "20 years"),
    ("حافلة كل ربع ساعة", "a bus every 15 minutes"),
    ("30 دقيقة", "half an hour"),
    ("وبعد عشر سنوات", "ten years later"),
    ("خلال النصف الأول من العام", "in the first six months of the year"),
    ("على مدار الساعة", "24 hours a day"),
    ("خمسيني", "a man in his 50s"),
    ("في العقد الخامس من عمره", "in his 40s"),
    # equal amounts in other units
    ("على بعد 100 كيلومتر", "62 miles away"),
    ("بسرعة 55 كيلومترا في الساعة", "34 mph"),
    ("40 درجة مئوية", "40 degrees Celsius (104 Fahrenheit)"),
    ("50 دونما", "5 hectares"),
    ("500 كيلوغرام", "half a ton"),
    # words that look like numbers
    ("شركة ميتا", "Meta"),
    ("التنوع الإثني", "ethnic diversity"),
    ("أول عشرة", "the first ten"),
    ("طيلة أيام الأسبوع", "seven days a week"),
    # ranges, rounding, vague amounts
    ("1950–1953", "1950-53"),
    ("1924/1925", "1924/25"),
    ("نحو 17 مليون مسافر", "17.2 million passengers"),
    ("مئات القتلى", "hundreds of deaths"),
    ("عشرات الآلاف", "tens of thousands"),
    # times and dates
    ("الساعة الخامسة والنصف مساء", "5:30pm"),
    ("الساعة 17:30", "5.30 p.m."),
    ("السابعة وعشر دقائق صباحا", "7:10 a.m."),
    ("دقيقة واحدة و44 ثانية و31 جزءا من المائة", "1:44.31"),
    ("15 يوليوز 2026", "July 15, 2026"),
    ("في 3 شباط", "on February 3"),
    ("في 3 فيفري", "on 3 Feb"),
    ("العاشر من تشرين الأول/أكتوبر", "October 10"),
    ("ما بين 20 يوليوز و31 غشت", "between July 20 and August 31"),
    ("20 إلى 25 شتنبر", "September 20 to 25"),
    ("الكويت - 2 - 8 (كونا)", "KUWAIT, Aug 2 (KUNA)"),
    ("الكويت - 14 - 1 (كونا) --", "KUWAIT, Jan 14 (KUNA) --"),
    ("مطلع العام الجاري", "at the start of 2026"),
    ("5/6/2020", "June 5, 2020"),
    ("في شهري مايو ويونيو", "in May and June"),
    ("17 صفر 1448 هـ", "August 1, 2026"),
    ("اليوم الأربعاء", "on Wednesday"),
    ("اليوم", "on Wednesday"),
    ("أمس", "on 14 July"),
    ("الشهر المقبل", "in August"),
    ("سنة 1990", "in 1990"),
]


@pytest.mark.parametrize(("arabic", "english"), FAITHFUL)
def test_the_same_quantity_in_another_form_is_no_finding(arabic: str, english: str) -> None:
    assert compare(arabic, english) == ()
    assert compare_quantities(english, arabic, "en", "ar") == ()


CHANGED = [
    ("216 قاربا", "261 boats", "number", "216 ≠ 261"),
    ("وأن ستة عناصر أصيبوا من 145", "nine of the 145 were hurt", "number", "ستة ≠ nine"),
    ("312 قاربا و38 سفينة", "312 boats and 83 ships", "number", "38 ≠ 83"),
    ("القرن التاسع عشر", "the 13th century", "number", "القرن التاسع عشر ≠ 13th century"),
    ("2.25 مليون", "2.25 billion", "number", "2.25 مليون ≠ 2.25 billion"),
    ("6ر38 بالمئة", "36.8 percent", "percent", "6ر38 بالمئة ≠ 36.8 percent"),
    ("على بعد 100 كيلومتر", "160 miles away", "number", "100 ≠ 160"),
    ("بنسبة 40 بالمئة", "by 14%", "percent", "40 بالمئة ≠ 14%"),
    ("مبلغ 150 ألف دولار", "$115,000", "money", "150 ألف دولار ≠ $115,000"),
    ("90 مليون دينار", "60 million dinars", "money", "90 مليون دينار ≠ 60 million dinars"),
    ("200 دولار", "200 euros", "money", "200 دولار ≠ 200 euros"),
    ("إلى غاية 14 جوان", "until 16 June", "date", "14 جوان ≠ 16 June"),
    ("الثاني من نوفمبر", "November 9", "date", "الثاني من نوفمبر ≠ November 9"),
    ("في ديسمبر المقبل", "in October", "date", "ديسمبر ≠ October"),
    ("15 يوليوز 2026", "July 15, 2025", "date", "15 يوليوز 2026 ≠ July 15, 2025"),
    ("يوم الثلاثاء", "on Thursday", "date", "الثلاثاء ≠ Thursday"),
    ("منذ عام 1990", "since 1980", "date", "1990 ≠ 1980"),
    ("الساعة 17:30", "at 18:30", "date", "17:30 ≠ 18:30"),
    ("ثلاثين شهرا", "three years", "number", "ثلاثين ≠ three"),
]


@pytest.mark.parametrize(("arabic", "english", "kind", "message"), CHANGED)
def test_a_changed_quantity_is_one_finding_with_both_spans(
    arabic: str, english: str, kind: str, message: str
) -> None:
    (finding,) = compare(arabic, english)
    assert finding.type is EvidenceType(kind)
    assert finding.message == message
    assert finding.source is not None
    assert finding.target is not None
    assert f"{arabic[slice(*finding.source)]} ≠ {english[slice(*finding.target)]}" == message


@pytest.mark.parametrize(
    ("arabic", "english", "kind", "message"),
    [
        ("تقوية 41 جسرا", "strengthening bridges", "number", "41: not in the target"),
        ("زيت بكر", "27% virgin oil", "percent", "27%: not in the source"),
        ("العام 2012", "June 2012", "date", "June 2012: not in the source"),
    ],
)
def test_a_quantity_of_one_side_only_has_one_span(arabic: str, english: str, kind: str, message: str) -> None:
    (finding,) = compare(arabic, english)
    assert (finding.type, finding.message) == (EvidenceType(kind), message)
    assert (finding.source is None) != (finding.target is None)


def test_of_several_differences_the_nearest_are_paired() -> None:
    found = compare("5 قوارب و40 سفينة و300 شاحنة", "7 boats, 40 ships and 900 trucks")
    assert [finding.message for finding in found] == ["5 ≠ 7", "300 ≠ 900"]


def test_a_pair_in_figures_weighs_most_and_a_lone_word_least() -> None:
    (pair,) = compare("216 قاربا", "261 boats")
    (lone,) = compare("قوارب", "41 boats")
    (word,) = compare("قوارب", "seven boats")
    assert 1 >= pair.weight > lone.weight > word.weight > 0


@pytest.mark.parametrize("change", ["17.85", "17.94", "18.84", "27.84", "11.84"])
def test_any_one_digit_changed_is_seen(change: str) -> None:
    assert compare("17,84 مليون مسافر في 25 مطارا", f"{change} million passengers in 25 airports")


def test_today_is_compatible_with_any_weekday_unless_it_is_known() -> None:
    arabic, english = "تعود الحركة مساء اليوم", "Service resumes on Wednesday evening"
    today = find_today("خرجت ثلاث عربات صباح اليوم الثلاثاء", "ar")
    assert today == 1
    assert compare(arabic, english) == ()
    (finding,) = compare_quantities(arabic, english, "ar", "en", today=today)
    assert (finding.type, finding.message) == (EvidenceType.DATE, "اليوم ≠ Wednesday")
    assert compare_quantities(arabic, english, "ar", "en", today=2) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [("أمس الاثنين", 1), ("الخميس اليوم", 3), ("غدا الأحد", 5), ("يوم الأحد", None), ("اليوم", None)],
)
def test_a_document_names_today_once(text: str, day: int | None) -> None:
    assert find_today(text, "ar") == day


def weigh(arabic: str, english: str, whole_arabic: str, whole_english: str) -> list[tuple[float, str]]:
    documents = DocumentValues(whole_arabic, "ar"), DocumentValues(whole_english, "en")
    return [
        (f.weight, f.message) for f in compare_quantities(arabic, english, "ar", "en", documents=documents)
    ]


@pytest.mark.parametrize(
    ("figure", "stated"),
    [
        ("€110 mln", "بقيمة 110 ملايين أورو"),
        ("17.8 million passengers", "نحو 17,8 مليون مسافر"),
        ("38.6 percent", "6ر38 بالمئة"),
        ("March 14, 2025", "في 14 مارس 2025"),
        ("41 boats", "41 قاربا"),
        ("seven boats", "سبعة قوارب"),
        ("62 miles", "100 كيلومتر"),
        ("at 5:30 p.m.", "الساعة 17:30"),
    ],
)
def test_a_figure_that_stands_elsewhere_in_the_other_document_weighs_less_than_a_half(
    figure: str, stated: str
) -> None:
    ((weight, message),) = weigh("العنوان", figure, f"العنوان\n\n{stated}", figure)
    assert weight < 0.5
    assert message.endswith(": elsewhere in the source")
    ((weight, message),) = weigh(stated, "Headline", stated, f"Headline. It said {figure}.")
    assert weight < 0.5
    assert message.endswith(": elsewhere in the target")


@pytest.mark.parametrize(
    ("figure", "stated"),
    [
        ("38%", "38 قاربا"),
        ("38 boats", "38 بالمئة"),
        ("$200", "200 يورو"),
        ("March 14", "في مارس"),
        ("March 14, 2025", "14 مارس 2024"),
        ("30 months", "30 يوما"),
        ("2 boats", "المركز الثاني"),
        ("41 boats", "14 قاربا"),
    ],
)
def test_a_figure_of_another_kind_or_unit_elsewhere_excuses_nothing(figure: str, stated: str) -> None:
    assert weigh("العنوان", figure, f"العنوان\n\n{stated}", figure) == weigh("العنوان", figure, "", figure)


def test_a_small_plain_number_elsewhere_excuses_less_because_most_documents_hold_it() -> None:
    ((small, _),) = weigh("قوارب", "7 boats", "قوارب. 7 سيارات", "7 boats")
    ((large, _),) = weigh("قوارب", "741 boats", "قوارب. 741 سيارة", "741 boats")
    assert large < small < 0.5


def test_a_figure_that_differs_keeps_its_weight_wherever_else_it_stands() -> None:
    whole = "216 قاربا. 261 سيارة", "216 cars. 261 boats"
    assert weigh("216 قاربا", "261 boats", *whole) == [(0.95, "216 ≠ 261")]


def test_a_text_with_more_numbers_than_anybody_writes_is_said_not_to_be_read_whole() -> None:
    table = "7 " * 10_000
    assert not is_read_whole(table, "en")
    assert compare_quantities(table, "8", "en", "ar") == ()
    assert is_read_whole("7 " * 9_999, "en")
    assert compare_quantities("7 " * 9_999, "8", "en", "ar")
    assert is_read_whole("word " * 10_000, "en")
    assert is_read_whole(table, "fr")


GOLD = sorted(
    [*(ROOT / "samples").glob("*/gold.json"), *(ROOT / "benchmarks" / "agency").glob("*/gold.json")],
    key=str,
)
CHECKED = {"number", "percent", "money", "date"}


def overlaps(span: tuple[int, int] | None, words: str | None, text: str) -> bool:
    if span is None or words is None:
        return span is None and words is None
    start = text.index(words)
    return span[0] < start + len(words) and start < span[1]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.parent.name)
def test_gold_quantities_are_found_in_place_and_nothing_is_found_where_the_gold_has_none(gold: Path) -> None:
    texts = [(gold.parent / f"{side}.txt").read_text(encoding="utf-8") for side in ("ar", "en")]
    today = find_today(texts[0], "ar")
    documents = DocumentValues(texts[0], "ar", today), DocumentValues(texts[1], "en", today)
    for passage in json.loads(gold.read_text(encoding="utf-8"))["passages"]:
        if not (passage["source"] and passage["target"]):
            continue
        spans = passage["source"], passage["target"]
        arabic, english = (text[side[0][0] : side[-1][1]] for text, side in zip(texts, spans, strict=True))
        found = compare_quantities(arabic, english, "ar", "en", today=today, documents=documents)
        found = tuple(finding for finding in found if finding.weight >= 0.5)
        items = passage["evidence"]
        for item in items:
            assert item["type"] not in CHECKED or any(
                finding.type == item["type"]
                and overlaps(finding.source, item["source"], arabic)
                and overlaps(finding.target, item["target"], english)
                for finding in found
            ), item
        for finding in found:
            assert any(
                (finding.source is None or overlaps(finding.source, item["source"], arabic))
                and (finding.target is None or overlaps(finding.target, item["target"], english))
                for item in items
            ), finding


def test_a_language_without_tables_gives_nothing() -> None:
    assert compare_quantities("25", "26", "fr", "en") == ()
    assert compare_quantities("25", "26", "ar", "fa") == ()


def test_a_message_is_one_short_line_without_control_characters() -> None:
    (finding,) = compare("100\u202f000 \u2067مليون", "\u0000")
    assert finding.message.isprintable()
    assert len(finding.message) < 120


HOSTILE = {
    "digits": "1" * 10**6,
    "figures": "7 " * 300_000,
    "one word": "ا" * 10**6,
    "clitics": "وبال" * 250_000,
    "scales": "ألف " * 200_000,
    "joined": "ثلاثة و" * 150_000,
    "separators": "1.1," * 250_000,
    "marks": "م" + "\u064b" * 10**6,
    "spaces": " " * 10**6,
    "halves": "half of a " * 100_000,
    "letters": "1ر" * 400_000,
    "reversed groups": "111 " * 250_000,
    "phrases": "كيلو متر مر" * 90_000,
    "measures": "5 كم 9 ميل " * 90,
    "as many as are read": "5 مايو " * 4_900,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_takes_no_time(name: str) -> None:
    compare("1", "1")
    begin = time.process_time()
    documents = DocumentValues(HOSTILE[name], "ar"), DocumentValues(HOSTILE[name], "en")
    compare_quantities(HOSTILE[name], "99 boats 3 miles", "ar", "en", documents=documents)
    assert time.process_time() - begin < 5  # a second on the slowest machine; quadratic work takes minutes


WORDS = (
    "خمسة وعشرون ألف مليون نصف من القرن الثالث عشر الساعة شهرين ماي و ال "
    "17 5.30 1,000 % $ - / : 2026 اليوم الأحد "
    "twenty five hundred and a half of million May July 3 th pm century II Monday \u0000 \u202e"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.lists(PIECES, max_size=20).map(" ".join) | st.text(max_size=40)


@given(TEXTS, TEXTS)
def test_findings_stay_inside_their_texts(arabic: str, english: str) -> None:
    for finding in compare(arabic, english):
        assert finding.source or finding.target
        assert 0 <= finding.weight <= 1
        for span, text in ((finding.source, arabic), (finding.target, english)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(TEXTS)
def test_a_text_has_no_finding_against_itself(text: str) -> None:
    assert compare_quantities(text, text, "ar", "ar") == ()
    assert compare_quantities(text, text, "en", "en") == ()


@given(st.integers(3, 10**9), st.integers(3, 10**9))
def test_two_numbers_differ_exactly_when_their_values_do(one: int, two: int) -> None:
    found = compare(f"{one} قاربا", f"{two:,} boats")
    readings = {two, two / 1000} if 1000 <= two < 10**6 else {two}  # 1,000 may be 1.000
    assert bool(found) == (one not in readings)


def test_importing_compiles_no_table() -> None:
    code = (
        "import sys; import align.evidence.quantities\n"
        "from align.evidence.number_lexicon import load_lexicon\n"
        "sys.exit(load_lexicon.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
