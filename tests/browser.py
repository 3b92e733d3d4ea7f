"""Debian's headless Chromium as a fixture; tests that ask for it are skipped where it is not installed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)


@contextmanager
def open_browser(profile: Path) -> Iterator[webdriver.Chrome]:
    """Open one Chromium with its profile in *profile*; it keeps its console and requests for ``take_logs``.

    Raises:
        FileNotFoundError: Chromium or its driver is not installed.
    """
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        raise FileNotFoundError("Chromium is not installed (apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for option in (*_OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield opened
    finally:
        opened.quit()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Give one Chromium for the whole run; skip without it, unless ALIGN_SKIP_NOTHING is set."""
    try:
        with open_browser(tmp_path_factory.mktemp("chromium")) as opened:
            yield opened
    except FileNotFoundError as error:
        if os.environ.get("ALIGN_SKIP_NOTHING"):
            raise
        pytest.skip(str(error))


def open_page(
    browser: webdriver.Chrome, path: Path, *, width: int = 1280, height: int = 900, scheme: str = "light"
) -> None:
    """Show the file at a window size in CSS pixels and a colour scheme, with empty logs."""
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    take_logs(browser)
    browser.get(path.as_uri())


def take_logs(browser: webdriver.Chrome) -> tuple[list[str], list[str]]:
    """Return what the console said and which addresses were asked for since the last call."""
    console = browser.execute("getLog", {"type": "browser"})["value"]
    events = [
        json.loads(entry["message"])["message"]
        for entry in browser.execute("getLog", {"type": "performance"})["value"]
    ]
    requests = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    return [entry["message"] for entry in console], requests
