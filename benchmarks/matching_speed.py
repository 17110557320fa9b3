"""How long a matching takes, with proof and check, warm and from a cold start.

    python benchmarks/matching_speed.py [largest size, default 5000]

Prints seconds, and how many times the reading of the same lists (JSON) it takes: that is the limit.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from matching_cohorts import cohort  # noqa: E402

from koppelronde.facts import Facts  # noqa: E402
from koppelronde.procedure_file import load_procedure  # noqa: E402
from matching.certificate import result_file  # noqa: E402
from matching.engine import Kernels, prepare, solve, solve_prepared  # noqa: E402
from matching.verify_match import verify  # noqa: E402

GOALS = load_procedure("maastricht").goals
CASES = [(24, 6), (24, 15), (48, 15), (200, 6), (200, 15), (1000, 6), (1000, 15), (5000, 6),
         (5000, 15), (50000, 6), (50000, 15)]  # fmt: skip

COLD = """
import json, sys
sys.path[:0] = {paths!r}
from matching_cohorts import cohort
from matching.certificate import result_file
from matching.engine import solve
from koppelronde.procedure_file import load_procedure
facts = cohort(48, 15, "carousel")
result_file(facts, solve(facts, load_procedure("maastricht").goals, seed="x", kernels={kernels!r}))
"""


def seconds(facts: Facts, kernels: Kernels, best_of: int) -> float:
    """The best of so many runs."""
    return min(
        _timed(lambda: solve(facts, GOALS, seed="x", kernels=kernels)) for _ in range(best_of)
    )


def _timed(action: object) -> float:
    begin = perf_counter()
    action()  # type: ignore[operator]
    return perf_counter() - begin


def main(largest: int) -> None:
    """Print one line per size and kind of cohort."""
    solve(cohort(24, 6, "carousel"), GOALS, seed="x")
    print("size x names   kind       flow s  light s  both+proof+check s   x reading    MB")
    for size, names in CASES:
        if size > largest:
            continue
        for kind in ("carousel", "popular"):
            facts = cohort(size, names, kind)
            times = 5 if size <= 1000 else 1
            text = json.dumps(facts.couples)
            reading = min(_timed(lambda text=text: json.loads(text)) for _ in range(times))
            flow = seconds(facts, "flow", times)
            light = seconds(facts, "light", times) if size <= 1000 else float("nan")
            whole = float("nan")
            if size <= 1000:
                whole = min(_timed(lambda facts=facts: _whole(facts)) for _ in range(times))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{size:6} x {names:<4} {kind:9} {flow:9.4f} {light:8.4f} {whole:12.4f}"
                f" {flow / reading:16.0f} {memory:8}",
                flush=True,
            )
    facts = cohort(60, 15, "carousel")
    prepared = prepare(facts, GOALS)
    pair = (facts.couples[0].aios, facts.couples[0].hao)
    what_if = min(
        _timed(lambda: solve_prepared(prepared, seed="x", force=pair, lottery=False))
        for _ in range(9)
    )
    print(f"what if, 60 x 60, 15 names: {what_if * 1000:.1f} ms")
    for kernels in ("light", "both"):
        program = COLD.format(paths=[str(ROOT), str(ROOT / "benchmarks")], kernels=kernels)
        cold = min(
            _timed(lambda p=program: subprocess.run([sys.executable, "-c", p], check=True))
            for _ in range(3)
        )
        print(f"cold start to result file, 48 x 48, 15 names, {kernels}: {cold:.3f} s")


def _whole(facts: Facts) -> None:
    verify(result_file(facts, solve(facts, GOALS, seed="x", kernels="both")))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
