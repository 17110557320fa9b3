"""Really sending: one message at a time, each journalled.

The journal knows every message by its fingerprint. What left is never sent again; what was under
way when a run broke off is in doubt, is named, and is not sent again by itself either; what the
server refused is told and tried again the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bureau.mailing.sending import Outcome
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.letters.writing import Written
    from bureau.mailing.letters import Letter
    from bureau.store.handle import Store

MAIL_SENT: Final = "mail_sent"

Note = Callable[[str], None]
Post = Callable[[Iterable[tuple[str, str, bytes]], Note, Note, Note], Outcome]
"""Sends (fingerprint, address, message) one by one; told before each, and of each answer."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """The letters that did not leave yet, whose is in doubt, and how many left before."""

    letters: tuple[Letter, ...]
    in_doubt: tuple[str, ...]
    sent_before: int

    @property
    def people(self) -> int:
        """How many people get one: the number that whoever sends must name."""
        return len({letter.code for letter in self.letters})


def to_send(store: Store, by: By, *, written: Written) -> ToSend:
    """What is left to send of these letters; in a trial all of them."""
    from bureau.mailing.messages import fingerprint

    del by  # looking leaves no trace
    if written.trial:
        return ToSend(letters=written.letters, in_doubt=(), sent_before=0)
    known = records(store)
    todo, doubt, before = [], [], 0
    for letter in written.letters:
        record = known.get(fingerprint(letter))
        if record is None or record.refused:
            todo.append(letter)
        elif record.sent:
            before += 1
        else:
            doubt.append(letter.code)
    return ToSend(letters=tuple(todo), in_doubt=tuple(doubt), sent_before=before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many messages left, and whose address the server refused."""

    number: int
    refused: tuple[str, ...]


def send(store: Store, by: By, *, written: Written, people: int, sender: str, post: Post) -> Sent:
    """Send what was not sent before, each message checked against the store just before it leaves.

    ``people`` is the number that the sender typed: WrongUse where it is not that of
    :func:`to_send`. ``sender`` is the address that the mail server takes, ``post`` what sends. A
    trial is not journalled: it went to the coordinator and not to the person.
    """
    from bureau.actions.letters.writing import check_again
    from bureau.mailing.messages import address_of, fingerprint, message

    todo = to_send(store, by, written=written)
    if people != todo.people:
        raise WrongUse(Text("Niet verstuurd: het getal klopt niet.", "Not sent: wrong number."))
    contact = written.ronde.settings.contact
    own = address_of(contact.name, sender)
    reply_to = None
    if contact.email and contact.email.casefold() != own.addr_spec.casefold():
        reply_to = address_of(contact.name, contact.email)
    code_of = {fingerprint(letter): letter.code for letter in todo.letters}

    def note(mark: str, *, sent: bool = False, refused: bool = False) -> None:
        if not written.trial:
            _note(store, by, written, MailRecord(code_of[mark], mark, sent, refused, written.what))

    def outgoing() -> Iterator[tuple[str, str, bytes]]:
        for letter in todo.letters:
            content = message(letter, own, by.at, draft=False, reply_to=reply_to)
            check_again(store, written, letter, content)
            yield fingerprint(letter), letter.address, content

    outcome = post(
        outgoing(), note, lambda mark: note(mark, sent=True), lambda mark: note(mark, refused=True)
    )
    return Sent(number=outcome.sent, refused=tuple(code_of[mark] for mark in outcome.refused))


def _note(store: Store, by: By, written: Written, record: MailRecord) -> None:
    kind, code = written.what, record.code
    store.put_document(
        MAIL_SENT, record, by=by, act=Act.MAILED,
        subject=Subject(kind=f"mail-{kind}", who=code), name=written.ronde.name,
        key=record.fingerprint,
        what=Text(f"mail {kind} aan {code}", f"mail {kind} to {code}"),
    )  # fmt: skip
