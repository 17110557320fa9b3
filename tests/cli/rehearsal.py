"""A command run once while every call that it makes to the disk is written down.

What a kill before each of them leaves is then rebuilt in memory and looked at
(tests/bureau/store/test_crash.py shows that a real kill leaves the same).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from bureau.store.address import FILE_NAME
from bureau.store.opening import open_store
from tests.bureau.store.faults import dump_of
from tests.bureau.store.images import Image, put_down
from tests.bureau.store.tracing import trace
from tests.cli.every_command import give
from tests.cli.processes import state_of

Content = dict[str, bytes | None]


def at_work(folder: Path, words: list[str]) -> Callable[[Callable[[], None]], None]:
    """The command, which reports success when it has ended."""

    def action(ack: Callable[[], None]) -> None:
        assert give(folder, *words) == 0
        ack()

    return action


class Rehearsal:
    """``between`` commands may also be cut short after a first change that holds by itself."""

    def __init__(
        self, before: Path, folder: Path, words: list[str], *, between: bool = False
    ) -> None:
        self.before, self.folder, self.words = before, folder, words
        if not folder.exists():
            shutil.copytree(before, folder)
        traced = trace(folder, at_work(folder, words))
        assert traced.failed == ""
        self.calls = traced.calls
        self.old, self.new = _state(before), _state(folder)
        self.between = between
        self._stores: dict[frozenset[tuple[str, bytes | None]], Any] = {}
        self._dumps: dict[str, Any] = {}

    def images(self) -> Iterator[tuple[int, Image]]:
        """The folder before each call and after the last, by the number of the call."""
        image = Image(self.before)
        for number, call in enumerate(self.calls):
            yield number, image
            image.apply(call)
        yield len(self.calls), image

    def after_kills(self) -> dict[int, str]:
        """What is wrong after a kill before every call."""
        whole = [_papers(self.before), _papers(self.folder)]
        return {
            number: trouble
            for number, image in self.images()
            if (trouble := self._trouble(image.after_kill(), whole))
        }

    def after_power_cuts(self) -> dict[int, str]:
        """What is wrong when the power is cut before a call; after the last nothing may be lost."""
        whole = [_papers(self.before), _papers(self.folder)]
        wrong = {}
        for number, image in self.images():
            left = image.after_power_cut(random.Random(number))
            trouble = self._trouble(left, whole)
            if number == len(self.calls) and self._state_in(left) != self.new:
                trouble = "acknowledged, and lost"
            if trouble:
                wrong[number] = trouble
        return wrong

    def _trouble(self, left: Content, whole: list[dict[str, bytes]]) -> str:
        for name, content in left.items():
            hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
            if content is None or hidden or name.startswith(FILE_NAME):
                continue
            if content not in [papers[name] for papers in whole if name in papers]:
                return f"half a file: {name}"
        found = self._state_in(left)
        if found in (self.old, self.new) or (self.between and isinstance(found, list)):
            return ""
        return f"neither the old round nor the new one: {found}"[:300]

    def _state_in(self, left: Content) -> Any:
        store = {name: data for name, data in left.items() if name.startswith(FILE_NAME)}
        key = frozenset(store.items())
        if key not in self._stores:
            self._stores[key] = self._found(store)
        return self._stores[key]

    def _found(self, store: Content) -> Any:
        folder = self.folder.with_name("left")
        put_down(store, folder)
        try:
            dump = dump_of(folder)
            if dump not in self._dumps:
                self._dumps[dump] = _state(folder) if _whole(folder) else "not whole"
            return self._dumps[dump]
        finally:
            shutil.rmtree(folder)


def _whole(folder: Path) -> bool:
    if not (folder / FILE_NAME).exists():
        return True
    with open_store(folder) as opened:
        return opened.verify() == ()


def _state(folder: Path) -> Any:
    return state_of(folder) if (folder / FILE_NAME).exists() else None


def _papers(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
