"""Papers about a round, written outside the store: noted in the journal, changing nothing else.

Printing is no change of the round: its version stays, so that two coordinators of whom one prints
do not stand in each other's way, and taking back the last change skips it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bureau.store import models
from bureau.store.change import no_such_round
from bureau.store.connection import writing
from bureau.store.journal import append_entry, lock_head
from bureau.store.rounds import round_row
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text


def note_papers(
    alias: str,
    where: str,
    name: str,
    *,
    by: By,
    act: Act,
    subject: Subject,
    what: Text,
    target: Path,
    names: Iterable[str],
) -> None:
    """Note that these files (``names`` in the folder ``target``) are going to be written.

    Call it before writing: a note about a file that was never written does no harm, a file
    without a note would escape erasing. WrongUse when there is no round of that name.
    """
    with writing(alias, where):
        head = lock_head(alias)
        row = round_row(alias, name)
        if row is None:
            raise no_such_round(name)
        entry = append_entry(
            alias, head, by=by, kind="papers", act=act, subject=subject, what=what,
            ronde=row.name, version=row.version, content_hash=row.content_hash,
        )  # fmt: skip
        models.Export.objects.using(alias).create(
            ronde_id=row.id, entry=entry.number, at=by.at, path=str(target.absolute()),
            names=sorted(names),
        )  # fmt: skip
