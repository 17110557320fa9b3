"""Rounds as the command line left them; a test works on copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bureau.actions.same_store import MOMENT
from tests.cli.every_command import Stages


@pytest.fixture(autouse=True)
def _a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPEL_NOW", MOMENT.isoformat())
    monkeypatch.setenv("KOPPEL_SALT", "0" * 32)
    monkeypatch.delenv("KOPPEL_DATABASE_URL", raising=False)
    monkeypatch.setenv("KOPPEL_DEBUG", "1")


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("acts"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "acted"
    made.mkdir()
    return made
