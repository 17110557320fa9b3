"""``koppel account``: all numbers that must add up, and everything done by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.lottery_draw import WAYS
from koppelronde.domain.ronde import AgreementKind
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.actions.outcome.account import AccountMade
    from matching.figures.account import Account


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
    from bureau.actions.outcome.account import make_account

    with work.open_store() as store:
        made = make_account(store, work.acting())
    _show(work, made.account)
    _show_lottery(work, made)
    if made.findings:
        show_findings(made.findings, work.lang, err=True)
        raise OutOfOrder(Text("De rekening klopt niet.", "The account does not add up."))
    work.say(Text("De rekening klopt.", "The account adds up."))
    work.tell(account=made.account, seal_log=list(made.seal_log), adds_up=made.account.adds_up)


def _show_lottery(work: Work, made: AccountMade) -> None:
    """Where the lot comes from, and every seal and draw of the round."""
    if made.account.lottery is not None:
        work.say(made.account.lottery)
    for entry in made.seal_log:
        moment = f"{entry.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
        mark = entry.mark[:8]
        what = Text(
            f"verzegeling {entry.seals}, kenmerk {mark}", f"seal {entry.seals}, mark {mark}"
        )
        if entry.draws_something:
            what = Text(f"trekking {entry.draws} bij kenmerk {mark}: {entry.drawn}, ",
                        f"draw {entry.draws} at mark {mark}: {entry.drawn}, ")  # fmt: skip
            what += WAYS[entry.way]
        work.say(Text(f"  {moment} {entry.by}: ", f"  {moment} {entry.by}: ") + what)


def _show(work: Work, made: Account) -> None:
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
