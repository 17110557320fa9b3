"""The command as a process of its own, as a coordinator's computer runs it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

WAITING = """
import signal, sys, time
from pathlib import Path
from bureau.actions.outcome import solving
signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal, also in the background
real = solving.solve_round
def slow(*given, **more):
    Path(sys.argv[1], "begonnen").touch()
    for _ in range(3000):
        if Path(sys.argv[1], "verder").exists():
            break
        time.sleep(0.01)
    return real(*given, **more)
solving.solve_round = slow
from cli import main
main(sys.argv[2:])
"""
"""``koppel match`` that waits, halfway, until it is told to go on."""


def environment(**more: str) -> dict[str, str]:
    """That of the tests, with the code of this checkout."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    given.pop("KOPPEL_DEBUG", None)
    return given


def koppel_process(
    folder: Path, *words: str, by: str = "J. Jansen", limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words, "-C", str(folder), "--by", by],
        capture_output=True, text=True, env=environment(), preexec_fn=limit, timeout=120,
    )  # fmt: skip


def waiting_match(folder: Path, *words: str, by: str) -> subprocess.Popen[str]:
    """``koppel match`` that has read the round and waits; touch ``verder`` to let it go on."""
    begun = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(folder), "match", *words, "-C", str(folder),
         "--by", by],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    while not (folder / "begonnen").exists():
        assert begun.poll() is None, begun.communicate()
    return begun


def state_of(folder: Path) -> list[Any]:
    """What the store says of its rounds and documents: equal states are equal lists."""
    with closing(sqlite3.connect(folder / "koppel.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rounds = connection.execute(
            "SELECT name, version, content_hash FROM koppel_ronde ORDER BY name"
        ).fetchall()
        documents = connection.execute(
            "SELECT kind, key, number, sha256 FROM koppel_document ORDER BY id"
        ).fetchall()
    return [*rounds, *documents]
