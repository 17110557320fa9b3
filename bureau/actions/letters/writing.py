"""Letters to everybody whom a kind of mail concerns: made, read back, handed over as drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.headerregistry import Address
from enum import StrEnum
from typing import TYPE_CHECKING

from bureau.actions.letters import contents as said
from bureau.actions.letters.asking import kind_asked_now, undated
from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import KoppelError, OutOfOrder, WrongUse
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from bureau.actions.letters.records import Remember
    from bureau.mailing.compared import Plans
    from bureau.mailing.letters import Letter, MailKind
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


class Mail(StrEnum):
    """What can be mailed; for ``lists`` and ``reminder`` the round says which of them it is now."""

    INVITATION = "invitation"
    ROSTER = "roster"
    VISITS = "visits"
    LISTS = "lists"
    REMINDER = "reminder"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Letters that were made and read back; nothing is kept and nobody has them yet.

    ``drafts`` are the messages as files, one for each letter. ``without_address`` are the codes of
    people who must be phoned instead; ``no_last_day`` says that the letters ask for something of
    which nobody knows by when. ``trial`` is the one address that a trial goes to, else empty.
    """

    ronde: Koppelronde
    what: str
    kind: MailKind
    lang: Lang
    letters: tuple[Letter, ...]
    drafts: tuple[tuple[str, bytes], ...]
    without_address: tuple[str, ...]
    no_last_day: bool
    only: str | None
    trial: str
    remember: Remember


def write_letters(
    store: Store,
    by: By,
    *,
    what: Mail,
    lang: Lang,
    code: str | None = None,
    changed: bool = False,
    trial_to: str | None = None,
) -> Written:
    """One letter for everybody whom this mail concerns, or for ``code`` alone: also the preview.

    ``changed`` (with ``result``) takes only those who have another partner than was announced
    before; ``trial_to`` sends all to one address. KoppelError names the first letter that differs
    from the store; OutOfOrder where the round has not come so far.
    """
    from bureau.actions.kept import known_person
    from bureau.actions.order import people_first
    from bureau.mailing.letters import MailKind, letters

    if changed and what is not Mail.RESULT:
        raise WrongUse(
            Text("Alleen van een uitslag is te zeggen wie iemand anders kreeg.",
                 "Only of a result can be said who got somebody else."),
        )  # fmt: skip
    ronde = store.load()
    people_first(ronde)
    if what in (Mail.LISTS, Mail.REMINDER):
        reminder = what is Mail.REMINDER
        kind = kind_asked_now(store, ronde, by.at.date(), reminder=reminder)
    else:
        kind = MailKind(what.value)
    only = None if code is None else known_person(ronde, code)
    sender = _sender(ronde)
    trial = "" if trial_to is None else _address(trial_to)
    fields, attachments, remember = said.contents(store, by, ronde, kind, only, lang)
    if changed:
        new = said.changed_since_announced(store, ronde)
        fields = {who: values for who, values in fields.items() if who in new}
    made, without = letters(kind, ronde, fields, attachments, lang)
    if trial:
        made = tuple(replace(letter, address=trial) for letter in made)
    written = Written(
        ronde=ronde, what=what.value, kind=kind, lang=lang, letters=made,
        drafts=_drafts(made, sender, by), without_address=tuple(m.read for m in without),
        no_last_day=undated(ronde, kind), only=only, trial=trial, remember=remember,
    )  # fmt: skip
    _check_all(store, written)
    return written


def hand_over(store: Store, by: By, *, written: Written) -> Papers:
    """The drafts and a table for a mail merge; from now on people are held to have been told.

    A trial tells nobody, so nothing is remembered.
    """
    from bureau.actions.kept import about_result, results_drafted

    if not written.trial:
        written.remember(by)
    folder = f"mail-{written.what}"
    if written.trial:
        folder += Text("-proef", "-trial").say(written.lang)
    what = Text(f"concepten {written.what}", f"drafts {written.what}")
    about = Subject(kind=f"mail-{written.kind.value}", who=written.only or "")
    plans = _plans(store, written.kind)
    if plans.matching is not None and written.only is None and not written.trial:
        what, about = results_drafted(plans.matching), about_result(plans.matching)
    return Papers(
        ronde=written.ronde,
        folder=folder,
        what=what,
        about=about,
        act=Act.EXPORTED if written.trial else Act.DRAFTED,
        files={**dict(written.drafts), "mailing.xlsx": _table(written)},
    )


def _sender(ronde: Koppelronde) -> Address:
    from bureau.mailing.messages import address_of

    contact = ronde.settings.contact
    if not contact.email:
        raise OutOfOrder(
            Text("De ronde heeft geen afzender.", "The round has no sender."),
            Text("Vul 'Contact e-mail' in op blad Ronde en lees het in.",
                 "Fill in 'Contact e-mail' on sheet Ronde and import it."),
        )  # fmt: skip
    return address_of(contact.name, contact.email)


def _address(to: str) -> str:
    from bureau.mailing.messages import address_of

    try:
        return address_of("", to).addr_spec
    except ValueError:
        raise WrongUse(
            Text(f"'{to}' is geen e-mailadres.", f"'{to}' is not an e-mail address.")
        ) from None


def _drafts(made: tuple[Letter, ...], sender: Address, by: By) -> tuple[tuple[str, bytes], ...]:
    """A file for each letter: its code, numbered where somebody has two addresses."""
    from bureau.mailing.messages import message
    from koppelronde.domain.file_names import file_stem

    seen: dict[str, int] = {}
    files = []
    for letter in made:
        seen[letter.code] = seen.get(letter.code, 0) + 1
        number = f"-{seen[letter.code]}" if seen[letter.code] > 1 else ""
        name = f"{file_stem(letter.code)}{number}.eml"
        files.append((name, message(letter, sender, by.at, draft=True)))
    return tuple(files)


def _check_all(store: Store, written: Written) -> None:
    fresh, plans = store.load(), _plans(store, written.kind)
    for letter, (_, content) in zip(written.letters, written.drafts, strict=True):
        check(fresh, plans, written.kind, letter, content, written.trial)


def check_again(store: Store, written: Written, letter: Letter, content: bytes) -> None:
    """The same just before a message leaves, against the store as it is by then."""
    plans = _plans(store, written.kind)
    check(store.load(), plans, written.kind, letter, content, written.trial)


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


def _table(written: Written) -> bytes:
    """For Word's mail merge: who, address, subject, text."""
    from bureau.workbook.out.writing import sheets_workbook

    heads = (Text("code", "code"), Text("naam", "name"), Text("e-mail", "e-mail"),
             Text("onderwerp", "subject"), Text("tekst", "text"),
             Text("bijlagen", "attachments"))  # fmt: skip
    rows = [
        (x.code, x.name, x.address, x.subject, x.body, ", ".join(a.name for a in x.attachments))
        for x in written.letters
    ]
    headers = tuple(head.say(written.lang) for head in heads)
    return sheets_workbook("mailing", [("mailing", headers, rows, (8, 28, 32, 40, 60, 24))])
