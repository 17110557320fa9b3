"""``koppel mail``: one message per person; drafts by default, real sending only when asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from bureau.actions.letters.posting import send_letters
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_table
from koppelronde.domain.counted import DRAFTS, counted
from koppelronde.domain.errors import KoppelError, OutOfOrder, WrongUse
from koppelronde.domain.file_names import file_stem
from koppelronde.domain.language import Text, same

if TYPE_CHECKING:
    from bureau.mailing.compared import Plans
    from bureau.mailing.letters import Letter, MailKind
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde

CHOOSE: Final = "koppel select"
KINDS: Final = ("invitation", "roster", "visits", "lists", "reminder", "result")


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
@click.option(
    "--changed",
    is_flag=True,
    help=t(
        "Bij result: alleen wie sinds de vorige bekendmaking iemand anders heeft.",
        "With result: only those whose partner changed since the last announcement.",
    ),
)
@click.option("--to-me", default=None, metavar="ADRES",
              help=t("Proef: alles naar dit ene adres.",
                     "A trial: everything to this one address."))  # fmt: skip
@click.option("--send", is_flag=True, help=t("Verstuur echt.", "Really send."))
def mail(
    work: Work, what: str, for_code: str | None, changed: bool, to_me: str | None, send: bool
) -> None:
    """Build, read back, write drafts; send when asked."""
    if changed and what != "result":
        raise WrongUse(
            Text(
                "--changed hoort bij  koppel mail result", "--changed goes with  koppel mail result"
            )
        )
    from bureau.actions.kept import known_person, results_drafted
    from bureau.actions.letters.contents import (
        changed_since_announced,
        contents,
        kind_asked_now,
    )
    from bureau.actions.order import people_first
    from bureau.commands.door.hand_out import hand_out
    from bureau.commands.door.next_step import next_command
    from bureau.mailing.letters import MailKind, letters
    from bureau.mailing.messages import address_of, message

    with work.open_store() as store:
        ronde = store.load()
        people_first(ronde)
        kind = (
            kind_asked_now(store, ronde, work.now().date(), reminder=what == "reminder")
            if what in ("lists", "reminder")
            else MailKind(what)
        )
        code = None if for_code is None else known_person(ronde, for_code)
        if what in ("invitation", "lists") and next_command(store, ronde) == CHOOSE:
            work.warn(Text(f"U hebt nog niet vastgelegd wie u uitnodigt. Kiezen:  {CHOOSE}",
                           f"You have not yet recorded whom to invite. Choose:  {CHOOSE}")
            )  # fmt: skip
        sender = address_of(
            ronde.settings.contact.name, ronde.settings.contact.email or _no_sender()
        )
        trial = "" if to_me is None else _address(to_me)
        fields, attachments, remember = contents(work, store, ronde, kind, code)
        if changed:
            new = changed_since_announced(store, ronde)
            fields = {who: values for who, values in fields.items() if who in new}
        made, without = letters(kind, ronde, fields, attachments, work.lang)
        if trial:
            made = tuple(replace(letter, address=trial) for letter in made)
        files = {}
        for name, letter in _named(made):
            files[name] = message(letter, sender, work.now(), draft=True)
        fresh, plans = store.load(), _plans(store, kind)
        for file, letter in _named(made):
            check(fresh, plans, kind, letter, files[file], trial)
        if not trial:
            remember()
        name = f"mail-{what}" + (t("-proef", "-trial") if trial else "")
        papers = {**files, "mailing.xlsx": _table(work, made)}
        told = Text(f"concepten {what}", f"drafts {what}")
        if plans.matching is not None and code is None and not trial:
            told = results_drafted(plans.matching)
        paths = hand_out(work, store, ronde, name, papers, told)
        if not work.as_json:
            _show(work, made, without)
        if send:
            number = send_letters(
                work, store, ronde, made, kind=what, trial=bool(trial),
                check=lambda letter, written: check(
                    store.load(), _plans(store, kind), kind, letter, written, trial
                ),
            )  # fmt: skip
        else:
            number = 0
    if not work.as_json and files and _undated(ronde, kind):
        work.warn(Text("Er is nog geen uiterste datum; in de berichten staat 'zo snel mogelijk'. "
                       "Vul hem in op blad Ronde.",
                       "There is no last day yet; the messages say 'as soon as you can'. "
                       "Fill it in on sheet Ronde."))  # fmt: skip
    if not work.as_json and files and what in ("lists", "reminder"):
        work.say(Text(f"Nog niet ingeleverd: {len(made)}.", f"Not yet handed in: {len(made)}."))
    if files:
        work.say(counted(len(files), DRAFTS) + same(f" in {work.path(paths[0]).parent}"))
    elif what in ("lists", "reminder") and code is None and not without:
        work.say(Text("Iedereen heeft al ingeleverd: niemand krijgt dit bericht.",
                      "Everybody has handed in already: nobody gets this message."))  # fmt: skip
    else:
        work.say(Text("Niemand krijgt dit bericht.", "Nobody gets this message."))
    work.tell(files=paths, sent=number, about=kind.value, without_address=[m.read for m in without])


def _undated(ronde: Koppelronde, kind: MailKind) -> bool:
    """Whether this asks for something of which nobody knows by when."""
    from bureau.actions.letters.contents import ASKED_IN
    from koppelronde.domain.procedure import PhaseKind
    from koppelronde.procedure.deadlines import deadlines

    if kind not in ASKED_IN:
        return False
    phase = ASKED_IN[kind]
    dated = {deadline.kind for deadline in deadlines(ronde.procedure, ronde.settings)}
    return phase not in dated and not (
        phase is PhaseKind.LISTS and ronde.settings.lists_deadline is not None
    )


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
        named.append((f"{file_stem(letter.code)}{number}.eml", letter))
    return named


def _address(to_me: str) -> str:
    from bureau.mailing.messages import address_of

    try:
        return address_of("", to_me).addr_spec
    except ValueError:
        raise WrongUse(
            Text(f"'{to_me}' is geen e-mailadres.", f"'{to_me}' is no e-mail address.")
        ) from None


def _plans(store: Store, kind: MailKind) -> Plans:
    """The plan or result in force that this kind of letter is about."""
    from bureau.actions.kept import calendar_of, real_result_of, timetable_of
    from bureau.mailing.compared import Plans
    from bureau.mailing.letters import MailKind

    match kind:
        case MailKind.ROSTER:
            return Plans(timetable=timetable_of(store))
        case MailKind.VISITS:
            return Plans(calendar=calendar_of(store))
        case MailKind.RESULT:
            return Plans(matching=real_result_of(store, store.load()).matching)
        case _:
            return Plans()


def check(
    ronde: Koppelronde, plans: Plans, kind: MailKind, letter: Letter, written: bytes, trial: str
) -> None:
    """The message as written is read back and held against the store.

    ``trial`` is the one address of a trial. KoppelError names the first difference: nothing
    leaves, no draft is written.
    """
    from bureau.mailing.compared import against_store
    from bureau.mailing.messages import read_back

    wrong = read_back(letter, written, trial or letter.address)
    wrong += against_store(letter, kind, ronde, plans, trial_address=trial)
    if wrong:
        raise KoppelError(wrong[0].says)


def _table(work: Work, made: tuple[Letter, ...]) -> bytes:
    """For Word's mail merge: who, address, subject, text."""
    from bureau.workbook.out.writing import sheets_workbook

    headers = ("code", t("naam", "name"), "e-mail", t("onderwerp", "subject"), t("tekst", "text"),
               t("bijlagen", "attachments"))  # fmt: skip
    rows = [
        (x.code, x.name, x.address, x.subject, x.body, ", ".join(a.name for a in x.attachments))
        for x in made
    ]
    return sheets_workbook("mailing", [("mailing", headers, rows, (8, 28, 32, 40, 60, 24))])


def _show(work: Work, made: tuple[Letter, ...], without: tuple[object, ...]) -> None:
    from koppelronde.domain.errors import Mistake

    heads = ("", t("naam", "name"), "e-mail", t("onderwerp", "subject"),
             t("bijlagen", "attachments"))  # fmt: skip
    rows = [
        (x.code, x.name, x.address, x.subject, ", ".join(a.name for a in x.attachments))
        for x in made
    ]
    same_subject = len({letter.subject for letter in made}) == 1
    told = [0, 1, 2, *([] if same_subject else [3]), *([4] if any(row[4] for row in rows) else [])]
    if same_subject:
        work.say(Text(f"Onderwerp: {made[0].subject}", f"Subject: {made[0].subject}"))
    if made:
        show_table(
            t("Wie krijgt wat", "Who gets what"), [heads[at] for at in told],
            [[row[at] for at in told] for row in rows],
        )  # fmt: skip
    for mistake in without:
        assert isinstance(mistake, Mistake)
        work.say(Text(f"  {mistake.read} heeft geen e-mailadres: bel of schrijf.",
                      f"  {mistake.read} has no e-mail address: phone or write."))  # fmt: skip
