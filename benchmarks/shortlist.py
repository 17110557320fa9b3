"""Claim: the exact shortlist of a real round is there at once, and equals that of a MIP solver.

Beside it: HiGHS by ``scipy.optimize.milp``, one MIP per goal with the optima so far as rows, for
the same cohorts and goals (without the lottery and without the loss of an HAO, which it is spared).
Prints both times, their ratio, and whether all values are equal.

    python benchmarks/shortlist.py
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from bureau.fiction.round import fictional_round
from koppelronde.domain.facts import waiting_days
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.toml_file import load_procedure
from matching.shortlist.feasible import possible_couples
from matching.shortlist.goals import ranks_before
from matching.shortlist.shortlist import plan_shortlist

SIZES = ((12, 14), (20, 26), (36, 44), (60, 70), (100, 120), (200, 240))
MIP_UP_TO = 60
MADE_AT = datetime(2026, 12, 15, 9, tzinfo=AMSTERDAM)


def by_mip(ronde: Koppelronde) -> list[int]:
    """Squares, interviews per rank down to 5, rank sum, waiting days."""
    each = ronde.number("candidates_each")
    choices = possible_couples(ronde).choices
    ranks = {pair: found.by_aios for pair, found in ranks_before(ronde, choices).items()}
    pairs = sorted(ranks)
    turns = [(hao.code, k) for hao in ronde.haos for k in range(1, each + 1)]
    width = len(pairs) + len(turns)
    people = {code: n for n, code in enumerate(sorted(choices))}
    haos = {hao.code: len(people) + n for n, hao in enumerate(ronde.haos)}
    entries = [(people[a], i, 1) for i, (a, _) in enumerate(pairs)]
    entries += [(haos[h], i, 1) for i, (_, h) in enumerate(pairs)]
    entries += [(haos[h], len(pairs) + i, -1) for i, (h, _) in enumerate(turns)]
    row, column, value = zip(*entries, strict=True)
    rows = csr_array((value, (row, column)), shape=(len(people) + len(haos), width))
    right = np.array([each] * len(people) + [0] * len(haos), dtype=float)
    order = np.array([ranks[pair] for pair in pairs], dtype=float)
    none, nobody = np.zeros(len(turns)), np.zeros(len(pairs))
    days = {h.code: waiting_days(h, ronde) for h in ronde.haos}
    goals = [np.concatenate([nobody, [2 * k - 1 for _, k in turns]])]
    goals += [np.concatenate([order == rank, none]) for rank in range(int(order.max()), 4, -1)]
    goals += [np.concatenate([order, none])]
    goals += [np.concatenate([[-days[h] for _, h in pairs], none])]
    values = []
    for goal in goals:
        found = milp(goal, constraints=LinearConstraint(rows, right, right), bounds=Bounds(0, 1),
                     integrality=np.ones(width))  # fmt: skip
        values.append(round(found.fun))
        rows = vstack([rows, csr_array(goal[None, :])]).tocsr()
        right = np.append(right, round(found.fun))
    return values


def main() -> None:
    print(f"{'AIOS × HAO':>12} {'ours':>10} {'HiGHS':>10} {'ratio':>7}  equal")
    for aios, haos in SIZES:
        ronde = fictional_round(
            load_procedure("groningen"), aios=aios, haos=haos, praktijken=haos, seed="shortlist"
        )
        begin = time.perf_counter()
        shortlist = plan_shortlist(ronde, seed="lot", version=1, made_at=MADE_AT)
        ours = time.perf_counter() - begin
        line = f"{aios:>6} × {haos:<3} {ours * 1000:>8.0f} ms"
        if aios <= MIP_UP_TO:
            begin = time.perf_counter()
            values = by_mip(ronde)
            theirs = time.perf_counter() - begin
            mine = [-s.value if s.most else s.value for s in shortlist.stages[1:]]
            unseen = len(values) - len(mine)
            equal = [values[0], *values[1 + unseen :]] == mine and not any(values[1 : 1 + unseen])
            line += f" {theirs * 1000:>7.0f} ms {theirs / ours:>6.1f}×  {'yes' if equal else 'NO'}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
