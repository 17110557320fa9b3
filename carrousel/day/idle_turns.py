"""Give couples that lost their turn another one, in turns where both of them pause.

Nobody else is touched: a couple is only placed where both are there, both are idle and the table
is free. To place as many as possible, a couple that was already given a new turn may step aside
for another one when it can go elsewhere itself. The flow bound says whether more could be
possible: nobody can be given more turns than they have pauses. Only where the two differ the
exact solver decides, in deterministic time, from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carrousel.afternoon.guests import Pair

DEPTH = 4
DETERMINISTIC_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Filled:
    """The turn of every couple that got one, and the most couples that could have got one."""

    turn_of: Mapping[Pair, int]
    bound: int


def fill_pauses(couples: Sequence[Pair], options: Mapping[Pair, int]) -> Filled:
    """Place couples, in the given order where it is a tie; ``options`` are masks of turns."""
    state = _State(options)
    possible = [pair for pair in couples if options[pair]]
    for pair in sorted(possible, key=lambda pair: options[pair].bit_count()):
        state.place(pair, DEPTH, set())
    found, bound = dict(state.turn_of), _flow_bound(possible, options)
    return (
        Filled(found, bound) if len(found) == bound else _exactly(possible, options, found, bound)
    )


def _exactly(
    couples: Sequence[Pair], options: Mapping[Pair, int], found: dict[Pair, int], bound: int
) -> Filled:
    """One variable for every couple and turn; never worse than what was found."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    at: dict[tuple[Pair, int], cp_model.IntVar] = {}
    groups: dict[tuple[object, int], list[cp_model.IntVar]] = {}
    for pair in couples:
        for turn in _turns(options[pair]):
            here = at[pair, turn] = model.new_bool_var("")
            model.add_hint(here, found.get(pair) == turn)
            for key in ((pair, -1), (pair[0], turn), (pair[1], turn)):
                groups.setdefault(key, []).append(here)
    for group in groups.values():
        model.add_at_most_one(group)
    model.maximize(sum(at.values()))
    solver = cp_model.CpSolver()
    # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        best = {pair: turn for (pair, turn), here in at.items() if solver.boolean_value(here)}
        bound = min(bound, int(solver.best_objective_bound + 1e-6))
        found = best if len(best) > len(found) else found
    return Filled(found, bound)


class _State:
    """Who has which new turn so far."""

    def __init__(self, options: Mapping[Pair, int]) -> None:
        self.options = options
        self.turn_of: dict[Pair, int] = {}
        self.at: dict[tuple[str, int], Pair] = {}

    def place(self, pair: Pair, depth: int, seen: set[tuple[Pair, int]]) -> bool:
        """Give this couple a turn, moving others that got one if need be."""
        turns = _turns(self.options[pair])
        for turn in turns:
            if (pair[0], turn) not in self.at and (pair[1], turn) not in self.at:
                self._put(pair, turn)
                return True
        if not depth:
            return False
        for turn in turns:
            if (pair, turn) in seen:
                continue
            seen.add((pair, turn))
            before = dict(self.turn_of)
            aside = sorted({self.at[code, turn] for code in pair if (code, turn) in self.at})
            for other in aside:
                self._take(other)
            self._put(pair, turn)
            if all(self.place(other, depth - 1, seen) for other in aside):
                return True
            self._restore(before)
        return False

    def _put(self, pair: Pair, turn: int) -> None:
        self.turn_of[pair] = turn
        for code in pair:
            self.at[code, turn] = pair

    def _take(self, pair: Pair) -> None:
        turn = self.turn_of.pop(pair)
        for code in pair:
            del self.at[code, turn]

    def _restore(self, before: Mapping[Pair, int]) -> None:
        self.turn_of.clear()
        self.at.clear()
        for pair, turn in before.items():
            self._put(pair, turn)


def _flow_bound(couples: Sequence[Pair], options: Mapping[Pair, int]) -> int:
    """Largest number of couples when everybody has at most as many as they have turns for."""
    room: dict[str, int] = {}
    for pair in couples:
        for code in pair:
            room[code] = room.get(code, 0) | options[pair]
    left = {code: mask.bit_count() for code, mask in room.items()}
    chosen: dict[str, set[Pair]] = {code: set() for code in left}
    by_code: dict[str, list[Pair]] = {code: [] for code in left}
    for pair in couples:
        by_code[pair[0]].append(pair)
        by_code[pair[1]].append(pair)

    def more(aios: str, seen: set[str]) -> bool:
        """One more couple for this AIOS, along an augmenting path."""
        for pair in by_code[aios]:
            hao = pair[1]
            if pair in chosen[aios] or hao in seen:
                continue
            seen.add(hao)
            if len(chosen[hao]) < left[hao]:
                chosen[aios].add(pair)
                chosen[hao].add(pair)
                return True
            for other in sorted(chosen[hao]):
                if other[0] != aios and more(other[0], seen):
                    chosen[other[0]].discard(other)
                    chosen[hao].discard(other)
                    chosen[aios].add(pair)
                    chosen[hao].add(pair)
                    return True
        return False

    total = 0
    for aios in dict.fromkeys(pair[0] for pair in couples):
        while len(chosen[aios]) < left[aios] and more(aios, set()):
            total += 1
    return total


def _turns(mask: int) -> list[int]:
    return [turn for turn in range(mask.bit_length()) if mask >> turn & 1]
