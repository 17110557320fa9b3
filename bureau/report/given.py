"""What a report tells about, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import CallList, CallRecord
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.ronde import Koppelronde
from matching.explain.compared import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """Everything that the report tells about; what is None or empty is left out.

    ``made_at`` is used where the matching itself has no moment; its day is the day on which the
    visits are counted.
    """

    ronde: Koppelronde
    matching: Matching
    made_at: datetime
    timetable: Timetable | None = None
    calendar: VisitCalendar | None = None
    calls: CallList | None = None
    records: tuple[CallRecord, ...] = ()
    compared: tuple[Compared, ...] = ()
    announced: bool = False
