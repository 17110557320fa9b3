"""Who interviews whom: every AIOS the same number of candidates, the best for the whole group.

Decides which HAOs every AIOS meets (``candidates_each`` of the procedure, usually four), from the
lists that the AIOS made beforehand. Hard, in this order:

1. every AIOS exactly so many, no couple that a rule of the procedure forbids;
2. an HAO at most as many *per place*, as long as people can be spread that far; otherwise the
   smallest number that works, which is said;
3. a complete matching exists within the interviews: everybody's year and need of a large-scale
   out-of-hours service included, because a couple that cannot be made is never an interview;
4. it still exists when any one HAO drops out whose loss can be borne at all.

A procedure with a ``group_size`` and no ``candidates_each`` gets groups instead
(:mod:`matching.shortlist.groups`).

Then the ordered ``shortlist_goals`` (:mod:`matching.shortlist.goals`), solved exactly. Why 2
implies 3: :mod:`matching.shortlist.resilience`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from koppelronde.domain.errors import NoPlanExists, OutOfOrder, WrongUse
from koppelronde.domain.language import Text, count
from koppelronde.domain.outcomes.outcome import Couple, Shortlist, Stage
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.candidate_flow import CandidateProblem, Pair, cheapest, cheapest_by_pricing
from matching.shortlist.feasible import Possible, Reach, Room, crowd, place, possible_couples
from matching.shortlist.goals import Ranks, Setting, levels, ranks_before
from matching.shortlist.groups import form_groups, pairs_in, said_of_groups, stages_of
from matching.shortlist.packed_levels import Digits
from matching.shortlist.resilience import (
    choices_of,
    first_gap,
    losses_not_borne,
    losses_said,
    shortage_without,
)
from matching.shortlist.said import (
    said_of_interviews,
    said_of_not_invited,
    too_few_candidates,
    too_few_places,
    visit_caps,
)
from matching.shortlist.search import best_without_gap

Progress = Callable[[Text], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Everything about the round that the plan depends on; sorted, so row order cannot matter."""

    ronde: Koppelronde
    each: int
    seed: str
    possible: Possible
    choices: dict[str, tuple[str, ...]]
    ranks: dict[tuple[str, str], Ranks]
    bearable: tuple[str, ...]
    lost: dict[str, Reach]

    @property
    def room(self) -> Room:
        return self.possible.room


def plan_shortlist(
    ronde: Koppelronde,
    *,
    seed: str,
    version: int,
    made_at: datetime,
    progress: Progress | None = None,
) -> Shortlist:
    """The interviews of this round with a complete matching inside them as witness.

    ``seed`` settles what the goals leave equal (SHA-256 of seed and codes); the same round and
    seed give the same shortlist in any row order. Raises OutOfOrder when nobody takes part,
    WrongUse when the procedure assigns no candidates, NoPlanExists with the smallest reason when
    an AIOS has too few HAOs or a group of AIOS too few places. What is not as good as one might
    wish (more than so many candidates, an HAO whose loss cannot be borne) is a finding.
    """
    question = _ask(ronde, seed)
    if not question.each:
        return _grouped(question, version, made_at)
    say = progress or (lambda _text: None)
    pairs, proven, digits = _solve(question, say)
    inside = choices_of(question.choices, pairs)
    witness, _ = place(inside, question.room)
    lost = losses_not_borne(inside, question.room)
    shortages = {
        hao: shortage_without(question.choices, question.room, hao) for hao in question.lost
    }
    shortages |= {
        hao: shortage_without(inside, question.room, hao) for hao in lost if hao not in shortages
    }
    return Shortlist(
        version=version,
        made_at=made_at,
        interviews=tuple(Couple(*pair) for pair in sorted(pairs)),
        witness=tuple(Couple(*pair) for pair in sorted(witness.items())),
        stages=(_survived(question, lost, proven), *digits.stages(pairs, proven=True)),
        findings=(
            *said_of_interviews(ronde, question.possible, question.each, pairs),
            *losses_said(shortages, len(question.choices)),
            *said_of_not_invited(ronde),
        ),
    )


def round_with_interviews(ronde: Koppelronde, shortlist: Shortlist) -> Koppelronde:
    """The round in which these interviews are to be held, for the planner of the visits.

    An AIOS visits a practice once for all its trainers, so two interviews at one practice are one
    visit: the visits to make stand in the settings as ``visits_min:A09``. A practice that gets
    more visitors than it allows (a finding of the shortlist) receives them all the same, as
    ``practice_cap:P11`` with a reason.
    """
    pairs = tuple(sorted((couple.aios, couple.hao) for couple in shortlist.interviews))
    visits = sorted({(aios, ronde.hao_by_code[hao].praktijk) for aios, hao in pairs})
    of_aios = Counter(aios for aios, _ in visits)
    at_praktijk = Counter(praktijk for _, praktijk in visits)
    numbers, reasons = dict(ronde.settings.numbers), dict(ronde.settings.reasons)
    numbers |= {f"visits_min:{aios}": number for aios, number in sorted(of_aios.items())}
    for praktijk, cap in sorted(visit_caps(ronde).items()):
        if at_praktijk[praktijk] > cap:
            numbers[f"practice_cap:{praktijk}"] = at_praktijk[praktijk]
            reasons[f"practice_cap:{praktijk}"] = "toegewezen kennismakingsgesprekken"
    return replace(
        ronde, interviews=pairs,
        settings=replace(ronde.settings, numbers=numbers, reasons=reasons),
    )  # fmt: skip


def _ask(ronde: Koppelronde, seed: str) -> _Question:
    each = ronde.number("candidates_each")
    if not each and not ronde.number("group_size"):
        raise WrongUse(
            Text(
                "Deze procedure wijst geen kandidaten toe (candidates_each en group_size zijn 0).",
                "This procedure assigns no candidates (candidates_each and group_size are 0).",
            )
        )
    possible = possible_couples(ronde)
    if not possible.choices or not possible.room.places:
        raise OutOfOrder(
            Text("Er doen nog geen AIOS en HAO's mee.", "No trainees and trainers take part yet."),
            Text("Lees eerst de deelnemers in.", "Import the participants first."),
        )
    ranks = ranks_before(ronde, possible.choices)
    choices = {
        aios: tuple(hao for hao in haos if (aios, hao) in ranks)
        for aios, haos in possible.choices.items()
    }
    if any(len(haos) < each for haos in choices.values()):
        raise too_few_candidates(ronde, possible, choices, each)
    group = crowd(choices, possible.room)
    if group is not None:
        raise too_few_places(ronde, group, len(choices), possible.room)
    lost = losses_not_borne(choices, possible.room)
    with_places = (hao for hao, places in sorted(possible.room.places.items()) if places)
    return _Question(
        ronde=ronde,
        each=each,
        seed=seed,
        possible=possible,
        choices=choices,
        ranks=ranks,
        bearable=tuple(hao for hao in with_places if hao not in lost),
        lost=lost,
    )


def _grouped(question: _Question, version: int, made_at: datetime) -> Shortlist:
    """Groups in which everybody meets everybody, for a procedure with ``group_size`` only."""
    ronde = question.ronde
    groups, witness = form_groups(
        question.choices, question.ranks, question.room, ronde.number("group_size"), question.seed
    )
    pairs = pairs_in(groups, question.choices)
    inside = choices_of(question.choices, pairs)
    lost = losses_not_borne(inside, question.room)
    return Shortlist(
        version=version,
        made_at=made_at,
        interviews=tuple(Couple(*pair) for pair in sorted(pairs)),
        witness=tuple(Couple(*pair) for pair in sorted(witness.items())),
        stages=(*stages_of(groups, question.choices), _survived(question, lost, False)),
        findings=said_of_groups(groups, question.choices),
        groups=groups,
    )


def _solve(question: _Question, say: Progress) -> tuple[frozenset[Pair], bool, Digits]:
    """The best interviews at the smallest number of candidates per place that works.

    The second value says whether every loss that can be borne is borne.
    """

    def tick(given: int, total: int) -> None:
        say(Text(f"{given} van {total} gesprekken verdeeld", f"{given} of {total} assigned"))

    # With fewer AIOS than candidates each, the first number is already no limit.
    for most in range(question.each, max(question.each, len(question.choices)) + 1):
        problem, digits = _problem(question, most)
        pairs = cheapest_by_pricing(problem, tick)
        if pairs is None:
            continue
        say(Text("Nagaan wat er gebeurt als een HAO uitvalt", "Checking the loss of any one HAO"))
        if first_gap(problem.aios, pairs, question.room, question.bearable) is None:
            return pairs, True, digits
        start = cheapest(problem, tick=tick)
        if start is None:
            raise AssertionError("a flow that exists was not found")
        flow = best_without_gap(problem, question.room, question.bearable, start, tick)
        if flow is not None:
            return flow.pairs, True, digits
        if first_gap(problem.aios, pairs, question.room, ()) is None:
            return pairs, False, digits
        flow = best_without_gap(problem, question.room, (), start, tick)
        if flow is not None:
            return flow.pairs, False, digits
    # Every AIOS has enough HAOs and all fit: interviews exist, only the search was too short.
    raise NoPlanExists(
        Text(
            "Geen verdeling gevonden (binnen de zoekgrens) waarin iedereen geplaatst kan worden.",
            "Within the search limit no interviews were found in which everybody can be placed.",
        )
    )


def _problem(question: _Question, most: int) -> tuple[CandidateProblem, Digits]:
    """The flow with at most so many candidates per place."""
    room, choices = question.room, question.choices
    askers: dict[str, int] = dict.fromkeys(room.places, 0)
    for haos in choices.values():
        for hao in haos:
            askers[hao] += 1
    cap = {hao: min(askers[hao], most * places) for hao, places in room.places.items()}
    setting = Setting(
        ronde=question.ronde,
        ranks=question.ranks,
        places=room.places,
        interviews=question.each * len(choices),
        seed=question.seed,
    )
    digits = Digits.of(levels(question.ronde.procedure.shortlist_goals, setting), setting, cap)
    problem = CandidateProblem(
        aios=tuple(sorted(choices)),
        haos=tuple(sorted(room.places)),
        each=question.each,
        weight=digits.of_interviews(question.ranks),
        turn_weights={
            hao: tuple(digits.of_turn(hao, n + 1) for n in range(cap[hao])) for hao in sorted(cap)
        },
        praktijk_of=room.praktijk_of,
        praktijk_caps={p: most * places for p, places in room.praktijk_places.items()},
    )
    return problem, digits


def _survived(question: _Question, lost: dict[str, Reach], proven: bool) -> Stage:
    haos = [hao for hao, places in question.room.places.items() if places]
    value = sum(hao not in lost for hao in haos)
    bound = len(haos) - len(question.lost)
    number = count(len(haos), Text("HAO", "HAO"), Text("HAO's", "HAOs"))
    return Stage(
        name="survives_a_loss",
        says=Text(
            f"van {number.nl} kan ieder apart uitvallen en toch iedereen geplaatst worden",
            f"of {number.en} so many could each drop out with everybody still placed",
        ),
        unit="haos",
        value=value,
        bound=bound,
        proven=proven or value == bound,
        most=True,
    )
