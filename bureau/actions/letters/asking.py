"""The mails that ask for something: which belongs to now, from whom it is still awaited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bureau.actions.letters.records import Asked, Contents, nothing_to_remember
from bureau.mailing.letters import MailKind, choices_of
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde

ASKED_IN: Final = {
    MailKind.LISTS_BEFORE: PhaseKind.LISTS_BEFORE,
    MailKind.LISTS: PhaseKind.LISTS,
    MailKind.REMINDER: PhaseKind.LISTS,
    MailKind.REMINDER_BEFORE: PhaseKind.LISTS_BEFORE,
    MailKind.REMINDER_PROFILES: PhaseKind.PROFILES,
}
"""The phase in which each of these asks people for something that is still missing."""


def kind_asked_now(store: Store, ronde: Koppelronde, today: date, *, reminder: bool) -> MailKind:
    """Which request or reminder belongs to where the round stands.

    The first lists, until they are in or the round went on without the last of them; before
    those the training plans, until their deadline or until the first list came in; else the
    final lists.
    """
    from bureau.actions.kept import load_documents
    from bureau.actions.order import candidates_first, remedy_now
    from koppelronde.procedure.standing import overtaken, standing

    if ronde.sealed is not None:
        raise OutOfOrder(
            Text("De lijsten zijn al afgesloten; wie nu nog inlevert, telt niet meer mee.",
                 "The lists are sealed already; what comes in now does not count."),
            remedy_now(store, ronde),
        )  # fmt: skip
    phases = standing(ronde, load_documents(store, ronde))
    waiting = {p.kind: p for p in phases if not p.finished and p.kind not in overtaken(phases)}
    before = waiting.get(PhaseKind.LISTS_BEFORE)
    profiles = waiting.get(PhaseKind.PROFILES)
    if before is None:
        candidates_first(store, ronde)
        return MailKind.REMINDER if reminder else MailKind.LISTS
    plans = any(hao.leerwerkplan for hao in ronde.haos)
    in_time = profiles is not None and (profiles.deadline is None or today <= profiles.deadline)
    if reminder and plans and in_time and not before.done:
        return MailKind.REMINDER_PROFILES
    return MailKind.REMINDER_BEFORE if reminder else MailKind.LISTS_BEFORE


def still_asked(asked: Asked, kind: MailKind) -> Contents:
    """Everybody from whom this is still awaited, with the people they are to rank."""
    from bureau.actions.kept import load_documents
    from koppelronde.procedure.standing import standing

    ronde, store, lang = asked.ronde, asked.store, asked.lang
    phases = standing(ronde, load_documents(store, ronde))
    missing = {code for p in phases if p.kind is ASKED_IN[kind] for code in p.missing}
    if kind is MailKind.REMINDER_PROFILES:
        missing &= {hao.code for hao in ronde.haos if not hao.leerwerkplan}
    anybody = Text(
        "(iedereen met wie je een gesprek had, bij een bezoek of tijdens de carrousel)",
        "(everybody you spoke to, at a visit or in the carousel)",
    ).say(lang)
    fields = {
        code: {"choices": choices_of(ronde, _to_rank(ronde, code, kind), lang) or anybody}
        for code in asked.codes
        if code in missing
    }
    return Contents(fields, {}, nothing_to_remember)


def _to_rank(ronde: Koppelronde, code: str, kind: MailKind) -> list[str]:
    """Beforehand every trainer whom no rule forbids; afterwards whom somebody met."""
    from koppelronde.domain.facts import met_couples
    from koppelronde.domain.rules import refusal

    if ASKED_IN[kind] is PhaseKind.LISTS:
        met = sorted(met_couples(ronde))
        return [h if a == code else a for a, h in met if code in (a, h)]
    person = ronde.aios_by_code.get(code)
    if person is None:
        return []
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    return [
        hao.code
        for hao in ronde.haos
        if hao.code not in ronde.withdrawn
        and refusal(rules, person, hao, ronde.veto_by_couple.get((code, hao.code))) is None
    ]


def undated(ronde: Koppelronde, kind: MailKind) -> bool:
    """Whether this asks for something of which nobody knows by when."""
    from koppelronde.procedure.deadlines import deadlines

    if kind not in ASKED_IN:
        return False
    phase = ASKED_IN[kind]
    dated = {deadline.kind for deadline in deadlines(ronde.procedure, ronde.settings)}
    return phase not in dated and not (
        phase is PhaseKind.LISTS and ronde.settings.lists_deadline is not None
    )
