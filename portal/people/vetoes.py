"""Veto melden: only on the grounds of this procedure; what is refused is quoted, never offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.handing_in import hand_in_part, window_of
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.errors import InputMistakes, OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.lists import VetoGround
from portal.desk import desk
from portal.people.own import Me, id_of, me
from portal.rights import Act, who


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Veto melden", "Report a veto")
    what: Text = Text(
        "Een veto zegt: deze koppeling mag volgens de regels niet. Liever niet is geen veto; zet "
        "iemand dan lager op je lijst.",
        "A veto says: by the rules this match may not be. Rather not is no veto; put somebody "
        "lower on your list then.",
    )
    about: Text = Text("Over wie gaat het?", "Whom is it about?")
    choose: Text = Text("Kies een naam", "Choose a name")
    why: Text = Text("Welke regel?", "Which rule?")
    send: Text = Text("Veto melden", "Report the veto")
    mine: Text = Text("Wat je gemeld hebt", "What you reported")
    none: Text = Text(
        "Nog niets; de meeste mensen melden niets.", "Nothing; most people report none."
    )
    back: Text = Text("Intrekken", "Withdraw")
    no: Text = Text("Waarvoor geen veto kan", "What is no ground for a veto")
    source: Text = Text("Bron:", "Source:")
    number: Text = Text("Ontvangen als nr.", "Received as no.")
    sees: Text = Text(
        "Je eigen team ziet je melding. De ander krijgt er geen bericht van.",
        "Your own team sees what you report. The other gets no message.",
    )
    no_grounds: Text = Text("Deze ronde kent geen veto's.", "This round knows no vetoes.")
    missing: Text = Text("Kies iemand en een regel.", "Choose somebody and a rule.")
    closed: Text = Text("De lijsten zijn gesloten", "The lists are closed")
    closed_what: Text = Text(
        "Is er toch iets dat volgens de regels niet mag, bel dan meteen je team.",
        "If there is something that the rules forbid after all, phone your team at once.",
    )
    late: Text = Text(
        "Deze melding kwam na de sluiting. Je team beslist of hij meetelt.",
        "This came in after the deadline. Your team decides whether it counts.",
    )


SAYS: Final = _Says()

_GROUNDS: Final = {
    VetoGround.FORMER_TRAINER: (
        Text("Opleider uit jaar 1", "Trainer of year 1"),
        Text("We werkten in het eerste jaar al samen.", "We worked together in the first year."),
    ),
    VetoGround.RELATION: (
        Text("Persoonlijke relatie", "Personal relation"),
        Text("Bijvoorbeeld familie, of de eigen huisarts.", "For instance family, or your own GP."),
    ),
    VetoGround.LARGE_HDS: (
        Text("Grootschalige HDS nodig", "Large-scale HDS needed"),
        Text("De aios heeft nog geen grootschalige huisartsendienstenstructuur gehad.",
             "The trainee has not worked in a large-scale out-of-hours service yet."),
    ),
}  # fmt: skip


@who(Act.OWN, post=True)
def vetoes(request: HttpRequest) -> HttpResponse:
    """Report one more."""
    mine = me(request)
    if request.method != "POST" or mine.ronde.sealed is not None:
        return _page(request, mine)
    other = _chosen(mine, request.POST.get("about", ""))
    ground = request.POST.get("ground", "")
    grounds = [g.value for g in mine.ronde.procedure.veto_grounds]
    if other is None or ground not in grounds:
        return _page(request, mine, wrong=SAYS.missing, about=request.POST.get("about", ""),
                     ground=ground, status=400)  # fmt: skip
    rows = [row for row in _rows(mine) if row["about"] != other]
    return _hand_in(request, mine, [*rows, {"about": other, "ground": ground}])


@who(Act.OWN, post=True)
def take_back(request: HttpRequest, person: UUID) -> HttpResponse:
    """Withdraw the one about this person; the earlier version stays to be read."""
    mine = me(request)
    rows = _rows(mine)
    left = [row for row in rows if id_of(mine.ronde, row["about"]) != person]
    if request.method != "POST" or len(left) == len(rows):
        raise Http404
    return _hand_in(request, mine, left)


def _hand_in(request: HttpRequest, mine: Me, rows: list[dict[str, str]]) -> HttpResponse:
    try:
        hand_in_part(
            desk().inbox, mine.ronde, mine.by, code=mine.code, part=Part.VETO,
            content={"vetoes": rows}, key=request.POST.get("key", "")[:64] or str(uuid4()),
            received_at=desk().now(), account=mine.account.id,
        )  # fmt: skip
    except InputMistakes as error:
        return _page(request, mine, wrong=error.mistakes[0].expected, status=400)
    except OutOfOrder:
        return _page(request, mine, status=409)
    return HttpResponseRedirect(reverse("vetoes") + "#gemeld")


def _page(
    request: HttpRequest, mine: Me, *, wrong: Text | None = None, about: str = "",
    ground: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    grounds = [(g.value, *_GROUNDS[g]) for g in mine.ronde.procedure.veto_grounds]
    context: dict[str, Any] = {
        "says": SAYS, "mine": mine, "grounds": grounds, "wrong": wrong, "key": uuid4(),
        "refused": mine.ronde.procedure.refused_vetoes, "last": _last(mine),
        "people": [(str(id_of(mine.ronde, o.code)), o) for o in mine.others()],
        "about": about, "ground": ground, "sealed": mine.ronde.sealed is not None,
        "after": window_of(mine.ronde, Part.VETO).over(desk().now()),
        "rows": [(id_of(mine.ronde, row["about"]), mine.ronde.name_of(row["about"]),
                  _GROUNDS[VetoGround(row["ground"])][0]) for row in _rows(mine)],
    }  # fmt: skip
    return render(request, "people/vetoes.html", context, status=status)


def _last(mine: Me) -> HandInRecord | None:
    found = hand_ins_of(desk().inbox, mine.ronde.name, mine.code, Part.VETO)
    return found[-1] if found else None


def _rows(mine: Me) -> list[dict[str, str]]:
    """What stands: of the portal, or what the office wrote down for this person before."""
    last = _last(mine)
    if last is not None:
        return list(last.content["vetoes"])
    return [
        {"about": veto.hao if mine.is_aios else veto.aios, "ground": veto.ground.value}
        for veto in mine.ronde.vetoes
        if veto.by == mine.code
    ]


def _chosen(mine: Me, text: str) -> str | None:
    found = [o.code for o in mine.others() if str(id_of(mine.ronde, o.code)) == text]
    return found[0] if found else None
