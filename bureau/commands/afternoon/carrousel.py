"""``koppel carrousel`` with all its commands, in the order of the afternoon."""

from __future__ import annotations

from bureau.commands.afternoon import day, lists, papers, planning
from bureau.commands.afternoon.group import carrousel

__all__ = ["carrousel", "day", "lists", "papers", "planning"]
