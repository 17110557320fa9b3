"""The carrousel before the day: its timetable, a plan made elsewhere, its papers, the bell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bureau.actions.kept import (
    TIMETABLE,
    about_timetable,
    carrousel_on_paper,
    known_person,
    newest,
    timetable_of,
)
from bureau.actions.loading import load_round
from bureau.actions.order import people_first, phase_needed
from bureau.actions.papers import Papers
from bureau.actions.progress import Tick, nobody_looks
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.findings import Finding, broken
from koppelronde.domain.language import Lang, Text, joined
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from carrousel.papers.rosters import CarrouselPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAfternoon:
    """A timetable as it was kept."""

    ronde: Koppelronde
    timetable: Timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A timetable made elsewhere, with what the checker finds in it."""

    ronde: Koppelronde
    timetable: Timetable
    findings: tuple[Finding, ...]


def plan_afternoon(
    store: Store,
    by: By,
    *,
    afresh: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> PlannedAfternoon:
    """Plan the carrousel, have it checked independently, keep it.

    OutOfOrder where a plan of the day itself would be lost (:func:`lost_by_planning_again`),
    unless it is wanted ``afresh``; NoPlanExists with its reason.
    """
    from carrousel.afternoon.plan import plan_carrousel

    ronde = load_round(store, expect_version)
    phase_needed(store, ronde, PhaseKind.CARROUSEL)
    people_first(ronde)
    if not afresh:
        _nothing_is_lost(store, by)
    previous = newest(store, TIMETABLE, Timetable)
    version = 1 if previous is None else previous.version + 1
    progress(0, 0, Text("Rooster maken", "Making the timetable"))
    timetable = plan_carrousel(
        ronde, version=version, made_at=by.at,
        progress=lambda p: progress(p.value, p.bound, p.says),
    )  # fmt: skip
    what = Text(f"carrouselrooster {version}", f"carousel timetable {version}")
    keep_timetable(store, by, ronde, timetable, what)
    return PlannedAfternoon(ronde=ronde, timetable=timetable)


def lost_by_planning_again(store: Store, by: By) -> tuple[Text, ...]:
    """What a new timetable would throw away: repairs and attendance of the day, talks held."""
    from bureau.actions.meeting.attendance import attended

    timetable = newest(store, TIMETABLE, Timetable)
    if timetable is None:
        return ()
    lost = []
    if timetable.events:
        said = ", ".join(f"{event.kind.value} {event.who}" for event in timetable.events)
        lost.append(Text(f"de bijsturing van de dag zelf ({said}), met de kaarten daarbij",
                         f"the repairs of the day itself ({said}), with their cards")
        )  # fmt: skip
    if attended(store, timetable) is not None:
        lost.append(Text("de presentielijst", "the attendance list"))
    begin, end = timetable.turns[0].begin, timetable.turns[-1].end
    if begin <= by.at and by.at.date() == end.date():
        lost.append(Text("de gesprekken die al zijn gevoerd", "the talks that took place already"))
    return tuple(lost)


def _nothing_is_lost(store: Store, by: By) -> None:
    lost = lost_by_planning_again(store, by)
    if lost:
        raise OutOfOrder(
            Text("Opnieuw plannen zou weggooien: ", "Planning again would throw away: ")
            + joined(lost, "; ")
            + Text(".", "."),
            Text("Iemand die te laat is of niet komt:  ", "Somebody who is late or absent:  ")
            + Step(Do.ADJUST_CARROUSEL).said
            + Text(" ; toch helemaal opnieuw:  ", " ; all the same, all over:  ")
            + Step(Do.PLAN_CARROUSEL_AFRESH).said,
        )


def keep_timetable(
    store: Store,
    by: By,
    ronde: Koppelronde,
    timetable: Timetable,
    what: Text,
    before: Timetable | None = None,
    act: Act = Act.PLANNED,
    who: str = "",
) -> None:
    """Keep a timetable that the independent checker accepts; else it is a bug of ours.

    What was found in the timetable ``before`` comes from sheets read since then (a veto, a HAO who
    joined): people hold that afternoon all the same, and a repair cannot mend it.
    """
    from carrousel.check.judge import check_timetable

    older = () if before is None else check_timetable(ronde, before)
    known = {(finding.rule, finding.who) for finding in older}
    found = broken(check_timetable(ronde, timetable))
    wrong = [finding for finding in found if (finding.rule, finding.who) not in known]
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=act,
        subject=about_timetable(timetable, who),
    ) as change:  # fmt: skip
        change.put_document(TIMETABLE, timetable)


def judge_plan(store: Store, by: By, *, name: str, content: bytes) -> Judged:
    """Judge a timetable made elsewhere by the same rules; nothing is kept.

    ``name`` and ``content`` are a sheet with columns Ronde, Tafel, AIOS, HAO. InputMistakes with
    every cell that cannot be understood.
    """
    from bureau.workbook.afternoon.foreign_plan import read_timetable
    from carrousel.check.judge import check_timetable

    ronde = store.load()
    phase_needed(store, ronde, PhaseKind.CARROUSEL)
    people_first(ronde)
    timetable = read_timetable(ronde, name, content, made_at=by.at)
    found = tuple(check_timetable(ronde, timetable))
    return Judged(ronde=ronde, timetable=timetable, findings=found)


def make_afternoon_papers(
    store: Store,
    by: By,
    *,
    only: Sequence[CarrouselPaper] = (),
    for_code: str | None = None,
    per_meeting: bool = False,
    lang: Lang,
) -> Papers:
    """The papers of the timetable; with every kind also a calendar for each person.

    ``only`` some kinds (without calendars), ``for_code`` one person; ``per_meeting`` gives the
    calendar an event for each talk. What goes out by calendar is remembered.
    """
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.workbook.afternoon.attendance_form import attendance_form
    from carrousel.calendars import carrousel_calendars
    from carrousel.papers.rosters import carrousel_papers

    ronde, timetable = store.load(), timetable_of(store)
    code = None if for_code is None else known_person(ronde, for_code)
    files = dict(carrousel_papers(ronde, timetable, lang, only=only or None, for_code=code))
    what, about = carrousel_on_paper(timetable), about_timetable(timetable, code or "")
    if not only:
        calendars = carrousel_calendars(
            ronde, timetable, per_meeting=per_meeting, lang=lang,
            handed_out=handed_out_so_far(store), only=None if code is None else [code],
        )  # fmt: skip
        files |= {f"agenda/{name}": ics for name, ics in calendars.files.items()}
        if code is None:
            form = Text("presentie-invullen.xlsx", "attendance-to-fill-in.xlsx").say(lang)
            files[form] = attendance_form(ronde, timetable, lang)
        remember(store, by, ronde, calendars.handed_out, what, about)
    # a folder is written whole: some kinds must not take the place of all papers
    folder = "-".join(["carrousel", *([code] if code else []), *only])
    return Papers(ronde=ronde, folder=folder, files=files, what=what, about=about)


def make_bell_page(store: Store, _by: By, *, lang: Lang) -> Papers:
    """The page for the beamer: countdown, bell, who sits where; it works without internet."""
    ronde, timetable = store.load(), timetable_of(store)
    name = Text("bel", "bell").say(lang)
    return Papers(
        ronde=ronde, folder=name, files=bell_file(ronde, timetable, lang),
        what=Text("belpagina gemaakt", "bell page made"),
        about=Subject(kind="bell", version=str(timetable.version)),
    )  # fmt: skip


def bell_file(ronde: Koppelronde, timetable: Timetable, lang: Lang) -> dict[str, bytes]:
    """The bell page of that timetable, by its name."""
    from carrousel.papers.bell import bell_page

    page = bell_page(ronde, timetable, lang).encode("utf-8")
    return {f"{Text('bel', 'bell').say(lang)}.html": page}


def cards_of(
    ronde: Koppelronde, timetable: Timetable, who: Collection[str], lang: Lang
) -> dict[str, bytes]:
    """A new wall chart, bell page, and cards for these people, two on a sheet."""
    from carrousel.papers.rosters import CarrouselPaper, carrousel_papers, new_cards

    files = dict(carrousel_papers(ronde, timetable, lang, only=[CarrouselPaper.WALL]))
    files |= new_cards(ronde, timetable, who, lang)
    return files | bell_file(ronde, timetable, lang)
