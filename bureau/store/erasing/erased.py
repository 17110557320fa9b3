"""What is left of a round when the time of some of its data is over. Records in, records out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bureau.store.codec import JsonData
from bureau.store.erasing.scrub import GONE, identifying, own_praktijk
from koppelronde.domain.people import Aios, Hao, Place, Side
from koppelronde.domain.ronde import Contact, Koppelronde


@dataclass(frozen=True, slots=True)
class Due:
    """Whose time is over: ranks and vetoes, contact data, the rest."""

    ranks: bool
    contacts: bool
    rest: bool

    def __bool__(self) -> bool:
        return self.ranks or self.contacts or self.rest


def due_on(ronde: Koppelronde, today: date) -> Due:
    """What must be erased by that day, by the terms of the procedure or the round.

    Nothing where the round has no start date: the terms count from it.
    """
    start = ronde.settings.start_date
    if start is None:
        return Due(False, False, False)

    def over(number: str) -> bool:
        return today >= start + timedelta(days=ronde.number(number))

    return Due(over("keep_ranks_days"), over("keep_contacts_days"), over("keep_rest_days"))


def without_ranks(ronde: Koppelronde) -> Koppelronde:
    """No lists, wishes, vetoes, relations, nor when people work, were away or how far they travel.

    Nor the reasons of what was settled by hand.
    """
    nothing: Any = {"work_days": frozenset(), "absences": ()}
    hours: Any = {"visit_windows": (), "away_hours": (), "apart_from": ()}
    return replace(
        ronde,
        aios=tuple(
            replace(aios, relations=(), trainer_year_1="", had_large_hds=None, **nothing, **hours)
            for aios in ronde.aios
        ),
        haos=tuple(replace(hao, last_aios_until=None, **nothing) for hao in ronde.haos),
        presences=(),
        travel={},
        lists_before=(),
        lists_aios=(),
        lists_hao=(),
        vetoes=(),
        visit_wishes=(),
        carrousel_wishes=(),
        agreements=tuple(replace(made, reason="", by="", ground="") for made in ronde.agreements),
    )


def without_contacts(ronde: Koppelronde) -> Koppelronde:
    """No names, addresses, telephone numbers or coordinates; codes stay."""
    return replace(
        ronde,
        settings=replace(ronde.settings, contact=Contact(), reasons={}),
        aios=tuple(replace(_nameless_aios(aios), home=Place()) for aios in ronde.aios),
        haos=tuple(_nameless_hao(hao) for hao in ronde.haos),
        praktijken=tuple(
            replace(praktijk, name="", place=Place(), phone="", email="")
            for praktijk in ronde.praktijken
        ),
        agreements=tuple(replace(made, reason="", by="", ground="") for made in ronde.agreements),
    )


def _nameless_aios(aios: Aios) -> Aios:
    return replace(aios, first_name="", infix="", surname="", emails=(), phones=())


def _nameless_hao(hao: Hao) -> Hao:
    return replace(hao, first_name="", infix="", surname="", emails=(), phones=(), leerwerkplan="")


def without_person(ronde: Koppelronde, code: str) -> Koppelronde:
    """No name or contact of that person, nor what was written about them.

    Unsealed also no lists, wishes, presence, travel or whatever else only they need, and withdrawn.
    The address of a practice goes with the only HAO in it.
    """
    names, theirs = identifying(ronde, code), own_praktijk(ronde, code)
    ronde = _unnamed_in_reasons(ronde, code, names)
    side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
    bare = replace(
        ronde,
        aios=tuple(
            replace(_nameless_aios(aios), home=Place()) if aios.code == code else aios
            for aios in ronde.aios
        ),
        haos=tuple(_nameless_hao(hao) if hao.code == code else hao for hao in ronde.haos),
        praktijken=tuple(
            replace(praktijk, name="", place=Place(), phone="", email="")
            if praktijk == theirs
            else praktijk
            for praktijk in ronde.praktijken
        ),
        agreements=tuple(
            replace(made, reason="", by="", ground="") if code in (made.aios, made.hao) else made
            for made in ronde.agreements
        ),
    )
    if ronde.sealed is not None:
        return bare
    return replace(
        bare,
        withdrawn=tuple(sorted({*ronde.withdrawn, code})),
        aios=tuple(
            Aios(code=code, year=aios.year)
            if aios.code == code
            else replace(aios, apart_from=tuple(c for c in aios.apart_from if c != code))
            for aios in bare.aios
        ),
        haos=tuple(
            Hao(code=code, praktijk=hao.praktijk) if hao.code == code else hao for hao in bare.haos
        ),
        presences=tuple(seat for seat in ronde.presences if seat.code != code),
        travel={pair: minutes for pair, minutes in ronde.travel.items() if code not in pair},
        lists_before=tuple(lijst for lijst in ronde.lists_before if lijst.owner != code),
        lists_aios=tuple(lijst for lijst in ronde.lists_aios if lijst.owner != code),
        lists_hao=tuple(lijst for lijst in ronde.lists_hao if lijst.owner != code),
        vetoes=tuple(veto for veto in ronde.vetoes if code not in (veto.aios, veto.hao)),
        visit_wishes=tuple(
            wish for wish in ronde.visit_wishes if wish.by is not side or wish.aios != code
        ),
        carrousel_wishes=tuple(
            wish
            for wish in ronde.carrousel_wishes
            if wish.by is not side or code not in (wish.aios, wish.hao)
        ),
    )


def _unnamed_in_reasons(
    ronde: Koppelronde, code: str, names: re.Pattern[str] | None
) -> Koppelronde:
    """No reason of a number set for that person, and no other reason with their name in it."""
    chosen = ronde.settings

    def told(text: str) -> str:
        return text if names is None else names.sub(GONE, text)

    reasons = {
        name: told(reason)
        for name, reason in chosen.reasons.items()
        if name.partition(":")[2] != code
    }
    return replace(
        ronde,
        settings=replace(chosen, reasons=reasons),
        agreements=tuple(replace(made, reason=told(made.reason)) for made in ronde.agreements),
    )


CODES_ONLY = frozenset({"timetable", "visit_calendar", "shortlist", "result"})
"""Documents that name people by code only; all others go with the contact data."""

WITH_RANKS = frozenset(
    {"result", "shortlist", "call_list", "call_record", "receipt", "answers", "proof"}
)
"""Documents that hold ranks, or from which ranks could be told."""


def document_goes(kind: str, due: Due) -> bool:
    """Whether a document of that kind must be erased."""
    return (due.ranks and kind in WITH_RANKS) or (due.contacts and kind not in CODES_ONLY)


def left_of_document(kind: str, data: JsonData) -> JsonData:
    """What may stay of an erased document: of a result who was coupled to whom, else nothing."""
    result: Any = data if isinstance(data, dict) and kind == "result" else {}
    matching = result.get("matching")  # a result is kept with its proof around it
    couples: Any = (matching if isinstance(matching, dict) else result).get("couples")
    if not isinstance(couples, list):
        return {}
    pairs = [
        {"aios": couple["aios"], "hao": couple["hao"]}
        for couple in couples
        if isinstance(couple, dict) and {"aios", "hao"} <= couple.keys()
    ]
    return {"couples": pairs}
