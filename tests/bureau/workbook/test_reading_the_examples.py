"""The two example rounds, clean and as messy as real ones, give one and the same round."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from bureau.workbook.files.xlsx_sheet import shown_moment
from bureau.workbook.intake import read_files
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import Rows, csv_text, empty_round, example, xlsx

PROCEDURES = ("maastricht", "groningen")


def tables(procedure: str) -> dict[str, Rows]:
    """All sheets of the example as lists of rows."""
    found: dict[str, Rows] = {}
    for _, content in example(procedure):
        for page in load_workbook(io.BytesIO(content)):
            found[page.title] = [list(row) for row in page.iter_rows(values_only=True)]
    return found


def round_of(procedure: str) -> Koppelronde:
    return read_files(example(procedure), empty_round(procedure)).ronde


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_an_example_is_read_without_a_word_too_many(procedure: str) -> None:
    intake = read_files(example(procedure), empty_round(procedure))
    assert intake.ignored == ()
    assert intake.notices == ()
    for count in intake.read:
        parts = count.stored + count.unchanged + count.refused + count.ignored
        assert count.read == parts


def test_the_maastricht_example_holds_what_its_sheets_say() -> None:
    intake = read_files(example("maastricht"), empty_round())
    assert intake.summary.nl == ("24 AIOS, 30 HAO, 26 praktijken; voorkeuren van 24 AIOS en 30 HAO")
    assert [text.nl for text in intake.direction] == [
        "Voorkeuren AIOS: 1 = eerste keus: A01 → H12, laatste keus H17 (6)",
        "Voorkeuren HAO: 1 = eerste keus: H01 → A14, laatste keus A21 (6)",
    ]
    assert len(intake.ronde.visit_outcomes) == 143
    assert intake.ronde.list_of["A01"].ranks()["H12"] == 1
    assert intake.ronde.aios_by_code["A04"].relations == ("H13",)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_reading_again_changes_nothing(procedure: str) -> None:
    ronde = round_of(procedure)
    again = read_files(example(procedure), ronde)
    assert again.ronde == ronde
    assert again.changes == ()
    assert all(count.stored == 0 for count in again.read)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_order_of_files_does_not_matter(procedure: str) -> None:
    files = example(procedure)
    assert read_files(files[::-1], empty_round(procedure)).ronde == round_of(procedure)


# ── messy variants ───────────────────────────────────────────────────────────────────────────


def shuffled(rows: Rows) -> Rows:
    body = rows[1:]
    random.Random(7).shuffle(body)
    return [rows[0], *body]


def with_titles(rows: Rows) -> Rows:
    title: Rows = [["Deelnemers, maart 2027 (voorlopig)"], [], ["Vertrouwelijk", None, "versie 3"]]
    return [*title, [], *rows]


def with_gaps(rows: Rows) -> Rows:
    return [
        line for number, row in enumerate(rows) for line in ([row, []] if number % 3 else [row])
    ]


def with_spaces(rows: Rows) -> Rows:
    def spaced(value: Any) -> Any:
        return f"\u00a0 {value}  " if isinstance(value, str) else value

    return [[spaced(value) for value in row] for row in rows]


def with_loud_headings(rows: Rows) -> Rows:
    return [[f" {str(h).upper()}: " if h else h for h in rows[0]], *rows[1:]]


def with_quiet_headings(rows: Rows) -> Rows:
    return [[str(h).lower().replace("-", "") if h else h for h in rows[0]], *rows[1:]]


def with_extra_columns(rows: Rows) -> Rows:
    extra = ["Opmerkingen", "Geboortedatum"]
    body = [[*row, "wil graag in de buurt van zee wonen", "01-01-1990"] for row in rows[1:]]
    return [[*rows[0], *extra], *body]


SYNONYMS = {
    "Nr": "Nummer", "Voornaam": "Roepnaam", "Tussenvoegsel": "Tv", "Achternaam": "Familienaam",
    "E-mail": "Mailadres", "Mobiel": "Telefoonnummer", "Telefoon": "Tel.", "Woonplaats": "Plaats",
    "Breedtegraad": "Latitude", "Lengtegraad": "Longitude", "Opleidingsjaar": "Jaar",
    "Werkdagen": "Dagen", "Afwezig": "Vakantie", "Opleider jaar 1": "Vorige opleider",
    "Relatie met": "Relatie", "HDS gehad": "HDS", "Begeleidt jaar": "Mag begeleiden",
    "Plaatsen": "Aantal plaatsen", "Laatste AIOS tot": "Laatste AIOS", "Grootschalige HDS": "HDS",
    "Praktijkvorm": "Type praktijk", "Omgeving": "Ligging",
    "Max bezoeken": "Maximaal aantal bezoeken",
    "Bezoekmomenten": "Beschikbaarheid", "AIOS": "AIOS-nr", "HAO": "Opleider", "Status": "Uitkomst",
    "Gegeven": "Onderdeel", "Waarde": "Invulling", 1: "1e keus", 2: "2e keus", 3: "Voorkeur 3",
    4: "Keuze 4", 5: "5.", 6: "6e", 7: "Rang 7", 8: "nr. 8",
}  # fmt: skip


def with_synonyms(rows: Rows) -> Rows:
    return [[SYNONYMS.get(h, h) for h in rows[0]], *rows[1:]]


def with_loose_codes(rows: Rows) -> Rows:
    """``a1`` for A01 wherever somebody refers to a code; the sheets of people keep theirs."""

    def loose(value: Any) -> Any:
        if isinstance(value, str) and len(value) == 3 and value[0] in "AHP" and value[1:].isdigit():
            return f"{value[0].lower()}-{int(value[1:])}"
        return value

    if rows[0][0] in ("AIOS", "HAO"):
        return [rows[0], *[[loose(value) for value in row] for row in rows[1:]]]
    return rows


def reordered(rows: Rows) -> Rows:
    """Columns in another order; the first stays first."""
    order = list(range(1, len(rows[0])))
    random.Random(3).shuffle(order)
    return [[row[0], *[row[n] for n in order]] for row in rows]


def footed(rows: Rows) -> Rows:
    return [*rows, [], ["Totaal", len(rows) - 1], ["Laatst bijgewerkt door het secretariaat"]]


MESS: list[Callable[[Rows], Rows]] = [
    shuffled, with_titles, with_gaps, with_spaces, with_loud_headings, with_quiet_headings,
    with_extra_columns, with_synonyms, with_loose_codes, reordered, footed,
]  # fmt: skip


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("mess", MESS, ids=lambda m: m.__name__)
def test_a_messy_workbook_gives_the_same_round(
    mess: Callable[[Rows], Rows], procedure: str
) -> None:
    sheets = {name: mess(rows) for name, rows in tables(procedure).items()}
    read = read_files([("alles.xlsx", xlsx(sheets))], empty_round(procedure))
    assert read.ronde == round_of(procedure)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_all_mess_together_gives_the_same_round(procedure: str) -> None:
    sheets = tables(procedure)
    for mess in (with_loose_codes, with_synonyms, reordered, shuffled, with_spaces, footed,
                 with_gaps, with_titles):  # fmt: skip
        sheets = {name: mess(rows) for name, rows in sheets.items()}
    read = read_files([("alles.xlsx", xlsx(sheets))], empty_round(procedure))
    assert read.ronde == round_of(procedure)


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize(("encoding", "delimiter"), [
    ("utf-8-sig", ";"), ("utf-8", ","), ("utf-8", "\t"), ("utf-16", "\t"),
])  # fmt: skip
def test_csv_files_give_the_same_round(procedure: str, encoding: str, delimiter: str) -> None:
    files = [
        (f"{name}.csv", csv_text(rows, delimiter).encode(encoding))
        for name, rows in tables(procedure).items()
    ]
    assert read_files(files, empty_round(procedure)).ronde == round_of(procedure)


def test_windows_text_is_read_with_a_notice() -> None:
    rows = tables("maastricht")["HAO"]
    turkish = str.maketrans("ış", "is")
    ascii_names = [[v.translate(turkish) if isinstance(v, str) else v for v in r] for r in rows]
    files = [
        ("hao.csv", csv_text(ascii_names).encode("cp1252")),
        ("praktijken.csv", csv_text(tables("maastricht")["Praktijken"]).encode()),
    ]
    intake = read_files(files, empty_round())
    assert {hao.first_name for hao in intake.ronde.haos} >= {"Zoë", "Chloë", "Björn"}
    assert any("cp1252" in notice.nl for notice in intake.notices)


def test_free_text_is_ignored_aloud_and_stored_nowhere() -> None:
    sheets = {name: with_extra_columns(rows) for name, rows in tables("maastricht").items()}
    intake = read_files([("alles.xlsx", xlsx(sheets))], empty_round())
    reasons = {(ignored.what, ignored.why.nl) for ignored in intake.ignored}
    assert ("Opmerkingen", "vrije tekst wordt nooit bewaard") in reasons
    assert ("Geboortedatum", "dit gegeven is niet nodig en wordt niet bewaard") in reasons
    assert "zee" not in repr(intake.ronde)


def test_what_changed_is_said_in_words_and_absent_people_stay() -> None:
    ronde = round_of("maastricht")
    sheets = tables("maastricht")
    people = [row for row in sheets["AIOS"] if row[0] != "A24"]
    column = people[0].index("Werkdagen")
    people[3][column] = "ma di"
    again = read_files([("aios.xlsx", xlsx({"AIOS": people}))], ronde)
    assert [text.nl for text in again.changes] == ["A03: werkdagen ma di wo do vr → ma di"]
    assert len(again.ronde.aios) == 24
    assert any("A24" in notice.nl and "gebleven" in notice.nl for notice in again.notices)
    assert again.ronde.lists_aios == ronde.lists_aios


def test_the_moment_of_a_cell_is_shown_as_excel_does() -> None:
    rows = tables("maastricht")["Ronde"]
    start = next(row[1] for row in rows if row[0] == "Start stage")
    assert shown_moment(start) == "01-03-2027"
