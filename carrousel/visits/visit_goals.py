"""The ordered goals of the practice visits by name: whom to visit, then when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from carrousel.visits.visit_options import TOP_WISHES
from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class Goal:
    """One ordered goal of the choice: its value and whether more is better."""

    name: str
    says: Text
    unit: str
    most: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """What a goal reached: ``bound`` is the best that could be possible."""

    goal: Goal
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value == self.bound


MUSTS: Final = Goal(
    "musts_missing",
    Text("bezoeken die er moeten zijn en er niet zijn", "visits that must be and are not"),
    "visits", most=False,
)  # fmt: skip
MINIMUM: Final = Goal(
    "minimum",
    Text("bezoeken die nog aan het minimum ontbreken", "visits missing from the minimum"),
    "visits", most=False,
)  # fmt: skip
MOVES: Final = Goal(
    "moves",
    Text("mensen die een verplaatst of vervallen bezoek moeten horen",
         "people to be told of a moved or dropped visit"),
    "people", most=False,
)  # fmt: skip
SPREAD: Final = Goal(
    "minimum_spread",
    Text("tekort ongelijk verdeeld (som van de kwadraten per aios)",
         "shortage unevenly shared (sum of squares per trainee)"),
    "visits²", most=False,
)  # fmt: skip
TOP: Final = tuple(
    Goal(
        f"top_{k}",
        Text(f"aios met minstens {k} van de eigen top 5",
             f"trainees with {k} or more of their own top 5"),
        "aios", most=True,
    )
    for k in range(1, TOP_WISHES + 1)
)  # fmt: skip
VISITED: Final = Goal(
    "practices_visited",
    Text("praktijken die bezoek krijgen", "practices that are visited"),
    "practices", most=True,
)  # fmt: skip
WISHES: Final = Goal(
    "wishes", Text("vervulde wensen (van beide kanten)", "wishes granted (of both sides)"),
    "wishes", most=True,
)  # fmt: skip
POINTS: Final = Goal(
    "wish_points",
    Text("punten van de vervulde wensen", "points of the granted wishes"),
    "points", most=True,
)  # fmt: skip
RANKS: Final = Goal(
    "wish_ranks",
    Text("som van de rangen van de vervulde wensen van aios",
         "sum of the ranks of the granted wishes of trainees"),
    "ranks", most=False,
)  # fmt: skip
MISSED: Final = Goal(
    "missed_made_good",
    Text("gemiste carrouselgesprekken die een bezoek krijgen", "missed carousel couples that meet"),
    "visits", most=True,
)  # fmt: skip
KINDS: Final = Goal(
    "kinds_seen",
    Text("praktijkvormen die aios zonder wensen ongevraagd zien, min bezoeken boven minimum",
         "kinds of practice trainees without wishes see unasked, minus visits above minimum"),
    "kinds", most=True,
)  # fmt: skip
HOME: Final = Goal(
    "home_minutes",
    Text("reistijd van huis naar de gekozen praktijken, enkele reis", "one-way travel from home"),
    "min", most=False,
)  # fmt: skip
WHOM: Final = (MUSTS, MINIMUM, MOVES, SPREAD, *TOP, VISITED, WISHES, POINTS, RANKS, MISSED, KINDS)
"""The goals about whom, before travel."""

DAYS_OFF: Final = Goal(
    "visits_on_days_off",
    Text("bezoeken op een vrije dag van de aios", "visits on a day off of the trainee"),
    "visits", most=False,
)  # fmt: skip
TRAVEL: Final = Goal(
    "travel_minutes",
    Text("reistijd van huis langs de bezoeken en weer naar huis",
         "travel from home, along the visits of a day, and back"),
    "min", most=False,
)  # fmt: skip
DAYS: Final = Goal(
    "days", Text("dagen waarop iemand op pad gaat", "days on which somebody travels"),
    "days", most=False,
)  # fmt: skip
ABSENT: Final = Goal(
    "absent_trainers",
    Text("opleiders die er bij een bezoek niet zijn", "trainers not there during a visit"),
    "trainers", most=False,
)  # fmt: skip
WHEN: Final = (DAYS_OFF, TRAVEL, DAYS, ABSENT)
"""The goals about when, after the choice."""
