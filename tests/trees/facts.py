"""What a plan calls ``@visit`` or ``@couple``: asked of the round itself, with ``--json``."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

Ask = Callable[..., Any]
"""Give a command in a scratch copy of the stage; what it answers as JSON."""


def first_visit(ask: Ask) -> list[str]:
    """Whom and where of the first visit that is still planned."""
    visit = next(v for v in ask("visits", "plan")["calendar"]["visits"] if v["status"] == "planned")
    return [visit["aios"], visit["praktijk"]]


def second_moment(ask: Ask) -> list[str]:
    """When the second visit of the first trainee begins."""
    visits = ask("visits", "plan")["calendar"]["visits"]
    mine = [v for v in visits if v["aios"] == visits[0]["aios"]]
    return [mine[1]["begin"][:16]]


def matching(ask: Ask) -> Any:
    """The result of the round."""
    return ask("results")["matching"]


def first_couple(ask: Ask) -> list[str]:
    """Both codes of the first couple."""
    couple = matching(ask)["couples"][0]
    return [couple["aios"], couple["hao"]]


def open_place(ask: Ask) -> list[str]:
    """Who is open, and the first trainer who could take them."""
    left = ask("settle", "list")["settlement"]["aios"][0]
    return [left["aios"], left["options"][0]["hao"]]


FACTS: Final[dict[str, Callable[[Ask], list[str]]]] = {
    "@visit": first_visit,
    "@moment": second_moment,
    "@couple": first_couple,
    "@trainer": lambda ask: first_couple(ask)[1:],
    "@open": open_place,
    "@call": lambda ask: [ask("calls", "list")["calls"]["calls"][0]["who"]],
    "@copy": lambda ask: [ask("restore", "--list")["copies"][-1]],
    "@proof": lambda ask: [f"maart/bewijs/uitslag-{matching(ask)['result_hash'][:8]}.json"],
    "@input": lambda ask: [matching(ask)["input_hash"]],
}


def hand_in(ask: Ask, folder: Path) -> None:
    """Lists of everybody's interviews, in an order that is anybody's: of a hash of the couple."""
    interviews = [(c["aios"], c["hao"]) for c in ask("shortlist")["shortlist"]["interviews"]]
    for side, owner, other in ((0, "AIOS", "HAO"), (1, "HAO", "AIOS")):
        lists: dict[str, list[str]] = {}
        for pair in sorted(interviews, key=lambda p: sha256(f"{side}{p}".encode()).digest()):
            lists.setdefault(pair[side], []).append(pair[1 - side])
        rows = [f"{a};{b};{n}" for a in sorted(lists) for n, b in enumerate(lists[a], 1)]
        text = "\n".join((f"{owner};{other};Rang", *rows, ""))
        (folder / f"Voorkeuren {owner}.csv").write_text(text, "utf-8")


def copy_timetable(ask: Ask, folder: Path) -> None:
    """The timetable as somebody would type it, and one with a couple that meets twice."""
    meetings = ask("carrousel", "plan")["timetable"]["meetings"]
    lines = [f"{m['turn']};{m['table']};{m['aios']};{m['hao']}" for m in meetings]
    turn, once_more = lines[0].split(";", 1)
    for name, more in {"elders.csv": [], "dubbel.csv": [f"{int(turn) + 1};{once_more}"]}.items():
        text = "\n".join(("Ronde;Tafel;AIOS;HAO", *lines, *more, ""))
        (folder / name).write_text(text, "utf-8")


MADE: Final = {"@hand-in": hand_in, "@copy-timetable": copy_timetable}
"""A step of a stage that writes files for the next, out of what the round tells."""
