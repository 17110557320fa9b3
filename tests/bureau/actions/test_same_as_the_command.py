"""The same act leaves the same store through any door."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bureau.actions.begin import begin_round, choose_round
from bureau.actions.intake import take_files
from bureau.actions.kept import calendar_of
from bureau.actions.meeting.afternoon import make_afternoon_papers, make_bell_page, plan_afternoon
from bureau.actions.meeting.attendance import take_attendance
from bureau.actions.meeting.candidates import assign_interviews, invite_haos
from bureau.actions.meeting.day import move_from_table, report_absent, report_late
from bureau.actions.meeting.events import drop_practice, report_ill, take_more_aios
from bureau.actions.meeting.replanning import replan_round_visits
from bureau.actions.meeting.visit_changes import (
    agree_visit,
    cancel_visit,
    mark_no_show,
    mark_visit_done,
)
from bureau.actions.meeting.visits import make_visit_calendars, make_visit_lists, plan_round_visits
from carrousel.calendars import Form
from koppelronde.procedure.toml_file import load_procedure
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import Stages, give, words_of

if TYPE_CHECKING:
    from bureau.store.handle import Store

Act = Callable[["Store", Path], object]


def _read(folder: Path, *names: str) -> list[tuple[str, bytes]]:
    return [(name, (folder / name).read_bytes()) for name in names]


def _first_visit(store: Store) -> dict[str, str]:
    visit = calendar_of(store).visits[0]
    return {"aios": visit.aios, "praktijk": visit.praktijk}


ACTS: Final[list[tuple[str, str, Act]]] = [
    ("empty", "new Maart -p maastricht",
     lambda store, _: begin_round(store, BY, name="Maart",
                                  procedure=load_procedure("maastricht"), lang="nl")),
    ("two rounds", "rounds --use Maart", lambda store, _: choose_round(store, BY, name="Maart")),
    ("begun", "import @deelnemers.xlsx @bezoekwensen.xlsx",
     lambda store, at: take_files(store, BY,
                                  files=_read(at, "deelnemers.xlsx", "bezoekwensen.xlsx"))),
    ("imported", "carrousel plan", lambda store, _: plan_afternoon(store, BY)),
    ("planned", "carrousel print", lambda store, _: make_afternoon_papers(store, BY, lang="nl")),
    ("planned", "carrousel bell", lambda store, _: make_bell_page(store, BY, lang="nl")),
    ("planned", "carrousel late A03 --until 13:40",
     lambda store, _: report_late(store, BY, code="a03", until=time(13, 40))),
    ("planned", "carrousel absent H07 --from 14:24 --until 15:00",
     lambda store, _: report_absent(store, BY, code="H07", since=time(14, 24), until=time(15))),
    ("planned", "carrousel swap-table H07 --from 14:24",
     lambda store, _: move_from_table(store, BY, code="H07", since=time(14, 24))),
    ("planned", "carrousel attendance @presentie.csv --wishes",
     lambda store, at: take_attendance(store, BY, files=_read(at, "presentie.csv"), wishes=True)),
    ("imported", "visits plan", lambda store, _: plan_round_visits(store, BY)),
    ("planned", "visits calendars",
     lambda store, _: make_visit_calendars(store, BY, form=Form.FILE, lang="nl")),
    ("planned", "visits print", lambda store, _: make_visit_lists(store, BY, lang="nl")),
    ("planned", "visits record A03 P11 --on 2027-01-07T14:00",
     lambda store, _: agree_visit(store, BY, aios="A03", praktijk="P11",
                                  begin=datetime(2027, 1, 7, 14))),  # noqa: DTZ001
    ("planned", "visits cancel @visit",
     lambda store, _: cancel_visit(store, BY, **_first_visit(store))),
    ("planned", "visits done @visit",
     lambda store, _: mark_visit_done(store, BY, **_first_visit(store))),
    ("planned", "visits no-show @visit",
     lambda store, _: mark_no_show(store, BY, **_first_visit(store))),
    ("cancelled", "visits replan", lambda store, _: replan_round_visits(store, BY)),
    ("planned", "visits drop-out P11 --reason verbouwing",
     lambda store, _: drop_practice(store, BY, praktijk="p11", reason="verbouwing")),
    ("planned", "visits ill A03 --from 2027-01-11",
     lambda store, _: report_ill(store, BY, code="A03", first=date(2027, 1, 11))),
    ("planned", "visits second-aios H07", lambda store, _: take_more_aios(store, BY, hao="H07")),
    ("candidates", "select --invite", lambda store, _: invite_haos(store, BY)),
    ("candidates", "shortlist", lambda store, _: assign_interviews(store, BY)),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "command", "act"), ACTS, ids=[act[1] for act in ACTS])
def test_an_act_leaves_what_its_command_leaves(
    stage: str, command: str, act: Act, stages: Stages, folder: Path
) -> None:
    before = stages.at(stage)
    typed = folder.parent / "typed"
    shutil.copytree(before, typed)
    assert give(typed, *words_of(command, typed)) == 0
    if stage != "empty":
        copied(before, folder)
    with opened(folder, create=stage == "empty") as store:
        act(store, before)
    assert content(folder) == content(typed)
