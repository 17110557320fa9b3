"""The plans beside this file: which stages a round has, and what is done at each.

    files                     a file that stands in every folder of the plan
      ziek.csv = Nr;Aanwezig | A01;nee
      fout.xlsx = deelnemers.xlsx : ma di wo do vr -> maandag en soms
    stage people from begun   these commands lead from one stage to the next
      import deelnemers.xlsx
    at people                 each line begins again at that stage, in a copy of its folder
      now 2027-01-20 mail reminder ; journal    + en json
    help                      ``--help`` of each line

``;`` parts commands given one after the other; ``now`` sets the clock; ``+`` names the further
forms (English, ``--json``) in which the line is given once more. ``@word`` is something that only
the round itself can tell (tests/trees/facts.py).
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FORMS: Final = {"nl": (), "en": ("--lang", "en"), "json": ("--json",)}
NOON: Final = "2026-11-21T12:00:00+01:00"


@dataclass(frozen=True)
class Act:
    """Commands given one after the other; ``now`` is the moment of the clock."""

    commands: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...] = ("nl",)
    now: str = NOON


@dataclass(frozen=True)
class Stage:
    """A folder to begin in: the acts that lead to it from ``parent``, and those done at it."""

    name: str
    parent: str = ""
    steps: list[Act] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """``stages`` by name, a parent before its children; ``files``: name → how it is made."""

    name: str
    files: dict[str, str]
    stages: dict[str, Stage]


def read_plan(path: Path) -> Plan:
    """ValueError names the line that cannot be read."""
    plan = Plan(path.stem, {}, {"": Stage("")})
    into: list[Act] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        match [line[:1] == " ", *line.split("#")[0].split()]:
            case [False] | [True]:
                continue
            case [False, "files" | "help" as head]:
                into = None if head == "files" else plan.stages[""].acts
                helping = head == "help"
            case [False, "stage", name, "from", parent] if parent in plan.stages:
                plan.stages[name] = Stage(name, parent)
                into, helping = plan.stages[name].steps, False
            case [False, "stage", name]:
                plan.stages[name] = Stage(name)
                into, helping = plan.stages[name].steps, False
            case [False, "at", name] if name in plan.stages:
                into, helping = plan.stages[name].acts, False
            case [False, "at", "nothing"]:
                into, helping = plan.stages[""].acts, False
            case [True, *_] if into is None:
                made, _, how = line.partition("=")
                plan.files[made.strip()] = how.strip()
            case [True, *_]:
                into.append(read_act(_asking_help(line) if helping else line))
            case _:
                raise ValueError(f"{path.name}:{number}: {line}")
    return plan


def read_act(line: str) -> Act:
    """One line of a stage."""
    words, _, forms = line.partition(" + ")
    now = NOON
    if words.split()[0] == "now":
        _, now, words = words.split(None, 2)
        now = f"{now}T12:00:00+01:00"
    commands = tuple(tuple(shlex.split(part)) for part in words.split(" ; "))
    return Act(commands, ("nl", *forms.split()), now)


def _asking_help(line: str) -> str:
    words, plus, forms = line.partition(" + ")
    return f"{words} --help{plus}{forms}"
