"""The plans and results of a round, and what has become of them."""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.outcomes.outcome import Matching, Shortlist
from koppelronde.domain.outcomes.outcome_calls import CallList
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The plans and results that the store holds for this round."""

    timetable: Timetable | None = None
    calendar: VisitCalendar | None = None
    shortlist: Shortlist | None = None
    matching: Matching | None = None
    calls: CallList | None = None
    rosters_out: bool = False
    visits_out: bool = False
    """Whether anybody got a calendar of the afternoon, or of the visits."""
    results_written: bool = False
    announced: bool = False
    announced_before: bool = False
    """A result before this one."""
    results_mailed: bool = False
    selected: bool = False
