"""Giving commands in a test as a coordinator would, and reading what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bureau.commands.door.running import run
from cli import COMMANDS


@dataclass(frozen=True)
class Said:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Koppel:
    """The command ``koppel`` in one folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capture = capture

    def __call__(self, *words: str, json_out: bool = False) -> Said:
        extra = ["--folder", str(self.folder), "--by", "J. Jansen"]
        self.capture.readouterr()
        code = run(COMMANDS, [*words, *extra, *(["--json"] if json_out else [])])
        printed = self.capture.readouterr()
        return Said(code, printed.out, printed.err)

    def data(self, *words: str) -> dict[str, Any]:
        """The ``--json`` object of a command that succeeds."""
        said = self(*words, json_out=True)
        assert said.code == 0, said.err
        return said.data
