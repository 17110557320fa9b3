"""Claim: saving one list in a round of 60 by 60 costs a third of what tables for every part cost.

Each AIOS and HAO ranks everybody of the other side; one list is turned round and the round saved,
again and again. The yardstick is the store at 9d9d55f, measured by this same script in a checkout
of it (whose store lay in ``koppelronde/store``): ``--tree`` names it. Processor time of the
process, the median of the runs, on SQLite and, where a server is named, on PostgreSQL (there the
server's own time is not seen, so the time on the clock stands beside it).

    python benchmarks/store_saving.py [--tree CHECKOUT] [--postgresql URL [--postgresql URL]]

Each URL is of an empty database: the first for this checkout, the second for the other one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

RUNS: Final = 25
MEASURE: Final = """
import sys, time
from dataclasses import replace
from pathlib import Path
from statistics import median

url, runs = sys.argv[1], int(sys.argv[2])
try:
    from bureau.fiction.round import fictional_round
    from bureau.store.opening import open_store
    from koppelronde.domain.lists import list_in_order
    from koppelronde.domain.people import Side
    from koppelronde.procedure.toml_file import load_procedure
except ModuleNotFoundError:
    from koppelronde.fiction.round import fictional_round
    from koppelronde.store.opening import open_store
    from koppelronde.lists import list_in_order
    from koppelronde.people import Side
    from koppelronde.procedure_file import load_procedure

ronde = fictional_round(load_procedure("maastricht"), aios=60, haos=60, praktijken=50)
aios, haos = [a.code for a in ronde.aios], [h.code for h in ronde.haos]
ronde = replace(
    ronde,
    lists_aios=tuple(list_in_order(a, Side.AIOS, tuple(haos)) for a in aios),
    lists_hao=tuple(list_in_order(h, Side.HAO, tuple(aios)) for h in haos),
)
with open_store(Path("."), url or None, create=True) as store:
    ronde = store.new_round(ronde, by="Els")
    busy, clock = [], []
    for run in range(runs + 3):
        first, *rest = ronde.lists_aios
        turned = list_in_order(first.owner, Side.AIOS, tuple(c for c, _ in first.entries)[::-1])
        began, used = time.perf_counter(), time.process_time()
        ronde = store.save(replace(ronde, lists_aios=(turned, *rest)), by="Els", what="lijst")
        busy.append(time.process_time() - used)
        clock.append(time.perf_counter() - began)
print(median(busy[3:]), median(clock[3:]))
"""


def seconds_of(tree: Path, url: str) -> tuple[float, float]:
    """Processor seconds and seconds on the clock of one saving, with the code of that checkout."""
    python = tree / ".venv" / "bin" / "python"
    with TemporaryDirectory() as folder:
        said = subprocess.run(
            [str(python if python.exists() else sys.executable), "-c", MEASURE, url, str(RUNS)],
            cwd=folder, env={"PYTHONPATH": str(tree), "PATH": ""}, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip
    busy, clock = said.split()
    return float(busy), float(clock)


def main() -> None:
    """Measure this checkout, and the other one beside it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--postgresql", default=[], action="append")
    asked = parser.parse_args()
    here = Path(__file__).parents[1]
    trees = [here] if asked.tree is None else [here, asked.tree]
    for base in ("SQLite", *(["PostgreSQL"] if asked.postgresql else [])):
        mine = [""] * len(trees) if base == "SQLite" else asked.postgresql
        took = [seconds_of(tree, url) for tree, url in zip(trees, mine, strict=True)]
        for tree, (busy, clock) in zip(trees, took, strict=True):
            name = "this checkout" if tree == here else "the other one"
            print(f"{base:10} {name:14} {1000 * busy:7.1f} ms busy  {1000 * clock:7.1f} ms clock")
        if len(took) > 1:
            busy, clock = (mine / other for mine, other in zip(*took, strict=True))
            print(f"{base:10} ratio {busy:.2f} busy, {clock:.2f} clock")


if __name__ == "__main__":
    main()
