"""Erasing: what must go by the terms of the procedure, or one person on request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bureau.inbox.erasing import erase_by_term
from bureau.inbox.erasing import erase_person as erase_from_inbox
from bureau.inbox.opening import inbox_of
from koppelronde.domain.acting import By
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import LANGS, Text

if TYPE_CHECKING:
    from bureau.store.erasing.purge import ErasedPerson, Purged, PurgeReport
    from bureau.store.handle import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgePreview:
    """What the terms say must go on that day; rounds without a start date have no term."""

    due: tuple[Purged, ...]
    undated: tuple[str, ...]


def preview_purge(store: Store, by: By, *, day: date) -> PurgePreview:
    """Look at what :func:`purge` would erase; nothing is erased."""
    from bureau.store.erasing.erased import due_on
    from bureau.store.erasing.purge import Purged

    del by  # looking leaves no trace
    rounds = [store.load(known.name) for known in store.rounds()]
    over = [(ronde.name, due_on(ronde, day)) for ronde in rounds]
    return PurgePreview(
        due=tuple(
            Purged(ronde=name, ranks=due.ranks, contacts=due.contacts, rest=due.rest)
            for name, due in over
            if due
        ),
        undated=tuple(ronde.name for ronde in rounds if ronde.settings.start_date is None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedByTerm:
    """What was erased. ``blank_forms`` are workbooks nobody filled in: no personal data."""

    report: PurgeReport
    blank_forms: frozenset[bytes]


def purge(store: Store, by: By, *, day: date) -> ErasedByTerm:
    """Erase everything whose term is over on that day, in tables, copies and papers."""
    forms = _blank_forms(store)
    due = preview_purge(store, by, day=day).due
    with inbox_of(store) as inbox:
        for over in due if inbox is not None else ():
            assert inbox is not None
            erase_by_term(
                inbox, over.ronde, ranks=over.ranks, contacts=over.contacts, rest=over.rest
            )
    return ErasedByTerm(report=store.purge(day, by=by.name), blank_forms=forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedOnRequest:
    """What was erased of one person; ``code`` as it was written in the round."""

    code: str
    done: ErasedPerson
    blank_forms: frozenset[bytes]


def erase_person(store: Store, by: By, *, code: str, reason: str) -> ErasedOnRequest:
    """Erase one person before the term; WrongUse for an unknown code, OutOfOrder without reason."""
    from bureau.actions.kept import known_person

    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden.", "Give a reason."))
    code, forms = known_person(store.load(), code), _blank_forms(store)
    with inbox_of(store) as inbox:
        for known in store.rounds() if inbox is not None else ():
            assert inbox is not None
            sealed = store.load(known.name).sealed is not None
            erase_from_inbox(inbox, known.name, code, keep_hand_ins=sealed)
    done = store.erase_person(code, by=by.name, reason=reason)
    return ErasedOnRequest(code=code, done=done, blank_forms=forms)


def _blank_forms(store: Store) -> frozenset[bytes]:
    """The workbooks that were made for these rounds, as long as nobody filled them in."""
    from bureau.workbook.layout.template import template_workbook

    rounds = [store.load(known.name) for known in store.rounds()]
    return frozenset(
        template_workbook(ronde.procedure, ronde.name, lang) for ronde in rounds for lang in LANGS
    )
