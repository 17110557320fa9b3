"""The rules that a carrousel is judged by, in words, and what all of them look at.

Part of the checker: shares no code with the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, time
from typing import Final

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import DayEventKind, Meeting, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import refusal
from koppelronde.domain.times import local_moment

RULES: Final[Mapping[str, Text]] = {
    "carrousel_turns": Text(
        "Iedere gespreksronde duurt even lang, valt binnen de carrousel en niet in een pauze.",
        "Every turn lasts equally long, lies inside the carousel and not in a break.",
    ),
    "carrousel_known": Text(
        "Alleen deelnemers staan in het rooster, in een ronde en aan een tafel die bestaan.",
        "Only participants are in the timetable, in a turn and at a table that exist.",
    ),
    "carrousel_once": Text("Niemand spreekt elkaar twee keer.", "Nobody meets twice."),
    "carrousel_one_place": Text(
        "Niemand zit in één ronde op twee plaatsen.", "Nobody is in two places in one turn."
    ),
    "carrousel_one_table": Text(
        "Aan een tafel is één gesprek tegelijk.", "A table holds one conversation at a time."
    ),
    "carrousel_at_once": Text(
        "Er zijn niet meer gesprekken tegelijk dan er vrije tafels zijn.",
        "There are no more meetings at the same time than there are free tables.",
    ),
    "carrousel_home": Text(
        "Zittende deelnemers houden hun eigen tafel.",
        "Anyone who stays seated keeps the same table.",
    ),
    "carrousel_presence": Text(
        "Afwezigen krijgen geen gesprek.", "Anyone who is not there has no conversation."
    ),
    "carrousel_forbidden": Text(
        "Een uitgesloten combinatie heeft geen gesprek.", "An excluded pair does not meet."
    ),
    "carrousel_ineligible": Text(
        "Wie niet gekoppeld kan worden, wordt niet gekozen.",
        "Who cannot be coupled is not chosen.",
    ),
    "carrousel_idle": Text(
        "Niemand heeft twee rondes achter elkaar niets.", "Nobody is idle two turns running."
    ),
    "carrousel_equal": Text(
        "Iedereen heeft evenveel gesprekken, op één na.",
        "Everybody has the same number of conversations, give or take one.",
    ),
    "carrousel_number": Text(
        "Iedere aios heeft het gevraagde aantal gesprekken.",
        "Every trainee has the number of conversations that was asked.",
    ),
    "carrousel_must": Text(
        "Wie elkaar moet spreken, spreekt elkaar.", "People who must talk to each other do."
    ),
    "carrousel_goals": Text(
        "Wat een rooster van zichzelf zegt, is zo.", "What a timetable says of itself is so."
    ),
    "carrousel_missed": Text(
        "De gemiste koppels zijn precies de toegestane koppels zonder gesprek.",
        "The missed couples are exactly the allowed couples without a conversation.",
    ),
    "carrousel_history": Text(
        "Wat al is geweest, verandert niet meer.", "What has been held does not change."
    ),
}


def says(
    rule: str, who: tuple[str, ...], nl: str, en: str, weight: Weight = Weight.BROKEN
) -> Finding:
    law = RULES[rule]
    return Finding(rule, who, Text(f"{nl}. {law.nl}", f"{en}. {law.en}"), weight)


def who_meets(meeting: Meeting) -> tuple[str, str]:
    return (meeting.aios, meeting.hao)


def walks_and_sits(timetable: Timetable, meeting: Meeting) -> tuple[str, str]:
    pair = (meeting.aios, meeting.hao)
    return pair if timetable.mover is Side.AIOS else (pair[1], pair[0])


def rule_against(ronde: Koppelronde, aios: str, hao: str) -> bool:
    trainee, trainer = ronde.aios_by_code.get(aios), ronde.hao_by_code.get(hao)
    if trainee is None or trainer is None:
        return False
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    return refusal(rules, trainee, trainer, None) is not None


def present(ronde: Koppelronde) -> list[str]:
    """Everybody who takes part and is not reported absent that day."""
    day = ronde.settings.carrousel_date
    return [
        person.code
        for person in (*ronde.aios, *ronde.haos)
        if person.code not in ronde.withdrawn and not (day and person.away_on(day))
    ]


def away_turns(ronde: Koppelronde, timetable: Timetable) -> dict[str, set[int]]:
    """Turns in which somebody is not there: as reported beforehand and on the day."""
    away: dict[str, set[int]] = defaultdict(set)
    day = ronde.settings.carrousel_date
    for presence in ronde.presences:
        for turn in timetable.turns:
            comes = _at(turn.begin, presence.begin)
            leaves = _at(turn.begin, presence.end)
            gone = [
                (_at(turn.begin, first), _at(turn.begin, last)) for first, last in presence.away
            ]
            if any(
                first is not None and last is not None
                and max(first, instant(turn.begin)) < min(last, instant(turn.end))
                for first, last in gone
            ):  # fmt: skip
                away[presence.code].add(turn.number)
            if (comes and instant(turn.begin) < comes) or (leaves and instant(turn.end) > leaves):
                away[presence.code].add(turn.number)
    for event in timetable.events:
        if event.kind is not DayEventKind.SWAP_TABLE:
            away[event.who] |= set(range(event.first, event.last + 1))
    everything = {turn.number for turn in timetable.turns}
    for person in (*ronde.aios, *ronde.haos):
        if day is not None and person.away_on(day):
            away[person.code] |= everything
    return away


def _at(same_day: datetime, at: time | None) -> float | None:
    return None if at is None else instant(local_moment(same_day.date(), at))


def instant(moment: datetime) -> float:
    """Seconds; Python subtracts two moments of one zone by the wall, not by the clock."""
    return moment.timestamp()
