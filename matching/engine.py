"""The matching: every goal's optimum in turn, then the lottery, with the proof.

Two kernels that share nothing but the network find the optimum; where both run they must agree
on every stage and on every person. See docs/formulation-matching.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final, Literal

from koppelronde.facts import Facts, PossibleCouple
from koppelronde.findings import Finding
from koppelronde.language import Text
from koppelronde.outcome import Couple, MatchedCouple, Matching, Stage
from koppelronde.procedure import GoalChoice
from matching.duals import DualBook, StageDuals, empty_book
from matching.face import face_of
from matching.integer_kernel import Digits, Priced, solve_integers
from matching.network import NONE, Network, network_of
from matching.policy import GOALS, CoupleNumbers, GoalStage, numbers_of, stages_for

Kernels = Literal["both", "light", "flow"]
Progress = Callable[[int, int, Text], None]

BOTH_UP_TO: Final = 1000
"""Up to so many people a side both kernels run; above it the flow kernel alone."""


class KernelsDisagree(AssertionError):
    """The two kernels found different results: a mistake in this program, never in the input."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Facts and stages, ready to be solved many times (what if …)."""

    facts: Facts
    goals: tuple[GoalChoice, ...]
    keep: frozenset[tuple[str, str]]
    stages: tuple[GoalStage, ...]

    @cached_property
    def counts(self) -> tuple[Mapping[int, int], ...]:
        """Per stage: what each couple (by its place in ``facts.couples``) counts, if not 0."""
        return tuple(_counts(self.stages, numbers_of(self.facts, self.keep)))

    @cached_property
    def place_of(self) -> Mapping[tuple[str, str], int]:
        """The place of every couple in ``facts.couples``."""
        return {(c.aios, c.hao): place for place, c in enumerate(self.facts.couples)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One result for the whole group.

    ``by_hand`` are locked couples that were not among the possible ones; they count as placed
    and in no other goal. ``always`` are the couples in every optimum of the goals, ``undecided``
    the AIOS for whom the lottery chose; both are empty until :func:`proved` where the flow
    kernel worked alone. ``duals`` is the proof, then None too. ``drawn``: the lottery was held;
    otherwise this is any optimum, and no result.
    """

    couples: tuple[PossibleCouple, ...]
    by_hand: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    unplaced: tuple[str, ...]
    open_places: tuple[tuple[str, int], ...]
    always: tuple[Couple, ...]
    undecided: tuple[str, ...]
    seed: str
    goals: tuple[GoalChoice, ...]
    keep: frozenset[tuple[str, str]]
    kernels: tuple[str, ...]
    duals: tuple[StageDuals, ...] | None
    drawn: bool = True

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All couples by code, those made by hand included."""
        return tuple(sorted([*((c.aios, c.hao) for c in self.couples), *self.by_hand]))

    @property
    def values(self) -> tuple[int, ...]:
        """The value of every stage, in order."""
        return tuple(stage.value for stage in self.stages)


def prepare(
    facts: Facts, goals: tuple[GoalChoice, ...], keep: frozenset[tuple[str, str]] = frozenset()
) -> Prepared:
    """Everything about a round that does not change from one what-if to the next."""
    return Prepared(
        facts=facts, goals=goals, keep=keep, stages=stages_for(goals, facts, keep)
    )


def _counts(
    stages: Sequence[GoalStage], numbers: Sequence[CoupleNumbers]
) -> list[Mapping[int, int]]:
    """Stages that ask for one rank are filled together; a list of 145 ranks costs one pass."""
    by_rank: dict[str, dict[int, dict[int, int]]] = {"worst_ranks": {}, "own_worst_rank": {}}
    for couple, row in enumerate(numbers):
        by_rank["worst_ranks"].setdefault(row.worse_rank, {})[couple] = 1
        by_rank["own_worst_rank"].setdefault(row.rank_by_aios, {})[couple] = 1
    counts: list[Mapping[int, int]] = []
    for stage in stages:
        if stage.goal in by_rank:
            counts.append(by_rank[stage.goal].get(stage.number, {}))
        else:
            counting, number = GOALS[stage.goal].counts, stage.number
            counts.append(
                {c: int(n) for c, row in enumerate(numbers) if (n := counting(row, number))}
            )
    return counts


def solve(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    *,
    seed: str,
    keep: frozenset[tuple[str, str]] = frozenset(),
    force: tuple[str, str] | None = None,
    forbid: frozenset[tuple[str, str]] = frozenset(),
    kernels: Kernels = "both",
    lottery: bool = True,
    progress: Progress | None = None,
) -> Solution:
    """The best matching by these goals, one after the other, and the lottery of this seed.

    ``keep`` are the couples that the goal *fewest_moved* counts. ``force`` must be in the result
    and ``forbid`` may not (what if …). ``kernels`` chooses who solves: both and compare, only
    the light one (no numpy, no OR-Tools), or only the flow. Without ``lottery`` any optimum
    comes out: its values are right, its people are not to be used.

    NoPlanExists when the couples fixed by hand do not fit together; else there is always a
    result, in which people may be left without a place. KernelsDisagree is our mistake.
    """
    return solve_prepared(
        prepare(facts, goals, keep),
        seed=seed,
        force=force,
        forbid=forbid,
        kernels=kernels,
        lottery=lottery,
        progress=progress,
    )


def solve_prepared(
    prepared: Prepared,
    *,
    seed: str,
    force: tuple[str, str] | None = None,
    forbid: frozenset[tuple[str, str]] = frozenset(),
    kernels: Kernels = "light",
    lottery: bool = True,
    progress: Progress | None = None,
) -> Solution:
    """:func:`solve` for facts that were prepared before; twenty what-ifs share the work."""
    facts = prepared.facts
    network = network_of(facts, force=force, forbid=forbid)
    large = max(len(network.aios), len(network.haos)) > BOTH_UP_TO
    flow = None
    if kernels != "light":
        flow = _by_flow(prepared, network, seed if lottery else None, progress)
        if kernels == "flow" or large:
            return _solution(prepared, network, flow, None, seed, ("flow",), None, lottery)
    chosen, settled, duals = _by_integers(prepared, network, seed if lottery else None, progress)
    names = ("light",) if flow is None else ("light", "flow")
    solution = _solution(prepared, network, chosen, settled, seed, names, duals, lottery)
    if flow is not None:
        other = _solution(prepared, network, flow, settled, seed, names, duals, lottery)
        if other.values != solution.values or (lottery and other.pairs != solution.pairs):
            raise KernelsDisagree(
                f"integer kernel {solution.values} {solution.pairs}, "
                f"flow kernel {other.values} {other.pairs}"
            )
    return solution


def proved(facts: Facts, solution: Solution) -> Solution:
    """The same result with its proof, when the flow kernel alone found it.

    AssertionError when the result turns out not to be the best, or not the lottery's.
    """
    if solution.duals is not None:
        return solution
    from matching.columns import columns_of
    from matching.flow_proof import prices_of

    network = network_of(facts)
    couple_at = {
        (network.aios[a], network.haos[h]): couple
        for couple, (a, h) in enumerate(zip(network.tail, network.head, strict=True))
    }
    chosen = [NONE] * len(network.aios)
    for pair in solution.pairs:
        if pair in couple_at:
            chosen[network.tail[couple_at[pair]]] = couple_at[pair]
    stages = stages_for(solution.goals, facts, solution.keep)
    numbers = columns_of(facts, network.source, solution.keep)
    book, slack = prices_of(network, chosen, numbers, stages)
    face = face_of(network, chosen, slack, book)
    settled = face.settle()
    face.draw(solution.seed, [facts.couples[source].rank_by_aios for source in network.source])
    if face.chosen != chosen:
        raise KernelsDisagree("the lottery of the flow kernel is not that of the proof")
    return replace(
        solution,
        duals=tuple(book.stages),
        always=_always(network, chosen, settled),
        undecided=_undecided(network, settled),
    )


def _by_flow(
    prepared: Prepared, network: Network, seed: str | None, progress: Progress | None
) -> list[int]:
    from matching.columns import columns_of
    from matching.flow_kernel import solve_flow

    numbers = columns_of(prepared.facts, network.source, prepared.keep)
    tick = _ticker(progress, Text("koppelen, stap voor stap", "matching, stage by stage"))
    return solve_flow(network, numbers, prepared.stages, seed=seed, tick=tick)


def _ticker(progress: Progress | None, says: Text) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(done, total, says)


def _by_integers(
    prepared: Prepared, network: Network, seed: str | None, progress: Progress | None
) -> tuple[list[int], list[bool], tuple[StageDuals, ...]]:
    """The couple of each AIOS, which AIOS the goals leave only one outcome, and the proof."""
    stages, counts = prepared.stages, prepared.counts
    digits = Digits.for_stages([max(c.values(), default=0) for c in counts], network)
    worth = [0] * len(prepared.facts.couples)
    for stage, counted, shift in zip(stages, counts, digits.shifts, strict=True):
        sign = 1 if stage.most else -1
        for couple, count in counted.items():
            worth[couple] += sign * count << shift
    weight = [worth[source] for source in network.source]
    tick = _ticker(progress, Text("koppelen, AIOS voor AIOS", "matching, trainee by trainee"))
    priced = solve_integers(network, weight, tick)
    book = empty_book(network)
    _write_goals(book, stages, digits, priced)
    slack = [
        priced.gain[a] + priced.price_hao[h] - w
        for a, h, w in zip(network.tail, network.head, weight, strict=True)
    ]
    face = face_of(network, priced.chosen, slack, book)
    settled = face.settle()
    if seed is not None:
        couples = prepared.facts.couples
        face.draw(seed, [couples[source].rank_by_aios for source in network.source])
    return face.chosen, settled, tuple(book.stages)


def _write_goals(
    book: DualBook, stages: Sequence[GoalStage], digits: Digits, priced: Priced
) -> None:
    """The prices of the integer kernel, taken apart stage by stage."""
    heights = [*(-gain for gain in priced.gain), *priced.price_hao, *priced.price_praktijk]
    apart = [(node, digits.apart(height)) for node, height in enumerate(heights) if height]
    for number, stage in enumerate(stages):
        book.write(stage.name, {node: own[number] for node, own in apart if own[number]})


def _solution(
    prepared: Prepared,
    network: Network,
    chosen: list[int],
    settled: list[bool] | None,
    seed: str,
    kernels: tuple[str, ...],
    duals: tuple[StageDuals, ...] | None,
    lottery: bool,
) -> Solution:
    facts = prepared.facts
    made = [network.source[couple] for couple in chosen if couple != NONE]
    by_hand = ()
    if network.fixed:
        place_of = prepared.place_of
        made += [place_of[couple] for couple in network.fixed if couple in place_of]
        by_hand = tuple(couple for couple in network.fixed if couple not in place_of)
    couples = tuple(sorted((facts.couples[place] for place in made), key=lambda c: c[:2]))
    values = _values(prepared, couples, len(by_hand))
    placed = {couple.aios for couple in couples} | {aios for aios, _ in by_hand}
    used: dict[str, int] = {}
    for hao in [*(couple.hao for couple in couples), *(hao for _, hao in by_hand)]:
        used[hao] = used.get(hao, 0) + 1
    return Solution(
        couples=couples,
        by_hand=by_hand,
        stages=tuple(
            _stage(stage, value) for stage, value in zip(prepared.stages, values, strict=True)
        ),
        unplaced=tuple(code for code in network.aios if code not in placed),
        open_places=tuple(
            (place.hao, left)
            for place in sorted(facts.haos)
            if (left := place.places - used.get(place.hao, 0)) > 0
        ),
        always=() if settled is None else _always(network, chosen, settled),
        undecided=() if settled is None else _undecided(network, settled),
        seed=seed,
        goals=prepared.goals,
        keep=prepared.keep,
        kernels=kernels,
        duals=duals if lottery else None,
        drawn=lottery,
    )


def _always(network: Network, chosen: list[int], settled: list[bool]) -> tuple[Couple, ...]:
    always = [
        Couple(network.aios[aios], network.haos[network.head[couple]])
        for aios, couple in enumerate(chosen)
        if couple != NONE and settled[aios]
    ]
    return tuple(sorted([*always, *(Couple(*couple) for couple in network.fixed)]))


def _undecided(network: Network, settled: list[bool]) -> tuple[str, ...]:
    return tuple(
        code
        for code, free, sure in zip(network.aios, network.free, settled, strict=True)
        if free and not sure
    )


def _values(
    prepared: Prepared, couples: Sequence[PossibleCouple], by_hand: int
) -> list[int]:
    """The value of every stage, counted over the couples that were made."""
    numbers = numbers_of(prepared.facts, prepared.keep, couples)
    ranks = {
        "worst_ranks": Counter(row.worse_rank for row in numbers),
        "own_worst_rank": Counter(row.rank_by_aios for row in numbers),
    }
    return [
        ranks[stage.goal][stage.number]
        if stage.goal in ranks
        else sum(stage.count(row) for row in numbers) + (by_hand if stage.goal == "placed" else 0)
        for stage in prepared.stages
    ]


def _stage(stage: GoalStage, value: int) -> Stage:
    return Stage(
        name=stage.name,
        says=stage.says,
        unit=stage.unit.nl,
        value=value,
        bound=value,
        proven=True,
        most=stage.most,
    )


def to_matching(
    solution: Solution,
    facts: Facts,
    *,
    trial: bool = True,
    input_hash: str = "",
    result_hash: str = "",
    made_at: datetime | None = None,
    findings: tuple[Finding, ...] = (),
) -> Matching:
    """The result as the record that is stored and printed."""
    locked = set(facts.locked)
    made = [
        MatchedCouple(
            aios=couple.aios,
            hao=couple.hao,
            rank_by_aios=couple.rank_by_aios,
            rank_by_hao=couple.rank_by_hao,
            listed_by_aios=couple.listed_by_aios,
            listed_by_hao=couple.listed_by_hao,
            travel_minutes=couple.travel_minutes,
            shared_days=couple.shared_days,
            locked=(couple.aios, couple.hao) in locked,
        )
        for couple in solution.couples
    ]
    made += [
        MatchedCouple(
            aios=aios,
            hao=hao,
            rank_by_aios=None,
            rank_by_hao=None,
            listed_by_aios=False,
            listed_by_hao=False,
            locked=True,
        )
        for aios, hao in solution.by_hand
    ]
    return Matching(
        couples=tuple(sorted(made, key=lambda couple: (couple.aios, couple.hao))),
        unplaced=solution.unplaced,
        open_haos=solution.open_places,
        stages=solution.stages,
        always=solution.always,
        trial=trial,
        input_hash=input_hash,
        result_hash=result_hash,
        seed=solution.seed,
        made_at=made_at,
        findings=findings,
    )
