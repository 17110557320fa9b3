"""Claim: ``koppel --help`` takes 0.1 s at most, a command that only reads a round 0.35 s at most.

Processor time of the whole process, started cold, the least of five; each beside a bare start of
Django (what every command that opens the store needs) and beside ``sqlite-utils --help``, a
command line of the same kind, where that is installed. The round is that of ``koppel demo``.

    python benchmarks/commands_cold.py [folder of a round]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

KOPPEL: Final = str(Path(sys.executable).with_name("koppel"))
DJANGO: Final = """
from django.conf import settings
sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(DATABASES={"default": sqlite})
import django
django.setup()
"""
QUERY: Final = """
from django.db import connection, models
connection.cursor().execute("SELECT 1")
"""
PEERS: Final = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "django.setup()": [sys.executable, "-c", DJANGO],
    "django, one query": [sys.executable, "-c", DJANGO + QUERY],
    "sqlite-utils --help": [shutil.which("sqlite-utils") or "", "--help"],
}
ASKED: Final = {
    "--help": 0.1,
    "status": 0.35,
    "explain A01": 0.35,
    "lists check": 0.35,
    "journal": 0.35,
}
"""The words, and the seconds that they may take."""
NOT_COMPILED: Final = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every start compiles the whole program anew: not what users have."""


def least_seconds(words: list[str], folder: str, times: int = 5) -> float:
    """Processor seconds of the command, its best run; an error of the command is an error here."""
    kept = {name: value for name, value in os.environ.items() if name != NOT_COMPILED}
    took = []
    for _ in range(times + 1):  # the first fills the cache of the disk
        before = os.times()
        subprocess.run(words, cwd=folder, env=kept, check=True, capture_output=True)
        after = os.times()
        took.append(
            after.children_user + after.children_system
            - before.children_user - before.children_system
        )  # fmt: skip
    return min(took[1:])


def main(folder: str) -> None:
    """Print a line for each command."""
    peers = {name: least_seconds(words, folder) for name, words in PEERS.items() if words[0]}
    for name, seconds in peers.items():
        print(f"{name:24} {seconds:5.2f} s")
    django, others = peers["django, one query"], peers.get("sqlite-utils --help")
    for words, bound in ASKED.items():
        seconds = least_seconds([KOPPEL, *words.split()], folder)
        beside = "" if others is None else f"   {seconds / others:4.1f} × sqlite-utils"
        held = "holds" if seconds <= bound else f"{seconds / bound:.1f} × the bound"
        print(
            f"koppel {words:17} {seconds:5.2f} s   {seconds / django:4.1f} × django{beside}"
            f"   at most {bound} s: {held}"
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        main(sys.argv[1])
    else:
        with TemporaryDirectory() as made:
            subprocess.run(
                [KOPPEL, "demo", "--into", "demo"], cwd=made, check=True, capture_output=True
            )
            main(str(Path(made, "demo")))
