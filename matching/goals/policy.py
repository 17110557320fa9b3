"""The goals that a procedure can choose from: what each one counts, and which way is better.

A procedure lists goals by name, in order, with their numbers. :func:`stages_for` turns them into
stages. Every stage is an integer per couple, summed over the couples that are made; the optimum
of a stage is fixed before the next one counts. Nothing is ever weighed against something else.

======================  =====================================================================
goal                    one stage for each …, counting per couple
======================  =====================================================================
placed                  1: an AIOS has a place
both_within rank=k      1 when both ranks are at most k
worst_ranks from to     rank to, to-1, … from: 1 when the worse of both ranks is that rank
rank_sum                rank by the AIOS plus rank by the HAO
evenness                square of the difference between the two ranks
over_travel_limit       1 when the journey is known to take more than ``minutes``
travel_sum              minutes; unknown counts as the longest journey known in this round
shared_days             weekdays on which both work; unknown counts as none
waiting                 days that the HAO has been without an AIOS
fewest_moved            1 when the couple is one of the couples to keep
own_worst_rank          rank R, R-1, … 2: 1 when the AIOS put this HAO on that rank
as_now                  1 when the couple is in the present result (only for what-ifs)
lottery                 (always last) :mod:`matching.engine.lottery`
======================  =====================================================================

A rank goal without ``to`` starts at the worst rank that stands on any list of this round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from koppelronde.domain.facts import Facts, PossibleCouple
from koppelronde.domain.language import Text, same
from koppelronde.domain.procedure import GoalChoice

UNKNOWN_TRAVEL: Final = -1
"""Stands for an unknown journey; the goals never take it for a short one."""


class CoupleNumbers(NamedTuple):
    """What the goals may count of one couple; :class:`matching.goals.couple_arrays.Columns` has it
    of many.

    ``travel_minutes`` is UNKNOWN_TRAVEL where nobody knows it; ``travel_or_longest`` then holds
    the longest journey known in the round. ``kept`` is 1 for a couple that should stay, ``now``
    for one that is in the present result.
    """

    rank_by_aios: Any
    rank_by_hao: Any
    worse_rank: Any
    travel_minutes: Any
    travel_or_longest: Any
    shared_days: Any
    waiting_days: Any
    kept: Any
    now: Any


Counts = Callable[[Any, int], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """What a stage counts of one couple, and whether more of it is better.

    The counting uses operators that mean the same for one integer and for an array of them.
    """

    counts: Counts
    most: bool
    says: Text
    unit: Text


_COUPLES: Final = Text("koppels", "couples")

GOALS: Final[Mapping[str, Goal]] = {
    "placed": Goal(
        lambda c, _: c.rank_by_aios * 0 + 1,
        True,
        Text("AIOS met een plaats", "trainees with a place"),
        Text("AIOS", "trainees"),
    ),
    "both_within": Goal(
        lambda c, rank: c.worse_rank <= rank,
        True,
        Text(
            "koppelingen waarin beiden voor elkaar bij de eerste {n} tellen",
            "matches in which each counts among the other's first {n}",
        ),
        _COUPLES,
    ),
    "worst_ranks": Goal(
        lambda c, rank: c.worse_rank == rank,
        False,
        Text(
            "koppelingen waarin voorkeur {n} de laagste is",
            "matches in which rank {n} is the lowest",
        ),
        _COUPLES,
    ),
    "rank_sum": Goal(
        lambda c, _: c.rank_by_aios + c.rank_by_hao,
        False,
        Text("som van alle voorkeuren (eerste = 1)", "sum of all ranks (first = 1)"),
        Text("punten", "points"),
    ),
    "evenness": Goal(
        lambda c, _: (c.rank_by_aios - c.rank_by_hao) ** 2,
        False,
        Text(
            "verschil in voorkeur tussen aios en HAO (kwadraten opgeteld)",
            "gap in rank between trainee and trainer (squares added up)",
        ),
        Text("kwadraten", "squares"),
    ),
    "over_travel_limit": Goal(
        lambda c, minutes: c.travel_minutes > minutes,
        False,
        Text("koppelingen met meer dan {n} minuten reizen", "matches over {n} minutes of travel"),
        _COUPLES,
    ),
    "travel_sum": Goal(
        lambda c, _: c.travel_or_longest,
        False,
        Text("reistijd van allen samen", "travel of everybody together"),
        Text("minuten", "minutes"),
    ),
    "shared_days": Goal(
        lambda c, _: c.shared_days,
        True,
        Text("gezamenlijke werkdagen", "shared working days"),
        Text("dagen", "days"),
    ),
    "waiting": Goal(
        lambda c, _: c.waiting_days,
        True,
        Text(
            "dagen zonder aios, opgeteld voor HAO's met een koppeling",
            "days without a trainee, added up for trainers with a match",
        ),
        Text("dagen", "days"),
    ),
    "fewest_moved": Goal(
        lambda c, _: c.kept,
        True,
        Text("koppels die blijven zoals ze waren", "couples that stay as they were"),
        _COUPLES,
    ),
    "own_worst_rank": Goal(
        lambda c, rank: c.rank_by_aios == rank,
        False,
        Text("AIOS met hun {n}e keus", "trainees with choice number {n} of their own"),
        Text("AIOS", "trainees"),
    ),
    "as_now": Goal(
        lambda c, _: c.now,
        True,
        Text("koppels zoals nu", "couples as they are now"),
        _COUPLES,
    ),
}  # fmt: skip
"""Every goal by name, but for the lottery; a procedure chooses from all but the what-ifs' own."""

RANK_GOALS: Final = {"worst_ranks": "worse_rank", "own_worst_rank": "rank_by_aios"}
"""Goals with a stage per rank, and the rank that they look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStage:
    """One stage: a goal with its number filled in. ``name`` is ``worst_ranks:7`` or ``placed``."""

    name: str
    goal: str
    number: int
    says: Text
    unit: Text
    most: bool

    def count(self, numbers: CoupleNumbers) -> int:
        """What this couple adds to the value of the stage."""
        return int(GOALS[self.goal].counts(numbers, self.number))


def stages_for(
    goals: tuple[GoalChoice, ...], facts: Facts, keep: frozenset[tuple[str, str]] = frozenset()
) -> tuple[GoalStage, ...]:
    """The stages of these goals for this round, in order; a stage that recurs stands once.

    ``keep`` is not needed to name the stages; the couples to keep count in
    :func:`numbers_of`. The lottery is no stage: it comes after all of them, always.
    """
    own = max(map(attrgetter("rank_by_aios"), facts.couples), default=0)
    worst = max(map(attrgetter("rank_by_hao"), facts.couples), default=0)
    worst = max(own, worst)
    stages: dict[str, GoalStage] = {}
    for choice in goals:
        if choice.name == "lottery":
            continue
        for number in _numbers_of_choice(choice, worst, own):
            stage = _stage(choice.name, GOALS[choice.name], number)
            stages.setdefault(stage.name, stage)
    return tuple(stages.values())


def stage_as_now() -> GoalStage:
    """The last stage of a what-if: as many couples of the present result as possible."""
    return _stage("as_now", GOALS["as_now"], None)


def _numbers_of_choice(choice: GoalChoice, worst: int, own: int) -> list[int | None]:
    given = choice.parameters
    if choice.name == "worst_ranks":
        return [*range(min(given.get("to", worst), worst), given.get("from", 1) - 1, -1)]
    if choice.name == "own_worst_rank":
        return [*range(own, 1, -1)]
    if choice.name == "both_within":
        return [given.get("rank", 4)]
    if choice.name == "over_travel_limit":
        return [given.get("minutes", 60)]
    return [None]


@cache
def _stage(name: str, goal: Goal, number: int | None) -> GoalStage:
    filled = str(number)
    return GoalStage(
        name=name if number is None else f"{name}:{number}",
        goal=name,
        number=number or 0,
        says=Text(goal.says.nl.replace("{n}", filled), goal.says.en.replace("{n}", filled)),
        unit=goal.unit,
        most=goal.most,
    )


def numbers_of(
    facts: Facts,
    keep: frozenset[tuple[str, str]] = frozenset(),
    couples: Sequence[PossibleCouple] | None = None,
    now: frozenset[tuple[str, str]] = frozenset(),
) -> list[CoupleNumbers]:
    """The numbers of every possible couple, in the order of ``facts.couples``; or of some."""
    waiting = {places.hao: places.waiting_days for places in facts.haos}
    if couples is None:
        couples = facts.couples
    longest = 0
    if any(couple.travel_minutes is None for couple in couples):
        longest = max(couple.travel_minutes or 0 for couple in facts.couples)
    return [
        CoupleNumbers(
            own,
            other,
            own if own > other else other,
            UNKNOWN_TRAVEL if travel is None else travel,
            longest if travel is None else travel,
            days or 0,
            waiting.get(hao, 0),
            1 if keep and (aios, hao) in keep else 0,
            1 if now and (aios, hao) in now else 0,
        )
        for aios, hao, own, other, _, _, travel, days in couples
    ]


def stage_text(stage: GoalStage) -> Text:
    """The stage with its unit, for a heading."""
    return stage.says + same(" (") + stage.unit + same(")")
