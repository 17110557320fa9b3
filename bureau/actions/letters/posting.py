"""Really sending: after the number of people is typed, one message at a time, each journalled.

The journal knows every message by its fingerprint. What left is never sent again; what was under
way when a run broke off is in doubt, is named, and is not sent again by itself either; what the
server refused is told and tried again the next time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from bureau.commands.door.frame import Work, t
from koppelronde.domain.counted import MESSAGES, counted
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.mailing.letters import Letter
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde

MAIL_SENT: Final = "mail_sent"


@dataclass(frozen=True, slots=True)
class MailRecord:
    """A message that is about to leave, has left, or was refused; by its fingerprint."""

    code: str
    fingerprint: str
    sent: bool
    refused: bool = False
    kind: str = ""


def records(store: Store) -> dict[str, MailRecord]:
    """What is known of each message, by fingerprint: the last that was written down."""
    kept = (found for found in store.all(MAIL_SENT) if not found.erased)
    return {record.fingerprint: record for record in (found.record(MailRecord) for found in kept)}


def sent_codes(store: Store, kind: str) -> frozenset[str]:
    """To whom this program sent mail of that kind."""
    return frozenset(r.code for r in records(store).values() if r.sent and r.kind == kind)


def send_letters(
    work: Work, store: Store, ronde: Koppelronde, made: tuple[Letter, ...], *, kind: str,
    check: Callable[[Letter, bytes], None], trial: bool,
) -> int:  # fmt: skip
    """Send what was not sent before; how many messages left.

    ``check`` gets each message just before it leaves and raises where it is not what the store
    says. A ``trial`` is not journalled: it went to the coordinator and not to the person.
    """
    from bureau.mailing.messages import address_of, fingerprint, message
    from bureau.mailing.sending import send_all, server_from

    server = server_from(os.environ)
    contact = ronde.settings.contact
    sender = address_of(contact.name, server.sender)
    reply_to = None
    if contact.email and contact.email.casefold() != sender.addr_spec.casefold():
        reply_to = address_of(contact.name, contact.email)
    todo = made if trial else _not_yet(work, records(store), made)
    if not todo:
        work.say(Text("Er is niets meer te versturen.", "There is nothing left to send."))
        return 0
    _ask(len({letter.code for letter in todo}))
    code_of = {fingerprint(letter): letter.code for letter in todo}

    def note(mark: str, *, sent: bool = False, refused: bool = False) -> None:
        if trial:
            return
        code = code_of[mark]
        store.put_document(
            MAIL_SENT, MailRecord(code, mark, sent, refused, kind), by=work.by,
            what=Text(f"mail {kind} aan {code}", f"mail {kind} to {code}"), name=ronde.name,
            key=mark,
        )  # fmt: skip

    def outgoing() -> Iterator[tuple[str, str, bytes]]:
        for letter in todo:
            written = message(letter, sender, work.now(), draft=False, reply_to=reply_to)
            check(letter, written)
            yield fingerprint(letter), letter.address, written

    outcome = send_all(
        server, outgoing(), note, lambda mark: note(mark, sent=True),
        lambda mark: note(mark, refused=True),
    )  # fmt: skip
    for mark in outcome.refused:
        code = code_of[mark]
        work.warn(Text(f"{code}: de mailserver weigert dit adres; niet verstuurd.",
                       f"{code}: the mail server refuses this address; not sent."))  # fmt: skip
    work.say(Text(f"Verstuurd: {outcome.sent}. Geweigerd: {len(outcome.refused)}.",
                  f"Sent: {outcome.sent}. Refused: {len(outcome.refused)}."))  # fmt: skip
    return outcome.sent


def _not_yet(
    work: Work, known: dict[str, MailRecord], made: tuple[Letter, ...]
) -> tuple[Letter, ...]:
    """The letters that did not leave yet; the one in doubt is named."""
    from bureau.mailing.messages import fingerprint

    todo = []
    before = 0
    for letter in made:
        record = known.get(fingerprint(letter))
        if record is None or record.refused:
            todo.append(letter)
        elif record.sent:
            before += 1
        else:
            work.warn(Text(f"{letter.code}: misschien al verstuurd toen een eerdere keer afbrak; "
                           "wordt overgeslagen, vraag het na.",
                           f"{letter.code}: perhaps sent already when an earlier run broke off; "
                           "skipped, please ask."))  # fmt: skip
    if before:
        work.warn(counted(before, MESSAGES, "{} [was|waren] al verstuurd; [die wordt|die worden] "
                          "overgeslagen.", "{} [was|were] sent before; skipped."))  # fmt: skip
    return tuple(todo)


def _ask(people: int) -> None:
    ask = counted(people, MESSAGES, "Dit [is|zijn] {}. Typ dat getal om te versturen",
                  "[This is|These are] {}. Type that number to send")  # fmt: skip
    typed = click.prompt(t(ask.nl, ask.en), err=True)
    if str(typed).strip() != str(people):
        raise WrongUse(Text("Niet verstuurd: het getal klopt niet.", "Not sent: wrong number."))
