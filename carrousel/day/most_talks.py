"""On the day, where the round wishes most conversations first: the coming turns planned anew.

What has been held stays. Over all couples that may still meet: most conversations, then the most
of those planned left where they are. One model of whole numbers (CP-SAT), started from the repair
that changes least, so it is never worse; one worker, a fixed seed, deterministic time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carrousel.afternoon.guests import Pair
from carrousel.day.places import at_once, home_table, table_for
from koppelronde.domain.outcomes.outcome_carrousel import Meeting, Timetable

SECONDS: Final = (4.0, 3.0)
"""Deterministic time for each of the two goals."""
MOST_VARIABLES: Final = 30_000


@dataclass(frozen=True, slots=True)
class Talks:
    """The meetings of the coming turns, and what nothing can beat.

    ``most`` conversations there can be; ``kept`` of those planned can stay, given that number.
    """

    meetings: tuple[Meeting, ...]
    most: int
    kept: int


def most_talks(
    now: Timetable,
    couples: Sequence[Pair],
    away: Mapping[str, frozenset[int]],
    now_turn: int,
    start: Sequence[Meeting],
    free_tables: int,
    each: int,
) -> Talks:
    """The coming turns with as many conversations as can be; ``start`` are those of a repair.

    ``couples`` are all that may meet and have not met in a turn that was held; an AIOS has at most
    ``each`` conversations in all (0 = no limit).
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    turns = range(now_turn, len(now.turns) + 1)
    planned = {(m.aios, m.hao, m.turn) for m in now.meetings if m.turn >= now_turn}
    begun = {(m.aios, m.hao, m.turn) for m in start}
    at: dict[tuple[str, str, int], cp_model.IntVar] = {}
    groups: defaultdict[object, list[cp_model.IntVar]] = defaultdict(list)
    possible = [
        (*pair, turn)
        for pair in couples
        for turn in turns
        if turn not in away[pair[0]] and turn not in away[pair[1]]
    ]
    if len(possible) > MOST_VARIABLES:
        return Talks(tuple(start), len(couples), len(planned))
    for aios, hao, turn in possible:
        here = at[aios, hao, turn] = model.new_bool_var("")
        model.add_hint(here, (aios, hao, turn) in begun)
        table = home_table(now, (aios, hao))
        own = [("at", table, turn)] if table else []
        for key in ((aios, hao), (aios, turn), (hao, turn), turn, aios, *own):
            groups[key].append(here)
    had = Counter(m.aios for m in now.meetings if m.turn < now_turn)
    for key, group in groups.items():
        if isinstance(key, int):
            model.add(sum(group) <= at_once(now, free_tables))
        elif isinstance(key, str):
            model.add(sum(group) <= (each - had[key] if each else len(group)))
        else:
            model.add_at_most_one(group)
    goals = (sum(at.values()), sum(here for key, here in at.items() if key in planned))
    chosen = set(begun)
    bounds: list[int] = []
    for goal, seconds in zip(goals, SECONDS, strict=True):
        model.maximize(goal)
        solver = cp_model.CpSolver()
        # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = seconds
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bounds += [len(couples), len(planned)][len(bounds) :]
            break
        bounds.append(int(solver.best_objective_bound + 1e-6))
        chosen = {key for key, here in at.items() if solver.boolean_value(here)}
        model.add(goal >= round(solver.objective_value))
        model.clear_hints()  # type: ignore[no-untyped-call]
        for key, here in at.items():
            model.add_hint(here, key in chosen)
    return Talks(_at_tables(now, chosen, start), bounds[0], bounds[1])


def _at_tables(
    now: Timetable, chosen: set[tuple[str, str, int]], start: Sequence[Meeting]
) -> tuple[Meeting, ...]:
    """Who stays keeps the table of before; the others get one."""
    before = {(m.aios, m.hao, m.turn): m for m in start}
    made = [before[key] for key in sorted(chosen) if key in before]
    for aios, hao, turn in sorted(chosen - before.keys(), key=lambda key: (key[2], key)):
        made.append(Meeting(turn, table_for(now, (aios, hao), turn, made), aios, hao))
    return tuple(sorted(made))
