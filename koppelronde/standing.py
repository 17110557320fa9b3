"""Where a round stands: per phase what is done, what is missing and from whom, and what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from koppelronde.deadlines import deadlines
from koppelronde.facts import met_couples
from koppelronde.language import Text
from koppelronde.outcome import CallList, Matching, Shortlist, Timetable, VisitCalendar, VisitStatus
from koppelronde.procedure import PhaseKind
from koppelronde.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The plans and results that the store holds for this round."""

    timetable: Timetable | None = None
    calendar: VisitCalendar | None = None
    shortlist: Shortlist | None = None
    matching: Matching | None = None
    calls: CallList | None = None
    announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStanding:
    """One phase. ``missing`` are the codes from whom something is still awaited."""

    kind: PhaseKind
    title: Text
    done: int
    total: int
    says: Text
    missing: tuple[str, ...] = ()
    next_command: str = ""
    deadline: date | None = None

    @property
    def finished(self) -> bool:
        """Nothing is left to do here."""
        return self.total > 0 and self.done >= self.total


def standing(ronde: Koppelronde, documents: Documents) -> tuple[PhaseStanding, ...]:
    """Every phase of the procedure, in its order."""
    days = {d.kind: d.day for d in deadlines(ronde.procedure, ronde.settings)}
    found = []
    for phase in ronde.procedure.phases:
        done, total, says, missing, command = _READERS[phase.kind](ronde, documents)
        found.append(
            PhaseStanding(
                kind=phase.kind, title=phase.title, done=done, total=total, says=says,
                missing=missing, next_command="" if total and done >= total else command,
                deadline=days.get(phase.kind),
            )
        )  # fmt: skip
    return tuple(found)


def next_step(phases: tuple[PhaseStanding, ...]) -> PhaseStanding | None:
    """The first phase that is not finished and for which a command exists."""
    return next((phase for phase in phases if not phase.finished and phase.next_command), None)


_Read = tuple[int, int, Text, tuple[str, ...], str]


def _select(ronde: Koppelronde, _documents: Documents) -> _Read:
    people = len(ronde.aios) + len(ronde.haos)
    says = Text(
        f"{len(ronde.aios)} aios, {len(ronde.haos)} HAO", f"{len(ronde.aios)} AIOS, "
        f"{len(ronde.haos)} HAO"
    )  # fmt: skip
    return int(people > 0), 1, says, (), "koppel import deelnemers.xlsx"


def _profiles(ronde: Koppelronde, _documents: Documents) -> _Read:
    missing = tuple(person.code for person in (*ronde.aios, *ronde.haos) if not person.emails)
    total = len(ronde.aios) + len(ronde.haos)
    says = Text(f"{total - len(missing)} van {total} met adres",
                f"{total - len(missing)} of {total} with an address")  # fmt: skip
    return total - len(missing), total, says, missing, "koppel import deelnemers.xlsx"


def _lists_before(ronde: Koppelronde, _documents: Documents) -> _Read:
    handed = {lijst.owner for lijst in ronde.lists_before}
    missing = tuple(person.code for person in ronde.aios if person.code not in handed)
    says = Text(f"{len(handed)} van {len(ronde.aios)} aios leverden een lijst in",
                f"{len(handed)} of {len(ronde.aios)} trainees handed in a list")  # fmt: skip
    return len(handed), len(ronde.aios), says, missing, "koppel import voorkeuren-vooraf.xlsx"


def _shortlist(ronde: Koppelronde, documents: Documents) -> _Read:
    if documents.shortlist is None:
        return 0, 1, Text("nog niet verdeeld", "not yet assigned"), (), "koppel shortlist"
    number = len(documents.shortlist.interviews)
    return 1, 1, Text(f"{number} gesprekken toegewezen", f"{number} interviews assigned"), (), ""


def _carrousel(ronde: Koppelronde, documents: Documents) -> _Read:
    plan = documents.timetable
    if not ronde.aios:
        return 0, 1, Text("nog geen deelnemers", "nobody yet"), (), "koppel import deelnemers.xlsx"
    if plan is None:
        return 0, 1, Text("nog geen rooster", "no timetable yet"), (), "koppel carrousel plan"
    says = Text(
        f"rooster {plan.version}: {len(plan.turns)} rondes, {len(plan.meetings)} gesprekken",
        f"timetable {plan.version}: {len(plan.turns)} turns, {len(plan.meetings)} meetings",
    )
    return 1, 1, says, (), ""


def _visits(ronde: Koppelronde, documents: Documents) -> _Read:
    least = {person.code: ronde.number_for("visits_min", person.code) for person in ronde.aios}
    total = sum(least.values())
    done = dict.fromkeys(least, 0)
    for outcome in ronde.visit_outcomes:
        if outcome.status is VisitStatus.DONE and outcome.aios in done:
            done[outcome.aios] += 1
    counted = sum(min(least[code], number) for code, number in done.items())
    missing = tuple(code for code, number in done.items() if number < least[code])
    if documents.calendar is None and not counted:
        command, plan = "koppel visits plan", Text("nog geen plan", "no plan yet")
    else:
        planned = 0 if documents.calendar is None else len(documents.calendar.visits)
        command = "koppel import bezoekuitkomsten.xlsx"
        plan = Text(f"{planned} bezoeken gepland", f"{planned} visits planned")
    made = sum(done.values())
    says = plan + Text(
        f", {made} geweest; {len(missing)} aios nog onder hun minimum",
        f", {made} done; {len(missing)} trainees still under their minimum",
    )
    return counted, total, says, missing, command


def _lists(ronde: Koppelronde, _documents: Documents) -> _Read:
    expected = {person.code for person in (*ronde.aios, *ronde.haos)} - set(ronde.withdrawn)
    met = met_couples(ronde)
    if met:
        expected &= {code for couple in met for code in couple}
    handed = set(ronde.list_of)
    missing = tuple(sorted(expected - handed))
    got = len(expected & handed)
    says = Text(f"{got} van {len(expected)} lijsten binnen", f"{got} of {len(expected)} lists in")
    return got, len(expected), says, missing, "koppel import voorkeurslijsten.xlsx"


def _match(ronde: Koppelronde, documents: Documents) -> _Read:
    matching = documents.matching
    if matching is None or matching.trial:
        if ronde.sealed is None:
            return (
                0,
                1,
                Text("lijsten nog niet afgesloten", "lists not yet sealed"),
                (),
                ("koppel match --trial  (proef)  of  koppel seal"),
            )
        return 0, 1, Text("afgesloten, nog niet gekoppeld", "sealed, not yet matched"), (), (
            "koppel match"
        )  # fmt: skip
    says = Text(
        f"{len(matching.couples)} koppels, uitslag {matching.result_hash[:8]}",
        f"{len(matching.couples)} couples, result {matching.result_hash[:8]}",
    )
    return 1, 1, says, (), ""


def _calls(_ronde: Koppelronde, documents: Documents) -> _Read:
    calls = documents.calls
    if calls is None:
        return 0, 1, Text("nog geen bellijst", "no call list yet"), (), "koppel calls"
    if not calls.calls:
        return 1, 1, Text("niemand hoeft gebeld te worden", "nobody needs a call"), (), ""
    waiting = tuple(call.who for call in calls.open)
    total = len(calls.calls)
    says = Text(f"{len(waiting)} van {total} nog te bellen",
                f"{len(waiting)} of {total} still to call")  # fmt: skip
    return total - len(waiting), total, says, waiting, "koppel calls"


def _results(_ronde: Koppelronde, documents: Documents) -> _Read:
    if documents.announced:
        return 1, 1, Text("bekendgemaakt", "announced"), (), ""
    return 0, 1, Text("nog niet bekendgemaakt", "not yet announced"), (), "koppel results"


def _settle(_ronde: Koppelronde, documents: Documents) -> _Read:
    matching = documents.matching
    if matching is None or matching.trial:
        return 0, 1, Text("na de koppeling", "after matching"), (), ""
    if matching.unplaced:
        says = Text(f"{len(matching.unplaced)} aios zonder plaats",
                    f"{len(matching.unplaced)} trainees without a place")  # fmt: skip
        return 0, 1, says, matching.unplaced, "koppel settle"
    return 1, 1, Text("niets open", "nothing open"), (), ""


_READERS: Final[Mapping[PhaseKind, Callable[[Koppelronde, Documents], _Read]]] = {
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
