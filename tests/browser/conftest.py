"""A real Chromium, where there is one. Nothing is downloaded; without one the tests say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """KOPPEL_TEST_CHROMIUM, else the first Chromium on the path."""
    named = os.environ.get("KOPPEL_TEST_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        reason = (
            "THE BELL WAS NOT TESTED: no Chromium here. On Debian: apt-get install chromium; "
            "or name one in KOPPEL_TEST_CHROMIUM."
        )
        pytest.skip(reason)
    with sync_playwright() as playwright:
        # the tests may run as root in a container, where Chromium's own sandbox cannot
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
