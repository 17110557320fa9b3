"""Both sides of an afternoon by index, and what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from carrousel.afternoon.guests import Guests, Pair
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.seating import Seats, seat_freely, seat_stayers
from carrousel.afternoon.selection import IndexPair, Question
from carrousel.afternoon.wishes import by_index, worth_of
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Movers in the order of the lot, stayers in the order of their tables."""

    movers: tuple[str, ...]
    seats: Seats
    side: Side

    @property
    def stayers(self) -> tuple[str, ...]:
        """Who keeps a table."""
        return self.seats.stayers

    def at(self, pairs: frozenset[Pair]) -> frozenset[IndexPair]:
        """Couples of codes as couples of indices."""
        mover_at = {code: i for i, code in enumerate(self.movers)}
        stayer_at = {code: j for j, code in enumerate(self.stayers)}
        turned = ((a, h) if self.side is Side.AIOS else (h, a) for a, h in pairs)
        return frozenset((mover_at[mover], stayer_at[stayer]) for mover, stayer in turned)

    def rooted(self) -> frozenset[int]:
        """Movers with a fixed place: others come to them."""
        return frozenset(i for i, code in enumerate(self.movers) if code in self.seats.home)


def sides_of(ronde: Koppelronde, guests: Guests) -> Sides | None:
    """Both sides with tables; None when there are fewer tables than people who stay seated."""
    side, given, free = ronde.mover, ronde.settings.tables, ronde.number("free_tables")
    movers = drawing_order(seed_of(ronde), guests.of(side))
    stayers = guests.of(side.other)
    seats = (
        seat_freely(given, stayers, movers, guests.presences, free)
        if free
        else seat_stayers(given, stayers, movers, guests.presences)
    )
    return None if seats is None else Sides(movers=movers, seats=seats, side=side)


def question_of(ronde: Koppelronde, guests: Guests, sides: Sides, turns: int) -> Question:
    """Whom to meet in that many turns, an AIOS at most the fixed number of people."""
    aios_cap = min(turns, len(guests.haos), ronde.number("meetings_each") or turns)
    caps = {Side.AIOS: aios_cap, Side.HAO: min(turns, len(guests.aios))}
    return Question(
        mover_caps=(caps[sides.side],) * len(sides.movers),
        stayer_caps=(caps[sides.side.other],) * len(sides.stayers),
        total=turns * sides.seats.at_once,
        forbidden=sides.at(guests.vetoed | guests.ineligible),
        worth=by_index(worth_of(ronde), sides.movers, sides.stayers, sides.side),
    )


def nobody_may_talk() -> NoPlanExists:
    """Where not one couple is left to meet."""
    return NoPlanExists(
        Text("Er is geen enkel gesprek mogelijk.", "Not one conversation is possible."),
        (
            Text(
                "Elk koppel is uitgesloten: door een veto, door een regel van de procedure, of "
                "omdat de twee nooit tegelijk aanwezig zijn.",
                "Every couple is ruled out: by a veto, by a rule of the procedure, or because the "
                "two are never present at the same time.",
            ),
        ),
        (
            Text(
                "Kijk de veto's en de aanwezigheid na en lees ze opnieuw in.",
                "Look at the vetoes and the presences again and import them.",
            ),
        ),
    )
