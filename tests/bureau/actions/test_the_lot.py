"""The lot cannot be chosen, and what was done about it stands everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bureau.actions.keeping import restore
from bureau.actions.kept import proof_name, proofs_before, proofs_of
from bureau.actions.outcome import calls, settling
from bureau.actions.outcome.account import make_account
from bureau.actions.outcome.matching import match
from bureau.actions.outcome.results import overview, result_papers
from bureau.actions.outcome.sealing import break_seal, draw, seal
from bureau.actions.outcome.verifying import WrongResult, verify_file
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.lottery_draw import Drawing, DrawWay, lot_of
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.ronde import Sealed
from tests.bureau.actions.same_store import BY, copied, opened
from tests.cli.every_command import HAND, Stages

if TYPE_CHECKING:
    from bureau.store.handle import Store


@pytest.fixture
def listed(stages: Stages, folder: Path) -> Iterator[Store]:
    with opened(copied(stages.at("listed"), folder)) as store:
        yield store


def sealed_of(store: Store) -> Sealed:
    sealed = store.load().sealed
    assert sealed is not None
    return sealed


@pytest.mark.parametrize("spelling", ["4 2 6 1 3 5", "426135", "4,2,6,1,3,5", " 4-2-6 1.3.5 "])
def test_every_spelling_of_the_throws_is_one_lot(listed: Store, spelling: str) -> None:
    seal(listed, BY, salt="0" * 32)
    draw(listed, BY, drawn=spelling)
    sealed = sealed_of(listed)
    assert sealed.drawn == "426135"
    assert sealed.seed == lot_of(sealed.input_hash, "426135")


@pytest.mark.parametrize("wrong", ["426", "4 2 6 1 3 7", "zes", "4 2 6 1 3 0 1"])
def test_what_is_no_throw_is_refused(listed: Store, wrong: str) -> None:
    seal(listed, BY)
    with pytest.raises(WrongUse):
        draw(listed, BY, drawn=wrong)
    assert not sealed_of(listed).seed


def test_the_same_lists_have_another_mark_at_every_seal(listed: Store) -> None:
    seal(listed, BY)
    first = sealed_of(listed)
    break_seal(listed, BY, reason="fout")
    seal(listed, BY)
    assert sealed_of(listed).input_hash != first.input_hash
    assert len(first.salt) == 32


def test_a_public_draw_is_named_before_and_drawn_on_its_day(listed: Store) -> None:
    today = BY.at.date()
    for wrong in (Drawing(DrawWay.PUBLIC, "", today), Drawing(DrawWay.PUBLIC, "Lotto", None),
                  Drawing(DrawWay.PUBLIC, "Lotto", today - timedelta(days=1))):  # fmt: skip
        with pytest.raises(WrongUse):
            seal(listed, BY, drawing=wrong)
    seal(listed, BY, drawing=Drawing(DrawWay.PUBLIC, "Lotto", today + timedelta(days=1)))
    with pytest.raises(OutOfOrder):
        draw(listed, BY, drawn="3 14 25 33 41 45")
    later = replace(BY, at=BY.at + timedelta(days=1))
    draw(listed, later, drawn="3, 14,25 33 41  45")
    assert sealed_of(listed).drawn == "3 14 25 33 41 45"


def test_seals_and_draws_are_counted_whatever_is_put_back(listed: Store) -> None:
    seal(listed, BY)
    before_the_draw = listed.copy_before("test").path.name
    draw(listed, BY, drawn="111111")
    first = match(listed, BY)
    restore(listed, BY, copy=before_the_draw)
    assert not sealed_of(listed).seed
    draw(listed, BY, drawn="222222", watched=("P. de Wit",))
    assert (sealed_of(listed).seals, sealed_of(listed).draws) == (1, 2)
    second = match(listed, BY)
    lottery = json.loads(second.kept.file)["lottery"]
    assert (lottery["seals"], lottery["draws"], lottery["watched"]) == (1, 2, ["P. de Wit"])
    proofs = proofs_of(listed)
    assert first.kept.file.encode() in proofs.values()
    assert [name.partition("/")[0] for name in second.proof.files].count("eerder") == 1
    log = make_account(listed, BY).seal_log
    assert [entry.drawn for entry in log if entry.draws_something] == ["111111", "222222"]
    sheet = result_papers(overview(listed, BY), BY, lang="nl")
    assert sheet.files
    break_seal(listed, BY, reason="fout")
    seal(listed, BY)
    assert sealed_of(listed).seals == 2


def test_the_program_draws_where_nobody_throws_and_it_is_said(listed: Store) -> None:
    seal(listed, BY)
    draw(listed, BY)
    lottery = json.loads(match(listed, BY).kept.file)["lottery"]
    assert (lottery["announced"], lottery["way"]) == ("dice", "program")


def test_the_sealed_mark_holds_through_calls_withdrawals_and_placements(listed: Store) -> None:
    seal(listed, BY)
    draw(listed, BY, drawn="426135")
    mark = sealed_of(listed).input_hash
    first = match(listed, BY).kept
    one, two, three, *_ = first.matching.couples
    steps = [
        calls.record_call(listed, BY, code=one.aios, outcome=CallOutcome.ACCEPTED).kept,
        calls.record_call(listed, BY, code=two.aios, outcome=CallOutcome.REFUSED).kept,
        calls.withdraw(listed, BY, code=three.hao, reason="ziekte").kept,
    ]
    dropped = settling.drop_out(listed, BY, code=one.hao, reason="ziekte").result
    assert dropped is not None
    steps.append(dropped.kept)
    open_aios = settling.list_open(listed, BY).settlement.aios
    free = next((left for left in open_aios if left.options), None)
    if free is not None:
        placed = settling.place(
            listed, BY, aios=free.aios, hao=free.options[0].hao, reason=HAND[1], and_by=HAND[3]
        )
        steps.append(placed.result.kept)
    for kept in steps:
        assert verify_file(kept.file.encode(), sealed=mark, drawn="4 2 6 1 3 5")
    files = [first.file.encode(), *(kept.file.encode() for kept in steps)]
    said = verify_file(files[-1], sealed=mark, drawn="426135", earlier=files[:-1])
    assert "die klopt" in said[-1].nl
    assert "NIET nagekeken" in verify_file(files[-1], earlier=files[1:-1])[-1].nl or len(files) < 3
    assert proofs_before(listed, steps[-1]).keys() == {
        proof_name(kept.matching.result_hash) for kept in (first, *steps[:-1])
    }
    last = json.loads(steps[-1].file)
    assert {what for _, what, *_ in last["answers"]} >= {"accepted", "refused", "withdrawn"}
    journal = {entry.number: entry for entry in listed.journal()}
    for number, what, first_code, _ in last["answers"]:
        assert first_code in journal[number].what.nl, (what, journal[number].what)
    with pytest.raises(WrongResult, match="sealed"):
        verify_file(steps[-1].file.encode(), sealed="0" * 64)


def test_in_groningen_the_mark_holds_for_those_who_were_not_invited(
    stages: Stages, folder: Path
) -> None:
    with opened(copied(stages.at("candidates"), folder)) as store:
        ronde = store.load()
        from bureau.fiction.lists import fictional_lists

        met = frozenset((a.code, h.code) for a in ronde.aios for h in ronde.haos)
        lists = fictional_lists(ronde, met)
        away = (ronde.haos[-1].code,)
        store.save(replace(lists, withdrawn=away), by=BY, what="lijsten")
        seal(store, BY)
        draw(store, BY, drawn="426135")
        kept = match(store, BY).kept
        mark = sealed_of(store).input_hash
        assert verify_file(kept.file.encode(), sealed=mark, drawn="426135")
        assert json.loads(kept.file)["answers"] == []
        couple = kept.matching.couples[0]
        out = settling.drop_out(store, BY, code=couple.aios, reason="ziekte").result
        assert out is not None
        assert verify_file(out.kept.file.encode(), sealed=mark, drawn="426135")
