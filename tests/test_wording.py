"""Negation, modality, attribution, quotation and loaded wording on tables of pairs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import EvidenceType
from align.evidence.collection import EvidenceRule, collect_findings
from align.evidence.finding import Finding
from align.evidence.lexicon import load_shipped
from align.evidence.quotation import find_quotations
from align.evidence.wording import compare_cues
from tests.cued import cue_pair, make_passages, show_places

NEGATION, MODALITY = EvidenceType.NEGATION, EvidenceType.MODALITY
ATTRIBUTION, QUOTATION = EvidenceType.ATTRIBUTION, EvidenceType.QUOTATION
LOADED = EvidenceType.LOADED_WORDING


def compare(arabic: str, english: str) -> list[Finding]:
    return list(compare_cues(*make_passages(arabic, english), load_shipped()))


# kind, Arabic, English, and what is shown of each (None: nothing there)
FOUND = [
    (
        NEGATION,
        "الهيئة لن تسمح بصيد الروبيان.",
        "The authority will allow shrimp fishing.",
        "لن تسمح",
        "allow",
    ),
    (NEGATION, "ولم تتخذ الشركة أي إجراء.", "The company took measures.", "ولم تتخذ", None),
    (
        NEGATION,
        "الوزارة لا تواجه نقصا في الأطباء.",
        "The ministry faces a shortage of doctors.",
        "لا تواجه",
        "faces",
    ),
    (NEGATION, "لن يتوقف الميناء عن العمل.", "The port will stop working.", "لن يتوقف", "stop"),
    (NEGATION, "تقبل المحكمة الطلب.", "The court does not accept the request.", "تقبل", "not accept"),
    (
        NEGATION,
        "سجلت إصابات في الحادث.",
        "No injuries were recorded in the accident.",
        "إصابات",
        "No injuries",
    ),
    (NEGATION, "زار الوزير المدينة.", "The minister never visited the city.", "زار", "never visited"),
    (MODALITY, "ستعلق الدار بيع التماثيل.", "The house may suspend the sale of the statues.", "ستعلق", "may"),
    (MODALITY, "قد تمدد الوزارة العمل.", "The ministry will extend the work.", "قد تمدد", "will"),
    (MODALITY, "ربما يعود الفريق غدا.", "The team will return tomorrow.", "ربما", "will"),
    (MODALITY, "سوف يفتح الطريق.", "The road might open.", "سوف", "might"),
    (MODALITY, "من المتوقع أن ينقل الخط الركاب.", "The line will carry passengers.", "من المتوقع", "will"),
    (
        MODALITY,
        "يجب على السفن تركيب الأجهزة.",
        "Ships are advised to install the devices.",
        "يجب",
        "advised to",
    ),
    (ATTRIBUTION, "وقال إن الشكاوى تراجعت.", "He claimed that complaints had fallen.", "وقال", "claimed"),
    (ATTRIBUTION, "زعم الوزير أن الأسعار تراجعت.", "The minister said prices had fallen.", "زعم", "said"),
    (
        ATTRIBUTION,
        "قالت الشركة إن الطائرة سليمة.",
        "The company denied the plane was safe.",
        "قالت",
        "denied",
    ),
    (
        ATTRIBUTION,
        "وذكر خبير أن قيمة القطع تسعة ملايين.",
        "The pieces are worth nine million.",
        "وذكر خبير",
        None,
    ),
    (
        ATTRIBUTION,
        "بلغت المساحة، وفق تقدير للوزارة، ألف هكتار.",
        "The area was 1,000 hectares.",
        "وفق تقدير",
        None,
    ),
    (ATTRIBUTION, "تراجعت الأسعار في المدينة.", "Prices in the city fell, officials said.", None, "said"),
    (
        QUOTATION,
        'قال: "هذا المشروع سيعيد الاعتبار إلى السكة الحديدية في البلاد".',
        "He said the project would restore the standing of rail in the country.",
        '"هذا المشروع',
        "project",
    ),
    (
        QUOTATION,
        "قال إن المشروع سيعيد الاعتبار إلى السكة الحديدية.",
        "“The project will restore the standing of the railway,” he said.",
        "المشروع سيعيد",
        "“The project",
    ),
    (
        LOADED,
        "على يد مسلحين سيطروا على المدينة.",
        "By terrorists who controlled the city.",
        "مسلحين",
        "terrorists",
    ),
    (LOADED, "هاجم الإرهابيون القرية.", "Gunmen attacked the village.", "الإرهابيون", "Gunmen"),
    (LOADED, "فتح المحتجون الطريق.", "The rioters opened the road.", "المحتجون", "rioters"),
    (
        LOADED,
        "منع الجيش الإسرائيلي المزارعين.",
        "The Israeli occupation army barred farmers.",
        "الجيش الإسرائيلي",
        "Israeli occupation",
    ),
    (LOADED, "منعت قوات الاحتلال المزارعين.", "Israeli forces barred farmers.", "قوات الاحتلال", "Israeli"),
    (LOADED, "سيطرة جماعة الحوثي.", "The control of the Houthi militia.", "جماعة", "militia"),
    (LOADED, "أعلنت الحكومة السورية ذلك.", "The Syrian regime announced it.", "الحكومة", "regime"),
    (LOADED, "استشهد ثلاثة أشخاص في الغارة.", "Three people were killed in the raid.", "استشهد", "killed"),
    (
        LOADED,
        "وزير ما يسمى الحكومة الانتقالية.",
        "The minister of the transitional government.",
        "ما يسمى",
        None,
    ),
    (
        LOADED,
        "وزير الحكومة الانتقالية.",
        "The minister of the so-called transitional government.",
        None,
        "so-called",
    ),
    (LOADED, "ندد بالعدوان على المدينة.", "He condemned the attack on the city.", "بالعدوان", "attack"),
]


@pytest.mark.parametrize(("kind", "arabic", "english", "source", "target"), FOUND)
def test_a_difference_is_found_at_its_words(
    kind: EvidenceType, arabic: str, english: str, source: str | None, target: str | None
) -> None:
    found = [finding for finding in compare(arabic, english) if finding.type is kind]
    assert len(found) == 1, found
    shown = show_places(found[0], cue_pair(arabic, english))
    for words, wanted in zip(shown, (source, target), strict=True):
        assert wanted is None or (words is not None and (wanted in words or words in wanted)), shown


SAME = [
    ("الهيئة لن تسمح بذلك.", "The authority will not allow it."),
    ("الهيئة لن تسمح بذلك.", "The authority won't allow it."),
    ("الهيئة لن تسمح بذلك.", "The authority refuses to allow it."),
    ("لم ينجح في الامتحان.", "He failed the exam."),
    ("لم يتمكن من الحضور.", "He was unable to attend."),
    ("ليس لديه عمل.", "He is without work."),
    ("لا يزال يعمل.", "He still works."),
    ("ما زال يعمل.", "He still works."),
    ("لا سيما في الشتاء.", "Especially in winter."),
    ("لا بد من السفر.", "One must travel."),
    ("لم يحضر إلا رجل واحد.", "Only one man came."),
    ("لا يقل عن عشرة.", "At least ten."),
    ("غير معروف.", "It is not known."),
    ("أمر بعدم السفر.", "He ordered them not to travel."),
    ("رفض الطلب.", "He did not accept the request."),
    ("نفى الخبر.", "He said the news was not true."),
    ("لم يكن الأمر سهلا ولا سريعا.", "It was not easy or quick."),
    ("المركز الأول.", "No. 1"),
    ("يعيش في لا باز.", "He lives in La Paz."),
    ("سيفتح الطريق.", "The road will open."),
    ("سوف يفتح الطريق.", "The road is going to open."),
    ("قد يفتح الطريق.", "The road might open."),
    ("قد يفتح الطريق.", "Perhaps the road will open."),
    ("وقد فتح الطريق.", "The road was opened."),
    ("قد تم فتح الطريق.", "The road has been opened and will stay."),
    ("من المتوقع أن يفتح الطريق.", "The road may open."),
    ("من الممكن أن يفتح الطريق.", "The road can open and will be safe."),
    ("يجب فتح الطريق.", "The road must be opened."),
    ("يتعين عليهم السفر.", "They have to travel."),
    ("ينبغي أن يسافر.", "He should travel."),
    ("السيارة الجديدة في الشارع.", "The new car may be in the street."),
    ("اجتمعوا في أيار.", "They will meet in May."),
    ("وقال إن الأسعار تراجعت.", "He said prices had fallen."),
    ("وأكد أن الأسعار تراجعت.", "He said prices had fallen."),
    ("وأوضح أن الأسعار تراجعت.", "Prices had fallen, he added."),
    ("زعم أن الأسعار تراجعت.", "He alleged that prices had fallen."),
    ("ادعى أن الأسعار تراجعت.", "He claimed prices had fallen."),
    ("أودى الحادث بحياة رجل.", "The accident claimed the life of a man, police said."),
    ("نفى أن الأسعار تراجعت.", "He denied that prices had fallen."),
    ("اتهم الوزير الشركة.", "The minister accused the company."),
    ("حذر الخبراء من السيول.", "Experts warned of floods."),
    ("بحسب الوزارة تراجعت الأسعار.", "According to the ministry prices fell."),
    ("يتراوح السعر بحسب الجودة.", "The price varies with quality."),
    ("وفقا للقانون الجديد.", "Under the new law."),
    ("الذكر والأنثى.", "The male and the female."),
    ("بين مصر والسودان.", "Between Egypt and Sudan."),
    ("في الولايات المتحدة.", "In the United States."),
    (
        'قال: "سنعود إلى البيوت كلها غدا صباحا".',
        '"We will return to all the homes tomorrow morning," he said.',
    ),
    ("قال: «سنعود غدا».", "“We will return tomorrow,” he said."),
    ("هاجم الإرهابيون القرية.", "Terrorists attacked the village."),
    ("هاجم مسلحون القرية.", "Gunmen attacked the village."),
    ("هاجم مسلحون القرية.", "Militants attacked the village."),
    ("مكافحة الإرهاب.", "The fight against terrorism."),
    ("فرقهم رجال الإطفاء.", "The firefighters dispersed them."),
    ("تظاهر المحتجون.", "The demonstrators protested."),
    ("الحكومة الجديدة.", "The new administration."),
    ("النظام النازي.", "The Nazi regime."),
    ("النظام الصحي.", "The health system."),
    ("قُتل ثلاثة.", "Three died."),
    ("سقط ثلاثة شهداء.", "Three martyrs fell."),
    ("احتلال فرنسا.", "The occupation of France."),
    ("مهنته التدريس.", "His occupation is teaching."),
    ("الضربة القاضية.", "The coup de grâce."),
    ("ما يسمى بالدولة.", "The so-called state."),
    ("اللاجئون السوريون.", "Syrian refugees."),
    ("", ""),
]


@pytest.mark.parametrize(("arabic", "english"), SAME)
def test_what_says_the_same_raises_nothing(arabic: str, english: str) -> None:
    assert [f for f in compare(arabic, english) if f.weight >= 0.5] == []


def test_both_words_and_neutral_labels_are_in_the_message() -> None:
    (finding,) = compare("هاجم مسلحون القرية.", "Terrorists attacked the village.")
    assert finding.message == "armed person ↔ terrorist: مسلحون ↔ Terrorists"
    (finding,) = compare("هاجم الإرهابيون القرية.", "Gunmen attacked the village.")
    assert finding.message == "terrorist ↔ armed person: الإرهابيون ↔ Gunmen"


def test_a_message_is_one_short_line() -> None:
    long = 'قال: "' + "هذا\u202e المشروع\n" * 40 + '"'
    for finding in compare(long, "He said the project was good."):
        assert finding.message.isprintable()
        assert len(finding.message) < 200


QUOTATIONS = [
    ("قال «نعم» ثم «لا».", ["«نعم»", "«لا»"]),
    ('”yes“ and "no"', ["”yes“", '"no"']),
    ("‹yes› and ''no''", ["‹yes›", "''no''"]),
    ("don't and it's", []),
    ('a mark " alone', []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotation_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert [text[quotation.start : quotation.stop] for quotation in find_quotations(text)] == expected


def rule(least: float) -> EvidenceRule:
    return EvidenceRule(least, expected=0.2, least_words=50)


PARAPHRASED = (
    'قال الوزير: "هذا المشروع سيعيد الاعتبار إلى السكة الحديدية في البلاد كلها".',
    "The minister said the project would restore the standing of rail in the whole country.",
)


def test_a_paraphrased_quotation_is_shown_beside_others_and_alone_only_where_more_is_asked_for() -> None:
    alone = make_passages(*PARAPHRASED)
    assert collect_findings(*alone, rule(0.7)) == ()
    assert [finding.type for finding in collect_findings(*alone, rule(0.6))] == [QUOTATION]
    beside = make_passages(PARAPHRASED[0], PARAPHRASED[1].replace("said", "claimed"))
    assert {finding.type for finding in collect_findings(*beside, rule(0.7))} == {QUOTATION, ATTRIBUTION}
    assert {finding.type for finding in collect_findings(*beside, rule(0.9))} == {ATTRIBUTION}


PIECES = st.sampled_from(
    [
        "لا",
        "لم",
        "لن",
        "سيعود",
        "قد",
        "يعود",
        "قال",
        "زعم",
        "أن",
        "إرهابيون",
        "مسلحون",
        "الحكومة",
        "،",
        ".",
        '"',
        "«",
        "»",
        "not",
        "will",
        "may",
        "said",
        "claimed",
        "that",
        "terrorists",
        "gunmen",
        "regime",
        "government",
        "so-called",
        ",",
        "\u202e",
    ]
)
TEXTS = st.lists(PIECES, max_size=15).map(" ".join) | st.text(max_size=30)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_findings_stay_inside_their_texts(arabic: str, english: str) -> None:
    for finding in compare(arabic, english):
        assert finding.source or finding.target
        assert 0 <= finding.weight <= 1
        for span, text in ((finding.source, arabic), (finding.target, english)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_has_no_finding_against_itself(text: str) -> None:
    source, target = make_passages(text, text)
    assert compare_cues(source, source, load_shipped()) == ()
    assert [f.type for f in compare_cues(target, target, load_shipped())] == []


HOSTILE = {
    "negations": "لم يكن not ",
    "exceptions": "لا إلا not except ",
    "sayings": "قال وأضاف said claimed according to ",
    "quotations": '" " «» ',
    "loud words": "إرهابي terrorist gunman regime ",
    "mixed": "will may قد يكون سيكون must يجب ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_very_many_signs_take_no_time(name: str) -> None:
    source, target = make_passages(HOSTILE[name] * 2000, "A plain sentence. " * 100)
    begin = time.process_time()
    compare_cues(source, target, load_shipped())
    assert time.process_time() - begin < 5  # half a second on an idle machine
