"""A real Chromium, where there is one. Nothing is downloaded; without one the tests say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """KOPPEL_TEST_CHROMIUM, else the first Chromium on the path."""
    named = os.environ.get("KOPPEL_TEST_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process: a second one in a thread is refused."""
    path = chromium_path()
    if path is None:
        pytest.skip(
            "NOT TRIED IN A BROWSER: no Chromium here. On Debian: apt-get install chromium; or "
            "name one in KOPPEL_TEST_CHROMIUM."
        )
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; the tables of the portal are asked for in it too.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # the tests may run as root in a container, where Chromium's own sandbox cannot
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
