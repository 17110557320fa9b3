"""The closing account: all numbers that must add up, and everything done by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koppelronde.domain.acting import By

if TYPE_CHECKING:
    from bureau.actions.kept_records import SealLogged
    from bureau.store.handle import Store
    from koppelronde.domain.findings import Finding
    from matching.figures.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMade:
    """The account of the result in force; ``findings`` say what does not add up.

    ``seal_log`` is every seal and draw of the round, also those that were undone since.
    """

    account: Account
    findings: tuple[Finding, ...]
    seal_log: tuple[SealLogged, ...]


def make_account(store: Store, by: By) -> AccountMade:
    """Count everything from the records themselves; OutOfOrder while there is no result."""
    from bureau.actions.kept import call_records_of, result_of, seal_log_of
    from bureau.actions.outcome.call_listing import list_of_calls
    from koppelronde.domain.facts import couple_facts
    from matching.figures.account import account_findings, closing_account

    del by  # looking leaves no trace
    ronde = store.load()
    kept = result_of(store, ronde)
    records = call_records_of(store)
    listed = list_of_calls(ronde, kept, records)
    made = closing_account(ronde, couple_facts(ronde), kept.matching, listed, records)
    return AccountMade(
        account=made, findings=tuple(account_findings(made)), seal_log=seal_log_of(store)
    )
