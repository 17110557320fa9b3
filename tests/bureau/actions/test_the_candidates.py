"""Whom to invite and who interviews whom, as acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bureau.actions.meeting.candidates import assign_interviews, invite_haos, propose_invitations
from koppelronde.domain.errors import OutOfOrder, WrongUse
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import Stages


def test_a_proposal_stores_nothing(stages: Stages, folder: Path) -> None:
    before = content(copied(stages.at("candidates"), folder))
    with opened(folder) as store:
        proposed = propose_invitations(store, BY)
    assert proposed.selection.invited
    assert not proposed.kept
    assert content(folder) == before


def test_who_is_not_invited_takes_no_part_until_invited_after_all(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("candidates"), folder)
    with opened(folder) as store:
        invited = invite_haos(store, BY)
        passed = invited.selection.passed_over[0].hao
        assert passed in store.load().withdrawn
        assign_interviews(store, BY)
        with pytest.raises(OutOfOrder):
            invite_haos(store, BY)
        with pytest.raises(WrongUse):
            invite_haos(store, BY, also=(invited.selection.invited[0].hao,))
        more = invite_haos(store, BY, also=(passed.lower(),))
        assert more.after_all
        assert more.assign_again
        assert passed not in store.load().withdrawn


def test_interviews_wait_for_the_first_rankings(stages: Stages, folder: Path) -> None:
    copied(stages.at("candidates"), folder)
    said: list[str] = []
    with opened(folder) as store:
        made = assign_interviews(store, BY, progress=lambda _done, _all, text: said.append(text.nl))
        assert store.load().interviews
    assert made.shortlist.interviews
    assert said[0] == "Gesprekken verdelen"
