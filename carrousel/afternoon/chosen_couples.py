"""Fewer turns than people: choose whom, then when, then where."""

from __future__ import annotations

from dataclasses import dataclass

from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.equal_numbers import must_fit
from carrousel.afternoon.guests import Guests
from carrousel.afternoon.lottery import dice, seed_of
from carrousel.afternoon.pauses import spread_pauses, unavoidable
from carrousel.afternoon.schedule_grid import Board
from carrousel.afternoon.seating import Seats, seat_stayers
from carrousel.afternoon.selection import IndexPair, Question, Selection, choose
from carrousel.afternoon.timetable import Planned, meetings_of, stage
from carrousel.afternoon.walking import fewer_room_changes, room_changes
from carrousel.afternoon.wishes import by_index, musts_not_granted, total_worth, worth_of
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.outcome import Stage
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


def sides_of(ronde: Koppelronde, guests: Guests) -> Sides | None:
    """Both sides with tables; None when there are fewer tables than people who stay seated."""
    side = ronde.mover
    movers = drawing_order(seed_of(ronde), guests.of(side))
    seats = seat_stayers(ronde.settings.tables, guests.of(side.other), movers, guests.presences)
    return None if seats is None else Sides(movers=movers, seats=seats, side=side)


def question_of(ronde: Koppelronde, guests: Guests, sides: Sides, turns: int) -> Question:
    """Whom to meet in that many turns. Raises NoPlanExists when a fixed number cannot fit."""
    each = ronde.number("meetings_each")
    aios_cap = min(turns, len(guests.haos))
    if each:
        must_fit(ronde, each, guests, turns)
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
    if not selection.pairs:
        raise nobody_may_talk()
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


@dataclass(frozen=True, slots=True)
class Known:
    """How many goals from the first are proven, and the best that the one after could have."""

    proven: int
    bound: int = 0


def selection_stages(
    question: Question, selection: Selection, sides: Sides, known: Known | None = None
) -> tuple[Stage, ...]:
    """The goals of the choice; all of them proven where ``known`` is not given.

    A goal without anybody's wish is left out. A goal after the first that is not proven has no
    bound but what everybody asked: nothing is known of it.
    """
    asked = [worth for pair, worth in question.worth.items() if pair not in question.forbidden]
    proven = len(selection.values()) if known is None else known.proven
    reach = 0 if known is None else abs(known.bound)
    movers, stayers = len(sides.movers), len(sides.stayers)
    all_of = total_worth(asked)
    stages = []
    for goal, name, nl, en, unit, most, value, loosest in (
        (0, "meetings", "Gesprekken", "Meetings", "meetings", True, selection.meetings, 0),
        (1, "spread_movers", *_spread_words(sides.side), "meetings", False,
         spread(selection.pairs, 0, movers), 0),
        (2, "spread_stayers", *_spread_words(sides.side.other), "meetings", False,
         spread(selection.pairs, 1, stayers), 0),
        (3, "must_granted", "Gehonoreerde moet-wensen", "Must-wishes granted", "wishes", True,
         selection.must, all_of.must),
        (4, "rather_not", "Gesprekken die iemand liever niet had",
         "Meetings that somebody would rather not have", "wishes", False,
         selection.rather_not, 0),
        (5, "like_granted", "Gehonoreerde graag-wensen", "Like-wishes granted", "wishes", True,
         selection.like, all_of.like),
        (6, "met_before", "Gesprekken tussen wie elkaar al sprak",
         "Meetings of people who met before", "meetings", False, selection.met_before, 0),
    ):  # fmt: skip
        if goal < 3 or all_of.cost[goal - 3]:
            bound = reach if goal == proven and goal not in (1, 2) else loosest
            stages.append(stage(name, nl, en, unit, value, bound, most=most,
                                proven=goal < proven, comparable=False))  # fmt: skip
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
