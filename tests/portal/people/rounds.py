"""Rounds that are further on, in the shared portal, each current for the time of one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bureau.actions.outcome.call_listing import call_list
from bureau.actions.outcome.calls import record_call
from bureau.actions.outcome.matching import match
from bureau.actions.outcome.results import announce
from bureau.actions.outcome.sealing import draw, seal
from bureau.actions.participants import make_accounts
from bureau.fiction.round import fictional_round
from koppelronde.domain.acting import By
from koppelronde.domain.lists import list_in_order
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.people import Side
from koppelronde.procedure.toml_file import load_procedure
from tests.portal.opened import Portal

BY = By("Marjolein Smeets", datetime(2027, 1, 18, 12, tzinfo=UTC), "portaal")


@contextmanager
def round_of(portal: Portal, name: str, procedure: str = "maastricht") -> Iterator[None]:
    """A small invented round of its own, with accounts."""
    store = portal.desk.store
    before = store.current()
    ronde = fictional_round(load_procedure(procedure), aios=6, haos=8, praktijken=8, name=name)
    mark = name.casefold().replace(" ", "")
    ronde = replace(
        ronde,
        aios=tuple(replace(p, emails=tuple(f"{mark}-{e}" for e in p.emails)) for p in ronde.aios),
        haos=tuple(replace(p, emails=tuple(f"{mark}-{e}" for e in p.emails)) for p in ronde.haos),
    )
    if name not in {summary.name for summary in store.rounds()}:
        made = store.new_round(ronde, by="test")
        for person in (*made.aios, *made.haos):
            make_accounts(portal.desk.inbox, made, person.code)
    store.set_current(name)
    try:
        yield
    finally:
        store.set_current(before)


def matched(portal: Portal, *, announced: bool) -> None:
    """Lists, seal, draw, match and calls of the current round; announced or not yet."""
    store = portal.desk.store
    ronde = store.load()
    if ronde.sealed is None:
        haos, aios = [h.code for h in ronde.haos], [a.code for a in ronde.aios]
        turned = [(n, person.code) for n, person in enumerate(ronde.aios)]
        store.save(replace(
            ronde,
            met_before=tuple((a, h) for a in aios for h in haos),
            lists_aios=tuple(list_in_order(code, Side.AIOS, (*haos[n:], *haos[:n]))
                             for n, code in turned),
            lists_hao=tuple(list_in_order(code, Side.HAO, (*aios[n % 6 :], *aios[: n % 6]))
                            for n, code in enumerate(haos)),
        ), by=BY, what="lijsten")  # fmt: skip
        seal(store, BY)
        draw(store, BY, drawn="6263145136")
        match(store, BY)
        for call in call_list(store, BY).calls.open:
            record_call(store, BY, code=call.who, outcome=CallOutcome.ACCEPTED)
    if announced:
        announce(store, BY, and_by="Tom Jacobs", despite="nagekeken")
