"""``koppel mail``: one message per person; drafts by default, real sending only when asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import click

from koppelronde.commands.frame import Work, command, t
from koppelronde.commands.show import show_table
from koppelronde.errors import KoppelError, OutOfOrder, WrongUse
from koppelronde.language import Text

if TYPE_CHECKING:
    from koppelronde.findings import Finding
    from koppelronde.mailing.letters import Letter
    from koppelronde.ronde import Koppelronde
    from koppelronde.store.handle import Store

KINDS: Final = ("invitation", "roster", "visits", "lists", "reminder", "result")
MAIL_SENT: Final = "mail_sent"


@dataclass(frozen=True, slots=True)
class MailRecord:
    """A message that is about to leave, or has left; by its fingerprint."""

    code: str
    fingerprint: str
    sent: bool


@command(
    name="mail",
    help=t(
        "Maak voor iedereen een bericht: uitnodiging, rooster, bezoeken, de vraag om een lijst, "
        "een herinnering voor wie nog iets moet inleveren, of de uitslag. "
        "U krijgt een map met concepten (.eml) en een lijst; versturen gebeurt alleen met "
        "--send.\n\nVoorbeeld:  koppel mail roster   of   koppel mail reminder --send",
        "Make a message for everybody: invitation, roster, visits, the request for a list, a "
        "reminder for those who have yet to hand something in, or the result. You get a "
        "folder of drafts (.eml) and a list; sending happens only with --send.\n\n"
        "Example:  koppel mail roster   or   koppel mail reminder --send",
    ),
)
@click.argument("what", type=click.Choice(KINDS), metavar="|".join(KINDS))
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze persoon.", "Only for this person."))  # fmt: skip
@click.option("--to-me", default=None, metavar="ADRES",
              help=t("Proef: alles naar dit ene adres.",
                     "A trial: everything to this one address."))  # fmt: skip
@click.option("--send", is_flag=True, help=t("Verstuur echt.", "Really send."))
def mail(work: Work, what: str, for_code: str | None, to_me: str | None, send: bool) -> None:
    """Build, read back, write drafts; send when asked."""
    from koppelronde.commands.documents import hand_out, known_person
    from koppelronde.commands.mail_contents import contents, kind_asked_now
    from koppelronde.mailing.letters import MailKind, letters
    from koppelronde.mailing.messages import address_of, message

    with work.open_store() as store:
        ronde = store.load()
        kind = (
            kind_asked_now(store, ronde, work.now().date(), reminder=what == "reminder")
            if what in ("lists", "reminder")
            else MailKind(what)
        )
        code = None if for_code is None else known_person(ronde, for_code)
        fields, attachments = contents(work, store, ronde, kind, code)
        made, without = letters(kind, ronde, fields, attachments, work.lang)
        sender = address_of(
            ronde.settings.contact.name, ronde.settings.contact.email or _no_sender()
        )
        files = {}
        for name, letter in _named(made):
            files[name] = message(letter, sender, work.now(), draft=True)
        _check_all(ronde, made, files)
        name = f"mail-{what}"
        papers = {**files, "mailing.xlsx": _table(work, made)}
        paths = hand_out(work, store, ronde, name, papers, Text(f"concepten {what}",
                                                                f"drafts {what}"))  # fmt: skip
        if not work.as_json:
            _show(work, made, without)
        number = _send(work, store, ronde, made, to_me) if send else 0
    if not work.as_json and files and what in ("lists", "reminder"):
        work.say(Text(f"Nog niet ingeleverd: {len(made)}.", f"Not yet handed in: {len(made)}."))
    work.say(Text(f"{len(files)} concepten in {work.path(paths[0]).parent}" if files else
                  "Niemand krijgt dit bericht.",
                  f"{len(files)} drafts in {work.path(paths[0]).parent}" if files else
                  "Nobody gets this message."))  # fmt: skip
    work.tell(files=paths, sent=number, about=kind.value, without_address=[m.read for m in without])


def _no_sender() -> str:
    raise OutOfOrder(
        Text("De ronde heeft geen afzender.", "The round has no sender."),
        Text("Vul 'Contact e-mail' in op blad Ronde en lees het in.",
             "Fill in 'Contact e-mail' on sheet Ronde and import it."),
    )  # fmt: skip


def _named(made: tuple[Letter, ...]) -> list[tuple[str, Letter]]:
    """A file name for each letter: the code, numbered where somebody has two addresses."""
    seen: dict[str, int] = {}
    named = []
    for letter in made:
        seen[letter.code] = seen.get(letter.code, 0) + 1
        number = f"-{seen[letter.code]}" if seen[letter.code] > 1 else ""
        named.append((f"{letter.code}{number}.eml", letter))
    return named


def _check_all(ronde: Koppelronde, made: tuple[Letter, ...], files: Mapping[str, bytes]) -> None:
    """Every message is read back and compared with the store; one that differs stops them all."""
    from koppelronde.mailing.messages import read_back

    wrong: list[Finding] = []
    for name, letter in _named(made):
        person = ronde.person(letter.code)
        known = person.emails if person is not None else ()
        expected = letter.address if letter.address in known else ""
        wrong += read_back(letter, files[name], expected)
    if wrong:
        raise KoppelError(wrong[0].says)


def _table(work: Work, made: tuple[Letter, ...]) -> bytes:
    """For Word's mail merge: who, address, subject, text."""
    from koppelronde.workbook.writing import sheets_workbook

    headers = ("code", t("naam", "name"), "e-mail", t("onderwerp", "subject"), t("tekst", "text"),
               t("bijlagen", "attachments"))  # fmt: skip
    rows = [
        (x.code, x.name, x.address, x.subject, x.body, ", ".join(a.name for a in x.attachments))
        for x in made
    ]
    return sheets_workbook("mailing", [("mailing", headers, rows, (8, 28, 32, 40, 60, 24))])


def _show(work: Work, made: tuple[Letter, ...], without: tuple[object, ...]) -> None:
    from koppelronde.errors import Mistake

    show_table(
        t("Wie krijgt wat", "Who gets what"),
        ("", t("naam", "name"), "e-mail", t("onderwerp", "subject"), t("bijlagen", "attachments")),
        [(x.code, x.name, x.address, x.subject, ", ".join(a.name for a in x.attachments))
         for x in made],
    )  # fmt: skip
    for mistake in without:
        assert isinstance(mistake, Mistake)
        work.say(Text(f"  {mistake.read} heeft geen e-mailadres: bel of schrijf.",
                      f"  {mistake.read} has no e-mail address: phone or write."))  # fmt: skip


def _send(
    work: Work, store: Store, ronde: Koppelronde, made: tuple[Letter, ...], to_me: str | None
) -> int:
    """Send what was not sent before, after the number of people has been typed."""
    from koppelronde.mailing.messages import address_of, fingerprint, message
    from koppelronde.mailing.sending import send_all, server_from

    server = server_from(os.environ)
    sender = address_of(ronde.settings.contact.name, server.sender)
    if to_me is not None:
        made = tuple(replace(letter, address=to_me) for letter in made)
    before = [found.record(MailRecord) for found in store.all(MAIL_SENT) if not found.erased]
    sent = {record.fingerprint for record in before if record.sent}
    doubtful = {record.fingerprint for record in before} - sent
    todo = [x for x in made if fingerprint(x) not in sent | doubtful]
    for letter in made:
        if fingerprint(letter) in doubtful:
            work.warn(Text(f"{letter.code}: misschien al verstuurd toen een eerdere keer afbrak; "
                           "wordt overgeslagen, vraag het na.",
                           f"{letter.code}: perhaps sent already when an earlier run broke off; "
                           "skipped, please ask."))  # fmt: skip
    people = len({letter.code for letter in todo})
    if not todo:
        work.say(Text("Alles was al verstuurd.", "All was sent before."))
        return 0
    typed = click.prompt(
        t(
            f"Dit gaat naar {people} mensen. Typ dat getal om te versturen",
            f"This goes to {people} people. Type that number to send",
        ),
        err=True,
    )
    if str(typed).strip() != str(people):
        raise WrongUse(Text("Niet verstuurd: het getal klopt niet.", "Not sent: wrong number."))
    store.copy_before("mail")
    code_of = {fingerprint(letter): letter.code for letter in todo}

    def note(mark: str, done: bool) -> None:
        if to_me is None:
            store.put_document(
                MAIL_SENT, MailRecord(code_of[mark], mark, done), by=work.by,
                what=Text(f"mail {code_of[mark]}", f"mail {code_of[mark]}"), name=ronde.name,
                key=mark,
            )  # fmt: skip

    return send_all(
        server,
        ((fingerprint(x), x.address, message(x, sender, work.now(), draft=False)) for x in todo),
        lambda mark: note(mark, done=False),
        lambda mark: note(mark, done=True),
    )
