"""Claims about which language a text is said to be in."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.identification import identify_language

SENTENCES = {
    "ar": "أعلنت الوزارة يوم الأربعاء أن البلاد ستواصل تصدير القمح إلى جيرانها.",
    "bg": "Президентът заяви в сряда, че страната ще продължи износа.",
    "de": "Die Regierung erklärte am Mittwoch, dass die Ausfuhren steigen werden.",
    "el": "Ο πρωθυπουργός μίλησε την Τετάρτη.",
    "en": "The ministry said on Wednesday that the country would go on selling wheat.",
    "es": "El presidente declaró el miércoles que el país continuará sus exportaciones.",
    "fa": "وزیر روز چهارشنبه گفت که کشور صادرات گندم را ادامه خواهد داد.",
    "fr": "Le président a déclaré mercredi que le pays poursuivrait ses exportations.",
    "he": "ראש הממשלה אמר ביום רביעי כי הייצוא יימשך.",
    "hi": "राष्ट्रपति ने बुधवार को कहा कि देश निर्यात जारी रखेगा।",
    "id": "Presiden mengatakan pada hari Rabu bahwa negara itu akan terus mengekspor.",
    "it": "Il presidente ha dichiarato mercoledì che il paese continuerà le esportazioni.",
    "ja": "大統領は水曜日、輸出を続けると述べた。",
    "ko": "대통령은 수요일 수출을 계속하겠다고 밝혔다.",
    "nl": "De president zei woensdag dat het land de uitvoer van graan zal voortzetten.",
    "pl": "Premier powiedział w środę, że kraj będzie kontynuował eksport.",
    "pt": "O presidente disse na quarta-feira que o país continuará as exportações.",
    "ru": "Президент заявил в среду, что страна продолжит экспорт.",
    "tr": "Bakan çarşamba günü ülkenin ihracatı sürdüreceğini açıkladı.",
    "uk": "Президент заявив у середу, що країна продовжить експорт і торгівлю.",
    "ur": "صدر نے بدھ کو کہا کہ ملک برآمدات جاری رکھے گا۔",
    "zh": "总统周三表示，该国将继续出口粮食。",
}

HEADLINES = (
    *(
        "CAIRO (Reuters)",
        "Yes.",
        "Trump said",
        "Hamas",
        "He left.",
        "No comment.",
        "Gaza",
        "London",
        "Oil up",
        "UN",
    ),
    *("Fire in Cairo", "Israel strikes", "Ceasefire talks", "3.5% growth", "Egypt inflation falls"),
    *("Minister visits Paris", "Al-Sisi, Macron meet", "Sudan: RSF seizes El Fasher"),
)

LONG = {
    "ar": SENTENCES["ar"] * 300,
    "en": f"{SENTENCES['en']} " * 300,
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert identify_language(SENTENCES[language]) == language


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_short_english_headline_is_english(headline: str) -> None:
    assert identify_language(headline) == "en"


@pytest.mark.xfail(strict=True, reason="two or three Arabic names in Latin letters say nothing of English")
@pytest.mark.parametrize("headline", ["Saudi Arabia", "Muhammad Abdullah Al-Rashid"])
def test_arabic_names_alone_are_english(headline: str) -> None:
    assert identify_language(headline) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Apple تطلق iPhone 15 في الرياض",
        "نعم",
        "التقى الوزير نظيره الروسی فی القاهرة مساء أمس",  # ی for ي is an Egyptian habit
        "زار الرئيس مدينة تشرين ثم انتقل إلى بلدة كوپري وعاد مساء إلى العاصمة بعد لقاء المسؤولين",
    ],
)
def test_arabic_with_foreign_words_or_letters_is_arabic(text: str) -> None:
    assert identify_language(text) == "ar"


def test_the_greater_part_of_the_letters_decides() -> None:
    assert identify_language(SENTENCES["ar"] * 2 + SENTENCES["en"]) == "ar"
    assert identify_language(SENTENCES["ar"] + SENTENCES["en"] * 2) == "en"


@pytest.mark.parametrize("text", ["", " \n", "12 ٪ ...", "😀", "\0", "\ud800", "\u202e"])
def test_a_text_without_letters_is_undetermined(text: str) -> None:
    assert identify_language(text) == "und"


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_a_code_and_the_same_one_again(text: str) -> None:
    code = identify_language(text)
    assert code.isalpha()
    assert code.islower()
    assert identify_language(text) == code


def test_only_the_beginning_is_looked_at() -> None:
    assert identify_language(LONG["en"] + LONG["ar"] * 100) == "en"


@pytest.mark.parametrize("language", LONG)
def test_a_plain_article_takes_less_than_five_milliseconds(language: str) -> None:
    identify_language(LONG[language])  # reads the data file
    durations = []
    for _ in range(20):
        started = time.process_time()  # other programs' time is not ours
        identify_language(LONG[language])
        durations.append(time.process_time() - started)
    assert min(durations) < 0.005


def test_plain_arabic_and_english_do_not_load_langdetect() -> None:
    program = (
        "import sys; from align.identification import identify_language as i\n"
        f"assert (i({LONG['ar']!r}), i({LONG['en']!r})) == ('ar', 'en')\n"
        "sys.exit('langdetect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
