"""Whatever command is killed, and wherever: the round is the old one or the new one, and whole.

A part of the commands is looked at always, all of them with KOPPEL_FAULTS=all; then the power is
also cut at every point, and each command is really killed at six of them and given again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

import pytest

from bureau.store.copies import exports
from bureau.store.settings import configure_django
from tests.bureau.store.tracing import WHY_NOT, trace
from tests.cli.every_command import WRITING, Stages, give, words_of
from tests.cli.rehearsal import Rehearsal, at_work

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=f"NO KILLS: {WHY_NOT}")

EVERY: Final = os.environ.get("KOPPEL_FAULTS") == "all"
ALWAYS: Final = (
    "import @deelnemers.xlsx @bezoekwensen.xlsx",
    "export",
    "purge --date 2030-01-01",
    "undo",
)
BETWEEN: Final = ("new Maart -p maastricht", "mail visits")
"""First an empty store, or what goes into the calendars; then the round, or what each was told."""
GIVEN: Final = [(stage, command) for stage, command in WRITING if EVERY or command in ALWAYS]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    """The example round at each stage."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOPPEL_NOW", "2026-11-21T12:00:00+01:00")
        patch.delenv("KOPPEL_DATABASE_URL", raising=False)
        yield Stages(tmp_path_factory.mktemp("stages"))


def rehearsed(stages: Stages, stage: str, command: str, folder: Path) -> Rehearsal:
    before = stages.at(stage)
    shutil.copytree(before, folder)
    words = words_of(command, folder)
    return Rehearsal(before, folder, words, between=command in BETWEEN)


@pytest.mark.parametrize(("stage", "command"), GIVEN, ids=[command for _, command in GIVEN])
def test_killed_at_any_point_a_command_leaves_the_old_round_or_the_new_one_and_no_half_file(
    stage: str, command: str, stages: Stages, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made = rehearsed(stages, stage, command, tmp_path / "whole")
    assert len(made.calls) > 5
    assert made.after_kills() == {}
    request.node.user_properties.append(("points", len(made.calls)))
    if EVERY:
        assert made.after_power_cuts() == {}
        given_again_after_a_real_kill(made, command, tmp_path)


def given_again_after_a_real_kill(made: Rehearsal, command: str, tmp_path: Path) -> None:
    """At six of the points; no repair is needed, and nothing that was half done stays."""
    step = max(1, len(made.calls) // 6)
    for number in range(step - 1, len(made.calls), step):
        left = tmp_path / "killed"
        shutil.copytree(made.before, left)
        words = words_of(command, left)
        trace(left, at_work(left, words), stop_at=number)
        assert give(left, "status") in (0, 4, 6), number  # there may be no round or no store
        assert give(left, *words) in (0, 2, 4), number  # or it was done before it was killed
        assert give(left, "check-store") == 0
        assert [path.name for path in left.rglob(".onaf-*")] == []
        shutil.rmtree(left)


def test_these_tests_have_teeth_without_a_transaction_half_a_change_is_found(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure_django()
    from bureau.store import change

    monkeypatch.setattr(change, "writing", lambda alias, where: nullcontext())
    made = rehearsed(
        stages, "begun", "import @deelnemers.xlsx @bezoekwensen.xlsx", tmp_path / "whole"
    )
    assert any("neither the old" in trouble for trouble in made.after_kills().values())


def test_these_tests_have_teeth_written_in_its_place_half_a_file_is_found(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "write_file", lambda path, content: path.write_bytes(content))
    made = rehearsed(stages, "imported", "export", tmp_path / "whole")
    assert any("half a file" in trouble for trouble in made.after_kills().values())
