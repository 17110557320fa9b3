"""The demonstration of the portal plays both procedures to their end, one phase at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bureau.actions.playing_on import play_on, to_play
from bureau.actions.pretending import fill_demo
from bureau.inbox.opening import find_inbox
from bureau.store.opening import open_store
from bureau.store.settings import drop_database
from koppelronde.domain.acting import By
from koppelronde.domain.times import AMSTERDAM
from tests.bureau.inbox.conftest import make_inbox_tables


@pytest.mark.slow
@pytest.mark.parametrize("procedure", ["maastricht", "groningen"])
def test_a_demonstration_can_be_played_from_begin_to_end(tmp_path: Path, procedure: str) -> None:
    moment = [datetime(2026, 11, 30, 10, tzinfo=AMSTERDAM)]
    with open_store(tmp_path, create=True, clock=lambda: moment[0]) as store:
        make_inbox_tables(store)
        inbox = find_inbox(store.address, lambda: moment[0])
        assert inbox is not None
        fill_demo(store, inbox, (procedure,))
        played = []
        for _ in range(14):
            by = By("Els Vermeer", moment[0], "portaal")
            now = to_play(store, by)
            if now is not None and now.deadline is not None:
                moment[0] = datetime(
                    now.deadline.year, now.deadline.month, now.deadline.day, 10, tzinfo=AMSTERDAM
                )
            kind = play_on(store, inbox, By("Els Vermeer", moment[0], "portaal"))
            if kind is None:
                break
            played.append(kind)
            moment[0] += timedelta(minutes=1)
        ronde = store.load()
        asked = [phase.kind for phase in ronde.procedure.phases if phase.kind in played]
        assert list(dict.fromkeys(played)) == asked
        assert {"lists", "match", "results"} <= {kind.value for kind in played}
        assert len(ronde.lists_aios) == len(ronde.aios)
        assert store.verify() == ()
        drop_database(inbox.alias)
