"""A folder with the example spreadsheets, and the command."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.koppel import Koppel

if TYPE_CHECKING:
    from tests.cli.played import Played

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(autouse=True)
def _a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPEL_NOW", "2026-11-21T12:00:00+01:00")
    monkeypatch.setenv("KOPPEL_SALT", "0" * 32)
    monkeypatch.delenv("KOPPEL_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("KOPPEL_DEBUG", "1")  # an error of the program is seen as it is


@pytest.fixture
def koppel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Koppel:
    return Koppel(tmp_path, capsys)


@pytest.fixture
def maastricht(koppel: Koppel) -> Koppel:
    """The example round of Maastricht, begun, with its files in the folder; nothing imported."""
    for file in (DATA / "maastricht").glob("*.xlsx"):
        shutil.copy(file, koppel.folder / file.name)
    assert koppel("new", "Maart 2027", "--procedure", "maastricht").code == 0
    return koppel


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Rounds as they stand at every stage; a test takes a copy."""
    from tests.cli.played import Played

    return Played(tmp_path_factory.mktemp("played"))
