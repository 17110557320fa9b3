"""Out and in again: the template, the export, the marked copy, and plain tables."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bureau.fiction.round import fictional_round
from bureau.workbook.intake import read_files
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.number_labels import NUMBER_LABELS
from bureau.workbook.layout.template import template_kinds, template_workbook
from bureau.workbook.out.exporting import round_workbook
from bureau.workbook.out.marking import RED, marked_copy
from bureau.workbook.out.writing import Painted, Sheet, sheets_workbook
from koppelronde.domain.errors import InputMistakes
from koppelronde.domain.lists import Scale, Veto, VetoGround, Voorkeurslijst
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.procedure import NUMBERS
from koppelronde.domain.ronde import Koppelronde, Presence, VisitWish
from koppelronde.domain.times import Period
from koppelronde.procedure.toml_file import load_procedure, procedure_names
from tests.bureau.workbook.books import (
    clean_sheets,
    csv_text,
    empty_round,
    example,
    mistakes_of,
    taken,
    with_cell,
    xlsx,
)  # fmt: skip


def back(ronde: Koppelronde) -> Koppelronde:
    blank = Koppelronde(name=ronde.name, procedure=ronde.procedure)
    return read_files([("uit.xlsx", round_workbook(ronde))], blank).ronde


# ── the round trip ───────────────────────────────────────────────────────────────────────────


def full_round() -> Koppelronde:
    """Everything that a sheet can hold, with the texts that spreadsheets like to change."""
    ronde = taken(clean_sheets()).ronde
    haos = list(ronde.haos)
    haos[0] = replace(
        haos[0], phones=("+31612345678",), year_places=((1, 1), (3, 2)), surname="=1+1"
    )
    haos[1] = replace(
        haos[1], leerwerkplan="@lwp", surname="-Jan", last_aios_until=date(2026, 8, 31)
    )
    aios = list(ronde.aios)
    aios[0] = replace(aios[0], phones=("0031612345678",), trainer_year_1="H02", had_large_hds=None)
    aios[1] = replace(aios[1], first_name="+Ayşe", relations=("H01", "H04"))
    settings_ = replace(
        ronde.settings, breaks_at=(time(14), time(15, 30)),
        closed=(Period(date(2026, 12, 24), date(2027, 1, 3)),),
        tables=(Table(1, "Zaal 1", 3, True), Table(2, "", 0, False, True)),
        numbers={"practice_cap": 8, "turn_minutes": 10, "visits_min:A01": 4},
        reasons={"practice_cap": "afgesproken"},
        results_date=date(2027, 1, 25), carrousel_end=time(17, 30), mover=Side.HAO,
    )  # fmt: skip
    return replace(
        ronde, aios=tuple(aios), haos=tuple(haos), settings=settings_,
        lists_hao=(
            Voorkeurslijst("H01", Side.HAO, (("A02", Decimal("9.5")), ("A01", Decimal("7"))),
                           Scale.MARKS),
        ),
        vetoes=(Veto("A01", "H02", VetoGround.FORMER_TRAINER, "A01"),
                Veto("A02", "H04", VetoGround.RELATION)),
        visit_wishes=(VisitWish("A01", "P01", 1), VisitWish("A01", "P02", 1, Side.HAO),
                      VisitWish("A02", "P02", 3)),
        presences=(
            Presence("A02", time(13, 30), away=((time(14), time(14, 30)), (time(15), time(15, 8)))),
            Presence("H01", None, time(15), 1, True),
        ),
        travel={("A01", "P01"): 35, ("P01", "P02"): 12, ("A02", "H01"): 50},
    )  # fmt: skip


def test_everything_on_the_sheets_comes_back_as_it_was() -> None:
    ronde = full_round()
    assert back(ronde) == ronde


@pytest.mark.parametrize("procedure", ["maastricht", "groningen"])
def test_an_example_comes_back_as_it_was(procedure: str) -> None:
    ronde = read_files(example(procedure), empty_round(procedure)).ronde
    assert back(ronde) == ronde
    assert round_workbook(ronde) == round_workbook(back(ronde))


def test_a_fictional_round_comes_back_as_it_was() -> None:
    ronde = fictional_round(load_procedure("maastricht"), aios=12, haos=14, praktijken=11, seed=3)
    ronde = replace(ronde, visit_wishes=tuple(sorted(ronde.visit_wishes)))
    assert back(ronde) == ronde


EXAMPLES = 20 if settings.default.max_examples <= 100 else settings.default.max_examples
words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")),
    min_size=1, max_size=30,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@pytest.mark.fuzz
@given(names=st.lists(words, min_size=3, max_size=3))
@settings(
    max_examples=25 if settings.default.max_examples <= 100 else settings.default.max_examples
)
def test_any_name_that_was_taken_comes_back_as_it_was(names: list[str]) -> None:
    rows = [list(row) for row in clean_sheets()["AIOS"]]
    for row, name in zip(rows[1:], names, strict=True):
        row[3] = name
    try:
        ronde = read_files(
            [("aios.xlsx", xlsx({"AIOS": [r[:12] for r in rows]}))], empty_round()
        ).ronde
    except InputMistakes:
        return
    assert back(ronde) == ronde


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here: "
                    "the round trip through another program is NOT tested")  # fmt: skip
@pytest.mark.slow
def test_another_program_may_save_it_in_between(tmp_path: Path) -> None:
    ronde = full_round()
    (tmp_path / "uit.xlsx").write_bytes(round_workbook(ronde))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "weer"),
         str(tmp_path / "uit.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = (tmp_path / "weer" / "uit.xlsx").read_bytes()
    blank = Koppelronde(name=ronde.name, procedure=ronde.procedure)
    assert read_files([("uit.xlsx", saved)], blank).ronde == ronde


# ── the template ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", procedure_names())
def test_a_fresh_template_is_read_and_says_nothing(name: str) -> None:
    procedure = load_procedure(name)
    content = template_workbook(procedure, "Maart 2027")
    assert content == template_workbook(procedure, "Maart 2027")
    blank = Koppelronde(name="Maart 2027", procedure=procedure)
    intake = read_files([("sjabloon.xlsx", content)], blank)
    assert intake.ronde == blank
    assert intake.notices == ()
    assert {i.what for i in intake.ignored if i.why.nl == "voorbeeldregel"} == {"Voorbeeld"}
    examples = [i for i in intake.ignored if i.why.nl == "voorbeeldregel"]
    assert len(examples) == len(template_kinds(procedure)) - 1


def test_a_template_can_be_filled_in_below_its_example() -> None:
    book = load_workbook(io.BytesIO(template_workbook(load_procedure("maastricht"), "Maart 2027")))
    for sheet, rows in clean_sheets().items():
        page = book[sheet]
        headings = {str(cell.value): cell.column for cell in page[1]}
        for number, row in enumerate(rows[1:], 3 if sheet != "Ronde" else 60):
            for heading, value in zip(rows[0], row, strict=False):
                page.cell(number, headings[str(heading)]).value = value
    for row in range(2, 5):
        book["Ronde"].cell(row, 1).value = None
        book["Ronde"].cell(row, 2).value = None
    for row in range(5, 60):
        book["Ronde"].cell(row, 1).value = None
    raw = io.BytesIO()
    book.save(raw)
    read = read_files([("ingevuld.xlsx", raw.getvalue())], empty_round())
    assert read.ronde == taken(clean_sheets()).ronde


def test_the_template_has_the_sheets_that_were_asked_for() -> None:
    def names(procedure: str) -> list[str]:
        content = template_workbook(load_procedure(procedure), "x")
        return load_workbook(io.BytesIO(content)).sheetnames

    core = set("Ronde AIOS HAO Praktijken Bezoekwensen Bezoekuitkomsten Veto's Reistijden".split())
    core |= {"Voorkeuren AIOS", "Voorkeuren HAO", "Uitleg", "Lijsten"}
    assert set(names("maastricht")) == core | {"Carrouselwensen", "Aanwezigheid", "Tafels"}
    assert set(names("groningen")) == core | {"Voorkeuren vooraf"}


def test_codes_phones_and_postcodes_are_text_and_lists_drop_down() -> None:
    content = template_workbook(load_procedure("maastricht"), "Maart 2027")
    book = load_workbook(io.BytesIO(content))
    page = book["AIOS"]
    headings = {cell.value: cell.column_letter for cell in page[1]}
    for heading in ("Nr", "Mobiel", "Postcode", "E-mail"):
        assert page.column_dimensions[headings[heading]].number_format == "@"
    assert page.freeze_panes == "B2"
    assert all(cell.font.bold for cell in page[1])
    assert book["Lijsten"].sheet_state == "hidden"
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules[f"{headings['HDS gehad']}2:{headings['HDS gehad']}300"].startswith("Lijsten!$")
    assert all('"' not in formula for formula in rules.values())


def test_the_guide_explains_every_column() -> None:
    procedure = load_procedure("maastricht")
    book = load_workbook(io.BytesIO(template_workbook(procedure, "x")))
    explained = {row[0].value for row in book["Uitleg"].iter_rows(min_row=2) if row[1].value}
    for kind in template_kinds(procedure):
        for cell in book[kind.value][1]:
            if not str(cell.value).isdigit() and kind is not Kind.RONDE:
                assert cell.value in explained


def test_every_number_of_a_procedure_has_a_dutch_name_of_its_own() -> None:
    assert set(NUMBER_LABELS) == set(NUMBERS)
    labels = [label.casefold() for names in NUMBER_LABELS.values() for label in names]
    assert len(labels) == len(set(labels))


# ── the marked copy ──────────────────────────────────────────────────────────────────────────


def test_the_wrong_cells_are_red_and_commented_and_nothing_else_changed() -> None:
    sheets = with_cell(with_cell(clean_sheets(), "AIOS", "E2", "joris"), "Veto's", "C2", "te ver")
    content = xlsx(sheets)
    copy = load_workbook(io.BytesIO(marked_copy(content, mistakes_of([("a.xlsx", content)]))))
    original = load_workbook(io.BytesIO(content))
    red = []
    for page in original:
        for row in page.iter_rows():
            for cell in row:
                other = copy[page.title][cell.coordinate]
                assert other.value == cell.value
                assert other.number_format == cell.number_format
                if other.comment:
                    red.append((page.title, cell.coordinate, other.fill.start_color.rgb[-6:]))
    assert red == [("AIOS", "E2", RED), ("Veto's", "C2", RED)]
    assert "Gelezen: joris" in copy["AIOS"]["E2"].comment.text
    assert "reizen" in copy["Veto's"]["C2"].comment.text


def test_a_marked_csv_comes_back_as_a_workbook() -> None:
    rows = [list(row) for row in clean_sheets()["AIOS"]]
    rows[1][4] = "joris"
    content = csv_text(rows).encode()
    copy = load_workbook(io.BytesIO(marked_copy(content, mistakes_of([("aios.csv", content)]))))
    assert copy.worksheets[0]["E2"].comment is not None
    assert copy.worksheets[0]["A3"].value == "A02"


def test_a_file_that_cannot_be_opened_gives_a_sheet_that_says_why() -> None:
    content = b"%PDF-1.4 geen werkmap"
    copy = load_workbook(io.BytesIO(marked_copy(content, mistakes_of([("a.xlsx", content)]))))
    assert "Verwacht" in str(copy.worksheets[0]["B1"].value)


def test_a_comment_of_the_coordinator_stays() -> None:
    from openpyxl.comments import Comment

    book = load_workbook(io.BytesIO(xlsx(with_cell(clean_sheets(), "AIOS", "E2", "joris"))))
    book["AIOS"]["E2"].comment = Comment("navragen bij Ineke", "Ineke")
    raw = io.BytesIO()
    book.save(raw)
    found = mistakes_of([("a.xlsx", raw.getvalue())])
    copy = load_workbook(io.BytesIO(marked_copy(raw.getvalue(), found)))
    assert copy["AIOS"]["E2"].comment.text.startswith("navragen bij Ineke")


# ── plain tables ─────────────────────────────────────────────────────────────────────────────

DANGEROUS = (
    "=1+1",
    "+31 6 1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "=cmd|' /C calc'!A0",
    "<b>&</b>",
    "0012",
)


def test_text_stays_text() -> None:
    content = sheets_workbook("Test", [Sheet("Blad", ["=kop"], [[text] for text in DANGEROUS])])
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [page.cell(n, 1).value for n in range(2, len(DANGEROUS) + 2)] == list(DANGEROUS)
    assert page["A1"].value == "=kop"
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert all(page.cell(n, 1).quotePrefix for n in range(2, 9))


def test_a_workbook_tells_nothing_about_who_made_it_or_when() -> None:
    content = sheets_workbook("Uitslag", [("Blad", ["a"], [["x"]])])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        core = parts.read("docProps/core.xml").decode()
        names = parts.namelist()
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "openpyxl" not in core
    assert "2000-01-01T00:00:00Z" in core
    assert not [name for name in names if "comment" in name or "drawing" in name]


def test_the_same_tables_give_the_same_bytes() -> None:
    sheets = [Sheet("A", ["n", "d", "t"], [[Decimal("7.5"), date(2027, 3, 1), time(13, 8)]]),
              Sheet("B", ["x"], [[Painted("y", "E3EFF1", bold=True)], [None], [3]])]  # fmt: skip
    digest = hashlib.sha256(sheets_workbook("T", sheets)).hexdigest()
    assert digest == hashlib.sha256(sheets_workbook("T", sheets)).hexdigest()


def test_sheet_names_are_made_fit() -> None:
    wanted = ["A/B: lijst?", "a b  lijst ", "x" * 50, "x" * 60, "", "[]"]
    content = sheets_workbook("T", [(name, ["k"], []) for name in wanted])
    names = load_workbook(io.BytesIO(content)).sheetnames
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name) <= 31 for name in names)


def test_two_people_of_one_name_stay_two() -> None:
    ronde = replace(
        empty_round(),
        aios=(Aios(code="A01", first_name="Jan", surname="Bos"),
              Aios(code="A02", first_name="Jan", surname="Bos")),
        haos=(Hao(code="H01", surname="Bos", supervises=frozenset({1})),),
    )  # fmt: skip
    assert back(ronde) == ronde
