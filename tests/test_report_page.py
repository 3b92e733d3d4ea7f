"""The HTML report: what it holds, and that nothing in the texts can act, hide or break it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from align.bitext import Comparison, Evidence, EvidenceType, Span, Status
from align.report.characters import direction, split_hidden, split_runs
from align.report.markup import Mark, render_marked, render_text
from align.report.page import render_page
from align.report.strip import HEIGHT, WIDTH, Block, draw_blocks, draw_order, draw_ribbons
from align.report.views import name_anchors, view_rows
from align.report.wording import format_percent, state_result
from tests.report_samples import Pair, comparisons, make_comparison, make_news

VOID = {"meta", "link", "input"}


class Outline(HTMLParser):
    """Elements with their attributes, in order, and the nesting that must close."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def find(self, tag: str, word: str = "") -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a name that have a class."""
        return [
            a for name, a in self.elements if name == tag and word in ["", *(a.get("class") or "").split()]
        ]


def outline(comparison: Comparison) -> Outline:
    made = Outline(render_page(comparison))
    assert made.open == []
    return made


def test_arabic_stands_in_rtl_cells_beside_english_in_ltr_cells() -> None:
    page = outline(make_news())
    for cell in page.find("div", "text"):
        if "empty" not in (cell["class"] or ""):
            wanted = ("ar", "rtl") if "source" in (cell["class"] or "") else ("en", "ltr")
            assert (cell["lang"], cell["dir"]) == wanted
    assert len(page.find("div", "empty")) == 3
    assert page.find("body", "mirrored")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("he", "rtl"), ("ar-EG", "rtl"), ("ps_AF", "rtl"),
        ("ckb", "rtl"), ("az-Arab", "rtl"), ("pa-Arab-PK", "rtl"), ("ar-Latn", "ltr"), ("ku", "ltr"),
        ("fr", "ltr"),
        ("", "ltr"),
    ],
)  # fmt: skip
def test_the_direction_follows_the_language_or_its_script(language: str, wanted: str) -> None:
    assert direction(language) == wanted


def test_the_direction_of_a_cell_follows_its_document() -> None:
    page = outline(make_comparison(["بە"], ["שלום"], languages=("ckb", "he")))
    assert {cell["dir"] for cell in page.find("div", "text")} == {"rtl"}
    assert not page.find("body", "mirrored")


def test_a_paragraph_without_a_letter_of_its_language_is_set_in_its_own_direction() -> None:
    text = render_page(make_comparison(["Reuters (London)", "قال 5", "19 (20)"], ["قالت", "He said", "5"]))
    assert '<p dir="ltr"><bdi>Reuters</bdi> (<bdi>London</bdi>)</p>' in text
    assert '<p dir="rtl"><bdi>قالت</bdi></p>' in text
    assert text.count("<p dir=") == 2


def test_the_page_asks_nothing_of_the_network_and_its_policy_allows_nothing_else() -> None:
    text = render_page(make_news())
    page = outline(make_news())
    addresses = [
        a[key] or "" for _, a in page.elements for key in ("src", "href", "action", "data") if key in a
    ]
    assert all(address.startswith(("#", "data:,")) for address in addresses)
    assert not re.search(r"@import|url\(|https?://(?!themqm)", text)
    policy = next(
        a["content"] or "" for a in page.find("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_no_attribute_needs_what_the_policy_forbids() -> None:
    for _, attributes in outline(make_news()).elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_status_is_a_word_with_an_icon_and_confidence_a_number_with_a_shade() -> None:
    text = render_page(make_news())
    for status, icon in (("reworded", "≈"), ("dropped", "−"), ("added", "+")):
        assert f'<p class="status {status}">{status}</p>' in text
        # The style sheet draws the icon, with an empty text for screen readers.
        assert f'.rail > .{status}::before {{ content: "{icon}" / ""; }}' in text
    assert '<span class="confidence" data-shade="4"' in text
    assert ">88\xa0%</span>" in text


def test_evidence_links_its_words_in_both_texts_with_its_message() -> None:
    text = render_page(make_news())
    assert '<mark class="reworded" data-evidence="e-1-0" data-number="1">216</mark>' in text
    assert '<mark class="reworded" data-evidence="e-1-0" data-number="1">261</mark>' in text
    assert '<li class="reworded" data-evidence="e-1-0" tabindex="0">' in text
    assert "216 ↔ 261" in text


def test_overlapping_evidence_carries_both_keys() -> None:
    text = render_page(make_news())
    assert 'data-evidence="e-4-0 e-4-1" data-number="1">وتعهدت</mark>' in text
    assert '<mark class="dropped" data-evidence="e-4-1" data-number="2"> الشركة</mark>' in text


def test_kept_passages_are_folded_and_counted_and_differences_are_in_view() -> None:
    keep = [((i,), (i,), Status.KEPT, False) for i in range(3)]
    rest: list[Pair] = [
        ((3,), (), Status.DROPPED, False),
        ((4,), (), Status.DROPPED, False),
        ((), (3,), Status.ADDED, False),
    ]
    rows = view_rows(make_comparison(pairs=[*keep, *rest]))
    assert [len(row.fold) for row in rows] == [3, 0, 0, 0]
    text = render_page(make_comparison(pairs=[*keep, *rest]))
    assert "<summary><span>3 kept passages</span></summary>" in text
    assert "<details open" not in text


def test_a_kept_passage_that_moved_is_in_view() -> None:
    pairs: list[Pair] = [((0,), (1,), Status.KEPT, False), ((1,), (0,), Status.KEPT, True)]
    rows = view_rows(make_comparison(["أ", "ب"], ["a", "b"], pairs))
    assert [len(row.fold) for row in rows] == [0, 1, 0]
    assert rows[2].passage is not None


def test_a_moved_passage_and_its_place_in_the_target_point_at_each_other() -> None:
    text = render_page(make_news())
    assert '<a href="#t-4"' in text
    assert re.search(
        r'<aside class="pointer" id="t-4".*?<a href="#p-id4".*?The company may pay', text, flags=re.DOTALL
    )
    assert text.index('id="t-4"') < text.index('id="p-id1"'), (
        "the target has it before what stands beside passage 1"
    )


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        # the first of the source stands last in the target
        ([((0,), (2,), 1), ((1,), (0,), 0), ((2,), (1,), 0)], ["0", "1", "2", "to 0"]),
        # the last of the source stands first, and an addition goes with it
        ([((0,), (2,), 0), ((1,), (0,), 1), ((), (1,), 0)], ["to 1", "0", "1", "2"]),
        # an addition beside what moved is no place in the common order
        (
            [((0,), (3,), 0), ((1,), (0,), 1), ((), (1,), 0), ((2,), (2,), 1)],
            ["to 1", "to 3", "0", "1", "2", "3"],
        ),
        # an addition in the common order is passed before the pointer
        ([((0,), (0,), 0), ((), (1,), 0), ((1,), (3,), 0), ((2,), (2,), 1)], ["0", "1", "to 3", "2", "3"]),
    ],
)
def test_pointers_stand_in_target_order(
    pairs: list[tuple[tuple[int, ...], tuple[int, ...], int]], wanted: list[str]
) -> None:
    full: list[Pair] = [(a, b, Status.REWORDED if a else Status.ADDED, bool(moved)) for a, b, moved in pairs]
    n, m = sum(len(a) for a, *_ in full), sum(len(b) for _, b, *_ in full)
    rows = view_rows(make_comparison(["أ"] * n, ["b"] * m, full))
    assert [
        f"to {row.pointer.number - 1}" if row.pointer else str(row.passage and row.passage.index)
        for row in rows
    ] == wanted


def test_counts_are_filters_and_empty_ones_are_off() -> None:
    buttons = {a["data-filter"]: a for a in outline(make_news()).find("button") if "data-filter" in a}
    assert list(buttons) == ["reworded", "dropped", "added", "moved", "kept"]
    assert not [a for a in buttons.values() if "disabled" in a]
    empty = {
        a["data-filter"]: a
        for a in outline(make_comparison(["a"], ["b"])).find("button")
        if "data-filter" in a
    }
    assert [name for name, a in empty.items() if "disabled" in a] == ["reworded", "dropped", "added", "moved"]


def test_the_foot_says_how_the_report_was_made() -> None:
    made = make_news()
    text = render_page(made)
    for fact in (
        made.signature,
        made.model.name,
        made.model.fingerprint,
        made.source.sha256,
        made.target.sha256,
        made.version,
    ):
        assert fact in text
    assert "Names were not checked." in text
    assert "Read as UTF-8." in text
    assert "MQM: Accuracy/Omission" in text


def test_unrelated_texts_get_a_banner() -> None:
    assert 'role="alert"' in render_page(replace(make_news(), related=False))
    assert 'role="alert"' not in render_page(make_news())


@pytest.mark.parametrize(("source", "target"), [([], []), (["أ"], []), ([], ["a"])])
def test_empty_texts_make_a_page(source: list[str], target: list[str]) -> None:
    outline(make_comparison(source, target))


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title></div></details>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x202e;",
    "\"'` onmouseover=alert(1)",
    "<!--",
    "]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_inert_and_reads_as_written(text: str) -> None:
    made = make_comparison([text], [text])
    hurt = replace(
        made,
        source=replace(made.source, path=text),
        signature=text,
        version=text,
        notes=(text,),
        settings={text: text},
        model=replace(made.model, name=text, fingerprint=text),
        passages=tuple(replace(p, id=text) for p in made.passages),
    )
    page, plain = outline(hurt), outline(made)
    harmless = outline(make_comparison(["x"], ["x"]))
    assert [tag for tag, _ in plain.elements if tag != "bdi"] == [
        tag for tag, _ in harmless.elements if tag != "bdi"
    ]
    assert len(page.find("script")) == 1
    assert not [a for _, a in page.elements if any(name.startswith("on") for name in a)]
    assert text in "".join(page.words)


@pytest.mark.parametrize("language", ["javascript:x", '"><script>', "ar\x00", "\ud800"])
def test_a_strange_language_code_is_inert(language: str) -> None:
    page = outline(make_comparison(["a"], ["b"], languages=(language, "en")))
    assert len(page.find("script")) == 1


def test_what_does_not_show_is_named() -> None:
    text = str(render_text("a\u202eb\x00c\u200bd\ud800", "en"))
    assert re.findall(r'title="([^"]*)">([^<]*)<', text) == [
        ("U+202E RIGHT-TO-LEFT OVERRIDE", "RLO"),
        ("U+0000 NUL", "NUL"),
        ("U+200B ZERO WIDTH SPACE", "ZWSP"),
        ("U+D800", "U+D800"),
    ]


def test_many_hidden_characters_become_few_marks() -> None:
    assert str(render_text("\u200b" * 40, "en")).endswith(">ZWSP×40</bdi>")
    assert len(render_text("\u200b\u202e\x00" * 300_000, "en")) < 500


def test_a_joiner_is_spelling_in_persian_and_hidden_in_arabic() -> None:
    assert str(render_text("می\u200cشود", "fa")) == "می\u200cشود"
    assert "ZWNJ" in render_text("می\u200cشود", "ar")
    assert "ZWNJ" in render_text("a\u200c\u202eb", "fa")


@pytest.mark.parametrize(
    ("text", "base", "runs"),
    [
        ("قالت Al-Jazeera English إن 19 شخصا", "rtl", ["Al-Jazeera English"]),
        ("مرض COVID-19 عام 2020", "rtl", ["COVID-19"]),
        ("the word مسلحين means", "ltr", ["مسلحين"]),
        ("90 مليون دينار ↔ 60 million", "ltr", ["90 مليون دينار"]),
        ("يناير 2027 ↔ June", "ltr", ["يناير 2027"]),
        ("216 ↔ 261", "ltr", []),
    ],
)
def test_runs_against_the_direction_are_isolated(text: str, base: str, runs: list[str]) -> None:
    assert [run for run, against in split_runs(text, base) if against] == runs


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_every_text_makes_a_sound_page(comparison: Comparison) -> None:
    text = render_page(comparison)
    assert text.encode()
    assert Outline(text).open == []
    body = text[text.index("<body") : text.index('<footer class="foot">')]
    assert not set(body) & set("\x00\x1b\x9b\u202e\u2066\u2069\u200b\ufeff")


@given(comparisons())
@settings(max_examples=40, deadline=None)
def test_splitting_loses_nothing(comparison: Comparison) -> None:
    text = comparison.source.text
    assert "".join(piece for piece, _ in split_hidden(text, "ar")) == text
    assert "".join(piece for piece, _ in split_runs(text, "rtl")) == text
    assert "".join(piece for piece, _ in split_runs(text, "ltr")) == text


@pytest.mark.parametrize(
    "text", ["1" * 300_000, "a" * 300_000, "ع" * 300_000, "1 ع " * 80_000, "a1-" * 100_000, "ع1a" * 100_000]
)
def test_splitting_a_long_word_takes_no_time(text: str) -> None:
    assert split_runs(text, "rtl")
    assert split_runs(text, "ltr")


def test_marks_that_reach_outside_the_text_are_cut() -> None:
    made = str(
        render_marked("abc", 10, [Mark(0, 11, "e-0", "reworded", 1), Mark(12, 99, "e-1", "added", 2)], "en")
    )
    assert made == (
        '<mark class="reworded" data-evidence="e-0" data-number="1">a</mark>b'
        '<mark class="added" data-evidence="e-1">c</mark>'
    )


def test_anchors_are_unique_and_plain() -> None:
    made = make_comparison(["a", "b", "c"], ["a", "b", "c"])
    ids = ("x", "x", "<b> &")
    passages = tuple(replace(p, id=name) for p, name in zip(made.passages, ids, strict=True))
    assert name_anchors(replace(made, passages=passages)) == ["p-x", "n-1", "n-2"]


def _read_block(block: Block) -> tuple[float, ...]:
    """The left, top, width and height of a rectangle drawn as a path."""
    found = re.fullmatch(r"M([\d.]+) (\d+)h([\d.]+)v(\d+)h-\3z", block.path)
    assert found
    return tuple(map(float, found.groups()))


def test_the_strip_shows_each_side_of_each_passage_in_place() -> None:
    blocks = draw_blocks(make_news())
    assert [(b.index, b.side) for b in blocks] == [
        (0, "source"), (0, "target"), (1, "source"), (1, "target"), (2, "source"),
        (3, "target"), (4, "source"), (4, "target"), (5, "source"),
    ]  # fmt: skip
    assert all(
        0 <= x <= x + width <= WIDTH + 2 and y >= 0 and y + height <= HEIGHT
        for x, y, width, height in map(_read_block, blocks)
    )
    assert [r.index for r in draw_ribbons(make_news())] == [0, 1, 4]


def test_a_span_that_the_message_lacks_is_shown_beside_it_when_short() -> None:
    made = make_comparison(["مسلحون"], ["terrorists"])
    spans = Span(0, 6, "مسلحون"), Span(0, 10, "terrorists")
    evidence = Evidence(EvidenceType.LOADED_WORDING, *spans, 0.8, "two words for the same people")
    text = render_page(
        replace(made, passages=(replace(made.passages[0], status=Status.REWORDED, evidence=(evidence,)),))
    )
    assert '<q lang="ar" dir="rtl">مسلحون</q> ↔ <q lang="en" dir="ltr">terrorists</q>' in text


@pytest.mark.parametrize(
    ("probability", "wanted"), [(1.0, "100"), (0.999, "99"), (0.5, "50"), (0.001, "1"), (0.0, "0")]
)
def test_less_than_certain_never_reads_as_certain(probability: float, wanted: str) -> None:
    assert format_percent(probability) == f"{wanted}\xa0%"


def test_the_result_reads_as_a_sentence() -> None:
    assert state_result(make_news()) == (
        "Of 6 passages 1 is kept, 2 reworded, 2 dropped and 1 added. 1 stands elsewhere in the order."
    )
    assert state_result(make_comparison(["a"], ["b"])) == "Nothing differs: 1 passage, all kept in order."


def test_the_reading_order_tells_what_stands_in_order_from_what_moved() -> None:
    order = draw_order(make_news())
    assert set(order.in_order) == {"kept", "reworded"}
    assert list(order.moved) == [4]
    assert re.fullmatch(r"M[\d.]+ [\d.]+L[\d.]+ [\d.]+", order.moved[4])
