"""What somebody should know of a plan: who falls short and why, what must be and is not."""

from __future__ import annotations

from collections import Counter
from datetime import date

from carrousel.visits.numbers import cap_of, cap_refused
from carrousel.visits.remedies import Shortage
from carrousel.visits.shortage_search import search_shortages
from carrousel.visits.solved import Solved, short_by
from carrousel.visits.visit_options import VisitQuestion
from carrousel.visits.visit_shortage import relieved, shortages
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, listed
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import short_date


def reasons(solved: Solved, limit: float) -> list[Finding]:
    """Why the minimum does not hold, with what would help; nothing where it holds."""
    if not short_by(solved):
        return []
    return [
        Finding(
            "visits_shortage",
            (*reason.aios, *reason.praktijken),
            joined((reason.says, reason.what_helps)),
        )
        for reason in all_shortages(solved.question.whole(), limit)
    ]


def all_shortages(question: VisitQuestion, limit: float) -> tuple[Shortage, ...]:
    """What counting shows, and what search shows that is left when its remedies are carried out.

    That the counting comes out is no proof that there are moments for everybody.
    """
    known = shortages(question)
    return (*known, *search_shortages(relieved(question, known), limit / (4 if known else 2)))


def musts_missing(solved: Solved) -> list[Finding]:
    """Visits that must be made and are not in the plan."""
    question, options = solved.question, solved.question.options
    made = {(options[o].aios, options[o].praktijk) for o in solved.at}
    return [
        Finding(
            "visit_must",
            (aios, praktijk),
            Text(
                f"{aios} moet naar {praktijk}, maar daarvoor is geen moment of geen plaats meer.",
                f"{aios} must visit {praktijk}, but there is no moment or no place left for it.",
            ),
        )
        for aios, praktijk in sorted(
            (question.aios[a], question.praktijken[p]) for a, p in question.musts - made
        )
    ]


def shortfalls(ronde: Koppelronde, solved: Solved) -> list[Finding]:
    """Who falls short, and by how many."""
    return [
        Finding(
            "visits_min",
            (code,),
            Text(
                f"{ronde.named(code).nl} komt {_visits(missing).nl} tekort.",
                f"{ronde.named(code).en} is {_visits(missing).en} short.",
            ),
        )
        for code, missing in sorted(short_by(solved).items())
    ]


def _visits(number: int) -> Text:
    return count(number, Text("bezoek", "visit"), Text("bezoeken", "visits"))


def on_days_off(solved: Solved) -> list[Finding]:
    """The visits that fall on a day off of the AIOS: there was no other way."""
    question = solved.question
    agreed = {f.option for f in question.fixed}
    found = []
    for o, m in solved.at.items():
        option = question.options[o]
        day = question.moments[option.praktijk][m].day
        if o not in agreed and day.weekday() in question.days_off[option.aios]:
            aios, praktijk = question.aios[option.aios], question.praktijken[option.praktijk]
            when = short_date(day)
            said = Text(
                f"{aios} bezoekt {praktijk} op {when.nl}, een vrije dag van de aios: "
                "het kon niet anders.",
                f"{aios} visits {praktijk} on {when.en}, a day off of the trainee: "
                "there was no other way.",
            )
            found.append(Finding("visit_day_off", (aios, praktijk), said, Weight.NOTICE))
    return sorted(found, key=lambda finding: finding.who)


def notices(ronde: Koppelronde, solved: Solved, today: date) -> list[Finding]:
    """What somebody should know about the data that the plan rests on."""
    question = solved.question
    found: list[Finding] = on_days_off(solved)

    def notice(rule: str, codes: list[str], nl: str, en: str) -> None:
        if codes:
            who = listed(codes)
            found.append(
                Finding(rule, tuple(codes), Text(nl.format(who.nl), en.format(who.en)),
                        Weight.NOTICE)
            )  # fmt: skip

    praktijken = sorted(ronde.praktijken, key=lambda praktijk: praktijk.code)
    notice(
        "visit_windows_unknown",
        [p.code for p in praktijken if not p.visit_windows and p.code in question.praktijken],
        "Geen bezoekmomenten bekend van {}: gepland op werkdagen tussen 9 en 17 uur.",
        "No visit moments known of {}: planned on working days between 9 and 17.",
    )
    notice(
        "practice_cap",
        [p.code for p in praktijken if cap_refused(ronde, p)],
        "Meer bezoeken dan de procedure toelaat bij {}; zonder reden geldt de grens.",
        "More visits than the procedure allows at {}; without a reason the cap holds.",
    )
    visitors = Counter(question.options[f.option].praktijk for f in question.fixed)
    visitors.update(p for visited in question.had for p in visited)
    notice(
        "practice_cap_agreed",
        [
            p.code
            for p in praktijken
            if p.code in question.praktijken
            and (cap := cap_of(ronde, p)) is not None
            and visitors[question.praktijken.index(p.code)] > cap
        ],
        "Meer afspraken dan de grens toelaat bij {}; afspraken blijven staan.",
        "More appointments than the cap allows at {}; appointments stay.",
    )
    held = {o.aios for o in ronde.visit_outcomes
            if o.status is VisitStatus.DONE and o.day is not None and o.day > today}  # fmt: skip
    notice(
        "visit_held_too_early",
        sorted(held),
        "Volgens de uitkomsten is {} al op bezoek geweest op een dag die nog moet komen.",
        "The outcomes say that {} went on a visit on a day that is yet to come.",
    )
    notice(
        "travel_unknown",
        list(question.travel_unknown),
        "Niet alle reistijden van {} zijn bekend; gerekend is met de langste reistijd.",
        "Not all travel of {} is known; the longest travel was assumed.",
    )
    return found
