"""The bell in a real browser whose clock is ours: what people see at each moment of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from carrousel.papers.bell import bell_page
from koppelronde.domain.people import Side
from tests.papers_round import HOSTILE, rotation, small_round, with_names

pytestmark = pytest.mark.browser
RONDE = small_round(5, 6)
PLAN = rotation(RONDE, rooms=2, pause_every=3)
START = PLAN.turns[0].begin  # 13:00; turns of 8 minutes, break 13:24–13:39, end 14:03
Opened = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop in another time zone: the page must not care."""
    made = browser.new_context(
        viewport={"width": 1280, "height": 720}, timezone_id="America/New_York"
    )
    yield made
    made.close()


@pytest.fixture
def open_at(context: BrowserContext, tmp_path: Path) -> Opened:
    def opened(minutes: float, page_text: str | None = None) -> Page:
        file = tmp_path / "bel.html"
        file.write_text(page_text or bell_page(RONDE, PLAN), encoding="utf-8")
        page = context.new_page()
        wrong: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.wrong, page.asked = wrong, asked  # type: ignore[attr-defined]  # kept for the test
        now = (START + timedelta(minutes=minutes)).astimezone(UTC)
        page.clock.install(time=now - timedelta(seconds=1))
        page.clock.pause_at(now)  # from here on only the test moves the clock
        page.goto(file.as_uri())
        return page

    return opened


def shows(page: Page) -> tuple[str, str]:
    return page.inner_text("#what"), page.inner_text("#count")


def run_for(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * 1000))


def counted(page: Page, what: str) -> int:
    return int(page.evaluate(f"document.documentElement.dataset.{what}"))


def test_it_counts_down_to_the_first_bell_and_then_each_turn(open_at: Opened) -> None:
    page = open_at(-2)
    assert shows(page) == ("Begint over", "02:00")
    run_for(page, 120)
    assert shows(page) == ("Ronde 1 van 6", "08:00")
    assert counted(page, "bells") == 1
    run_for(page, 61)
    assert shows(page) == ("Ronde 1 van 6", "06:59")
    assert page.inner_text("#next") == "Straks: Ronde 2 van 6, 13:08"
    assert page.inner_text("#now") == "13:01:01"


def test_it_warns_softly_one_minute_before_the_end(open_at: Opened) -> None:
    page = open_at(6.95)
    assert "warn" not in page.evaluate("document.body.className")
    run_for(page, 4)
    assert "warn" in page.evaluate("document.body.className")
    assert (counted(page, "warnings"), counted(page, "bells")) == (1, 0)
    run_for(page, 60)
    assert "warn" not in page.evaluate("document.body.className")
    assert (counted(page, "warnings"), counted(page, "bells")) == (1, 1)


def test_the_break_and_the_end_are_shown(open_at: Opened) -> None:
    page = open_at(23.5)
    assert page.inner_text("#next") == "Straks: Pauze, 13:24"
    run_for(page, 60)
    assert shows(page) == ("Pauze", "14:30")
    assert page.inner_text("#next") == "Straks: Ronde 4 van 6, 13:39"
    page = open_at(62.5)
    assert page.inner_text("#next") == "Straks: einde, 14:03"
    run_for(page, 60)
    assert shows(page) == ("Afgelopen", "Dank je wel!")


def test_a_minute_more_moves_the_rest_of_the_day_and_survives_a_reload(open_at: Opened) -> None:
    page = open_at(10)
    assert page.inner_text("#end") == "Einde 14:03"
    page.keyboard.press("+")
    page.click("#do-more")
    assert shows(page) == ("Ronde 2 van 6", "08:00")
    assert page.inner_text("#end") == "Einde 14:05\n2 min later dan gepland"
    page.reload()
    assert shows(page) == ("Ronde 2 van 6", "08:00")
    assert page.inner_text("#next") == "Straks: Ronde 3 van 6, 13:18"
    assert counted(page, "bells") == 0
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert page.inner_text("#end") == "Einde 14:03"


def test_a_pause_stops_the_clock_and_shifts_the_rest(open_at: Opened) -> None:
    page = open_at(10)
    page.keyboard.press("Space")
    assert shows(page) == ("Stilgezet", "06:00")
    run_for(page, 300)
    assert shows(page) == ("Stilgezet", "06:00")
    assert page.inner_text("#end") == "Einde 14:08\n5 min later dan gepland"
    page.reload()
    assert shows(page) == ("Stilgezet", "06:00")
    page.keyboard.press("Space")
    run_for(page, 60)
    assert shows(page) == ("Ronde 2 van 6", "05:00")
    assert page.inner_text("#end") == "Einde 14:08\n5 min later dan gepland"


def test_a_laptop_that_slept_shows_the_right_turn_and_does_not_ring_for_the_past(
    open_at: Opened,
) -> None:
    page = open_at(1)
    page.clock.fast_forward(41 * 60 * 1000)
    run_for(page, 1)
    assert page.inner_text("#what") == "Ronde 4 van 6"
    assert counted(page, "bells") == 0


def test_an_extended_turn_warns_again(open_at: Opened) -> None:
    page = open_at(6.95)
    run_for(page, 5)
    page.keyboard.press("+")
    run_for(page, 60)
    assert counted(page, "warnings") == 2


def test_each_table_tells_who_is_there_now_and_next(open_at: Opened) -> None:
    page = open_at(10)
    page.keyboard.press("t")
    for number, card in enumerate(page.query_selector_all(".table"), 1):
        text = card.inner_text()
        for turn, word in ((2, "nu"), (3, "straks")):
            there = [m.aios for m in PLAN.meetings if (m.turn, m.table) == (turn, number)]
            expected = RONDE.name_of(there[0]) if there else "–"
            assert f"{word}: {expected}" in text
        assert RONDE.haos[number - 1].name in text


def test_people_find_themselves_by_name_without_accents_or_by_code(open_at: Opened) -> None:
    ronde = with_names(RONDE, ("Zoë Łąski", "Björn Öztürk"))
    page = open_at(10, bell_page(ronde, PLAN))
    page.fill("#find", "A03")
    mine = {m.turn: m for m in PLAN.meetings if m.aios == "A03"}
    found = page.inner_text("#found")
    assert f"nu: tafel {mine[2].table}, {ronde.name_of(mine[2].hao)}" in found
    assert f"straks: tafel {mine[3].table}, {ronde.name_of(mine[3].hao)}" in found
    page.fill("#find", "ozturk")
    assert page.inner_text("#found").startswith("Wie van deze?")
    page.click("#found button >> nth=0")
    assert page.inner_text("#found h2") == "Björn Öztürk"
    page.keyboard.press("Escape")
    assert page.is_hidden("#found")
    page.fill("#find", "niemand zo")
    assert page.inner_text("#found") == "Niemand gevonden."


def test_typing_a_name_moves_no_clock(open_at: Opened) -> None:
    page = open_at(10)
    page.keyboard.press("/")
    page.keyboard.type("u t+ d-")
    assert page.input_value("#find") == "u t+ d-"
    assert page.inner_text("#end") == "Einde 14:03"
    assert page.get_attribute("#stage", "data-view") == "clock"


def test_dark_and_light_differ_and_are_remembered(open_at: Opened) -> None:
    page = open_at(10)
    colour = "getComputedStyle(document.body).backgroundColor"
    first = page.evaluate(colour)
    page.keyboard.press("d")
    assert page.evaluate(colour) != first
    page.reload()
    assert page.evaluate(colour) != first


def test_the_figures_can_be_read_from_the_back_of_the_room(open_at: Opened) -> None:
    page = open_at(10)
    # on a screen of 2 m wide 15 m away, 1/10 of the width is about 20 cm: read at 40 m
    height = page.evaluate(
        "parseFloat(getComputedStyle(document.getElementById('count')).fontSize)"
    )
    assert height >= 720 * 0.3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.body.scrollHeight <= innerHeight")


def test_the_sound_wakes_at_the_first_touch(open_at: Opened) -> None:
    page = open_at(10)
    assert page.inner_text("#do-sound") == "Geluid staat uit: klik hier"
    page.click("#do-sound")
    run_for(page, 1)
    page.wait_for_function("document.getElementById('do-sound').textContent === 'Bel proberen'")
    assert counted(page, "bells") == 1


def test_it_asks_nothing_of_any_network(open_at: Opened) -> None:
    page = open_at(10)
    run_for(page, 5)
    assert [url for url in page.asked if not url.startswith("file:")] == []  # type: ignore[attr-defined]  # see open_at
    assert not re.search(r"https?:|src=|href=|@import|url\(", bell_page(RONDE, PLAN))


def test_a_round_may_be_called_like_a_field_of_the_page(open_at: Opened) -> None:
    for name in ("{data}", "{script} {style} {title}", "</title><script>x</script>"):
        page = open_at(1, bell_page(replace(RONDE, name=name), PLAN))
        assert shows(page) == ("Ronde 1 van 6", "07:00")
        assert page.title().endswith(name)
        assert page.wrong == []  # type: ignore[attr-defined]


def test_hostile_names_are_only_text(open_at: Opened) -> None:
    ronde = with_names(small_round(7, 8), HOSTILE)
    page = open_at(10, bell_page(ronde, rotation(ronde)))
    page.keyboard.press("t")
    run_for(page, 1)
    assert page.wrong == []  # type: ignore[attr-defined]  # see open_at
    assert page.query_selector_all("#tables b b, #tables img, #tables script") == []
    shown = page.inner_text("#tables")
    assert "<b>Jan</b>" in shown
    assert "</script><script>alert(1)</script>" in shown
    page.fill("#find", "<b>")
    assert "<b>Jan</b>" in page.inner_text("#found")


def test_when_the_trainees_stay_seated_the_tables_show_who_comes(open_at: Opened) -> None:
    home = tuple((aios.code, at + 1) for at, aios in enumerate(RONDE.aios))
    seated = replace(PLAN, mover=Side.HAO, home=home, meetings=tuple(
        replace(m, table=int(m.aios[1:])) for m in PLAN.meetings
    ))  # fmt: skip
    page = open_at(10, bell_page(RONDE, seated))
    page.keyboard.press("t")
    first = page.query_selector(".table")
    assert first is not None
    (there,) = [m.hao for m in seated.meetings if (m.turn, m.table) == (2, 1)]
    assert f"nu: {RONDE.name_of(there)}" in first.inner_text()


def test_it_comes_in_english(open_at: Opened) -> None:
    page = open_at(10, bell_page(RONDE, PLAN, "en", short_hash="a1b2c3d4", trial=True))
    assert shows(page)[0] == "Turn 2 of 6"
    assert page.inner_text("#trial") == "TRIAL"
    assert "a1b2c3d4" in page.inner_text("#stamp")


def test_the_same_plan_gives_the_same_page() -> None:
    assert bell_page(RONDE, PLAN) == bell_page(RONDE, PLAN)
    assert datetime.now(UTC).strftime("%Y-%m-%dT%H") not in bell_page(RONDE, PLAN)
