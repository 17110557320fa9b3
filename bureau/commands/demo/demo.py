"""``koppel demo``: a whole fictional round, from a coordinator's spreadsheets to the results.

Every step is the very act that a coordinator would perform, on files that the demonstration
writes itself; only the people are invented.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from bureau.commands.demo.step import Came
    from koppelronde.domain.procedure import Procedure

MARK: Final = "DEMO.txt"
SIZES: Final = {"aios": 24, "haos": 30, "praktijken": 26}


@command(
    name="demo",
    help=t(
        "Speel een hele verzonnen ronde: van werkbladen tot uitslag, in een eigen map.\n\n"
        "Voorbeeld:  koppel demo --into demo",
        "Play a whole fictional round, from spreadsheets to results, in a folder of its own.\n\n"
        "Example:  koppel demo --into demo",
    ),
)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"),
              metavar=t("MAP", "FOLDER"), help=t("Waarheen.", "Where to."))  # fmt: skip
@click.option("--procedure", default="maastricht", show_default=True, metavar="P",
              help=t("Welke procedure.", "Which procedure."))  # fmt: skip
@click.option("--aios", type=click.IntRange(2, 400), default=SIZES["aios"], show_default=True)
@click.option("--haos", type=click.IntRange(2, 400), default=SIZES["haos"], show_default=True)
@click.option("--praktijken", type=click.IntRange(2, 400), default=None,
              help=t("Standaard naar het aantal HAO's: 26 bij 30.",
                     "By default after the number of HAOs: 26 for 30."))  # fmt: skip
@click.option("--seed", default="demo", show_default=True,
              help=t("Het lotingsgetal.", "The seed of the matching."))  # fmt: skip
def demo(
    work: Work, into: Path, procedure: str, aios: int, haos: int, praktijken: int | None, seed: str
) -> None:
    """Make the folder anew and go through every phase of the procedure."""
    from bureau.commands.beginning.procedures import find_procedure
    from bureau.commands.demo.steps import steps_of
    from bureau.commands.demo.summing_up import sum_up
    from bureau.fiction.round import fictional_round

    chosen = find_procedure(procedure)
    practices = _how_many_practices(chosen, aios, haos, praktijken)
    _make_room(into, work.lang)
    fiction = fictional_round(
        chosen, aios=aios, haos=haos, praktijken=practices, start=_start(chosen),
        name=Text("Maart 2027", "March 2027").say(work.lang),
    )  # fmt: skip
    inside = replace(work, folder=into, store_url=None, as_json=True, answer={})
    begun = monotonic()
    steps = steps_of(inside, fiction, seed)
    made: list[str] = []
    for number, (says, step) in enumerate(steps, 1):
        made += _play(work, number, len(steps), says, step)
    sum_up(work, into, fiction, made, monotonic() - begun)


def _how_many_practices(procedure: Procedure, aios: int, haos: int, asked: int | None) -> int:
    """As many as asked, else in proportion; WrongUse where nobody could make enough visits."""
    from bureau.fiction.round import practices_needed

    needed = practices_needed(procedure, aios)
    made = asked or max(needed, round(haos * SIZES["praktijken"] / SIZES["haos"]))
    if needed <= min(made, haos):
        return made
    raise WrongUse(
        Text(
            f"Voor {aios} aios zijn minstens {needed} praktijken nodig, elk met een opleider.",
            f"For {aios} trainees at least {needed} practices are needed, each with a trainer.",
        ),
        Text(
            f"Bijvoorbeeld:  koppel demo --aios {aios} --haos {max(haos, made, needed)}",
            f"For example:  koppel demo --aios {aios} --haos {max(haos, made, needed)}",
        ),
    )


def _make_room(into: Path, lang: Lang) -> None:
    """An earlier demonstration is thrown away; anything else is left alone."""
    if into.exists() and any(into.iterdir()):
        if not (into / MARK).is_file():
            raise WrongUse(
                Text(f"De map {into} bestaat al en is geen demonstratie.",
                     f"The folder {into} exists and is not a demonstration."),
                Text("Kies een andere:  koppel demo --into proef",
                     "Choose another:  koppel demo --into trial"),
            )  # fmt: skip
        shutil.rmtree(into)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = Text(
        "Alles in deze map is verzonnen; bij een volgende demonstratie wordt deze map gewist.\n",
        "Everything in this folder is invented; the next demonstration deletes it.\n",
    )
    (into / MARK).write_text(text.say(lang), "utf-8")


def _start(procedure: Procedure) -> date:
    months = sorted({m for months in procedure.start_months.values() for m in months})
    return date(2027, months[0] if months else 3, 1)


def _play(
    work: Work, number: int, total: int, says: Text, step: Callable[[], Came]
) -> tuple[str, ...]:
    begun = monotonic()
    if not work.as_json:
        click.echo(f"{number:>2}/{total}  {says.say(work.lang)} … ", nl=False, err=True)
    came = step()
    if not work.as_json:
        said = came.said.say(work.lang)
        click.echo(f"{said}  ({monotonic() - begun:.1f} s)".strip(), err=True)
    return came.files
