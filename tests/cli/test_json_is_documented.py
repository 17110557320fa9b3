"""docs/json.md names every command, and the keys that each really answers with."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from cli import COMMANDS
from tests.cli.conftest import DATA
from tests.cli.koppel import Koppel

PAGE: Final = Path(__file__).parents[2] / "docs" / "json.md"


def documented() -> dict[str, tuple[set[str], set[str]]]:
    """By command: the keys that are always there, and those that may be."""
    page = PAGE.read_text("utf-8").partition("| command | keys |")[2]
    found = {}
    for command, cell in re.findall(r"^\| `([^`]+)` \| (.*) \|$", page, re.MULTILINE):
        cell = re.sub(r"\(.*?\)", "", cell)
        maybe = set(re.findall(r"\[`([a-z_]+)`\]", cell))
        named = set(re.findall(r"`([a-z_]+)`", cell))
        found[command] = (named - maybe, maybe)
    return found


def every_command() -> set[str]:
    found = set()
    for name, (place, _) in COMMANDS.items():
        module, _, attribute = place.partition(":")
        made = getattr(import_module(f"bureau.commands.{module}"), attribute)
        below = made.commands if isinstance(made, click.Group) else {}
        found |= {f"{name} {each}" for each in below} or {name}
    return found


ROUND: Final = """
    import deelnemers.xlsx bezoekwensen.xlsx
    status
    rounds
    carrousel plan
    carrousel print --for A01
    carrousel bell
    carrousel late A03 --until 13:40
    carrousel absent H07 --from 14:24
    carrousel swap-table H08 --to 31 --from 14:24
    visits plan
    visits calendars
    visits print --for A01
    visits replan
    visits replan --preview
    visits ill A03 --from 2027-01-11
    visits second-aios H07 --preview
    visits drop-out P11 --reason verbouwing --preview
    visits status
    import bezoekuitkomsten.xlsx voorkeurslijsten.xlsx
    lists check
    match --trial
    seal
    seal --seed 426135
    match
    calls
    calls record A07 accepted
    explain A07
    settle
    results
    report
    account
    journal
    check-store
    person A07
    export
    restore
    undo --reason vergissing
    procedures
    procedures check maastricht
"""

CANDIDATES: Final = """
    import deelnemers.xlsx
    select
    select --invite
    import voorkeuren-vooraf.xlsx
    shortlist
"""


def test_every_command_is_documented() -> None:
    assert set(documented()) == every_command()


def test_the_keys_of_a_whole_round_are_the_documented_ones(maastricht: Koppel) -> None:
    assert undocumented(maastricht, ROUND) == []


def test_the_keys_of_choosing_candidates_are_the_documented_ones(koppel: Koppel) -> None:
    for file in (DATA / "groningen").glob("*.xlsx"):
        shutil.copy(file, koppel.folder / file.name)
    koppel.data("new", "Maart 2027", "--procedure", "groningen")
    assert undocumented(koppel, CANDIDATES) == []


def undocumented(koppel: Koppel, lines: str) -> list[tuple[str, list[str]]]:
    """The commands that answer with other keys than the page says."""
    told = documented()
    wrong = []
    for line in lines.strip().splitlines():
        words = line.split()
        name = " ".join(words[:2]) if " ".join(words[:2]) in told else words[0]
        name = name if name in told else f"{words[0]} list"
        files = [str(koppel.folder / w) if w.endswith(".xlsx") else w for w in words]
        answer = koppel.data(*files)
        assert (answer.pop("version"), answer.pop("ok")) == (1, True)
        always, maybe = told[name]
        if not always <= set(answer) <= always | maybe:
            wrong.append((line.strip(), sorted(answer)))
    return wrong
