"""Filling the demonstration of the portal: fictional rounds and an account for everybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bureau.actions.participants import make_accounts
from bureau.fiction.round import fictional_round
from bureau.inbox.accounts import make_account
from bureau.inbox.handle import Inbox
from bureau.inbox.records import StaffRole
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure, procedure_names

if TYPE_CHECKING:
    from bureau.store.handle import Store

OFFICE = (
    ("Marjolein Smeets", "koppelaar@instituut.example", (StaffRole.KOPPELAAR,)),
    ("Tom Jacobs", "a-team@instituut.example", (StaffRole.A_TEAM,)),
    ("Ria Hendriks", "o-team@instituut.example", (StaffRole.O_TEAM,)),
    ("Bas Willems", "beheer@instituut.example", (StaffRole.BEHEER,)),
    ("Els Vermeer", "coordinator@instituut.example", tuple(StaffRole)),
)
"""Everybody here is invented; the last one holds all roles, as in a small institute."""


def fill_demo(
    store: Store, inbox: Inbox, procedures: tuple[str, ...], *, start: date = date(2027, 3, 1)
) -> None:
    """Rounds of these procedures with people, dates and accounts; the last one is current."""
    for code in procedures:
        procedure = load_procedure(code)
        months = sorted({m for months in procedure.start_months.values() for m in months})
        ronde = fictional_round(
            procedure,
            start=start.replace(month=months[0]) if months else start,
            name=_last_word(procedure.name, start.year),
        )
        made = store.new_round(_with_own_addresses(ronde), by="demo")
        with inbox.writing():
            for person in (*made.aios, *made.haos):
                make_accounts(inbox, made, person.code)
    for name, email, roles in OFFICE:
        make_account(inbox, email=email, name=name, roles=roles)


def demo_procedures() -> tuple[str, ...]:
    """A procedure in which people rank beforehand, and one in which they are telephoned."""
    known = [load_procedure(name) for name in procedure_names()]
    found = []
    for wanted in (PhaseKind.LISTS_BEFORE, PhaseKind.CALLS):
        found += [p.code for p in known if p.has(wanted) and p.code not in found][:1]
    return tuple(found)


def _last_word(name: str, year: int) -> str:
    """``Maastricht 2027``: short, since it stands at the top of every page."""
    return f"{name.split()[-1]} {year}"


def _with_own_addresses(ronde: Koppelronde) -> Koppelronde:
    """The same people; in the fiction of every procedure A01 has the same address."""
    from dataclasses import replace

    mark = ronde.procedure.code
    aios = tuple(replace(a, emails=tuple(f"{mark}-{e}" for e in a.emails)) for a in ronde.aios)
    haos = tuple(replace(h, emails=tuple(f"{mark}-{e}" for e in h.emails)) for h in ronde.haos)
    return replace(ronde, aios=aios, haos=haos)
