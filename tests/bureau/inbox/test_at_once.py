"""Handing in while the office saves, undoes and takes up; and while the program is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bureau.actions.keeping import undo
from bureau.actions.taking_up import take_up
from bureau.inbox.hand_ins import hand_in, hand_ins_of_round
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.errors import KoppelError
from tests.bureau.inbox.conftest import Office

EACH = 12
"""Hand-ins of each person; the office goes on as long as they do."""


def test_nothing_handed_in_is_lost_or_changed_whatever_the_office_does(office: Office) -> None:
    from django.db import connections

    receipts: list[HandInRecord] = []
    busy, ronde, now = threading.Event(), office.ronde, office.clock()

    def person(code: str) -> None:
        try:
            for number in range(EACH):
                haos = [hao.code for hao in ronde.haos]
                order = [[one] for one in haos[number % len(haos) :] + haos[: number % len(haos)]]
                receipts.append(
                    hand_in(
                        office.inbox, ronde=ronde.name, code=code, part=Part.LIST,
                        content={"groups": order}, key=f"{code}-{number}", received_at=now,
                        account=None, by=code,
                    )
                )  # fmt: skip
        finally:
            connections.close_all()

    def coordinator() -> None:
        try:
            while not busy.is_set():
                for step in (_saves, _takes_up, _undoes):
                    try:
                        step(office)
                    except KoppelError:
                        continue  # somebody else was first, or nothing is left to undo
        finally:
            connections.close_all()

    people = [threading.Thread(target=person, args=(aios.code,)) for aios in ronde.aios]
    at_work = threading.Thread(target=coordinator)
    at_work.start()
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    busy.set()
    at_work.join()
    kept = hand_ins_of_round(office.inbox, ronde.name)
    assert {(h.number, h.sha256) for h in kept} == {(h.number, h.sha256) for h in receipts}
    assert len(kept) == EACH * len(ronde.aios)
    take_up(office.store, office.inbox, office.by())
    for aios in ronde.aios:
        last = max((h for h in kept if h.code == aios.code), key=lambda h: h.number)
        ranks = office.ronde.list_of[aios.code].ranks()
        assert sorted(ranks, key=lambda one: ranks[one]) == [g[0] for g in last.content["groups"]]
    assert office.store.verify() == ()


def _saves(office: Office) -> None:
    ronde = office.store.load()
    moved = replace(ronde, settings=replace(ronde.settings, carrousel_location=str(ronde.version)))
    office.store.save(moved, by="koppelaar", what="plaats")


def _takes_up(office: Office) -> None:
    take_up(office.store, office.inbox, office.by())


def _undoes(office: Office) -> None:
    undo(office.store, office.by())


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bureau.store.opening import open_store
from bureau.inbox.opening import find_inbox
from bureau.inbox.hand_ins import hand_in
from bureau.inbox.records import Part

def clock():
    return datetime.now(UTC)

with open_store(Path(sys.argv[1]), clock=clock) as store:
    inbox = find_inbox(store.address, clock)
    for number in range(int(sys.argv[2]), 100_000):
        made = hand_in(
            inbox, ronde="R", code=f"A{number}", part=Part.LIST, key="k", received_at=clock(),
            content={"groups": [[str(number)]]}, account=None, by="x",
        )
        print(made.number, made.sha256, flush=True)
"""


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_was_acknowledged_survives_a_kill_and_stands_there_once(
    office: Office, place: tuple[Path, str | None]
) -> None:
    """Killed four times in the middle of handing in; the files are opened again each time."""
    acknowledged: set[tuple[int, str]] = set()
    for turn in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(place[0]), str(turn * 1000)],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
        )  # fmt: skip
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(15 + 7 * turn)]
        os.kill(process.pid, signal.SIGKILL)
        lines += process.communicate()[0].splitlines()
        for line in lines:
            number, _, mark = line.strip().partition(" ")
            if len(mark) == 64:
                acknowledged.add((int(number), mark))
    kept = [(h.number, h.sha256) for h in hand_ins_of_round(office.inbox, "R")]
    assert len(acknowledged) >= 100
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept)) <= len(acknowledged) + 4
    assert [number for number, _ in kept] == list(range(1, len(kept) + 1))
