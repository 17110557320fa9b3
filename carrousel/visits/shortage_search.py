"""A shortage that counting does not see: moments, days and travel together leave too little.

Found by search: the smallest group of AIOS whose minimum cannot hold, everybody else left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carrousel.visits.goals import MINIMUM
from carrousel.visits.model import VisitModel
from carrousel.visits.options import VisitQuestion
from carrousel.visits.remedies import Remedy, RemedyKind, Shortage


def search_shortage(question: VisitQuestion, limit: float) -> tuple[Shortage, ...]:
    """One proven reason, or none where the search cannot prove any within the limit.

    Nobody can be left out of the group without losing the proof, unless time ran out.
    """
    trial = _Trial(question, limit)
    everybody = tuple(a for a in range(len(question.aios)) if question.least[a])
    if not trial.impossible(everybody):
        return ()
    group = trial.smallest((), everybody, tested=True)
    lack = trial.lack(group)
    if lack is None:
        return ()
    missing = sum(lack.values())
    needed = sum(question.least[a] for a in group)
    practices = sorted({o.praktijk for o in question.options if o.aios in group})
    by_cap = sum(
        min(question.cap[p], sum(o.praktijk == p and o.aios in group for o in question.options))
        for p in practices
    )
    return (
        Shortage(
            aios=tuple(sorted(question.aios[a] for a in group)),
            praktijken=tuple(sorted(question.praktijken[p] for p in practices)),
            needed=needed,
            by_cap=max(by_cap, needed),
            possible=needed - missing,
            any_one=missing == 1,
            remedies=(
                *trial.moments_that_help(group, practices, missing),
                *(
                    Remedy(RemedyKind.MINIMUM, question.aios[a], question.least[a],
                           question.least[a] - n)
                    for a, n in sorted(lack.items(), key=lambda item: question.aios[item[0]])
                ),
            ),
        ),
    )  # fmt: skip


class _Trial:
    """Solves for groups of AIOS within one budget of deterministic time."""

    def __init__(self, question: VisitQuestion, limit: float) -> None:
        self.question = question
        self.left = limit

    def _solved(
        self, question: VisitQuestion, group: Sequence[int], *, full: bool
    ) -> tuple[str, dict[int, int]]:
        from ortools.sat.python import cp_model

        some = frozenset(group)
        fixed = {f.option for f in question.fixed}
        options = [
            o for o, option in enumerate(question.options) if option.aios in some or o in fixed
        ]
        alone = replace(
            question,
            least=tuple(n if a in some else 0 for a, n in enumerate(question.least)),
        )
        built = VisitModel(alone, options)
        if full:
            built.keep(MINIMUM.name, 0, most=False)
        else:
            built.model.minimize(built.goals[MINIMUM.name])
        solver = cp_model.CpSolver()
        # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = max(0.01, self.left / 4)
        status = solver.solve(built.model)
        self.left -= solver.response_proto.deterministic_time
        lack: dict[int, int] = {}
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for a in group:
                number = sum(
                    solver.value(v) for o, v in built.visit.items() if question.options[o].aios == a
                )
                if number < question.least[a]:
                    lack[a] = question.least[a] - number
        return solver.status_name(status), lack

    def impossible(self, group: Sequence[int]) -> bool:
        """Proven: this group alone cannot get its minimum."""
        if self.left <= 0:
            return False
        return self._solved(self.question, group, full=True)[0] == "INFEASIBLE"

    def lack(self, group: Sequence[int]) -> dict[int, int] | None:
        """Who of the group falls short in a best plan for the group alone, if proven best."""
        status, lack = self._solved(self.question, group, full=False)
        return lack if status == "OPTIMAL" else None

    def smallest(
        self, with_them: tuple[int, ...], among: tuple[int, ...], *, tested: bool
    ) -> tuple[int, ...]:
        """QuickXplain (Junker 2004): the fewest of ``among`` needed beside ``with_them``."""
        if not tested and self.impossible(with_them):
            return ()
        if len(among) == 1:
            return among
        half = len(among) // 2
        first, second = among[:half], among[half:]
        from_second = self.smallest((*with_them, *first), second, tested=False)
        from_first = self.smallest((*with_them, *from_second), first, tested=not from_second)
        return tuple(sorted((*from_first, *from_second)))

    def moments_that_help(
        self, group: Sequence[int], practices: Sequence[int], missing: int
    ) -> tuple[Remedy, ...]:
        """One extra moment at one practice that solves it, where one is enough."""
        if missing > 1:
            return ()
        helps = []
        for p in practices:
            if self.left <= 0:
                break
            relieved = replace(
                self.question,
                cap=tuple(n - (q == p) for q, n in enumerate(self.question.cap)),
            )
            for a in sorted(group):
                could = any(o.aios == a and o.praktijk == p for o in relieved.options)
                least = tuple(n - (b == a) for b, n in enumerate(relieved.least))
                if not could or self.question.cap[p] < 1:
                    continue
                options = tuple(
                    replace(o, moments=()) if (o.aios, o.praktijk) == (a, p) else o
                    for o in relieved.options
                )
                eased = replace(relieved, least=least, options=options)
                if self._solved(eased, group, full=True)[0] == "OPTIMAL":
                    helps.append(Remedy(RemedyKind.MOMENT, self.question.praktijken[p], 0, 1))
                    break
            if len(helps) == 3:
                break
        return tuple(sorted(helps))
