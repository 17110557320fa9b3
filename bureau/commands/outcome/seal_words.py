"""What ``koppel seal`` says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work
from koppelronde.domain.language import Text
from koppelronde.domain.lottery_draw import Drawing, DrawWay
from koppelronde.domain.lottery_said import draw_said
from koppelronde.domain.ronde import AgreementKind

if TYPE_CHECKING:
    from koppelronde.domain.ronde import Koppelronde

_AGREED: Final = {
    AgreementKind.LOCKED: Text("staat vast", "is fixed"),
    AgreementKind.OUT: Text("kan niet meer", "is out"),
}


def say_sealed(work: Work, ronde: Koppelronde, following: str) -> None:
    """The mark of the sealed input; the lot, or how to fix it."""
    sealed = ronde.sealed
    assert sealed is not None  # it was sealed just now, or before
    work.say(Text(f"Afgesloten invoer: {sealed.input_hash}", f"Sealed input: {sealed.input_hash}"))
    if sealed.seed:
        work.say(Text("Getrokken: ", "Drawn: ") + draw_said(sealed))
        work.say(Text(f"Lotingsgetal: {sealed.seed}", f"Seed: {sealed.seed}"))
        if following:
            work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    elif sealed.drawing.way is DrawWay.PUBLIC:
        work.say(
            Text("Schrijf dit kenmerk op of lees het voor. Het lotingsgetal komt uit: ",
                 "Write this mark down or read it aloud. The lot comes from: ")
            + sealed.drawing.said
            + Text('. Leg het dan vast:  koppel seal --seed "…"',
                   '. Then fix it:  koppel seal --seed "…"')
        )  # fmt: skip
    else:
        work.say(
            Text(
                "Schrijf dit kenmerk op of lees het voor. Gooi daarna met dobbelstenen en leg "
                'de worpen vast als lotingsgetal:  koppel seal --seed "4 2 6 1 3 5"',
                "Write this mark down or read it aloud. Then throw dice and fix the seed:  "
                'koppel seal --seed "4 2 6 1 3 5"',
            )
        )
    work.tell(
        input_hash=sealed.input_hash, seed=sealed.seed, drawn=sealed.drawn,
        seals=sealed.seals, draws=sealed.draws,
    )  # fmt: skip


def drawing_named(source: str, day: datetime | None) -> Drawing:
    """The draw that the seal names: dice, unless a public one is named."""
    if not source and day is None:
        return Drawing()
    return Drawing(DrawWay.PUBLIC, source, None if day is None else day.date())


def say_seal_broken(work: Work, ronde: Koppelronde) -> None:
    """The seal is off; what was agreed is named, so that nobody overlooks it."""
    work.say(Text("De lijsten zijn heropend; het lotingsgetal vervalt.",
                  "The lists are reopened; the seed is void."))  # fmt: skip
    if ronde.agreements:
        said = ", ".join(
            f"{a.aios}–{a.hao} {_AGREED[a.kind].say(work.lang)}" for a in ronde.agreements
        )
        work.say(
            Text(
                f"Wat is afgesproken, blijft staan en telt bij de volgende koppeling: {said}. "
                "Moet dat ook vervallen, zet dan eerst de kopie van voor de afspraak terug:  "
                "koppel restore",
                f"What was agreed stands and counts in the next matching: {said}. If that must go "
                "too, first put the copy from before the agreement back:  koppel restore",
            )
        )
    work.tell(input_hash=None, seed=None)
