"""Which tables belong in which database: those of a round and those of the portal never mix."""

from __future__ import annotations

from typing import Any, Final

from bureau.store.settings import APP_LABEL

ROUND_ALIAS: Final = "koppel-"
"""Databases with this prefix are stores of rounds (:func:`bureau.store.settings.add_database`)."""


class RoomRouter:
    """Migrations of the round only in a store, all others only outside one.

    The rows themselves are always asked for by alias (``using``), so that reading and writing
    need no rule.
    """

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Whether that app may have tables there."""
        return (app_label == APP_LABEL) == db.startswith(ROUND_ALIAS)
