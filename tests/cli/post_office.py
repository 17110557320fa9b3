"""A mail server in a test: keeps what it gets, refuses whom it is told to, and can be slow."""

from __future__ import annotations

import os
import signal
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class PostOffice:
    """Takes mail on a port of this machine. ``kill_at`` ends a process at the n-th message."""

    def __init__(self) -> None:
        self.received: list[tuple[str, EmailMessage]] = []
        self.refused: set[str] = set()
        self.kill_at: tuple[int, int] | None = None
        self.broken_after: int | None = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        self._controller.stop()

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.received]

    async def handle_RCPT(  # noqa: N802  (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.broken_after is not None and len(self.received) >= self.broken_after:
            return "452 no room"
        (address,) = envelope.rcpt_tos
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.received.append((address, mail))
        if self.kill_at is not None and len(self.received) == self.kill_at[0]:
            os.kill(self.kill_at[1], signal.SIGKILL)
        return "250 OK"
