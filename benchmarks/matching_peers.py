"""Our matching beside the peers: the same cohorts, each in its own environment and process.

    python benchmarks/matching_peers.py [folder for the peers' environments]

The peers are installed by pip on the first run: ``matching`` and ``algmatch`` compute a stable
matching only; ``matchingproblems`` a maximum size with the profile of one side (the nearest to
comparable goals). Ours solves all goals and the lottery. Best of nine (or of as many as fit in 5
seconds), without loading time, in seconds of processor time (children included), which other work
on the machine disturbs least. Everybody has three turns, one after the other, of which the best
counts (one turn for whoever takes more than 4 seconds): a processor has slow moments.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from matching_cohorts import answered, wanted  # noqa: E402

LIMIT_SECONDS = 240
TURNS = 3
LONG_SECONDS = 4.0
SIZES = [(24, 6), (100, 6), (200, 6), (200, 15), (1000, 6), (1000, 15), (5000, 6), (5000, 15)]

COMMON = """
import json, resource, sys, time
lists, back = json.load(open(sys.argv[1]))
def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
def best(action, times=9):
    found = []
    while len(found) < times and sum(found) < 5:
        begin = spent()
        action()
        found.append(spent() - begin)
    print(min(found))
"""

OURS = """
sys.path[:0] = {paths!r}
from matching_cohorts import cohort, facts_of
from matching.engine.solve import solve
from koppelronde.procedure.toml_file import load_procedure
facts, goals = facts_of(lists, back), load_procedure("maastricht").goals
solve(cohort(24, 6, "carousel"), goals, seed="x", kernels={kernels!r})
best(lambda: solve(facts, goals, seed="x", kernels={kernels!r}))
"""

PEERS = {
    "matching": """
import warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(100_000)  # it copies its players recursively, at 200 a side too deep
from matching.games import HospitalResident
residents = {f"A{a}": [f"H{h}" for h in hs] for a, hs in enumerate(lists)}
hospitals = {f"H{h}": [f"A{a}" for a in who] for h, who in enumerate(back) if who}
places = dict.fromkeys(hospitals, 1)
best(lambda: HospitalResident.create_from_dictionaries(residents, hospitals, places).solve())
""",
    "algmatch": """
from algmatch import HospitalResidentsProblem
data = {"residents": {a + 1: [h + 1 for h in hs] for a, hs in enumerate(lists)},
        "hospitals": {h + 1: {"capacity": 1, "preferences": [a + 1 for a in who]}
                      for h, who in enumerate(back) if who}}
best(lambda: HospitalResidentsProblem(dictionary=data).get_stable_matching())
""",
    "matchingproblems": """
from matchingproblems import solver
rows = [f"{len(lists)} {len(back)}"]
rows += [f"{a}: " + " ".join(str(h + 1) for h in hs) for a, hs in enumerate(lists, 1)]
rows += [f"{h}: 0: 1: " + " ".join(str(a + 1) for a in who) for h, who in enumerate(back, 1)]
path = sys.argv[1] + ".txt"
open(path, "w").write("\\n".join(rows) + "\\n\\n")
arguments = ["-f", path, "-na", "2", "-twopl", "-maxsize", "1", "-gen", "2"]
best(lambda: solver.Solver(arguments).solve(msg=False))
""",
}


def environment(folder: Path, peer: str) -> Path:
    """The Python of an environment with this peer, made when it is not there."""
    home = folder / peer
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", peer], check=True)
    return python


def seconds(python: Path | str, program: str, cohort_file: Path) -> float:
    """What the program measured; infinite when it took too long, NaN when it failed."""
    try:
        done = subprocess.run(
            [str(python), "-c", COMMON + program, str(cohort_file)],
            capture_output=True, text=True, check=True, timeout=LIMIT_SECONDS,
            cwd=cohort_file.parent,  # not here: the peer `matching` has the name of our package
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return float("inf")
    except subprocess.CalledProcessError as error:
        print(f"failed: {error.stderr.splitlines()[-1:]}", file=sys.stderr)
        return float("nan")
    return float(done.stdout.split()[-1])


def main(folder: Path) -> None:
    """One line per cohort: our seconds, and how many times as long each peer takes."""
    pythons = {peer: environment(folder, peer) for peer in PEERS}
    paths = [str(ROOT), str(ROOT / "benchmarks")]
    print("size x names       ours s  " + "  ".join(f"{peer:>18}" for peer in PEERS))
    for size, names in SIZES:
        lists = wanted(size, names, "popular")
        cohort_file = folder / f"{size}-{names}.json"
        cohort_file.write_text(json.dumps([lists, answered(lists)]))
        kernels = "light" if size < 100 else "flow"
        programs = {
            peer: program for peer, program in PEERS.items()
            if peer != "matchingproblems" or size <= 1000
        }  # fmt: skip
        ours, theirs = float("inf"), dict.fromkeys(programs, float("inf"))
        for again in range(TURNS):
            mine = OURS.format(paths=paths, kernels=kernels)
            ours = min(ours, seconds(sys.executable, mine, cohort_file))
            for peer, program in programs.items():
                if not again or theirs[peer] < LONG_SECONDS:
                    theirs[peer] = min(theirs[peer], seconds(pythons[peer], program, cohort_file))
        cells = [
            "not run" if peer not in theirs
            else f"> {LIMIT_SECONDS / ours:.0f} x" if theirs[peer] == float("inf")
            else f"{theirs[peer]:.4f} s = {theirs[peer] / ours:.1f} x"
            for peer in PEERS
        ]  # fmt: skip
        line = "  ".join(f"{cell:>18}" for cell in cells)
        print(f"{size:5} x {names:<3} {kernels:>5} {ours:8.4f}  {line}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
