"""The result opens at its hour and gives nothing away before; a veto has a ground of the rules."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from bureau.actions.outcome.own_result import set_opening
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.outbox import mails
from bureau.inbox.records import Part
from koppelronde.domain.times import AMSTERDAM
from portal.people.own import id_of
from tests.portal.opened import Portal
from tests.portal.people.rounds import matched, round_of

HOUR = datetime(2027, 1, 25, 16, tzinfo=AMSTERDAM)


def without_token(answer: Any) -> bytes:
    return re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def test_nothing_of_the_result_is_there_before_its_hour(portal: Portal) -> None:
    with round_of(portal, "Embargo 2027"):
        client = portal.logged_in(portal.somebody("aios", 1))
        portal.clock.set_to(datetime(2027, 1, 25, 15, 59, tzinfo=AMSTERDAM))
        set_opening(portal.desk.inbox, "Embargo 2027", HOUR)
        before = client.get("/uitslag/")
        matched(portal, announced=True)
        sealed = client.get("/uitslag/")
        assert without_token(sealed) == without_token(before)
        assert "ETag" not in sealed.headers
        assert "maandag 25 januari, 16:00" in sealed.content.decode()
        assert "Je uitslag staat klaar" not in client.get("/overzicht/").content.decode()
        ronde = portal.desk.the_round()
        assert not [h.name for h in ronde.haos if h.name in sealed.content.decode()]
        portal.clock.set_to(HOUR)
        after = client.get("/uitslag/").content.decode()
        assert "wordt je opleider" in after
        assert "Je uitslag staat klaar" in client.get("/overzicht/").content.decode()


def test_the_result_says_who_how_to_reach_them_and_why(portal: Portal) -> None:
    with round_of(portal, "Uitslag 2027"):
        portal.clock.set_to(HOUR)
        matched(portal, announced=False)
        account = portal.somebody("aios", 2)
        client = portal.logged_in(account)
        assert "De uitslag is er nog niet" in client.get("/uitslag/").content.decode()
        matched(portal, announced=True)
        page = client.get("/uitslag/").content.decode()
        ronde = portal.desk.the_round()
        partner = re.search(r'class="partner">([^<]+)<', page)
        assert partner is not None
        hao = next(h for h in ronde.haos if h.name == partner[1].replace("&#x27;", "'"))
        assert hao.emails[0] in page
        assert "Waarom deze koppeling?" in page
        assert "lijst van de ander" not in page
        assert not re.search(r"\([AH]\d\d\)", page)
        assert client.post("/uitslag/", {"text": "Zij is mijn nicht."}).status_code == 302
        told = [m for m in mails(portal.desk.inbox, kind="objection") if m.account == account.id]
        assert "Zij is mijn nicht." in told[0].body
        assert told[0].address == ronde.settings.contact.email
        theirs = portal.logged_in(portal.people(hao_side())[ronde.haos.index(hao)])
        assert "komt bij je in opleiding" in theirs.get("/uitslag/").content.decode()


def hao_side() -> Any:
    from koppelronde.domain.people import Side

    return Side.HAO


def test_a_veto_is_handed_in_on_a_ground_of_the_procedure_and_can_be_taken_back(
    portal: Portal,
) -> None:
    ronde, account = portal.desk.the_round(), portal.somebody("aios", 22)
    client, who = portal.logged_in(account), account.in_round(portal.desk.the_round().name)
    assert who is not None
    other = id_of(ronde, ronde.haos[0].code)
    page = client.get("/veto/").content.decode()
    assert "geen grond voor een veto" in page
    for ground in ("travel", "background", ""):
        assert f'value="{ground}" required' not in page
        assert client.post("/veto/", {"about": other, "ground": ground}).status_code == 400
    form = {"about": other, "ground": "relation", "key": "een-keer"}
    assert client.post("/veto/", form).status_code == 302
    assert client.post("/veto/", form).status_code == 302
    (kept,) = hand_ins_of(portal.desk.inbox, ronde.name, who.code, Part.VETO)
    assert kept.content == {"vetoes": [{"about": ronde.haos[0].code, "ground": "relation"}]}
    assert ronde.haos[0].name in client.get("/veto/").content.decode()
    assert client.post(f"/veto/{other}/intrekken/", {"key": "b"}).status_code == 302
    assert hand_ins_of(portal.desk.inbox, ronde.name, who.code, Part.VETO)[-1].content == {
        "vetoes": []
    }


@pytest.mark.parametrize("about", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_veto_about_nobody_is_refused_at_the_form(portal: Portal, about: str) -> None:
    client = portal.logged_in(portal.somebody("hao", 22))
    answer = client.post("/veto/", {"about": about, "ground": "relation"})
    assert answer.status_code == 400
    assert "Kies iemand en een regel" in answer.content.decode()
