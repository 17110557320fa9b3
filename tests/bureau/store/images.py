"""A folder in memory: as a kill or a power cut leaves it after any number of calls.

After a kill everything that was written is there. After a power cut only that is sure which was
synced: of the writes to a file since its last sync any may be missing, and one may be torn inside
a sector row; of the changes to names since their folder was synced, the last ones may be missing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from tests.bureau.store.tracing import Call

SECTOR: Final = 512


@dataclass(slots=True)
class _File:
    """A file's content for sure, and what was done to it since the last sync."""

    durable: bytes = b""
    since: list[Call] = field(default_factory=list)

    def content(self, lost: random.Random | None) -> bytes:
        content = bytearray(self.durable)
        for call in self.since:
            if lost is not None and lost.random() < 0.5:
                continue
            if call.kind == "truncate":
                size = call.offset
                content = content[:size] + bytes(max(0, size - len(content)))
                continue
            written = call.content
            if lost is not None and len(written) > SECTOR and lost.random() < 0.25:
                written = written[: SECTOR * lost.randrange(1, len(written) // SECTOR + 1)]
            end = call.offset + len(written)
            content.extend(bytes(max(0, end - len(content))))
            content[call.offset : end] = written
        return bytes(content)


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent)


class Image:
    """The folder; apply the calls one by one, and put down what is left at any moment."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, _File | None] = {}
        """Files by path; None is a folder."""
        self.unsure: list[tuple[str, dict[str, _File | None]]] = []
        """Folder concerned and names before each change of names that was not synced yet."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            self.names[name] = None if path.is_dir() else _File(path.read_bytes())

    def apply(self, call: Call) -> None:
        """The same call, in memory."""
        if call.kind in ("write", "truncate"):
            self._file(call.path).since.append(call)
        elif call.kind == "sync":
            file = self._file(call.path)
            file.durable, file.since = file.content(None), []
        elif call.kind == "sync_folder":
            last = [n for n, (where, _) in enumerate(self.unsure) if where == call.path]
            if last:
                del self.unsure[: last[-1] + 1]
        elif call.kind != "ack":
            self.unsure.append((_parent(call.other or call.path), dict(self.names)))
            self._rename(call)

    def _file(self, path: str) -> _File:
        # A file that was unlinked while open is nobody's any more.
        return self.names.get(path.removesuffix(" (deleted)")) or _File()

    def _rename(self, call: Call) -> None:
        names = self.names
        if call.kind == "create":
            names[call.path] = _File()
        elif call.kind == "mkdir":
            names[call.path] = None
        elif call.kind in ("unlink", "rmdir"):
            names.pop(call.path, None)
        elif call.kind == "link":
            names[call.other] = names[call.path]
        else:
            moved, back = self._tree(call.path), self._tree(call.other)
            for name in (*moved, *back):
                names.pop(name, None)
            self._put(moved, call.path, call.other)
            if call.kind == "exchange":
                self._put(back, call.other, call.path)

    def _tree(self, path: str) -> dict[str, _File | None]:
        return {
            name: file
            for name, file in self.names.items()
            if name == path or name.startswith(path + "/")
        }

    def _put(self, tree: dict[str, _File | None], old: str, new: str) -> None:
        for name, file in tree.items():
            self.names[new + name[len(old) :]] = file

    def after_kill(self) -> dict[str, bytes | None]:
        """Everything that was written."""
        return {
            name: None if file is None else file.content(None) for name, file in self.names.items()
        }

    def after_power_cut(self, lost: random.Random) -> dict[str, bytes | None]:
        """One of the many states that a power cut may leave."""
        names = self.names
        keep = lost.randrange(len(self.unsure) + 1)
        if keep < len(self.unsure):
            names = self.unsure[keep][1]
        return {name: None if file is None else file.content(lost) for name, file in names.items()}


def put_down(image: dict[str, bytes | None], folder: Path) -> None:
    """Make the folder what the image says."""
    folder.mkdir(parents=True)
    for name, content in sorted(image.items()):
        path = folder / name
        if content is None:
            path.mkdir(exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)
