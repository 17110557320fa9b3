"""Sending by SMTP, one message at a time, each reported before the next begins."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from koppelronde.domain.counted import MESSAGES, counted
from koppelronde.domain.errors import StoreTrouble, WrongUse
from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in; the password comes from the environment and is kept nowhere."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    starttls: bool = True


def server_from(environment: Mapping[str, str]) -> MailServer:
    """From ``KOPPEL_MAIL_FROM`` and ``KOPPEL_SMTP_HOST``, ``_PORT``, ``_USER``, ``_PASSWORD``.

    ``KOPPEL_SMTP_STARTTLS=0`` leaves out encryption (a server on the same machine).

    Raises WrongUse when the host or the sender is not set.
    """
    host, sender = environment.get("KOPPEL_SMTP_HOST", ""), environment.get("KOPPEL_MAIL_FROM", "")
    if not host or not sender:
        raise WrongUse(
            Text(
                "Om te versturen zijn KOPPEL_SMTP_HOST en KOPPEL_MAIL_FROM nodig.",
                "Sending needs KOPPEL_SMTP_HOST and KOPPEL_MAIL_FROM.",
            )
        )
    port = environment.get("KOPPEL_SMTP_PORT", "587")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise WrongUse(
            Text(f"KOPPEL_SMTP_PORT '{port}' is geen poort.",
                 f"KOPPEL_SMTP_PORT '{port}' is no port.")
        )  # fmt: skip
    return MailServer(
        host,
        int(port),
        sender,
        environment.get("KOPPEL_SMTP_USER", ""),
        environment.get("KOPPEL_SMTP_PASSWORD", ""),
        environment.get("KOPPEL_SMTP_STARTTLS", "1") != "0",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages the server took, and which it refused for good, by fingerprint."""

    sent: int
    refused: tuple[str, ...]


def send_all(
    server: MailServer,
    messages: Iterable[tuple[str, str, bytes]],
    about_to_send: Callable[[str], None],
    sent: Callable[[str], None],
    refused: Callable[[str], None],
) -> Outcome:
    """Send ``(fingerprint, address, message)`` one after the other.

    ``about_to_send`` is called before each message, and ``sent`` or ``refused`` once the server
    has answered; the caller journals them, so that a run that is cut off knows which single
    message is in doubt. An address that the server refuses does not stop the others. Raises
    StoreTrouble when the server refuses a message or everything, or the line drops.
    """
    number, turned_down = 0, []
    try:
        with smtplib.SMTP(server.host, server.port, timeout=30) as connection:
            if server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
            for fingerprint, address, message in messages:
                about_to_send(fingerprint)
                try:
                    connection.sendmail(server.sender, [address], message)
                except smtplib.SMTPRecipientsRefused:
                    refused(fingerprint)
                    turned_down.append(fingerprint)
                    continue
                except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused):
                    refused(fingerprint)  # answered with a no: not in doubt
                    raise
                sent(fingerprint)
                number += 1
    except smtplib.SMTPAuthenticationError:
        raise StoreTrouble(
            Text(
                "De mailserver neemt de naam of het wachtwoord niet aan; er is niets verstuurd.",
                "The mail server does not accept the name or the password; nothing was sent.",
            ),
            Text(
                "Kijk KOPPEL_SMTP_USER en KOPPEL_SMTP_PASSWORD na.",
                "Check KOPPEL_SMTP_USER and KOPPEL_SMTP_PASSWORD.",
            ),
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise StoreTrouble(
            counted(
                number,
                MESSAGES,
                f"Versturen stopte na {{}} ({type(error).__name__}). "
                "Wat verstuurd is, staat in het logboek; nog een keer gaat daar verder.",
                f"Sending stopped after {{}} ({type(error).__name__}). "
                "What was sent is in the journal; another run goes on from there.",
            )
        ) from None
    return Outcome(number, tuple(turned_down))
