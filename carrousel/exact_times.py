"""The last couples that chains could not place, by the exact solver.

One worker, a fixed seed and a limit in deterministic time: the same round gives the same answer
on every machine. It starts from the board as it is, so the answer is never worse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from carrousel.board import Board, IndexPair, board_of
from carrousel.grid import Cell
from carrousel.progress import Progress, Tell
from koppelronde.language import Text

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_VARIABLES: Final = 30_000
DETERMINISTIC_SECONDS: Final = 2.0
_SAYS: Final = Text("gesprekken een ronde geven", "giving conversations a turn")


def place_exactly(board: Board, extra: Sequence[IndexPair], tell: Tell) -> Board:
    """The board with as many meetings as can be found: what is on it, and ``extra`` couples.

    Every couple meets at most once, so extra couples are new ones.
    """
    from ortools.sat.python import cp_model

    now = {(cell.mover, cell.stayer): cell.turn for cell in board.cells()}
    couples = sorted({*now, *extra})
    everybody = [(i, j, board.here[i] & board.here[board.movers + j]) for i, j in couples]
    if sum(mask.bit_count() for _, _, mask in everybody) > MOST_VARIABLES:
        return board
    model = cp_model.CpModel()
    at: dict[Cell, cp_model.IntVar] = {}
    of: defaultdict[tuple[str, int, int], list[cp_model.IntVar]] = defaultdict(list)
    for i, j, mask in everybody:
        for turn in range(board.turns):
            if mask >> turn & 1:
                here = model.new_bool_var("")
                at[Cell(turn, i, j)] = here
                of["couple", i, j].append(here)
                of["mover", i, turn].append(here)
                of["stayer", j, turn].append(here)
                of["turn", turn, 0].append(here)
                model.add_hint(here, now.get((i, j)) == turn)
    for (kind, _, _), group in of.items():
        if kind == "turn":
            model.add(sum(group) <= board.tables)
        else:
            model.add_at_most_one(group)
    model.maximize(sum(at.values()))
    solver = cp_model.CpSolver()
    # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    status = solver.solve(model, _listening(tell))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return board
    cells = [cell for cell, here in at.items() if solver.boolean_value(here)]
    if len(cells) <= len(now):
        return board
    stayers = len(board.partner) - board.movers
    return board_of(board.movers, stayers, board.turns, cells, board.here, board.tables)


def _listening(tell: Tell) -> cp_model.CpSolverSolutionCallback:
    from ortools.sat.python import cp_model

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            tell(Progress(_SAYS, round(self.objective_value), round(self.best_objective_bound)))

    return Listener()
