"""The pictures are right before they are handsome: distances, cells, the same on page and paper."""

from __future__ import annotations

import math
import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.report.picture_map import practice_map, reach_km
from koppelronde.domain.language import same
from koppelronde.domain.people import Place
from koppelronde.domain.travel import TravelEstimate, distance_km
from koppelronde.press.drawing import Box, Dot, Drawing, Line, Room, Words
from koppelronde.press.drawing_paper import place
from koppelronde.press.drawing_svg import literal, svg
from koppelronde.press.house_style import Imprint
from koppelronde.press.page import Paper
from koppelronde.press.picture_bars import Bar, bars_sheets
from koppelronde.press.picture_grid import Cell, grid_sheets
from tests.bureau.report.report_rounds import evaluated
from tests.carrousel.papers.pdf_reading import all_text, squeezed
from tests.matching.calls.afternoon import MADE_AT
from tests.papers_round import HOSTILE


@given(st.integers(30, 100), st.integers(100, 180), st.integers(0, 20), st.integers(30, 90))
@settings(deadline=None, max_examples=60)
def test_the_circle_is_where_the_estimate_says_that_hour(
    speed: int, detour: int, fixed: int, minutes: int
) -> None:
    estimate = TravelEstimate(speed, detour, fixed)
    east = math.degrees(reach_km(estimate, minutes) / 6371.0 / math.cos(math.radians(51)))
    start, end = Place(latitude=51.0, longitude=5.0), Place(latitude=51.0, longitude=5.0 + east)
    said = estimate.minutes(start, end)
    assert said is not None
    assert abs(said - minutes) <= 1


def test_distances_on_the_map_are_those_of_the_globe() -> None:
    given = evaluated()
    (drawing,) = practice_map(given.ronde, given.matching, Room(500, 450))
    dots = [item for item in drawing.items if isinstance(item, Dot) and item.fill == "accent"]
    places = [praktijk.place for praktijk in given.ronde.praktijken]
    bar, shown = next(
        (line, words)
        for line, words in zip(drawing.items[-4:-1], drawing.items[-1:], strict=False)
        if isinstance(line, Line) and isinstance(words, Words)
    )
    scale = (bar.x2 - bar.x1) / int(shown.text.split()[0])
    for at in range(1, len(dots)):
        drawn = math.dist((dots[0].x, dots[0].y), (dots[at].x, dots[at].y)) / scale
        true = distance_km(places[0], places[at])
        assert true is not None
        assert drawn == pytest.approx(true, rel=0.01, abs=0.05)
    inside = [d for d in drawing.items if isinstance(d, Dot)]
    assert all(0 < d.x < drawing.width and 0 < d.y < drawing.height for d in inside)


@given(st.integers(1, 30), st.integers(1, 30), st.integers(60, 700), st.integers(0, 500))
@settings(deadline=None, max_examples=40)
def test_every_cell_is_drawn_once_however_many_sheets_it_takes(
    rows: int, columns: int, width: int, height: int
) -> None:
    room = Room(width, height)
    names = ([f"R{n}" for n in range(rows)], [f"C{n}" for n in range(columns)])
    sheets = grid_sheets(*names, lambda r, c: Cell(f"{r},{c}", (r + c) % 5), room)
    texts = Counter(i.text for s in sheets for i in s.items if isinstance(i, Words))
    for r in range(rows):
        for c in range(columns):
            assert texts[f"{r},{c}"] == 1
    for sheet in sheets:
        assert sheet.width <= max(width, 80) + 2
        assert not height or sheet.height <= max(height, 60)


def test_a_cap_stands_where_its_number_is() -> None:
    (drawing,) = bars_sheets([Bar("a", 6, "6 / 6", cap=6), Bar("b", 3, "3 / 6", cap=6)],
                             Room(300, 0))  # fmt: skip
    marks = [i for i in drawing.items if isinstance(i, Line) and i.role == "ink"]
    boxes = [i for i in drawing.items if isinstance(i, Box)]
    assert marks[0].x1 == marks[1].x1 == pytest.approx(boxes[0].x + boxes[0].width)
    assert boxes[1].width == pytest.approx(boxes[0].width / 2)


def test_the_same_words_stand_on_the_page_and_on_paper() -> None:
    given = evaluated(5, 6)
    (drawing,) = practice_map(given.ronde, given.matching, Room(400, 300))
    shown = Words(10, 20, "A01", upright=True)
    drawing = Drawing(drawing.width, drawing.height, (*drawing.items, shown))
    paper = Paper(Imprint(title=same("x"), ronde="r", version=1, made_at=MADE_AT), "nl")
    paper.new_page()
    place(paper, drawing)
    on_page = [unescape(t) for t in re.findall(r"<text[^>]*>([^<]*)</text>", svg(drawing, "kaart"))]
    assert on_page
    assert all(squeezed(text) in all_text(paper.pdf()) for text in on_page if text != "A01")


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_people_are_called_is_text_in_a_picture(name: str) -> None:
    drawing = Drawing(10, 10, (Words(0, 0, name),))
    made = svg(drawing, name)
    assert re.findall(r"<(\w+)", made) == ["svg", "text"]
    assert unescape(literal(name)) == " ".join(name.split("\n")).replace("\r", " ")


def test_marks_that_turn_the_text_around_and_controls_are_left_out() -> None:
    assert literal("a\u202eb\x00c\ud800") == "ab c\ufffd"
