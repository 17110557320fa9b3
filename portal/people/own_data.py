"""Mijn gegevens: what is held about somebody, what is wrong with it, and who looked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.telling_team import LONGEST, Told, tell_team, told_team
from bureau.inbox.erasing import about_person
from bureau.inbox.looks import looks_at
from bureau.inbox.notes import notes_of
from bureau.inbox.records import LookRecord, StaffRole
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text, listed, same
from koppelronde.domain.people import Aios, Hao, Person, Place
from koppelronde.domain.times import DayHours, Period, short_date
from portal.desk import desk
from portal.menu import ROLE_NAMES
from portal.people.own import Me, me
from portal.rights import Act, who


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Mijn gegevens", "My data")
    what: Text = Text(
        "Dit weten we van jou in deze ronde. Klopt er iets niet, schrijf het hieronder.",
        "This is what we know about you in this round. If something is wrong, write it below.",
    )
    wrong: Text = Text("Klopt er iets niet?", "Is something wrong?")
    write: Text = Text(
        "Wat klopt er niet, en wat moet het zijn?", "What is wrong, and what should it be?"
    )
    send: Text = Text("Stuur naar mijn team", "Send to my team")
    sent: Text = Text("Je schreef", "You wrote on")
    looks: Text = Text("Wie bekeek je lijst", "Who looked at your list")
    no_looks: Text = Text("Niemand.", "Nobody.")
    looks_why: Text = Text(
        "Voor de sluiting kan niemand je lijst zien. Kijkt het bureau daarna, dan staat het hier.",
        "Before the deadline nobody can see your list. If the office looks later, it stands here.",
    )
    export: Text = Text("Alles meenemen", "Take everything along")
    export_what: Text = Text(
        "Eén bestand (JSON) met alles wat er van jou bewaard is: profiel, notities, concepten, "
        "inzendingen, mails.",
        "One file (JSON) with everything that is kept of you: profile, notes, drafts, hand-ins, "
        "mails.",
    )
    download: Text = Text("Download mijn gegevens", "Download my data")
    unknown: Text = Text("niet bekend", "not known")
    kept: Text = Text(
        "Hoe lang we het bewaren staat bij Privacy en regels.",
        "How long we keep it is under Privacy and rules.",
    )
    rules: Text = Text("Privacy en regels", "Privacy and rules")
    why: Text = Text("reden:", "reason:")


SAYS: Final = _Says()
_YES: Final = {True: Text("ja", "yes"), False: Text("nee", "no"), None: SAYS.unknown}


@who(Act.OWN, post=True)
def own_data(request: HttpRequest) -> HttpResponse:
    """See and correct."""
    mine, wrong, typed = me(request), None, ""
    if request.method == "POST":
        typed = request.POST.get("text", "")
        try:
            tell_team(
                desk().inbox, mine.ronde, about=Told.CORRECTION, code=mine.code,
                account=mine.account.id, text=typed,
            )  # fmt: skip
            return HttpResponseRedirect(reverse("own_data") + "#fout")
        except WrongUse as error:
            wrong = error.says
    context = {
        "says": SAYS, "mine": mine, "facts": facts_of(mine), "wrong": wrong, "typed": typed,
        "longest": LONGEST, "looks": _looks(mine),
        "told": told_team(desk().inbox, about=Told.CORRECTION, account=mine.account.id),
    }  # fmt: skip
    return render(request, "people/own_data.html", context, status=400 if wrong else 200)


@who(Act.OWN)
def export(request: HttpRequest) -> HttpResponse:
    """Everything, as the store and the inbox have it; nothing of others."""
    mine = me(request)
    held = {
        "ronde": mine.ronde.name,
        "round": desk().store.person(mine.code),
        "portal": about_person(desk().inbox, mine.ronde.name, mine.code),
    }
    held["portal"]["notes"] = _own_notes(mine)
    text = json.dumps(held, ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


def facts_of(mine: Me) -> list[tuple[Text, Text]]:
    """What the round knows, as label and value."""
    person = mine.person
    found = [(Text("Naam", "Name"), same(person.name)), *_reach(person)]
    if isinstance(person, Aios):
        found += _of_aios(mine, person)
    if isinstance(person, Hao):
        found += _of_hao(mine, person)
    return [(label, value if value.nl else SAYS.unknown) for label, value in found]


def _reach(person: Person) -> list[tuple[Text, Text]]:
    days = sorted(person.work_days)
    return [
        (Text("Mailadres", "Mail address"), same(", ".join(person.emails))),
        (Text("Telefoon", "Telephone"), same(", ".join(person.phones))),
        (Text("Werkdagen", "Working days"), Text(listed([d.full.nl for d in days]).nl,
                                                 listed([d.full.en for d in days]).en)),
        (Text("Afwezig", "Away"), _periods(person.absences) if person.absences
         else Text("geen dagen doorgegeven", "no days given")),
    ]  # fmt: skip


def _of_aios(mine: Me, person: Aios) -> list[tuple[Text, Text]]:
    found = [
        (Text("Leerjaar", "Year"), same(str(person.year))),
        (Text("Woonplaats", "Home"), same(_place(person.home))),
    ]
    if person.year > 1:
        found += [
            (Text("Opleider in jaar 1", "Trainer in year 1"),
             same(mine.ronde.name_of(person.trainer_year_1) if person.trainer_year_1 else "")),
            (Text("Grootschalige HDS gehad", "Had a large-scale HDS"), _YES[person.had_large_hds]),
        ]  # fmt: skip
    if person.away_hours:
        found.append((Text("Uren bezet", "Hours taken"), _hours(person.away_hours)))
    return found


def _of_hao(mine: Me, person: Hao) -> list[tuple[Text, Text]]:
    found = [
        (Text("Leerjaren", "Years"), same(", ".join(str(y) for y in sorted(person.supervises)))),
        (Text("Plaatsen", "Places"), same(str(person.places))),
        (Text("Grootschalige HDS", "Large-scale HDS"), _YES[person.large_hds]),
    ]
    practice = mine.ronde.praktijk_by_code.get(person.praktijk)
    if practice is not None:
        cap = Text("geen grens", "no limit")
        kinds = (practice.kind, practice.surroundings)
        found += [
            (Text("Praktijk", "Practice"), same(practice.name)),
            (Text("Adres", "Address"), same(_place(practice.place))),
            (Text("Soort", "Kind"), same(", ".join(filter(None, kinds)))),
            (Text("Bezoeken hoogstens", "Visits at most"),
             cap if practice.max_visits is None else same(str(practice.max_visits))),
            (Text("Telefoon praktijk", "Telephone of the practice"), same(practice.phone)),
        ]  # fmt: skip
    return found


def _place(place: Place) -> str:
    town = " ".join(part for part in (place.postcode, place.town) if part)
    return ", ".join(part for part in (place.address, town) if part)


def _periods(periods: tuple[Period, ...]) -> Text:
    def said(period: Period) -> Text:
        first, last = short_date(period.first), short_date(period.last)
        if period.first == period.last:
            return first
        return Text(f"{first.nl} t/m {last.nl}", f"{first.en} to {last.en}")

    texts = [said(period) for period in periods]
    return Text(", ".join(t.nl for t in texts), ", ".join(t.en for t in texts))


def _hours(hours: tuple[DayHours, ...]) -> Text:
    def said(one: DayHours) -> Text:
        day, span = short_date(one.day), f"{one.begin:%H:%M}–{one.end:%H:%M}"
        return Text(f"{day.nl} {span}", f"{day.en} {span}")

    texts = [said(one) for one in hours]
    return Text(", ".join(t.nl for t in texts), ", ".join(t.en for t in texts))


def _looks(mine: Me) -> list[tuple[LookRecord, Text]]:
    names: dict[str, Text] = {role.value: name for role, name in ROLE_NAMES}
    names |= {r.value: names.get(r.value, same(r.value)) for r in StaffRole}
    found = looks_at(desk().inbox, mine.ronde.name, mine.code)
    return [(look, names.get(look.by_role, same(look.by_role))) for look in found]


def _own_notes(mine: Me) -> list[dict[str, Any]]:
    """Notes are of the account: the other doctor of a shared row does not get them."""
    own = notes_of(desk().inbox, mine.account.id, mine.ronde.name)
    return [{"about": mine.ronde.name_of(code), "star": note.star, "text": note.text}
            for code, note in sorted(own.items())]  # fmt: skip
