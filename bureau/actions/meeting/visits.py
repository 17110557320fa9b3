"""The visits to practices: the plan, its papers and calendars, and how far everybody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import CALENDAR, TIMETABLE, about_calendar, calendar_of, newest
from bureau.actions.loading import load_round
from bureau.actions.meeting.attendance import missed_couples
from bureau.actions.order import candidates_first, people_first, phase_needed
from bureau.actions.papers import Papers
from bureau.actions.progress import Tick, nobody_looks
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import broken
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from carrousel.calendars import CalendarChange, Form
    from carrousel.papers.rosters import VisitPaper
    from carrousel.visits.status import VisitsStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisits:
    """A plan as it was kept.

    ``as_if_new`` where it was made as if nobody had been on a visit yet, because with the
    outcomes in the round nothing was left to plan. ``wishes_unknown`` where it chooses for the
    AIOS, who gave no wishes yet.
    """

    ronde: Koppelronde
    calendar: VisitCalendar
    as_if_new: bool
    wishes_unknown: bool

    @property
    def shortage(self) -> NoPlanExists | None:
        """Why somebody stays under the minimum; a door raises it after it told the rest."""
        return shortage_of(self.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCalendars:
    """The calendars to hand out, and what is different from what their owners have.

    ``without_address`` are codes of those who cannot get theirs by mail.
    """

    papers: Papers
    changes: tuple[CalendarChange, ...]
    without_address: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsNow:
    """Where everybody stands today; ``calendar`` is None before the first plan."""

    ronde: Koppelronde
    calendar: VisitCalendar | None
    state: VisitsStatus


def plan_round_visits(
    store: Store,
    by: By,
    *,
    afresh: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> PlannedVisits:
    """Plan the visits, have them checked independently, keep them. What was agreed stays.

    ``afresh`` plans as if nobody had been on a visit yet. Where no plan gives everybody the
    minimum, the best that can be is kept, and the record says so (``shortage``).
    """
    from carrousel.visits.plan_visits import plan_visits

    ronde = load_round(store, expect_version)
    phase_needed(store, ronde, PhaseKind.VISITS)
    people_first(ronde)
    candidates_first(store, ronde)
    missed = missed_of(store)
    earlier = newest(store, CALENDAR, VisitCalendar)
    version = 1 if earlier is None else earlier.version + 1

    def planned(after: Koppelronde, previous: VisitCalendar | None) -> VisitCalendar:
        progress(0, 0, Text("Bezoeken plannen", "Planning the visits"))
        return plan_visits(
            after, missed=missed, previous=previous, version=version, made_at=by.at,
            progress=lambda text: progress(0, 0, text),
        )  # fmt: skip

    beginning = replace(ronde, visit_outcomes=())
    calendar = planned(beginning, None) if afresh else planned(ronde, earlier)
    idle = not calendar.visits and not broken(calendar.findings)
    as_if_new = earlier is None and bool(ronde.visit_outcomes) and idle and not afresh
    if as_if_new:
        calendar = planned(beginning, None)
    by_what = beginning if afresh or as_if_new else ronde
    no_breach_of_ours(by_what, calendar)
    what = Text(f"bezoekplan {version}", f"visit plan {version}")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.PLANNED,
        subject=about_calendar(calendar),
    ) as change:  # fmt: skip
        change.put_document(CALENDAR, calendar)
    return PlannedVisits(
        ronde=ronde, calendar=calendar, as_if_new=as_if_new,
        wishes_unknown=not ronde.visit_wishes and not ronde.procedure.has(PhaseKind.SHORTLIST),
    )  # fmt: skip


def missed_of(store: Store) -> tuple[Couple, ...]:
    """Who missed each other at the carrousel and may make up for it by a visit."""
    return missed_couples(store, newest(store, TIMETABLE, Timetable))


def shortage_of(calendar: VisitCalendar) -> NoPlanExists | None:
    """The reasons where somebody stays under the minimum; None where nobody does.

    The best plan without the impossible part has been kept by then: the coordinator decides.
    """
    # Why comes before who: a reason and what helps, then the people.
    wrong = sorted(broken(calendar.findings), key=lambda f: f.rule != "visits_shortage")
    if not wrong:
        return None
    return NoPlanExists(
        Text(
            "Niet iedere aios kan het minimum aan bezoeken krijgen. Het beste plan dat wel "
            "kan is bewaard; mail nog niemand.",
            "Not every trainee can get the minimum of visits. The best plan that is possible "
            "was kept; mail nobody yet.",
        ),
        tuple(finding.says for finding in wrong),
    )


def no_breach_of_ours(
    ronde: Koppelronde, calendar: VisitCalendar, before: VisitCalendar | None = None
) -> None:
    """The independent checker accepts this calendar; a plan of ours that it refuses is a bug.

    Too few visits for somebody, where no more are possible, is a finding of the plan itself.
    """
    from carrousel.check.visit_goal_values import check_stages
    from carrousel.check.visit_rules import check_visits

    known = {(f.rule, f.who) for f in calendar.findings}
    if before is not None:
        # What was announced and stays may break a rule that was set since.
        known |= {(f.rule, f.who) for f in check_visits(ronde, before)}
    judged = (*check_visits(ronde, calendar), *check_stages(ronde, calendar))
    wrong = [f for f in broken(judged) if (f.rule, f.who) not in known]
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")


def make_visit_calendars(
    store: Store, by: By, *, form: Form, changes_only: bool = False, lang: Lang
) -> VisitCalendars:
    """A calendar for each AIOS and practice, or only what changed since they were handed out.

    What goes out is remembered, so that the next change refers to it.
    """
    from bureau.actions.handing_out import handed_out_so_far, remember
    from carrousel.calendars import visit_calendars

    ronde, calendar = store.load(), calendar_of(store)
    made = visit_calendars(
        ronde, calendar, form=form, handed_out=handed_out_so_far(store),
        changes_only=changes_only, lang=lang,
    )  # fmt: skip
    what = Text(f"agenda's bij bezoekplan {calendar.version}",
                f"calendars of visit plan {calendar.version}")  # fmt: skip
    about = about_calendar(calendar)
    remember(store, by, ronde, made.handed_out, what, about)
    folder = Text("bezoekagendas", "visit-calendars").say(lang)
    return VisitCalendars(
        papers=Papers(
            ronde=ronde, folder=folder + ("-wijzigingen" if changes_only else ""),
            files=made.files, what=what, about=about,
        ),
        changes=tuple(made.changes),
        without_address=tuple(made.without_address),
    )  # fmt: skip


def make_visit_lists(
    store: Store,
    _by: By,
    *,
    only: Sequence[VisitPaper] = (),
    for_code: str | None = None,
    lang: Lang,
) -> Papers:
    """The visit lists for each AIOS and practice; ``for_code`` one AIOS, HAO or practice."""
    from carrousel.papers.rosters import visit_papers

    ronde, calendar = store.load(), calendar_of(store)
    files = visit_papers(ronde, calendar, lang, only=only or None, for_code=for_code)
    name = Text("bezoeklijsten", "visit-lists").say(lang)
    return Papers(
        ronde=ronde, folder="-".join([name, *([for_code] if for_code else []), *only]), files=files,
        what=Text(f"bezoeklijsten bij plan {calendar.version}",
                  f"visit lists of plan {calendar.version}"),
        about=about_calendar(calendar, for_code or ""),
    )  # fmt: skip


def look_at_visits(store: Store, by: By) -> VisitsNow:
    """Per AIOS and practice: planned, done, open, and who is under the minimum."""
    from carrousel.visits.status import visit_status

    ronde, calendar = store.load(), newest(store, CALENDAR, VisitCalendar)
    phase_needed(store, ronde, PhaseKind.VISITS)
    people_first(ronde)
    state = visit_status(ronde, calendar, by.at.date())
    return VisitsNow(ronde=ronde, calendar=calendar, state=state)
