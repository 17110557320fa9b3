"""Several coordinators at once, each in a process of its own: nobody overwrites another unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bureau.store.conftest import Place
from tests.bureau.store.rounds_to_store import EMPTY

SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from koppelronde.domain.errors import SavedMeanwhile
from bureau.store.opening import open_store

folder, url, who, times = sys.argv[1:]
refused = 0
with open_store(Path(folder), url or None) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for turn in range(int(times)):
        while True:
            ronde = store.load()
            changed = replace(ronde, withdrawn=(*ronde.withdrawn, f"{who}{turn}"))
            try:
                store.save(changed, by=who, what=f"{who}{turn}")
                break
            except SavedMeanwhile:
                refused += 1
print(refused)
"""


def test_every_change_of_three_coordinators_is_kept(place: Place) -> None:
    with place.open() as store:
        store.new_round(EMPTY, by="Els")
    people, times = ("A", "B", "C"), 20 if os.environ.get("KOPPEL_FAULTS") == "all" else 3
    root = Path(__file__).parents[3]
    busy = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, place.folder, place.url or "", who, str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )
        for who in people
    ]
    for process in busy:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    said = []
    for process in busy:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in busy:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        said.append(int(out))
    with place.open() as store:
        ronde = store.load()
        assert sorted(ronde.withdrawn) == sorted(
            f"{who}{n}" for who in people for n in range(times)
        )
        assert ronde.version == 1 + len(people) * times
        told = [entry.what.nl for entry in store.journal()[1:]]
        assert tuple(told) == ronde.withdrawn
        assert store.verify() == ()
