"""``koppel carrousel`` on the day itself: somebody is away or late, a table breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING

import click

import bureau.commands.afternoon.lists  # noqa: F401  (adds its commands to the group)
from bureau.commands.afternoon.planning import carrousel, save_timetable
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from koppelronde.domain.outcome_carrousel import DayEvent, PlaceChange, Repair, Timetable
    from koppelronde.domain.ronde import Koppelronde


class ClockTime(click.ParamType[time]):
    """``14:24`` or ``14.24``."""

    name = "uu:mm"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> time:
        if isinstance(value, time):
            return value
        text = str(value).replace(".", ":")
        try:
            return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  (a time of day)
        except ValueError:
            self.fail(t(f"'{value}' is geen tijd; geef bijvoorbeeld 14:24.",
                        f"'{value}' is no time; give for instance 14:24."))  # fmt: skip


@command(
    carrousel,
    name="absent",
    help=t(
        "Iemand is er niet (meer): de resterende gesprekken worden hersteld met zo weinig "
        "mogelijk wisselingen.\n\nVoorbeeld:  koppel carrousel absent H07 --from 14:24",
        "Somebody is not there (any more): the remaining turns are repaired with as few changes "
        "as possible.\n\nExample:  koppel carrousel absent H07 --from 14:24",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--from", "since", type=ClockTime(), required=True, metavar="uu:mm")
@click.option("--until", type=ClockTime(), default=None, metavar="uu:mm")
def absent(work: Work, code: str, since: time, until: time | None) -> None:
    """Away from a moment on, for the rest of the day or until a later moment."""
    from koppelronde.domain.outcome_carrousel import DayEvent, DayEventKind

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        begin, end = _moment(ronde, since), None if until is None else _moment(ronde, until)
        first, last = _touched(timetable, begin, end)
        return DayEvent(DayEventKind.ABSENT, who, first, last), _next(timetable, begin)

    _repair(work, code, event)


@command(
    carrousel,
    name="late",
    help=t(
        "Iemand komt later.\n\nVoorbeeld:  koppel carrousel late A03 --until 13:40",
        "Somebody comes later.\n\nExample:  koppel carrousel late A03 --until 13:40",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--until", type=ClockTime(), required=True, metavar="uu:mm",
              help=t("Vanaf dan is hij of zij er.", "From then on they are there."))  # fmt: skip
@click.option("--now", "at", type=ClockTime(), default=None, metavar="uu:mm",
              help=t("Hoe laat het nu is (standaard: voor de eerste ronde).",
                     "What time it is now (default: before the first turn)."))  # fmt: skip
def late(work: Work, code: str, until: time, at: time | None) -> None:
    """Not there until a moment."""
    from koppelronde.domain.outcome_carrousel import DayEvent, DayEventKind

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        first, last = _touched(timetable, None, _moment(ronde, until))
        now_turn = 1 if at is None else _next(timetable, _moment(ronde, at))
        return DayEvent(DayEventKind.LATE, who, first, last), max(
            now_turn, timetable.held_until + 1
        )

    _repair(work, code, event)


@command(
    carrousel,
    name="swap-table",
    help=t(
        "Een tafel kan niet gebruikt worden: wie daar zit verhuist, naar een vrije tafel of ruilt."
        "\n\nVoorbeeld:  koppel carrousel swap-table H07 --to 12 --from 14:24",
        "A table cannot be used: who sits there moves to a free one, or swaps.\n\n"
        "Example:  koppel carrousel swap-table H07 --to 12 --from 14:24",
    ),
)
@click.argument("code", metavar=t("CODE|TAFEL", "CODE|TABLE"))
@click.option("--from", "since", type=ClockTime(), required=True, metavar="uu:mm")
@click.option("--to", "table", type=int, default=0, metavar="NR",
              help=t("Naar deze tafel (standaard: een vrije).",
                     "To this table (default: a free one)."))  # fmt: skip
def swap_table(work: Work, code: str, since: time, table: int) -> None:
    """Another table for somebody who stays seated."""
    from koppelronde.domain.outcome_carrousel import DayEvent, DayEventKind

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        first = _next(timetable, _moment(ronde, since))
        return DayEvent(DayEventKind.SWAP_TABLE, who, first, len(timetable.turns), table), first

    _repair(work, code, event)


def _seated(timetable: Timetable, code: str) -> str:
    """Who sits at the table of that number; anything else is a code already."""
    if not code.isdecimal():
        return code
    there = [who for who, table in timetable.home if table == int(code)]
    if len(there) != 1:
        raise WrongUse(
            Text(f"Aan tafel {code} zit niet één vaste persoon; geef een code.",
                 f"No one person sits at table {code} all the time; give a code.")
        )  # fmt: skip
    return there[0]


def _moment(ronde: Koppelronde, at: time) -> datetime:
    from carrousel.afternoon.turns import hours_of, on_the_day

    return on_the_day(hours_of(ronde), at)


def _next(timetable: Timetable, moment: datetime) -> int:
    from carrousel.afternoon.turns import running_at

    return running_at(timetable.turns, moment)


def _turn_now(work: Work, timetable: Timetable, asked: int) -> int:
    """The first turn that has not begun: by the clock on the day itself, else as the command says.

    On another day (a rehearsal, or planning ahead) the moment in the command counts as now.
    """
    now = work.now()
    if now.date() != timetable.turns[0].begin.date():
        return asked
    return max(_next(timetable, now), timetable.held_until + 1)


def _touched(timetable: Timetable, begin: datetime | None, end: datetime | None) -> tuple[int, int]:
    from carrousel.afternoon.turns import touched_turns

    touched = touched_turns(timetable.turns, begin, end)
    if touched is None:
        raise WrongUse(
            Text("In die tijd is er geen enkel gesprek.", "There is no turn in that time."),
        )
    return touched


def _repair(
    work: Work, code: str, event: Callable[[Koppelronde, Timetable, str], tuple[DayEvent, int]]
) -> None:
    """Repair, save, print new cards for those touched, and the wall chart and bell page."""
    from bureau.actions.kept import known_person, timetable_of
    from bureau.commands.door.hand_out import hand_out
    from carrousel.day.repair import repair_carrousel
    from carrousel.papers.bell import bell_page
    from carrousel.papers.rosters import CarrouselPaper, carrousel_papers

    with work.open_store() as store:
        ronde, timetable = store.load(), timetable_of(store)
        made, asked = event(ronde, timetable, known_person(ronde, _seated(timetable, code)))
        gone = _gone_since(ronde, timetable)
        now_turn = _turn_now(work, timetable, asked)
        if now_turn > len(timetable.turns):
            raise WrongUse(
                Text("Na dat moment begint geen gesprek meer.", "No turn begins after that."),
            )
        repair = repair_carrousel(
            ronde, timetable, [*gone, made], now_turn=now_turn, version=timetable.version + 1,
            made_at=work.now(),
        )  # fmt: skip
        after = repair.timetable
        what = Text(f"carrousel bijgestuurd: {made.kind.value} {made.who}",
                    f"carousel repaired: {made.kind.value} {made.who}")  # fmt: skip
        save_timetable(work, store, ronde, after, what, before=timetable)
        papers = dict(carrousel_papers(ronde, after, work.lang, only=[CarrouselPaper.WALL]))
        for told in repair.told:
            papers |= carrousel_papers(
                ronde, after, work.lang, only=[CarrouselPaper.CARDS], for_code=told.who
            )
        name = t("bel", "bell")
        papers[f"{name}.html"] = bell_page(ronde, after, work.lang).encode("utf-8")
        folder = f"carrousel-{t('herstel', 'repair')}-{after.version}"
        files = hand_out(work, store, ronde, folder, papers, what)
    _show(work, ronde, repair)
    where = work.path(files[0]).parent
    work.say(Text(f"Nieuwe kaarten, wandkaart en belpagina: {where}",
                  f"New cards, wall chart and bell page: {where}"))  # fmt: skip
    work.tell(timetable=after, told=list(repair.told), changed_places=repair.changed_places,
              files=files)  # fmt: skip


def _gone_since(ronde: Koppelronde, timetable: Timetable) -> list[DayEvent]:
    """Who left the round after the timetable was made is away all afternoon."""
    from koppelronde.domain.outcome_carrousel import DayEvent, DayEventKind

    there = {code for meeting in timetable.meetings for code in (meeting.aios, meeting.hao)}
    return [
        DayEvent(DayEventKind.ABSENT, code, 1, len(timetable.turns))
        for code in sorted(there & set(ronde.withdrawn))
    ]


def _show(work: Work, ronde: Koppelronde, repair: Repair) -> None:
    if work.as_json:
        return
    work.say(
        Text(
            f"{len(repair.told)} mensen krijgen iets anders, {repair.changed_places} plaatsen "
            "veranderen.",
            f"{len(repair.told)} people get something else, {repair.changed_places} places change.",
        )
    )
    rows = [
        (told.who, ronde.name_of(told.who), _said_to(work, ronde, told.changes))
        for told in repair.told
    ]
    show_table(
        t("Zeg dit", "Tell them"), ("", t("wie", "who"), t("wat verandert", "what changes")), rows
    )
    if repair.timetable.catch_up:
        work.say(
            Text(f"Inhalen na afloop: {len(repair.timetable.catch_up)} gesprekken.",
                 f"To catch up afterwards: {len(repair.timetable.catch_up)} meetings.")
        )  # fmt: skip
    show_findings(repair.timetable.findings, work.lang)


def _said_to(work: Work, ronde: Koppelronde, changes: tuple[PlaceChange, ...]) -> str:
    """All changes of one person; who only moves to another table hears that once."""
    tables = {(c.table_before, c.table_after) for c in changes}
    same = all(c.partner_before and c.partner_before == c.partner_after for c in changes)
    if not same or len(tables) > 1 or len(changes) < 2:
        return "; ".join(_said(work, ronde, c) for c in changes)
    ((before, after),) = tables
    first, last = changes[0].turn, changes[-1].turn
    return t(f"ronde {first} t/m {last}: tafel {before} → {after}, dezelfde gesprekken",
             f"turns {first} to {last}: table {before} → {after}, the same talks")  # fmt: skip


def _said(work: Work, ronde: Koppelronde, change: PlaceChange) -> str:
    def place(partner: str, table: int) -> str:
        if not partner:
            return t("pauze", "pause")
        return f"{ronde.name_of(partner)} ({t('tafel', 'table')} {table})"

    if change.partner_before and change.partner_before == change.partner_after:
        turn = f"{t('ronde', 'turn')} {change.turn}: {ronde.name_of(change.partner_after)}"
        return f"{turn}, {t('tafel', 'table')} {change.table_before} → {change.table_after}"
    before = place(change.partner_before, change.table_before)
    after = place(change.partner_after, change.table_after)
    return f"{t('ronde', 'turn')} {change.turn}: {before} → {after}"
