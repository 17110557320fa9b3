"""Sending tells before and after every single message what is happening, and stops aloud."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from koppelronde.errors import StoreTrouble, WrongUse
from koppelronde.mailing.sending import MailServer, send_all, server_from


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
    number = send_all(
        server, MESSAGES, lambda f: log.append(f"about {f}"), lambda f: log.append(f"sent {f}")
    )
    assert number == 3
    assert [to for to, _ in inbox.received] == [to for _, to, _ in MESSAGES]
    assert log == ["about f0", "sent f0", "about f1", "sent f1", "about f2", "sent f2"]


def test_a_refused_message_stops_the_run_and_is_not_counted_as_sent(
    post_office: tuple[_Inbox, MailServer],
) -> None:
    inbox, server = post_office
    inbox.room = 1
    sent: list[str] = []
    with pytest.raises(StoreTrouble) as stopped:
        send_all(server, MESSAGES, lambda _f: None, sent.append)
    assert sent == ["f0"]
    assert "na 1 berichten" in stopped.value.says.nl


def test_without_a_server_the_user_hears_what_is_missing() -> None:
    with pytest.raises(WrongUse) as missing:
        server_from({})
    assert "KOPPEL_SMTP_HOST" in missing.value.says.nl
