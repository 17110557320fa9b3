"""What stands on the screen: nothing cut in two, said in words, and it never stops the work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from bureau.commands.door.running import run
from bureau.commands.door.show import GAP, fitted
from cli import COMMANDS
from tests.cli.koppel import Koppel

ROOT = Path(__file__).parents[2]
PEOPLE = ("deelnemers.xlsx", "bezoekwensen.xlsx")
LISTS = ("bezoekuitkomsten.xlsx", "voorkeurslijsten.xlsx")


def given(koppel: Koppel, *names: str) -> list[str]:
    return [str(koppel.folder / name) for name in names]


def test_a_telephone_number_and_a_name_are_never_cut_in_two() -> None:
    headers = ("", "wie", "telefoon", "met", "waarom")
    rows = [
        ("H30", "Maud van den Gerrits", "043-0000030", "Milan Claessens (A19)",
         "stond niet op de eigen lijst; reist meer dan een uur; veto na het bezoek"),
    ]  # fmt: skip
    widths = fitted(headers, rows, 80)
    assert sum(widths) + GAP * (len(widths) - 1) <= 80
    for column, width in zip(zip(headers, *rows, strict=True), widths, strict=True):
        assert width >= max(len(word) for cell in column for word in cell.split())


def test_a_table_that_fits_is_no_wider_than_its_content() -> None:
    assert fitted(("code", "n"), [("A01", "1")], 80) == [4, 1]


def test_even_a_very_narrow_screen_gets_every_column() -> None:
    widths = fitted(("gelezen", "verwacht"), [("x" * 90, "y" * 90)], 20)
    assert sum(widths) + GAP <= 20
    assert min(widths) >= 1


def test_status_is_no_wider_than_eighty_characters(
    maastricht: Koppel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    maastricht.data("import", *given(maastricht, *PEOPLE, *LISTS))
    lines = maastricht("status").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("░" * 10 + " ") for line in lines)


def test_a_reader_who_leaves_early_does_not_stop_the_saving(maastricht: Koppel) -> None:
    for command in (["import", *given(maastricht, *PEOPLE)], ["carrousel", "plan"]):
        running = subprocess.Popen(
            [sys.executable, "-c", "from cli import main; main()", *command],
            cwd=maastricht.folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        running.stderr.close()
        assert running.wait() == 0, said
    phases = maastricht.data("status")["phases"]
    assert phases[0]["done"] == 1, "the carousel of the people who were imported is planned"


def test_lists_before_the_people_are_out_of_order_in_one_sentence(maastricht: Koppel) -> None:
    for name in ("bezoekwensen.xlsx", *LISTS):
        said = maastricht("import", *given(maastricht, name))
        assert said.code == 4
        assert "deelnemers.xlsx" in said.err
        assert len(said.err.splitlines()) <= 4
        assert not (maastricht.folder / name.replace(".xlsx", "-fouten.xlsx")).exists()


def test_the_marked_copy_is_left_out_when_its_original_is_there_too(maastricht: Koppel) -> None:
    maastricht.data("import", *given(maastricht, "deelnemers.xlsx"))
    lists = maastricht.folder / "voorkeurslijsten.xlsx"
    shutil.copy(lists, maastricht.folder / "voorkeurslijsten-fouten.xlsx")
    said = maastricht("import", *given(maastricht, *LISTS, "voorkeurslijsten-fouten.xlsx"))
    assert said.code == 0
    assert "Overgeslagen: voorkeurslijsten-fouten.xlsx" in said.err


def test_two_files_with_one_name_are_told_apart(maastricht: Koppel) -> None:
    maastricht.data("import", *given(maastricht, "deelnemers.xlsx"))
    other = maastricht.folder / "later" / "lijsten.csv"
    other.parent.mkdir()
    other.write_text("AIOS;Rang 1;Rang 2\nA02;H03;H01\n", "utf-8")
    first = maastricht.folder / "lijsten.csv"
    first.write_text("AIOS;Rang 1;Rang 2\nA01;H77;H01\n", "utf-8")
    said = maastricht("import", str(other), str(first), json_out=True)
    assert said.code == 1
    assert [m["file"] for m in said.data["mistakes"]] == [str(first)]
    assert (maastricht.folder / "lijsten-fouten.xlsx").is_file()
    assert not (other.parent / "lijsten-fouten.xlsx").exists()


def test_mistakes_are_told_also_where_no_copy_can_be_written(
    maastricht: Koppel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    maastricht.data("import", *given(maastricht, "deelnemers.xlsx"))
    away = tmp_path_factory.mktemp("stick")
    (away / "voorkeuren-aios.csv").write_text("AIOS;Rang 1\nA01;H77\n", "utf-8")
    (away / "voorkeuren-aios-fouten.xlsx").mkdir()
    said = maastricht("import", str(away / "voorkeuren-aios.csv"))
    assert said.code == 1
    assert "H77" in said.err
    assert (maastricht.folder / "voorkeuren-aios-fouten.xlsx").is_file()


def test_why_a_file_cannot_be_read_is_said_in_dutch(maastricht: Koppel) -> None:
    said = maastricht("import", str(maastricht.folder))
    assert (said.code, "dit is een map" in said.err) == (2, True)
    said = maastricht("verify", str(maastricht.folder / "weg.json"))
    assert (said.code, "het bestand bestaat niet" in said.err) == (2, True)


@pytest.mark.parametrize("name", ["", "   ", "Maart\x072027"])
def test_a_round_has_a_name(koppel: Koppel, name: str) -> None:
    assert koppel("new", name, "--procedure", "maastricht").code == 2


def test_visits_are_planned_also_when_the_outcomes_are_in(maastricht: Koppel) -> None:
    maastricht.data("import", *given(maastricht, *PEOPLE, *LISTS))
    said = maastricht("visits", "plan")
    assert said.code == 0
    assert "143 ingelezen uitkomsten" in said.err
    written = maastricht.data("visits", "calendars")["files"]
    assert sum(name.endswith(".ics") for name in written) == 24 + 26


def test_every_plan_of_the_visits_has_a_number_of_its_own(maastricht: Koppel) -> None:
    maastricht.data("import", *given(maastricht, *PEOPLE))
    numbers = [
        maastricht.data("visits", "plan", *more)["calendar"]["version"]
        for more in ([], ["--afresh"], [])
    ]
    assert numbers == [1, 2, 3]


def _said_in(encoding: str, folder: Path, *words: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", "from cli import main; main()", *words], cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_screen_without_blocks_or_foreign_letters_still_shows_the_rest(
    maastricht: Koppel, encoding: str
) -> None:
    maastricht.data("import", *given(maastricht, *PEOPLE))
    assert b"Koppelcarrousel" in _said_in(encoding, maastricht.folder, "status")
    answer = json.loads(_said_in(encoding, maastricht.folder, "person", "A16", "--json"))
    assert answer["person"]["rounds"][0]["person"]["surname"] == "Öztürk"


def test_the_account_says_in_dutch_what_was_settled_by_phone(maastricht: Koppel) -> None:
    maastricht.data("import", *given(maastricht, *PEOPLE, *LISTS))
    maastricht.data("seal")
    maastricht.data("seal")
    maastricht.data("seal", "--seed", "4 2 6 1 3 5")
    couple = maastricht.data("match")["matching"]["couples"][0]
    maastricht.data("calls", "record", couple["aios"], "accepted", "--with", couple["hao"])
    said = maastricht("account").out
    assert f"{couple['aios']}–{couple['hao']} vastgezet, J. Jansen; gaat voorbij aan" in said
    assert "locked" not in said


def test_a_demonstration_that_cannot_succeed_says_so_before_it_begins(koppel: Koppel) -> None:
    into = koppel.folder / "demo"
    said = koppel("demo", "--into", str(into), "--aios", "40", "--haos", "10")
    assert said.code == 2
    assert "praktijken nodig" in said.err
    assert not into.exists()


def commands_below() -> dict[str, click.Command]:
    """Every command of every group, by what one types."""
    found = {}
    for name, (place, _) in COMMANDS.items():
        module, _, attribute = place.partition(":")
        group = getattr(import_module(f"bureau.commands.{module}"), attribute)
        if isinstance(group, click.Group):
            found |= {f"{name} {below}": made for below, made in group.commands.items()}
    return found


def test_every_command_below_a_group_has_help_with_an_example() -> None:
    assert len(commands_below()) > 20
    without = [
        words for words, made in commands_below().items() if "Voorbeeld:" not in (made.help or "")
    ]
    assert without == []


@pytest.mark.parametrize("group", ["carrousel", "visits", "calls", "procedures"])
def test_the_help_of_a_group_ends_no_sentence_halfway(koppel: Koppel, group: str) -> None:
    capture = koppel.capture
    assert run(COMMANDS, [group, "--help"]) == 0
    said = capture.readouterr().out
    assert "..." not in said.replace("[ARGUMENTEN]...", "")


def test_a_store_that_is_not_whole_is_no_success(maastricht: Koppel) -> None:
    assert maastricht("check-store").code == 0
    said = maastricht("check-store", "--head", "0" * 64, json_out=True)
    assert said.code == 6
    assert said.data["ok"] is False
    assert said.data["findings"]


def test_mistakes_stand_from_top_to_bottom_and_no_file_name_is_cut(
    maastricht: Koppel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    people, lists = (
        load_workbook(maastricht.folder / name)
        for name in ("deelnemers.xlsx", "voorkeurslijsten.xlsx")
    )
    for cell, wrong in (("N10", "H99"), ("L4", "ma en soms"), ("K4", "derde"), ("E9", "jan@@x")):
        people["AIOS"][cell] = wrong
    people["HAO"]["G4"] = "P99"
    lists["Voorkeuren AIOS"]["B2"] = "H77"
    people.save(maastricht.folder / "deelnemers.xlsx")
    lists.save(maastricht.folder / "voorkeurslijsten.xlsx")
    said = maastricht("import", *given(maastricht, "deelnemers.xlsx", "voorkeurslijsten.xlsx"))
    cells = re.findall(r"^\S.*?  ([A-Z]+[0-9]+)  ", said.err, re.MULTILINE)
    of_aios = [cell for cell in cells if cell not in {"G4", "B2"}]
    assert of_aios == ["K4", "L4", "E9", "N10"]
    assert len(cells) == 6
    assert "\nvoorkeurslijsten.xlsx\n" in said.err


def test_after_the_seal_an_import_says_what_it_would_change_and_not_that_it_did(
    maastricht: Koppel,
) -> None:
    maastricht.data("import", *given(maastricht, *PEOPLE, *LISTS))
    maastricht.data("seal")
    book = load_workbook(maastricht.folder / "deelnemers.xlsx")
    book["AIOS"]["F2"] = "06-99999999"
    book.save(maastricht.folder / "deelnemers.xlsx")
    assert maastricht("import", *given(maastricht, "deelnemers.xlsx")).code == 0
    book["HAO"]["J3"] = 2
    book.save(maastricht.folder / "deelnemers.xlsx")
    said = maastricht("import", *given(maastricht, "deelnemers.xlsx"))
    assert said.code == 4
    assert "Dit zou veranderen:\n  - H02: plaatsen 1 → 2" in said.out
    assert "opgeslagen" not in said.out
