"""What is still missing from somebody, and the one thing to do next, phase by phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bureau.actions.handing_in import window_of
from bureau.inbox.drafts import draft
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.profiles import profile as profile_of
from bureau.inbox.records import Part
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.procedure.windows import Window, window
from portal.desk import desk
from portal.people.each_other.profile_fields import begun
from portal.people.own import Me
from portal.people.practice_visits import visits_todo
from portal.people.result import result_is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing; ``state`` is a class of ``.state``. ``route`` is a name of an address."""

    title: Text
    says: Text
    deed: Text
    route: str
    state: str = ""
    open: bool = True
    """Whether something can be done about it now."""
    closes: datetime | None = None

    @property
    def last_day(self) -> datetime | None:
        """The last moment that is still in time, for sentences with a day."""
        return None if self.closes is None else self.closes - timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Left:
    """How much time there is."""

    says: Text


_PROFILE: Final = {
    Side.AIOS: Text("Profiel", "Profile"),
    Side.HAO: Text("Leerwerkplan", "Training plan"),
}
_READ, _GO, _ON = Text("Lezen", "Read"), Text("Beginnen", "Begin"), Text("Verder", "Go on")
_LIST: Final = {
    Part.LIST_BEFORE: Text("Voorkeuren vooraf", "Ranking beforehand"),
    Part.LIST: Text("Voorkeurslijst", "Ranked list"),
    Part.VISIT_WISHES: Text("Bezoekwensen", "Visit wishes"),
}
_HAND_IN: Final = {
    Part.LIST_BEFORE: Text("Zet de opleiders op volgorde", "Rank the trainers"),
    Part.LIST: Text("Lever je voorkeurslijst in", "Hand in your ranked list"),
    Part.VISIT_WISHES: Text("Kies welke praktijken je wilt bezoeken",
                            "Choose which practices to visit"),
}  # fmt: skip
_ROUTES: Final = {
    Part.LIST_BEFORE: "ranking_before", Part.LIST: "ranking", Part.VISIT_WISHES: "visits",
}  # fmt: skip


def todos(mine: Me) -> tuple[Todo, ...]:
    """Everything that is asked of this person, in the order of the phases; done things too."""
    found: list[Todo] = []
    for phase in mine.ronde.procedure.phases:
        found += _OF_PHASE.get(phase.kind, _nothing)(mine)
    if not mine.ronde.procedure.has(PhaseKind.PROFILES):
        found = [*_profile(mine), *found]
    return tuple(found)


def next_of(found: tuple[Todo, ...]) -> Todo | None:
    """What to do first: the open thing that closes soonest; a result goes before all."""
    can = [todo for todo in found if todo.open and todo.state != "done"]
    if can and can[-1].route == "result":
        return can[-1]
    return min(can, key=lambda t: (t.closes is None, t.closes or desk().now()), default=None)


def time_left(closes: datetime | None) -> Left | None:
    """``2 dagen en 16 uur``; None when it is far away or over."""
    if closes is None:
        return None
    minutes = int((closes - desk().now()).total_seconds() // 60)
    if not 0 < minutes < 14 * 24 * 60:
        return None
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        nl, en = (
            f"{days} {'dag' if days == 1 else 'dagen'}",
            f"{days} {'day' if days == 1 else 'days'}",
        )
        return Left(Text(f"{nl} en {hours} uur", f"{en} and {hours} hours"))
    if hours:
        return Left(Text(f"{hours} uur en {minutes % 60} minuten",
                         f"{hours} hours and {minutes % 60} minutes"))  # fmt: skip
    return Left(Text(f"{minutes} minuten", f"{minutes} minutes"))


def _nothing(_mine: Me) -> list[Todo]:
    return []


def _profile(mine: Me) -> list[Todo]:
    found = profile_of(desk().inbox, mine.ronde.name, mine.code)
    hours = window(mine.ronde, PhaseKind.PROFILES)
    title = (
        Text("Vul je profiel in", "Fill in your profile") if mine.is_aios
        else Text("Vul je leerwerkplan in", "Fill in your training plan")
    )  # fmt: skip
    if begun(found):
        return [Todo(
            title=_PROFILE[mine.side],
            says=Text("Ingevuld; wijzigen kan altijd.", "Filled in; you can always change it."),
            deed=_READ, route="own_profile", state="done",
        )]  # fmt: skip
    says = (
        Text("Opleiders lezen het voordat ze je spreken.", "Trainers read it before they meet you.")
        if mine.is_aios
        else Text(
            "Aios kiezen hiermee wie ze willen ontmoeten.", "Trainees choose with it whom to meet."
        )
    )
    return [Todo(title=title, says=says, deed=_GO, route="own_profile", closes=_ahead(hours))]


def _ahead(hours: Window) -> datetime | None:
    return hours.closes if hours.closes is not None and not hours.over(desk().now()) else None


def _handing_in(part: Part) -> Callable[[Me], list[Todo]]:
    def of(mine: Me) -> list[Todo]:
        if part is not Part.LIST and not mine.is_aios:
            return []
        hours, now = window_of(mine.ronde, part), desk().now()
        versions = hand_ins_of(desk().inbox, mine.ronde.name, mine.code, part)
        saved = draft(desk().inbox, mine.ronde.name, mine.code, part)
        shut = hours.over(now) or (mine.ronde.sealed is not None)
        base = Todo(title=_HAND_IN[part], says=Text("Nog niet begonnen.", "Not begun yet."),
                    deed=_GO, route=_ROUTES[part], closes=_ahead(hours),
                    open=not shut and not hours.before(now))  # fmt: skip
        if versions:
            last = versions[-1]
            changed = (
                saved.saved_at is not None
                and saved.saved_at > last.received_at
                and saved.content != last.content
            )
            title = _LIST[part] + Text(": ingeleverd", ": handed in")
            says = Text(f"Nr. {last.number}. Deze telt.", f"No. {last.number}. This one counts.")
            if changed and not shut:
                title += Text(", daarna gewijzigd", ", changed since")
                says += Text(" Je wijziging telt pas als je opnieuw inlevert.",
                             " Your change counts once you hand in again.")  # fmt: skip
                return [replace(base, title=title, says=says, deed=_ON, state="wait")]
            return [replace(base, title=title, says=says, deed=_READ, state="done")]
        if hours.before(now):
            return []
        if shut:
            says = Text("Gesloten zonder jouw lijst. Klopt dat niet, bel je team.",
                        "Closed without your list. If that is wrong, phone.")  # fmt: skip
            return [replace(base, title=_LIST[part], says=says, state="bad")]
        if saved.revision:
            says = Text("Bewaard, maar nog niet ingeleverd.", "Saved, but not handed in yet.")
            return [replace(base, says=says, deed=_ON, state="half")]
        return [base]

    return of


def _visits(mine: Me) -> list[Todo]:
    answer = Text("Antwoorden", "Answer")
    asked = [
        Todo(title=title, says=says, deed=answer, route="visits", state="wait")
        for title, says in visits_todo(mine)
    ]
    if mine.ronde.procedure.has(PhaseKind.SHORTLIST):
        return asked
    return [*_handing_in(Part.VISIT_WISHES)(mine), *asked]


def _result(mine: Me) -> list[Todo]:
    if not result_is_open(mine.ronde):
        return []
    says = Text("Met wie je gekoppeld bent, en waarom.", "Whom you are matched with, and why.")
    title = Text("Je uitslag staat klaar", "Your result is ready")
    return [Todo(title=title, says=says, deed=_READ, route="result")]


_OF_PHASE: Final[dict[PhaseKind, Callable[[Me], list[Todo]]]] = {
    PhaseKind.PROFILES: _profile,
    PhaseKind.LISTS_BEFORE: _handing_in(Part.LIST_BEFORE),
    PhaseKind.VISITS: _visits,
    PhaseKind.LISTS: _handing_in(Part.LIST),
    PhaseKind.RESULTS: _result,
}
