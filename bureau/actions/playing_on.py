"""Playing a fictional round on by one phase: what everybody else would have done by then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bureau.actions.handing_in import hand_in_part
from bureau.actions.kept import load_documents
from bureau.actions.status import look_at_status
from bureau.fiction.lists import fictional_lists, fictional_outcomes
from bureau.inbox.hand_ins import counting, hand_ins_of_round
from bureau.inbox.handle import Inbox
from bureau.inbox.records import Part
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.lists import Voorkeurslijst
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.standing import PhaseStanding

if TYPE_CHECKING:
    from bureau.store.handle import Store


def play_on(store: Store, inbox: Inbox, by: By) -> PhaseKind | None:
    """Do what the phase that is at hand still asks; which phase, None where nothing is left.

    Lists that somebody handed in already stay theirs; on the telephone everybody agrees.
    """
    phase = to_play(store, by)
    if phase is None:
        return None
    _PLAYS[phase.kind](store, inbox, by)
    return phase.kind


def to_play(store: Store, by: By) -> PhaseStanding | None:
    """The first phase that still asks something of somebody; papers and mail are left out."""
    status = look_at_status(store, by)
    documents = load_documents(store, status.ronde)
    played = {
        PhaseKind.CARROUSEL: documents.timetable is not None,
        PhaseKind.RESULTS: documents.announced,
    }
    return next(
        (p for p in status.phases if p.kind in _PLAYS and not (p.finished or played.get(p.kind))),
        None,
    )


def _select(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.meeting.candidates import invite_haos

    invite_haos(store, by)


def _lists_before(store: Store, inbox: Inbox, by: By) -> None:
    from bureau.fiction.lists import first_lists
    from bureau.fiction.people import Dice

    ronde = store.load()
    _hand_in_for_the_others(inbox, ronde, by, Part.LIST_BEFORE, first_lists(Dice("demo"), ronde))


def _carrousel(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.meeting.afternoon import plan_afternoon

    plan_afternoon(store, by)


def _shortlist(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.meeting.candidates import assign_interviews

    assign_interviews(store, by)


def _visits(store: Store, _inbox: Inbox, by: By) -> None:
    """Plan them; once they are planned, every one of them took place."""
    from bureau.actions.meeting.visits import plan_round_visits

    ronde = store.load()
    calendar = load_documents(store, ronde).calendar
    if calendar is None:
        made = plan_round_visits(store, by)
        if made.shortage is not None:
            raise made.shortage
        calendar, ronde = made.calendar, store.load()
    held = {(o.aios, o.praktijk): o for o in fictional_outcomes(calendar)}
    known = {(o.aios, o.praktijk): o for o in ronde.visit_outcomes}
    outcomes = tuple(sorted({**held, **known}.values()))
    store.save(
        replace(ronde, visit_outcomes=outcomes), by=by, act=Act.VISIT_RECORDED,
        what="bezoeken gedaan (demo)",
    )  # fmt: skip


def _lists(store: Store, inbox: Inbox, by: By) -> None:
    from koppelronde.domain.facts import met_couples

    ronde = store.load()
    documents, met = load_documents(store, ronde), met_couples(ronde)
    if documents.calendar is None and documents.timetable is not None:
        met = frozenset((m.aios, m.hao) for m in documents.timetable.meetings)
    both = fictional_lists(ronde, met)
    _hand_in_for_the_others(inbox, ronde, by, Part.LIST, (*both.lists_aios, *both.lists_hao))


def _match(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.outcome.matching import match
    from bureau.actions.outcome.sealing import draw, seal

    sealed = seal(store, by)
    if sealed.sealed is not None and not sealed.sealed.seed:
        draw(store, by)
    match(store, by)


def _calls(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.outcome.call_listing import call_list
    from bureau.actions.outcome.calls import record_call

    for _ in store.load().aios:  # each answer may change the list
        waiting = next((c for c in call_list(store, by).calls.open if c.partner), None)
        if waiting is None:
            return
        record_call(
            store, by, code=waiting.who, outcome=CallOutcome.ACCEPTED, partner=waiting.partner or ""
        )


def _results(store: Store, _inbox: Inbox, by: By) -> None:
    from bureau.actions.outcome.results import announce

    announce(store, replace(by, name="Tom Jacobs"), and_by="Ria Hendriks")


def _hand_in_for_the_others(
    inbox: Inbox, ronde: Koppelronde, by: By, part: Part, lists: tuple[Voorkeurslijst, ...]
) -> None:
    """Everybody who has not handed in that part does, in time."""
    there = counting(hand_ins_of_round(inbox, ronde.name, part))
    with inbox.writing():
        for lijst in lists:
            partners = [
                [code]
                for code, _ in lijst.entries
                if _couple(ronde, lijst.owner, code) not in ronde.veto_by_couple
            ]
            if (lijst.owner, part) in there or not partners or lijst.owner in ronde.withdrawn:
                continue
            hand_in_part(
                inbox, ronde, replace(by, name=ronde.name_of(lijst.owner)), code=lijst.owner,
                part=part, content={"groups": partners}, key="demo", received_at=by.at,
                account=None,
            )  # fmt: skip


def _couple(ronde: Koppelronde, owner: str, other: str) -> tuple[str, str]:
    return (owner, other) if owner in ronde.aios_by_code else (other, owner)


_PLAYS: Final[dict[PhaseKind, Callable[[Store, Inbox, By], None]]] = {
    PhaseKind.SELECT: _select,
    PhaseKind.LISTS_BEFORE: _lists_before,
    PhaseKind.CARROUSEL: _carrousel,
    PhaseKind.SHORTLIST: _shortlist,
    PhaseKind.VISITS: _visits,
    PhaseKind.LISTS: _lists,
    PhaseKind.MATCH: _match,
    PhaseKind.CALLS: _calls,
    PhaseKind.RESULTS: _results,
}
