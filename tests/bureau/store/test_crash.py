"""Killed or without power at any point: nothing acknowledged is lost, nothing is half.

Every command that writes is traced once. From the trace the folder is rebuilt as kill -9 leaves it
before each of its calls, and as a power cut may leave it; each must open without repair, hold
either all of the command or none of it, row for row, and take the next command. Real kills at some
points show that the rebuilt folders are the real ones. KOPPEL_FAULTS=all does everything at every
point.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from bureau.store import address
from bureau.store.address import FILE_NAME
from bureau.store.settings import configure_django
from tests.bureau.store.faults import COMMANDS, Command, dump_of, opened
from tests.bureau.store.images import Image, put_down
from tests.bureau.store.rounds_to_store import EMPTY
from tests.bureau.store.tracing import WHY_NOT, trace

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=f"NO CRASH TESTS: {WHY_NOT}")

EVERY = os.environ.get("KOPPEL_FAULTS") == "all"
SAVE = next(command for command in COMMANDS if command.name == "save")
Content = dict[str, bytes | None]


class Rehearsal:
    """A command traced once: the folder before it, its calls, and the two states allowed."""

    def __init__(self, command: Command, folder: Path, empty_store: Path) -> None:
        folder.mkdir()
        shutil.copy(empty_store, folder)
        self.command, self.folder = command, folder
        self.looked_at: dict[tuple[frozenset[tuple[str, bytes | None]], bool], str] = {}
        command.prepare(folder)
        self.before = folder.with_name("before")
        shutil.copytree(folder, self.before)
        traced = trace(folder, command.act(folder))
        assert traced.failed == ""
        self.calls = traced.calls
        assert self.calls[-1].kind == "ack"
        self.old, self.new = dump_of(self.before), dump_of(folder)

    def images(self) -> Iterator[tuple[int, Image, bool]]:
        """The folder before each call and after the last, and whether success was reported."""
        image, acknowledged = Image(self.before), False
        for number, call in enumerate(self.calls):
            yield number, image, acknowledged
            image.apply(call)
            acknowledged = acknowledged or call.kind == "ack"
        yield len(self.calls), image, acknowledged

    def trouble_with(self, content: Content, acknowledged: bool) -> str:
        """What is wrong with a folder that was left; empty when nothing is.

        Looked at once for each different store: many calls change other files alone.
        """
        store = {name: data for name, data in content.items() if name.startswith(FILE_NAME)}
        key = (frozenset(store.items()), acknowledged)
        if key not in self.looked_at:
            self.looked_at[key] = self._trouble_with(store, acknowledged)
        return self.looked_at[key]

    def _trouble_with(self, content: Content, acknowledged: bool) -> str:
        left = self.folder.with_name("left")
        put_down(content, left)
        try:
            found = dump_of(left)
        except Exception as error:
            return f"damaged: {error}"
        finally:
            shutil.rmtree(left)
        if found == self.new:
            return ""
        if found != self.old:
            return "neither the old state nor the new one"
        return "acknowledged, and lost" if acknowledged else ""

    def after_kills(self) -> dict[int, str]:
        """What is wrong after a kill before every call."""
        return {
            number: trouble
            for number, image, acknowledged in self.images()
            if (trouble := self.trouble_with(image.after_kill(), acknowledged))
        }

    def after_power_cuts(self, each: int, step: int = 1) -> dict[tuple[int, int], str]:
        """What is wrong after a power cut, ``each`` times before every call or every ``step``."""
        return {
            (number, turn): trouble
            for number, image, acknowledged in self.images()
            if number % step == 0 or acknowledged
            for turn in range(each)
            if (
                trouble := self.trouble_with(
                    image.after_power_cut(random.Random(1000 * number + turn)), acknowledged
                )
            )
        }


@pytest.fixture(scope="module", params=COMMANDS, ids=lambda command: command.name)
def rehearsal(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    empty_store_file: Path,
) -> Rehearsal:
    """Each command that writes, rehearsed."""
    folder = tmp_path_factory.mktemp("rehearsal") / "werk"
    return Rehearsal(request.param, folder, empty_store_file)


def test_killed_before_any_call_the_store_is_old_or_new(rehearsal: Rehearsal) -> None:
    assert rehearsal.old != rehearsal.new
    assert rehearsal.after_kills() == {}


def test_a_power_cut_loses_nothing_that_was_acknowledged(rehearsal: Rehearsal) -> None:
    step = 1 if EVERY else 5
    assert rehearsal.after_power_cuts(100 if EVERY else 1, step) == {}


def test_the_next_command_works_after_a_kill_and_leaves_nothing_behind(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    step = 1 if EVERY else len(rehearsal.calls) // 2
    for number, image, _ in rehearsal.images():
        if (number + 1) % step:
            continue
        left = tmp_path / f"killed-{number}"
        put_down(image.after_kill(), left)
        with opened(left, create=True) as store:
            store.new_round(replace(EMPTY, name="hierna"), by="Els")
            store.copy_before("hierna")
            assert store.verify() == ()
        assert [path.name for path in left.rglob(".*")] == []
        shutil.rmtree(left)


def test_a_real_kill_leaves_what_was_rebuilt(rehearsal: Rehearsal, tmp_path: Path) -> None:
    step = 1 if EVERY else len(rehearsal.calls) // 2
    for number, image, _ in rehearsal.images():
        if (number + 1) % step or number >= len(rehearsal.calls):
            continue
        left = tmp_path / f"killed-{number}"
        shutil.copytree(rehearsal.before, left)
        trace(left, rehearsal.command.act(left), stop_at=number)
        if rehearsal.command.name not in ("make", "restore", "migrate"):  # random names
            found = {
                path.relative_to(left).as_posix(): path.stat().st_size
                for path in left.rglob("*")
                if path.is_file()
            }
            content = image.after_kill().items()
            assert found == {name: len(data) for name, data in content if data is not None}
        if dump_of(left) != rehearsal.old:
            with opened(left) as store:
                assert store.verify() == ()
        shutil.rmtree(left)


@pytest.fixture
def weakened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_store_file: Path
) -> tuple[pytest.MonkeyPatch, Path, Path]:
    """To rehearse with a protection switched off."""
    configure_django()
    return monkeypatch, tmp_path / "werk", empty_store_file


def test_these_tests_have_teeth_without_syncs_a_power_cut_breaks_the_store(
    weakened: tuple[pytest.MonkeyPatch, Path, Path],
) -> None:
    patch, folder, empty_store = weakened
    weak = address._SQLITE_PRAGMAS.replace("synchronous=EXTRA", "synchronous=OFF")
    assert weak != address._SQLITE_PRAGMAS
    patch.setattr(address, "_SQLITE_PRAGMAS", weak)
    wrong = Rehearsal(SAVE, folder, empty_store).after_power_cuts(1)
    assert len(wrong) > 10
    assert any(trouble != "acknowledged, and lost" for trouble in wrong.values())


def test_these_tests_have_teeth_full_is_not_enough_with_this_journal(
    weakened: tuple[pytest.MonkeyPatch, Path, Path],
) -> None:
    # Why the store asks for EXTRA: FULL does not sync the folder after the journal is removed.
    patch, folder, empty_store = weakened
    full = address._SQLITE_PRAGMAS.replace("synchronous=EXTRA", "synchronous=FULL")
    patch.setattr(address, "_SQLITE_PRAGMAS", full)
    wrong = Rehearsal(SAVE, folder, empty_store).after_power_cuts(20, step=1_000_000)
    assert set(wrong.values()) == {"acknowledged, and lost"}


def test_these_tests_have_teeth_without_a_transaction_half_a_change_is_found(
    weakened: tuple[pytest.MonkeyPatch, Path, Path],
) -> None:
    from bureau.store import change

    patch, folder, empty_store = weakened
    patch.setattr(change, "writing", lambda alias, where: nullcontext())
    wrong = Rehearsal(SAVE, folder, empty_store).after_kills()
    assert "neither the old state nor the new one" in wrong.values()
