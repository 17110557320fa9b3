"""Taking back the last change of a round, as a new change that the journal shows."""

from __future__ import annotations

from bureau.store import models
from bureau.store.documents import OUT_OF_HAND, STANDING
from bureau.store.earlier import state_before
from bureau.store.journal import JournalEntry, entries
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text, same
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step


def change_to_undo(alias: str, ronde: str) -> JournalEntry:
    """The last change of that round that still stands.

    Notes of what was printed or sent since, and lists taken up, are passed by and stay; what was
    taken up before is in the state that comes back, what came after it is to be taken up again.
    OutOfOrder where there is no change, or where a step stands in between that cannot be taken
    back.
    """
    undone: set[int] = set()
    for entry in reversed(entries(alias)):
        if entry.ronde != ronde:
            continue
        if entry.kind in ("new", "restore", "purge"):
            break
        if entry.kind == "undo" and entry.undoes is not None:
            undone.add(entry.undoes)
        elif entry.kind == "save" and entry.number not in undone:
            return entry
    raise OutOfOrder(
        Text("Er is niets om terug te nemen.", "There is nothing to take back."),
        Text("Een kopie terugzetten kan met: ", "For a copy: ")
        + Step(Do.SEE_COPIES).said
        + same("."),
    )


def sent_since(alias: str, change: JournalEntry) -> tuple[JournalEntry, ...]:
    """The notes of mails and calendars that went out after that change."""
    return tuple(
        entry
        for entry in entries(alias)
        if entry.kind == "sent" and entry.ronde == change.ronde and entry.number > change.number
    )


def round_before(alias: str, row_id: int, entry: JournalEntry, now: Koppelronde) -> Koppelronde:
    """The round as it was before that change; OutOfOrder where the change cannot be undone."""
    documents = models.Document.objects.using(alias).filter(ronde_id=row_id, entry=entry.number)
    kinds = set(documents.values_list("kind", flat=True))
    if kinds & OUT_OF_HAND:
        raise OutOfOrder(
            Text(
                "De laatste wijziging is al verstuurd of uitgedeeld en kan niet terug: "
                f"{entry.what.nl}.",
                f"The last change was sent or handed out already and cannot go back: "
                f"{entry.what.en}.",
            )
        )
    before = state_before(alias, row_id, entry.number)
    if before is None:
        raise OutOfOrder(
            Text(
                "De stand van voor die wijziging wordt niet meer bewaard.",
                "The state before that change is no longer kept.",
            )
        )
    if before.sealed != now.sealed:
        raise OutOfOrder(
            Text(
                "Verzegelen en loten kan niet worden teruggenomen.",
                "Sealing and drawing lots cannot be taken back.",
            ),
            Text("De lijsten weer openen:  ", "Open the lists again:  ") + Step(Do.BREAK_SEAL).said,
        )
    return before


def take_back_documents(alias: str, row_id: int, entry: JournalEntry, by_entry: int) -> None:
    """The documents of that change no longer stand; they stay to be read by their number."""
    models.Document.objects.using(alias).filter(
        ronde_id=row_id, entry=entry.number, taken_back=None
    ).exclude(kind__in=STANDING).update(taken_back=by_entry)
