"""The carrousel as acts: what is lost by planning again, papers, and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from bureau.actions.kept import timetable_of
from bureau.actions.meeting.afternoon import (
    judge_plan,
    lost_by_planning_again,
    make_afternoon_papers,
    make_bell_page,
    plan_afternoon,
)
from bureau.actions.meeting.attendance import missed_couples, take_attendance
from bureau.actions.meeting.day import make_repair_papers, report_absent, report_late
from carrousel.papers.rosters import CarrouselPaper
from koppelronde.domain.errors import InputMistakes, OutOfOrder, WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import Stages


def test_before_the_day_a_new_timetable_takes_the_place_of_the_old(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("planned"), folder)
    said: list[str] = []
    with opened(folder) as store:
        made = plan_afternoon(store, BY, progress=lambda _done, _all, text: said.append(text.nl))
        assert made.timetable.version == timetable_of(store).version == 2
    assert said[0] == "Rooster maken"


def test_repairs_of_the_day_are_not_thrown_away_unless_asked(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        report_late(store, BY, code="A03", until=time(13, 40))
        before = content(folder)
        with pytest.raises(OutOfOrder) as caught:
            plan_afternoon(store, BY)
        assert "late A03" in caught.value.says.nl
        assert content(folder) == before
        assert plan_afternoon(store, BY, afresh=True).timetable.events == ()


def test_talks_that_took_place_are_not_planned_away(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        first = timetable_of(store).turns[0]
        during = replace(BY, at=datetime.combine(first.end.date(), time(15), AMSTERDAM))
        assert lost_by_planning_again(store, BY) == ()
        assert lost_by_planning_again(store, during) == (
            Text("de gesprekken die al zijn gevoerd", "the talks that took place already"),
        )


def test_an_attendance_list_is_not_thrown_away_either(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        taken = take_attendance(store, BY, files=[("lijst.csv", b"Nr,Aanwezig\nA01,nee\n")])
        assert {couple.aios for couple in taken.attended.lost} == {"A01"}
        assert missed_couples(store, timetable_of(store)) == taken.attended.missed
        with pytest.raises(OutOfOrder, match="attendance list"):
            plan_afternoon(store, BY)


def test_papers_are_in_the_language_asked_for_also_two_in_one_process(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        dutch, english = (make_bell_page(store, BY, lang=lang) for lang in ("nl", "en"))
        cards = make_afternoon_papers(
            store, BY, only=[CarrouselPaper.CARDS], for_code="a07", lang="en"
        )
    assert list(dutch.files) == ["bel.html"]
    assert list(english.files) == ["bell.html"]
    assert dutch.files["bel.html"] != english.files["bell.html"]
    assert cards.folder == "carrousel-A07-cards"
    assert all(name.endswith(".pdf") for name in cards.files)


def test_who_is_touched_on_the_day_gets_a_card(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        adjusted = report_absent(store, BY, code="H07", since=time(14, 24))
        with pytest.raises(WrongUse):
            report_late(store, BY, code="A03", until=time(9))
    papers = make_repair_papers(adjusted, lang="nl")
    assert papers.folder == "carrousel-herstel-2"
    assert adjusted.repair.told
    assert set(papers.files) == {"bel.html", "wandkaart-a3.pdf", "kaarten-a5.pdf"}


def test_a_plan_made_elsewhere_is_judged_and_not_kept(stages: Stages, folder: Path) -> None:
    before = content(copied(stages.at("imported"), folder))
    sheet = "Ronde;Tafel;AIOS;HAO\n1;1;A01;H01\n1;1;A02;H01\n"
    with opened(folder) as store:
        judged = judge_plan(store, BY, name="elders.csv", content=sheet.encode())
        with pytest.raises(InputMistakes):
            judge_plan(store, BY, name="elders.csv", content=b"Ronde;Tafel;AIOS;HAO\nx;1;A01;H01\n")
    assert judged.findings
    assert content(folder) == before
