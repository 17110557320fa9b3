"""Somebody's own result, from the announced hour on, with the reason in plain words.

Before that hour nothing of the result is even read. What stands on anybody else's list is not in
here: neither the rank that the partner gave nor the names of others who would have to move.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bureau.actions.kept import ANNOUNCEMENT, newest, real_result
from bureau.actions.kept_records import Announcement
from bureau.actions.outcome.explaining import explain_person
from bureau.inbox.settings import remember, remembered
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.inbox.handle import Inbox
    from bureau.store.handle import Store
    from koppelronde.domain.acting import By
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnResult:
    """Whom somebody is coupled to and why; no partner where there is no place.

    ``ranks`` pairs each partner with its rank on the own list; None where it is not on it.
    ``seal`` is the mark of the input, ``mark`` that of the result.
    """

    partners: tuple[tuple[str, int | None], ...]
    reasons: tuple[Text, ...]
    mark: str
    seal: str


def set_opening(inbox: Inbox, ronde: str, opens: datetime) -> None:
    """From that moment on everybody may read the announced result."""
    remember(inbox, _name(ronde), opens.isoformat())


def opening(inbox: Inbox, ronde: str) -> datetime | None:
    """The announced hour; None where the result opens as soon as it is announced."""
    kept = remembered(inbox, _name(ronde))
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None


def announced_result(
    store: Store, inbox: Inbox, ronde: Koppelronde, now: datetime
) -> KeptResult | None:
    """The result that everybody may read now; None before its hour."""
    hour = opening(inbox, ronde.name)
    if hour is not None and now < hour:
        return None
    told = newest(store, ANNOUNCEMENT, Announcement)
    kept = None if told is None else real_result(store, ronde)
    if told is None or kept is None or kept.matching.result_hash != told.result_hash:
        return None
    return kept


def own_result(store: Store, inbox: Inbox, ronde: Koppelronde, by: By, *, code: str) -> (
    OwnResult | None
):  # fmt: skip
    """The result of that person; None before the announced hour."""
    kept = announced_result(store, inbox, ronde, by.at)
    if kept is None:
        return None
    explained = explain_person(store, by, code=code)
    made, said = explained.explanation, explained.sentences
    heads = 1 if made is None else max(1, len(made.partners))
    ranks = {} if made is None else {other: own for other, own, _theirs in made.partners}
    return OwnResult(
        partners=tuple((p, ranks.get(p)) for p in kept.matching.partner_of(code)),
        reasons=() if made is None else tuple(_plain(ronde, text) for text in said[heads:]),
        mark=kept.matching.result_hash[:8],
        seal="" if kept.sealed is None else kept.sealed.input_hash[:8],
    )  # fmt: skip


def _plain(ronde: Koppelronde, text: Text) -> Text:
    """Names without the codes of the office."""
    nl, en = text.nl, text.en
    for person in (*ronde.aios, *ronde.haos):
        mark = f" ({person.code})"
        nl, en = nl.replace(mark, ""), en.replace(mark, "")
    return Text(nl, en)


def _name(ronde: str) -> str:
    return f"opens {ronde}"[:64]
