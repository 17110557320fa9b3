"""``koppel visits``: who goes to see which practice and when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import CommandGroup, Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Weight, broken
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcome_visits import VisitCalendar
    from koppelronde.domain.ronde import Koppelronde


visits = CommandGroup(
    "visits",
    help=t(
        "Praktijkbezoeken.\n\nVoorbeeld:  koppel visits plan",
        "Practice visits.\n\nExample:  koppel visits plan",
    ),
)


@command(
    visits,
    name="plan",
    help=t(
        "Plan de bezoeken: ieder zijn minimum, binnen de grens van elke praktijk, op momenten "
        "die kunnen. Wat al is afgesproken blijft staan.\n\nVoorbeeld:  koppel visits plan",
        "Plan the visits: everybody their minimum, within each practice's cap, at moments that "
        "work. What was agreed stays.\n\nExample:  koppel visits plan",
    ),
)
@click.option("--afresh", is_flag=True,
              help=t("Alsof er nog niemand op bezoek is geweest.",
                     "As if nobody had been on a visit yet."))  # fmt: skip
def plan(work: Work, afresh: bool) -> None:
    """Plan, check with the independent checker, save."""
    from dataclasses import replace

    from bureau.actions.attendance import missed_couples
    from bureau.actions.kept import CALENDAR, TIMETABLE, newest
    from bureau.actions.order import candidates_first, people_first, phase_needed
    from bureau.commands.door.progress import progress_line
    from carrousel.visits.plan_visits import plan_visits
    from koppelronde.domain.outcome_carrousel import Timetable
    from koppelronde.domain.outcome_visits import VisitCalendar

    with work.open_store() as store:
        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.VISITS)
        people_first(ronde)
        candidates_first(store, ronde)
        missed = missed_couples(store, newest(store, TIMETABLE, Timetable))
        earlier = newest(store, CALENDAR, VisitCalendar)
        version = 1 if earlier is None else earlier.version + 1

        def planned(after: Koppelronde, previous: VisitCalendar | None) -> VisitCalendar:
            with progress_line(work, Text("Bezoeken plannen", "Planning the visits")) as tick:
                return plan_visits(
                    after, missed=missed, previous=previous, version=version,
                    made_at=work.now(), progress=lambda text: tick(0, 0, text),
                )  # fmt: skip

        beginning = replace(ronde, visit_outcomes=())
        calendar = planned(beginning, None) if afresh else planned(ronde, earlier)
        idle = not calendar.visits and not broken(calendar.findings)
        if earlier is None and ronde.visit_outcomes and idle and not afresh:
            work.warn(
                Text(
                    f"Met de {len(ronde.visit_outcomes)} ingelezen uitkomsten valt er niets meer "
                    "te plannen. Dit plan doet alsof er nog niemand op bezoek is geweest.",
                    f"With the {len(ronde.visit_outcomes)} outcomes that were read nothing is "
                    "left to plan. This plan is made as if nobody had been on a visit yet.",
                )
            )
            afresh, calendar = True, planned(beginning, None)
        if afresh:
            ronde = beginning
        what = Text(f"bezoekplan {version}", f"visit plan {version}")
        save_calendar(work, store, ronde, calendar, what)
    show_calendar(work, ronde, calendar)
    if not ronde.visit_wishes and not ronde.procedure.has(PhaseKind.SHORTLIST):
        work.warn(
            Text("Er zijn nog geen bezoekwensen: dit plan kiest voor de aios. Zijn ze er, dan:  "
                 "koppel import bezoekwensen.xlsx  en opnieuw  koppel visits plan",
                 "There are no visit wishes yet: this plan chooses for the trainees. Once there "
                 "are:  koppel import bezoekwensen.xlsx  and again  koppel visits plan")
        )  # fmt: skip
    work.tell(calendar=calendar)
    refuse_shortage(calendar)
    work.say(Text("Nu:  koppel visits calendars", "Next:  koppel visits calendars"))


def refuse_shortage(calendar: VisitCalendar) -> None:
    """NoPlanExists with the reasons when somebody stays under the minimum.

    The best plan without the impossible part has been kept by then: the coordinator decides.
    """
    # Why comes before who: a reason and what helps, then the people.
    wrong = sorted(broken(calendar.findings), key=lambda f: f.rule != "visits_shortage")
    if wrong:
        raise NoPlanExists(
            Text(
                "Niet iedere aios kan het minimum aan bezoeken krijgen. Het beste plan dat wel "
                "kan is bewaard; mail nog niemand.",
                "Not every trainee can get the minimum of visits. The best plan that is possible "
                "was kept; mail nobody yet.",
            ),
            tuple(finding.says for finding in wrong),
        )


def save_calendar(
    work: Work, store: Store, ronde: Koppelronde, calendar: VisitCalendar, what: Text
) -> None:
    """Keep a calendar that the independent checker accepts.

    A plan of ours that breaks a rule is a bug of ours. Too few visits for somebody, where no more
    are possible, is a finding of the plan itself.
    """
    from bureau.actions.kept import CALENDAR, about_calendar
    from carrousel.check.visit_rules import check_visits

    known = {(f.rule, f.who) for f in calendar.findings}
    wrong = [f for f in broken(check_visits(ronde, calendar)) if (f.rule, f.who) not in known]
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
    with store.transaction(
        expect_version=ronde.version, by=work.by, what=what, act=Act.PLANNED,
        subject=about_calendar(calendar),
    ) as change:  # fmt: skip
        change.put_document(CALENDAR, calendar)


def show_calendar(work: Work, ronde: Koppelronde, calendar: VisitCalendar) -> None:
    """The plan in a few lines: how many, the goals, what is wrong."""
    if work.as_json:
        return
    people = {visit.aios for visit in calendar.visits}
    practices = {visit.praktijk for visit in calendar.visits}
    work.say(
        Text(
            f"Bezoekplan {calendar.version}: {len(calendar.visits)} bezoeken van {len(people)} "
            f"aios aan {len(practices)} praktijken.",
            f"Visit plan {calendar.version}: {len(calendar.visits)} visits by {len(people)} "
            f"trainees to {len(practices)} practices.",
        )
    )
    show_table(
        "",
        (t("doel", "goal"), t("waarde", "value"), t("grens", "bound"), t("bewezen", "proven")),
        [
            (s.says.say(work.lang), s.value, s.bound, t("ja", "yes") if s.proven else "–")
            for s in calendar.stages
        ],
    )
    for aios, praktijk in calendar.without_moment:
        work.say(Text(f"  Geen moment gevonden: {aios} bij {praktijk}",
                      f"  No moment found: {aios} at {praktijk}"))  # fmt: skip
    show_findings([f for f in calendar.findings if f.weight is Weight.NOTICE], work.lang)


@command(
    visits,
    name="calendars",
    help=t(
        "Maak de agenda's (.ics) per aios en per praktijk. Met --changes alleen wat veranderd is "
        "sinds u ze het laatst uitdeelde; met --form invitation één uitnodiging per bezoek, om "
        "te mailen.\n\nVoorbeeld:  koppel visits calendars --changes",
        "Make the calendars (.ics) for each trainee and practice. With --changes only what "
        "changed since you last handed them out; with --form invitation one invitation for each "
        "visit, to mail.\n\nExample:  koppel visits calendars --changes",
    ),
)
@click.option("--changes", is_flag=True, help=t("Alleen wat veranderd is.", "Only what changed."))
@click.option("--form", type=click.Choice(["file", "invitation", "feed"]), default="file")
def calendars(work: Work, changes: bool, form: str) -> None:
    """Write calendars and remember what was handed out."""
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.actions.kept import about_calendar, calendar_of
    from bureau.commands.door.hand_out import hand_out
    from carrousel.calendars import Form, visit_calendars

    with work.open_store() as store:
        ronde, calendar = store.load(), calendar_of(store)
        made = visit_calendars(
            ronde, calendar, form=Form(form), handed_out=handed_out_so_far(store),
            changes_only=changes, lang=work.lang,
        )  # fmt: skip
        what = Text(f"agenda's bij bezoekplan {calendar.version}",
                    f"calendars of visit plan {calendar.version}")  # fmt: skip
        about = about_calendar(calendar)
        remember(store, work.acting(), ronde, made.handed_out, what, about)
        folder = t("bezoekagendas", "visit-calendars") + ("-wijzigingen" if changes else "")
        files = hand_out(work, store, ronde, folder, made.files, what, about)
    if not work.as_json and changes:
        show_table(
            t("Wie krijgt wat", "Who gets what"),
            (t("wie", "who"), "", t("wat", "what"), t("was", "was"), t("wordt", "becomes")),
            [
                (c.owner, ronde.name_of(c.owner), c.summary,
                 "" if c.was_begin is None else f"{c.was_begin:%d-%m-%Y %H:%M}",
                 f"{c.begin:%d-%m-%Y %H:%M}")
                for c in made.changes
            ],
        )  # fmt: skip
    work.say(Text(f"{len(files)} agenda's, {len(made.changes)} wijzigingen.",
                  f"{len(files)} calendars, {len(made.changes)} changes."))  # fmt: skip
    for code in made.without_address:
        work.say(Text(f"  {code} heeft geen e-mailadres.", f"  {code} has no e-mail address."))
    work.tell(files=files, changes=list(made.changes), without_address=list(made.without_address))


@command(
    visits,
    name="print",
    help=t(
        "Maak de bezoeklijsten per aios en per praktijk.\n\n"
        "Voorbeeld:  koppel visits print --for P11",
        "Make the visit lists for each trainee and practice.\n\n"
        "Example:  koppel visits print --for P11",
    ),
)
@click.option("--only", multiple=True, metavar=t("SOORT", "KIND"),
              help=t("aios of praktijken.", "aios or praktijken."))  # fmt: skip
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze aios, HAO of praktijk.",
                     "Only for this trainee, trainer or practice."))  # fmt: skip
def print_(work: Work, only: tuple[str, ...], for_code: str | None) -> None:
    """Write the visit lists."""
    from bureau.actions.kept import about_calendar, calendar_of
    from bureau.commands.door.hand_out import hand_out
    from bureau.commands.door.kinds import chosen
    from carrousel.papers.rosters import VisitPaper, visit_papers

    kinds = [chosen(VisitPaper, word) for word in only] or None
    with work.open_store() as store:
        ronde, calendar = store.load(), calendar_of(store)
        papers = visit_papers(ronde, calendar, work.lang, only=kinds, for_code=for_code)
        what = Text(f"bezoeklijsten bij plan {calendar.version}",
                    f"visit lists of plan {calendar.version}")  # fmt: skip
        named = [t("bezoeklijsten", "visit-lists"), *([for_code] if for_code else []),
                 *(kinds or [])]  # fmt: skip
        folder = "-".join(named)
        about = about_calendar(calendar, for_code or "")
        files = hand_out(work, store, ronde, folder, papers, what, about)
    for name in files:
        work.say(name)
    work.tell(files=files)
