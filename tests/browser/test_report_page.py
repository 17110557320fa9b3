"""The report in a real browser: light and dark, on a small screen, printed, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from bureau.report import build_report, report_html
from tests.bureau.report.report_rounds import evaluated
from tests.papers_round import HOSTILE, with_names

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1200, "height": 800})
    yield made
    made.close()


def opened(page: Page, tmp_path: Path, anonymous: bool, hostile: bool = False) -> list[str]:
    """Opens the report; what the browser asked for or complained about besides the file."""
    given = evaluated(12, 12)
    if hostile:
        given = replace(given, ronde=with_names(given.ronde, HOSTILE))
    file = tmp_path / "verslag.html"
    file.write_text(report_html(build_report(given, anonymous=anonymous)), encoding="utf-8")
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text))
    page.goto(file.as_uri())
    return [one for one in found if one != file.as_uri()]


@pytest.mark.parametrize("anonymous", [False, True])
def test_it_opens_with_all_its_pictures_and_asks_for_nothing(
    page: Page, tmp_path: Path, anonymous: bool
) -> None:
    assert opened(page, tmp_path, anonymous) == []
    drawn = page.eval_on_selector_all("figure svg", "all => all.map(s => s.getBBox().width)")
    assert len(drawn) >= (2 if anonymous else 5)
    assert all(width > 0 for width in drawn)
    assert page.inner_text("h1").startswith("Verslag van de koppelronde")


def test_hostile_names_are_only_text(page: Page, tmp_path: Path) -> None:
    assert opened(page, tmp_path, anonymous=False, hostile=True) == []
    assert page.query_selector_all("main b b, main img, main script, svg script") == []


def test_dark_and_light_follow_the_system_or_the_reader(page: Page, tmp_path: Path) -> None:
    def background() -> str:
        said = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert isinstance(said, str)
        return said

    opened(page, tmp_path, anonymous=False)
    light = background()
    page.emulate_media(color_scheme="dark")
    dark = background()
    assert light == "rgb(255, 255, 255)" != dark
    page.check("#light")
    assert background() == light
    page.emulate_media(color_scheme="light")
    page.check("#dark")
    assert background() == dark


def test_a_small_screen_scrolls_tables_and_never_the_page(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, tmp_path, anonymous=False)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_it_prints_light_without_buttons(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, anonymous=True)
    page.check("#dark")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert 3 <= len(document) <= 12
    first = document[0]
    text = first.get_textpage().get_text_range()
    image = first.render(scale=1).to_numpy()
    assert "donker" not in text
    assert image[2, 2].min() > 250
