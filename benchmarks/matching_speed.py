"""How long a matching takes, with proof and check, warm and from a cold start.

    python benchmarks/matching_speed.py [largest size, default 5000 [smallest size]]

Prints milliseconds of processor time, which other work on the machine disturbs least, and how many
times the reading of the same lists (JSON) it takes: that is the limit. Each line comes from its own
process; MB is the most that it held for the flow kernel, the cohort and the programs included. The
cold starts are on the clock.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from matching_cohorts import cohort  # noqa: E402

from koppelronde.domain.facts import Facts  # noqa: E402
from koppelronde.procedure.toml_file import load_procedure  # noqa: E402
from matching.engine.solve import Kernels, Solution, prepare, solve, solve_prepared  # noqa: E402
from matching.proof.certificate import result_file  # noqa: E402
from matching.proof.verify_match import verify  # noqa: E402

GOALS = load_procedure("maastricht").goals
CASES = [(24, 6), (24, 15), (48, 15), (200, 6), (200, 15), (1000, 6), (1000, 15), (5000, 6),
         (5000, 15), (50000, 6), (50000, 15)]  # fmt: skip

COLD = """
import json, sys
sys.path[:0] = {paths!r}
from matching_cohorts import cohort
from matching.proof.certificate import result_file
from matching.engine.solve import solve
from koppelronde.procedure.toml_file import load_procedure
facts = cohort(48, 15, "carousel")
result_file(facts, solve(facts, load_procedure("maastricht").goals, seed="x", kernels={kernels!r}))
"""


def best(action: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    """The shortest of so many runs, in milliseconds."""
    found = []
    for _ in range(times):
        begin = clock()
        action()
        found.append(clock() - begin)
    return min(found) * 1000


def main(largest: int, smallest: int) -> None:
    """Print one line per size and kind of cohort."""
    print(
        "size x names   kind       reading    flow   light    file  verify   whole  x reading   MB"
    )
    for size, names in CASES:
        if smallest <= size <= largest:
            for kind in ("carousel", "popular"):
                case = ["--case", str(size), str(names), kind]
                run = [sys.executable, __file__, *case]
                said = subprocess.run(run, check=True, capture_output=True, text=True)
                print(f"{size:6} x {names:<4} {kind:9}{said.stdout}", end="", flush=True)
    if smallest < 60:
        _small()


def _line(facts: Facts) -> str:
    """Reading, flow kernel, light kernel, result file, verifier, everything; ratio; memory."""
    small = len(facts.aios) <= 1000
    times = 7 if small else 3

    def took(action: Callable[[], object]) -> float:
        return best(action, times, process_time)

    def solved(kernels: Kernels) -> Solution:
        return solve(facts, GOALS, seed="x", kernels=kernels)

    solve(cohort(24, 6, "carousel"), GOALS, seed="x")
    flow = took(lambda: solved("flow"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    text = json.dumps(facts.couples)
    reading = took(lambda: json.loads(text))
    light = file = verifier = whole = float("nan")
    if small:
        light = took(lambda: solved("light"))
        solution = solved("both")
        file = took(lambda: result_file(facts, solution))
        content = result_file(facts, solution)
        verifier = took(lambda: verify(content))
        whole = took(lambda: verify(result_file(facts, solved("both"))))
    columns = "".join(f"{ms:8.1f}" for ms in (reading, flow, light, file, verifier, whole))
    return f"{columns} {flow / reading:10.0f} {memory:4}"


def _small() -> None:
    """What a coordinator waits for: a question, and a cold start."""
    facts = cohort(60, 15, "carousel")
    prepared = prepare(facts, GOALS)
    pair = (facts.couples[0].aios, facts.couples[0].hao)
    what_if = best(
        lambda: solve_prepared(prepared, seed="x", force=pair, lottery=False), 9, process_time
    )
    print(f"what if, 60 x 60, 15 names: {what_if:.1f} ms")
    for kernels in ("light", "both"):
        program = COLD.format(paths=[str(ROOT), str(ROOT / "benchmarks")], kernels=kernels)
        run = [sys.executable, "-c", program]
        cold = best(lambda run=run: subprocess.run(run, check=True), 5, perf_counter)  # type: ignore[misc]
        print(f"cold start to result file, 48 x 48, 15 names, {kernels}: {cold:.0f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        print(_line(cohort(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))
    else:
        given = [int(text) for text in sys.argv[1:]]
        main(given[0] if given else 5000, given[1] if len(given) > 1 else 0)
