"""The matching: every goal's optimum in turn, then the lottery, with the proof.

Two kernels that share nothing but the network find the optimum; where both run they must agree
on every stage and on every person. See docs/formulation-matching.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import GoalChoice
from matching.engine.integers.integer_kernel import solve_integers
from matching.engine.network import NONE, Network, network_of
from matching.engine.optimal_face import face_of
from matching.engine.prices import Proof, book_of
from matching.engine.solution import Solution, always, solution_of, to_matching, undecided
from matching.engine.stages import Prepared, prepare
from matching.goals.policy import stages_for

__all__ = [
    "BOTH_UP_TO",
    "Kernels",
    "KernelsDisagree",
    "Prepared",
    "Progress",
    "Solution",
    "prepare",
    "proved",
    "solve",
    "solve_prepared",
    "to_matching",
]

Kernels = Literal["both", "light", "flow", "one"]
Progress = Callable[[int, int, Text], None]

BOTH_UP_TO: Final = 1000
"""Up to so many people a side both kernels run; above it the flow kernel alone."""
LIGHT_UP_TO: Final = 150
"""Up to so many people a side the light kernel is done before the flow kernel is loaded."""


class KernelsDisagree(AssertionError):
    """The two kernels found different results: a mistake in this program, never in the input."""


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
    the light one (no numpy, no OR-Tools), only the flow, or the one that is quicker for this
    size. Without ``lottery`` any optimum comes out: its values are right, its people are not to
    be used.

    With ``facts.apart`` an integer program solves the same stages, and there is no proof to hand
    on. NoPlanExists when the couples fixed by hand do not fit together; else there is always a
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
    kernels: Kernels = "one",
    lottery: bool = True,
    progress: Progress | None = None,
) -> Solution:
    """:func:`solve` for facts that were prepared before; twenty what-ifs share the work."""
    facts = prepared.facts
    network = network_of(facts, force=force, forbid=forbid)
    if facts.apart:
        return _by_mip(prepared, network, seed, lottery)
    people = max(len(network.aios), len(network.haos))
    if kernels == "one":
        kernels = "light" if people <= LIGHT_UP_TO else "flow"
    flow = None
    if kernels != "light":
        flow = _by_flow(prepared, network, seed if lottery else None, progress)
        if kernels == "flow" or people > BOTH_UP_TO:
            return solution_of(prepared, network, flow, None, seed, ("flow",), None, lottery)
    chosen, settled, proof = _by_integers(prepared, network, seed if lottery else None, progress)
    names = ("light",) if flow is None else ("light", "flow")
    solution = solution_of(prepared, network, chosen, settled, seed, names, proof, lottery)
    if flow is not None and flow != chosen:
        other = solution_of(prepared, network, flow, settled, seed, names, proof, lottery)
        if other.values != solution.values or (lottery and other.pairs != solution.pairs):
            raise KernelsDisagree(
                f"integer kernel {solution.values} {solution.pairs}, "
                f"flow kernel {other.values} {other.pairs}"
            )
    return solution


def _by_mip(prepared: Prepared, network: Network, seed: str, lottery: bool) -> Solution:
    from matching.engine.integers.mip_kernel import solve_mip

    weights = [
        {couple: count if stage.most else -count for couple, count in counted.items()}
        for stage, counted in zip(prepared.stages, prepared.counts, strict=True)
    ]
    chosen = solve_mip(network, prepared.facts, weights, seed if lottery else None)
    if chosen is None:
        raise NoPlanExists(
            Text(
                "Twee AIOS die niet bij dezelfde praktijk mogen, staan daar allebei vast.",
                "Two trainees who may not be at the same practice are both fixed there.",
            )
        )
    return solution_of(prepared, network, chosen, None, seed, ("mip",), None, lottery)


def proved(facts: Facts, solution: Solution) -> Solution:
    """The same result with its proof, when the flow kernel alone found it.

    AssertionError when the result turns out not to be the best, or not the lottery's.
    ValueError for a round with a side condition that is no flow: it has no certificate.
    """
    if solution.proof is not None:
        return solution
    if facts.apart:
        raise ValueError("an integer program leaves no certificate")
    from matching.engine.flow.flow_proof import prices_of
    from matching.goals.couple_arrays import Columns, largest_counts

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
    numbers = Columns(facts, network.source, solution.keep)
    largest = largest_counts(facts, solution.keep, stages)
    book, slack = prices_of(network, chosen, numbers, stages, largest)
    face = face_of(network, chosen, slack, book)
    settled = face.settle()
    face.draw(solution.seed, [facts.couples[source].rank_by_aios for source in network.source])
    if face.chosen != chosen:
        raise KernelsDisagree("the lottery of the flow kernel is not that of the proof")
    return replace(
        solution,
        proof=face.book.proof(),
        always=always(network, chosen, settled),
        undecided=undecided(network, settled),
    )


def _by_flow(
    prepared: Prepared, network: Network, seed: str | None, progress: Progress | None
) -> list[int]:
    from matching.engine.flow.flow_kernel import solve_flow
    from matching.goals.couple_arrays import Columns

    numbers = Columns(prepared.facts, network.source, prepared.keep, prepared.now)
    tick = _ticker(progress, Text("koppelen, stap voor stap", "matching, stage by stage"))
    return solve_flow(network, numbers, prepared.stages, seed=seed, tick=tick)


def _ticker(progress: Progress | None, says: Text) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(done, total, says)


def _by_integers(
    prepared: Prepared, network: Network, seed: str | None, progress: Progress | None
) -> tuple[list[int], list[bool], Proof | None]:
    """The couple of each AIOS, which AIOS the goals leave only one outcome, and the proof."""
    weight = [prepared.worth[place] for place in network.source]
    tick = _ticker(progress, Text("koppelen, AIOS voor AIOS", "matching, trainee by trainee"))
    priced = solve_integers(network, weight, tick)
    heights = [*(-gain for gain in priced.gain), *priced.price_hao, *priced.price_praktijk]
    slack = [
        priced.gain[a] + priced.price_hao[h] - w
        for a, h, w in zip(network.tail, network.head, weight, strict=True)
    ]
    face = face_of(network, priced.chosen, slack, book_of(network, heights))
    settled = face.settle()
    if seed is None:
        return face.chosen, settled, None
    couples = prepared.facts.couples
    face.draw(seed, [couples[source].rank_by_aios for source in network.source])
    return face.chosen, settled, face.book.proof()
