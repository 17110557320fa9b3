"""A round played once, with its store put aside at every stage; a test copies the one it needs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from bureau.fiction.lists import fictional_lists
from bureau.store.address import FILE_NAME
from bureau.store.opening import open_store
from bureau.workbook.out.exporting import round_sheets
from bureau.workbook.out.writing import sheets_workbook
from koppelronde.domain.facts import met_couples
from koppelronde.domain.ronde import Koppelronde
from tests.cli.conftest import DATA
from tests.cli.every_command import give

ROUNDS: Final[dict[str, tuple[tuple[str, tuple[str, ...], str], ...]]] = {
    "maastricht": (
        ("begun", ("new Maart -p maastricht",), "koppel import deelnemers.xlsx"),
        ("people", ("import @deelnemers.xlsx",), "koppel carrousel plan"),
        ("planned", ("carrousel plan",), "koppel carrousel print"),
        ("printed", ("carrousel print --only cards --for A01",), "koppel import bezoekwensen.xlsx"),
        (
            "lists",
            ("import @bezoekwensen.xlsx @bezoekuitkomsten.xlsx @voorkeurslijsten.xlsx",),
            "koppel seal",
        ),
        ("sealed", ("seal",), 'koppel seal --seed "…"'),
        ("drawn", ("seal --seed 426135",), "koppel match"),
        ("matched", ("match",), "koppel results"),
        ("announced", ("results --announce --despite oefening",), "koppel mail result"),
    ),
    "groningen": (
        ("begun", ("new Maart -p groningen",), "koppel import deelnemers.xlsx"),
        ("people", ("import @deelnemers.xlsx",), "koppel select"),
        ("invited", ("select --invite",), "koppel import voorkeuren-vooraf.xlsx"),
        ("ranked", ("import @voorkeuren-vooraf.xlsx",), "koppel shortlist"),
        ("candidates", ("shortlist",), "koppel visits plan"),
        ("lists", ("import @lijsten.xlsx",), "koppel seal"),
        ("sealed", ("seal",), 'koppel seal --seed "…"'),
        ("drawn", ("seal --seed 426135",), "koppel match"),
        ("matched", ("match",), "koppel results"),
        ("on paper", ("results",), "koppel results --announce"),
        ("announced", ("results --announce",), "koppel mail result"),
    ),
}
"""By procedure: each stage, the commands that lead to it, and what comes next by ``status``."""

STAGES: Final = [(procedure, stage[0]) for procedure, stages in ROUNDS.items() for stage in stages]


class Played:
    """The folders of the rounds; nobody changes one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KOPPEL_NOW", "2026-11-21T12:00:00+01:00")
            patch.setenv("KOPPEL_SALT", "0" * 32)
            patch.delenv("KOPPEL_DATABASE_URL", raising=False)
            for procedure, stages in ROUNDS.items():
                self._play(procedure, stages)

    def _play(self, procedure: str, stages: tuple[tuple[str, tuple[str, ...], str], ...]) -> None:
        work = self._root / f"{procedure} at work"
        shutil.copytree(DATA / procedure, work)
        for stage, commands, _ in stages:
            if any("@lijsten.xlsx" in command for command in commands):
                hand_in(work)
            for command in commands:
                words = [str(work / w[1:]) if w[0] == "@" else w for w in command.split()]
                assert give(work, *words) in (0, 3), command
            aside = self._root / procedure / stage
            aside.mkdir(parents=True)
            shutil.copy(work / FILE_NAME, aside / FILE_NAME)

    def copy(self, procedure: str, stage: str, folder: Path) -> None:
        """The store of that stage, into a folder of one's own."""
        shutil.copy(self._root / procedure / stage / FILE_NAME, folder / FILE_NAME)


def hand_in(folder: Path) -> None:
    """The lists of everybody who got candidates, as a spreadsheet in that folder."""
    with open_store(folder) as store:
        ronde = store.load()
    both = fictional_lists(ronde, met_couples(ronde))
    given = replace(
        Koppelronde(name=ronde.name, procedure=ronde.procedure),
        lists_aios=both.lists_aios, lists_hao=both.lists_hao,
    )  # fmt: skip
    sheets = [sheet for sheet in round_sheets(given) if sheet.name != "Ronde"]
    (folder / "lijsten.xlsx").write_bytes(sheets_workbook("lijsten", sheets))
