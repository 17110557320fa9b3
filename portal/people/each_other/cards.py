"""Opleiders en praktijken, Aios in deze ronde: cards, a star, a private note, and a small map.

The order is that of names; days together or travel only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox.notes import notes_of, save_note
from bureau.inbox.records import NoteRecord
from koppelronde.domain.language import Text, listed
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.travel import TravelTime
from portal.desk import desk
from portal.people.autosave_words import AUTOSAVE
from portal.people.each_other.card_words import CARD, SAYS
from portal.people.each_other.place_map import map_of
from portal.people.each_other.sheets import (
    Sheet,
    Together,
    counted,
    sheet_of,
    sheets,
    together,
    travel,
)
from portal.people.own import Me, me, other_or_404, profiles_open
from portal.rights import Act, who
from portal.templatetags.portal import at, page_language, say

ON_A_PAGE: Final = 20
LONG_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Card:
    """A sheet beside who looks at it."""

    sheet: Sheet
    week: Together | None
    minutes: TravelTime | None
    note: NoteRecord | None

    @property
    def star(self) -> bool:
        """Whether it has a star."""
        return self.note is not None and self.note.star

    @property
    def far(self) -> bool:
        """Said, never hidden."""
        return self.minutes is not None and self.minutes.minutes > LONG_MINUTES

    def has(self, words: list[str]) -> bool:
        """Whether every word stands on it somewhere."""
        sheet = self.sheet
        practice = "" if sheet.praktijk is None else sheet.praktijk.name
        parts = [sheet.name, practice, sheet.town, sheet.kind, *(t.text for t in sheet.texts)]
        text = "\n".join(parts).casefold()
        return all(word in text for word in words)


_ORDERS: Final[dict[str, tuple[Text, Callable[[Card], Any]]]] = {
    "naam": (SAYS.by_name, lambda card: 0),
    "dagen": (SAYS.by_days, lambda card: -_shared(card.week)),
    "reis": (SAYS.by_travel, lambda card: card.minutes.minutes if card.minutes else 10_000),
}


@who(Act.OWN)
def cards(request: HttpRequest) -> HttpResponse:
    """Everybody of the other side."""
    mine = me(request)
    if (closed := not_open_yet(request, mine)) is not None:
        return closed
    everybody = _cards(mine, mine.others())
    chosen = _chosen(request, everybody)
    page = _page_number(request, len(chosen))
    context = {
        "says": SAYS, "card": CARD, "mine": mine,
        "cards": chosen[page * ON_A_PAGE : (page + 1) * ON_A_PAGE], "page": page,
        "more": (page + 1) * ON_A_PAGE < len(chosen), "q": request.GET.get("q", ""),
        "orders": [(key, says) for key, (says, _) in _ORDERS.items()],
        "order": request.GET.get("order", "naam"), "star": "star" in request.GET,
        "stars": sum(card.star for card in everybody), "autosave": AUTOSAVE,
        "shown": _shown(mine, len(chosen), len(everybody)), "count": _count(mine, everybody),
        "map": _map(mine, everybody), "own_days": _own_days(mine),
    }  # fmt: skip
    return render(request, "people/cards.html", context)


@who(Act.OWN)
def card(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person, with everything they wrote."""
    mine = me(request)
    if (closed := not_open_yet(request, mine)) is not None:
        return closed
    other = other_or_404(mine, person)
    note = notes_of(desk().inbox, mine.account.id, mine.ronde.name).get(other.code)
    shown = Card(sheet_of(mine.ronde, other.code), together(mine, other), travel(mine, other), note)
    context = {"says": SAYS, "card": CARD, "one": shown, "mine": mine, "autosave": AUTOSAVE,
               "sheet": shown.sheet, "week": shown.week, "minutes": shown.minutes}  # fmt: skip
    return render(request, "people/card.html", context)


@who(Act.OWN, post=True)
def note(request: HttpRequest, person: UUID) -> HttpResponse:
    """Keep the star or the note; seen by nobody else."""
    mine = me(request)
    other = other_or_404(mine, person)
    star, text = request.POST.get("star"), request.POST.get("text")
    if request.method == "POST":
        kept = save_note(
            desk().inbox, mine.account.id, mine.ronde.name, other.code,
            star=None if star is None else star == "1",
            text=None if text is None else text.replace("\r\n", "\n").replace("\x00", ""),
        )  # fmt: skip
        if "application/json" in request.headers.get("Accept", ""):
            says = f"{say(SAYS.saved)} {at(kept.saved_at)}"
            return JsonResponse({"star": kept.star, "revision": 0, "says": says})
    return HttpResponseRedirect(_back(request, person))


def not_open_yet(request: HttpRequest, mine: Me) -> HttpResponse | None:
    """The page that says from when; None once both sides may read."""
    opens = profiles_open(mine.ronde)
    if opens is None or desk().now() >= opens:
        return None
    return render(request, "people/not_open.html", {"says": SAYS, "mine": mine, "opens": opens})


def _cards(mine: Me, others: tuple[Aios | Hao, ...]) -> list[Card]:
    notes = notes_of(desk().inbox, mine.account.id, mine.ronde.name)
    return [
        Card(sheet, together(mine, other), travel(mine, other), notes.get(other.code))
        for sheet, other in zip(sheets(mine.ronde, others), others, strict=True)
    ]


def _chosen(request: HttpRequest, everybody: list[Card]) -> list[Card]:
    words = request.GET.get("q", "").casefold().split()
    found = [c for c in everybody if c.has(words) and (c.star or "star" not in request.GET)]
    _, key = _ORDERS.get(request.GET.get("order", ""), _ORDERS["naam"])
    return sorted(found, key=key)


def _count(mine: Me, everybody: list[Card]) -> Text:
    practices = len({c.sheet.praktijk.code for c in everybody if c.sheet.praktijk})
    many = counted(mine, len(everybody))
    return Text(f"{many.nl} in {practices} praktijken doen mee.",
                f"{many.en} in {practices} practices take part.")  # fmt: skip


def _shown(mine: Me, found: int, everybody: int) -> Text:
    many = counted(mine, everybody)
    if found == everybody:
        return many
    return Text(f"{found} van {many.nl}", f"{found} of {many.en}")


def _own_days(mine: Me) -> Text | None:
    days = sorted(mine.person.work_days)
    if not days:
        return None
    nl, en = listed([d.full.nl for d in days]).nl, listed([d.full.en for d in days]).en
    return Text(nl[:1].upper() + nl[1:], en)


def _shared(week: Together | None) -> int:
    return 0 if week is None else sum(day.mark == "both" for day in week.days)


def _page_number(request: HttpRequest, found: int) -> int:
    text = request.GET.get("page", "0")
    page = int(text) if text.isdecimal() and len(text) < 5 else 0
    return min(page, max(0, (found - 1) // ON_A_PAGE))


def _map(mine: Me, everybody: list[Card]) -> str:
    stars = frozenset(c.sheet.praktijk.code for c in everybody if c.star and c.sheet.praktijk)
    home = mine.person.home if isinstance(mine.person, Aios) else None
    shown = tuple({c.sheet.praktijk.code: c.sheet.praktijk for c in everybody
                   if c.sheet.praktijk is not None}.values())  # fmt: skip
    return map_of(shown, stars, home, mine.ronde.travel_estimate, say(SAYS.map_label),
                  SAYS.you.say(page_language()))  # fmt: skip


def _back(request: HttpRequest, person: UUID) -> str:
    """To the card in the list, or to the page of that person."""
    if request.POST.get("from") == "list":
        return f"{reverse('cards')}#k-{person}"
    return str(reverse("card", args=[person]))
