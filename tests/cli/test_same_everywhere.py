"""The same round is the same result: on another database, another Python, in another order."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bureau.store.postgresql import PostgresqlServer, no_server_because, started
from tests.cli.conftest import DATA
from tests.cli.koppel import Koppel
from tests.cli.processes import ROOT, environment

FILES = ("deelnemers", "bezoekuitkomsten", "voorkeurslijsten")


def result_file(koppel: Koppel) -> bytes:
    """The proof of the round as it stands in the papers of the result."""
    paths = koppel.data("results")["files"]
    return next(Path(path) for path in paths if path.endswith(".json")).read_bytes()


def matched(koppel: Koppel) -> bytes:
    koppel.data("import", *(str(koppel.folder / f"{file}.xlsx") for file in FILES))
    koppel.data("seal")
    koppel.data("seal", "--seed", "4 2 6 1 3 5")
    koppel.data("match")
    return result_file(koppel)


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgresqlServer]:
    reason = no_server_because()
    if reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    with started() as server:
        yield server


@pytest.mark.postgresql
def test_a_whole_round_on_postgresql_is_that_on_sqlite(
    maastricht: Koppel, postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_sqlite = matched(maastricht)
    shutil.rmtree(maastricht.folder / "maart-2027")
    (maastricht.folder / "koppel.sqlite3").unlink()
    shutil.rmtree(maastricht.folder / "kopieen")
    monkeypatch.setenv("KOPPEL_DATABASE_URL", postgresql.new_database())
    maastricht.data("new", "Maart 2027", "-p", "maastricht", "--start", "2027-03-01")
    assert matched(maastricht) == on_sqlite
    assert not (maastricht.folder / "koppel.sqlite3").exists()
    maastricht.data("carrousel", "plan")
    maastricht.data("calls", "record", "A01", "refused", "--note", "te ver")
    assert maastricht("account").code == 0
    undone = maastricht.data("undo")
    assert "A01" in undone["undone"]
    assert result_file(maastricht) == on_sqlite
    for words in (("status",), ("calls",), ("mail", "invitation"), ("person", "A07"),
                  ("journal",), ("check-store",), ("export",)):  # fmt: skip
        assert maastricht(*words).code == 0, words
    names = maastricht.data("restore", "--list")["copies"]
    assert maastricht("restore", names[-1]).code == 0
    assert maastricht("check-store").code == 0
    maastricht.data("purge", "--date", "2032-01-01")
    assert maastricht("status").code == 4


def test_rows_in_another_order_give_the_same_bytes(maastricht: Koppel) -> None:
    first = matched(maastricht)
    shuffled = maastricht.folder / "anders"
    shuffled.mkdir()
    chance = random.Random(7)
    for file in FILES:
        book = load_workbook(DATA / "maastricht" / f"{file}.xlsx")
        for sheet in book:
            rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
            if sheet.title != "Ronde":
                chance.shuffle(rows)
            for number, row in enumerate(rows, 2):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column).value = value
        book.save(shuffled / f"{file}.xlsx")
    there = Koppel(shuffled, maastricht.capture)
    there.data("new", "Maart 2027", "-p", "maastricht")
    assert matched(there) == first


SCRIPT = """
import sys
from matching.proof.certificate import result_file
from matching.engine.solve import solve
from matching.proof.selfcheck import GOALS, SEED, run_selfcheck, selfcheck_facts
run_selfcheck()
facts = selfcheck_facts()
sys.stdout.buffer.write(result_file(facts, solve(facts, GOALS, seed=SEED, kernels="light")))
"""


def pythons() -> list[str]:
    """Every Python of 3.11 up to 3.13 found here, each once."""
    found: dict[str, str] = {}
    places = [*Path.home().glob(".pyenv/versions/*/bin"), Path("/usr/bin"), Path("/usr/local/bin")]
    for folder in [*places, *(Path(p) for p in os.environ.get("PATH", "").split(":"))]:
        for minor in (11, 12, 13):
            path = folder / f"python3.{minor}"
            if f"3.{minor}" not in found and path.exists():
                asked = subprocess.run([path, "-c", "print(1)"], capture_output=True)
                if asked.returncode == 0:
                    found[f"3.{minor}"] = str(path)
    return [found[version] for version in sorted(found)]


def test_every_python_hash_seed_and_locale_gives_the_same_bytes() -> None:
    answers = {}
    for number, python in enumerate([sys.executable, *pythons()]):
        for locale in ("C", "C.UTF-8", "nl_NL.UTF-8"):
            said = subprocess.run(
                [python, "-c", SCRIPT], capture_output=True, cwd=ROOT,
                env=environment(LC_ALL=locale, PYTHONHASHSEED=str(number + len(locale)),
                                PYTHONDONTWRITEBYTECODE="1", TZ="Asia/Tokyo"),
            )  # fmt: skip
            assert said.returncode == 0, (python, said.stderr[-2000:])
            answers[python, locale] = said.stdout
    assert len(set(answers.values())) == 1
    assert len(next(iter(answers.values()))) > 1000
    if len(pythons()) < 3:
        pytest.skip(f"ONLY TESTED ON {', '.join(pythons()) or sys.version}")
