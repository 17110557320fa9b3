"""What ``koppel mail`` says: who gets what, and what is not ready yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_table
from koppelronde.domain.counted import DRAFTS, counted
from koppelronde.domain.language import Text, same
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.actions.letters.writing import Written
    from bureau.store.handle import Store


def warn_not_chosen(work: Work, store: Store, what: str) -> None:
    """An invitation while nobody chose yet whom to invite goes to everybody."""
    from bureau.actions.order import step_now

    ronde = store.load()
    if what in ("invitation", "lists") and step_now(store, ronde) == Step(Do.SELECT):
        work.warn(Text("U hebt nog niet vastgelegd wie u uitnodigt. Kiezen:  ",
                       "You have not yet recorded whom to invite. Choose:  ")
                  + Step(Do.SELECT).said)  # fmt: skip


def say_result(work: Work, written: Written, paths: list[str]) -> None:
    """How many drafts there are and where, or why nobody gets this message."""
    number, asks = len(written.letters), written.what in ("lists", "reminder")
    if not work.as_json and number and written.no_last_day:
        work.warn(Text("Er is nog geen uiterste datum; in de berichten staat 'zo snel mogelijk'. "
                       "Vul hem in op blad Ronde.",
                       "There is no last day yet; the messages say 'as soon as you can'. "
                       "Fill it in on sheet Ronde."))  # fmt: skip
    if not work.as_json and number and asks:
        work.say(Text(f"Nog niet ingeleverd: {number}.", f"Not yet handed in: {number}."))
    if number:
        work.say(counted(number, DRAFTS) + same(f" in {work.path(paths[0]).parent}"))
    elif asks and written.only is None and not written.without_address:
        work.say(Text("Iedereen heeft al ingeleverd: niemand krijgt dit bericht.",
                      "Everybody has handed in already: nobody gets this message."))  # fmt: skip
    else:
        work.say(Text("Niemand krijgt dit bericht.", "Nobody gets this message."))


def show_letters(work: Work, written: Written) -> None:
    made = written.letters
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
    for code in written.without_address:
        work.say(Text(f"  {code} heeft geen e-mailadres: bel of schrijf.",
                      f"  {code} has no e-mail address: phone or write."))  # fmt: skip
