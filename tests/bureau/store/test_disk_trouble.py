"""A full disk, a read-only folder, a failing disk, a damaged byte: told clearly, nothing lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bureau.store.opening import open_store
from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.steps import Do, Step
from tests.bureau.store.conftest import Place
from tests.bureau.store.faults import COMMANDS, Command, dump_of, opened
from tests.bureau.store.rounds_to_store import FULL
from tests.bureau.store.tracing import CAN_INJECT, WHY_NOT, Call, trace

EVERY = os.environ.get("KOPPEL_FAULTS") == "all"
SAYS = {
    errno.ENOSPC: "disk is full",
    errno.EIO: "disk reports an error",
    errno.EACCES: "may not be written",
}
HOT = "koppel.sqlite3-journal"
BY_NAME = {command.name: command for command in COMMANDS}
FAILING = [
    pytest.param(BY_NAME[name], error, step, id=f"{name}-{errno.errorcode[error]}")
    for name, error, step in (
        ("save", errno.ENOSPC, 17),
        ("save", errno.EIO, 23),
        ("save", errno.EACCES, 23),
        ("restore", errno.ENOSPC, 97),
    )
]


def told_after_commit(calls: list[Call]) -> bool:
    """Whether the failure came when everything was stored: making the folder last, tidying up."""
    commits = [n for n, call in enumerate(calls) if call == Call("unlink", HOT)]
    return bool(commits) and commits[-1] >= len(calls) - 4


@pytest.mark.skipif(bool(WHY_NOT) or not CAN_INJECT, reason=f"NO FAULTS INJECTED: {WHY_NOT}")
@pytest.mark.parametrize(("command", "error", "step"), FAILING)
def test_whatever_call_fails_it_is_told_and_the_store_is_unchanged(
    command: Command, error: int, step: int, empty_folder: Path, tmp_path: Path
) -> None:
    command.prepare(empty_folder)
    old = dump_of(empty_folder)
    step = 1 if EVERY else step
    number, injected, told = 0, True, set()
    while injected:
        folder = tmp_path / f"werk-{number}"
        shutil.copytree(empty_folder, folder)
        traced = trace(folder, command.act(folder), fail_at=number, error=error)
        injected = traced.injected
        acknowledged = any(call.kind == "ack" for call in traced.calls)
        assert acknowledged == (traced.failed == "")
        if not acknowledged:
            last = traced.failed.strip().splitlines()[-1]
            assert last.startswith("koppelronde.domain.errors.StoreTrouble: "), traced.failed
            assert "Yıldız" not in traced.failed
            told.add(next((said for said in SAYS.values() if said in last), last))
            with opened(folder) as store:
                assert store.verify() == ()
            assert dump_of(folder) in (old, "") or told_after_commit(traced.calls)
        shutil.rmtree(folder)
        number += step
    assert SAYS[error] in told


def test_a_store_in_a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by="Els")
    from bureau.store import address

    # Root may write anywhere, so SQLite itself is told to open the file for reading only.
    original = address.sqlite_file

    def read_only(path: Path) -> address.StoreAddress:
        found = original(path)
        found.database["NAME"] = f"file:{path}?mode=ro"
        found.database["OPTIONS"] = found.database["OPTIONS"] | {"uri": True}
        return found

    monkeypatch.setattr(address, "sqlite_file", read_only)
    with sqlite_place.open() as store:
        assert store.load() == saved
        with pytest.raises(StoreTrouble) as trouble:
            store.save(saved, by="Els", what="x")
    assert "mag niet worden beschreven" in trouble.value.says.nl


@pytest.mark.parametrize("content", [b"", b"dit is geen opslag" * 300, b"SQLite format 3\0" * 9])
def test_a_file_that_is_no_store_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "koppel.sqlite3").write_bytes(content)
    for create in (False, True):
        with pytest.raises(StoreTrouble) as trouble:
            open_store(tmp_path, create=create)
        assert "beschadigd" in trouble.value.says.nl
        assert trouble.value.remedy is not None
        assert Step(Do.SEE_COPIES).said.nl in trouble.value.remedy.nl
    assert (tmp_path / "koppel.sqlite3").read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "koppel.sqlite3")) as other:
        other.execute("CREATE TABLE muziek (naam TEXT)")
    with pytest.raises(StoreTrouble):
        open_store(tmp_path)


def test_a_damaged_byte_is_noticed_or_does_not_matter(sqlite_place: Place, tmp_path: Path) -> None:
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by="Els")
        store.put_document("result", {"couples": [["A01", "H01"]] * 50}, by="Els", what="x")
        kept = store.latest("result")
        journal = store.journal()
    whole = (sqlite_place.folder / "koppel.sqlite3").read_bytes()
    used = [n for n, byte in enumerate(whole) if byte]
    rng = random.Random(4)
    refused = 0
    for turn in range(10_000 if EVERY else 50):
        damaged = bytearray(whole)
        place = rng.choice(used)
        damaged[place] ^= rng.randrange(1, 256)
        folder = tmp_path / f"damaged-{turn}"
        folder.mkdir()
        (folder / "koppel.sqlite3").write_bytes(damaged)
        (folder / "koppel.sqlite3").chmod(0o600)
        try:
            with opened(folder) as store:
                found = (store.load(), store.latest("result"), store.journal())
                if store.verify() == ():
                    assert found == (replace(saved, version=2), kept, journal), f"byte {place}"
                else:
                    refused += 1
                    assert found[0] == replace(saved, version=2), f"byte {place}"
        except StoreTrouble:
            refused += 1
        shutil.rmtree(folder)
    assert refused > 8


def test_a_change_behind_the_programs_back_is_not_loaded(sqlite_place: Place) -> None:
    with sqlite_place.open() as store:
        store.new_round(FULL, by="Els")
    with closing(sqlite3.connect(sqlite_place.folder / "koppel.sqlite3")) as other:
        other.execute("UPDATE koppel_ronde SET record=replace(record, 'Joris', 'Boris')")
        other.commit()
    with sqlite_place.open() as store:
        with pytest.raises(StoreTrouble) as trouble:
            store.load()
        assert "voorjaar 2027" in trouble.value.says.nl
        assert [finding.rule for finding in store.verify()] == ["store_round"]
