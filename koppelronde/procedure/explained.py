"""A procedure in plain sentences: every phase, number, rule and goal with where it is written.

For ``koppel procedures check``: somebody who wrote a procedure file reads back what the program
understood, line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from koppelronde.domain.language import Text, count, listed, same
from koppelronde.domain.lists import LeftOffReading, RefusedGround, TieReading
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import NUMBERS, GoalChoice, PhaseKind, Procedure
from koppelronde.domain.rules import GROUNDS, RULES
from koppelronde.domain.times import long_date, month_name

PHASES: Final[Mapping[PhaseKind, Text]] = {
    PhaseKind.SELECT: Text(
        "welke aios en opleiders doen mee; wie het langst zonder aios is, staat vooraan",
        "which trainees and trainers take part; the longest without a trainee come first",
    ),
    PhaseKind.PROFILES: Text(
        "aios en opleiders vullen hun profiel en leerwerkplan in",
        "trainees and trainers fill in their profile and training plan",
    ),
    PhaseKind.LISTS_BEFORE: Text(
        "aios zetten de opleiders op volgorde voordat zij elkaar ontmoeten",
        "trainees rank the trainers before they meet",
    ),
    PhaseKind.SHORTLIST: Text(
        "het programma wijst toe wie met wie kennismaakt",
        "the program assigns who meets whom",
    ),
    PhaseKind.CARROUSEL: Text(
        "korte gesprekken op één middag volgens een rooster",
        "short talks in one afternoon by a timetable",
    ),
    PhaseKind.VISITS: Text("aios bezoeken praktijken", "trainees visit practices"),
    PhaseKind.LISTS: Text(
        "beide kanten leveren hun voorkeurslijst in", "both sides hand in their ranked lists"
    ),
    PhaseKind.MATCH: Text(
        "het programma rekent de beste koppeling voor de hele groep uit",
        "the program computes the best matching for the whole group",
    ),
    PhaseKind.CALLS: Text(
        "wie een uitzondering krijgt, wordt eerst gebeld",
        "whoever gets an exceptional couple is called first",
    ),
    PhaseKind.RESULTS: Text("de uitslag wordt verstuurd", "the results are sent"),
    PhaseKind.SETTLE: Text(
        "wat openblijft regelen mensen met de hand", "people settle by hand what stays open"
    ),
}

_UNITS: Final[Mapping[str, tuple[Text, Text]]] = {
    "min": (Text("minuut", "minute"), Text("minuten", "minutes")),
    "turns": (Text("gespreksronde", "turn"), Text("gespreksrondes", "turns")),
    "meetings": (Text("gesprek", "talk"), Text("gesprekken", "talks")),
    "tables": (Text("tafel", "table"), Text("tafels", "tables")),
    "people": (Text("persoon", "person"), Text("personen", "people")),
    "visits": (Text("bezoek", "visit"), Text("bezoeken", "visits")),
    "days": (Text("dag", "day"), Text("dagen", "days")),
    "weeks": (Text("week", "week"), Text("weken", "weeks")),
    "months": (Text("maand", "month"), Text("maanden", "months")),
    "rank": (Text("plaats", "rank"), Text("plaatsen", "ranks")),
    "km/h": (Text("km per uur", "km per hour"), Text("km per uur", "km per hour")),
    "%": (Text("procent", "per cent"), Text("procent", "per cent")),
}

_CLOSED: Final[Mapping[str, Text]] = {
    "public_holidays": Text("feestdagen", "public holidays"),
    "christmas_fortnight": Text("de kerstvakantie", "the Christmas break"),
    "summer_break": Text("juli en augustus", "July and August"),
    "weekends": Text("weekenden", "weekends"),
}

_REFUSED: Final[Mapping[RefusedGround, Text]] = {
    RefusedGround.TRAVEL: Text("reistijd", "travel"),
    RefusedGround.BACKGROUND: Text("persoonlijke achtergrond", "personal background"),
}

_LEFT_OFF: Final[Mapping[LeftOffReading, Text]] = {
    LeftOffReading.NEXT_RANK: Text(
        "Wie ontmoet is maar niet op de lijst staat, deelt de eerstvolgende plaats.",
        "Whoever was met but left off a list shares the next rank.",
    ),
    LeftOffReading.SHARED_LAST: Text(
        "Wie ontmoet is maar niet op de lijst staat, deelt de laatste plaats.",
        "Whoever was met but left off a list shares the last rank.",
    ),
    LeftOffReading.IMPOSSIBLE: Text(
        "Wie niet op de lijst staat, kan niet gekoppeld worden. Let op: een korte lijst loont dan. "
        "Wie zelf geen lijst inlevert, sluit niemand uit.",
        "Whoever is left off a list cannot be coupled. Note: then a short list pays. Whoever hands "
        "in no list excludes nobody.",
    ),
}

_TIES: Final[Mapping[TieReading, Text]] = {
    TieReading.COMPETITION: Text("Gelijke voorkeuren tellen als 1, 1, 3.",
                                 "Equal preferences count as 1, 1, 3."),
    TieReading.DENSE: Text("Gelijke voorkeuren tellen als 1, 1, 2.",
                           "Equal preferences count as 1, 1, 2."),
}  # fmt: skip

_Says = Callable[[Mapping[str, int]], Text]


def _plain(nl: str, en: str) -> _Says:
    return lambda _numbers: Text(nl, en)


def _worst_ranks(numbers: Mapping[str, int]) -> Text:
    first, last = numbers.get("to"), numbers.get("from", 2)
    start = (
        Text("van de slechtste plaats", "from the worst rank")
        if first is None
        else Text(f"van plaats {first}", f"from rank {first}")
    )
    return Text(
        f"zo weinig mogelijk op de slechtste plaatsen, {start.nl} tot en met plaats {last}",
        f"as few as possible on the worst ranks, {start.en} up to rank {last}",
    )


_RANK_SUM = _plain("de som van alle plaatsen zo laag mogelijk", "the lowest sum of all ranks")
_LOTTERY = _plain(
    "wat dan nog gelijk is, beslist het lot", "what is still equal is settled by lottery"
)


def _over_travel(numbers: Mapping[str, int]) -> Text:
    minutes = numbers.get("minutes", NUMBERS["travel_limit_minutes"].default)
    return Text(
        f"zo weinig mogelijk meer dan {minutes} minuten enkele reis",
        f"as few as possible over {minutes} minutes of travel one way",
    )


_GOALS: Final[Mapping[str, _Says]] = {
    "placed": _plain("zo veel mogelijk aios een plaats", "as many trainees placed as possible"),
    "both_within": lambda numbers: Text(
        f"zo veel mogelijk koppels met plaats {numbers.get('rank', 4)} of beter aan beide kanten",
        f"as many couples as possible ranked {numbers.get('rank', 4)} or better by both",
    ),
    "worst_ranks": _worst_ranks,
    "rank_sum": _RANK_SUM,
    "evenness": _plain("beide kanten zo gelijk mogelijk", "both sides as equal as possible"),
    "over_travel_limit": _over_travel,
    "travel_sum": _plain("samen zo min mogelijk reizen", "the least travel altogether"),
    "shared_days": _plain(
        "zo veel mogelijk dagen samen aan het werk", "as many shared working days as possible"
    ),
    "waiting": _plain(
        "wie het langst zonder aios is eerst", "those longest without a trainee first"
    ),
    "fewest_moved": _plain(
        "zo weinig mogelijk mensen een andere partner", "as few people as possible moved"
    ),
    "own_worst_rank": _plain(
        "de slechtste eigen plaats van een aios zo goed mogelijk",
        "the worst own rank of any trainee as good as possible",
    ),
    "even_candidates": _plain(
        "alle opleiders zo veel mogelijk evenveel kandidaten",
        "all trainers as equal a number of candidates as possible",
    ),
    "lottery": _LOTTERY,
}


def explained(procedure: Procedure) -> tuple[Text, ...]:
    """One sentence per line of the procedure, in the order of the file."""
    day = long_date(procedure.version)
    return (
        Text(
            f"{procedure.name}, versie van {day.nl}. Bron: {procedure.source}.",
            f"{procedure.name}, version of {day.en}. Source: {procedure.source}.",
        ),
        *_who(procedure),
        *_phases(procedure),
        *_numbers(procedure),
        _TIES[procedure.ties],
        _LEFT_OFF[procedure.left_off],
        *_rules(procedure),
        *_vetoes(procedure),
        *_goals(procedure.shortlist_goals, Text("Kandidaten", "Candidates")),
        *_goals(procedure.goals, Text("Koppelen", "Matching")),
        *_conversation(procedure),
    )


def _who(procedure: Procedure) -> Iterator[Text]:
    years = listed([str(year) for year in sorted(procedure.years)])
    yield Text(f"Voor aios uit jaar {years.nl}.", f"For trainees of year {years.en}.")
    for year, months in sorted(procedure.start_months.items()):
        nl = listed([month_name(month).nl for month in months]).nl
        en = listed([month_name(month).en for month in months]).en
        yield Text(f"Jaar {year} start gewoonlijk in {nl}.", f"Year {year} usually starts in {en}.")
    if procedure.has(PhaseKind.CARROUSEL):
        mover = Text("de aios", "the trainees")
        if procedure.mover is Side.HAO:
            mover = Text("de opleiders", "the trainers")
        yield Text(
            f"In de carrousel lopen {mover.nl} van tafel naar tafel.",
            f"In the carousel {mover.en} walk from table to table.",
        )
    if procedure.closed:
        nl = listed([_CLOSED[name].nl for name in procedure.closed]).nl
        en = listed([_CLOSED[name].en for name in procedure.closed]).en
        yield Text(
            f"Het programma waarschuwt voor een uiterste datum op een dag in: {nl}.",
            f"The program warns of a deadline on a day in: {en}.",
        )
        # The engine of the visits keeps out of these; in July and August practices do receive.
        without = [name for name in procedure.closed if name != "summer_break"]
        if without and procedure.has(PhaseKind.VISITS):
            nl = listed([_CLOSED[name].nl for name in without]).nl
            en = listed([_CLOSED[name].en for name in without]).en
            yield Text(f"Geen bezoeken in: {nl}.", f"No visits in: {en}.")


def _sourced(nl: str, en: str, source: str) -> Text:
    return Text(f"{nl} (bron: {source})", f"{en} (source: {source})")


def _phases(procedure: Procedure) -> Iterator[Text]:
    for number, phase in enumerate(procedure.phases, 1):
        lasts = same("")
        if phase.days is not None:
            days = count(phase.days, *_UNITS["days"])
            lasts = Text(f", {days.nl}", f", {days.en}")
        what = PHASES[phase.kind]
        yield _sourced(
            f"Fase {number}, {phase.title.nl}{lasts.nl}: {what.nl}.",
            f"Phase {number}, {phase.title.en}{lasts.en}: {what.en}.",
            phase.source,
        )


def _numbers(procedure: Procedure) -> Iterator[Text]:
    for name, choice in procedure.numbers.items():
        kind = NUMBERS[name]
        one, many = _UNITS.get(kind.unit, (same(kind.unit), same(kind.unit)))
        value = count(choice.value, one, many)
        says = Text(kind.says.nl.rstrip("."), kind.says.en.rstrip("."))
        yield _sourced(
            f"{says.nl}: {value.nl} [{name}].", f"{says.en}: {value.en} [{name}].", choice.source
        )


def _rules(procedure: Procedure) -> Iterator[Text]:
    for choice in procedure.rules:
        says = RULES[choice.name].says
        yield _sourced(says.nl, says.en, choice.source)


def _vetoes(procedure: Procedure) -> Iterator[Text]:
    if procedure.veto_grounds:
        grounds = [GROUNDS[ground] for ground in procedure.veto_grounds]
        nl, en = listed([g.nl for g in grounds]).nl, listed([g.en for g in grounds]).en
        yield Text(
            f"Een veto kan alleen op deze gronden: {nl}.",
            f"A veto is accepted on these grounds only: {en}.",
        )
    else:
        yield Text("Er is geen grond voor een veto.", "No ground for a veto is accepted.")
    for refused in procedure.refused_vetoes:
        ground = _REFUSED[refused.ground]
        yield _sourced(
            f"Een veto wegens {ground.nl} wordt geweigerd met: “{refused.quote.nl}”",
            f"A veto because of {ground.en} is refused with: “{refused.quote.en}”",
            refused.source,
        )


def goal_said(goal: GoalChoice) -> Text:
    """What a goal wants, in words."""
    return _GOALS[goal.name](goal.parameters)


def _goals(goals: tuple[GoalChoice, ...], of: Text) -> Iterator[Text]:
    for number, goal in enumerate(goals, 1):
        says = goal_said(goal)
        yield _sourced(
            f"{of.nl}, doel {number}: {says.nl}.", f"{of.en}, goal {number}: {says.en}.",
            goal.source,
        )  # fmt: skip


def _conversation(procedure: Procedure) -> Iterator[Text]:
    for topic in procedure.conversation:
        extra = Text(" (vrijwillig)", " (voluntary)") if topic.voluntary else same("")
        yield Text(
            f"Gespreksonderwerp: {topic.says.nl}{extra.nl}",
            f"Topic to talk about: {topic.says.en}{extra.en}",
        )
