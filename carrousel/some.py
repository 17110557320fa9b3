"""Fewer turns than people: choose whom, then when, then where."""

from __future__ import annotations

from dataclasses import dataclass

from carrousel.board import Board
from carrousel.colouring import colour, fewest_turns
from carrousel.guests import Guests
from carrousel.lot import dice, in_drawn_order, seed_of
from carrousel.pauses import spread_pauses, unavoidable
from carrousel.seating import Seats, seat_stayers
from carrousel.selection import IndexPair, Question, Selection, choose
from carrousel.timetable import Planned, meetings_of, stage
from carrousel.walking import fewer_room_changes, room_changes
from carrousel.wishes import by_index, musts_not_granted, worth_of
from koppelronde.errors import NoPlanExists
from koppelronde.language import Text
from koppelronde.outcome import Stage
from koppelronde.people import Side
from koppelronde.ronde import Koppelronde


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


def sides_of(ronde: Koppelronde, guests: Guests) -> Sides | None:
    """Both sides with tables; None when there are fewer tables than people who stay seated."""
    side = ronde.mover
    movers = in_drawn_order(seed_of(ronde), guests.of(side))
    seats = seat_stayers(ronde.settings.tables, guests.of(side.other), movers, guests.presences)
    return None if seats is None else Sides(movers=movers, seats=seats, side=side)


def question_of(ronde: Koppelronde, guests: Guests, sides: Sides, turns: int) -> Question:
    """Whom to meet in that many turns. Raises NoPlanExists when a fixed number cannot fit."""
    each = ronde.number("meetings_each")
    aios_cap = min(turns, len(guests.haos))
    if each:
        _fits(each, guests, turns)
        aios_cap = min(aios_cap, each)
    caps = {Side.AIOS: aios_cap, Side.HAO: min(turns, len(guests.aios))}
    mover_at = {code: i for i, code in enumerate(sides.movers)}
    stayer_at = {code: j for j, code in enumerate(sides.stayers)}
    forbidden = frozenset(
        (mover_at[aios], stayer_at[hao])
        if sides.side is Side.AIOS
        else (mover_at[hao], stayer_at[aios])
        for aios, hao in guests.vetoed | guests.ineligible
    )
    return Question(
        mover_caps=(caps[sides.side],) * len(sides.movers),
        stayer_caps=(caps[sides.side.other],) * len(sides.stayers),
        total=turns * len(sides.seats.tables),
        forbidden=forbidden,
        worth=by_index(worth_of(ronde), sides.movers, sides.stayers, sides.side),
    )


def some_round(ronde: Koppelronde, guests: Guests, sides: Sides, turns_available: int) -> Planned:
    """The best couples by the ordered goals, in provably as few turns as they allow."""
    question = question_of(ronde, guests, sides, turns_available)
    selection = choose(question)
    n, m, tables = len(sides.movers), len(sides.stayers), len(sides.seats.tables)
    turns = fewest_turns(n, m, selection.pairs, tables)
    board = colour(n, m, turns, selection.pairs, tables)
    spread_pauses(board, dice(seed_of(ronde), "pauses"))
    return written(
        ronde, sides, board,
        (
            *selection_stages(question, selection, sides),
            stage("turns", "Gespreksrondes", "Turns", "turns", turns, turns,
                  most=False, proven=True),
            pause_stage(board),
        ),
    )  # fmt: skip


def written(ronde: Koppelronde, sides: Sides, board: Board, stages: tuple[Stage, ...]) -> Planned:
    """A board as meetings at tables, with the least walking between rooms."""
    grid = board.grid()
    rooted = [code for code in sides.stayers if code in sides.seats.home and _fixed(ronde, code)]
    seats = fewer_room_changes(grid, sides.seats, rooted)
    if len(seats.rooms) > 1:
        rooms = [seats.room_of(seats.home[code]) for code in seats.stayers]
        stages = (
            *stages,
            stage("room_changes", "Wisselingen van zaal, samen", "Changes of room in all",
                  "changes", room_changes(grid, rooms), 0, most=False, proven=False),
        )  # fmt: skip
    meetings = tuple(meetings_of(grid, sides.movers, seats, sides.side))
    met = frozenset((meeting.aios, meeting.hao) for meeting in meetings)
    return Planned(
        turns=board.turns,
        seats=seats,
        meetings=meetings,
        stages=stages,
        findings=musts_not_granted(ronde, met),
    )


def _fixed(ronde: Koppelronde, code: str) -> bool:
    return any(p.code == code and (p.table or p.online) for p in ronde.presences)


def pause_stage(board: Board) -> Stage:
    """How often an idle turn follows an idle turn."""
    left = sum(board.idle_pairs(person) for person in range(len(board.partner)))
    return stage(
        "idle_after_idle", "Pauze na pauze", "Idle turns after an idle turn", "turns",
        left, unavoidable(board), most=False, proven=False,
    )  # fmt: skip


def selection_stages(
    question: Question, selection: Selection, sides: Sides, bound: Selection | None = None
) -> tuple[Stage, ...]:
    """The goals of the choice; with ``bound`` given, that is the proven best and this one is not.

    A goal without anybody's wish is left out. Later goals are only comparable with the bound
    while the earlier ones equal theirs.
    """
    best = bound or selection
    asked = [worth for pair, worth in question.worth.items() if pair not in question.forbidden]
    equal = True
    stages = []
    for name, nl, en, unit, most, here, there, shown in (
        ("meetings", "Gesprekken", "Meetings", "meetings", True,
         selection.meetings, best.meetings, True),
        ("spread_movers", *_spread_words(sides.side), "meetings", False,
         spread(selection.pairs, 0, len(sides.movers)), spread(best.pairs, 0, len(sides.movers)),
         True),
        ("spread_stayers", *_spread_words(sides.side.other), "meetings", False,
         spread(selection.pairs, 1, len(sides.stayers)),
         spread(best.pairs, 1, len(sides.stayers)), True),
        ("must_granted", "Gehonoreerde moet-wensen", "Must-wishes granted", "wishes", True,
         selection.must, best.must, any(w.must for w in asked)),
        ("rather_not", "Gesprekken die iemand liever niet had",
         "Meetings that somebody would rather not have", "wishes", False,
         selection.rather_not, best.rather_not, any(w.rather_not for w in asked)),
        ("like_granted", "Gehonoreerde graag-wensen", "Like-wishes granted", "wishes", True,
         selection.like, best.like, any(w.like for w in asked)),
        ("met_before", "Gesprekken tussen wie elkaar al sprak",
         "Meetings of people who met before", "meetings", False,
         selection.met_before, best.met_before, any(w.met_before for w in asked)),
    ):  # fmt: skip
        equal = equal and here == there
        if shown:
            stages.append(
                stage(
                    name,
                    nl,
                    en,
                    unit,
                    here,
                    there,
                    most=most,
                    proven=bound is None or equal,
                    comparable=bound is None or equal,
                )
            )
    return tuple(stages)


def _spread_words(side: Side) -> tuple[str, str]:
    who = ("aios", "trainees") if side is Side.AIOS else ("HAO's", "trainers")
    return (
        f"Verschil tussen de meeste en de minste gesprekken van {who[0]}",
        f"Difference between most and fewest meetings of {who[1]}",
    )


def spread(pairs: tuple[IndexPair, ...], side: int, people: int) -> int:
    """Most minus fewest meetings on one side."""
    number = [0] * people
    for pair in pairs:
        number[pair[side]] += 1
    return max(number, default=0) - min(number, default=0)


def _fits(each: int, guests: Guests, turns: int) -> None:
    """A fixed number of meetings each needs that many turns, and HAOs with room for them."""
    needed = max(each, -(-each * len(guests.aios) // len(guests.haos)))
    if each <= len(guests.haos) and needed <= turns:
        return
    if each > len(guests.haos):
        reason = Text(
            f"Er zijn {len(guests.haos)} HAO's, te weinig voor {each} gesprekken per aios.",
            f"There are {len(guests.haos)} trainers, too few for {each} meetings per trainee.",
        )
        remedy = Text(
            f"Vraag hoogstens {len(guests.haos)} gesprekken per aios.",
            f"Ask at most {len(guests.haos)} meetings per trainee.",
        )
    else:
        reason = Text(
            f"{len(guests.aios)} aios × {each} gesprekken bij {len(guests.haos)} HAO's vragen "
            f"{needed} gespreksrondes; er passen er {turns}.",
            f"{len(guests.aios)} trainees × {each} meetings with {len(guests.haos)} trainers need "
            f"{needed} turns; {turns} fit.",
        )
        possible = min(turns, turns * len(guests.haos) // len(guests.aios))
        remedy = Text(
            f"Zet 'Carrousel eind' later, of vraag {possible} gesprekken per aios.",
            f"Set 'Carrousel eind' later, or ask {possible} meetings per trainee.",
        )
    raise NoPlanExists(
        Text(
            f"{each} gesprekken per aios zijn niet mogelijk.",
            f"{each} meetings per trainee are not possible.",
        ),
        (reason,),
        (remedy,),
    )
