"""Who takes part, who joined or left since a plan, and who still has somebody to meet."""

from __future__ import annotations

from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.documents import Documents


def present(ronde: Koppelronde) -> tuple[list[Aios], list[Hao]]:
    gone = set(ronde.withdrawn)
    return (
        [person for person in ronde.aios if person.code not in gone],
        [person for person in ronde.haos if person.code not in gone],
    )


def joined_since(ronde: Koppelronde, plan: Timetable) -> list[str]:
    """Who takes part that day and did not when the timetable was made."""
    known = {code for couple in (*plan.missed, *plan.lost) for code in (couple.aios, couple.hao)}
    known |= {code for meeting in plan.meetings for code in (meeting.aios, meeting.hao)}
    known |= {code for code, _ in plan.home}
    day = ronde.settings.carrousel_date
    aios, haos = present(ronde)
    return [
        person.code
        for person in (*aios, *haos)
        if person.code not in known and not (day is not None and person.away_on(day))
    ]


def left_since(ronde: Koppelronde, plan: Timetable) -> list[str]:
    met = {code for meeting in plan.meetings for code in (meeting.aios, meeting.hao)}
    return sorted(met & set(ronde.withdrawn))


def after_the_afternoon(ronde: Koppelronde, documents: Documents) -> bool:
    return documents.calendar is not None or bool(ronde.visit_outcomes or ronde.list_of)


def to_visit(ronde: Koppelronde) -> list[tuple[str, str]]:
    """Which AIOS is to see which practice for the interviews that were assigned."""
    gone = set(ronde.withdrawn)
    return sorted(
        {
            (aios, ronde.hao_by_code[hao].praktijk)
            for aios, hao in ronde.interviews
            if hao in ronde.hao_by_code and not gone & {aios, hao}
        }
    )


def still_to_meet(ronde: Koppelronde, documents: Documents) -> set[str]:
    """Who is in a visit of which the outcome is not known yet; everybody before the first plan.

    Nobody is taken for somebody who met no one while only the first visits were written down.
    """
    if ronde.interviews:
        return set()
    recorded = {(outcome.aios, outcome.praktijk) for outcome in ronde.visit_outcomes}
    planned = () if documents.calendar is None else documents.calendar.visits
    ahead = [visit for visit in planned if (visit.aios, visit.praktijk) not in recorded]
    people = {visit.aios for visit in ahead}
    for visit in ahead:
        people |= {hao.code for hao in ronde.haos_of_praktijk.get(visit.praktijk, ())}
    known = {visit.aios for visit in planned} | {aios for aios, _ in recorded}
    if any(person.code not in known for person in present(ronde)[0]):
        people |= {person.code for person in (*ronde.aios, *ronde.haos)}
    return people
