"""Carrousel: where to be now and next, a note per talk, and what the office changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from bureau.actions.meeting.own_afternoon import (
    OwnTurn,
    changed_since,
    handed_out_timetable,
    own_afternoon,
)
from bureau.inbox.notes import notes_of
from bureau.inbox.records import NoteRecord
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.times import AMSTERDAM
from portal.desk import desk
from portal.people.autosave_words import AUTOSAVE
from portal.people.each_other.card_words import SAYS as CARD_SAYS
from portal.people.own import Me, id_of, me
from portal.rights import Act, who


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Carrousel", "Carousel")
    not_yet: Text = Text("Nog niet open", "Not open yet")
    no_plan: Text = Text("Het rooster is er nog niet", "The timetable is not there yet")
    no_plan_what: Text = Text(
        "Zodra je team het uitdeelt staat hier met wie je praat, hoe laat en aan welke tafel.",
        "As soon as your team hands it out, this shows whom you meet, when and at which table.",
    )
    on: Text = Text("De carrousel is op", "The carousel is on")
    nobody: Text = Text("Je hebt geen gesprekken in dit rooster. Bel je team als dat niet klopt.",
                        "You have no meetings here. Phone your team if that is wrong.")  # fmt: skip
    now: Text = Text("Nu", "Now")
    next: Text = Text("Straks", "Next")
    done: Text = Text("Je gesprekken zijn klaar.", "Your meetings are over.")
    until: Text = Text("tot", "until")
    your_table: Text = Text("Je zit de hele middag aan", "All afternoon you sit at")
    free: Text = Text("geen gesprek", "no meeting")
    break_: Text = Text("pauze", "break")
    away: Text = Text("je bent er niet", "you are away")
    turn: Text = Text("ronde", "turn")
    turns: Text = Text("Je middag", "Your afternoon")
    changed: Text = Text("Je rooster is gewijzigd", "Your timetable has changed")
    same: Text = Text("Voor jou blijft alles gelijk.", "Nothing changes for you.")
    show: Text = Text("Toon het nieuwe rooster", "Show the new timetable")
    refresh: Text = Text("Ververs", "Refresh")
    fresh: Text = Text(
        "Wijzigt het bureau iets, dan zie je het hier binnen tien seconden.",
        "If the office changes something, you see it here within ten seconds.",
    )
    offline: Text = Text(
        "Je bent even zonder verbinding; dit rooster kan verouderd zijn. Notities blijven op dit "
        "apparaat en gaan vanzelf mee.",
        "You are without a connection; this timetable may be old. Notes stay on this device and "
        "go along by themselves.",
    )
    version: Text = Text("Rooster", "Timetable")
    talk: Text = Text("Waar kun je het over hebben?", "What can you talk about?")
    voluntary: Text = Text("hoeft niet", "optional")


SAYS: Final = _Says()
_KINDS: Final = {"free": SAYS.free, "break": SAYS.break_, "away": SAYS.away}


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the afternoon with who is there; ``says`` where there is no talk."""

    turn: OwnTurn
    name: str
    id: UUID | None
    says: Text | None
    note: NoteRecord | None
    state: str


@who(Act.OWN)
def carrousel(request: HttpRequest) -> HttpResponse:
    """The afternoon."""
    mine = me(request)
    plan = _plan(mine)
    if plan is None:
        closed = {"says": SAYS, "day": mine.ronde.settings.carrousel_date}
        return render(request, "people/carrousel_closed.html", closed)
    own, now = own_afternoon(mine.ronde, plan, mine.code), desk().now()
    rows = _rows(mine, own.turns, now)
    talks = [row for row in rows if row.name]
    since = request.GET.get("since", "")
    old = int(since) if since.isdecimal() and len(since) < 6 else plan.version
    context = {
        "says": SAYS, "card_says": CARD_SAYS, "mine": mine, "own": own, "rows": rows,
        "talks": talks, "moment": now, "autosave": AUTOSAVE,
        "current": next((row for row in rows if row.state == "now"), None),
        "following": next((row for row in talks if row.turn.begin > now), None),
        "changed": old != plan.version,
        "changes": changed_since(desk().store, mine.ronde, plan, mine.code, old),
        "place": mine.ronde.settings.carrousel_location,
        "topics": mine.ronde.procedure.conversation,
    }  # fmt: skip
    return render(request, "people/carrousel.html", context)


@who(Act.OWN)
def carrousel_state(request: HttpRequest) -> HttpResponse:
    """Which timetable is in force; small, for a script that asks every few seconds."""
    plan = _plan(me(request))
    return JsonResponse({"version": 0 if plan is None else plan.version})


def _plan(mine: Me) -> Timetable | None:
    """Read once per version of the round, however many telephones ask."""
    today = desk().now().astimezone(AMSTERDAM).date()
    key = f"timetable-{id_of(mine.ronde, '')}-{mine.ronde.version}-{today}"
    kept: Any = cache.get(key, False)
    if kept is False:
        kept = handed_out_timetable(desk().store, mine.ronde, today)
        cache.set(key, kept, 60)
    return kept if isinstance(kept, Timetable) else None


def _rows(mine: Me, turns: tuple[OwnTurn, ...], now: datetime) -> list[Row]:
    notes = notes_of(desk().inbox, mine.account.id, mine.ronde.name)

    def row(turn: OwnTurn) -> Row:
        talk = bool(turn.partner)
        state = "done" if turn.end <= now else "now" if turn.begin <= now else ""
        return Row(
            turn, mine.ronde.name_of(turn.partner) if talk else "",
            id_of(mine.ronde, turn.partner) if talk else None,
            None if talk else _KINDS.get(turn.kind, SAYS.free), notes.get(turn.partner), state,
        )  # fmt: skip

    return [row(turn) for turn in turns]
