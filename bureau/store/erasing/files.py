"""Files outside the store: named from its folder, erased inside it, named where they lie outside.

Nothing outside the store's folder is ever touched. A row that points there, or holds names that no
export has, is reported and the others go on; a file that cannot be removed is reported and tried
again by the next purge.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from bureau.store import models
from bureau.store.address import StoreAddress
from bureau.store.copies.copies import copies
from bureau.store.copies.exports import CONTENTS, export_holds, remove_empty, remove_export
from bureau.store.copies.private_files import remove_leftovers
from bureau.store.erasing.left import is_a_store
from bureau.store.journal import lock_head
from koppelronde.domain.errors import KoppelError

_BESIDE: Final = ("", "-journal", "-wal", "-shm")
"""What a database has beside its file while it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesErased:
    """What became of the files: how many copies and exports went, and what stays and is named.

    ``outside`` are papers that were written outside the store's folder, ``failed`` files that could
    not be removed or rows that name no export.
    """

    copies: int = 0
    exports: int = 0
    outside: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def path_from(folder: Path, target: Path) -> str:
    """The name of a file from that folder; the full path where it is not inside it."""
    full, base = target.resolve(), folder.resolve()
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else str(full)


def note_export(alias: str, folder: Path, row_id: int | None, entry: int, at: Any, target: Path,
                names: Iterable[str]) -> None:  # fmt: skip
    """Remember files that are going to be written, so that erasing finds them."""
    models.Export.objects.using(alias).create(
        ronde_id=row_id, entry=entry, at=at, path=path_from(folder, target), names=sorted(names)
    )


def files_to_erase(address: StoreAddress, alias: str, rounds: Iterable[str]) -> tuple[str, ...]:
    """The files that erasing these rounds removes, copies of the store included, by name."""
    chosen = models.Export.objects.using(alias).filter(ronde__name__in=list(rounds))
    left_over = models.Export.objects.using(alias).filter(ronde=None)
    found = {copy.path for copy in copies(address)} if chosen or rounds else set()
    for row in [*chosen, *left_over]:
        target = _inside(address, row.path)
        if target is not None:
            found.update(export_holds(target, row.names))
    return tuple(sorted(path_from(address.folder, path) for path in found))


def own_files(address: StoreAddress, alias: str) -> frozenset[Path]:
    """The files in the store's folder that the program made and still knows of."""
    ours = {copy.path for copy in copies(address)}
    if address.file is not None:
        ours |= {address.file.with_name(address.file.name + end) for end in _BESIDE}
    for row in models.Export.objects.using(alias):
        target = _inside(address, row.path)
        if target is not None:
            ours.update(export_holds(target, row.names))
            ours.add(target / CONTENTS)
    return frozenset(ours)


def doom(address: StoreAddress, alias: str, round_ids: Iterable[int], entry: int, at: Any) -> None:
    """Note, with the tables, which files go after them: exports of these rounds and every copy."""
    rows = models.Export.objects.using(alias)
    rows.filter(ronde_id__in=list(round_ids)).update(ronde=None)
    known = set(rows.filter(ronde=None).values_list("path", flat=True))
    for copy in copies(address):
        path = path_from(address.folder, copy.path)
        if path not in known:
            rows.create(ronde=None, entry=entry, at=at, path=path, names=[])


def erase_doomed(address: StoreAddress, alias: str) -> FilesErased:
    """Remove what :func:`doom` noted, now or before a run was killed; then forget it."""
    rows = list(models.Export.objects.using(alias).filter(ronde=None).order_by("id"))
    kept_copies = {copy.path for copy in copies(address)}
    gone, outside, failed, removed = [], [], [], 0
    for row in rows:
        target = _inside(address, row.path)
        if target is None:
            outside.append(row.path)
            gone.append(row.id)
            continue
        try:
            remove_export(target, row.names)
        except KoppelError as trouble:
            failed.append(f"{row.path}: {trouble.says.nl}")
            continue
        gone.append(row.id)
        removed += target in kept_copies
        if target in kept_copies:
            remove_leftovers(target)
        if target.parent != address.folder:
            remove_empty(target.parent)
    _forget(alias, address, gone)
    return FilesErased(
        copies=removed, exports=len(rows) - len(outside) - len(failed) - removed,
        outside=tuple(outside), failed=tuple(failed),
    )  # fmt: skip


def _forget(alias: str, address: StoreAddress, gone: list[int]) -> None:
    from bureau.store.connection import writing

    if gone:
        with writing(alias, address.shown):
            lock_head(alias)
            models.Export.objects.using(alias).filter(id__in=gone).delete()


def _inside(address: StoreAddress, name: str) -> Path | None:
    """The file of that name in the store's folder; None where it is outside, or a store."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or not pure.parts or ".." in pure.parts or "\\" in name or ":" in name:
        return None
    target = address.folder / pure
    base = Path(os.path.realpath(address.folder))
    if not Path(os.path.realpath(target.parent)).is_relative_to(base):
        return None
    is_copy = target.parent == address.copies
    return None if not is_copy and is_a_store(target) else target
