"""Steps back, the journal, what is held about somebody, erasing, and the closing account."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.errors import OutOfOrder, StoreTrouble
from koppelronde.domain.language import Text, same
from koppelronde.domain.times import AMSTERDAM


@command(
    name="undo",
    help=t(
        "Neem de laatste wijziging van de ronde terug; het logboek laat beide zien. Wat is "
        "geprint of verstuurd, is geen wijziging: dat blijft bekend, en u leest wat het was.\n\n"
        "Voorbeeld:  koppel undo --reason vergissing",
        "Take back the last change of the round; the journal shows both. What was printed or "
        "sent is no change: it stays known, and you read what it was.\n\n"
        "Example:  koppel undo --reason mistake",
    ),
)
@click.option("--reason", default="", help=t("Waarom.", "Why."))
def undo(work: Work, reason: str) -> None:
    """The last change that can still be taken back."""
    with work.open_store() as store:
        _, entry = store.undo(by=work.by, reason=reason)
        sent = sorted({note.what.say(work.lang) for note in store.sent_since(entry)})
    moment = f"{entry.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    work.say(Text(f"Teruggenomen: {entry.what.nl} (gedaan door {entry.by}, {moment})",
                  f"Taken back: {entry.what.en} (done by {entry.by}, {moment})"))  # fmt: skip
    if sent:
        some = ", ".join(sent[:5]) + (" …" if len(sent) > 5 else "")
        work.say(Text(f"Daarna is al verstuurd of uitgedeeld ({len(sent)}): {some}. "
                      "Stuur zo nodig een nieuw bericht.",
                      f"Sent or handed out since ({len(sent)}): {some}. "
                      "Send a new message where needed."))  # fmt: skip
    work.tell(undone=entry.what.say(work.lang), done_by=entry.by, done_at=entry.at.isoformat(),
              sent_since=sent)  # fmt: skip


_BEFORE: Final = {
    "seal": Text("afsluiten of loten", "sealing or drawing lots"),
    "seal-break": Text("verzegeling verbreken", "breaking the seal"),
    "call": Text("een weigering aan de telefoon", "a refusal by phone"),
    "withdraw": Text("afmelden", "a withdrawal"),
    "settle": Text("regelen met de hand", "settling by hand"),
    "announce": Text("bekendmaken", "announcing"),
    "hand-out": Text("agenda's uitdelen", "handing out calendars"),
    "restore": Text("terugzetten", "putting back a copy"),
    "purge": Text("wissen", "erasing"),
    "migrate": Text("een nieuwe versie van het programma", "a new version of the program"),
}
"""Before which step a copy was made."""


@command(
    name="restore",
    help=t(
        "Zet een eerdere kopie van de opslag terug, ook als de opslag beschadigd of weg is. "
        "Zonder naam: toon de kopieën.\n\n"
        "Voorbeeld:  koppel restore   en dan   koppel restore NAAM",
        "Put an earlier copy of the store back, also when the store is damaged or gone. "
        "Without a name: show the copies.\n\n"
        "Example:  koppel restore   and then   koppel restore NAME",
    ),
)
@click.argument("name", required=False, default=None, metavar=t("[NAAM]", "[NAME]"))
@click.option("--list", "only_list", is_flag=True,
              help=t("Toon alleen de kopieën.", "Only show the copies."))  # fmt: skip
def restore(work: Work, name: str | None, only_list: bool) -> None:
    """Show the copies, or put one back."""
    from bureau.store.opening import copies_of, restore_any

    if name is None or only_list:
        known = copies_of(work.folder, work.store_url)
        if known and not work.as_json:
            show_table(
                "", (t("kopie", "copy"), t("gemaakt", "made"), t("voor", "before")),
                [(copy.path.name, f"{copy.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
                  _BEFORE.get(copy.before, same(copy.before)).say(work.lang))
                 for copy in known],
            )  # fmt: skip
        if known:
            work.say(Text("Terugzetten:  koppel restore NAAM", "Put back:  koppel restore NAME"))
        else:
            work.say(Text("Er zijn nog geen kopieën.", "There are no copies yet."))
        work.tell(copies=[copy.path.name for copy in known])
        return
    path, replaced = restore_any(work.folder, work.store_url, name, by=work.by, clock=work.now)
    work.say(Text(f"Teruggezet: {path.name}", f"Put back: {path.name}"))
    if replaced:
        work.say(
            Text(
                "De opslag was niet te lezen. Wat na deze kopie is gedaan, ontbreekt: ook wat is "
                "verstuurd of uitgedeeld. Het beschadigde bestand staat er nog naast.",
                "The store could not be read. What was done after this copy is missing: also "
                "what was sent or handed out. The damaged file is still beside it.",
            )
        )
    work.tell(restored=path.name, store_was_unreadable=replaced)


@command(
    name="journal",
    help=t(
        "Wie deed wat, wanneer en waarom.\n\nVoorbeeld:  koppel journal",
        "Who did what, when and why.\n\nExample:  koppel journal",
    ),
)
def journal(work: Work) -> None:
    """The journal, oldest first, and its head."""
    with work.open_store() as store:
        entries, head = store.journal(), store.chain_head()
    if not work.as_json:
        show_table(
            "",
            ("", t("wanneer", "when"), t("wie", "who"), t("wat", "what"), t("reden", "reason")),
            [
                (e.number, f"{e.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}", e.by,
                 e.what.say(work.lang), e.reason)
                for e in entries
            ],
        )  # fmt: skip
    work.say(Text(f"Kenmerk van het logboek: {head}", f"Mark of the journal: {head}"))
    work.tell(
        head=head,
        entries=[
            {"number": e.number, "at": e.at.isoformat(), "by": e.by,
             "what": e.what.say(work.lang), "reason": e.reason}
            for e in entries
        ],
    )  # fmt: skip


@command(
    name="check-store",
    help=t(
        "Is de opslag heel? Controleert het bestand, alle gegevens en het logboek.\n\n"
        "Voorbeeld:  koppel check-store",
        "Is the store whole? Checks the file, all data and the journal.\n\n"
        "Example:  koppel check-store",
    ),
)
@click.option("--head", default="", help=t("Een eerder afgedrukt kenmerk van het logboek.",
                                           "A mark of the journal printed earlier."))  # fmt: skip
def check_store(work: Work, head: str) -> None:
    """Findings about the store itself."""
    with work.open_store() as store:
        found = store.verify(head)
    work.tell(findings=[f.says.say(work.lang) for f in found])
    if found:
        if not work.as_json:
            show_findings(found, work.lang)
        raise StoreTrouble(
            Text("De opslag is niet heel.", "The store is not whole."),
            Text("Kopieën staan klaar:  koppel restore", "There are copies:  koppel restore"),
        )
    work.say(Text("De opslag is heel.", "The store is whole."))


@command(
    name="person",
    help=t(
        "Alles wat over iemand bewaard wordt (inzageverzoek).\n\nVoorbeeld:  koppel person A07",
        "Everything held about somebody (subject access).\n\nExample:  koppel person A07",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--export", is_flag=True, help=t("Schrijf het naar een bestand.",
                                               "Write it to a file."))  # fmt: skip
def person(work: Work, code: str, export: bool) -> None:
    """One person's own data."""
    import json

    from bureau.actions.kept import known_person
    from bureau.commands.door.hand_out import hand_out

    with work.open_store() as store:
        ronde = store.load()
        code = known_person(ronde, code)
        held = store.person(code)
        text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
        if export:
            paper = {f"{code}.json": text.encode("utf-8")}
            files = hand_out(work, store, ronde, f"inzage-{code}", paper,
                             Text(f"inzage {code}", f"access {code}"))  # fmt: skip
            work.say(Text(f"Geschreven: {files[0]}", f"Written: {files[0]}"))
            work.tell(files=files)
        else:
            work.say(text)
    work.tell(person=held)


@command(
    name="purge",
    help=t(
        "Wis wat volgens de termijnen van de procedure weg moet: in de opslag, in kopieën en in "
        "alles wat is uitgeschreven.\n\nVoorbeeld:  koppel purge --date 2027-06-01",
        "Erase what the procedure's terms say must go: in the store, in copies and in all that "
        "was written.\n\nExample:  koppel purge --date 2027-06-01",
    ),
)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), default=None,
              metavar=t("DATUM", "DATE"),
              help=t("Alsof het deze dag is (standaard: vandaag).",
                     "As if it were this day (default: today)."))  # fmt: skip
@click.option("--person", "code", default=None, metavar="CODE",
              help=t("Wis nu deze ene persoon, op verzoek (AVG art. 17).",
                     "Erase this one person now, on request (GDPR art. 17)."))  # fmt: skip
@click.option("--reason", default="", metavar=t("REDEN", "REASON"),
              help=t("Waarom (nodig bij --person).", "Why (needed with --person)."))  # fmt: skip
def purge(work: Work, day: datetime | None, code: str | None, reason: str) -> None:
    """Erase by the terms, or one person."""
    from bureau.commands.keeping.erase_words import erase_by_the_terms, erase_one_person

    if code is not None:
        erase_one_person(work, code, reason)
    else:
        erase_by_the_terms(work, work.now().date() if day is None else day.date())


@command(
    name="account",
    help=t(
        "De eindrekening: alle aantallen die op moeten tellen, en alles wat met de hand is "
        "gedaan.\n\nVoorbeeld:  koppel account",
        "The closing account: all numbers that must add up, and everything done by hand.\n\n"
        "Example:  koppel account",
    ),
)
def account(work: Work) -> None:
    """Sections that add up; who was passed over."""
    from bureau.actions.calls import list_of_calls
    from bureau.actions.kept import call_records_of, result_of
    from koppelronde.domain.facts import couple_facts
    from koppelronde.domain.ronde import AgreementKind
    from matching.figures.account import account_findings, closing_account

    with work.open_store() as store:
        ronde = store.load()
        kept = result_of(store, ronde)
        records = call_records_of(store)
    listed = list_of_calls(ronde, kept, records)
    made = closing_account(ronde, couple_facts(ronde), kept.matching, listed, records)
    if not work.as_json:
        for section in made.sections:
            show_table(
                section.says.say(work.lang), ("", ""),
                [(says.say(work.lang), number) for says, number in section.parts]
                + [(t("samen", "together"), section.total)],
            )  # fmt: skip
        for hand in made.by_hand:
            a = hand.agreement
            over = ", ".join(hand.passes_over) or "–"
            fixed = a.kind is AgreementKind.LOCKED
            kind = t("vastgezet", "fixed") if fixed else t("uitgesloten", "excluded")
            what = f"{a.aios}–{a.hao} {kind}, {a.by or '?'}" + (f": {a.reason}" if a.reason else "")
            work.say(Text(f"{what}; gaat voorbij aan: {over}", f"{what}; passes over: {over}"))
    wrong = account_findings(made)
    if wrong:
        show_findings(wrong, work.lang, err=True)
        raise OutOfOrder(Text("De rekening klopt niet.", "The account does not add up."))
    work.say(Text("De rekening klopt.", "The account adds up."))
    work.tell(account=made, adds_up=made.adds_up)
