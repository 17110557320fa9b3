"""``koppel mail … --send``: after the number of people is typed."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, t
from koppelronde.domain.counted import MESSAGES, counted
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.letters.dispatch import ToSend
    from bureau.actions.letters.writing import Written
    from bureau.store.handle import Store


def send_letters(work: Work, store: Store, written: Written) -> int:
    """Ask for the number, send what was not sent before; how many messages left."""
    from bureau.actions.letters.dispatch import send, to_send
    from bureau.mailing.sending import send_all, server_from

    server = server_from(os.environ)
    todo = to_send(store, work.acting(), written=written)
    _warn(work, todo)
    if not todo.letters:
        work.say(Text("Er is niets meer te versturen.", "There is nothing left to send."))
        return 0
    typed = _ask(todo.people)
    done = send(
        store, work.acting(), written=written, people=typed, sender=server.sender,
        post=partial(send_all, server),
    )  # fmt: skip
    for code in done.refused:
        work.warn(Text(f"{code}: de mailserver weigert dit adres; niet verstuurd.",
                       f"{code}: the mail server refuses this address; not sent."))  # fmt: skip
    work.say(Text(f"Verstuurd: {done.number}. Geweigerd: {len(done.refused)}.",
                  f"Sent: {done.number}. Refused: {len(done.refused)}."))  # fmt: skip
    return done.number


def _warn(work: Work, todo: ToSend) -> None:
    """The ones in doubt are named, those that left before are counted."""
    for code in todo.in_doubt:
        work.warn(Text(f"{code}: misschien al verstuurd toen een eerdere keer afbrak; "
                       "wordt overgeslagen, vraag het na.",
                       f"{code}: perhaps sent already when an earlier run broke off; "
                       "skipped, please ask."))  # fmt: skip
    if todo.sent_before:
        work.warn(counted(todo.sent_before, MESSAGES,
                          "{} [was|waren] al verstuurd; [die wordt|die worden] overgeslagen.",
                          "{} [was|were] sent before; skipped."))  # fmt: skip


def _ask(people: int) -> int:
    """What was typed; 0 for what is no number."""
    ask = counted(people, MESSAGES, "Dit [is|zijn] {}. Typ dat getal om te versturen",
                  "[This is|These are] {}. Type that number to send")  # fmt: skip
    typed = str(click.prompt(t(ask.nl, ask.en), err=True)).strip()
    return int(typed) if typed.isascii() and typed.isdigit() else 0
