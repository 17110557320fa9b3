"""Exports appear whole or not at all, and touch nothing else."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bureau.store.copies import exports
from bureau.store.copies.exports import CONTENTS, remove_export, write_file, write_folder
from koppelronde.domain.errors import StoreTrouble, WrongUse
from tests.bureau.store.images import Image, put_down
from tests.bureau.store.tracing import CAN_INJECT, WHY_NOT, trace

needs_tracing = pytest.mark.skipif(bool(WHY_NOT), reason=f"NO CRASH TESTS: {WHY_NOT}")
EVERY = os.environ.get("KOPPEL_FAULTS") == "all"
CUTS = 50 if EVERY else 1
OLD = {"A01.pdf": b"old A01", "hao/H01.pdf": b"old H01", "weg.pdf": b"goes away"}
NEW = {"A01.pdf": b"new A01" * 5000, "hao/H01.pdf": b"new H01", "hao/H02.pdf": b"new H02"}


def contents(folder: Path) -> dict[str, bytes]:
    """The files of an export by name, the list of contents left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != CONTENTS
    }


def test_an_export_holds_exactly_its_files_readable_for_the_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "diep" / "uitvoer"
    write_folder(target, OLD)
    assert contents(target) == OLD
    for path in (target, *target.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    write_folder(target, NEW)
    assert contents(target) == NEW
    assert sorted(path.name for path in target.parent.iterdir()) == ["uitvoer"]


def test_files_of_the_user_in_the_folder_stay(tmp_path: Path) -> None:
    target = tmp_path / "uitvoer"
    write_folder(target, OLD)
    (target / "aantekening zaal.txt").write_text("sleutel bij de portier")
    (target / "eigen").mkdir()
    (target / "eigen" / "foto.jpg").write_bytes(b"jpg")
    write_folder(target, NEW)
    assert contents(target) == NEW | {
        "aantekening zaal.txt": b"sleutel bij de portier",
        "eigen/foto.jpg": b"jpg",
    }
    remove_export(target)
    assert sorted(contents(target)) == ["aantekening zaal.txt", "eigen/foto.jpg"]


def test_a_folder_that_existed_without_an_export_keeps_what_is_in_it(tmp_path: Path) -> None:
    target = tmp_path / "uitvoer"
    target.mkdir()
    (target / "mijn.txt").write_text("van mij")
    write_folder(target, {"A01.pdf": b"x"})
    assert contents(target) == {"mijn.txt": b"van mij", "A01.pdf": b"x"}


def test_removing_takes_the_whole_export_and_no_more(tmp_path: Path) -> None:
    write_folder(tmp_path / "uitvoer", OLD)
    write_file(tmp_path / "lijst.xlsx", b"x")
    remove_export(tmp_path / "uitvoer")
    remove_export(tmp_path / "lijst.xlsx")
    remove_export(tmp_path / "nooit-gemaakt")
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_contents_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "buiten.txt").write_text("blijft")
    write_folder(tmp_path / "uitvoer", OLD)
    (tmp_path / "uitvoer" / CONTENTS).write_text("../buiten.txt")
    remove_export(tmp_path / "uitvoer", OLD)
    assert (tmp_path / "buiten.txt").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../A01.pdf", "/etc/passwd", "a/../../b", "", ".", "..", "a//b", "a/", ".verborgen",
        "C:\\x", "a\\b", "Zoë.pdf", "con", "NUL.pdf", "lpt1.txt", "a\nb", "a\0b", "A01.",
        "A01 .pdf", "x" * 101, "hao/..", "aux/A01.pdf", CONTENTS,
    ],
)  # fmt: skip
def test_a_name_that_is_no_plain_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUse):
        write_folder(tmp_path / "uitvoer", {"A01.pdf": b"", name: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_two_names_alike_but_for_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        write_folder(tmp_path / "uitvoer", {"a01.pdf": b"", "A01.pdf": b""})


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "uitvoer").symlink_to(tmp_path / "elders")
    with pytest.raises(StoreTrouble):
        write_folder(tmp_path / "uitvoer", OLD)
    assert list((tmp_path / "elders").iterdir()) == []


def test_without_the_exchange_of_names_the_result_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_exchanged", lambda first, second: False)
    write_folder(tmp_path / "uitvoer", OLD)
    write_folder(tmp_path / "uitvoer", NEW)
    assert contents(tmp_path / "uitvoer") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["uitvoer"]


def _new_folder(folder: Path) -> Callable[[Callable[[], None]], None]:
    def action(ack: Callable[[], None]) -> None:
        write_folder(folder / "uitvoer", NEW)
        write_file(folder / "lijst.xlsx", b"new" * 3000)
        ack()

    return action


def _old_exports(folder: Path) -> None:
    folder.mkdir()
    write_folder(folder / "uitvoer", OLD)
    write_file(folder / "lijst.xlsx", b"old")


def _wrong(left: Path, acknowledged: bool) -> bool:
    folder, file = contents(left / "uitvoer"), (left / "lijst.xlsx").read_bytes()
    new = (folder == NEW, file == b"new" * 3000)
    old = (folder == OLD, file == b"old")
    return not ((new[0] or old[0]) and (new[1] or old[1])) or (acknowledged and new != (True, True))


@needs_tracing
def test_killed_or_without_power_at_any_call_every_export_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "werk"
    _old_exports(folder)
    image, acknowledged = Image(folder), False
    calls = trace(folder, _new_folder(folder)).calls
    monkeypatch.setattr(os, "fsync", lambda opened: None)  # from here on only for speed
    for number, call in enumerate(calls):
        contents_left = [image.after_kill()]
        contents_left += [
            image.after_power_cut(random.Random(100 * number + n)) for n in range(CUTS)
        ]
        for content in contents_left:
            left = tmp_path / "left"
            put_down(content, left)
            assert not _wrong(left, acknowledged), (number, call.kind, call.path)
            write_folder(left / "uitvoer", OLD)
            write_file(left / "lijst.xlsx", b"old")
            assert sorted(path.name for path in left.iterdir()) == ["lijst.xlsx", "uitvoer"]
            shutil.rmtree(left)
        image.apply(call)
        acknowledged = acknowledged or call.kind == "ack"
    assert acknowledged
    assert len(calls) > 20


@needs_tracing
@pytest.mark.skipif(not CAN_INJECT, reason="calls can be made to fail on x86_64 only")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE])
def test_whatever_call_fails_it_is_told_and_the_older_export_stays(
    tmp_path: Path, error: int
) -> None:
    number, injected = 0, True
    step = 1 if EVERY or error == errno.ENOSPC else 5
    while injected:
        folder = tmp_path / f"werk-{number}"
        _old_exports(folder)
        traced = trace(folder, _new_folder(folder), fail_at=number, error=error)
        injected = traced.injected
        assert not _wrong(folder, any(call.kind == "ack" for call in traced.calls))
        if traced.failed:
            assert "koppelronde.domain.errors.StoreTrouble: " in traced.failed
            assert "A01" not in traced.failed.splitlines()[-1]
        shutil.rmtree(folder)
        number += step
    assert number > 20


def test_the_tests_for_kills_have_teeth_a_plain_write_is_found_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if WHY_NOT:
        pytest.skip(f"NO CRASH TESTS: {WHY_NOT}")
    folder = tmp_path / "werk"
    _old_exports(folder)

    def plain(ack: Callable[[], None]) -> None:
        for name, content in NEW.items():
            (folder / "uitvoer" / name).write_bytes(content)
        ack()

    image = Image(folder)
    wrong = 0
    for call in trace(folder, plain).calls:
        left = tmp_path / "left"
        put_down(image.after_kill(), left)
        wrong += _wrong(left, False)
        shutil.rmtree(left)
        image.apply(call)
    assert wrong > 0
