"""The house style: what every paper says of itself, and that it never falls under its own rules."""

from __future__ import annotations

import re
from datetime import datetime

import pypdfium2
import pytest

from koppelronde.domain.language import Lang, Text, same
from koppelronde.domain.times import AMSTERDAM
from koppelronde.press.drawing import Key, Room, legend
from koppelronde.press.drawing_paper import place
from koppelronde.press.glyphs import SMALLEST, fitted
from koppelronde.press.house_style import TRIAL, Imprint
from koppelronde.press.page import Paper
from koppelronde.press.picture_bars import Bar, Series, bars_sheets, columns_picture
from koppelronde.press.picture_grid import Cell, grid_sheets
from koppelronde.press.table import TICK, Column, Row, draw_table

IMPRINT = Imprint(
    title=Text("Overzicht", "Overview"),
    ronde="Maart 2027",
    version=3,
    made_at=datetime(2026, 12, 10, 13, 5, tzinfo=AMSTERDAM),
    short_hash="a1b2c3d4",
)


def _paper(lang: Lang = "nl", imprint: Imprint = IMPRINT) -> Paper:
    paper = Paper(imprint, lang)
    paper.new_page()
    return paper


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_a_document_knows_its_language_title_and_moment() -> None:
    pdf = _paper().pdf()
    assert b"nl-NL" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"D:20261210120500Z" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Overzicht"
    assert b"en-GB" in _paper("en").pdf()


def test_the_same_calls_give_the_same_bytes_whatever_the_compressor() -> None:
    assert _paper().pdf() == _paper().pdf()
    assert b"/FlateDecode" not in _paper().pdf()


def test_only_embedded_fonts_are_used() -> None:
    paper = _paper()
    paper.write(100, 100, "regular")
    paper.write(100, 80, "bold", bold=True)
    fonts = set(re.findall(rb"/BaseFont /([A-Za-z+-]+)", paper.pdf()))
    assert fonts == {b"AAAAAA+DejaVuSansCondensed", b"AAAAAA+DejaVuSansCondensed-Bold"}


def test_the_footer_counts_pages_per_part() -> None:
    paper = Paper(IMPRINT, "nl")
    for _person in range(2):
        paper.new_part()
        paper.new_page()
    assert [re.findall(r"pagina \d van \d", text) for text in _texts(paper.pdf())] == [
        ["pagina 1 van 2"], ["pagina 2 van 2"], ["pagina 1 van 2"], ["pagina 2 van 2"],
    ]  # fmt: skip


def test_a_trial_says_so_on_every_page() -> None:
    trial = Imprint(title=same("x"), ronde="r", version=1, made_at=IMPRINT.made_at, watermark=TRIAL)
    paper = _paper(imprint=trial)
    paper.new_page()
    assert all("PROEF" in text for text in _texts(paper.pdf()))


@pytest.mark.parametrize(
    "name", ["Jo", "Maria-Theresia van Rechteren Limpurg-Speckfeld", "x" * 200]
)
@pytest.mark.parametrize("width", [40.0, 90.0, 300.0])
def test_a_name_shrinks_no_further_than_the_smallest_size_and_then_wraps(
    name: str, width: float
) -> None:
    size, lines = fitted(name, width, 20.0)
    assert SMALLEST <= size <= 20
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")


def test_nothing_is_smaller_than_the_smallest_size() -> None:
    paper = _paper()
    paper.write(50, 500, "een heel lange naam die nergens in past", width=20)
    draw_table(paper, [Column(same("Kop"), fixed=30), Column(same("b"), share=1)],
               [Row(("Van Rechteren Limpurg", "x"))] * 3)  # fmt: skip
    sizes = [float(size) for size in re.findall(rb"/F\d\+\d ([\d.]+) Tf", paper.pdf())]
    assert sizes
    assert min(sizes) >= SMALLEST


def test_a_table_repeats_its_header_and_splits_no_row() -> None:
    paper = _paper()
    rows = [Row((f"rij {n}", "twee regels " * 12, TICK)) for n in range(60)]
    columns = [
        Column(same("Nummer"), fixed=60),
        Column(same("Tekst"), share=1),
        Column(same("?"), fixed=30),
    ]
    draw_table(paper, columns, rows)
    texts = _texts(paper.pdf())
    assert len(texts) > 1
    assert all("Nummer" in text for text in texts)
    assert [n for text in texts for n in re.findall(r"rij (\d+)", text)] == [
        str(n) for n in range(60)
    ]


def test_pictures_on_paper_print_every_number_they_shade() -> None:
    paper = _paper()
    room = Room(paper.width, 0)
    for drawing in (
        *bars_sheets([Bar("P01", 6, "6", cap=5), Bar("P02", 3, "3", strong=True)], room),
        legend((Key("AIOS", "s4"), Key("HAO", "s2")), paper.width),
        columns_picture(["1", "5+"], [Series("s4", (7, 2)), Series("s2", (4, 9))], 300, apart=1),
        *grid_sheets(
            ["A01", "A02"], ["H01", "H02"],
            lambda r, c: Cell(f"{10 * r + c + 40}", 2 * r + c, (r, c) == (1, 1)), room,
        ),
    ):  # fmt: skip
        place(paper, drawing)
    text = " ".join(_texts(paper.pdf()))
    for expected in ("P01", "6", "AIOS", "9", "A02", "H02", "40", "41", "50", "51"):
        assert expected in text


def test_a_large_heat_map_goes_over_pages_with_every_cell_once() -> None:
    paper = _paper()
    rows, columns = [f"A{n:02d}" for n in range(90)], [f"H{n:02d}" for n in range(40)]
    for sheet in grid_sheets(
        rows, columns, lambda r, c: Cell("x", (r + c) % 5), Room(paper.width, 300)
    ):
        place(paper, sheet)
    texts = _texts(paper.pdf())
    assert len(texts) >= 4
    assert sum(text.count("x") for text in texts) == 90 * 40
