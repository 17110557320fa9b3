"""Sending tells before and after every single message what is happening, and stops aloud."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from bureau.mailing.sending import MailServer, Outcome, send_all, server_from
from koppelronde.domain.errors import StoreTrouble, WrongUse


class _Inbox:
    """Accepts so many messages and refuses the next."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.room = 99

    async def handle_DATA(  # noqa: N802  (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if len(self.received) >= self.room:
            return "452 no room"
        self.received.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


@pytest.fixture
def post_office() -> Iterator[tuple[_Inbox, MailServer]]:
    inbox = _Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, MailServer("127.0.0.1", port, "van@instituut.example", starttls=False)
    controller.stop()


MESSAGES = [(f"f{n}", f"a{n}@aios.example", b"Subject: x\r\n\r\nDag\r\n") for n in range(3)]


def test_every_message_goes_to_its_own_address(post_office: tuple[_Inbox, MailServer]) -> None:
    inbox, server = post_office
    log: list[str] = []
    outcome = send_all(
        server, MESSAGES, lambda f: log.append(f"about {f}"), lambda f: log.append(f"sent {f}"),
        lambda f: log.append(f"refused {f}"),
    )  # fmt: skip
    assert outcome == Outcome(3, ())
    assert [to for to, _ in inbox.received] == [to for _, to, _ in MESSAGES]
    assert log == ["about f0", "sent f0", "about f1", "sent f1", "about f2", "sent f2"]


def test_a_refused_message_stops_the_run_and_is_not_counted_as_sent(
    post_office: tuple[_Inbox, MailServer],
) -> None:
    inbox, server = post_office
    inbox.room = 1
    sent: list[str] = []
    refused: list[str] = []
    with pytest.raises(StoreTrouble) as stopped:
        send_all(server, MESSAGES, lambda _f: None, sent.append, refused.append)
    assert sent == ["f0"]
    assert refused == ["f1"]  # the server said no: not in doubt
    assert "na 1 bericht " in stopped.value.says.nl


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the test's own server, on this machine
def test_a_wrong_password_is_told_as_such_and_nothing_is_noted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        _Inbox(), hostname="127.0.0.1", port=port, auth_require_tls=False, auth_required=True,
        authenticator=lambda *_args: AuthResult(success=False, handled=False),
    )  # fmt: skip
    controller.start()
    server = MailServer("127.0.0.1", port, "v@instituut.example", "els", "geheim", starttls=False)
    log: list[str] = []
    try:
        with pytest.raises(StoreTrouble) as stopped:
            send_all(server, MESSAGES, log.append, log.append, log.append)
    finally:
        controller.stop()
    assert "wachtwoord" in stopped.value.says.nl
    assert "geheim" not in stopped.value.says.nl
    assert log == []


@pytest.mark.parametrize("port", ["", "smtp", "-1", "70000"])
def test_a_port_that_is_none_is_wrong_use(port: str) -> None:
    with pytest.raises(WrongUse):
        server_from(
            {"KOPPEL_SMTP_HOST": "x", "KOPPEL_MAIL_FROM": "a@b.example", "KOPPEL_SMTP_PORT": port}
        )


def test_without_a_server_the_user_hears_what_is_missing() -> None:
    with pytest.raises(WrongUse) as missing:
        server_from({})
    assert "KOPPEL_SMTP_HOST" in missing.value.says.nl
