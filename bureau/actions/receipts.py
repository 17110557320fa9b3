"""The receipt of a hand-in: by mail, on paper, and in the sealed input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bureau.actions.ranking import order_of, people_to_rank
from bureau.actions.taking_up import list_of_groups
from bureau.inbox.handle import Inbox
from bureau.inbox.outbox import mails, post_mail
from bureau.inbox.records import AccountRecord, HandInRecord, Part
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, clock, long_date

if TYPE_CHECKING:
    from koppelronde.domain.lists import Voorkeurslijst

HAND_IN_PARTS: Final = (Part.LIST, Part.LIST_BEFORE)
"""The parts that are lists, the last of the round first."""
_WHAT: Final = {
    Part.LIST: Text("voorkeurslijst", "ranked list"),
    Part.LIST_BEFORE: Text("voorkeuren vooraf", "preferences beforehand"),
}


def stands_in_seal(ronde: Koppelronde, one: HandInRecord) -> bool | None:
    """Whether just this list is in the sealed input; None as long as nothing is sealed."""
    if ronde.sealed is None:
        return None
    mine = one.code in ronde.aios_by_code
    lists: tuple[Voorkeurslijst, ...] = ronde.lists_before
    if one.part is Part.LIST:
        lists = ronde.lists_aios if mine else ronde.lists_hao
    side = Side.AIOS if mine else Side.HAO
    known = ronde.hao_by_code if mine else ronde.aios_by_code
    groups = [[c for c in group if c in known] for group in order_of(one.content)]
    expected = list_of_groups(one.code, side, groups, ronde.procedure.ties)
    return expected in lists


def post_receipt(
    inbox: Inbox, ronde: Koppelronde, one: HandInRecord, account: AccountRecord, lang: Lang
) -> None:
    """Mail the order in words to whoever handed it in, by the outbox; once per hand-in."""
    kind = f"receipt {one.id.hex[:24]}"
    if mails(inbox, kind=kind, most=1):
        return
    local = one.received_at.astimezone(AMSTERDAM)
    what, day = _WHAT[one.part], long_date(local.date())
    lines = "\n".join(f"{rank}. {names}" for rank, names in _ranked(ronde, one))
    subject = Text(
        f"Koppelronde {ronde.name}: je {what.nl} is ontvangen (nr. {one.number})",
        f"Matching round {ronde.name}: your {what.en} was received (no. {one.number})",
    )
    body = Text(
        f"Beste {account.name},\n\nWe ontvingen je {what.nl} op {day.nl} om {clock(local)}. "
        f"Ontvangstbewijs nr. {one.number}, kenmerk {one.mark}.\n\n{lines or '(niemand geplaatst)'}"
        "\n\nKlopt dit niet? Lever dan opnieuw in; de laatste lijst voor de sluiting telt.",
        f"Dear {account.name},\n\nWe received your {what.en} on {day.en} at {clock(local)}. "
        f"Receipt no. {one.number}, reference {one.mark}.\n\n{lines or '(nobody placed)'}"
        "\n\nIs this not right? Hand it in again; the last list before the deadline counts.",
    )
    post_mail(inbox, kind=kind, address=account.email, account=account.id,
              subject=subject.say(lang), body=body.say(lang))  # fmt: skip


def receipt_paper(ronde: Koppelronde, one: HandInRecord, lang: Lang) -> bytes:
    """The receipt as PDF."""
    from matching.papers.receipt import Receipt, receipt_pdf

    placed = {code for group in order_of(one.content) for code in group}
    rest = [c for c in people_to_rank(ronde, one.code, one.part) if c not in placed]
    receipt = Receipt(
        number=one.number, who=f"{ronde.name_of(one.code)} ({one.code})", what=_WHAT[one.part],
        ronde=ronde.name, version=ronde.version, received_at=one.received_at, mark=one.mark,
        order=tuple(_ranked(ronde, one)), rest=len(rest),
    )  # fmt: skip
    return receipt_pdf(receipt, lang)


def _ranked(ronde: Koppelronde, one: HandInRecord) -> list[tuple[int, str]]:
    """Each place with its rank and the names that share it."""
    found, above = [], 0
    for group in order_of(one.content):
        found.append((above + 1, ", ".join(ronde.name_of(code) for code in group)))
        above += len(group)
    return found
