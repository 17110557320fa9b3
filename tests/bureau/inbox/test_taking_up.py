"""What was handed in becomes the lists of the round, and no step of the office loses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bureau.actions.erasing import erase_person, purge
from bureau.actions.handing_in import hand_in_part, window_of
from bureau.actions.keeping import copies, restore, show_person, undo
from bureau.actions.outcome.lists import check_lists
from bureau.actions.outcome.matching import match
from bureau.actions.outcome.sealing import seal
from bureau.actions.status import look_at_status
from bureau.actions.taking_up import list_of_groups, take_up
from bureau.inbox.hand_ins import hand_ins_of, hand_ins_of_round
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.errors import InputMistakes, OutOfOrder, SavedMeanwhile
from koppelronde.domain.lists import TieReading
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Sealed, VisitWish
from tests.bureau.inbox.conftest import Office


def handed_in(
    office: Office, code: str, content: Any, part: Part = Part.LIST, **changed: Any
) -> HandInRecord:
    given = {"key": "k", "received_at": office.clock(), "account": None, **changed}
    return hand_in_part(
        office.inbox, office.ronde, office.by(code), code=code, part=part, content=content, **given
    )


def groups(*names: str) -> dict[str, list[list[str]]]:
    return {"groups": [name.split() for name in names]}


def test_a_group_shares_its_rank_as_the_procedure_reads_ties() -> None:
    order = [["H03"], ["H01", "H02"], ["H04"]]
    competition = list_of_groups("A01", Side.AIOS, order, TieReading.COMPETITION)
    dense = list_of_groups("A01", Side.AIOS, order, TieReading.DENSE)
    assert competition.ranks() == {"H03": 1, "H01": 2, "H02": 2, "H04": 4}
    assert dense.ranks(TieReading.DENSE) == {"H03": 1, "H01": 2, "H02": 2, "H04": 3}
    assert [number for _, number in dense.entries] == [Decimal(n) for n in (1, 2, 2, 3)]


def test_both_sides_are_taken_up_in_one_entry_and_the_second_time_nothing_changes(
    office: Office,
) -> None:
    handed_in(office, "A01", groups("H01", "H02 H03"))
    handed_in(office, "H02", groups("A02", "A01"))
    before = len(office.store.journal())
    done = take_up(office.store, office.inbox, office.by())
    assert [one.code for one in done.changed] == ["A01", "H02"]
    assert office.ronde.list_of["A01"].ranks() == {"H01": 1, "H02": 2, "H03": 2}
    assert office.ronde.list_of["H02"].ranks() == {"A02": 1, "A01": 2}
    assert len(office.store.journal()) == before + 1
    assert office.store.journal()[-1].kind == "taken_up"
    version = office.ronde.version
    assert take_up(office.store, office.inbox, office.by()).changed == ()
    assert office.ronde.version == version
    assert office.store.verify() == ()


def test_only_the_last_hand_in_counts_and_it_replaces_a_list_of_a_workbook(office: Office) -> None:
    ronde = office.ronde
    by_hand = list_of_groups("A01", Side.AIOS, [["H08"]], ronde.procedure.ties)
    office.store.save(replace(ronde, lists_aios=(by_hand,)), by="import", what="lijsten")
    handed_in(office, "A01", groups("H01"))
    handed_in(office, "A01", groups("H02"), key="k2")
    take_up(office.store, office.inbox, office.by())
    assert office.ronde.list_of["A01"].ranks() == {"H02": 1}


def test_undoing_passes_by_what_was_taken_up_and_takes_it_up_again(office: Office) -> None:
    handed_in(office, "A01", groups("H01"))
    ronde = office.ronde
    renamed = replace(ronde, settings=replace(ronde.settings, carrousel_location="Elders"))
    office.store.save(renamed, by="koppelaar", what="plaats")
    take_up(office.store, office.inbox, office.by())
    _, undone = office.store.undo(by="koppelaar")
    assert undone.what.nl == "plaats"
    take_up(office.store, office.inbox, office.by())
    assert office.ronde.settings.carrousel_location == ronde.settings.carrousel_location
    assert office.ronde.list_of["A01"].ranks() == {"H01": 1}


def test_nothing_is_taken_up_or_handed_in_once_the_lists_are_sealed(office: Office) -> None:
    handed_in(office, "A01", groups("H01"))
    office.store.save(replace(office.ronde, sealed=Sealed("x", "1")), by="k", what="verzegeld")
    assert take_up(office.store, office.inbox, office.by()).changed == ()
    assert office.ronde.lists_aios == ()
    with pytest.raises(OutOfOrder):
        handed_in(office, "A02", groups("H01"))


def test_vetoes_and_wishes_are_those_that_were_handed_in_last(office: Office) -> None:
    ground = office.ronde.procedure.veto_grounds[0].value
    praktijk = office.ronde.praktijken[0].code
    handed_in(office, "A01", {"vetoes": [{"about": "H01", "ground": ground}]}, Part.VETO)
    handed_in(office, "A01", {"order": [praktijk]}, Part.VISIT_WISHES)
    take_up(office.store, office.inbox, office.by())
    assert ("A01", "H01") in office.ronde.veto_by_couple
    mine = [w for w in office.ronde.visit_wishes if w.aios == "A01" and w.by is Side.AIOS]
    assert mine == [VisitWish("A01", praktijk, 1)]
    handed_in(office, "A01", {"vetoes": []}, Part.VETO, key="k2")
    take_up(office.store, office.inbox, office.by())
    assert ("A01", "H01") not in office.ronde.veto_by_couple


def test_every_mistake_of_a_list_is_named_at_once_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(InputMistakes) as refused:
        handed_in(office, "A01", groups("H01", "H01", "H99", "A02"))
    assert {(m.read, m.expected.nl) for m in refused.value.mistakes} == {
        ("H01", "iedereen één keer"),
        ("H99", "iemand uit deze ronde"),
        ("A02", "iemand uit deze ronde"),
    }
    assert take_up(office.store, office.inbox, office.by()).changed == ()


@pytest.mark.parametrize(
    "content",
    [None, [], "H01", {}, {"groups": "H01"}, {"groups": [[]]}, {"groups": [["H01", 3]]},
     {"order": ["H01"]}],
)  # fmt: skip
def test_a_forged_form_is_no_list(office: Office, content: Any) -> None:
    with pytest.raises(InputMistakes):
        handed_in(office, "A01", content)


def test_a_list_after_the_deadline_is_kept_but_does_not_count(office: Office) -> None:
    closes = window_of(office.ronde, Part.LIST).closes
    assert closes == datetime(2027, 1, 18, 23, tzinfo=UTC)  # midnight in the Netherlands
    assert not handed_in(office, "A01", groups("H01")).late
    office.clock.moment = closes
    assert handed_in(office, "A02", groups("H02")).late
    take_up(office.store, office.inbox, office.by())
    assert set(office.ronde.list_of) == {"A01"}


def test_entering_for_somebody_is_in_time_by_decision(office: Office) -> None:
    closes = window_of(office.ronde, Part.LIST).closes
    assert closes is not None
    office.clock.moment = closes
    kept = handed_in(office, "A02", groups("H02"), on_behalf=True, reason="per telefoon")
    assert kept.counts
    assert (kept.on_behalf, kept.reason) == (True, "per telefoon")


def test_sealing_checking_and_matching_on_the_command_line_see_what_was_handed_in(
    office: Office,
) -> None:
    ronde = office.ronde
    for aios in ronde.aios:
        handed_in(office, aios.code, groups(*(hao.code for hao in ronde.haos)))
    for hao in ronde.haos:
        handed_in(office, hao.code, groups(*(aios.code for aios in ronde.aios)))
    seen = office.ronde.version
    assert check_lists(office.store, office.by()).ronde.list_of.keys() >= {"A01", "H01"}
    tried = match(office.store, office.by(), trial=True)
    assert len(tried.kept.matching.couples) == len(ronde.aios)
    handed_in(office, "A01", groups("H02", "H01"), key="later")
    sealed = seal(office.store, office.by(), expect_version=office.ronde.version)
    assert sealed.list_of["A01"].ranks() == {"H02": 1, "H01": 2}
    assert sealed.version > seen


def test_whoever_seals_an_older_round_than_it_is_now_is_told(office: Office) -> None:
    handed_in(office, "A01", groups("H01"))
    handed_in(office, "H01", groups("A01"))
    version = office.ronde.version
    office.store.save(office.ronde, by="ander", what="iets")
    with pytest.raises(SavedMeanwhile):
        seal(office.store, office.by(), expect_version=version)


def test_a_step_back_of_the_office_loses_no_list(office: Office) -> None:
    handed_in(office, "A01", groups("H01"))
    ronde = office.ronde
    moved = replace(ronde, settings=replace(ronde.settings, carrousel_location="Elders"))
    office.store.save(moved, by="koppelaar", what="plaats")
    copy = office.store.copy_before("seal") if office.store.address.file else None
    look_at_status(office.store, office.by())
    undo(office.store, office.by())
    assert office.ronde.settings.carrousel_location == ronde.settings.carrousel_location
    assert office.ronde.list_of["A01"].ranks() == {"H01": 1}
    if copy is not None:
        restore(office.store, office.by(), copy=copies(office.store, office.by())[-1].name)
        assert office.ronde.list_of["A01"].ranks() == {"H01": 1}


def test_subject_access_and_erasing_reach_what_was_typed(office: Office) -> None:
    handed_in(office, "A01", groups("H01"))
    held = show_person(office.store, office.by(), code="A01").held["portal"]
    assert len(held[office.ronde.name]["hand_ins"]) == 1
    erase_person(office.store, office.by(), code="A01", reason="op verzoek")
    assert hand_ins_of(office.inbox, office.ronde.name, "A01", Part.LIST) == ()
    handed_in(office, "A02", groups("H01"))
    name = office.ronde.name
    purge(office.store, office.by(), day=date(2029, 12, 1))
    assert hand_ins_of_round(office.inbox, name) == ()
