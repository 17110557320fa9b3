"""Nobody reaches what is not theirs; every address says who may come."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from portal.rights import TABLE, Act, routes, undeclared
from portal.visitor import Role
from tests.portal.opened import ROLES, Portal

MATRIX: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("rights.toml").read_text("utf-8")
)
VISITORS = ("outsider", *ROLES)


def address(pattern: str, portal: Portal, row: dict[str, Any]) -> str:
    """A concrete address of that pattern, for the person the row is about."""
    whose = row.get("whose", "")
    account = str(portal.somebody(whose, 1).id) if whose else "00000000-0000-4000-8000-000000000000"
    filled = re.sub(r"<uuid:\w+>", account, pattern)
    return "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<str:\w+>", "x" * 43, filled))


def test_every_view_says_who_may_come(portal: Portal) -> None:
    assert undeclared() == ()


def test_every_route_has_a_row_and_every_row_a_route(portal: Portal) -> None:
    assert {name for name, _, _ in routes()} == {row.partition(" ")[0] for row in MATRIX}


def test_each_visitor_gets_what_the_matrix_says(portal: Portal) -> None:
    patterns = {name: pattern for name, pattern, _ in routes()}
    browsers = {role: portal.logged_in(portal.somebody(role)) for role in ROLES}
    browsers["outsider"] = portal.outsider()
    wrong = []
    for row_name, row in MATRIX.items():
        path = address(patterns[row_name.partition(" ")[0]], portal, row)
        for method in ("get", "post"):
            for visitor in VISITORS:
                if row.get("changes") and method == "post" and visitor in row["changes"]:
                    continue  # tried by the tests of that page
                found = getattr(browsers[visitor], method)(path).status_code
                expected = row[method].get(visitor, row[method]["else"])
                if found != expected:
                    wrong.append(f"{method} {path} ({row_name}) {visitor}: {found}, {expected}")
    assert wrong == []


@pytest.mark.parametrize("act", list(Act))
def test_beheer_sees_no_list_and_no_profile(act: Act) -> None:
    if act not in (Act.KEEP_STAFF, Act.KEEP_PORTAL):
        assert Role.BEHEER not in TABLE[act]
