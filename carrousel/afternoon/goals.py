"""The goals of an afternoon as it reached them: a value, a bound, and whether that was proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from carrousel.afternoon.selection import IndexPair, Question, Selection
from carrousel.afternoon.wishes import total_worth
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, MeetingWish


def stage(
    name: str,
    nl: str,
    en: str,
    unit: str,
    value: int,
    bound: int,
    *,
    most: bool,
    proven: bool,
    comparable: bool = True,
) -> Stage:
    """One goal as it was reached; a goal that reaches its bound is proven by that alone.

    Not ``comparable``: an earlier goal misses its bound, so this bound proves nothing.
    """
    return Stage(
        name=name,
        says=Text(nl, en),
        unit=unit,
        value=value,
        bound=value if proven else bound,
        proven=proven or (comparable and value == bound),
        most=most,
    )


def turns_stage(turns: int, bound: int, *, comparable: bool = True) -> Stage:
    """How many turns the afternoon lasts."""
    return stage("turns", "Gespreksrondes", "Turns", "turns", turns, bound,
                 most=False, proven=False, comparable=comparable)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """How many goals from the first are proven, and the best that the one after could have.

    Of these ``by_flow`` reach the flow's optimum. There the least sum of squares is the least
    difference too; where only a search over couples and turns is exact, it need not be.
    """

    proven: int
    bound: int = 0
    by_flow: int = 0


def selection_stages(
    ronde: Koppelronde, question: Question, selection: Selection, known: Known | None = None
) -> tuple[Stage, ...]:
    """The goals of the choice; all of them proven where ``known`` is not given.

    A goal without anybody's wish is left out. A goal after the first that is not proven has no
    bound but what everybody asked: nothing is known of it.
    """
    asked = [worth for pair, worth in question.worth.items() if pair not in question.forbidden]
    goals = len(selection.values())
    known = Known(goals, 0, goals) if known is None else known
    proven, reach = known.proven, abs(known.bound)
    side = ronde.mover
    all_of = total_worth(asked)
    like, rather_not = wish_words(ronde)
    stages = []
    squares = {2: selection.squares_movers, 3: selection.squares_stayers}
    people = {2: len(question.mover_caps), 3: len(question.stayer_caps)}
    for goal, name, (nl, en), unit, most, value, loosest, shown in (
        (0, "must_granted", MUST, "wishes", True, selection.must, all_of.must, all_of.must),
        (1, "meetings", ("Gesprekken", "Meetings"), "meetings", True, selection.meetings,
         _most_meetings(question), 1),
        (2, "spread_movers", _spread_words(side), "meetings", False,
         spread(selection.pairs, 0, len(question.mover_caps)), 0, 1),
        (3, "spread_stayers", _spread_words(side.other), "meetings", False,
         spread(selection.pairs, 1, len(question.stayer_caps)), 0, 1),
        (4, "rather_not", *rather_not, False, selection.rather_not, 0, all_of.rather_not),
        (5, "like_granted", *like, True, selection.like, all_of.like, all_of.like),
        (6, "met_before", ("Gesprekken tussen wie elkaar al sprak",
         "Meetings of people who met before"), "meetings", False,
         selection.met_before, 0, all_of.met_before),
    ):  # fmt: skip
        if shown:
            bound = reach if goal == proven and goal not in squares else loosest
            sure = goal < proven and (
                goal not in squares
                or goal < known.by_flow
                or least_difference(value, squares[goal], selection.meetings, people[goal])
            )
            stages.append(stage(name, nl, en, unit, value, bound, most=most, proven=sure,
                                comparable=False))  # fmt: skip
    return tuple(stages)


MUST = ("Gesprekken die moeten (moet-wensen)", "Meetings that must be (must-wishes)")
Words = tuple[tuple[str, str], str]


def wish_words(ronde: Koppelronde) -> tuple[Words, Words]:
    """What the like and the rather-not goals are called, and their unit: wishes or points."""

    def pointed(kind: MeetingWish) -> bool:
        return any(w.wish is kind and w.points > 1 for w in ronde.carrousel_wishes)

    return (
        (("Punten van gehonoreerde graag-wensen", "Points of like-wishes granted"), "points")
        if pointed(MeetingWish.LIKE)
        else (("Gehonoreerde graag-wensen", "Like-wishes granted"), "wishes"),
        (("Punten van gesprekken die iemand liever niet had",
          "Points of meetings that somebody would rather not have"), "points")
        if pointed(MeetingWish.RATHER_NOT)
        else (("Gesprekken die iemand liever niet had",
               "Meetings that somebody would rather not have"), "wishes"),
    )  # fmt: skip


def _most_meetings(question: Question) -> int:
    """What nobody's number of meetings allows more of."""
    return min(sum(question.mover_caps), sum(question.stayer_caps), question.total)


def _spread_words(side: Side) -> tuple[str, str]:
    who = ("aios", "trainees") if side is Side.AIOS else ("HAO's", "trainers")
    return (
        f"Verschil tussen de meeste en de minste gesprekken van {who[0]}",
        f"Difference between most and fewest meetings of {who[1]}",
    )


def spread(pairs: Sequence[IndexPair], side: int, people: int) -> int:
    """Most minus fewest meetings on one side."""
    number = Counter(pair[side] for pair in pairs)
    return max(number.values(), default=0) - (
        min(number.values()) if len(number) == people and number else 0
    )


def least_difference(difference: int, squares: int, total: int, people: int) -> bool:
    """Whether numbers with this least sum of squares have the least difference too.

    Numbers that differ less and have a smaller sum of squares are ruled out; so it is when all
    numbers that differ less have one. The largest sum is that of as many as can be at both ends.
    """
    less = difference - 1
    for lowest in range(total // people + 1 if less >= 0 else 0):
        rest = total - people * lowest
        if rest > people * less:
            continue
        high, between = divmod(rest, less) if less else (0, 0)
        largest = high * (lowest + less) ** 2 + (people - high) * lowest**2
        largest += (lowest + between) ** 2 - lowest**2
        if largest >= squares:
            return False
    return True
