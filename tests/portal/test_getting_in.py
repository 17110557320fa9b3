"""Invitation, mailed code, second factor: only the invited get in, and nothing quietly opens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bureau.inbox.accounts import set_active
from bureau.inbox.records import AccountRecord
from portal.rights import routes
from tests.portal.browser.totp import code_at
from tests.portal.opened import Portal

CLOSED = (
    "/signup/", "/inloggen/signup/", "/account/signup/", "/account/password/reset/",
    "/account/password/change/", "/account/password/set/", "/account/confirm-email/",
    "/account/email/", "/account/reauthenticate/", "/accounts/login/", "/admin/",
)  # fmt: skip


def invited(portal: Portal, account: AccountRecord) -> str:
    """The path of the link in the mail that was just sent."""
    from portal.accounts.activation import send_invitation

    send_invitation(account, "A-team")
    found = re.search(r"http://localhost:8080(/activeren/\S+/)", portal.mails_to(account)[0].body)
    assert found is not None
    return found[1]


def ask_for_code(portal: Portal, email: str):  # type: ignore[no-untyped-def]
    client = portal.outsider()
    answer = client.post("/inloggen/code/", {"email": email})
    return client, answer


def test_a_scanner_that_opens_the_link_changes_nothing(portal: Portal) -> None:
    path = invited(portal, portal.somebody("aios", 2))
    for _ in range(3):
        assert portal.outsider().get(path).status_code == 200
        assert portal.outsider().head(path).status_code == 200
    person = portal.outsider()
    answer = person.post(path)
    assert answer.headers["Location"] == "/account/eerste-keer/"
    assert person.get("/account/eerste-keer/").status_code == 200
    assert portal.outsider().get(path).status_code == 410
    assert portal.outsider().post(path).status_code == 410


def test_the_link_opens_nothing_but_setting_up_how_to_log_in(portal: Portal) -> None:
    client = portal.outsider()
    never_before = portal.somebody("aios", 18)  # no other test logs in as this one
    client.post(invited(portal, never_before))
    assert client.get("/overzicht/").headers["Location"] == "/account/eerste-keer/"
    assert client.get("/").headers["Location"] == "/account/eerste-keer/"


def test_a_new_invitation_voids_the_one_before_and_an_expired_one_is_renewed_in_a_click(
    portal: Portal,
) -> None:
    somebody = portal.somebody("aios", 4)
    first = invited(portal, somebody)
    second = invited(portal, somebody)
    assert "nieuwere uitnodiging" in portal.outsider().get(first).content.decode()
    assert portal.outsider().post(first).status_code == 410
    portal.clock.shift = timedelta(days=15)
    assert "verlopen" in portal.outsider().get(second).content.decode()
    for _ in range(8):  # whoever keeps pressing fills nobody's mailbox
        assert portal.outsider().post(second).status_code in (200, 410)
    assert 3 <= len(portal.mails_to(somebody)) <= 5


def test_the_code_of_the_mail_does_what_the_link_does(portal: Portal) -> None:
    from portal.accounts.activation import send_invitation

    somebody = portal.somebody("aios", 5)
    send_invitation(somebody, "A-team")
    code = portal.code_mailed_to(somebody)
    client = portal.outsider()
    assert "kennen we niet" in client.post("/activeren/", {"code": "AAAA-AAAA"}).content.decode()
    answer = client.post("/activeren/", {"code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == "/account/eerste-keer/"


def test_a_mailed_code_alone_lets_nobody_in_who_has_a_second_factor(portal: Portal) -> None:
    somebody = portal.somebody("hao", 3)
    portal.logged_in(somebody)
    client, answer = ask_for_code(portal, somebody.email)
    assert answer.status_code == 302
    answer = client.post("/inloggen/code/invullen/", {"code": portal.code_mailed_to(somebody)})
    assert answer.headers["Location"] == "/inloggen/tweede/"
    assert client.get("/overzicht/").headers["Location"].startswith("/inloggen/")
    client.post("/inloggen/tweede/", {"code": code_at(portal.secret_of(somebody))})
    assert client.get("/overzicht/").status_code == 200


def test_a_code_is_refused_after_three_wrong_tries(portal: Portal) -> None:
    somebody = portal.somebody("hao", 4)
    client, _ = ask_for_code(portal, somebody.email)
    for _ in range(3):
        client.post("/inloggen/code/invullen/", {"code": "XXXX-XXXX"})
    answer = client.post(
        "/inloggen/code/invullen/", {"code": portal.code_mailed_to(somebody)}, follow=True
    )
    assert answer.redirect_chain[-1][0] != "/account/eerste-keer/"
    assert client.get("/account/beveiliging/").status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer_and_strangers_no_mail(
    portal: Portal,
) -> None:
    somebody = portal.somebody("hao", 5)
    _, known = ask_for_code(portal, somebody.email)
    stranger, unknown = ask_for_code(portal, "nobody@elsewhere.example")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code, unknown.headers["Location"],
    )  # fmt: skip
    assert stranger.get(unknown.headers["Location"]).status_code == 200
    from bureau.inbox.outbox import mails

    assert [mail.address for mail in mails(portal.desk.inbox)] == [somebody.email]


def test_a_hospital_behind_one_address_is_let_in_and_one_person_is_not_flooded(
    portal: Portal,
) -> None:
    from koppelronde.domain.people import Side

    people = portal.people(Side.HAO) + portal.people(Side.AIOS)
    assert len(people) > 40
    for somebody in people:
        assert ask_for_code(portal, somebody.email)[1].status_code == 302
    assert [ask_for_code(portal, people[0].email)[1].status_code for _ in range(3)] == [
        302,
        302,
        200,
    ]
    assert len(portal.mails_to(people[0])) == 3


def test_a_second_factor_cannot_be_switched_off_with_the_mailbox_alone(portal: Portal) -> None:
    client = portal.logged_in(portal.somebody("hao", 6))
    off = client.get("/account/app/uit/")
    assert off.headers["Location"].startswith("/account/opnieuw/?")
    for path in ("/account/opnieuw/code/", "/account/opnieuw/code/invullen/"):
        assert client.get(path).headers["Location"] == "/account/opnieuw/"
        assert client.post(path).headers["Location"] == "/account/opnieuw/"
    assert portal.mails_to(portal.somebody("hao", 6)) == []


def test_secrets_of_second_factors_are_encrypted_in_the_database(portal: Portal) -> None:
    from allauth.mfa.models import Authenticator

    somebody = portal.somebody("hao", 7)
    portal.logged_in(somebody)
    stored = Authenticator.objects.get(user_id=somebody.id, type="totp").data["secret"]
    assert stored.startswith("gAAAA")
    assert re.fullmatch(r"[A-Z2-7]{32}", portal.secret_of(somebody))


def test_changing_a_factor_ends_the_other_sessions(portal: Portal) -> None:
    somebody = portal.somebody("hao", 8)
    here, elsewhere = portal.logged_in(somebody), portal.logged_in(somebody)
    here.post("/account/opnieuw/", {"code": code_at(portal.secret_of(somebody))})
    here.post("/account/app/uit/")
    assert here.get("/account/beveiliging/").status_code == 200
    assert elsewhere.get("/account/beveiliging/").status_code == 302


def test_a_lost_factor_is_taken_away_after_calling_back_and_a_mail_tells_it(portal: Portal) -> None:
    lost = portal.somebody("hao", 9)
    theirs = portal.logged_in(lost)
    team = portal.logged_in(portal.somebody("o_team"))
    path = f"/bureau/accounts/{lost.id}/inlogmanier/"
    assert "bevestig" in team.post(path, {"reason": "telefoon kwijt"}).content.decode()
    assert theirs.get("/account/beveiliging/").status_code == 200
    team.post(path, {"reason": "telefoon kwijt", "called": "1"})
    assert theirs.get("/account/beveiliging/").status_code == 302
    assert portal.mails_to(lost)[0].kind == "factor_reset"
    client, _ = ask_for_code(portal, lost.email)
    answer = client.post("/inloggen/code/invullen/", {"code": portal.code_mailed_to(lost)})
    assert client.get(answer.headers["Location"]).headers["Location"] == "/account/eerste-keer/"
    assert client.get("/account/app/aan/").status_code == 200


def test_an_account_that_was_ended_gets_no_code_and_its_sessions_stop(portal: Portal) -> None:
    ended = portal.somebody("aios", 6)
    client = portal.logged_in(ended)
    set_active(portal.desk.inbox, ended.id, False)
    assert client.get("/overzicht/").status_code == 302
    assert ask_for_code(portal, ended.email)[1].status_code == 302
    assert portal.mails_to(ended) == []
    set_active(portal.desk.inbox, ended.id, True)


@pytest.mark.parametrize("path", CLOSED)
def test_what_allauth_has_besides_is_not_there(portal: Portal, path: str) -> None:
    assert portal.outsider().get(path).status_code == 404


def test_only_these_names_of_allauth_are_routes(portal: Portal) -> None:
    names = {n for n, _, _ in routes() if n.startswith(("account_", "mfa_", "usersessions_"))}
    assert names == {
        "account_login", "account_logout", "account_inactive", "account_request_login_code",
        "account_confirm_login_code", "account_request_reauthentication_code",
        "account_confirm_reauthentication_code", "mfa_index", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn",
        "mfa_remove_webauthn", "mfa_list_webauthn", "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn", "usersessions_list",
    }  # fmt: skip


def test_the_link_of_the_first_coordinator_works_while_there_is_none(portal: Portal) -> None:
    from portal.accounts.activation import link_of
    from portal.accounts.first import first_link

    path = first_link(portal.desk).removeprefix("http://localhost:8080")
    assert portal.outsider().get(path).status_code == 404  # somebody keeps this portal already
    assert link_of("x").startswith("http://localhost:8080/activeren/")
