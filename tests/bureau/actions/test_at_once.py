"""Several people record calls at once: who clashes with nobody need not type anything again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bureau.actions.kept import call_records_of, real_result_of
from bureau.actions.outcome import calls
from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from tests.bureau.actions.same_store import BY, copied, opened
from tests.cli.every_command import Stages

WHO = [f"A{number:02}" for number in range(1, 9)]


def test_eight_people_recording_different_calls_at_once_all_get_through(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("matched"), folder)

    def record(code: str) -> None:
        with opened(folder) as store:
            calls.record_call(store, BY, code=code, outcome=CallOutcome.ASKS_TIME)

    with ThreadPoolExecutor(len(WHO)) as people:
        list(people.map(record, WHO))
    with opened(folder) as store:
        assert sorted(record.who for record in call_records_of(store)) == WHO
        assert store.verify() == ()


def _in_between(patch: pytest.MonkeyPatch, folder: Path, code: str, outcome: CallOutcome) -> None:
    """Somebody else records that call just before the first one here is kept."""
    keep, done = calls._keep_answer, []

    def late(*given: object) -> None:
        if not done:
            done.append(True)
            with opened(folder) as other:
                calls.record_call(other, BY, code=code, outcome=outcome)
        keep(*given)  # type: ignore[arg-type]

    patch.setattr(calls, "_keep_answer", late)


def test_an_answer_is_worked_out_anew_after_anothers_call(
    stages: Stages, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(copied(stages.at("matched"), folder)) as store:
        _in_between(monkeypatch, folder, "A02", CallOutcome.ACCEPTED)
        made = calls.record_call(store, BY, code="A01", outcome=CallOutcome.ACCEPTED)
        fixed = {agreement.aios for agreement in store.load().agreements}
        assert {"A01", "A02"} <= fixed
        assert real_result_of(store, store.load()) == made.kept


@pytest.mark.parametrize("outcome", [CallOutcome.REFUSED, CallOutcome.UNREACHABLE])
def test_two_calls_about_the_same_people_clash(
    stages: Stages, folder: Path, monkeypatch: pytest.MonkeyPatch, outcome: CallOutcome
) -> None:
    with opened(copied(stages.at("matched"), folder)) as store:
        couple = real_result_of(store, store.load()).matching.couples[0]
        _in_between(monkeypatch, folder, couple.hao, outcome)
        with pytest.raises(SavedMeanwhile):
            calls.record_call(store, BY, code=couple.aios, outcome=CallOutcome.ACCEPTED)
        assert [record.who for record in call_records_of(store)] == [couple.hao]
