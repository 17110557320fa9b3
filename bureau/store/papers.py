"""Papers about a round, written outside the store: noted in the journal, changing nothing else.

Printing is no change of the round: its version stays, so that two coordinators of whom one prints
do not stand in each other's way, and taking back the last change skips it.

The store knows of the files before they are written, so that erasing finds them whatever happens;
the journal says of them what was done once they are there, and nothing where the disk was full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bureau.store.address import StoreAddress
from bureau.store.change import no_such_round
from bureau.store.connection import writing
from bureau.store.erasing.files import note_export
from bureau.store.journal import append_entry, lock_head
from bureau.store.rounds import round_row
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text


@contextmanager
def papers_of(
    alias: str, address: StoreAddress, name: str, *, by: By, act: Act, subject: Subject, what: Text,
    target: Path, names: Iterable[str],
) -> Iterator[None]:  # fmt: skip
    """Write these files inside the block (``names`` in the folder ``target``).

    Nothing is said of them where writing fails. WrongUse when there is no round of that name.
    """
    with writing(alias, address.shown):
        head, row = lock_head(alias), round_row(alias, name)
        if row is None:
            raise no_such_round(name)
        note_export(alias, address.folder, row.id, head.chain_length, by.at, target, names)
    yield
    with writing(alias, address.shown):
        head, row = lock_head(alias), round_row(alias, name)
        if row is None:
            raise no_such_round(name)
        append_entry(
            alias, head, by=by, kind="papers", act=act, subject=subject, what=what,
            ronde=row.name, version=row.version, content_hash=row.content_hash,
        )  # fmt: skip
