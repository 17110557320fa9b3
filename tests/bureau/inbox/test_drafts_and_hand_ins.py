"""Nothing that somebody typed is overwritten unseen, and what was handed in never changes."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest

from bureau.inbox.drafts import DraftChanged, draft, save_draft
from bureau.inbox.hand_ins import (
    PER_HOUR,
    counting,
    decide_late,
    hand_in,
    hand_ins_of,
    hand_ins_of_round,
    mark_of,
)
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.errors import WrongUse
from tests.bureau.inbox.conftest import Office

ORDER = {"groups": [["H01"], ["H02", "H03"]]}


def handed_in(office: Office, content: Any = ORDER, **changed: Any) -> HandInRecord:
    given = {
        "ronde": office.ronde.name, "code": "A01", "part": Part.LIST, "content": content,
        "key": "k1", "received_at": office.clock(), "account": None, "by": "Imke",
    }  # fmt: skip
    return hand_in(office.inbox, **{**given, **changed})


def test_a_draft_is_saved_over_the_revision_it_was_read_at(office: Office) -> None:
    first = save_draft(office.inbox, "R", "A01", Part.LIST, ["H01"], expect=0, by="Imke")
    second = save_draft(office.inbox, "R", "A01", Part.LIST, ["H02"], expect=1, by="Imke")
    assert (first.revision, second.revision) == (1, 2)
    assert draft(office.inbox, "R", "A01", Part.LIST).content == ["H02"]


def test_the_other_tab_is_shown_and_not_overwritten(office: Office) -> None:
    save_draft(office.inbox, "R", "H01", Part.LIST, ["A01"], expect=0, by="Jan")
    with pytest.raises(DraftChanged) as refused:
        save_draft(office.inbox, "R", "H01", Part.LIST, ["A02"], expect=0, by="Piet")
    assert refused.value.other.content == ["A01"]
    assert refused.value.other.saved_by == "Jan"
    assert draft(office.inbox, "R", "H01", Part.LIST).content == ["A01"]


def test_a_double_click_hands_in_once_and_gets_the_first_receipt(office: Office) -> None:
    first, again = handed_in(office), handed_in(office)
    assert first == again
    assert len(hand_ins_of(office.inbox, office.ronde.name, "A01", Part.LIST)) == 1


def test_another_order_under_the_same_key_is_a_hand_in_of_its_own(office: Office) -> None:
    handed_in(office)
    second = handed_in(office, {"groups": [["H02"], ["H01"]]})
    assert second.number == 2


def test_an_owner_can_work_out_the_mark_of_the_own_list(office: Office) -> None:
    receipt = handed_in(office)
    assert receipt.sha256 == mark_of(office.ronde.name, "A01", Part.LIST, receipt.content)
    assert receipt.mark.replace(" ", "") == receipt.sha256[:16]


def test_a_late_hand_in_counts_only_once_it_is_admitted(office: Office) -> None:
    early = handed_in(office)
    late = handed_in(office, {"groups": [["H03"]]}, key="k2", late=True)
    name = office.ronde.name

    def counts() -> int:
        return counting(hand_ins_of_round(office.inbox, name))["A01", Part.LIST].number

    assert counts() == early.number
    decide_late(office.inbox, late.id, admitted=True, by="A-team", reason="storing bij ons")
    assert counts() == late.number
    office.clock.later(minutes=1)
    decide_late(office.inbox, late.id, admitted=False, by="A-team", reason="toch niet")
    assert counts() == early.number
    with pytest.raises(WrongUse):
        decide_late(office.inbox, early.id, admitted=False, by="A-team", reason="?")


def test_a_machine_that_hands_in_all_the_time_is_stopped(office: Office) -> None:
    for number in range(PER_HOUR):
        handed_in(office, key=f"k{number}")
    with pytest.raises(WrongUse):
        handed_in(office, key="one more")
    office.clock.later(hours=1.1)
    assert handed_in(office, key="later").number == PER_HOUR + 1


def test_many_at_once_lose_nothing_and_share_no_number(office: Office) -> None:
    from django.db import connections

    receipts: list[HandInRecord] = []
    name, now = office.ronde.name, office.clock()

    def person(code: str) -> None:
        try:
            receipts.extend(
                handed_in(office, ronde=name, received_at=now, code=code, key=f"{code}{number}")
                for number in range(5)
            )
        finally:
            connections.close_all()

    people = [threading.Thread(target=person, args=(f"A{n:02d}",)) for n in range(1, 9)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    kept = hand_ins_of_round(office.inbox, name)
    assert sorted(h.number for h in kept) == list(range(1, 41))
    assert {h.sha256 for h in kept} == {h.sha256 for h in receipts}
    assert set(Counter(h.code for h in kept).values()) == {5}
