"""Names across scripts: what is heard, what is a name, what is missing or swapped."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import EvidenceType
from align.embedding import Embedder, load_embedder
from align.evidence.english_names import find_latin_names, list_latin_words
from align.evidence.finding import Finding
from align.evidence.name_lexicon import load_arabic, load_exonyms, load_latin
from align.evidence.name_texts import LEAST_HEARD, ArabicText, LatinText
from align.evidence.names import ELSEWHERE, compare_names, read_names
from align.evidence.passage_text import PassageText
from align.evidence.sounds import LONGEST_HEARD, fold_arabic, fold_latin, hear
from align.vectors import TokenVectors, cover_tokens

SHOWN = 0.5  # the least weight at the default strictness


@pytest.fixture(scope="module")
def model() -> Embedder:
    return load_embedder("ar-en")


def compare(model: Embedder, arabic: str, english: str) -> list[Finding]:
    source, target = (model.encode_tokens([text])[0] for text in (arabic, english))
    covered = cover_tokens(source, target)
    found = compare_names(
        PassageText(arabic, "ar", source, covered[0].contested),
        PassageText(english, "en", target, covered[1].contested),
    )
    return [finding for finding in found if finding.weight >= SHOWN]


def make_bare(text: str, language: str) -> PassageText:
    """A passage without a token: nothing is covered, only letters count."""
    none = TokenVectors(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros((0, 2), np.int64))
    return PassageText(text, language, none, np.zeros(0, np.float32))


HEARD = [
    ("Mohammed", "محمد"),
    ("Muhammad", "محمد"),
    ("Mohamed", "مُحَمَّد"),
    ("Qaddafi", "القذافي"),
    ("Gaddafi", "والقذافي"),
    ("Kadhafi", "القذافي"),
    ("Obama", "أوباما"),
    ("Washington", "بواشنطن"),
    ("Schwarzenegger", "شوارزنيغر"),
    ("Khartoum", "الخرطوم"),
    ("Beirut", "لبيروت"),
    ("Kirkuk", "كركوك"),
    ("Erdoğan", "أردوغان"),
    ("Nasrallah", "نصرالله"),
    ("Ghannouchi", "الغنوشي"),
    ("Tebboune", "تبون"),
    ("Sisi", "السيسي"),
    ("Zelenskyy", "زيلينسكي"),
    ("Macron", "ماكرون"),
    ("Scholz", "شولتس"),
    ("Netanyahu", "نتنياهو"),
    ("Guterres", "غوتيريش"),
    ("Kuwaiti", "الكويتية"),
    ("Lula", "لولا"),
]
NOT_HEARD = [
    ("Trump", "رويترز"),
    ("Bahrain", "الكويتي"),
    ("Paris", "لندن"),
    ("Bubiyan", "فيلكا"),
    ("Shabwa", "والضالع"),
    ("Macron", "شولتس"),
    ("Tan", "نوي"),
    ("Merkel", "أوباما"),
    ("Sidon", "بيروت"),
    ("Washington", "موسكو"),
]


@pytest.mark.parametrize(("english", "arabic"), HEARD)
def test_a_name_is_heard_in_the_other_script(english: str, arabic: str) -> None:
    assert hear(fold_latin(english), fold_arabic(arabic)) >= LEAST_HEARD


@pytest.mark.parametrize(("english", "arabic"), NOT_HEARD)
def test_another_name_is_not_heard(english: str, arabic: str) -> None:
    assert hear(fold_latin(english), fold_arabic(arabic)) < LEAST_HEARD


@given(st.text(), st.text())
def test_any_letters_are_folded_and_heard_without_error(one: str, two: str) -> None:
    assert isinstance(hear(fold_latin(one), fold_arabic(two)), float)


def test_no_word_too_long_to_be_a_name_is_heard() -> None:
    assert hear("a" * (LONGEST_HEARD + 1), "ا") < LEAST_HEARD


NAMES = [
    ("President Barack Obama met Prime Minister Tony Blair.", ["Barack Obama", "Tony Blair"]),
    ("In May, the Security Council met in Geneva.", ["Security Council", "Geneva"]),
    ("On Monday he flew from Aden to Lahj.", ["Aden", "Lahj"]),
    ("The minister's office in Tunis said nothing.", ["Tunis"]),
    ("Researchers at Oxford University agreed.", ["Oxford"]),
    ("They met Faisal Al-Rashid of Bahrain.", ["Faisal Al-Rashid", "Bahrain"]),
    ("He left the U.S. for Syria.", ["U.S.", "Syria"]),
    ("The Syrian army and the Red Crescent came.", ["Syrian", "Red Crescent"]),
    ("It is near Kirkuk’s old market.", ["Kirkuk"]),
    ("I'm here, and I've seen it.", []),
    ("nothing has a capital here", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_runs_of_capitals_without_titles_and_months(text: str, expected: list[str]) -> None:
    lexicon = load_latin("en")
    assert lexicon is not None
    names = find_latin_names(text, list_latin_words(text), lexicon, load_exonyms())
    assert [text[slice(*name.span)] for name in names] == expected


def test_a_capital_that_opens_a_sentence_or_a_headline_is_not_sure() -> None:
    for text in ("Kirkuk fell.", "Kirkuk Governor Opens Bridge After Floods"):
        (first, *_) = LatinText(text, load_latin("en")).names  # type: ignore[arg-type]
        assert not first.sure


KEPT = [
    ("وقال الرئيس المصري إن القاهرة سترد.", "The Egyptian president said Cairo would respond."),
    ("زار وزير الخارجية النمساوي القدس.", "The Austrian foreign minister visited Jerusalem."),
    ("قال المتحدث باسم الأمم المتحدة في جنيف.", "A UN spokesman said in Geneva."),
    ("أعلنت منظمة الصحة العالمية ذلك.", "The WHO announced it."),
    ("قالت اليونيسف إن الأطفال في دير الزور.", "Children are in Deir ez-Zor, UNICEF said."),
    ("قصف الجيش الإسرائيلي قطاع غزة.", "The Israeli army bombed the Gaza Strip."),
    ("التقى الأمير محمد بن سلمان نظيره الألماني.", "Prince Mohammed bin Salman met his German counterpart."),
    ("قال عبد الفتاح السيسي.", "Abdel Fattah al-Sisi said."),
    ("وصل عبدالله الثاني إلى نيويورك.", "Abdullah II arrived in New York."),
    ("يقع نهر الفرات في سورية والعراق.", "The Euphrates flows through Syria and Iraq."),
    ("ذكرت رويترز أن طرابلس هادئة.", "Tripoli is quiet, Reuters reported."),
    ("أطلق حزب الله صواريخ.", "Hezbollah fired rockets."),
    ("شركة Energiprojekt تعمل هنا.", "The company Energiprojekt works here."),
    ("أعلن الحوثيون في صنعاء.", "The Houthis announced in Sanaa."),
]


@pytest.mark.parametrize(("arabic", "english"), KEPT)
def test_the_same_name_raises_nothing(model: Embedder, arabic: str, english: str) -> None:
    assert compare(model, arabic, english) == []


SWAPPED = [
    (
        "وأظهرت المسوحات كثافة أعلى قبالة جزيرة فيلكا.",
        "Surveys showed higher density off Bubiyan Island.",
        "فيلكا",
        "Bubiyan",
    ),
    (
        "متفوقا على الكويتي فيصل الرشيد في محاولته الأخيرة.",
        "to beat Faisal Al-Rashid of Bahrain on his final attempt.",
        "الكويتي",
        "Bahrain",
    ),
    ("وقال بوتين إن موسكو سترد.", "Putin said that Paris would respond.", "موسكو", "Paris"),
    ("زار الوزير مدينة كركوك أمس.", "The minister visited the city of Mosul yesterday.", "كركوك", "Mosul"),
    (
        "التقى الرئيس نظيره الصيني في القاهرة.",
        "The president met his Japanese counterpart in Cairo.",
        "الصيني",
        "Japanese",
    ),
]


@pytest.mark.parametrize(("arabic", "english", "was", "became"), SWAPPED)
def test_a_swapped_name_is_shown_on_both_sides(
    model: Embedder, arabic: str, english: str, was: str, became: str
) -> None:
    (finding,) = compare(model, arabic, english)
    assert finding.type is EvidenceType.NAME
    assert finding.source is not None
    assert finding.target is not None
    assert arabic[slice(*finding.source)] == was
    assert english[slice(*finding.target)] == became
    assert finding.message == f"{was} ≠ {became}"


def test_a_swap_is_found_in_either_direction(model: Embedder) -> None:
    arabic, english = "زار الوزير مدينة كركوك أمس.", "The minister visited the city of Mosul yesterday."
    tokens = [model.encode_tokens([text])[0] for text in (english, arabic)]
    covered = cover_tokens(*tokens)
    (finding,) = compare_names(
        PassageText(english, "en", tokens[0], covered[0].contested),
        PassageText(arabic, "ar", tokens[1], covered[1].contested),
    )
    assert english[slice(*finding.source or (0, 0))] == "Mosul"
    assert arabic[slice(*finding.target or (0, 0))] == "كركوك"


def test_a_name_that_the_other_document_states_elsewhere_weighs_little() -> None:
    source, target = make_bare("قال الوزير ذلك.", "ar"), make_bare("The man said so in Kirkuk.", "en")
    (alone,) = compare_names(source, target)
    documents = (
        read_names("كان في كركوك. قال الوزير ذلك.", "ar"),
        read_names("The man said so in Kirkuk.", "en"),
    )
    (elsewhere,) = compare_names(source, target, documents)
    assert (alone.source, alone.target) == (None, (19, 25))
    assert alone.message == "only in the English: Kirkuk"
    assert elsewhere.weight == ELSEWHERE < alone.weight


def test_a_vanished_arabic_name_weighs_too_little_to_be_shown_by_default() -> None:
    (finding,) = compare_names(make_bare("قال الرئيس غنوشي ذلك.", "ar"), make_bare("He said so.", "en"))
    assert (finding.source, finding.target) == ((11, 16), None)
    assert finding.weight < SHOWN


def test_a_dateline_may_name_more_than_the_original() -> None:
    english = "TIARET (Algeria) - Cereals were collected."
    found = compare_names(make_bare("تيارت - جمعت الحبوب.", "ar"), make_bare(english, "en"))
    assert all(finding.weight <= ELSEWHERE for finding in found)


def test_a_language_without_tables_gives_nothing() -> None:
    assert compare_names(make_bare("Paris", "fr"), make_bare("London", "en")) == ()
    assert compare_names(make_bare("Paris", "en"), make_bare("London", "en")) == ()
    assert read_names("Paris", "fr") is None


@given(st.text(), st.text())
def test_spans_lie_in_the_texts_and_weights_between_0_and_1(arabic: str, english: str) -> None:
    for finding in compare_names(make_bare(arabic, "ar"), make_bare(english, "en")):
        assert finding.source or finding.target
        assert 0 <= finding.weight <= 1
        for span, text in ((finding.source, arabic), (finding.target, english)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


HOSTILE = [
    "A" * 300_000,
    "Aa " * 100_000,
    "a.b." * 50_000,
    "\n" * 300_000,
    "O'" * 100_000,
    "A-" * 100_000,
    "\u202eAbu\u202c " * 30_000,
    "\ud800Kirkuk " * 30_000,
    "محمد " * 60_000,
    "ا" * 300_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_no_time(text: str) -> None:
    begin = time.perf_counter()
    compare_names(make_bare(text, "ar"), make_bare(text, "en"))
    compare_names(make_bare("زار محمد كركوك.", "ar"), make_bare(text, "en"))
    compare_names(make_bare(text, "ar"), make_bare("Muhammad went to Kirkuk.", "en"))
    assert time.perf_counter() - begin < 2


def test_common_words_are_no_names_and_exonyms_are() -> None:
    lexicon = load_arabic("ar")
    assert lexicon is not None
    text = ArabicText("", lexicon)
    for word in ("الوزير", "وستوزع", "حسبما", "نيسان", "مدينة", "سنة", "والتي"):
        assert not text.is_name(fold_arabic(word)), word
    for word in ("الصين", "والقدس", "ترامب", "سمالوط", "الكويتي"):
        assert text.is_name(fold_arabic(word)), word
