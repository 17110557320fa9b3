"""Two recordings beside each other, as somebody reads them: what changed, and once for each."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

Recording = dict[str, Any]


class Differences:
    """``lines``: how much of each difference is shown; ``files``: of how many files in each act."""

    def __init__(self, old: Path, new: Path, *, lines: int, files: int) -> None:
        self.kept = (old.with_suffix(".files"), new.with_suffix(".files"))
        self.lines, self.files = lines, files
        self._seen: dict[str, str] = {}

    def between(self, old: Recording, new: Recording) -> Iterator[tuple[str, list[str]]]:
        """Each command that differs, and how."""
        for name in [*old, *(name for name in new if name not in old)]:
            if name not in new or name not in old:
                yield name, [f"only in the {'old' if name in old else 'new'} recording"]
            elif found := [*self._of_one(old[name], new[name])]:
                told = "\n".join(found)
                yield name, [f"as at: {self._seen[told]}"] if told in self._seen else found
                self._seen.setdefault(told, name)

    def _of_one(self, old: Recording, new: Recording) -> Iterator[str]:
        for field in ("words", "code"):
            if old[field] != new[field]:
                yield f"{field}: {old[field]} → {new[field]}"
        for field in ("out", "err"):
            yield from self._of_text(f"std{field}", old[field], new[field])
        yield from self._of_names("no longer removes", set(old["gone"]) - set(new["gone"]))
        yield from self._of_names("now removes", set(new["gone"]) - set(old["gone"]))
        before, after = old["files"], new["files"]
        yield from self._of_names("no longer writes", set(before) - set(after))
        yield from self._of_names("now also writes", set(after) - set(before))
        changed = [name for name in before if name in after and before[name] != after[name]]
        yield from self._of_names("writes otherwise", set(changed))
        for name in changed[: self.files]:
            yield from self._of_file(name, before[name], after[name])

    def _of_names(self, what: str, names: set[str]) -> Iterator[str]:
        if names:
            listed = sorted(names)
            more = f" … and {len(listed) - 8} more" if len(listed) > 8 else ""
            yield f"{what}: {', '.join(listed[:8])}{more}"

    def _of_text(self, what: str, old: str, new: str) -> Iterator[str]:
        if old == new:
            return
        lines = [
            line.rstrip("\n")
            for line in difflib.unified_diff(
                old.splitlines(), new.splitlines(), f"{what} old", f"{what} new", lineterm="", n=1
            )
        ]
        yield from lines[: self.lines]
        if len(lines) > self.lines:
            yield f"… and {len(lines) - self.lines} lines more"

    def _of_file(self, name: str, old: str, new: str) -> Iterator[str]:
        places = [kept / content for kept, content in zip(self.kept, (old, new), strict=True)]
        first, second = (place.read_bytes() for place in places)
        if first[:2] == b"PK":
            yield from self._of_text(name, _cells(first), _cells(second))
            return
        try:
            yield from self._of_text(name, first.decode(), second.decode())
        except UnicodeDecodeError:
            yield f"{name}: compare {places[0]} with {places[1]}"


def _cells(book: bytes) -> str:
    """A workbook as lines: an element of its XML each."""
    with zipfile.ZipFile(BytesIO(book)) as parts:
        return "\n".join(
            f"{name} <{line}" if at == 0 else f"<{line}"
            for name in sorted(parts.namelist())
            for at, line in enumerate(re.split("<", parts.read(name).decode(errors="replace")))
        )
