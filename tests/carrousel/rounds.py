"""Small rounds for the tests of the carrousel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.procedure import Procedure
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.toml_file import load_procedure

MADE_AT = datetime(2026, 12, 1, 9, 0, tzinfo=AMSTERDAM)


def procedure() -> Procedure:
    """The procedure of which the rules for couples are in the seed."""
    return load_procedure("maastricht")


def small_round(aios: int, haos: int, **settings: Any) -> Koppelronde:
    """So many AIOS and HAOs on 10 December 2026 from 13:00; ``numbers`` and the like as given."""
    given: dict[str, Any] = {
        "carrousel_date": date(2026, 12, 10),
        "carrousel_begin": time(13),
        **settings,
    }
    return Koppelronde(
        name="Maart 2027",
        procedure=procedure(),
        settings=Settings(**given),
        aios=tuple(Aios(code=f"A{n:02d}", year=1) for n in range(1, aios + 1)),
        haos=tuple(Hao(code=f"H{n:02d}", praktijk=f"P{n:02d}") for n in range(1, haos + 1)),
    )


def with_numbers(ronde: Koppelronde, **numbers: int) -> Koppelronde:
    """The same round with other numbers on sheet Ronde."""
    return replace(ronde, settings=replace(ronde.settings, numbers=numbers))


def tables(rooms: Sequence[int]) -> tuple[Table, ...]:
    """So many tables in every room, numbered through."""
    places = [(room, at) for room, size in enumerate(rooms, 1) for at in range(1, size + 1)]
    return tuple(Table(n, f"Zaal {room}", at) for n, (room, at) in enumerate(places, 1))
