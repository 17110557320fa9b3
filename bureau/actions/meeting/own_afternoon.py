"""The carrousel of one person, as soon as it is handed out, and what a repair changed for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bureau.actions.kept import TIMETABLE, newest
from koppelronde.domain.acts import Act
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.times import clock

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTurn:
    """One stretch: a talk, a free turn, a break, or away. ``partner`` is a code, empty for none."""

    number: int
    begin: datetime
    end: datetime
    kind: str
    partner: str
    table: int
    where: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAfternoon:
    """Somebody's afternoon in the timetable of that version; ``home`` is a table of their own."""

    version: int
    made_at: datetime
    home: Text | None
    turns: tuple[OwnTurn, ...]


def handed_out_timetable(store: Store, ronde: Koppelronde, today: date) -> Timetable | None:
    """The timetable that people may see: one was given out already, or the day is there."""
    plan = newest(store, TIMETABLE, Timetable)
    day = ronde.settings.carrousel_date
    if plan is None or (day is not None and today >= day):
        return plan
    given = (Act.PRINTED, Act.HANDED_OUT, Act.REPAIRED)
    out = any(
        e.act in given and e.subject.kind in (TIMETABLE, "repair") for e in store.journal_of()
    )
    return plan if out else None


def own_afternoon(ronde: Koppelronde, plan: Timetable, code: str) -> OwnAfternoon:
    """That person's page of the book."""
    from carrousel.afternoon.person_day import DayBook

    book = DayBook(ronde, plan)
    turns = tuple(
        OwnTurn(
            number=part.turn, begin=part.begin, end=part.end, kind=part.kind.value,
            partner=part.partner, table=part.table,
            where=book.where(part.table) if part.table else Text("", ""),
        )
        for part in book.day_of(code)
    )  # fmt: skip
    table = book.home.get(code)
    return OwnAfternoon(
        version=plan.version, made_at=plan.made_at, turns=turns,
        home=None if table is None else book.where(table),
    )  # fmt: skip


def changed_since(
    store: Store, ronde: Koppelronde, plan: Timetable, code: str, version: int
) -> tuple[Text, ...]:
    """What is different for that person since that version, turn by turn."""
    found = (kept.record(Timetable) for kept in store.all(TIMETABLE) if not kept.erased)
    old = next((each for each in found if each.version == version), None)
    if old is None or old.version == plan.version:
        return ()
    before, after = _by_turn(ronde, old, code), _by_turn(ronde, plan, code)
    said = []
    for number in sorted(before.keys() | after.keys()):
        was, now = before.get(number), after.get(number)
        if now is not None and _place(was) != _place(now):
            said.append(_now(ronde, now))
        elif was is not None and now is None:
            said.append(_nothing(was))
    return tuple(said)


def _by_turn(ronde: Koppelronde, plan: Timetable, code: str) -> Mapping[int, OwnTurn]:
    return {t.number: t for t in own_afternoon(ronde, plan, code).turns if t.number}


def _place(turn: OwnTurn | None) -> tuple[str, int]:
    return ("", 0) if turn is None else (turn.partner, turn.table)


def _now(ronde: Koppelronde, turn: OwnTurn) -> Text:
    if not turn.partner:
        return _nothing(turn)
    name, at = ronde.name_of(turn.partner), clock(turn.begin)
    return Text(
        f"Om {at} spreek je {name}, {turn.where.nl}.", f"At {at} you meet {name}, {turn.where.en}."
    )


def _nothing(turn: OwnTurn) -> Text:
    at = clock(turn.begin)
    return Text(f"Om {at} heb je geen gesprek.", f"At {at} you have no meeting.")
