"""``koppel carrousel check``: a timetable that somebody made in a spreadsheet, judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.koppel import Koppel, Said

Line = tuple[int, int, str, str]


@pytest.fixture
def ours(koppel: Koppel) -> list[Line]:
    """A plan of ours for 8 × 8 in five turns, so that not everybody meets."""
    koppel.data("new", "Maart", "--procedure", "maastricht")
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Ronde"
    for fact in (("Gegeven", "Waarde"), ("Carrousel datum", "10-12-2026"),
                 ("Carrousel begin", "13:00"), ("Carrousel eind", "13:40")):  # fmt: skip
        page.append(fact)
    for kind, letter in (("AIOS", "A"), ("HAO", "H")):
        page = book.create_sheet(kind)
        page.append(["Nr", "Voornaam", "Achternaam", *(["Praktijk"] if kind == "HAO" else [])])
        for n in range(1, 9):
            page.append(
                [f"{letter}{n:02}", "Anna", f"Bos{n}", *([f"P{n:02}"] if kind == "HAO" else [])]
            )
    page = book.create_sheet("Praktijken")
    page.append(["Code", "Naam", "Plaats"])
    for n in range(1, 9):
        page.append([f"P{n:02}", f"Praktijk {n}", "Ons Dorp"])
    file = koppel.folder / "ronde.xlsx"
    book.save(file)
    koppel.data("import", str(file))
    table: dict[str, Any] = koppel.data("carrousel", "plan")["timetable"]
    return [(m["turn"], m["table"], m["aios"], m["hao"]) for m in table["meetings"]]


def judged(koppel: Koppel, lines: list[Line]) -> Said:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Ronde", "Tafel", "AIOS", "HAO"])
    for line in lines:
        page.append(line)
    file: Path = koppel.folder / "elders.xlsx"
    book.save(file)
    return koppel("carrousel", "check", str(file), json_out=True)


def rules(said: Said) -> set[str]:
    found = json.loads(said.out)["findings"]
    return {f["rule"] for f in found if f["weight"] == "broken"}


def test_our_own_plan_breaks_no_rule_also_when_not_everybody_meets(
    koppel: Koppel, ours: list[Line]
) -> None:
    assert len(ours) == 5 * 8
    said = judged(koppel, ours)
    assert (said.code, rules(said)) == (0, set())


def test_a_breach_is_named_and_the_exit_code_says_so(koppel: Koppel, ours: list[Line]) -> None:
    first = ours[0]
    said = judged(koppel, [*ours, (first[0] + 1, *first[1:])])
    assert said.code == 1
    assert json.loads(said.out)["ok"] is False
    assert "carrousel_once" in rules(said)
    assert "is een regel overtreden" in said.err


def test_a_slip_in_one_turn_number_is_the_only_thing_said(koppel: Koppel, ours: list[Line]) -> None:
    said = judged(koppel, [*ours[:-1], (500, *ours[-1][1:])])
    found = [f for f in json.loads(said.out)["findings"] if f["weight"] == "broken"]
    assert said.code == 1
    assert [f["rule"] for f in found] == ["carrousel_known"]
    assert "500" in found[0]["says"]
