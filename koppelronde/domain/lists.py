"""What people hand in: ranked lists (Voorkeurslijst) and vetoes on listed grounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from koppelronde.domain.people import Side


class Scale(StrEnum):
    """What the numbers on a list mean."""

    RANKS = "ranks"
    """1 is the first choice."""
    MARKS = "marks"
    """10 is the best (rapportcijfer)."""


class TieReading(StrEnum):
    """How equal numbers become ranks."""

    COMPETITION = "competition"
    """1, 1, 3: the rank says how many stand above, plus one."""
    DENSE = "dense"
    """1, 1, 2."""


class LeftOffReading(StrEnum):
    """What it means that somebody who was met is not on the list.

    NEXT_RANK is the default: it is the only reading under which a short list does not pay. Under
    IMPOSSIBLE, and any other, somebody who hands in no list at all left nobody off.
    """

    NEXT_RANK = "next_rank"
    SHARED_LAST = "shared_last"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Voorkeurslijst:
    """One person's list as handed in.

    ``entries`` pairs each partner's code with the number given. A gap in the ranks (1, 2, 4)
    stays: nobody moves up because somebody else dropped out or was vetoed.
    """

    owner: str
    side: Side
    entries: tuple[tuple[str, Decimal], ...]
    scale: Scale = Scale.RANKS

    def ranks(self, ties: TieReading = TieReading.COMPETITION) -> dict[str, int]:
        """Rank per partner, 1 the best."""
        sign = -1 if self.scale is Scale.MARKS else 1
        ordered = sorted(self.entries, key=lambda entry: (sign * entry[1], entry[0]))
        ranks: dict[str, int] = {}
        above = level = 0
        previous: Decimal | None = None
        for seen, (partner, number) in enumerate(ordered):
            if number != previous:
                above, level, previous = seen, level + 1, number
            counted = above + 1 if ties is TieReading.COMPETITION else level
            given = int(number) if self.scale is Scale.RANKS else 0
            ranks[partner] = max(counted, given)
        return ranks

    def left_off_rank(self, ties: TieReading, left_off: LeftOffReading) -> int | None:
        """The rank of somebody met but not listed; None where that makes a couple impossible.

        An empty list puts everybody on rank 1: who has no opinion is content with anybody.
        """
        ranks = self.ranks(ties)
        if not ranks:
            return 1
        if left_off is LeftOffReading.IMPOSSIBLE:
            return None
        last = max(ranks.values())
        if left_off is LeftOffReading.SHARED_LAST:
            return last
        return last + (Counter(ranks.values())[last] if ties is TieReading.COMPETITION else 1)


def list_in_order(owner: str, side: Side, partners: tuple[str, ...]) -> Voorkeurslijst:
    """A plain list without ties, first choice first."""
    return Voorkeurslijst(
        owner, side, tuple((partner, Decimal(n)) for n, partner in enumerate(partners, 1))
    )


def list_of_ranks(owner: str, side: Side, ranks: Mapping[str, int]) -> Voorkeurslijst:
    """A list from a rank per partner."""
    ordered = sorted(ranks.items(), key=lambda item: (item[1], item[0]))
    return Voorkeurslijst(owner, side, tuple((p, Decimal(r)) for p, r in ordered))


class VetoGround(StrEnum):
    """The grounds on which a procedure may allow a veto; a code, never a text."""

    FORMER_TRAINER = "former_trainer"
    RELATION = "relation"
    LARGE_HDS = "large_hds"


class RefusedGround(StrEnum):
    """Grounds that people do bring forward and that no procedure accepts."""

    TRAVEL = "travel"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, order=True)
class Veto:
    """This couple may not be made, on that ground."""

    aios: str
    hao: str
    ground: VetoGround
    by: str = ""
