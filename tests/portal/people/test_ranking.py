"""Ranking, checking, handing in: what was typed is kept, and what was acknowledged counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bureau.actions.ranking import people_to_rank
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.records import AccountRecord, Part
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.procedure.deadlines import deadlines
from tests.portal.opened import Portal

LIST = "/voorkeurslijst/"


def on_the_last_day(portal: Portal) -> None:
    ronde = portal.desk.the_round()
    dates = deadlines(ronde.procedure, ronde.settings)
    day = next(d.day for d in dates if d.kind is PhaseKind.LISTS)
    portal.clock.shift = datetime.combine(day, time(9), tzinfo=UTC) - datetime.now(UTC)


@pytest.fixture
def aios(portal: Portal) -> Iterator[tuple[AccountRecord, Any, list[str]]]:
    """An aios on the last day, their browser, and whom they may rank; an empty draft."""
    from bureau.inbox.models import Draft, HandIn

    on_the_last_day(portal)
    Draft.objects.all().delete()
    HandIn.objects.all().delete()
    account = portal.people(Side.AIOS)[3]
    mine = account.in_round(portal.desk.the_round().name)
    assert mine is not None
    people = people_to_rank(portal.desk.the_round(), mine.code, Part.LIST)
    yield account, portal.logged_in(account), list(people)
    Draft.objects.all().delete()
    HandIn.objects.all().delete()


def saved(client: Any, groups: list[list[str]], revision: int) -> Any:
    body = json.dumps({"groups": groups, "revision": revision})
    return client.post(LIST + "bewaar/", body, content_type="application/json")


def keys_of(page: Any) -> dict[str, str]:
    found = re.findall(r'name="(sleutel|revisie)" value="([^"]*)"', page.content.decode())
    return dict(found)


def handed_in(client: Any) -> Any:
    page = client.get(LIST + "nakijken/")
    return client.post(LIST + "nakijken/", {**keys_of(page), "klopt": "1"})


def test_without_a_script_every_button_works_and_comes_back(aios: Any) -> None:
    _, client, people = aios
    a, b, c = people[:3]
    for code in (a, b, c):
        page = client.get(LIST).content.decode()
        order = re.search(r'name="orde" value="([^"]*)"', page)
        revision = re.search(r'name="revisie" value="(\d+)"', page)
        assert order is not None
        assert revision is not None
        form = {"orde": order[1], "revisie": revision[1], "erbij": code}
        assert client.post(LIST + "verplaats/", form).status_code == 302
    after = client.post(LIST + "verplaats/", {"orde": f"{a} {b} {c}", "revisie": "3", "hoger": c})
    assert after["Location"].endswith(f"#rij-{c}")
    assert f'value="{a} {c} {b}"' in client.get(LIST).content.decode()


def test_everybody_met_is_on_the_page_and_who_is_not_placed_stands_last(aios: Any) -> None:
    _, client, people = aios
    saved(client, [[people[0]]], 0)
    page = client.get(LIST).content.decode()
    assert all(f'data-code="{code}"' in page for code in people)
    assert "samen op de laatste plaats" in page


def test_two_tabs_never_overwrite_each_other(aios: Any) -> None:
    _, client, people = aios
    assert saved(client, [[people[0]]], 0).json()["revision"] == 1
    second = saved(client, [[people[1]]], 0)
    assert second.status_code == 409
    assert second.json()["groups"] == [[people[0]]]
    typed = {"orde": people[1], "revisie": "0", "bijwerken": "1"}
    page = client.post(LIST + "verplaats/", typed)
    assert page.status_code == 409
    assert f'name="orde" value="{people[1]}"' in page.content.decode()


def test_handing_in_gives_a_receipt_here_and_by_mail_and_a_double_click_one(
    aios: Any, portal: Portal
) -> None:
    account, client, people = aios
    saved(client, [[people[2]], [people[0]]], 0)
    page = client.get(LIST + "nakijken/")
    form = {**keys_of(page), "klopt": "1"}
    first, second = (client.post(LIST + "nakijken/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    receipt = client.get(first["Location"])
    assert "dit is de lijst die telt" in receipt.content.decode()
    mails = [m for m in portal.mails_to(account) if "is ontvangen" in m.subject]
    assert len(mails) == 1
    pdf = client.get(first["Location"] + "pdf/")
    assert pdf.content.startswith(b"%PDF")


def test_an_edited_draft_never_undoes_a_hand_in(aios: Any, portal: Portal) -> None:
    account, client, people = aios
    saved(client, [[people[2]]], 0)
    assert handed_in(client).status_code == 302
    saved(client, [[people[1]]], 1)
    ronde = portal.desk.the_round()
    mine = account.in_round(ronde.name)
    assert mine is not None
    (one,) = hand_ins_of(portal.desk.inbox, ronde.name, mine.code, Part.LIST)
    assert one.content == {"groups": [[people[2]]]}
    assert "Ingeleverd, daarna gewijzigd" in client.get(LIST).content.decode()


def test_without_the_tick_nothing_is_handed_in(aios: Any) -> None:
    _, client, people = aios
    saved(client, [[people[2]]], 0)
    page = client.get(LIST + "nakijken/")
    refused = client.post(LIST + "nakijken/", keys_of(page))
    assert refused.status_code == 400
    assert "Zet eerst een vinkje" in refused.content.decode()


def test_a_list_that_comes_late_is_kept_and_waits(aios: Any, portal: Portal) -> None:
    _, client, people = aios
    saved(client, [[people[2]]], 0)
    portal.clock.shift += timedelta(days=2)
    client.force_login(client_user(client), backend=BACKEND)
    answer = handed_in(client)
    assert "Te laat binnen" in client.get(answer["Location"]).content.decode()


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client_user(client: Any) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=client.session["_auth_user_id"])


@pytest.mark.parametrize("groups", [[["H99"]], [["H01", "H01"]], "x", [[1]], None])
def test_strangers_and_doubles_in_a_forged_draft_are_left_out(aios: Any, groups: Any) -> None:
    _, client, people = aios
    body = json.dumps({"groups": groups, "revision": 0})
    client.post(LIST + "bewaar/", body, content_type="application/json")
    page = client.get(LIST).content.decode()
    order = re.search(r'name="orde" value="([^"]*)"', page)
    assert order is not None
    named = order[1].replace("+", " ").split()
    assert set(named) <= set(people)
    assert len(named) == len(set(named))


def test_the_receipt_of_somebody_else_is_not_there(aios: Any, portal: Portal) -> None:
    _, client, people = aios
    saved(client, [[people[2]]], 0)
    address = handed_in(client)["Location"]
    other = portal.logged_in(portal.people(Side.AIOS)[5])
    assert other.get(address).status_code == 404
    assert other.get(address + "pdf/").status_code == 404
