"""What the round and its plans say of each phase by itself: how far it is and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from koppelronde.domain.counted import (
    AIOS,
    COUPLES,
    HAOS,
    INTERVIEWS,
    MEETINGS,
    TURNS,
    VISITS,
    counted,
)
from koppelronde.domain.facts import met_couples
from koppelronde.domain.language import Text, same
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step
from koppelronde.procedure.awaited import (
    after_the_afternoon,
    joined_since,
    left_since,
    present,
    still_to_meet,
    to_visit,
)
from koppelronde.procedure.documents import Documents

READ_PEOPLE: Final = Step(Do.READ_PEOPLE)
"""The step in every phase as long as nobody takes part."""

Reading = tuple[int, int, Text, tuple[str, ...], Step | None]
"""How much is done of how much, in words, what is awaited from whom, and the step that does it."""


def _select(ronde: Koppelronde, documents: Documents) -> Reading:
    aios, haos = present(ronde)
    says = counted(len(aios), AIOS) + same(", ") + counted(len(haos), HAOS)
    if not aios or not haos:
        return 0, 2, says, (), READ_PEOPLE
    if not documents.selected and not ronde.lists_before:
        says += Text("; nog niet gekozen wie u uitnodigt", "; not yet chosen whom to invite")
        return 1, 2, says, (), Step(Do.SELECT)
    return 2, 2, says, (), None


def _profiles(ronde: Koppelronde, _documents: Documents) -> Reading:
    aios, haos = present(ronde)
    people: list[Aios | Hao] = [*aios, *haos]
    without = {person.code for person in people if not person.emails}
    says = Text(
        f"{len(people) - len(without)} van {len(people)} met e-mailadres",
        f"{len(people) - len(without)} of {len(people)} with an e-mail address",
    )
    plans = [hao.code for hao in haos if hao.leerwerkplan]
    if plans:
        without |= {hao.code for hao in haos if not hao.leerwerkplan}
        says += Text(
            f", {len(plans)} van {len(haos)} leerwerkplannen",
            f", {len(plans)} of {len(haos)} training plans",
        )
    done = len(people) - len(without)
    missing = tuple(sorted(without))
    return done, len(people), says, missing, READ_PEOPLE


def _lists_before(ronde: Koppelronde, _documents: Documents) -> Reading:
    aios, _ = present(ronde)
    handed = {lijst.owner for lijst in ronde.lists_before if lijst.entries}
    missing = tuple(person.code for person in aios if person.code not in handed)
    got = len(aios) - len(missing)
    says = Text(f"{got} van {len(aios)} lijsten binnen", f"{got} of {len(aios)} lists in")
    return got, len(aios), says, missing, Step(Do.READ_LISTS_BEFORE)


def _shortlist(ronde: Koppelronde, documents: Documents) -> Reading:
    made = documents.shortlist
    interviews = ronde.interviews if made is None else made.interviews
    if not interviews:
        return 0, 1, Text("nog niet verdeeld", "not yet assigned"), (), Step(Do.SHORTLIST)
    return 1, 1, counted(len(interviews), INTERVIEWS, "{} toegewezen", "{} assigned"), (), None


def _carrousel(ronde: Koppelronde, documents: Documents) -> Reading:
    plan = documents.timetable
    if not ronde.aios:
        return 0, 2, Text("nog geen deelnemers", "nobody yet"), (), READ_PEOPLE
    if plan is None:
        return 0, 2, Text("nog geen rooster", "no timetable yet"), (), Step(Do.PLAN_CARROUSEL)
    turns, meetings = counted(len(plan.turns), TURNS), counted(len(plan.meetings), MEETINGS)
    says = Text(f"rooster {plan.version}: {turns.nl}, {meetings.nl}",
                f"timetable {plan.version}: {turns.en}, {meetings.en}")  # fmt: skip
    if after_the_afternoon(ronde, documents):
        return 2, 2, says, (), None
    joined, left = joined_since(ronde, plan), left_since(ronde, plan)
    for codes, words in (
        (joined, Text(" nog niet in het rooster", " not yet in it")),
        (left, Text(" nog wel in het rooster", " still in it")),
    ):
        if codes:
            says += same("; " + ", ".join(codes)) + words
    if documents.rosters_out:  # people have it in hand: a new one is for the coordinator to decide
        return 2, 2, says, (), None
    if joined or left:
        return 1, 2, says, (), Step(Do.PLAN_CARROUSEL)
    says += Text("; nog niet geprint", "; not yet printed")
    return 1, 2, says, (), Step(Do.PRINT_CARROUSEL)


def _visits(ronde: Koppelronde, documents: Documents) -> Reading:
    aios, _ = present(ronde)
    least = {person.code: ronde.number_for("visits_min", person.code) for person in aios}
    total = sum(least.values())
    done = dict.fromkeys(least, 0)
    recorded = {(outcome.aios, outcome.praktijk) for outcome in ronde.visit_outcomes}
    for outcome in ronde.visit_outcomes:
        if outcome.status is VisitStatus.DONE and outcome.aios in done:
            done[outcome.aios] += 1
    had = sum(min(least[code], number) for code, number in done.items())
    missing = tuple(code for code, number in done.items() if number < least[code])
    planned = () if documents.calendar is None else documents.calendar.visits
    if not aios:
        return 0, 1, Text("nog geen deelnemers", "nobody yet"), (), READ_PEOPLE
    if documents.calendar is None and not had:
        command, plan = Step(Do.PLAN_VISITS), Text("nog geen plan", "no plan yet")
        if not ronde.visit_wishes and not ronde.procedure.has(PhaseKind.SHORTLIST):
            command = Step(Do.READ_WISHES)
            plan = Text("nog geen bezoekwensen, nog geen plan", "no visit wishes yet, no plan yet")
    elif planned and not documents.visits_out and not recorded:
        command = Step(Do.HAND_OUT_VISITS)
        plan = counted(len(planned), VISITS, "{} gepland, nog geen agenda's",
                       "{} planned, no calendars yet")  # fmt: skip
    else:
        # Where every planned visit has its outcome, more can only come from planning on.
        told = all((visit.aios, visit.praktijk) in recorded for visit in planned)
        command = Step(Do.PLAN_VISITS) if told else Step(Do.READ_OUTCOMES)
        plan = counted(len(planned), VISITS, "{} gepland", "{} planned")
    made = sum(done.values())
    says = plan + Text(f", {made} geweest", f", {made} done")
    if missing:
        says += counted(len(missing), AIOS, "; {} nog onder [het|hun] minimum",
                        "; {} still under [the|their] minimum")  # fmt: skip
    else:
        says += Text("; ieder heeft het minimum", "; everybody has the minimum")
    known = recorded | {(visit.aios, visit.praktijk) for visit in planned}
    loose = [f"{a}–{p}" for a, p in to_visit(ronde) if (a, p) not in known]
    if loose and documents.calendar is not None:
        who = ", ".join(loose)
        says += Text(f"; toegewezen, nog zonder moment: {who}", f"; assigned, no moment yet: {who}")
    return had, total, says, missing, command


def _lists(ronde: Koppelronde, documents: Documents) -> Reading:
    expected = {person.code for person in (*ronde.aios, *ronde.haos)} - set(ronde.withdrawn)
    met = met_couples(ronde)
    if met:
        met_or_will = {code for couple in met for code in couple}
        expected &= met_or_will | still_to_meet(ronde, documents)
    handed = {owner for owner, lijst in ronde.list_of.items() if lijst.entries}
    missing = tuple(sorted(expected - handed))
    got = len(expected & handed)
    says = Text(f"{got} van {len(expected)} lijsten binnen", f"{got} of {len(expected)} lists in")
    return got, len(expected), says, missing, Step(Do.READ_LISTS)


def _match(ronde: Koppelronde, documents: Documents) -> Reading:
    matching = documents.matching
    if matching is None or matching.trial:
        if ronde.sealed is None:
            return (
                0,
                1,
                Text("lijsten nog niet afgesloten", "lists not yet sealed"),
                (),
                Step(Do.SEAL),
            )
        if not ronde.sealed.seed:
            says = Text("afgesloten, het lot nog niet vastgelegd", "sealed, the seed not yet fixed")
            return 0, 1, says, (), Step(Do.DRAW)
        return 0, 1, Text("afgesloten, nog niet gekoppeld", "sealed, not yet matched"), (), (
            Step(Do.MATCH)
        )  # fmt: skip
    mark = matching.result_hash[:8]
    says = counted(len(matching.couples), COUPLES, f"{{}}, uitslag {mark}", f"{{}}, result {mark}")
    return 1, 1, says, (), None


def _calls(_ronde: Koppelronde, documents: Documents) -> Reading:
    calls = documents.calls
    if calls is None:
        return 0, 1, Text("nog geen bellijst", "no call list yet"), (), Step(Do.CALLS)
    if not calls.calls:
        return 1, 1, Text("niemand hoeft gebeld te worden", "nobody needs a call"), (), None
    waiting = tuple(call.who for call in calls.open)
    total = len(calls.calls)
    says = Text(f"{len(waiting)} van {total} nog te bellen",
                f"{len(waiting)} of {total} still to call")  # fmt: skip
    return total - len(waiting), total, says, waiting, Step(Do.CALLS)


def _results(_ronde: Koppelronde, documents: Documents) -> Reading:
    if documents.announced and documents.results_mailed:
        return 2, 2, Text("bekendgemaakt en gemaild", "announced and mailed"), (), None
    if documents.announced:
        says = Text("bekendgemaakt, nog niet gemaild", "announced, not yet mailed")
        return (
            1,
            2,
            says,
            (),
            Step(Do.MAIL_RESULT_CHANGED if documents.announced_before else Do.MAIL_RESULT),
        )
    if documents.announced_before and documents.matching and documents.matching.unplaced:
        says = Text("een eerdere is bekendgemaakt; er is nog iets te regelen",
                    "an earlier one was announced; something is left to settle")  # fmt: skip
        return 0, 2, says, (), None
    if documents.results_written:
        says = Text("op papier, nog niet bekendgemaakt", "on paper, not yet announced")
        return 0, 2, says, (), Step(Do.ANNOUNCE)
    return 0, 2, Text("nog niet bekendgemaakt", "not yet announced"), (), Step(Do.RESULTS)


def _settle(_ronde: Koppelronde, documents: Documents) -> Reading:
    matching = documents.matching
    if matching is None or matching.trial:
        return 0, 1, Text("na de koppeling", "after matching"), (), None
    if matching.unplaced:
        says = counted(len(matching.unplaced), AIOS, "{} zonder plaats", "{} without a place")
        return 0, 1, says, matching.unplaced, Step(Do.SETTLE)
    return 1, 1, Text("niets open", "nothing open"), (), None


READERS: Final[Mapping[PhaseKind, Callable[[Koppelronde, Documents], Reading]]] = {
    PhaseKind.SELECT: _select,
    PhaseKind.PROFILES: _profiles,
    PhaseKind.LISTS_BEFORE: _lists_before,
    PhaseKind.SHORTLIST: _shortlist,
    PhaseKind.CARROUSEL: _carrousel,
    PhaseKind.VISITS: _visits,
    PhaseKind.LISTS: _lists,
    PhaseKind.MATCH: _match,
    PhaseKind.CALLS: _calls,
    PhaseKind.RESULTS: _results,
    PhaseKind.SETTLE: _settle,
}
