"""The steps of the demonstration: which commands, in which order, for the phases of a procedure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import click

from koppelronde.commands.frame import Work
from koppelronde.language import Text
from koppelronde.outcome import VisitCalendar
from koppelronde.procedure import PhaseKind
from koppelronde.ronde import Koppelronde

Step = tuple[Text, Callable[[], dict[str, Any]]]

FIRST_LOOKS: Final = (
    (Text("roosters-aios.pdf", "rosters-aios.pdf"),
     Text("een rooster per aios", "a roster for each trainee")),
    (Text("wandkaart-a3.pdf", "wall-chart-a3.pdf"),
     Text("wie zit waar, voor aan de muur", "who sits where, for the wall")),
    (Text("bel.html", "bell.html"),
     Text("de klok voor de beamer", "the clock for the beamer")),
    (Text("bellijst.pdf", "call-list.pdf"),
     Text("wie u belt en wat u zegt", "whom you call and what you say")),
    (Text("uitslag.pdf", "results.pdf"),
     Text("de uitslag, met plaatjes", "the results, with pictures")),
    (Text("uitslag.xlsx", "results.xlsx"),
     Text("dezelfde uitslag voor Excel", "the same for Excel")),
)  # fmt: skip


def steps_of(work: Work, fiction: Koppelronde, seed: str) -> list[Step]:
    """All steps for this procedure, each a sentence and what it does."""
    procedure = fiction.procedure
    steps = _beginning(work, fiction)
    if procedure.has(PhaseKind.CARROUSEL):
        steps += _carrousel(work)
    if procedure.has(PhaseKind.SHORTLIST):
        steps += _shortlist(work)
    if procedure.has(PhaseKind.VISITS):
        steps += _visits(work)
    return steps + _lists(work, fiction) + _result(work, seed)


def run(work: Work, made: click.Command, **options: Any) -> dict[str, Any]:
    """Give a command as a coordinator would; what it would say comes back as data."""
    inner = replace(work, answer={})
    function = made.callback
    assert function is not None
    function.__wrapped__(inner, **options)  # type: ignore[attr-defined]  # set by functools.wraps
    return inner.answer
