"""``koppel carrousel``: plan the afternoon, print it, ring the bell, and repair it on the day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from koppelronde.commands.frame import Work, command, t
from koppelronde.commands.show import show_findings, show_table
from koppelronde.errors import WrongUse
from koppelronde.language import Text

if TYPE_CHECKING:
    from koppelronde.outcome import DayEvent, Timetable
    from koppelronde.ronde import Koppelronde


@click.group(
    name="carrousel",
    help=t(
        "De koppelcarrousel.\n\nVoorbeeld:  koppel carrousel plan",
        "The carousel afternoon.\n\nExample:  koppel carrousel plan",
    ),
    subcommand_metavar=t("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGUMENTS]..."),
)
def carrousel() -> None:
    """The afternoon of short conversations."""


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
    from carrousel.plan import plan_carrousel
    from koppelronde.commands.documents import TIMETABLE
    from koppelronde.commands.progress import progress_line

    with work.open_store() as store:
        ronde = store.load()
        version = store.next_version(TIMETABLE)
        with progress_line(work, Text("Rooster maken", "Making the timetable")) as progress:
            timetable = plan_carrousel(
                ronde, version=version, made_at=work.now(), progress=progress
            )
        _refuse_broken(ronde, timetable)
        what = Text(f"carrouselrooster {version}", f"carousel timetable {version}")
        with store.change(ronde, by=work.by, what=what) as change:
            change.put(TIMETABLE, timetable)
    _show_plan(work, ronde, timetable)


def _refuse_broken(ronde: Koppelronde, timetable: Timetable) -> None:
    """A plan of ours that breaks a rule is a bug of ours: never save it."""
    from carrousel.check import check_timetable
    from koppelronde.findings import broken

    wrong = broken(check_timetable(ronde, timetable))
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")


def _show_plan(work: Work, ronde: Koppelronde, timetable: Timetable) -> None:
    from koppelronde.times import clock, long_date

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
    work.say(Text("Nu:  koppel carrousel print  en  koppel carrousel bell",
                  "Next:  koppel carrousel print  and  koppel carrousel bell"))  # fmt: skip
    work.tell(timetable=timetable)


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
@click.option("--only", default=None, metavar=t("SOORT", "KIND"),
              help=t("Eén soort papier.", "One kind of paper."))  # fmt: skip
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze persoon.", "Only for this person."))  # fmt: skip
@click.option("--per-meeting", is_flag=True,
              help=t("Agenda met een afspraak per gesprek.",
                     "Calendar with an event for each meeting."))  # fmt: skip
def print_(work: Work, only: str | None, for_code: str | None, per_meeting: bool) -> None:
    """Write the papers and the calendars."""
    from carrousel.rosters import PAPERS, carrousel_papers
    from koppelronde.commands.documents import output_folder, timetable_of
    from koppelronde.store.exports import write_folder

    if only is not None and only not in PAPERS:
        from koppelronde.language import listed

        raise WrongUse(Text(f"'{only}' is geen soort papier. Er zijn: ",
                            f"'{only}' is no kind of paper. Known: ")
                       + listed(tuple(PAPERS)))  # fmt: skip
    with work.open_store() as store:
        ronde = store.load()
        timetable = timetable_of(store)
        _known_person(ronde, for_code)
        papers = carrousel_papers(ronde, timetable, work.lang, only=only, for_code=for_code)
        target = output_folder(work, ronde, "carrousel")
        written = list(write_folder(target, papers, keep=True))
        if only is None:
            written += _write_calendars(work, store, ronde, timetable, for_code, per_meeting)
    work.say(Text(f"{len(written)} bestanden in {target}", f"{len(written)} files in {target}"))
    work.tell(files=[str(path) for path in written])


def _known_person(ronde: Koppelronde, code: str | None) -> None:
    if code is not None and ronde.person(code) is None:
        raise WrongUse(Text(f"Niemand heeft code {code}.", f"Nobody has code {code}."))


def _write_calendars(work, store, ronde, timetable, for_code, per_meeting):  # type: ignore[no-untyped-def]
    raise NotImplementedError
