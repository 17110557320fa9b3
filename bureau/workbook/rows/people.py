"""The sheets AIOS, HAO and Praktijken: everything of a line but its references to others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, TypeVar

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import mixed_scripts
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.person_lines import PersonLine
from bureau.workbook.rows.places import read_place
from bureau.workbook.rows.reading import Line
from bureau.workbook.values.contact import read_phones
from bureau.workbook.values.dates import read_date, read_periods
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.hours import read_absences
from bureau.workbook.values.names import split_name
from bureau.workbook.values.single import (
    Unreadable,
    bounded,
    read_text,
    read_whole,
    read_years,
    read_yes_no,
)
from bureau.workbook.values.weeks import read_visit_windows, read_work_days
from koppelronde.domain.language import Text, same
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.procedure import NUMBERS
from koppelronde.domain.steps import Do, Step
from koppelronde.domain.times import DayHours, Period, WorkDays

SomePerson = TypeVar("SomePerson", Aios, Hao)
_NO_DAYS: Final[WorkDays] = frozenset()
_UNKNOWN: Final = frozenset("? onbekend n.v.t. nvt unknown".split())


def read_aios(row: PersonLine, draft: Draft) -> Aios:
    """The trainee of this line, without references to trainers."""
    line, code, old = row
    aios = _person(line, old if isinstance(old, Aios) else Aios(code=code))
    years = draft.ronde.procedure.years
    year = _year(line, years, old.year if isinstance(old, Aios) else None)
    fields: dict[str, Any] = {"year": year, "home": read_place(line, aios.home)}
    if line.has("had_large_hds"):
        fields["had_large_hds"] = line.get("had_large_hds", _maybe, None)
    if line.has("visit_windows"):
        fields["visit_windows"] = line.get("visit_windows", bounded(read_visit_windows), ())
    if line.has("absences"):
        nothing: tuple[tuple[Period, ...], tuple[DayHours, ...]] = ((), ())
        days, hours = line.get("absences", bounded(read_absences), nothing)
        fields |= {"absences": days, "away_hours": hours}
    if line.has("visits_min"):
        _own_minimum(line, code, draft)
    return replace(aios, **fields)


def _own_minimum(line: Line, code: str, draft: Draft) -> None:
    """Fewer or more visits than the others, kept with the numbers of the round; empty is as all."""
    bounds = NUMBERS["visits_min"]
    least = line.get("visits_min", lambda cell: read_whole(cell, 0, bounds.highest), -1)
    numbers = {k: n for k, n in draft.settings.numbers.items() if k != f"visits_min:{code}"}
    if least >= 0:
        numbers[f"visits_min:{code}"] = least
    if not line.marred:
        draft.settings = replace(draft.settings, numbers=dict(sorted(numbers.items())))


def _year(line: Line, years: tuple[int, ...], old: int | None) -> int:
    default = old or (years[0] if len(years) == 1 else 0)
    if not line.cells("year"):
        if not default:
            line.wrong_at("year", _one_of(years), "year_missing")
        return default or years[0]

    def reader(cell: Cell) -> int:
        digits = re.sub(r"(?i)\s*(?:e|ste|de)?[\s-]*jaars?\s*", "", cell.shown)
        year = read_whole(Cell(digits, digits), 1, 9)
        if year not in years:
            raise Unreadable("year_not_here", _another_procedure(years))
        return year

    return line.get("year", reader, years[0])


def _one_of(years: tuple[int, ...]) -> Text:
    shown = [str(year) for year in years]
    return Text("opleidingsjaar " + " of ".join(shown), "training year " + " or ".join(shown))


def _another_procedure(years: tuple[int, ...]) -> Text:
    """Nothing is wrong with the cell itself; so also what to do with the person."""
    here = _one_of(years)
    what_then = Text(
        f"{here.nl}: deze ronde koppelt geen ander jaar. Staat het jaar er goed? Haal de regel dan "
        "weg en doe deze aios in een ronde met een procedure voor dat jaar (zie ",
        f"{here.en}: this round couples no other year. Is the year right? Then take the line out "
        "and put this trainee in a round with a procedure for that year (see ",
    )
    return what_then + Step(Do.PROCEDURES).said + same(")")


def read_hao(row: PersonLine, draft: Draft) -> Hao:
    """The trainer of this line, without its practice."""
    line, code, old = row
    hao = _person(line, old if isinstance(old, Hao) else Hao(code=code))
    fields: dict[str, Any] = {}
    years = draft.ronde.procedure.years
    if line.cells("supervises"):
        fields["supervises"] = line.get("supervises", read_years, frozenset(years))
    elif line.has("supervises") and len(years) > 1:
        line.wrong_at("supervises", _one_of(years), "year_missing")
    elif old is None or line.has("supervises"):
        fields["supervises"] = frozenset(years)
    if line.has("places"):
        fields["places"] = line.get("places", lambda cell: read_whole(cell, 0, 20), 1)
    if line.has("last_aios_until"):
        fields["last_aios_until"] = line.get("last_aios_until", read_date, None)
    if line.has("large_hds"):
        fields["large_hds"] = line.get("large_hds", _maybe, None)
    if line.has("leerwerkplan"):
        fields["leerwerkplan"] = line.get("leerwerkplan", read_text, "")
    if any(line.has(f"places_{year}") for year in (1, 2, 3)):
        limits = {
            year: line.get(f"places_{year}", lambda cell: read_whole(cell, 0, 20), -1)
            for year in (1, 2, 3)
        }
        fields["year_places"] = tuple((year, n) for year, n in limits.items() if n >= 0)
    return replace(hao, **fields)


def _person(line: Line, person: SomePerson) -> SomePerson:
    fields: dict[str, Any] = {}
    separate = [key for key in ("first_name", "infix", "surname") if line.has(key)]
    for key in separate:
        fields[key] = line.get(key, read_text, "")
    if line.cells("full_name") and not any(fields.values()):
        whole = line.get("full_name", read_text, "")
        name = split_name(whole)
        fields |= {
            "first_name": name.first_name, "infix": name.infix, "surname": name.surname,
        }  # fmt: skip
        if not name.certain:
            line.desk.names_read.setdefault(line.found.sheet.name, []).append(
                f"'{whole}' ({line.place().rpartition(' ')[2]}) → "
                + " · ".join(part or "–" for part in name[:3])
            )
    if fields and not any(fields.values()) and not line.marred:
        line.wrong_at(
            "surname" if line.has("surname") else "full_name",
            Text("een naam", "a name"),
            "name_missing",
        )
    if mixed_scripts(" ".join(fields.values())):
        line.desk.notices.append(
            Text(
                f"{line.place()}: de naam van {person.code} heeft letters uit twee schriften.",
                f"{line.place()}: the name of {person.code} has letters of two scripts.",
            )
        )
    for key, reader in (("emails", read_emails), ("phones", read_phones)):
        if line.has(key):
            found: list[str] = []
            for column, cell in line.cells(key):
                values: tuple[str, ...] = line.read(column, cell, reader, ())
                found += [value for value in values if value not in found]
                if key == "phones" and values and values[0][1:] == cell.shown:
                    line.desk.notices.append(
                        Text(
                            f"{line.place()}: telefoonnummer gelezen als {values[0]}.",
                            f"{line.place()}: phone number read as {values[0]}.",
                        )
                    )
            fields[key] = tuple(found)
    if line.has("work_days"):
        fields["work_days"] = line.get("work_days", read_work_days, _NO_DAYS)
    if line.has("absences") and isinstance(person, Hao):
        fields["absences"] = line.get("absences", bounded(read_periods), ())
    return replace(person, **fields)


def _maybe(cell: Cell) -> bool | None:
    return None if cell.shown.casefold() in _UNKNOWN else read_yes_no(cell)
