"""``koppel undo``, ``restore``, ``journal`` and ``check-store``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text, same
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.actions.keeping import CopyKept


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
    from bureau.actions.keeping import undo as take_back

    with work.open_store() as store:
        done = take_back(store, work.acting(), reason=reason)
    entry = done.entry
    sent = sorted(said.say(work.lang) for said in done.sent_since)
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
    "seal-break": Text("lijsten heropenen", "reopening the lists"),
    "call": Text("niet akkoord aan de telefoon", "not agreed by phone"),
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
    from bureau.actions.keeping import list_copies, restore_anyhow

    if name is None or only_list:
        _show_copies(work, list_copies(work.folder, work.store_url))
        return
    done = restore_anyhow(work.folder, work.store_url, work.acting(), copy=name)
    work.say(Text(f"Teruggezet: {done.name}", f"Put back: {done.name}"))
    if done.was_unreadable:
        work.say(
            Text(
                "De opslag was niet te lezen. Wat na deze kopie is gedaan, ontbreekt: ook wat is "
                "verstuurd of uitgedeeld. Het beschadigde bestand staat er nog naast.",
                "The store could not be read. What was done after this copy is missing: also "
                "what was sent or handed out. The damaged file is still beside it.",
            )
        )
    work.tell(restored=done.name, store_was_unreadable=done.was_unreadable)


def _show_copies(work: Work, known: tuple[CopyKept, ...]) -> None:
    if known and not work.as_json:
        show_table(
            "", (t("kopie", "copy"), t("gemaakt", "made"), t("voor", "before")),
            [(copy.name, f"{copy.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
              _BEFORE.get(copy.before, same(copy.before)).say(work.lang))
             for copy in known],
        )  # fmt: skip
    if known:
        work.say(Text("Terugzetten:  koppel restore NAAM", "Put back:  koppel restore NAME"))
    else:
        work.say(Text("Er zijn nog geen kopieën.", "There are no copies yet."))
    work.tell(copies=[copy.name for copy in known])


@command(
    name="journal",
    help=t(
        "Wie deed wat, wanneer en waarom.\n\nVoorbeeld:  koppel journal",
        "Who did what, when and why.\n\nExample:  koppel journal",
    ),
)
def journal(work: Work) -> None:
    """The journal, oldest first, and its head."""
    from bureau.actions.keeping import read_journal

    with work.open_store() as store:
        read = read_journal(store, work.acting())
    entries, head = read.entries, read.head
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
    from bureau.actions import keeping

    with work.open_store() as store:
        found = keeping.check_store(store, work.acting(), seen_head=head)
    work.tell(findings=[f.says.say(work.lang) for f in found])
    if found:
        if not work.as_json:
            show_findings(found, work.lang)
        raise keeping.not_whole()
    work.say(Text("De opslag is heel.", "The store is whole."))
