"""A letter as an e-mail message (RFC 5322, MIME), and the same message read back.

A message has exactly one recipient. It is built twice over: written, then parsed again and
compared with the letter, so that a wrong address or attachment cannot leave the building.
"""

from __future__ import annotations

import html
import re
from datetime import datetime
from email import message_from_bytes, policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from bureau.mailing.letters import Letter
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text

_ADDRESS: Final = re.compile(r"[^@\s,;:<>()\[\]\"]+@[^@\s,;:<>()\[\]\"]+\.[^@\s,;:<>()\[\]\".]+")

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9 '-]{0,48}")


def address_of(name: str, mail: str) -> Address:
    """One address; ValueError for anything that is not exactly one."""
    if not _ADDRESS.fullmatch(mail):
        raise ValueError("not exactly one e-mail address")
    clean = re.sub(r"[\r\n\x00-\x1f]+", " ", name)
    return Address(display_name=clean, addr_spec=mail)


def message(
    letter: Letter, sender: Address, moment: datetime, *, draft: bool,
    reply_to: Address | None = None,
) -> bytes:  # fmt: skip
    """The bytes of the message; the same letter and moment give the same bytes.

    ``draft`` marks it unsent, so that Outlook opens it ready to be sent. ``reply_to`` is where
    answers go when the sender is another address.
    """
    mail = EmailMessage(policy=policy.SMTP)
    _add_address(mail, "From", sender)
    _add_address(mail, "To", address_of(letter.name, letter.address))
    if reply_to is not None:
        _add_address(mail, "Reply-To", reply_to)
    mail["Subject"] = re.sub(r"[\r\n]+", " ", letter.subject)
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{fingerprint(letter)}@{sender.domain}>"
    if draft:
        mail["X-Unsent"] = "1"
    mail.set_content(letter.body)
    mail.add_alternative(html_body(letter.body), subtype="html")
    boundaries = uuid5(NAMESPACE_URL, fingerprint(letter)).hex
    for attachment in letter.attachments:
        main, _, sub = attachment.media.partition("/")
        parameters = {"method": attachment.method} if attachment.method else {}
        if main == "text":
            mail.add_attachment(
                attachment.content.decode("utf-8"), subtype=sub, charset="utf-8",
                filename=attachment.name, cte="base64", params=parameters,
            )  # fmt: skip
        else:
            mail.add_attachment(
                attachment.content, maintype=main, subtype=sub, filename=attachment.name
            )
    for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        part.set_boundary(f"=={boundaries}-{number}==")
    return mail.as_bytes()


def _add_address(mail: EmailMessage, field: str, address: Address) -> None:
    """One address with its name, the name in encoded words unless it is plain and short.

    The library loses the quotes of a name that it folds over several lines, and a comma in it
    would then begin another recipient.
    """
    if _PLAIN_NAME.fullmatch(address.display_name):
        mail[field] = address
        return
    words = Header(address.display_name, "utf-8", maxlinelen=60).encode(linesep="\r\n")
    mail.set_raw(field, f"{words}\r\n <{address.addr_spec}>")


def fingerprint(letter: Letter) -> str:
    """What makes this letter this letter; a second run with the same one is skipped."""
    import hashlib

    digest = hashlib.sha256()
    for part in (letter.code, letter.address, letter.subject, letter.body):
        digest.update(part.encode() + b"\0")
    for attachment in letter.attachments:
        digest.update(attachment.name.encode() + b"\0" + attachment.content + b"\0")
    return digest.hexdigest()[:32]


def html_body(body: str) -> str:
    """The same text as simple HTML, every character literal."""
    paragraphs = "".join(
        "<p>" + html.escape(block).replace("\n", "<br>\n") + "</p>\n"
        for block in body.strip().split("\n\n")
    )
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head>'
        f'<body style="font-family:sans-serif;line-height:1.4">\n{paragraphs}</body></html>\n'
    )


def read_back(letter: Letter, written: bytes, expected_address: str) -> tuple[Finding, ...]:
    """What the message says that the letter does not, or the other way round; empty when right."""
    mail = message_from_bytes(written, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    wrong: list[str] = []
    recipients = [
        found.addr_spec
        for header in ("To", "Cc", "Bcc")
        for value in mail.get_all(header, [])
        for found in value.addresses
    ]
    if recipients != [expected_address] or letter.address != expected_address:
        wrong.append("recipient")
    body = mail.get_body(("plain",))
    if body is None or body.get_content().replace("\r\n", "\n") != letter.body:
        wrong.append("text")
    page = mail.get_body(("html",))
    if page is None or page.get_content().replace("\r\n", "\n") != html_body(letter.body):
        wrong.append("html")
    attached = {part.get_filename(): part for part in mail.iter_attachments()}
    for attachment in letter.attachments:
        part = attached.pop(attachment.name, None)
        if (
            part is None
            or part.get_payload(decode=True) != attachment.content
            or part.get_content_type() != attachment.media
            or (part.get_param("method") or "") != attachment.method
        ):
            wrong.append(attachment.name)
    wrong += [str(name) for name in attached]
    return tuple(
        Finding(
            "mail_read_back",
            (letter.code,),
            Text(
                f"Bericht voor {letter.code} klopt niet na teruglezen: {what}.",
                f"The message for {letter.code} does not read back: {what}.",
            ),
        )
        for what in wrong
    )
