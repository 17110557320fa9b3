"""``koppel visits`` with all its commands, in the order of the weeks."""

from __future__ import annotations

from bureau.commands.visits import changes, events, papers, planning, status
from bureau.commands.visits.group import visits

__all__ = ["changes", "events", "papers", "planning", "status", "visits"]
