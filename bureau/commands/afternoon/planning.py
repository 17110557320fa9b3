"""``koppel carrousel``: plan the afternoon, print it, ring the bell, and repair it on the day."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

from bureau.commands.door.frame import CommandGroup, Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcome_carrousel import Timetable
    from koppelronde.domain.ronde import Koppelronde


carrousel = CommandGroup(
    "carrousel",
    help=t(
        "De koppelcarrousel.\n\nVoorbeeld:  koppel carrousel plan",
        "The carousel afternoon.\n\nExample:  koppel carrousel plan",
    ),
)


@command(
    carrousel,
    name="plan",
    help=t(
        "Maak het rooster: iedereen ontmoet iedereen, of de beste keuze als dat niet past.\n\n"
        "Voorbeeld:  koppel carrousel plan",
        "Make the timetable: everybody meets everybody, or the best choice if that won't fit.\n\n"
        "Example:  koppel carrousel plan",
    ),
)
def plan(work: Work) -> None:
    """Plan, check with the independent checker, save."""
    from bureau.actions.kept import TIMETABLE, newest
    from bureau.actions.order import people_first, phase_needed
    from bureau.commands.door.progress import progress_line
    from carrousel.afternoon.plan import plan_carrousel
    from koppelronde.domain.outcome_carrousel import Timetable

    with work.open_store() as store:
        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.CARROUSEL)
        people_first(ronde)
        previous = newest(store, TIMETABLE, Timetable)
        version = 1 if previous is None else previous.version + 1
        with progress_line(work, Text("Rooster maken", "Making the timetable")) as progress:
            timetable = plan_carrousel(
                ronde, version=version, made_at=work.now(),
                progress=lambda p: progress(p.value, p.bound, p.says),
            )  # fmt: skip
        what = Text(f"carrouselrooster {version}", f"carousel timetable {version}")
        save_timetable(work, store, ronde, timetable, what)
    show_timetable(work, ronde, timetable)
    work.say(
        Text(
            "Nu:  koppel carrousel print  en  koppel carrousel bell",
            "Next:  koppel carrousel print  and  koppel carrousel bell",
        )
    )
    work.tell(timetable=timetable)


def save_timetable(
    work: Work, store: Store, ronde: Koppelronde, timetable: Timetable, what: Text,
    before: Timetable | None = None,
) -> None:  # fmt: skip
    """Keep a timetable that the independent checker accepts; else it is a bug of ours.

    What was found in the timetable ``before`` comes from sheets read since then (a veto, a HAO who
    joined): people hold that afternoon all the same, and a repair cannot mend it.
    """
    from bureau.actions.kept import TIMETABLE
    from carrousel.check.judge import check_timetable
    from koppelronde.domain.findings import broken

    older = () if before is None else check_timetable(ronde, before)
    known = {(finding.rule, finding.who) for finding in older}
    found = broken(check_timetable(ronde, timetable))
    wrong = [finding for finding in found if (finding.rule, finding.who) not in known]
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
    with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
        change.put_document(TIMETABLE, timetable)


def show_timetable(work: Work, ronde: Koppelronde, timetable: Timetable) -> None:
    """The afternoon in a few lines."""
    from koppelronde.domain.times import clock, long_date

    first, last = timetable.turns[0], timetable.turns[-1]
    day = long_date(first.begin.date())
    work.say(
        Text(
            f"Rooster {timetable.version}: {len(timetable.turns)} gesprekken van "
            f"{ronde.number('turn_minutes')} minuten, {clock(first.begin)}–{clock(last.end)} "
            f"op {day.nl}; {len(timetable.meetings)} ontmoetingen.",
            f"Timetable {timetable.version}: {len(timetable.turns)} turns of "
            f"{ronde.number('turn_minutes')} minutes, {clock(first.begin)}–{clock(last.end)} "
            f"on {day.en}; {len(timetable.meetings)} meetings.",
        )
    )
    for pause in timetable.breaks:
        work.say(Text(f"  pauze {clock(pause.begin)}–{clock(pause.end)}",
                      f"  break {clock(pause.begin)}–{clock(pause.end)}"))  # fmt: skip
    if not work.as_json:
        _show_stages(work, timetable)
        show_findings(timetable.findings, work.lang)
    if timetable.missed:
        work.say(Text(f"{len(timetable.missed)} koppels ontmoeten elkaar niet.",
                      f"{len(timetable.missed)} couples do not meet."))  # fmt: skip


def _show_stages(work: Work, timetable: Timetable) -> None:
    if timetable.stages:
        show_table(
            "",
            (t("doel", "goal"), t("waarde", "value"), t("grens", "bound"), t("bewezen", "proven")),
            [
                (s.says.say(work.lang), s.value, s.bound, t("ja", "yes") if s.proven else "–")
                for s in timetable.stages
            ],
        )


@command(
    carrousel,
    name="print",
    help=t(
        "Maak de papieren: kaarten, tafelborden, wandrooster, lijsten; en een agenda per "
        "persoon.\n\nVoorbeeld:  koppel carrousel print --only cards --for A07",
        "Make the papers: cards, table signs, wall chart, lists; and a calendar per person.\n\n"
        "Example:  koppel carrousel print --only cards --for A07",
    ),
)
@click.option("--only", multiple=True, metavar=t("SOORT", "KIND"),
              help=t("Eén soort papier (mag vaker).",
                     "One kind of paper (repeatable)."))  # fmt: skip
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze persoon.", "Only for this person."))  # fmt: skip
@click.option("--per-meeting", is_flag=True,
              help=t("Agenda met een afspraak per gesprek.",
                     "Calendar with an event for each meeting."))  # fmt: skip
def print_(work: Work, only: tuple[str, ...], for_code: str | None, per_meeting: bool) -> None:
    """Write the papers and the calendars."""
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.actions.kept import carrousel_on_paper, known_person, timetable_of
    from bureau.commands.door.hand_out import hand_out
    from carrousel.calendars import carrousel_calendars
    from carrousel.papers.rosters import CarrouselPaper, carrousel_papers

    kinds = [chosen(CarrouselPaper, word) for word in only] or None
    with work.open_store() as store:
        ronde, timetable = store.load(), timetable_of(store)
        code = None if for_code is None else known_person(ronde, for_code)
        papers = carrousel_papers(ronde, timetable, work.lang, only=kinds, for_code=code)
        # a folder is written whole: some kinds must not take the place of all papers
        folder = "-".join(["carrousel", *([code] if code else []), *(kinds or [])])
        what = carrousel_on_paper(timetable)
        if kinds is None:
            calendars = carrousel_calendars(
                ronde, timetable, per_meeting=per_meeting, lang=work.lang,
                handed_out=handed_out_so_far(store), only=None if code is None else [code],
            )  # fmt: skip
            papers = {**papers, **{f"agenda/{name}": ics for name, ics in calendars.files.items()}}
            remember(store, work.acting(), ronde, calendars.handed_out, what)
        files = hand_out(work, store, ronde, folder, papers, what)
    pdfs = sum(name.endswith(".pdf") for name in files)
    work.say(Text(f"{pdfs} pdf's en {len(files) - pdfs} agenda's in {work.path(files[0]).parent}",
                  f"{pdfs} PDFs and {len(files) - pdfs} calendars in "
                  f"{work.path(files[0]).parent}"))  # fmt: skip
    for name in files:
        if name.endswith(".pdf"):
            work.say(f"  {name}")
    work.tell(files=files)


K = TypeVar("K", bound=StrEnum)


def chosen(kinds: type[K], word: str) -> K:
    """The kind of paper of that name; WrongUse naming those there are."""
    from koppelronde.domain.language import listed

    if word in list(kinds):
        return kinds(word)
    raise WrongUse(
        Text(f"'{word}' is geen soort papier. Er zijn: ", f"'{word}' is no kind of paper. Known: ")
        + listed([kind.value for kind in kinds])
    )


@command(
    carrousel,
    name="bell",
    help=t(
        "Maak de pagina voor de beamer: aftellen, bel, wie zit waar. Werkt zonder internet.\n\n"
        "Voorbeeld:  koppel carrousel bell",
        "Make the page for the beamer: countdown, bell, who sits where. Works offline.\n\n"
        "Example:  koppel carrousel bell",
    ),
)
def bell(work: Work) -> None:
    """Write the bell page."""
    from bureau.actions.kept import timetable_of
    from bureau.commands.door.hand_out import hand_out
    from carrousel.papers.bell import bell_page

    with work.open_store() as store:
        ronde, timetable = store.load(), timetable_of(store)
        page = bell_page(ronde, timetable, work.lang).encode("utf-8")
        what = Text("belpagina gemaakt", "bell page made")
        name = t("bel", "bell")
        files = hand_out(work, store, ronde, name, {f"{name}.html": page}, what)
    work.say(Text(f"Open dit bestand op de laptop bij de beamer: {files[0]}",
                  f"Open this file on the laptop at the beamer: {files[0]}"))  # fmt: skip
    work.tell(files=files)
