"""Sending what waits in the outbox, one message at a time, each counted before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from bureau.inbox.handle import Inbox
from bureau.inbox.outbox import claim_mail, due_mails, note_sent, note_trouble
from bureau.inbox.records import MailRecord
from bureau.mailing.sending import MailServer, send_all, server_from
from koppelronde.domain.errors import KoppelError


def mail_server(environment: Mapping[str, str]) -> MailServer:
    """The mail server of this installation; WrongUse where none is set."""
    return server_from(environment)


def send_outbox(inbox: Inbox, server: MailServer) -> int:
    """Send everything that may leave now; how many the server took.

    A message that fails stays in the outbox and waits longer each time; the others go on.
    """
    sent = 0
    for mail in due_mails(inbox):
        if not claim_mail(inbox, mail.id):
            continue
        try:
            outcome = send_all(
                server,
                [(str(mail.id), mail.address, mail_bytes(mail, server.sender))],
                about_to_send=lambda _mark: None,
                sent=lambda _mark: None,
                refused=lambda _mark: None,
            )
        except KoppelError as error:
            note_trouble(inbox, mail.id, type(error).__name__)
            return sent
        if outcome.sent:
            note_sent(inbox, [mail.id])
            sent += 1
        else:
            note_trouble(inbox, mail.id, "refused")
    return sent


def mail_bytes(mail: MailRecord, sender: str) -> bytes:
    """The message as it goes over the line; its id is that of the row, so a repeat is known."""
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = sender
    message["To"] = Address(addr_spec=mail.address)
    message["Date"] = format_datetime(mail.made_at)
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    message["Message-ID"] = make_msgid(idstring=mail.id.hex, domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body + "\n")
    return message.as_bytes()
