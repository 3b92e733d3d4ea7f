"""Make docs/report.png: the report of the showcase sample in headless Chromium.

``python -m docs.screenshot``; needs Chromium and its driver (Debian: chromium, chromium-driver).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import align
from tests.browser import open_browser, open_page

ROOT = Path(__file__).parent.parent


def take_screenshot(sample: Path, picture: Path, width: int = 1200, height: int = 1320) -> None:
    """Write the report of *sample* as it looks in a window of the given size, in pixels, to *picture*."""
    comparison = align.compare(sample / "ar.txt", sample / "en.txt")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        align.write(comparison, page)
        with open_browser(Path(folder) / "profile") as browser:
            open_page(browser, page, width=width, height=height)
            browser.save_screenshot(str(picture))


if __name__ == "__main__":
    take_screenshot(Path("samples/showcase"), ROOT / "docs" / "report.png")  # from the checkout: paths show
