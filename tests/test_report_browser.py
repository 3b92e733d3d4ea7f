"""The HTML report in a real browser: keys, filters, links, widths, and that hostile text stays text."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from align.bitext import Comparison, Status
from align.report.files import write
from tests.browser import browser, open_page, take_logs
from tests.report_samples import Pair, make_comparison, make_news

__all__ = ["browser"]

Show = Callable[..., Chrome]

DIFFERENCES = ["p-id1", "p-id2", "p-id3", "p-id4", "p-id5"]


@pytest.fixture
def show(browser: Chrome, tmp_path: Path) -> Show:
    """Give a function that writes a comparison's report and opens it."""

    def show_report(comparison: Comparison, **options: object) -> Chrome:
        write(comparison, tmp_path / "report.html")
        open_page(browser, tmp_path / "report.html", **options)  # type: ignore[arg-type]
        return browser

    return show_report


def press(driver: Chrome, *keys: str) -> None:
    ActionChains(driver).send_keys(*keys).perform()


def shown(driver: Chrome) -> list[str]:
    script = "return [...document.querySelectorAll('main > .passage, main > .fold, main > .pointer')]"
    visible: list[str] = driver.execute_script(
        f"{script}.filter((e) => e.checkVisibility()).map((e) => e.id || 'fold')"
    )
    return visible


def ask(driver: Chrome, expression: str) -> object:
    return driver.execute_script(f"return {expression}")


def test_the_page_opens_with_no_request_and_no_complaint(show: Show) -> None:
    driver = show(make_news())
    console, requests = take_logs(driver)
    assert console == []
    assert [url for url in requests if not url.startswith(("file:", "data:,"))] == []
    assert ask(driver, "document.documentElement.classList.contains('scripted')") is True
    assert ask(driver, "getComputedStyle(document.body).margin") == "0px"


def test_differences_are_in_view_and_kept_passages_folded(show: Show) -> None:
    driver = show(make_news())
    assert shown(driver) == ["fold", "t-4", *DIFFERENCES]
    assert ask(driver, "document.querySelector('#p-id0').checkVisibility()") is False
    driver.find_element("css selector", ".fold > summary").click()
    assert ask(driver, "document.querySelector('#p-id0').checkVisibility()") is True


def test_counts_filter_and_a_second_press_undoes_it(show: Show) -> None:
    driver = show(make_news())
    button = {
        name: driver.find_element("css selector", f"[data-filter={name}]")
        for name in ("dropped", "moved", "kept")
    }
    button["dropped"].click()
    assert shown(driver) == ["p-id2", "p-id5"]
    button["moved"].click()
    assert shown(driver) == ["t-4", "p-id2", "p-id4", "p-id5"]
    button["dropped"].click()
    button["moved"].click()
    button["kept"].click()
    assert shown(driver) == ["fold"]
    assert ask(driver, "document.querySelector('#p-id0').checkVisibility()") is True
    press(driver, "a")
    assert len(shown(driver)) == 7


def test_keys_step_through_the_differences_and_round_the_end(show: Show) -> None:
    driver = show(make_news())
    places = []
    for key in "njnnnnp":
        press(driver, key)
        places.append(ask(driver, "document.activeElement.id"))
    assert places == [*DIFFERENCES, "p-id1", "p-id5"]
    assert ask(driver, "document.querySelector('[data-place]').textContent") == "5 / 5"
    press(driver, "k")
    assert ask(driver, "document.querySelectorAll('[aria-current]').length") == 1


def test_steps_keep_to_the_filter(show: Show) -> None:
    driver = show(make_news())
    driver.find_element("css selector", "[data-filter=dropped]").click()
    press(driver, "n", "n")
    assert ask(driver, "document.activeElement.id") == "p-id5"


def test_a_step_lands_below_the_bar(show: Show) -> None:
    pairs: list[Pair] = [((i,), (), Status.DROPPED, False) for i in range(30)]
    driver = show(make_comparison(["جملة طويلة"] * 30, [], pairs))
    press(driver, *"n" * 12)
    top = "document.activeElement.getBoundingClientRect().top"
    assert ask(driver, f"{top} >= document.querySelector('.bar').getBoundingClientRect().bottom - 1") is True
    assert ask(driver, f"{top} < innerHeight / 2") is True


def test_help_opens_and_closes_by_key(show: Show) -> None:
    driver = show(make_news())
    press(driver, "?")
    assert ask(driver, "document.querySelector('dialog').open") is True
    press(driver, "n")
    assert ask(driver, "document.querySelectorAll('[aria-current]').length") == 0
    press(driver, Keys.ESCAPE)
    assert ask(driver, "document.querySelector('dialog').open") is False


def test_a_moved_passage_and_its_place_lead_to_each_other(show: Show) -> None:
    driver = show(make_news())
    driver.find_element("css selector", "#t-4 a").click()
    assert ask(driver, "document.activeElement.id") == "p-id4"
    press(driver, "m")
    assert ask(driver, "document.activeElement.id") == "t-4"
    press(driver, "m")
    assert ask(driver, "document.activeElement.id") == "p-id4"


def test_a_link_to_a_filtered_or_folded_passage_brings_it_back(show: Show) -> None:
    driver = show(make_news())
    driver.find_element("css selector", "[data-filter=added]").click()
    driver.execute_script("location.hash = '#p-id2'")
    assert ask(driver, "document.querySelector('#p-id2').checkVisibility()") is True
    block = "document.querySelector('.strip a[href=\"#p-id0\"] path')"
    driver.execute_script(f"{block}.dispatchEvent(new MouseEvent('click', {{bubbles: true}}))")
    assert ask(driver, "document.activeElement.id") == "p-id0"


@pytest.mark.parametrize("fragment", ["#%", "#nowhere", "#passages", "#%F0%"])
def test_a_link_to_nowhere_breaks_nothing(show: Show, fragment: str) -> None:
    driver = show(make_news())
    driver.execute_script(f"location.hash = '{fragment}'")
    press(driver, "n")
    assert ask(driver, "document.activeElement.id") == "p-id1"
    assert take_logs(driver)[0] == []


def test_evidence_lights_up_in_both_texts_and_its_line(show: Show) -> None:
    driver = show(make_news())
    ActionChains(driver).move_to_element(driver.find_element("css selector", "#p-id1 .source mark")).perform()
    lit = "[...document.querySelectorAll('.lit')].map((e) => e.tagName + e.textContent.trim().slice(0, 3))"
    assert ask(driver, lit) == ["MARK216", "MARK261", "LI1nu"]
    driver.execute_script("document.querySelector('#p-id4 .evidence li').focus()")
    ActionChains(driver).move_to_element(driver.find_element("css selector", "h1")).perform()
    assert ask(driver, lit) == ["MARKوتع", "MARKmay", "LI1mo"]


def test_arabic_is_set_from_right_to_left_with_room_between_lines(show: Show) -> None:
    driver = show(make_news())
    style = "getComputedStyle(document.querySelector('#p-id1 .source'))"
    assert ask(driver, f"{style}.direction") == "rtl"
    assert ask(driver, f"parseFloat({style}.lineHeight) / parseFloat({style}.fontSize) >= 1.8") is True
    box = "document.querySelector('#p-id1 .%s').getBoundingClientRect()"
    assert ask(driver, f"{box % 'source'}.left > {box % 'target'}.right") is True


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_width_scrolls_sideways_even_with_a_word_of_10_000_letters(show: Show, width: int) -> None:
    sentences = ["ن" * 10_000, "a" * 10_000]
    driver = show(make_comparison(sentences, sentences[::-1]), width=width)
    press(driver, "o")
    assert ask(driver, "document.querySelectorAll('details[open]').length") == 1
    assert ask(driver, "document.documentElement.scrollWidth <= innerWidth") is True


def test_narrow_screens_stack_the_source_above_the_target(show: Show) -> None:
    driver = show(make_news(), width=360)
    box = "document.querySelector('#p-id1 .%s').getBoundingClientRect()"
    assert ask(driver, f"{box % 'source'}.bottom <= {box % 'target'}.top") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_both_schemes(show: Show, scheme: str) -> None:
    driver = show(make_news(), scheme=scheme)
    ratios = driver.execute_script(CONTRAST)
    assert ratios
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


# WCAG 2.2, relative luminance and contrast ratio, over the style sheet's own colours.
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
function light(name) {
  canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name);
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    .map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}
function ratio(a, b) {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + .05) / (y + .05);
}
const found = {soft: ratio("--soft", "--paper"), ink: ratio("--ink", "--paper")};
for (const name of ["reworded", "dropped", "added", "moved"]) {
  found[name] = ratio(`--${name}`, "--paper");
  found[`${name} on tint`] = ratio(`--${name}`, `--${name}-tint`);
  found[`ink on ${name}`] = ratio("--ink", `--${name}-tint`);
}
return found;
"""


def test_hostile_text_runs_nothing_and_hides_nothing(show: Show) -> None:
    hostile = [
        "</script><script>document.title = 'owned'</script>",
        "<img src=https://example.org/x onerror=\"document.title = 'owned'\">",
        "abc \u202e fed \u2066 nul \x00 end",
    ]
    driver = show(make_comparison(hostile, hostile[:1]))
    console, requests = take_logs(driver)
    assert console == []
    assert not [url for url in requests if "example" in url]
    assert ask(driver, "document.title") == "ar.txt – en.txt · align"
    text = ask(driver, "document.querySelector('main').textContent")
    assert isinstance(text, str)
    assert all(sentence in text for sentence in hostile[:2])
    assert "abc RLO fed LRI nul NUL end" in text


def test_print_hides_what_only_a_screen_can_do(show: Show) -> None:
    driver = show(make_news())
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert ask(driver, "getComputedStyle(document.querySelector('.steps')).display") == "none"
    assert ask(driver, "getComputedStyle(document.querySelector('.bar')).position") == "static"
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_page_reads_without_its_script(show: Show) -> None:
    driver = show(make_news())
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.refresh()
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert shown(driver) == ["fold", "t-4", *DIFFERENCES]
    assert ask(driver, "document.querySelector('.steps').checkVisibility()") is False


def seek(driver: Chrome, words: str) -> None:
    """Type *words* into the search and wait until the page has followed."""
    field = driver.find_element("css selector", "[data-search]")
    field.clear()
    field.send_keys(words)
    settled = "document.querySelector('[data-search]').value === arguments[0]"
    WebDriverWait(driver, 5).until(lambda d: d.execute_script(f"return {settled}", words))
    driver.execute_async_script("setTimeout(arguments[0], 200)")


def choose(driver: Chrome, selector: str, value: str) -> None:
    Select(driver.find_element("css selector", selector)).select_by_value(value)


def test_a_kind_of_evidence_filters_and_says_how_many_there_are(show: Show) -> None:
    driver = show(make_news())
    options = ask(driver, "[...document.querySelectorAll('[data-kind] option')].map((o) => o.textContent)")
    assert options == ["any", "number (1)", "modality (1)", "partial omission (1)"]
    choose(driver, "[data-kind]", "modality")
    assert shown(driver) == ["p-id4"]
    choose(driver, "[data-kind]", "")
    assert shown(driver) == ["fold", "t-4", *DIFFERENCES]


def test_confidence_filters(show: Show) -> None:
    news = make_news()
    sure = [replace(p, confidence=0.96 if i == 2 else 0.6) for i, p in enumerate(news.passages)]
    driver = show(replace(news, passages=tuple(sure)))
    choose(driver, "[data-least]", "95")
    assert shown(driver) == ["p-id2"]
    choose(driver, "[data-least]", "50")
    assert len(shown(driver)) == 6


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("القاهره", ["fold"]),
        ("اسباب", ["p-id2"]),
        ("أَسْبَاب", ["p-id2"]),
        ("INJURED", ["p-id1"]),
        ("٢١٦", ["p-id1"]),
        ("plant  ", ["p-id3"]),
        ("nowhere", []),
    ],
)
def test_search_finds_words_in_either_text_whatever_their_marks(
    show: Show, words: str, found: list[str]
) -> None:
    driver = show(make_news())
    seek(driver, words)
    assert shown(driver) == found
    lit = "[...(CSS.highlights.get('found') || [])].map((range) => range.toString())"
    texts = ask(driver, lit)
    assert isinstance(texts, list)
    assert len(texts) == len(found)
    assert ask(driver, "document.querySelector('[data-nothing]').checkVisibility()") is (not found)


def test_search_is_reached_and_left_by_key(show: Show) -> None:
    driver = show(make_news())
    press(driver, "/")
    assert ask(driver, "document.activeElement.matches('[data-search]')") is True
    seek(driver, "injured")
    press(driver, Keys.ESCAPE)
    assert shown(driver) == ["fold", "t-4", *DIFFERENCES]
    press(driver, "n")
    assert ask(driver, "document.activeElement.id") == "p-id1"


def test_the_reading_order_leads_to_each_passage(show: Show) -> None:
    driver = show(make_news())
    driver.find_element("css selector", ".order > summary").click()
    assert ask(driver, "document.querySelector('.order path.kept').checkVisibility()") is True
    moved = "document.querySelector('.order .moved').closest('a')"
    click = "new MouseEvent('click', {bubbles: true, cancelable: true})"
    driver.execute_script(f"{moved}.dispatchEvent({click})")
    assert ask(driver, "document.activeElement.id") == "p-id4"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_axe_finds_nothing_to_mend(show: Show, width: int, scheme: str) -> None:
    driver = show(make_news(), width=width, scheme=scheme)
    driver.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    driver.execute_script((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = driver.execute_async_script("axe.run(document).then(arguments[0])")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_the_page_prints_to_a_pdf_of_some_pages(show: Show) -> None:
    driver = show(make_news())
    printed = base64.b64decode(driver.print_page())
    assert printed.startswith(b"%PDF-")
    assert 1 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 4


def test_a_long_report_opens_at_once_and_is_not_much_larger_than_its_texts(
    show: Show, tmp_path: Path
) -> None:
    count = 5_000
    # As long as the sentences of the agency pairs are on average, 147 bytes.
    said = "وقال المتحدث رقم {} إن الأعمال في الموقع بدأت منذ أيام وتستمر حتى نهاية الشهر."
    told = "Spokesman {} said on Sunday that work at the new site had begun some days ago and would go on"
    sources = [said.format(i) for i in range(count)]
    targets = [f"{told.format(i)} until the end of October at least." for i in range(count)]
    statuses = (Status.KEPT, Status.REWORDED, Status.KEPT, Status.DROPPED)
    pairs: list[Pair] = [((i,), () if i % 4 == 3 else (i,), statuses[i % 4], False) for i in range(count)]
    driver = show(make_comparison(sources, targets, pairs))
    opened = []
    for _ in range(3):
        driver.refresh()
        timing = ask(driver, "performance.getEntriesByType('navigation')[0].loadEventEnd")
        assert isinstance(timing, float | int)
        opened.append(timing)
    assert min(opened) < 2_000
    texts = sum(len(text.encode()) for text in (*sources, *targets))
    assert (tmp_path / "report.html").stat().st_size <= 4 * texts + 300_000
