"""Absences with hours in them: ``14-12-2026 09:00-12:00; 24-12-2026 t/m 03-01-2027``."""

from __future__ import annotations

import re
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.values.dates import PERIODS_WANTED, read_periods, read_time_ranges, typed_date
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.times import DayHours, Period

_HOURS: Final = re.compile(
    r"(?P<day>.+?)[\s,]+(?:van\s+)?"
    r"(?P<hours>[0-9]{1,2}[:.u][0-9]{2}\s*(?:uur)?\s*(?:-|–|\btot\b|\bt/m\b)\s*"
    r"[0-9]{1,2}[:.u][0-9]{2}\s*(?:uur)?)",
    re.IGNORECASE,
)
ABSENCES_WANTED: Final = PERIODS_WANTED + Text(
    "; een deel van een dag als 14-12-2026 09:00-12:00",
    "; part of a day as 14-12-2026 09:00-12:00",
)


def read_absences(cell: Cell) -> tuple[tuple[Period, ...], tuple[DayHours, ...]]:
    """Whole days and periods, and the hours of single days."""
    if not isinstance(cell.value, str):
        return read_periods(cell), ()
    hours: list[DayHours] = []
    whole: list[str] = []
    for piece in re.split(r"[;\n]", cell.value):
        found = _HOURS.fullmatch(piece.strip())
        if found is None:
            whole.append(piece)
            continue
        try:
            day = typed_date(found["day"])
            ((begin, end),) = read_time_ranges(Cell(found["hours"], found["hours"]))
        except (Unreadable, ValueError):
            raise Unreadable("period", ABSENCES_WANTED) from None
        hours.append(DayHours(day, begin, end))
    left = "; ".join(piece for piece in whole if piece.strip())
    periods = read_periods(Cell(left, left)) if left else ()
    return periods, tuple(sorted(set(hours)))
