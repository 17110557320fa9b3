"""Where somebody stands on a list, in words: a rank, or left off and what that counts as."""

from __future__ import annotations

from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde


def own_rank_said(ronde: Koppelronde, who: str, other: str, rank: int | None) -> Text:
    """Where ``other`` stands on the list of ``who``."""
    return rank_said(rank, named=named_by(ronde, who, other))


def rank_said(rank: int | None, *, named: bool = True) -> Text:
    """``voorkeur 3`` / ``rank 3``; ``niet genoemd, telt als voorkeur 3`` for who was left off."""
    if rank is None:
        return Text("niet genoemd", "not named")
    if not named:
        return Text(f"niet genoemd, telt als voorkeur {rank}", f"not named, counts as rank {rank}")
    return Text(f"voorkeur {rank}", f"rank {rank}")


def named_by(ronde: Koppelronde, owner: str, other: str) -> bool:
    """Whether ``other`` stands on that person's list; nobody does where there is none."""
    lijst = ronde.list_of.get(owner)
    return lijst is not None and any(partner == other for partner, _ in lijst.entries)
