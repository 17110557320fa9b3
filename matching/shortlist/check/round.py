"""What the round allows in interviews, for the checker: who waits, how many places, which couples.

Written apart from what the engine uses for the same questions (:mod:`matching.shortlist.feasible`).
"""

from __future__ import annotations

from collections import Counter

from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.domain.rules import refusal

Pair = tuple[str, str]


def wrong(rule: str, who: tuple[str, ...], nl: str, en: str) -> Finding:
    """A broken rule; ``who`` in order of code."""
    return Finding(rule, tuple(sorted(who)), Text(nl, en))


def _locked(ronde: Koppelronde) -> dict[str, str]:
    return {a.aios: a.hao for a in ronde.agreements if a.kind is AgreementKind.LOCKED}


def waiting_for_place(ronde: Koppelronde) -> list[str]:
    """The AIOS who take part and have no agreed place yet."""
    gone, locked = set(ronde.withdrawn), _locked(ronde)
    return [p.code for p in ronde.aios if p.code not in gone and p.code not in locked]


def places_free(ronde: Koppelronde) -> dict[str, int]:
    """The places of each HAO taking part, less those taken already."""
    taken = Counter(_locked(ronde).values())
    gone = set(ronde.withdrawn)
    return {h.code: h.places - taken[h.code] for h in ronde.haos if h.code not in gone}


def practice_limits(ronde: Koppelronde) -> dict[str, int]:
    """Places per practice where a limit counts, less those taken already."""
    if not ronde.procedure.applies("praktijk_places"):
        return {}
    taken = Counter(
        ronde.hao_by_code[hao].praktijk
        for hao in _locked(ronde).values()
        if hao in ronde.hao_by_code
    )
    return {p.code: p.places - taken[p.code] for p in ronde.praktijken if p.places is not None}


def forbidden(ronde: Koppelronde, aios_code: str, hao_code: str) -> Text | None:
    """Why these two may not meet for an interview, or None."""
    aios, hao = ronde.aios_by_code.get(aios_code), ronde.hao_by_code.get(hao_code)
    if aios is None or hao is None or {aios_code, hao_code} & set(ronde.withdrawn):
        return Text("een van beiden doet niet mee", "one of the two takes no part")
    if any(
        (a.aios, a.hao, a.kind) == (aios_code, hao_code, AgreementKind.OUT)
        for a in ronde.agreements
    ):
        return Text("deze koppeling is afgesproken uitgesloten", "this couple is out by agreement")
    if places_free(ronde)[hao_code] < 1:
        return Text("er is geen plaats vrij", "no place is free")
    names = tuple(choice.name for choice in ronde.procedure.rules)
    why = refusal(names, aios, hao, ronde.veto_by_couple.get((aios_code, hao_code)))
    return None if why is None else why.says
