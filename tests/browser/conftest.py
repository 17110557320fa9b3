"""The bell and the report are opened in the one Chromium of this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """Shared with the tests of the portal."""
    return chromium
