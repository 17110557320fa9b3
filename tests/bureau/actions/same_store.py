"""What a store holds, but for the door and the papers that a door writes."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bureau.store.address import FILE_NAME
from bureau.store.codec import to_json_data
from bureau.store.opening import open_store
from koppelronde.domain.acting import By
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.store.handle import Store

MOMENT: Final = datetime(2026, 11, 21, 12, 0, tzinfo=AMSTERDAM)
BY: Final = By("J. Jansen", MOMENT, "portaal")


def opened(folder: Path, *, create: bool = False) -> Store:
    """The store of that folder, at the moment of the tests."""
    return open_store(folder, create=create, clock=lambda: MOMENT)


def copied(stage: Path, folder: Path) -> Path:
    """A copy of the store of that stage, alone in a folder of its own."""
    shutil.copy(stage / FILE_NAME, folder / FILE_NAME)
    return folder


def content(folder: Path) -> dict[str, Any]:
    """The rounds, the documents and what the journal says of changes."""
    from bureau.store.documents import KINDS

    with opened(folder) as store:
        journal = [
            (e.kind, e.ronde, e.version, e.content_hash, e.documents, e.by, e.what, e.reason)
            for e in store.journal()
            if e.kind != "papers"
        ]
        return {
            "rounds": [(r.name, r.current, r.version, r.saved_by) for r in store.rounds()],
            "ronde": to_json_data(store.load()),
            "documents": {kind: [(d.key, d.number, d.text) for d in store.all(kind)]
                          for kind in KINDS},
            "journal": journal,
        }  # fmt: skip
