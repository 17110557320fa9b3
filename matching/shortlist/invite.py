"""Whom to invite: enough places for everybody, the HAOs who waited longest first.

Decides which of the available HAOs take part in the round. Everybody must be placeable among the
invited at the same time, with years, large-scale out-of-hours service and all other rules. Of all
ways to do that, the one whose invited HAOs come first in order of waiting: the longest waiting is
in whenever that is possible at all, then the next, and so on. It is a min-cost flow in which a
place of the n-th HAO saves 2 to the power of minus n, in whole numbers; exact, also where a
practice's limit keeps colleagues from both having an AIOS (which a greedy choice gets wrong). The
flow itself is the proof: a complete matching in which every HAO invited at this step has an AIOS.

Then the longest waiting are added until everybody can have the candidates of the procedure, and
last the spare ones that the procedure asks for. Source: procedure Groningen, "Voorbereiding".
"""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.facts import waiting_days
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import lot
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.people import Hao
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.candidate_flow import CandidateProblem, cheapest, most_candidates
from matching.shortlist.feasible import Possible, Room, crowd, possible_couples
from matching.shortlist.invite_said import (
    among,
    places_per_year,
    remarks_on_dates,
    why_needed,
    why_passed_over,
)
from matching.shortlist.said import too_few_candidates, too_few_places


@dataclass(frozen=True, slots=True)
class Considered:
    """One HAO, invited or passed over, and why. ``waiting_days`` is None where nobody knows."""

    hao: str
    waiting_days: int | None
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Whom to invite, both lists with the longest waiting first.

    ``proof`` places every AIOS among the invited.
    """

    invited: tuple[Considered, ...]
    passed_over: tuple[Considered, ...]
    proof: tuple[Couple, ...]
    findings: tuple[Finding, ...] = ()


def select_haos(ronde: Koppelronde, *, seed: str) -> Selection:
    """Whom to invite from all HAOs of the round who did not withdraw.

    ``seed`` orders those who wait equally long. Raises OutOfOrder without participants and
    NoPlanExists when even with everybody not all AIOS can be placed, or have enough candidates;
    the reason is the smallest group of AIOS for whom there is too little.
    """
    possible = possible_couples(ronde)
    if not possible.choices or not possible.room.places:
        raise OutOfOrder(
            Text("Er doen nog geen AIOS en HAO's mee.", "No trainees and trainers take part yet."),
            Text("Lees eerst de deelnemers in.", "Import the participants first."),
        )
    each = ronde.number("candidates_each") if ronde.procedure.has(PhaseKind.SHORTLIST) else 0
    if any(len(haos) < each for haos in possible.choices.values()):
        raise too_few_candidates(ronde, possible, possible.choices, each)
    shortage = crowd(possible.choices, possible.room)
    if shortage is not None:
        raise too_few_places(ronde, shortage, len(possible.choices), possible.room)
    order = in_order_of_waiting(ronde, seed)
    needed, proof = _needed(possible, order)
    for_candidates = _for_candidates(possible, order, needed, each)
    chosen = needed | set(for_candidates)
    useful = {hao for haos in possible.choices.values() for hao in haos}
    spare = [hao for hao in order if hao in useful - chosen][: ronde.number("invite_spare")]
    chosen |= set(spare)
    why: dict[str, Text] = {}
    for hao in order:
        if hao in needed:
            why[hao] = why_needed(possible, order, chosen, hao)
        elif hao in for_candidates:
            why[hao] = Text(
                f"nodig om iedereen {each} kandidaten te kunnen geven",
                f"needed to be able to give everybody {each} candidates",
            )
        elif hao in spare:
            why[hao] = Text(
                "extra: de langst wachtende van wie nog over is, voor het geval iemand uitvalt",
                "spare: the longest waiting of those left, in case somebody drops out",
            )
        else:
            why[hao] = why_passed_over(possible, order, chosen, proof, hao)
    return Selection(
        invited=tuple(_considered(ronde, hao, why[hao]) for hao in order if hao in chosen),
        passed_over=tuple(_considered(ronde, hao, why[hao]) for hao in order if hao not in chosen),
        proof=tuple(Couple(aios, hao) for aios, hao in sorted(proof.items())),
        findings=(*places_per_year(ronde, possible, chosen), *remarks_on_dates(ronde, order)),
    )


def in_order_of_waiting(ronde: Koppelronde, seed: str) -> tuple[str, ...]:
    """All HAOs taking part, longest without an AIOS first; unknown last; ties by lot."""

    def key(hao: Hao) -> tuple[bool, int, str]:
        known = hao.last_aios_until is not None
        return not known, -waiting_days(hao, ronde), lot(seed, hao.code)

    gone = set(ronde.withdrawn)
    present = [hao for hao in ronde.haos if hao.code not in gone]
    return tuple(hao.code for hao in sorted(present, key=key))


def _needed(possible: Possible, order: tuple[str, ...]) -> tuple[set[str], dict[str, str]]:
    """The HAOs who are first in order of waiting and place everybody; and that placement."""
    room, choices = possible.room, possible.choices
    turns = [(hao, place) for hao in order for place in range(room.places[hao])]
    saves: dict[str, list[int]] = {hao: [] for hao in order}
    for position, (hao, _) in enumerate(turns):
        saves[hao].append(1 << (len(turns) - position))
    highest = 2 << len(turns)
    flow = cheapest(
        CandidateProblem(
            aios=tuple(sorted(choices)),
            haos=tuple(sorted(order)),
            each=1,
            weight={(aios, hao): 0 for aios in sorted(choices) for hao in choices[aios]},
            turn_weights={h: tuple(highest - saved for saved in saves[h]) for h in sorted(saves)},
            praktijk_of=room.praktijk_of,
            praktijk_caps=room.praktijk_places,
        )
    )
    if flow is None:
        raise AssertionError("everybody fits, yet no placement was found")
    where = dict(sorted(flow.pairs))
    return set(where.values()), where


def _for_candidates(
    possible: Possible, order: tuple[str, ...], needed: set[str], each: int
) -> list[str]:
    """Who must come as well for everybody to have so many candidates, at most so many a place.

    The longest waiting come in until it works; then, from the shortest waiting back, everybody
    goes out again without whom it still works.
    """
    if not each:
        return []
    goal = _candidates(possible, set(order), each)
    chosen, added = set(needed), list[str]()
    for hao in order:
        if _candidates(possible, chosen, each) == goal:
            break
        if hao not in chosen:
            chosen.add(hao)
            added.append(hao)
    for hao in reversed(added.copy()):
        if _candidates(possible, chosen - {hao}, each) == goal:
            chosen.remove(hao)
            added.remove(hao)
    return added


def _candidates(possible: Possible, haos: set[str], each: int) -> int:
    room: Room = possible.room
    choices = among(possible.choices, haos)
    return most_candidates(
        CandidateProblem(
            aios=tuple(sorted(choices)),
            haos=tuple(sorted(room.places)),
            each=each,
            weight={(aios, hao): 0 for aios, mine in sorted(choices.items()) for hao in mine},
            turn_weights={hao: (0,) * (each * places) for hao, places in room.places.items()},
            praktijk_of=room.praktijk_of,
            praktijk_caps={p: each * places for p, places in room.praktijk_places.items()},
        )
    )


def _considered(ronde: Koppelronde, code: str, why: Text) -> Considered:
    hao = ronde.hao_by_code[code]
    known = hao.last_aios_until is not None and ronde.settings.start_date is not None
    return Considered(code, waiting_days(hao, ronde) if known else None, why)
