"""Erasing: what must go by the terms of the procedure, or one person on request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bureau.inbox.erasing import erase_by_term
from bureau.inbox.erasing import erase_person as erase_from_inbox
from bureau.inbox.opening import inbox_of
from koppelronde.domain.acting import By
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import LANGS, Text

if TYPE_CHECKING:
    from bureau.store.erasing.purge import Purged, PurgeReport
    from bureau.store.erasing.request import ErasedPerson
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgePreview:
    """What the terms say must go on that day; rounds without a start date have no term.

    ``files`` are the papers and copies that go with it, by their name in the store's folder.
    """

    due: tuple[Purged, ...]
    undated: tuple[str, ...]
    files: tuple[str, ...]


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
        files=store.files_to_erase([name for name, due in over if due]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedByTerm:
    """What was erased; ``files_left`` are the office's own files in the folder, stores first."""

    report: PurgeReport
    files_left: tuple[str, ...]


def purge(store: Store, by: By, *, day: date) -> ErasedByTerm:
    """Erase everything whose term is over on that day, in tables, copies and papers."""
    rounds = _rounds(store)
    due = preview_purge(store, by, day=day).due
    with inbox_of(store) as inbox:
        for over in due if inbox is not None else ():
            assert inbox is not None
            erase_by_term(
                inbox, over.ronde, ranks=over.ranks, contacts=over.contacts, rest=over.rest
            )
    report = store.purge(day, by=by)
    return ErasedByTerm(report=report, files_left=_files_left(store, rounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedOnRequest:
    """What was erased of one person; ``code`` as it was written in the round."""

    code: str
    done: ErasedPerson
    files_left: tuple[str, ...]


def preview_erase_person(store: Store, by: By, *, code: str) -> tuple[str, ...]:
    """The papers and copies that erasing that person takes along; nothing is erased."""
    from bureau.actions.kept import known_person

    del by  # looking leaves no trace
    code = known_person(store.load(), code)
    concerned = [ronde.name for ronde in _rounds(store) if ronde.person(code) is not None]
    return store.files_to_erase(concerned)


def erase_person(store: Store, by: By, *, code: str, reason: str) -> ErasedOnRequest:
    """Erase one person before the term; WrongUse for an unknown code, OutOfOrder without reason."""
    from bureau.actions.kept import known_person

    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden.", "Give a reason."))
    code, rounds = known_person(store.load(), code), _rounds(store)
    with inbox_of(store) as inbox:
        for known in store.rounds() if inbox is not None else ():
            assert inbox is not None
            sealed = store.load(known.name).sealed is not None
            erase_from_inbox(inbox, known.name, code, keep_hand_ins=sealed)
    done = store.erase_person(code, by=by, reason=reason)
    return ErasedOnRequest(code=code, done=done, files_left=_files_left(store, rounds))


def _rounds(store: Store) -> list[Koppelronde]:
    return [store.load(known.name) for known in store.rounds()]


def _files_left(store: Store, rounds: list[Koppelronde]) -> tuple[str, ...]:
    """What lies in the folder and is not ours, nor a form or calendar without anybody in it."""
    from bureau.actions.begin import first_papers_of
    from bureau.inbox.opening import FILE_NAME
    from bureau.store.erasing.left import files_left
    from bureau.workbook.layout.template import template_workbook

    folder = store.address.folder
    ours = {*store.own_files(), *folder.glob(f"*{Path(FILE_NAME).stem}.*")}
    ours |= {folder / name for ronde in rounds for name in first_papers_of(ronde)}
    blank = {
        template_workbook(ronde.procedure, ronde.name, lang) for ronde in rounds for lang in LANGS
    }
    return files_left(folder, ours, blank)
