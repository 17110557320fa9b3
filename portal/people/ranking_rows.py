"""The rows of the ranking: each person with place, town, travel and what is known of meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from bureau.actions.ranking import Order, Ranking
from bureau.inbox.records import Part
from koppelronde.domain.counted import counted
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from portal.desk import desk
from portal.people.ranking_words import SAYS, ordinal
from portal.visitor import person_of

ROUTES: Final = {Part.LIST: "ranking", Part.LIST_BEFORE: "ranking_before"}
HAOS: Final = (Text("opleider", "trainer"), Text("opleiders", "trainers"))
AIOS: Final = (Text("aios", "trainee"), Text("aios", "trainees"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person on the list; ``rank`` counts everybody above, ``group`` is the place in order."""

    code: str
    name: str
    where: str
    known: tuple[Text, ...]
    rank: int
    group: int
    shared: bool
    joined: bool
    from_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How long it is until the list closes."""

    days: int
    hours: int
    minutes: int
    over: bool


def page_of(request: HttpRequest, asked: Ranking) -> dict[str, Any]:
    """Everything that the page of the ranking shows."""
    ronde, now = desk().the_round(), desk().now()
    says, shape = SAYS.states[asked.state]
    person = person_of(request)
    route = ROUTES[asked.part]
    return {
        "says": SAYS,
        "asked": asked,
        "title": SAYS.title[asked.part],
        "lead": SAYS.lead_haos if person.code in ronde.aios_by_code else SAYS.lead_aios,
        "rows": rows_of(ronde, asked),
        "rest": [(code, name_and_town(ronde, code)) for code in asked.rest],
        "rest_says": rest_said(ronde, asked),
        "places": places_of(asked.order),
        "order_text": order_text(asked.order),
        "list_state": says,
        "shape": shape,
        "last": asked.hand_ins[-1] if asked.hand_ins else None,
        "left": left_until(asked.window.closes, now),
        "last_day": last_day(asked.window.closes),
        "open": asked.may_change(now),
        "calls": ronde.procedure.has(PhaseKind.CALLS),
        "top": ronde.number("top_ranks"),
        "several": _several(ronde, person.code),
        "move": reverse(route + "_move"),
        "autosave": reverse(route + "_autosave"),
        "check": reverse(route + "_check"),
        "now": now,
    }


def _several(ronde: Koppelronde, code: str) -> bool:
    person = ronde.person(code)
    return person is not None and len(person.emails) > 1 and code in ronde.hao_by_code


def rows_of(ronde: Koppelronde, asked: Ranking) -> list[Row]:
    """Who has a place, from the top."""
    top, above = ronde.number("top_ranks"), 0
    rows: list[Row] = []
    for group, members in enumerate(asked.order, 1):
        for number, code in enumerate(members):
            rank = above + 1
            rows.append(
                Row(
                    code=code, name=ronde.name_of(code), where=where_of(ronde, asked.code, code),
                    known=known_of(ronde, asked.code, code), rank=rank, group=group,
                    shared=len(members) > 1, joined=number > 0,
                    from_here=rank > top and not any(row.from_here for row in rows),
                )
            )  # fmt: skip
        above += len(members)
    return rows


def places_of(order: Order) -> list[tuple[int, int]]:
    """Each place of the order with the rank that it gives."""
    found, above = [], 0
    for group, members in enumerate(order, 1):
        found.append((group, above + 1))
        above += len(members)
    return found


def order_text(order: Order) -> str:
    """The order as a form carries it."""
    return " ".join("+".join(group) for group in order)


def in_words(ronde: Koppelronde, order: Order) -> list[tuple[Text, str]]:
    """``Eerste: Łucja ter Bosch, Venlo``; who shares a place stands on one line."""
    found, above = [], 0
    for members in order:
        names = "; ".join(name_and_town(ronde, code) for code in members)
        found.append((ordinal(above + 1), names))
        above += len(members)
    return found


def name_and_town(ronde: Koppelronde, code: str) -> str:
    """``Bram Janssen, Deurne``."""
    hao = ronde.hao_by_code.get(code)
    praktijk = None if hao is None else ronde.praktijk_by_code.get(hao.praktijk)
    town = "" if praktijk is None else praktijk.place.town
    return ", ".join(part for part in (ronde.name_of(code), town) if part)


def where_of(ronde: Koppelronde, code: str, other: str) -> str:
    """The town of a practice."""
    hao = ronde.hao_by_code.get(other)
    praktijk = None if hao is None else ronde.praktijk_by_code.get(hao.praktijk)
    return "" if praktijk is None else praktijk.place.town


def known_of(ronde: Koppelronde, code: str, other: str) -> tuple[Text, ...]:
    """Travel one way, and when they met; what nobody wrote down is not said."""
    mine = code in ronde.aios_by_code
    aios, hao = (code, other) if mine else (other, code)
    praktijk = ronde.hao_by_code[hao].praktijk
    found = []
    travel = ronde.travel_to_hao(ronde.aios_by_code[aios], ronde.hao_by_code[hao]) if mine else None
    if travel is not None:
        found.append(Text(f"{travel.minutes} min reizen", f"{travel.minutes} min travel"))
    for outcome in ronde.visit_outcomes:
        if (outcome.aios, outcome.praktijk) == (aios, praktijk) and (
            outcome.status is VisitStatus.DONE
        ):
            found.append(
                Text("bezocht", "visited") if mine else Text("op bezoek geweest", "came to visit")
            )
            break
    if (aios, hao) in ronde.met_before:
        found.append(Text("gesproken in de carrousel", "met in the carousel"))
    return tuple(found)


def rest_said(ronde: Koppelronde, asked: Ranking) -> Text:
    """``22 opleiders, samen op de laatste plaats.``"""
    if not asked.rest:
        return SAYS.rest_nobody
    noun = HAOS if asked.code in ronde.aios_by_code else AIOS
    return counted(len(asked.rest), noun, "{}, samen op de laatste plaats.",
                   "{}, together in the last place.")  # fmt: skip


def left_until(closes: datetime | None, now: datetime) -> Left | None:
    """What is left, in whole units; None where the round has no such date."""
    if closes is None:
        return None
    left = max(closes - now, timedelta())
    hours, rest = divmod(int(left.total_seconds()), 3600)
    return Left(days=hours // 24, hours=hours % 24, minutes=rest // 60, over=closes <= now)


def last_day(closes: datetime | None) -> datetime | None:
    """A moment on the last day that counts."""
    return None if closes is None else closes - timedelta(seconds=1)


def new_key() -> str:
    """The key of one form: the same form handed in twice is one hand-in."""
    return uuid4().hex
