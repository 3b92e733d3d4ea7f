"""Make docs/report*.png: the report of the showcase sample in headless Chromium.

``python -m docs.screenshot``; needs Chromium and its driver (Debian: chromium, chromium-driver).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from selenium.webdriver import Chrome

import align
from tests.browser import open_browser, open_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SCREENS = (("", 1200, "light"), ("-dark", 1200, "dark"), ("-narrow", 360, "light"))
SHEET = (794, 1123)  # A4 at 96 dots an inch


def take_screenshots(sample: Path, folder: Path) -> None:
    """Write pictures of the report of *sample* to *folder*: light, dark, narrow and printed."""
    comparison = align.compare(sample / "ar.txt", sample / "en.txt")
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "report.html"
        align.write(comparison, page)
        with open_browser(Path(scratch) / "profile") as browser:
            browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
            for name, width, scheme in SCREENS:
                open_page(browser, page, width=width, height=1400, scheme=scheme)
                browser.execute_script("document.querySelector('.order').open = innerWidth > 700")
                browser.save_screenshot(str(folder / f"report{name}.png"))
            _take_printed(browser, page, folder / "report-print.png")


def _take_printed(browser: Chrome, page: Path, picture: Path) -> None:
    """Write how the page looks under the style sheet for print, on the first sheet of A4."""
    open_page(browser, page, width=SHEET[0], height=SHEET[1])
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.execute_script("document.body.style.padding = '16mm 14mm'")  # the margins of the sheet
    browser.save_screenshot(str(picture))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


if __name__ == "__main__":
    os.chdir(ROOT)  # the report shows the paths as they were given
    take_screenshots(Path("samples/showcase"), DOCS)
