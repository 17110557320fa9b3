"""Killed, interrupted, without room or permission, damaged, two at once: through the command."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bureau.commands.door.running import run
from bureau.store.opening import open_store
from cli import COMMANDS
from tests.bureau.store.tracing import WHY_NOT, trace
from tests.cli.conftest import DATA
from tests.cli.koppel import Koppel
from tests.cli.processes import ROOT, koppel_process, state_of, waiting_match

EVERY = os.environ.get("KOPPEL_FAULTS") == "all"
FILES = ("deelnemers", "bezoekuitkomsten", "voorkeurslijsten")


def give(folder: Path, *words: str) -> int:
    return run(COMMANDS, [*words, "-C", str(folder), "--by", "J. Jansen"])


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example round as it stands before each of the commands that are cut short below."""
    patch = pytest.MonkeyPatch()
    patch.setenv("KOPPEL_NOW", "2026-11-21T12:00:00+01:00")
    patch.delenv("KOPPEL_DATABASE_URL", raising=False)
    root = tmp_path_factory.mktemp("stages")
    folder = root / "werk"
    folder.mkdir()
    for file in FILES:
        shutil.copy(DATA / "maastricht" / f"{file}.xlsx", folder)

    def keep(name: str) -> Path:
        return Path(shutil.copytree(folder, root / name))

    assert give(folder, "new", "Maart 2027", "-p", "maastricht") == 0
    kept = {"import": keep("import")}
    assert give(folder, "import", *(str(folder / f"{file}.xlsx") for file in FILES)) == 0
    kept["seal"] = keep("seal")
    assert give(folder, "seal") == 0
    kept["draw"] = keep("draw")
    assert give(folder, "seal", "--seed", "4 2 6 1 3 5") == 0
    kept["match"] = keep("match")
    assert give(folder, "match") == 0
    kept["matched"] = keep("matched")
    patch.undo()
    return kept


CUT_SHORT = {
    "import": ("import", "deelnemers.xlsx", "voorkeurslijsten.xlsx"),
    "seal": ("seal",),
    "draw": ("seal", "--seed", "4 2 6 1 3 5"),
    "match": ("match",),
    "calls record": ("calls", "record", "A01", "accepted"),
    "calls withdraw": ("calls", "withdraw", "A02", "--reason", "ziekte"),
    "mail": ("mail", "invitation"),
}
"""The command, and its words; each begins at the stage of its name, else after the match."""


def at_work(folder: Path, words: tuple[str, ...]) -> Callable[[Callable[[], None]], None]:
    given = [str(folder / word) if word.endswith(".xlsx") else word for word in words]

    def action(ack: Callable[[], None]) -> None:
        assert give(folder, *given) == 0
        ack()

    return action


@pytest.mark.skipif(bool(WHY_NOT), reason=f"NO KILLS: {WHY_NOT}")
@pytest.mark.parametrize("name", CUT_SHORT)
def test_a_command_that_is_killed_leaves_the_old_or_the_new_state_and_the_next_one_works(
    name: str, stages: dict[str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = stages.get(name, stages["matched"])
    whole = Path(shutil.copytree(before, tmp_path / "whole"))
    traced = trace(whole, at_work(whole, CUT_SHORT[name]))
    assert traced.failed == ""
    old, new = state_of(before), state_of(whole)
    calls = len(traced.calls)
    assert calls > 20
    step = 1 if EVERY else calls // 4
    for number in range(step - 1, calls, step):
        left = Path(shutil.copytree(before, tmp_path / f"killed-{number}"))
        trace(left, at_work(left, CUT_SHORT[name]), stop_at=number)
        found = state_of(left)
        if name == "calls withdraw" or name == "mail":
            assert found[:1] in (old[:1], new[:1])
        else:
            assert found in (old, new), number
        assert give(left, "check-store") == 0
        again = [str(left / w) if w.endswith(".xlsx") else w for w in CUT_SHORT[name]]
        assert give(left, *again) in (0, 4), number
        assert state_of(left)[:1] != old[:1] or old[:1] == new[:1]
        assert [p.name for p in left.rglob(".onaf-*")] == []
        shutil.rmtree(left)
    capfd.readouterr()


def test_a_process_that_is_really_killed_leaves_a_whole_store(
    stages: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(stages["match"], tmp_path / "werk"))
    begun = waiting_match(folder, by="Els")
    (folder / "verder").touch()
    begun.send_signal(signal.SIGKILL)
    begun.communicate()
    assert koppel_process(folder, "check-store").returncode == 0
    assert state_of(folder) == state_of(stages["match"])


def test_ctrl_c_stops_with_130_and_the_store_as_it_was(
    stages: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(stages["match"], tmp_path / "werk"))
    begun = waiting_match(folder, by="Els")
    begun.send_signal(signal.SIGINT)
    _, err = begun.communicate(timeout=60)
    assert begun.returncode == 130
    assert "Gestopt. De opslag is zoals zij was." in err
    assert "Traceback" not in err
    assert state_of(folder) == state_of(stages["match"])


def test_of_two_coordinators_the_second_hears_who_did_what(
    stages: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(stages["match"], tmp_path / "werk"))
    begun = waiting_match(folder, by="Els")
    first = koppel_process(folder, "seal", "--break", "verkeerde lijst", by="Bo de Wit")
    assert first.returncode == 0, first.stderr
    saved = state_of(folder)
    (folder / "verder").touch()
    _, err = begun.communicate(timeout=120)
    assert begun.returncode == 5, err
    assert "Bo de Wit" in err
    assert "lijsten heropend" in err
    assert "niets overschreven" in err
    assert state_of(folder) == saved


def clear(said: subprocess.CompletedProcess[str], *words: str) -> None:
    assert said.returncode == 6, said.stderr
    assert "Traceback" not in said.stderr
    assert any(word in said.stderr for word in words), said.stderr


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_where_nothing_more_can_be_written_the_store_stays_as_it_was(
    stages: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(stages["import"], tmp_path / "werk"))
    before = state_of(folder)
    clear(koppel_process(folder, "import", str(folder / "deelnemers.xlsx"), limit=small_files),
          "De schijf")  # fmt: skip
    assert state_of(folder) == before
    assert koppel_process(folder, "check-store").returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.6 MB of its own."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1600k", "koppel-test", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("NOT TESTED ON A FULL DISK: mounting is not allowed here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_said_in_plain_words_and_nothing_changes(
    stages: dict[str, Path], small_disk: Path
) -> None:
    folder = Path(shutil.copytree(stages["matched"], small_disk / "werk"))
    filled = small_disk / "vol"
    with contextlib.suppress(OSError), filled.open("wb") as out:
        while out.write(b"0" * 4096):
            out.flush()
    before = state_of(folder)
    papers = sorted(p.name for p in (folder / "maart-2027").rglob("*"))
    for words in (("calls", "record", "A01", "accepted"), ("results",), ("mail", "invitation")):
        clear(koppel_process(folder, *words), "De schijf is vol")
        assert state_of(folder) == before
        assert sorted(p.name for p in (folder / "maart-2027").rglob("*")) == papers
    filled.unlink()
    assert koppel_process(folder, "calls", "record", "A01", "accepted").returncode == 0


def test_a_read_only_folder_can_be_read_and_is_not_changed(
    stages: dict[str, Path], small_disk: Path
) -> None:
    folder = Path(shutil.copytree(stages["matched"], small_disk / "werk"))
    before = state_of(folder)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert koppel_process(folder, "status").returncode == 0
    clear(
        koppel_process(folder, "calls", "record", "A01", "accepted"), "mag niet worden beschreven"
    )
    clear(koppel_process(folder, "results"), "mag niet worden beschreven")
    assert state_of(folder) == before


def test_a_damaged_store_is_told_and_a_copy_put_back(
    koppel: Koppel, stages: dict[str, Path]
) -> None:
    shutil.copytree(stages["matched"], koppel.folder, dirs_exist_ok=True)
    store = koppel.folder / "koppel.sqlite3"
    whole = store.read_bytes()
    names = koppel.data("restore", "--list")["copies"]
    assert any("seal" in name for name in names)
    for damage in (b"", b"geen sqlite" * 500, whole[:4096] + b"\xff" * 20_000 + whole[24_096:]):
        store.write_bytes(damage)
        said = koppel("status")
        assert said.code == 6, said.out
        assert "koppel restore" in said.err
        assert koppel.data("restore")["copies"] == names
        back = koppel("restore", names[-1])
        assert back.code == 0, back.err
        assert koppel("check-store").code == 0
        assert koppel("status").code == 0
    store.unlink()
    assert koppel.data("restore", names[-1])["store_was_unreadable"] is True
    assert koppel("status").code == 0
    assert koppel("restore", "bestaat-niet").code == 2


def test_a_whole_store_keeps_its_journal_when_a_copy_is_put_back(
    koppel: Koppel, stages: dict[str, Path]
) -> None:
    shutil.copytree(stages["matched"], koppel.folder, dirs_exist_ok=True)
    before = koppel.data("journal")["entries"]
    name = koppel.data("restore")["copies"][-1]
    assert koppel.data("restore", name)["store_was_unreadable"] is False
    after = koppel.data("journal")["entries"]
    assert after[: len(before)] == before
    assert koppel("match").code == 4


def test_undo_says_what_and_whose_and_stops_at_the_seal(
    koppel: Koppel, stages: dict[str, Path]
) -> None:
    shutil.copytree(stages["matched"], koppel.folder, dirs_exist_ok=True)
    assert koppel("calls", "record", "A01", "refused", "--note", "te ver").code == 0
    said = koppel("undo", "--reason", "vergissing")
    assert said.code == 0
    assert "telefoon A01: niet akkoord (gedaan door J. Jansen, 21-11-2026 12:00)" in said.out
    assert koppel("undo").code == 0
    refused = koppel("undo")
    assert refused.code == 4
    assert "Verzegelen en loten" in refused.err


def test_what_was_promised_by_telephone_stands_when_the_seal_is_broken(
    koppel: Koppel, stages: dict[str, Path]
) -> None:
    shutil.copytree(stages["matched"], koppel.folder, dirs_exist_ok=True)
    (couple,) = (c for c in koppel.data("results")["matching"]["couples"] if c["aios"] == "A01")
    koppel.data("calls", "record", "A01", "accepted")
    said = koppel("seal", "--break", "een lijst vergeten")
    assert f"A01–{couple['hao']} staat vast" in said.out
    koppel.data("seal")
    koppel.data("seal", "--draw")
    again = {c["aios"]: c["hao"] for c in koppel.data("match")["matching"]["couples"]}
    assert again["A01"] == couple["hao"]


def test_undo_names_what_went_out_after_the_change_that_it_takes_back(
    koppel: Koppel, stages: dict[str, Path]
) -> None:
    shutil.copytree(stages["seal"], koppel.folder, dirs_exist_ok=True)
    with open_store(koppel.folder) as store:
        version = store.load().version
        for number in range(25):
            store.put_document("mail_sent", {"n": number}, by="Els", what=f"mail {number}", key="x")
        assert store.load().version == version
    said = koppel("undo")
    assert "Teruggenomen: ingelezen:" in said.out
    assert "Daarna is al verstuurd of uitgedeeld (25)" in said.out


def test_a_pipe_is_no_file_to_read(koppel: Koppel, stages: dict[str, Path]) -> None:
    shutil.copytree(stages["import"], koppel.folder, dirs_exist_ok=True)
    os.mkfifo(koppel.folder / "lijst.csv")
    said = koppel("import", str(koppel.folder / "lijst.csv"))
    assert (said.code, "geen gewoon bestand" in said.err) == (2, True)


def test_no_solver_keeps_ctrl_c_to_itself() -> None:
    # CP-SAT would stop, Python would never hear of it, and half an answer would become the plan.
    for file in (ROOT / "carrousel").rglob("*.py"):
        text = file.read_text("utf-8")
        made = text.count("CpSolver()")
        assert text.count("parameters.catch_sigint_signal = False") == made, file.name
