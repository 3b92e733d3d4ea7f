"""What the reader of quantities makes of numbers, units, money, dates and times."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.evidence.figures import read_figures
from align.evidence.number_lexicon import join_forms
from align.evidence.quantities import checks, find_quantities
from align.evidence.quantity import CalendarDate, ClockTime, Kind, Quantity

MILLION = 10**6

ARABIC_VALUES = [
    ("خمسة", 5),
    ("خمسةٌ", 5),
    ("واحدًا", 1),
    ("خمسة عشر", 15),
    ("اثنتي عشرة", 12),
    ("خمسة وعشرون", 25),
    ("الخمسة والعشرين", 25),
    ("مائة", 100),
    ("مئتين", 200),
    ("ثلاثمئة", 300),
    ("ثلاثمائة وخمسة وستين", 365),
    ("مائتان وخمسة وعشرون", 225),
    ("ألف وتسعمئة وتسعين", 1990),
    ("ألفين وخمسة", 2005),
    ("12 ألف", 12_000),
    ("ألفي", 2_000),
    ("ألفان", 2_000),
    ("مليوني", 2 * MILLION),
    ("مليونان", 2 * MILLION),
    ("ملياري", 2000 * MILLION),
    ("مائة ألف", 100_000),
    ("خمسة وعشرين ألفاً وثلاثمئة", 25_300),
    ("2,5 مليون", 2_500_000),
    ("17 مليونا و840 ألفا", 17_840_000),
    ("126 ألفا و315", 126_315),
    ("بمليون و780 ألف", 1_780_000),
    ("نصف مليون", 500_000),
    ("مليون ونصف المليون", 1_500_000),
    ("ثلاثة أرباع مليون", 750_000),
    ("أربعة أخماس", Fraction(4, 5)),
    ("ثلاثة أرباعهم", Fraction(3, 4)),
    ("ثلثي", Fraction(2, 3)),
    ("الحادية والثلاثين", 31),
    ("الرابعة عشرة", 14),
    ("١٧٫٥", Fraction(35, 2)),
    ("۲۵", 25),
    ("الـ18", 18),
    ("وبـ 5,9 ملايين", 5_900_000),
    ("3 تريليونات", 3 * MILLION**2),
]

ENGLISH_VALUES = [
    ("twenty-five", 25),
    ("Twenty five", 25),
    ("a hundred", 100),
    ("one hundred and five", 105),
    ("two thousand five", 2005),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("half a million", 500_000),
    ("a quarter of a million", 250_000),
    ("two and a half", Fraction(5, 2)),
    ("two and a half million", 2_500_000),
    ("a million and a half", 1_500_000),
    ("two-thirds", Fraction(2, 3)),
    ("four fifths", Fraction(4, 5)),
    ("17.84 million", 17_840_000),
    ("110 mln", 110 * MILLION),
    ("3 bn", 3000 * MILLION),
    ("2½", Fraction(5, 2)),
    ("19th", 19),
    ("twenty-first", 21),
    ("52 400", 52_400),
    ("2,145,000", 2_145_000),
]


@pytest.mark.parametrize(("text", "value"), ARABIC_VALUES)
def test_an_arabic_number_reads_as_its_value(text: str, value: int | Fraction) -> None:
    (quantity,) = find_quantities(text, "ar")
    assert value in quantity.readings


@pytest.mark.parametrize(("text", "value"), ENGLISH_VALUES)
def test_an_english_number_reads_as_its_value(text: str, value: int | Fraction) -> None:
    (quantity,) = find_quantities(text, "en")
    assert value in quantity.readings


@pytest.mark.parametrize(
    ("figures", "values"),
    [
        ("76.000", {76, 76_000}),
        ("76,000", {76, 76_000}),
        ("17,8", {Fraction(89, 5)}),
        ("17٫8", {Fraction(89, 5)}),
        ("1٬250", {1250}),
        ("1.250.000", {1_250_000}),
        ("1.250,5", {Fraction(2501, 2)}),
        ("22،338،618", {22_338_618}),
        ("12,34,567", {1_234_567}),
        ("1.2.3", {1, 2, 3}),
        ("0.125", {Fraction(1, 8)}),
        ("12\u00a0500", {12_500}),
        ("6ر38", {Fraction(193, 5), Fraction(319, 50)}),
        ("1ر1", {Fraction(11, 10)}),
        ("2ر1,234", {Fraction(6171, 5), Fraction(21_234, 10_000)}),
        ("000 1", {1000}),
        ("52 400", {52_400, 52, 400}),
        ("9" * 41, set()),
    ],
)
def test_figures_have_every_reading_that_their_separators_allow(
    figures: str, values: set[int | Fraction]
) -> None:
    assert read_figures(figures) == values


@pytest.mark.parametrize(
    ("text", "language", "kind", "currency"),
    [
        ("9,4 في المائة", "ar", Kind.PERCENT, None),
        ("90 بالمئة", "ar", Kind.PERCENT, None),
        ("١٧٪", "ar", Kind.PERCENT, None),
        ("%5", "ar", Kind.PERCENT, None),
        ("7%", "en", Kind.PERCENT, None),
        ("five per cent", "en", Kind.PERCENT, None),
        ("150 ألف دولار", "ar", Kind.MONEY, "dollar"),
        ("28 ألف جنيه", "ar", Kind.MONEY, "pound"),
        ("90 مليون دينار", "ar", Kind.MONEY, "dinar"),
        ("200 درهم", "ar", Kind.MONEY, "dirham"),
        ("5 أورو", "ar", Kind.MONEY, "euro"),
        ("$115,000", "en", Kind.MONEY, "dollar"),
        ("€3bn", "en", Kind.MONEY, "euro"),
        ("EGP 23,000", "en", Kind.MONEY, "pound"),
        ("60 million Kuwaiti dinars", "en", Kind.MONEY, "dinar"),
        ("12 people", "en", Kind.NUMBER, None),
    ],
)
def test_a_number_has_the_kind_of_what_it_counts(
    text: str, language: str, kind: Kind, currency: str | None
) -> None:
    (quantity,) = find_quantities(text, language)
    assert (quantity.kind, quantity.currency) == (kind, currency)


def test_a_letter_scales_only_a_sum_of_money() -> None:
    (money,) = find_quantities("$2.5m", "en")
    (length,) = find_quantities("2.5 m", "en")
    assert money.readings == {2_500_000}
    assert length.readings == {Fraction(5, 2)}


@pytest.mark.parametrize(
    ("text", "language", "day", "month", "year"),
    [
        ("15 يوليوز 2026", "ar", 15, 7, 2026),
        ("العاشر من تشرين الأول/أكتوبر", "ar", 10, 10, None),
        ("14 جوان", "ar", 14, 6, None),
        ("3 شباط (فبراير) 2020", "ar", 3, 2, 2020),
        ("٣١ غشت", "ar", 31, 8, None),
        ("الثاني من نوفمبر", "ar", 2, 11, None),
        ("تشرين الأول من عام 2015", "ar", None, 10, 2015),
        ("أوت", "ar", None, 8, None),
        ("فيفري", "ar", None, 2, None),
        ("July 15, 2026", "en", 15, 7, 2026),
        ("Sept. 20", "en", 20, 9, None),
        ("20 July", "en", 20, 7, None),
        ("the 3rd of November", "en", 3, 11, None),
        ("2026-07-15", "en", 15, 7, 2026),
        ("31.12.2019", "en", 31, 12, 2019),
    ],
)
def test_a_date_reads_as_day_month_and_year(
    text: str, language: str, day: int | None, month: int | None, year: int | None
) -> None:
    (quantity,) = find_quantities(text, language)
    assert quantity.kind is Kind.DATE
    assert CalendarDate(day, month, year) in quantity.readings


def test_a_numeric_date_keeps_both_orders() -> None:
    (quantity,) = find_quantities("5/6/2020", "ar")
    assert quantity.readings == {CalendarDate(5, 6, 2020), CalendarDate(6, 5, 2020)}


def test_the_modal_may_is_no_month() -> None:
    assert find_quantities("he may march on", "en") == ()


@pytest.mark.parametrize(
    ("text", "language", "hour", "minute"),
    [
        ("5:30pm", "en", 17, 30),
        ("5.30 p.m.", "en", 17, 30),
        ("17:30", "en", 17, 30),
        ("1530 GMT", "en", 15, 30),
        ("7 a.m.", "en", 7, 0),
        ("الخامسة والنصف مساء", "ar", 17, 30),
        ("الخامسة والنصف", "ar", 5, 30),
        ("السادسة إلا ربعا", "ar", 5, 45),
        ("السابعة وعشر دقائق صباحا", "ar", 7, 10),
        ("الساعة الثالثة", "ar", 15, 0),
        ("30ر7 مساء", "ar", 19, 30),
        ("الساعة 10ر12", "ar", 12, 10),
        ("الساعة 10ر12", "ar", 10, 12),
    ],
)
def test_a_time_of_day_reads_as_hour_and_minute(text: str, language: str, hour: int, minute: int) -> None:
    quantity = find_quantities(text, language)[-1]
    assert ClockTime(hour, minute) in quantity.readings


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("ثلاثينيات القرن العشرين", "ar", 1930),
        ("سبعينيات القرن الماضي", "ar", 1970),
        ("القرن التاسع عشر", "ar", 19),
        ("the 1930s", "en", 1930),
        ("the sixties", "en", 1960),
        ("the 19th century", "en", 19),
        ("1950-53", "en", 1953),
    ],
)
def test_decades_centuries_and_short_ranges_read_in_full(
    text: str, language: str, value: int | Fraction
) -> None:
    assert value in find_quantities(text, language)[-1].readings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("واحد", "ar"),
        ("شهرين", "ar"),
        ("الأول", "ar"),
        ("نصف", "ar"),
        ("كلاهما", "ar"),
        ("عشرات", "ar"),
        ("one", "en"),
        ("both", "en"),
        ("second", "en"),
        ("dozens", "en"),
        ("a week", "en"),
        ("World War II", "en"),
    ],
)
def test_what_can_mean_a_number_without_stating_one_is_weak(text: str, language: str) -> None:
    assert [quantity.weak for quantity in find_quantities(text, language)] == [True]


@pytest.mark.parametrize("text", ["لست أدري", "كمية كبيرة", "الشركة والبلاد"])
def test_words_that_look_like_numbers_are_none(text: str) -> None:
    assert find_quantities(text, "ar") == ()


def test_an_approximate_number_is_marked() -> None:
    assert find_quantities("نحو 90", "ar")[0].approximate
    assert find_quantities("more than 90", "en")[0].approximate
    assert not find_quantities("exactly 90", "en")[0].approximate


def test_a_unit_of_time_is_kept_with_its_number() -> None:
    (quantity,) = find_quantities("30 months", "en")
    assert quantity.unit is not None
    assert (quantity.unit.name, quantity.unit.dimension, quantity.unit.size) == ("month", "month", 1)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("55 كيلومترا في الساعة", "ar", "kilometre_an_hour"),
        ("55 كيلومترا", "ar", "kilometre"),
        ("1600 متر مربع", "ar", "square_metre"),
        ("17,200 square feet", "en", "square_foot"),
        ("a 100-kilometer road", "en", "kilometre"),
        ("40 °C", "en", "celsius"),
    ],
)
def test_the_longest_name_of_a_measure_is_its_unit(text: str, language: str, name: str) -> None:
    (quantity,) = find_quantities(text, language)
    assert quantity.unit is not None
    assert quantity.unit.name == name


def test_forms_are_joined_so_that_the_longest_is_found() -> None:
    pattern = re.compile(join_forms(["a b", "a b c", "a.c", "°C"]))
    assert [match[0] for match in pattern.finditer("a b c a  b a.c abc °C")] == ["a b c", "a  b", "a.c", "°C"]


def test_offsets_count_code_points_of_the_untouched_text() -> None:
    text = "😀 أُغلِق\u200f الطريق: ٢٥ كم \u0000 و12%"
    found = find_quantities(text, "ar")
    assert [text[quantity.start : quantity.stop] for quantity in found] == ["٢٥", "12%"]


def test_only_languages_with_tables_are_checked() -> None:
    assert checks("ar")
    assert checks("ar-EG")
    assert checks("en")
    assert not checks("fr")
    assert not checks("../en")
    assert find_quantities("25", "fr") == ()


def in_order(found: tuple[Quantity, ...]) -> bool:
    return all(one.stop <= two.start for one, two in pairwise(found))


WORDS = (
    "خمسة وعشرون ألف مليون نصف من القرن الثالث عشر الساعة شهرين ماي و ال "
    "17 5.30 1,000 % $ - / : 2026 اليوم الأحد "
    "twenty five hundred and a half of million May July th pm century II 🙂 \u0000 \u202e \u200f"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text())
def test_any_text_gives_quantities_in_order_inside_it(text: str) -> None:
    for language in ("ar", "en"):
        found = find_quantities(text, language)
        assert in_order(found)
        assert all(
            0 <= quantity.start < quantity.stop <= len(text) and quantity.readings for quantity in found
        )


@given(st.integers(0, 10**12))
def test_a_whole_number_reads_the_same_in_every_digit_system(number: int) -> None:
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_figures(arabic) == read_figures(str(number)) == {number}
    assert number in read_figures(f"{number:,}")
