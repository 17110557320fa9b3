"""``koppel visits`` with all its commands, in the order of the weeks."""

from __future__ import annotations

from bureau.commands.visits import changes, events, visit_papers, visit_planning, visit_standing
from bureau.commands.visits.visits_group import visits

__all__ = ["changes", "events", "visit_papers", "visit_planning", "visit_standing", "visits"]
