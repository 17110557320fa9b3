"""Reading a procedure from TOML: every key known, every name declared, every number sourced.

All mistakes are collected; each names the key, what was read, what was expected, and the nearest
known word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from importlib import resources
from typing import Any, Final

from koppelronde.domain.errors import InputMistakes, Mistake, WrongUse
from koppelronde.domain.language import Text, listed, same
from koppelronde.domain.lists import LeftOffReading, RefusedGround, TieReading, VetoGround
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import (
    NUMBERS,
    GoalChoice,
    NumberChoice,
    Phase,
    PhaseKind,
    Procedure,
    RefusedVeto,
    RuleChoice,
    Topic,
)
from koppelronde.domain.rules import RULES
from koppelronde.procedure.toml_reading import Reading

GOALS: Final[Mapping[str, tuple[str, ...]]] = {
    "placed": (),
    "both_within": ("rank",),
    "worst_ranks": ("from", "to"),
    "rank_sum": (),
    "evenness": (),
    "over_travel_limit": ("minutes",),
    "travel_sum": (),
    "shared_days": (),
    "waiting": (),
    "fewest_moved": (),
    "own_worst_rank": (),
    "lottery": (),
}
"""Names of the goals and their numbers; what each one means is in :mod:`matching.goals.policy`."""

SHORTLIST_GOALS: Final[Mapping[str, tuple[str, ...]]] = {
    "even_candidates": (),
    "waiting": (),
    "worst_ranks": ("from", "to"),
    "rank_sum": (),
    "over_travel_limit": ("minutes",),
    "lottery": (),
}
"""The goals for who interviews whom; what each one means is in :mod:`matching.shortlist.goals`."""

CLOSED: Final = ("public_holidays", "christmas_fortnight", "summer_break", "weekends")
"""Sets of days that a procedure can close for visits and deadlines."""

_TOP: Final = (
    "code name version source years start_months mover phases numbers lists rules goals "
    "shortlist_goals veto closed conversation"
).split()


def procedure_names() -> tuple[str, ...]:
    """The procedures that come with the program."""
    folder = resources.files("koppelronde") / "procedures"
    return tuple(sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".toml")))


def load_procedure(name: str) -> Procedure:
    """A procedure that comes with the program; WrongUse with the nearest name otherwise."""
    known = procedure_names()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = Text(f" Bedoelde u {near[0]}?", f" Did you mean {near[0]}?") if near else same("")
        raise WrongUse(
            Text(f"Procedure '{name}' is niet bekend. Er zijn: ", f"No procedure '{name}'. Known: ")
            + listed(known) + same(".") + hint
        )  # fmt: skip
    text = (resources.files("koppelronde") / "procedures" / f"{name}.toml").read_text("utf-8")
    return read_procedure(text, f"{name}.toml")


def read_procedure(text: str, file: str) -> Procedure:
    """A procedure from its TOML text; InputMistakes with all mistakes at once."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputMistakes(
            (Mistake(file, "", "", str(error), Text("geldige TOML", "valid TOML")),)
        ) from None
    reading = Reading(file)
    reading.known_keys("", table, _TOP)
    lists = table.get("lists", {})
    reading.known_keys("lists", lists, ("ties", "left_off"))
    veto = table.get("veto", {})
    reading.known_keys("veto", veto, ("grounds", "refused"))
    version = table.get("version")
    if not isinstance(version, date):
        reading.wrong("version", version, Text("een datum", "a date"))
        version = date.min
    for name in table.get("closed", []):
        if name not in CLOSED:
            reading.wrong("closed", name, Text("een van: ", "one of: ") + listed(CLOSED), CLOSED)
    procedure = Procedure(
        code=reading.text("", table, "code"),
        name=reading.text("", table, "name"),
        version=version,
        source=reading.text("", table, "source"),
        years=tuple(reading.whole("years", year, 1, 9) for year in table.get("years", [1, 3])),
        start_months={
            reading.whole("start_months", int(year), 1, 9): tuple(
                reading.whole(f"start_months.{year}", month, 1, 12) for month in months
            )
            for year, months in table.get("start_months", {}).items()
        },
        mover=reading.choice("mover", table.get("mover", "aios"), Side) or Side.AIOS,
        phases=_phases(reading, table.get("phases", [])),
        numbers=_numbers(reading, table.get("numbers", {})),
        rules=_rules(reading, table.get("rules", [])),
        goals=_goals(reading, "goals", table.get("goals", []), GOALS),
        shortlist_goals=_goals(reading, "shortlist_goals", table.get("shortlist_goals", []),
                               SHORTLIST_GOALS),
        ties=reading.choice("lists.ties", lists.get("ties", "competition"), TieReading)
        or TieReading.COMPETITION,
        left_off=reading.choice("lists.left_off", lists.get("left_off", "next_rank"),
                                LeftOffReading) or LeftOffReading.NEXT_RANK,
        veto_grounds=tuple(
            ground for read in veto.get("grounds", [])
            if (ground := reading.choice("veto.grounds", read, VetoGround))
        ),
        refused_vetoes=_refused(reading, veto.get("refused", [])),
        closed=tuple(table.get("closed", [])),
        conversation=tuple(
            Topic(reading.both("conversation", topic), bool(topic.get("voluntary", False)))
            for topic in table.get("conversation", [])
        ),
        toml=text,
    )  # fmt: skip
    if reading.mistakes:
        raise InputMistakes(tuple(reading.mistakes))
    return procedure


def _phases(reading: Reading, tables: list[dict[str, Any]]) -> tuple[Phase, ...]:
    phases = []
    for number, table in enumerate(tables, 1):
        where = f"phases[{number}]."
        reading.known_keys(where, table, ("kind", "title", "source", "days"))
        kind = reading.choice(where + "kind", table.get("kind"), PhaseKind)
        days = table.get("days")
        if kind is not None:
            phases.append(
                Phase(
                    kind=kind,
                    title=reading.both(where + "title", table.get("title")),
                    source=reading.text(where, table, "source"),
                    days=None if days is None else reading.whole(where + "days", days, 0, 365),
                )
            )
    return tuple(phases)


def _numbers(reading: Reading, tables: dict[str, Any]) -> dict[str, NumberChoice]:
    reading.known_keys("numbers", tables, NUMBERS)
    chosen = {}
    for name in sorted(set(tables) & set(NUMBERS)):
        table, kind = tables[name], NUMBERS[name]
        if not isinstance(table, dict):
            reading.wrong(f"numbers.{name}", table, same("{ value = …, source = … }"))
            continue
        reading.known_keys(f"numbers.{name}", table, ("value", "source"))
        chosen[name] = NumberChoice(
            reading.whole(f"numbers.{name}", table.get("value"), kind.lowest, kind.highest),
            reading.text(f"numbers.{name}.", table, "source"),
        )
    return chosen


def _rules(reading: Reading, tables: list[dict[str, Any]]) -> tuple[RuleChoice, ...]:
    chosen = []
    for number, table in enumerate(tables, 1):
        where = f"rules[{number}]."
        reading.known_keys(where, table, ("name", "source"))
        name = table.get("name", "")
        if name not in RULES:
            reading.wrong(where + "name", name, Text("een van: ", "one of: ")
                          + listed(sorted(RULES)), RULES)  # fmt: skip
        chosen.append(RuleChoice(name=str(name), source=reading.text(where, table, "source")))
    return tuple(chosen)


def _goals(
    reading: Reading,
    key: str,
    tables: list[dict[str, Any]],
    known: Mapping[str, tuple[str, ...]],
) -> tuple[GoalChoice, ...]:
    chosen = []
    for number, table in enumerate(tables, 1):
        where = f"{key}[{number}]."
        name = str(table.get("name", ""))
        if name not in known:
            reading.wrong(where + "name", name, Text("een van: ", "one of: ")
                          + listed(sorted(known)), known)  # fmt: skip
            continue
        reading.known_keys(where, table, ("name", "source", *known[name]))
        chosen.append(
            GoalChoice(
                name=name,
                source=reading.text(where, table, "source"),
                parameters={
                    parameter: reading.whole(where + parameter, table[parameter], 0, 10_000)
                    for parameter in known[name]
                    if parameter in table
                },
            )
        )
    return tuple(chosen)


def _refused(reading: Reading, tables: list[dict[str, Any]]) -> tuple[RefusedVeto, ...]:
    refused = []
    for number, table in enumerate(tables, 1):
        where = f"veto.refused[{number}]."
        reading.known_keys(where, table, ("ground", "quote", "source"))
        ground = reading.choice(where + "ground", table.get("ground"), RefusedGround)
        if ground is not None:
            refused.append(
                RefusedVeto(
                    ground,
                    reading.both(where + "quote", table.get("quote")),
                    reading.text(where, table, "source"),
                )
            )
    return tuple(refused)
