"""What a demonstration says at its end: how much it made, and what to look at first."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_table
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from koppelronde.domain.ronde import Koppelronde

FIRST_LOOKS: Final = (
    (Text("roosters-aios.pdf", "rosters-aios.pdf"),
     Text("een rooster per aios", "a roster for each trainee")),
    (Text("wandkaart-a3.pdf", "wall-chart-a3.pdf"),
     Text("wie zit waar, voor aan de muur", "who sits where, for the wall")),
    (Text("bel.html", "bell.html"),
     Text("de klok voor de beamer", "the clock for the projector")),
    (Text("bezoeken-aios.pdf", "visits-aios.pdf"),
     Text("wie bij wie op gesprek gaat", "who goes to see whom")),
    (Text("bellijst.pdf", "call-list.pdf"),
     Text("wie u belt en wat u zegt", "whom you call and what you say")),
    (Text("uitslag.pdf", "results.pdf"),
     Text("de uitslag, met plaatjes", "the results, with pictures")),
    (Text("uitslag.xlsx", "results.xlsx"),
     Text("dezelfde uitslag voor Excel", "the same for Excel")),
    (Text("verslag.html", "report.html"),
     Text("het verslag voor de evaluatie", "the report for the evaluation")),
)  # fmt: skip
"""How the name of the file ends, and what is in it."""


def sum_up(work: Work, into: Path, fiction: Koppelronde, made: list[str], seconds: float) -> None:
    """How much was made in how long, what to look at first, and how to look around."""
    work.say()
    work.say(
        Text(
            f"Klaar in {seconds:.0f} s: {len(made)} bestanden in {into}/ voor {len(fiction.aios)} "
            f"aios, {len(fiction.haos)} HAO's en {len(fiction.praktijken)} praktijken.",
            f"Done in {seconds:.0f} s: {len(made)} files in {into}/ for {len(fiction.aios)} "
            f"trainees, {len(fiction.haos)} trainers and {len(fiction.praktijken)} practices.",
        )
    )
    _show_first_looks(work, made)
    _say_around(work, into, fiction)
    work.tell(folder=str(into), files=made, seconds=round(seconds, 1))


def _show_first_looks(work: Work, made: list[str]) -> None:
    looks = [
        (path, says.say(work.lang))
        for ending, says in FIRST_LOOKS
        for path in made
        if path.endswith((ending.nl, ending.en))
    ]
    if not work.as_json:
        title = Text("Kijk eerst hiernaar", "Look at these first").say(work.lang)
        show_table(title, ("", ""), looks)


def _say_around(work: Work, into: Path, fiction: Koppelronde) -> None:
    following = ["koppel status", f"koppel explain {fiction.aios[0].code}"]
    for kind, command_ in ((PhaseKind.CALLS, "koppel calls"), (PhaseKind.SETTLE, "koppel settle")):
        if fiction.procedure.has(kind):
            following.append(command_)
    program = _as_typed()
    work.say(Text("Zelf verder kijken:", "Look around:"))
    for line in following:
        work.say(f"  {program}{line.removeprefix('koppel')} -C {into}")


def _as_typed() -> str:
    """How to call this program: after ``make demo`` it is on nobody's path."""
    name = Path(sys.argv[0])
    beside = name.name == "koppel" and shutil.which("koppel") is None and name.is_file()
    return os.path.relpath(name) if beside else "koppel"
