"""The round in numbers, and its phases with their dates."""

from __future__ import annotations

from typing import Final

from bureau.report.content import Figure, Figures, Paragraph, Section, Table
from bureau.report.discretion import Discretion
from bureau.report.given import ReportInput
from koppelronde.domain.facts import candidate_couples
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import long_date, short_date
from koppelronde.procedure.deadlines import deadlines
from koppelronde.procedure.documents import Documents
from koppelronde.procedure.standing import standing
from matching.figures.statistics import call_outcomes

_AWAY: Final = Text("deden niet (meer) mee", "took no part (any more)")


def within_both(given: ReportInput) -> int:
    """Couples within the top ranks of both lists."""
    top = given.ronde.number("top_ranks")
    return sum(
        c.worse_rank is not None and c.worse_rank <= top and c.listed_by_aios and c.listed_by_hao
        for c in given.matching.couples
    )


def numbers(given: ReportInput, told: Discretion) -> Section:
    """The four figures to remember, then who took part and what was done."""
    lang, ronde, matching = told.lang, given.ronde, given.matching
    here = [p.code for p in ronde.aios if p.code not in ronde.withdrawn]
    placed = len({couple.aios for couple in matching.couples})
    top = ronde.number("top_ranks")
    figures = [
        Figure(told.share(placed, len(here)), Text("AIOS geplaatst", "trainees placed").say(lang)),
        Figure(
            told.of_couples(within_both(given), len(matching.couples)),
            Text(f"koppelingen binnen de eerste {top} aan beide kanten",
                 f"matches within the first {top} on both sides").say(lang),
        ),
    ]  # fmt: skip
    if given.calls is not None:
        called = {who for who, _partner in call_outcomes(given.calls, given.records)}
        everybody = {person.code for person in (*ronde.aios, *ronde.haos)} - set(ronde.withdrawn)
        figures.append(
            Figure(told.share(len(called & everybody), len(everybody)),
                   Text("mensen gebeld of te bellen", "people called or to be called").say(lang))
        )  # fmt: skip
    rows = [(says.say(lang), number) for says, number in _rows(ronde, given, told)]
    head = (Text("Deelnemers en stappen", "People and steps").say(lang), Text("aantal",
            "number").say(lang))  # fmt: skip
    return Section(
        "getallen",
        Text("De ronde in getallen", "The round in numbers").say(lang),
        (Figures(tuple(figures)), Table(head, tuple(rows))),
    )


def _rows(ronde: Koppelronde, given: ReportInput, told: Discretion) -> list[tuple[Text, str]]:
    gone = set(ronde.withdrawn)
    aios = [p.code for p in ronde.aios if p.code not in gone]
    haos = [p for p in ronde.haos if p.code not in gone]
    practices = [p.code for p in ronde.praktijken if p.code not in gone]
    rows = [
        (Text("AIOS die meedoen", "trainees who take part"), told.size(len(aios))),
        (Text("HAO's die meedoen", "trainers who take part"), told.size(len(haos))),
        (Text("praktijken", "practices"), told.size(len(practices))),
        (Text("plaatsen bij deze HAO's", "places of these trainers"),
         told.size(sum(hao.places for hao in haos))),
    ]  # fmt: skip
    if gone:
        rows.append((_AWAY, told.count(len(gone))))
    plan = given.timetable
    if plan is not None:
        rows.append((Text("gespreksrondes in de carrousel", "turns in the carousel"),
                     told.size(len(plan.turns))))  # fmt: skip
        rows.append(
            (
                Text("gesprekken in de carrousel", "meetings in the carousel"),
                told.share(len(plan.meetings), len(plan.meetings) + len(plan.missed)),
            )
        )
    done = sum(o.status is VisitStatus.DONE for o in ronde.visit_outcomes)
    if done:
        rows.append((Text("praktijkbezoeken die plaatsvonden", "practice visits that took place"),
                     told.count(done)))  # fmt: skip
    handed = {lijst.owner for lijst in ronde.lists_aios}
    rows.append((Text("voorkeurslijsten van AIOS", "preference lists of trainees"),
                 told.share(sum(code in handed for code in aios), len(aios))))  # fmt: skip
    handed = {lijst.owner for lijst in ronde.lists_hao}
    rows.append((Text("voorkeurslijsten van HAO's", "preference lists of trainers"),
                 told.share(sum(hao.code in handed for hao in haos), len(haos))))  # fmt: skip
    rows.append((Text("AIOS en HAO's die elkaar ontmoetten of op een lijst zetten",
                      "trainee–trainer pairs that met or stand on a list"),
                 told.count(len(candidate_couples(ronde)))))  # fmt: skip
    if ronde.vetoes:
        rows.append((Text("veto's", "vetoes"), told.count(len(ronde.vetoes))))
    return rows


def phases(given: ReportInput, told: Discretion) -> Section:
    """Every phase of the procedure, its dates, and how far it is; no counts of people."""
    lang, ronde = told.lang, given.ronde
    dates = {d.kind: d for d in deadlines(ronde.procedure, ronde.settings)}
    documents = Documents(
        timetable=given.timetable, calendar=given.calendar, matching=given.matching,
        calls=given.calls, announced=given.announced,
    )  # fmt: skip
    rows = []
    for phase in standing(ronde, documents):
        found = dates.get(phase.kind)
        said = ""
        if found is not None:
            said = short_date(found.day).say(lang)
            if found.first is not None and found.first != found.day:
                said = f"{short_date(found.first).say(lang)} – {said}"
        state = Text("klaar", "done") if phase.finished else Text("nog niet klaar", "not finished")
        rows.append((phase.title.say(lang), said, state.say(lang), phase.says.say(lang)))
    width = 3 if told.anonymous else 4  # what a phase says of itself counts people
    heads = (Text("Fase", "Phase"), Text("Datum", "Date"), Text("Stand", "State"), Text("", ""))
    blocks: list[Table | Paragraph] = [
        Table(tuple(h.say(lang) for h in heads[:width]), tuple(r[:width] for r in rows), left=width)
    ]
    start = ronde.settings.start_date
    if start is not None:
        day = long_date(start)
        blocks.append(Paragraph(Text(f"De stage begint op {day.nl}.",
                                     f"The placement starts on {day.en}.").say(lang)))  # fmt: skip
    return Section("fasen", Text("Fasen en data", "Phases and dates").say(lang), tuple(blocks))
