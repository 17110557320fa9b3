"""The afternoon itself: who leaves or comes late, a table that breaks, and who spoke in the end."""

from __future__ import annotations

from collections import Counter

import pytest
from openpyxl import load_workbook

from tests.cli.koppel import Koppel


@pytest.fixture
def afternoon(maastricht: Koppel) -> Koppel:
    """The example round of 24 × 30 with its timetable."""
    assert maastricht("import", str(maastricht.folder / "deelnemers.xlsx")).code == 0
    settings = maastricht.folder / "ronde.csv"
    settings.write_text(
        "Gegeven;Waarde\nCarrousel datum;10-12-2026\nCarrousel begin;13:00\nCarrousel eind;17:30\n"
    )
    assert maastricht("import", str(settings)).code == 0
    assert maastricht("carrousel", "plan").code == 0
    return maastricht


def test_an_afternoon_with_everything_that_can_happen_at_turn_nine(afternoon: Koppel) -> None:
    day = [
        ("absent", "H07", "--from", "14:04"),
        ("late", "A03", "--until", "14:24", "--now", "14:04"),
        ("late", "A05", "--until", "14:32", "--now", "14:04"),
        ("swap-table", "9", "--from", "14:04"),
    ]
    for event in day:
        said = afternoon.data("carrousel", *event)
        meetings = said["timetable"]["meetings"]
        for who in ("aios", "hao"):
            assert max(Counter((m["turn"], m[who]) for m in meetings).values()) == 1
        assert max(Counter((m["aios"], m["hao"]) for m in meetings).values()) == 1
        names = {str(file).rsplit("/", 1)[-1] for file in said["files"]}
        assert said["told"]
        assert names == {"bel.html", "wandkaart-a3.pdf", "kaarten-a5.pdf"}
    assert not any(m["table"] == 9 and m["turn"] >= 9 for m in meetings)


def test_a_table_is_named_by_its_number_and_a_broken_one_stays_empty(afternoon: Koppel) -> None:
    assert afternoon("carrousel", "swap-table", "9", "--from", "14:04").code == 0
    said = afternoon.data("carrousel", "swap-table", "12", "--from", "15:15")
    later = {m["table"] for m in said["timetable"]["meetings"] if m["turn"] > 20}
    assert not later & {9, 12}
    refused = afternoon("carrousel", "swap-table", "9", "--from", "15:30")
    assert refused.code == 2
    assert "tafel 9" in refused.err


def test_who_only_moves_to_another_table_hears_that_once(afternoon: Koppel) -> None:
    said = afternoon("carrousel", "swap-table", "H09", "--from", "15:15")
    assert "dezelfde gesprekken" in said.out


def test_the_attendance_list_says_who_missed_whom_and_offers_visits(afternoon: Koppel) -> None:
    people, couples = afternoon.folder / "presentie.csv", afternoon.folder / "paren.csv"
    people.write_text("Nr;Aanwezig;Rondes\nA04;nee;\nH12;ja;1-2\nA09;ja;\n")
    couples.write_text("AIOS;HAO;Gesproken\nA01;H03;nee\nA04;H08;ingehaald\n")
    before = afternoon.data("carrousel", "attendance", str(people), str(couples))
    missed = {(c["aios"], c["hao"]) for c in before["missed"]}
    assert ("A01", "H03") in missed
    assert ("A04", "H08") not in missed
    # Of 30: one was caught up, one is a relation with whom no couple can be made.
    assert sum(aios == "A04" for aios, _ in missed) == 28
    assert len(before["met"]) + len(before["lost"]) == 24 * 30 - 1
    assert before["extra_wishes"]
    assert not before["kept_wishes"]
    kept = afternoon.data("carrousel", "attendance", str(people), str(couples), "--wishes")
    assert kept["extra_wishes"] == before["extra_wishes"]
    again = afternoon.data("carrousel", "attendance", str(people), str(couples), "--wishes")
    assert again["extra_wishes"] == []
    calendar = afternoon.data("visits", "plan")["calendar"]
    made_good = next(s for s in calendar["stages"] if s["name"] == "missed_made_good")
    assert made_good["value"] > 0


def test_only_a_planned_talk_that_fell_out_becomes_a_visit_wish(afternoon: Koppel) -> None:
    settings = afternoon.folder / "korter.csv"
    settings.write_text("Gegeven;Waarde\nAantal rondes;5\n")
    assert afternoon("import", str(settings)).code == 0
    planned = afternoon.data("carrousel", "plan")["timetable"]["meetings"]
    people = afternoon.folder / "aanwezig.csv"
    people.write_text("Nr;Aanwezig\nA04;nee\n")
    said = afternoon.data("carrousel", "attendance", str(people))
    mine = {m["hao"] for m in planned if m["aios"] == "A04"}
    assert {(c["aios"], c["hao"]) for c in said["lost"]} == {("A04", hao) for hao in mine}
    assert {wish["aios"] for wish in said["extra_wishes"]} == {"A04"}
    assert len(said["extra_wishes"]) <= len(mine) < len(said["missed"])


def test_the_list_to_fill_in_is_read_as_it_was_filled_in(afternoon: Koppel) -> None:
    files = afternoon.data("carrousel", "print")["files"]
    [form] = [file for file in files if str(file).endswith("presentie-invullen.xlsx")]
    path = afternoon.folder / form
    empty = afternoon("carrousel", "attendance", str(path))
    assert empty.code == 1
    book = load_workbook(path)
    for row in book["Aanwezig"].iter_rows(min_row=2):
        if row[0].value == "A04":
            row[2].value, row[3].value = "ja", "1-2"
    talk = next(row for row in book["Gesprekken"].iter_rows(min_row=2) if row[3].value == "A07")
    talk[7].value = "nee"
    book.save(path)
    said = afternoon.data("carrousel", "attendance", str(path))
    lost = {(c["aios"], c["hao"]) for c in said["lost"]}
    assert len(lost) == 3
    assert ("A07", talk[5].value) in lost


def test_an_attendance_list_that_cannot_be_understood_names_every_cell(afternoon: Koppel) -> None:
    wrong = afternoon.folder / "fout.csv"
    wrong.write_text("Nr;Aanwezig;Rondes\nA99;misschien;3\nA02;ja;77\nA03;ja;5-2\n")
    said = afternoon("carrousel", "attendance", str(wrong))
    assert said.code == 1
    for cell in ("A2", "B2", "C3", "C4"):
        assert cell in said.err
