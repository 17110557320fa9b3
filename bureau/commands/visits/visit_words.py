"""What is said of a visit plan, and of what moves when it is made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from bureau.commands.door.show import findings_data, show_findings, show_stages, show_table
from koppelronde.domain.findings import Weight
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.times import clock, short_date

if TYPE_CHECKING:
    from bureau.actions.meeting.replanning import Replanned, VisitMove
    from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar


def show_calendar(work: Work, calendar: VisitCalendar) -> None:
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
    show_stages(calendar.stages, work.lang)
    for aios, praktijk in calendar.without_moment:
        work.say(Text(f"  Geen moment gevonden: {aios} bij {praktijk}",
                      f"  No moment found: {aios} at {praktijk}"))  # fmt: skip
    show_findings([f for f in calendar.findings if f.weight is Weight.NOTICE], work.lang)


def say_replanned(work: Work, made: Replanned) -> None:
    """What planning again changes, and whether that was kept; raises what stays impossible."""
    _say_clashes(work, made)
    work.tell(calendar=made.calendar, changed=made.changed)
    if not made.changed or made.calendar is None:
        work.say(Text("Er hoeft niets te veranderen.", "Nothing has to change."))
        return
    if not made.kept:
        _show_moves(work, made)
        work.say(_ONLY_LOOKED)
        return
    show_calendar(work, made.calendar)
    _end(work, made)


def say_happened(work: Work, made: Replanned, done: Text) -> None:
    """What something that happened moves for whom; ``done`` is what was recorded of it."""
    _say_clashes(work, made)
    work.tell(calendar=made.calendar, changed=made.changed, kept=made.kept)
    if made.kept:
        work.say(done)
    _show_moves(work, made)
    if not made.changed:
        work.say(Text("Aan de bezoeken hoeft niets te veranderen.",
                      "Nothing has to change in the visits."))  # fmt: skip
    if not made.kept:
        work.say(_ONLY_LOOKED)
    elif made.changed:
        _end(work, made)


_ONLY_LOOKED = Text("Alleen bekeken; niets opgeslagen.", "Only looked at; nothing stored.")


def _say_clashes(work: Work, made: Replanned) -> None:
    work.tell(findings=findings_data(made.findings, work.lang))
    if made.findings and not work.as_json:
        work.say(Text("Afspraken blijven staan, maar deze kloppen niet met de regels:",
                      "Appointments stay, but these break rules:"))  # fmt: skip
        show_findings(made.findings, work.lang)


def _end(work: Work, made: Replanned) -> None:
    if made.shortage is not None:
        raise made.shortage
    work.say(Text("Nu:  koppel visits calendars --changes",
                  "Next:  koppel visits calendars --changes"))  # fmt: skip


def _show_moves(work: Work, made: Replanned) -> None:
    work.tell(moves=list(made.moves))
    if work.as_json or not made.moves:
        return
    ronde = made.ronde
    heads = (Text("", ""), Text("wie", "who"), Text("", ""), Text("praktijk", "practice"),
             Text("was", "was"), Text("wordt", "becomes"))  # fmt: skip
    show_table(
        Text("Wat verschuift", "What moves").say(work.lang),
        [head.say(work.lang) for head in heads],
        [
            (move.aios, ronde.name_of(move.aios), move.praktijk, ronde.name_of(move.praktijk),
             *_was_and_becomes(move, work.lang))
            for move in made.moves
        ],
    )  # fmt: skip


def _was_and_becomes(move: VisitMove, lang: Lang) -> tuple[str, str]:
    off, new = Text("vervalt", "is off").say(lang), "–"
    return (
        new if move.was is None else _moment(move.was, lang),
        off if move.becomes is None else _moment(move.becomes, lang),
    )


def _moment(visit: Visit, lang: Lang) -> str:
    return f"{short_date(visit.begin.date()).say(lang)} {clock(visit.begin)}"
