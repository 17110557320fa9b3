"""``koppel visits`` while life goes on: agreed, cancelled, done, not come; plan again; status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import findings_data, show_findings, show_table
from bureau.commands.visits.planning import refuse_shortage, save_calendar, show_calendar, visits
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from koppelronde.domain.findings import Finding
    from koppelronde.domain.outcome_visits import VisitCalendar
    from koppelronde.domain.ronde import Koppelronde


@command(
    visits,
    name="record",
    help=t(
        "Leg een afspraak vast die aan de telefoon is gemaakt.\n\n"
        "Voorbeeld:  koppel visits record A03 P11 --on 2027-01-07T14:00",
        "Record an appointment that was made by phone.\n\n"
        "Example:  koppel visits record A03 P11 --on 2027-01-07T14:00",
    ),
)
@click.argument("aios", metavar="AIOS")
@click.argument("praktijk", metavar=t("PRAKTIJK", "PRACTICE"))
@click.option("--on", "moment", required=True, metavar="JJJJ-MM-DDTuu:mm",
              type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
                                   "%d-%m-%Y %H:%M"]))  # fmt: skip
@click.option("--agreed", is_flag=True, default=True, hidden=True)
def record(work: Work, aios: str, praktijk: str, moment: datetime, agreed: bool) -> None:
    """An agreed moment takes the place of the planned one and is locked."""
    from carrousel.visits.changes import record_visit

    begin = moment.replace(tzinfo=AMSTERDAM)
    _change(
        work, Text(f"afspraak {aios}–{praktijk}", f"appointment {aios}–{praktijk}"), aios, praktijk,
        lambda ronde, calendar, who, where: record_visit(
            ronde, calendar, who, where, begin, agreed=agreed, made_at=work.now()
        ),
    )  # fmt: skip


def _status_command(name: str, function: str, nl: str, en: str) -> None:
    @command(
        visits,
        name=name,
        help=t(
            f"{nl}\n\nVoorbeeld:  koppel visits {name} A03 P11",
            f"{en}\n\nExample:  koppel visits {name} A03 P11",
        ),
    )
    @click.argument("aios", metavar="AIOS")
    @click.argument("praktijk", metavar=t("PRAKTIJK", "PRACTICE"))
    def change(work: Work, aios: str, praktijk: str) -> None:
        import carrousel.visits.changes as changes

        with_status: Callable[..., VisitCalendar] = getattr(changes, function)
        what = Text(f"bezoek {aios}–{praktijk}: {name}", f"visit {aios}–{praktijk}: {name}")
        _change(
            work, what, aios, praktijk,
            lambda _ronde, calendar, who, where: with_status(
                calendar, who, where, made_at=work.now()
            ),
        )  # fmt: skip


_status_command("cancel", "cancel_visit", "Het bezoek gaat niet door.", "The visit is off.")
_status_command("done", "visit_done", "Het bezoek is geweest.", "The visit took place.")
_status_command("no-show", "visit_no_show", "De aios is niet gekomen.", "The trainee did not come.")


def _change(
    work: Work,
    what: Text,
    aios: str,
    praktijk: str,
    change: Callable[[Koppelronde, VisitCalendar, str, str], VisitCalendar],
) -> None:
    from bureau.actions.kept import CALENDAR, about_calendar, calendar_of
    from carrousel.visits.changes import outcomes_of

    with work.open_store() as store:
        ronde, calendar = store.load(), calendar_of(store)
        aios = _known(aios, ronde.aios_by_code, Text("aios", "trainee"))
        praktijk = _known(praktijk, ronde.praktijk_by_code, Text("praktijk", "practice"))
        after = change(ronde, calendar, aios, praktijk)
        mine = {(o.aios, o.praktijk): o for o in outcomes_of(after)}.get((aios, praktijk))
        rest = [o for o in ronde.visit_outcomes if (o.aios, o.praktijk) != (aios, praktijk)]
        outcomes = tuple(sorted([*rest, *([] if mine is None else [mine])], key=_order))
        with store.transaction(
            expect_version=ronde.version, by=work.by, what=what, act=Act.VISIT_RECORDED,
            subject=about_calendar(after, aios),
        ) as made:  # fmt: skip
            made.save(replace(ronde, visit_outcomes=outcomes))
            made.put_document(CALENDAR, after)
    work.say(Text("Vastgelegd.", "Recorded."))
    said = _new_breaches(ronde, calendar, after)
    if said and not work.as_json:
        work.say(Text("Let op, dit klopt niet met de regels:", "Mind, this breaks rules:"))
        show_findings(said, work.lang)
    work.say(Text("Wie moet het weten:  koppel visits calendars --changes",
                  "Who must know:  koppel visits calendars --changes"))  # fmt: skip
    work.tell(calendar=after, findings=findings_data(said, work.lang))


def _new_breaches(ronde: Koppelronde, before: VisitCalendar, after: VisitCalendar) -> list[Finding]:
    """What the checker finds now and did not find before: a double booking, a closed day.

    Only said: what people agreed by phone stands, and who is short is for a new plan.
    """
    known = {(f.rule, f.who) for f in _judged(ronde, before)}
    return [
        f for f in _judged(ronde, after) if (f.rule, f.who) not in known and f.rule != "visits_min"
    ]


def _agreed_against_the_rules(ronde: Koppelronde, calendar: VisitCalendar) -> list[Finding]:
    """What is wrong with appointments that no plan may move: for people to settle."""
    from carrousel.check.visit_rules import check_visits

    known = {(f.rule, f.who) for f in check_visits(ronde, calendar)}
    return [f for f in _judged(ronde, calendar) if (f.rule, f.who) not in known]


def _judged(ronde: Koppelronde, calendar: VisitCalendar) -> list[Finding]:
    """Appointments made by phone held to the rules that the plan keeps."""
    from carrousel.check.visit_rules import check_visits
    from koppelronde.domain.outcome_visits import VisitStatus

    visits = tuple(
        replace(v, status=VisitStatus.PLANNED) if v.status is VisitStatus.AGREED else v
        for v in calendar.visits
    )
    return list(check_visits(ronde, replace(calendar, visits=visits)))


def _known(code: str, codes: Mapping[str, object], what: Text) -> str:
    """The code as it is written in the round, whatever its case; WrongUse where there is none."""
    written = {known.casefold(): known for known in codes}
    if code.casefold() not in written:
        raise WrongUse(Text(f"'{code}' is geen {what.nl}.", f"'{code}' is no {what.en}."))
    return written[code.casefold()]


def _order(outcome: object) -> tuple[str, str]:
    return (str(getattr(outcome, "aios", "")), str(getattr(outcome, "praktijk", "")))


@command(
    visits,
    name="replan",
    help=t(
        "Plan opnieuw na veranderingen: wat al is aangekondigd verschuift zo min mogelijk.\n\n"
        "Voorbeeld:  koppel visits replan",
        "Plan again after changes: what was announced moves as little as possible.\n\n"
        "Example:  koppel visits replan",
    ),
)
def replan(work: Work) -> None:
    """Fewest announced visits moved, nobody under the minimum where avoidable."""
    from bureau.actions.attendance import missed_couples
    from bureau.actions.kept import TIMETABLE, calendar_of, newest
    from bureau.commands.door.progress import progress_line
    from carrousel.visits.replan import replan_visits
    from koppelronde.domain.outcome_carrousel import Timetable

    with work.open_store() as store:
        ronde, calendar = store.load(), calendar_of(store)
        missed = missed_couples(store, newest(store, TIMETABLE, Timetable))
        with progress_line(work, Text("Opnieuw plannen", "Planning again")) as tick:
            after = replan_visits(
                ronde, calendar, missed=missed, version=calendar.version + 1, made_at=work.now(),
                progress=lambda text: tick(0, 0, text),
            )  # fmt: skip
        clashes = _agreed_against_the_rules(ronde, after)
        work.tell(findings=findings_data(clashes, work.lang))
        if clashes and not work.as_json:
            work.say(Text("Afspraken blijven staan, maar deze kloppen niet met de regels:",
                          "Appointments stay, but these break rules:"))  # fmt: skip
            show_findings(clashes, work.lang)
        if after.visits == calendar.visits:
            work.say(Text("Er hoeft niets te veranderen.", "Nothing has to change."))
            work.tell(calendar=calendar, changed=False)
            return
        what = Text(f"bezoekplan {after.version}", f"visit plan {after.version}")
        save_calendar(work, store, ronde, after, what)
    show_calendar(work, ronde, after)
    work.tell(calendar=after, changed=True)
    refuse_shortage(after)
    work.say(Text("Nu:  koppel visits calendars --changes",
                  "Next:  koppel visits calendars --changes"))  # fmt: skip


@command(
    visits,
    name="status",
    help=t(
        "Per aios en praktijk: gepland, geweest, open; wie onder het minimum zit.\n\n"
        "Voorbeeld:  koppel visits status",
        "For each trainee and practice: planned, done, open; who is under the minimum.\n\n"
        "Example:  koppel visits status",
    ),
)
def status(work: Work) -> None:
    """Where everybody stands today."""
    from bureau.actions.kept import CALENDAR, newest
    from bureau.actions.order import people_first, phase_needed
    from carrousel.visits.status import visit_status
    from koppelronde.domain.outcome_visits import VisitCalendar

    with work.open_store() as store:
        ronde, calendar = store.load(), newest(store, CALENDAR, VisitCalendar)
        phase_needed(store, ronde, PhaseKind.VISITS)
        people_first(ronde)
    state = visit_status(ronde, calendar, work.now().date())
    if not work.as_json:
        show_table(
            t("Aios", "Trainees"),
            ("", t("naam", "name"), t("geweest", "done"), t("afgesproken", "agreed"),
             t("gepland", "planned"), t("minimum", "minimum"), t("tekort", "short")),
            [(a.aios, ronde.name_of(a.aios), a.done, a.agreed, a.planned, a.minimum, a.short or "")
             for a in state.aios],
        )  # fmt: skip
        show_table(
            t("Praktijken", "Practices"),
            ("", t("naam", "name"), t("bezoeken", "visits"), t("grens", "cap")),
            [(p.praktijk, ronde.name_of(p.praktijk), p.used, "–" if p.cap is None else p.cap)
             for p in state.praktijken],
        )  # fmt: skip
    work.say(Text(f"Nog {state.days_left} dagen open.", f"{state.days_left} open days left."))
    for aios, praktijk in state.overdue:
        work.say(Text(f"  Uitkomst nog onbekend: {aios} bij {praktijk}",
                      f"  Outcome not recorded: {aios} at {praktijk}"))  # fmt: skip
    work.tell(status=state)
