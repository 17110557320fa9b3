"""The carrousel on the day itself: somebody is absent or late, a table cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from bureau.actions.kept import known_person, timetable_of
from bureau.actions.loading import load_round
from bureau.actions.meeting.afternoon import cards_of, keep_timetable
from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Repair, Timetable
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from bureau.store.handle import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """The afternoon after something happened; ``repair.told`` says who must be told what."""

    ronde: Koppelronde
    event: DayEvent
    repair: Repair
    what: Text


_Event = Callable[[Koppelronde, Timetable, str], tuple[DayEvent, int]]
"""What happened to that person, and the first turn that can still change."""


def report_absent(
    store: Store,
    by: By,
    *,
    code: str,
    since: time,
    until: time | None = None,
    expect_version: int | None = None,
) -> Adjusted:
    """Somebody is away from a moment on, for the rest of the day or until a later moment.

    ``code`` is a person's, or the number of the table where somebody sits. The turns that are left
    are repaired with as few changes as possible. WrongUse where no turn is touched.
    """

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        begin, end = _moment(ronde, since), None if until is None else _moment(ronde, until)
        first, last = _touched(timetable, begin, end)
        return DayEvent(DayEventKind.ABSENT, who, first, last), _next(timetable, begin)

    return _adjust(store, by, code, event, expect_version)


def report_late(
    store: Store,
    by: By,
    *,
    code: str,
    until: time,
    now: time | None = None,
    expect_version: int | None = None,
) -> Adjusted:
    """Somebody is there only from ``until`` on; ``now`` is None before the first turn."""

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        first, last = _touched(timetable, None, _moment(ronde, until))
        now_turn = 1 if now is None else _next(timetable, _moment(ronde, now))
        return DayEvent(DayEventKind.LATE, who, first, last), max(
            now_turn, timetable.held_until + 1
        )

    return _adjust(store, by, code, event, expect_version)


def move_from_table(
    store: Store,
    by: By,
    *,
    code: str,
    since: time,
    table: int = 0,
    expect_version: int | None = None,
) -> Adjusted:
    """A table cannot be used: who sits there goes to ``table`` (0 = a free one), or swaps."""

    def event(ronde: Koppelronde, timetable: Timetable, who: str) -> tuple[DayEvent, int]:
        first = _next(timetable, _moment(ronde, since))
        return DayEvent(DayEventKind.SWAP_TABLE, who, first, len(timetable.turns), table), first

    return _adjust(store, by, code, event, expect_version)


def make_repair_papers(adjusted: Adjusted, *, lang: Lang) -> Papers:
    """New cards for those who are touched, a new wall chart and a new bell page."""
    after = adjusted.repair.timetable
    who = [told.who for told in adjusted.repair.told]
    return Papers(
        ronde=adjusted.ronde,
        folder=f"carrousel-{Text('herstel', 'repair').say(lang)}-{after.version}",
        files=cards_of(adjusted.ronde, after, who, lang),
        what=Text(
            f"nieuwe kaarten bij carrouselrooster {after.version}",
            f"new cards for carousel timetable {after.version}",
        ),
        about=Subject(kind="repair", version=str(after.version), who=adjusted.event.who),
    )


def make_new_cards(store: Store, _by: By, *, who: Collection[str], lang: Lang) -> Papers:
    """New cards for these people by the plan in force, a new wall chart and a new bell page."""
    ronde, timetable = store.load(), timetable_of(store)
    version = timetable.version
    return Papers(
        ronde=ronde,
        folder=f"carrousel-{Text('herstel', 'repair').say(lang)}-{version}",
        files=cards_of(ronde, timetable, sorted(who), lang),
        what=Text(f"nieuwe kaarten bij rooster {version}", f"new cards of timetable {version}"),
        about=Subject(kind="repair", version=str(version)),
    )


def _adjust(store: Store, by: By, code: str, event: _Event, expect_version: int | None) -> Adjusted:
    from carrousel.day.repair import repair_carrousel

    ronde, timetable = load_round(store, expect_version), timetable_of(store)
    made, asked = event(ronde, timetable, known_person(ronde, _seated(timetable, code)))
    now_turn = _turn_now(by, timetable, asked)
    if now_turn > len(timetable.turns):
        raise WrongUse(
            Text("Na dat moment begint geen gesprek meer.", "No turn begins after that."),
        )
    repair = repair_carrousel(
        ronde, timetable, [*_gone_since(ronde, timetable), made], now_turn=now_turn,
        version=timetable.version + 1, made_at=by.at,
    )  # fmt: skip
    what = Text("carrousel bijgestuurd: ", "carousel repaired: ") + _said(made)
    keep_timetable(
        store, by, ronde, repair.timetable, what, before=timetable, act=Act.REPAIRED, who=made.who
    )
    return Adjusted(ronde=ronde, event=made, repair=repair, what=what)


def _said(event: DayEvent) -> Text:
    """``H07 afwezig in ronde 9 t/m 30``."""
    kinds = {
        DayEventKind.ABSENT: Text("afwezig", "absent"),
        DayEventKind.LATE: Text("later", "late"),
        DayEventKind.SWAP_TABLE: Text("naar een andere tafel", "to another table"),
    }
    kind, turns = kinds[event.kind], f"{event.first}–{event.last}"
    return Text(f"{event.who} {kind.nl}, ronde {turns}", f"{event.who} {kind.en}, turns {turns}")


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


def _turn_now(by: By, timetable: Timetable, asked: int) -> int:
    """The first turn that has not begun: by the clock on the day itself, else as it is said.

    On another day (a rehearsal, or planning ahead) the moment that is said counts as now.
    """
    if by.at.date() != timetable.turns[0].begin.date():
        return asked
    return max(_next(timetable, by.at), timetable.held_until + 1)


def _touched(timetable: Timetable, begin: datetime | None, end: datetime | None) -> tuple[int, int]:
    from carrousel.afternoon.turns import touched_turns

    touched = touched_turns(timetable.turns, begin, end)
    if touched is None:
        raise WrongUse(
            Text("In die tijd is er geen enkel gesprek.", "There is no turn in that time."),
        )
    return touched


def _gone_since(ronde: Koppelronde, timetable: Timetable) -> list[DayEvent]:
    """Who left the round after the timetable was made is away all afternoon."""
    there = {code for meeting in timetable.meetings for code in (meeting.aios, meeting.hao)}
    return [
        DayEvent(DayEventKind.ABSENT, code, 1, len(timetable.turns))
        for code in sorted(there & set(ronde.withdrawn))
    ]
