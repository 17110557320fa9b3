"""The goals of a shortlist by name, and what each counts.

A procedure lists them under ``shortlist_goals``. Every goal becomes one or more levels; a level
counts a whole number per interview, or per turn that an HAO offers. The optimum of a level is
fixed before the next counts: :mod:`matching.shortlist.packed_levels`.

====================  =======================================================================
goal                  what its levels count
====================  =======================================================================
even_candidates       squares of the number of candidates per place of an HAO: the lowest sum
                      is at the same time the lowest maximum and the highest minimum (a
                      decreasingly minimal vector, as long as no practice sets a limit:
                      A. Frank, K. Murota, "Decreasing
                      minimization on M-convex sets", Mathematical Programming 195 (2022))
waiting               days that the HAOs of all interviews have been without an AIOS; most
worst_ranks from to   interviews on rank to, to-1, … from; without ``to`` from the worst rank
rank_sum              the ranks of all interviews
over_travel_limit     interviews known to take more than ``minutes`` of travel
lottery               AIOS by AIOS in the drawn order (:mod:`matching.engine.lottery`): the lowest
                      sum of own ranks that is left; then a key per couple. Always last.
====================  =======================================================================

Before the interviews only the AIOS have ranked. Where an HAO handed in a list too, the rank of an
interview is the worse of both, and their sum in ``rank_sum``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from koppelronde.domain.facts import waiting_days
from koppelronde.domain.language import Text
from koppelronde.domain.lists import Voorkeurslijst
from koppelronde.domain.lottery import drawing_order, lot
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.candidate_flow import Pair

USUAL_GOALS: Final = (
    GoalChoice(name="even_candidates", source=""),
    GoalChoice(name="worst_ranks", source="", parameters={"from": 5}),
    GoalChoice(name="rank_sum", source=""),
    GoalChoice(name="waiting", source=""),
)
"""For a procedure that has a shortlist and names no goals for it."""

KEY_BITS: Final = 64


@dataclass(frozen=True, slots=True)
class Ranks:
    """What the lists handed in before say of one couple; ``by_hao`` is 0 without such a list."""

    by_aios: int
    by_hao: int = 0

    @property
    def worse(self) -> int:
        """The worse of both."""
        return max(self.by_aios, self.by_hao)

    @property
    def together(self) -> int:
        """The sum of both."""
        return self.by_aios + self.by_hao


def ranks_before(ronde: Koppelronde, choices: Mapping[str, tuple[str, ...]]) -> dict[Pair, Ranks]:
    """Ranks of every possible couple; without a list everybody stands on rank 1.

    A couple is left out only where the procedure reads "left off the list" as impossible.
    """
    lists = {(lijst.side, lijst.owner): lijst for lijst in ronde.lists_before}
    cached = {key: _reader(ronde, lijst) for key, lijst in lists.items()}
    found: dict[Pair, Ranks] = {}
    for aios in sorted(choices):
        mine = cached.get((Side.AIOS, aios))
        for hao in choices[aios]:
            theirs = cached.get((Side.HAO, hao))
            by_aios = 1 if mine is None else mine(hao)
            by_hao = 0 if theirs is None else theirs(aios)
            if by_aios is not None and by_hao is not None:
                found[aios, hao] = Ranks(by_aios, by_hao)
    return found


def _reader(ronde: Koppelronde, lijst: Voorkeurslijst) -> Callable[[str], int | None]:
    procedure = ronde.procedure
    ranks = lijst.ranks(procedure.ties)
    left_off = lijst.left_off_rank(procedure.ties, procedure.left_off)
    return lambda partner: ranks.get(partner, left_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One digit. ``per_interview`` and ``per_turn`` are at least 0 and few is always better.

    ``per_turn(hao, n)`` belongs to the n-th candidate of an HAO. ``shown`` turns the sum into the
    value that people see, ``most`` says which way is better there.
    """

    name: str
    says: Text
    unit: str
    per_interview: Mapping[Pair, int] | None = None
    per_turn: Callable[[str, int], int] | None = None
    shown: Callable[[int], int] | None = None
    most: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the levels need to know. ``interviews`` is how many there will be."""

    ronde: Koppelronde
    ranks: Mapping[Pair, Ranks]
    places: Mapping[str, int]
    interviews: int
    seed: str


def levels(goals: tuple[GoalChoice, ...], setting: Setting) -> tuple[Level, ...]:
    """All levels in order, the lottery always last."""
    found: list[Level] = []
    for goal in goals or USUAL_GOALS:
        if goal.name != "lottery":
            found += _MAKERS[goal.name](goal.parameters, setting)
    return (*found, *_lottery(setting))


def turn_number(candidate: int, places: int) -> int:
    """Which candidate *per place* the n-th candidate of an HAO is: both count from 1."""
    return -(-candidate // places)


def _even(_numbers: Mapping[str, int], setting: Setting) -> list[Level]:
    places = setting.places
    return [
        Level(
            name="even_candidates",
            says=Text(
                "kandidaten per plaats zo gelijk mogelijk (som van de kwadraten)",
                "candidates per place as even as possible (sum of squares)",
            ),
            unit="squares",
            per_turn=lambda hao, n: 2 * turn_number(n, places[hao]) - 1,
        )
    ]


def _waiting(_numbers: Mapping[str, int], setting: Setting) -> list[Level]:
    ronde = setting.ronde
    days = {hao: waiting_days(ronde.hao_by_code[hao], ronde) for hao in setting.places}
    longest = max(days.values(), default=0)
    return [
        Level(
            name="waiting",
            says=Text(
                "wachtdagen van de HAO's van alle gesprekken samen",
                "days waited by the trainers of all interviews together",
            ),
            unit="days",
            per_turn=lambda hao, _: longest - days[hao],
            shown=lambda total: setting.interviews * longest - total,
            most=True,
        )
    ]


def _worst_ranks(numbers: Mapping[str, int], setting: Setting) -> list[Level]:
    on_rank: dict[int, dict[Pair, int]] = {}
    for pair, ranks in setting.ranks.items():
        on_rank.setdefault(ranks.worse, {})[pair] = 1
    worst = max(on_rank, default=0)
    first = min(worst, numbers.get("to", worst))
    return [
        Level(
            name="worst_ranks",
            says=Text(f"gesprekken op plaats {rank}", f"interviews on rank {rank}"),
            unit="interviews",
            per_interview=on_rank.get(rank, {}),
        )
        for rank in range(first, numbers.get("from", 2) - 1, -1)
    ]


def _rank_sum(_numbers: Mapping[str, int], setting: Setting) -> list[Level]:
    return [
        Level(
            name="rank_sum",
            says=Text(
                "som van de plaatsen van alle gesprekken", "sum of the ranks of all interviews"
            ),
            unit="ranks",
            per_interview={pair: ranks.together for pair, ranks in setting.ranks.items()},
        )
    ]


def _over_travel_limit(numbers: Mapping[str, int], setting: Setting) -> list[Level]:
    ronde = setting.ronde
    minutes = numbers.get("minutes", ronde.number("travel_limit_minutes"))
    far: dict[Pair, int] = {}
    for aios, hao in setting.ranks:
        travel = ronde.travel_to_hao(ronde.aios_by_code[aios], ronde.hao_by_code[hao])
        if travel is not None and travel.minutes > minutes:
            far[aios, hao] = 1
    return [
        Level(
            name="over_travel_limit",
            says=Text(
                f"gesprekken op meer dan {minutes} minuten reizen",
                f"interviews over {minutes} minutes of travel",
            ),
            unit="interviews",
            per_interview=far,
        )
    ]


def _lottery(setting: Setting) -> list[Level]:
    said = Text("loting", "lottery")
    own: dict[str, dict[Pair, int]] = {}
    for pair, ranks in setting.ranks.items():
        own.setdefault(pair[0], {})[pair] = ranks.by_aios
    return [
        Level(
            name="lottery",
            says=said,
            unit="",
            per_interview=own[aios],
            secret=True,
        )
        for aios in drawing_order(setting.seed, own)
    ] + [
        Level(
            name="lottery",
            says=said,
            unit="",
            per_interview={
                (aios, hao): int(lot(setting.seed, aios, hao)[: KEY_BITS // 4], 16)
                for aios, hao in setting.ranks
            },
            secret=True,
        )
    ]


_MAKERS: Final[Mapping[str, Callable[[Mapping[str, int], Setting], list[Level]]]] = {
    "even_candidates": _even,
    "waiting": _waiting,
    "worst_ranks": _worst_ranks,
    "rank_sum": _rank_sum,
    "over_travel_limit": _over_travel_limit,
}
