"""What ``koppel seal`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work
from koppelronde.domain.language import Text
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
        work.say(Text(f"Lot: {sealed.seed}", f"Seed: {sealed.seed}"))
        if following:
            work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    else:
        work.say(
            Text(
                "Schrijf dit kenmerk op of lees het voor. Gooi daarna met dobbelstenen en leg "
                'het lot vast:  koppel seal --seed "4 2 6 1 3 5"',
                "Write this mark down or read it aloud. Then throw dice and fix the seed:  "
                'koppel seal --seed "4 2 6 1 3 5"',
            )
        )
    work.tell(input_hash=sealed.input_hash, seed=sealed.seed)


def say_seal_broken(work: Work, ronde: Koppelronde) -> None:
    """The seal is off; what was agreed is named, so that nobody overlooks it."""
    work.say(Text("De verzegeling is verbroken; het lot vervalt.",
                  "The seal is broken; the seed is void."))  # fmt: skip
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
