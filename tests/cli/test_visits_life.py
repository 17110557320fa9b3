"""Appointments made by phone, through the command: taken as they are, and judged aloud."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cli.koppel import Koppel


@pytest.fixture
def visits(maastricht: Koppel) -> list[dict[str, Any]]:
    """The planned visits of the first trainee of the example round who has two."""
    assert maastricht("import", str(maastricht.folder / "deelnemers.xlsx")).code == 0
    days = maastricht.folder / "ronde.csv"
    days.write_text("Gegeven;Waarde\nBezoeken van;14-12-2026\nBezoeken tot en met;29-01-2027\n")
    assert maastricht("import", str(days)).code == 0
    planned: list[dict[str, Any]] = maastricht.data("visits", "plan")["calendar"]["visits"]
    return [visit for visit in planned if visit["aios"] == planned[0]["aios"]]


def test_a_double_booking_by_phone_is_taken_and_said(
    maastricht: Koppel, visits: list[dict[str, Any]]
) -> None:
    first, second = visits[:2]
    moment = second["begin"][:16]
    said = maastricht("visits", "record", first["aios"], first["praktijk"], "--on", moment)
    assert said.code == 0
    assert "Let op, dit klopt niet met de regels" in said.out
    assert f"{first['praktijk']}" in said.out
    assert second["praktijk"] in said.out


def test_a_phoned_moment_on_a_closed_day_is_named_with_its_rule(
    maastricht: Koppel, visits: list[dict[str, Any]]
) -> None:
    mine = visits[0]
    said = maastricht.data(
        "visits", "record", mine["aios"], mine["praktijk"], "--on", "2026-12-25T14:00"
    )
    assert "visit_closed_day" in {f["rule"] for f in said["findings"]}


def test_an_appointment_that_keeps_the_rules_says_nothing_more(
    maastricht: Koppel, visits: list[dict[str, Any]]
) -> None:
    mine = visits[0]
    said = maastricht.data(
        "visits", "record", mine["aios"], mine["praktijk"], "--on", mine["begin"][:16]
    )
    assert said["findings"] == []
    done = maastricht.data("visits", "no-show", mine["aios"], mine["praktijk"])
    assert done["findings"] == []


def test_after_an_appointment_at_anothers_moment_only_that_other_visit_moves(
    maastricht: Koppel, visits: list[dict[str, Any]]
) -> None:
    first, second = visits[:2]
    moment = second["begin"][:16]
    maastricht.data("visits", "record", first["aios"], first["praktijk"], "--on", moment)
    after = maastricht.data("visits", "replan")["calendar"]
    stages = {stage["name"]: stage for stage in after["stages"]}
    assert (stages["minimum"]["value"], stages["moves"]["proven"]) == (0, True)
    assert stages["moves"]["value"] == 1 + len(second["present"])


def test_two_appointments_at_once_stay_and_are_named_at_every_plan(
    maastricht: Koppel, visits: list[dict[str, Any]]
) -> None:
    first, second = visits[:2]
    for visit in (first, second):
        maastricht.data(
            "visits", "record", visit["aios"], visit["praktijk"], "--on", second["begin"][:16]
        )
    said = maastricht("visits", "replan")
    assert "Afspraken blijven staan" in said.out
    assert {first["praktijk"], second["praktijk"]} <= set(re.findall(r"P\d\d", said.out))
    after = maastricht.data("visits", "replan")["calendar"]["visits"]
    agreed = {v["praktijk"]: v["begin"] for v in after if v["status"] == "agreed"}
    assert agreed == dict.fromkeys([first["praktijk"], second["praktijk"]], second["begin"])


def test_changes_that_were_handed_out_do_not_lie_there_again(
    visits: list[dict[str, Any]], maastricht: Koppel
) -> None:
    maastricht("visits", "calendars")
    maastricht("visits", "cancel", visits[0]["aios"], visits[0]["praktijk"])
    assert maastricht.data("visits", "calendars", "--changes")["files"]
    assert maastricht.data("visits", "calendars", "--changes")["files"] == []
    assert not list(maastricht.folder.glob("*/bezoekagendas-wijzigingen/*.ics"))
