"""Steps out of order, wrong words and mistakes: a clear message, the right exit code, no change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli import COMMANDS, chosen_language
from tests.cli.koppel import Koppel


def imported(koppel: Koppel, *names: str) -> Koppel:
    koppel.data("import", *(str(koppel.folder / f"{name}.xlsx") for name in names))
    return koppel


def test_without_a_round_every_command_says_how_to_begin(koppel: Koppel) -> None:
    said = koppel("status")
    assert said.code in (4, 6)
    assert "koppel new" in said.err


def test_papers_before_a_plan_are_out_of_order(maastricht: Koppel) -> None:
    said = imported(maastricht, "deelnemers")("carrousel", "print")
    assert said.code == 4
    assert "koppel carrousel plan" in said.err


def test_matching_for_real_needs_the_seal_and_the_seed(maastricht: Koppel) -> None:
    imported(maastricht, "deelnemers", "bezoekuitkomsten", "voorkeurslijsten")
    assert maastricht("match").code == 4
    assert maastricht("match", "--trial").code == 0
    maastricht.data("seal")
    assert maastricht("match").code == 4
    maastricht.data("seal", "--seed", "3, 5, 1, 2, 2, 6")
    assert maastricht("seal", "--seed", "een andere").code == 4
    assert maastricht("match").code == 0


def test_a_trial_says_that_it_is_one(maastricht: Koppel) -> None:
    imported(maastricht, "deelnemers", "bezoekuitkomsten", "voorkeurslijsten")
    assert "PROEF" in maastricht("match", "--trial").out
    assert maastricht("calls", "record", "A01", "accepted").code == 4


def test_sealed_lists_cannot_be_changed_by_an_import(maastricht: Koppel) -> None:
    imported(maastricht, "deelnemers", "bezoekuitkomsten", "voorkeurslijsten")
    maastricht.data("seal")
    book = load_workbook(maastricht.folder / "voorkeurslijsten.xlsx")
    sheet = book["Voorkeuren AIOS"]
    sheet["B2"], sheet["C2"] = sheet["C2"].value, sheet["B2"].value
    book.save(maastricht.folder / "anders.xlsx")
    assert maastricht("import", str(maastricht.folder / "anders.xlsx")).code == 4
    assert maastricht("import", str(maastricht.folder / "voorkeurslijsten.xlsx")).code == 0


def test_all_mistakes_at_once_with_a_marked_copy_and_nothing_stored(maastricht: Koppel) -> None:
    book = load_workbook(maastricht.folder / "deelnemers.xlsx")
    book["AIOS"]["L3"] = "maandag en soms"
    book["HAO"]["G4"] = "P99"
    book["Praktijken"]["J2"] = "zes"
    book.save(maastricht.folder / "deelnemers.xlsx")
    said = maastricht("import", str(maastricht.folder / "deelnemers.xlsx"), json_out=True)
    assert said.code == 1
    assert {m["cell"] for m in said.data["mistakes"]} == {"L3", "G4", "J2"}
    marked = load_workbook(maastricht.folder / "deelnemers-fouten.xlsx")
    assert marked["HAO"]["G4"].comment is not None
    assert maastricht.data("status")["phases"][0]["done"] == 0


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("explain", "A99"), "A99"),
        (("calls", "record", "A99", "accepted"), "A99"),
        (("carrousel", "print", "--only", "kaartjes"), "cards"),
        (("carrousel", "absent", "H07", "--from", "kwart over twee"), "14:24"),
    ],
)
def test_a_wrong_word_is_wrong_use(maastricht: Koppel, words: tuple[str, ...], hint: str) -> None:
    imported(maastricht, "deelnemers", "bezoekuitkomsten", "voorkeurslijsten")
    maastricht.data("carrousel", "plan")
    maastricht.data("seal")
    maastricht.data("seal", "--draw")
    maastricht.data("match")
    said = maastricht(*words)
    assert said.code == 2
    assert hint in said.err


def test_an_unknown_command_is_refused_with_the_nearest(koppel: Koppel) -> None:
    said = koppel("matsh")
    assert said.code == 2
    assert "Bedoelde u 'match'?" in said.err


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "nl"),
        (["status", "--lang", "en"], {}, "en"),
        (["--lang=en"], {}, "en"),
        ([], {"KOPPEL_LANG": "en"}, "en"),
        (["--lang", "fr"], {}, "nl"),
    ],
)
def test_the_language_is_dutch_unless_asked(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert chosen_language(words, environment) == expected


def _koppel(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from cli import main; main()", *words],
        capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip


def test_help_needs_no_solver_and_no_database() -> None:
    program = (
        "import sys, cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'django','ortools','numpy','reportlab','openpyxl','rich','icalendar','scipy'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_help_lists_every_command_in_both_languages() -> None:
    dutch, english = _koppel("--help"), _koppel("--lang", "en", "--help")
    assert dutch.returncode == english.returncode == 0
    for name in COMMANDS:
        assert name in dutch.stdout
        assert name in english.stdout
    assert "Opdrachten" in dutch.stdout
    assert "Commands" in english.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    said = _koppel(name, "--help")
    assert said.returncode == 0, said.stderr
    assert "Voorbeeld:" in said.stdout
    assert "Example:" in _koppel(name, "--help", "--lang", "en").stdout


def test_visits_that_cannot_all_be_made_leave_the_best_plan_and_a_reason(
    maastricht: Koppel,
) -> None:
    book = load_workbook(maastricht.folder / "deelnemers.xlsx")
    sheet = book["Praktijken"]
    for row in range(2, 24):
        sheet.cell(row, 10).value = 2
    book.save(maastricht.folder / "deelnemers.xlsx")
    imported(maastricht, "deelnemers", "bezoekwensen")
    said = maastricht("visits", "plan", json_out=True)
    assert said.code == 3
    assert said.data["reasons"]
    assert said.data["calendar"]["visits"]
    assert maastricht("visits", "status").code == 0
