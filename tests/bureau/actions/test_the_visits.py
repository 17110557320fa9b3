"""The visits as acts: what moves is seen before it is kept, and who is told what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bureau.actions.kept import calendar_of
from bureau.actions.meeting.events import drop_practice, report_ill, take_more_aios
from bureau.actions.meeting.replanning import replan_round_visits
from bureau.actions.meeting.visit_changes import agree_visit
from bureau.actions.meeting.visits import look_at_visits, make_visit_calendars, plan_round_visits
from carrousel.calendars import Form
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import Stages


def test_what_a_practice_that_drops_out_moves_is_seen_before_it_is_kept(
    stages: Stages, folder: Path
) -> None:
    before = content(copied(stages.at("planned"), folder))
    with opened(folder) as store:
        calendar = calendar_of(store)
        practice = calendar.visits[0].praktijk
        seen = drop_practice(store, BY, praktijk=practice, reason="brand", preview=True)
        assert content(folder) == before
        kept = drop_practice(store, BY, praktijk=practice, reason="brand")
        now, ronde = calendar_of(store), store.load()
    assert not seen.kept
    assert kept.kept
    assert seen.moves == kept.moves
    theirs = {v.aios for v in calendar.visits if v.praktijk == practice}
    off = {m.aios for m in kept.moves if m.praktijk == practice and m.becomes is None}
    assert off == theirs
    assert {hao.code for hao in ronde.haos_of_praktijk[practice]} <= set(ronde.withdrawn)
    standing = [v for v in now.visits if v.status is VisitStatus.PLANNED]
    assert practice not in {v.praktijk for v in standing}
    assert all(m.praktijk in m.who and m.aios in m.who for m in kept.moves)


def test_who_is_ill_for_a_week_has_no_visit_in_it(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        visit = calendar_of(store).visits[0]
        first = visit.begin.date()
        made = report_ill(store, BY, code=visit.aios.lower(), first=first)
        assert made.ronde.aios_by_code[visit.aios].away_on(first)
        assert not made.ronde.aios_by_code[visit.aios].away_on(date(2027, 6, 1))
        theirs = [v for v in calendar_of(store).visits if v.aios == visit.aios]
    assert (visit.aios, visit.praktijk) in {(m.aios, m.praktijk) for m in made.moves}
    days = {v.begin.date() for v in theirs if v.status is VisitStatus.PLANNED}
    assert not [day for day in days if 0 <= (day - first).days < 7]


def test_an_agreed_visit_of_somebody_ill_stays_and_is_named(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        visit = calendar_of(store).visits[0]
        agree_visit(store, BY, aios=visit.aios, praktijk=visit.praktijk, begin=visit.begin)
        made = report_ill(
            store, BY, code=visit.aios, first=visit.begin.date(), last=visit.begin.date()
        )
    assert (visit.aios, visit.praktijk) not in {(m.aios, m.praktijk) for m in made.moves}
    assert [f for f in made.findings if visit.aios in f.who]


def test_a_second_aios_is_a_place_more_until_the_lists_are_sealed(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        made = take_more_aios(store, BY, hao="h07")
        assert store.load().hao_by_code["H07"].places == 2
        assert made.moves == ()
        with pytest.raises(WrongUse):
            take_more_aios(store, BY, hao="A01")
        with pytest.raises(WrongUse):
            take_more_aios(store, BY, hao="H07", places=0)
    copied(stages.at("sealed"), folder)
    with opened(folder) as store, pytest.raises(OutOfOrder):
        take_more_aios(store, BY, hao="H07")


def test_a_practice_drops_out_with_a_reason_once_and_before_the_matching(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("imported"), folder)
    with opened(folder) as store:
        with pytest.raises(OutOfOrder):
            drop_practice(store, BY, praktijk="P11", reason=" ")
        with pytest.raises(WrongUse):
            drop_practice(store, BY, praktijk="P99", reason="brand")
        made = drop_practice(store, BY, praktijk="P11", reason="brand")
        assert made.kept
        assert made.calendar is None
        with pytest.raises(OutOfOrder):
            drop_practice(store, BY, praktijk="P11", reason="brand")
    copied(stages.at("matched"), folder)
    with opened(folder) as store, pytest.raises(OutOfOrder):
        drop_practice(store, BY, praktijk="P11", reason="brand")


def test_replanning_without_a_reason_changes_nothing(stages: Stages, folder: Path) -> None:
    before = content(copied(stages.at("planned"), folder))
    with opened(folder) as store:
        made = replan_round_visits(store, BY)
    assert not made.changed
    assert made.moves == ()
    assert content(folder) == before


def test_replanning_is_seen_before_it_is_kept(stages: Stages, folder: Path) -> None:
    before = content(copied(stages.at("cancelled"), folder))
    with opened(folder) as store:
        seen = replan_round_visits(store, BY, preview=True)
        assert content(folder) == before
        kept = replan_round_visits(store, BY)
    assert seen.changed
    assert seen.moves == kept.moves
    assert kept.calendar == seen.calendar


def test_calendars_in_two_languages_in_one_process(stages: Stages, folder: Path) -> None:
    copied(stages.at("planned"), folder)
    with opened(folder) as store:
        dutch, english = (
            make_visit_calendars(store, BY, form=Form.FILE, lang=lang) for lang in ("nl", "en")
        )
    assert dutch.papers.folder == "bezoekagendas"
    assert english.papers.folder == "visit-calendars"
    assert dutch.papers.files["A01.ics"] != english.papers.files["A01.ics"]


def test_a_plan_says_that_it_chose_without_wishes(stages: Stages, folder: Path) -> None:
    copied(stages.at("begun"), folder)
    from bureau.actions.intake import take_files

    people = [("deelnemers.xlsx", (stages.at("begun") / "deelnemers.xlsx").read_bytes())]
    with opened(folder) as store:
        take_files(store, BY, files=people)
        made = plan_round_visits(store, BY)
        state = look_at_visits(store, BY).state
    assert made.wishes_unknown
    assert sum(a.planned for a in state.aios) == len(made.calendar.visits)
