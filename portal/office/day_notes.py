"""What the day desk writes down beside the plan: who was ticked, and who was told what.

Each tick and each sentence is a value of its own, so that two desks at once overwrite nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bureau.actions.meeting.day import Adjusted
from bureau.actions.meeting.repair_said import said_to
from bureau.inbox.handle import Inbox
from bureau.inbox.settings_kept import keep_value, kept_value, kept_values
from koppelronde.domain.acting import By
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, clock
from portal.desk import desk


@dataclass(frozen=True, slots=True)
class ToTell:
    """One sentence for one person. ``key`` names it in a form."""

    key: str
    code: str
    name: str
    says: Text
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class DayNotes:
    """The notes of this round's afternoon."""

    inbox: Inbox
    ronde: Koppelronde
    begins: str

    @staticmethod
    def of(ronde: Koppelronde) -> DayNotes:
        """Those of this round, on the day that it has."""
        whose = f"{ronde.name} {ronde.settings.carrousel_date}"
        mark = hashlib.sha256(whose.encode()).hexdigest()[:16]
        return DayNotes(desk().inbox, ronde, f"day {mark} ")

    def here(self) -> Mapping[str, str]:
        """At what time each person was ticked as being there."""
        found = kept_values(self.inbox, f"{self.begins}here ")
        return {code: at for code, at in found.items() if at}

    def is_here(self, code: str, by: By) -> None:
        """Tick somebody."""
        keep_value(self.inbox, f"{self.begins}here {code}", clock(by.at.astimezone(AMSTERDAM)))

    def is_not_here(self, code: str) -> None:
        """Take the tick away."""
        keep_value(self.inbox, f"{self.begins}here {code}", "")

    def tell(self, adjusted: Adjusted) -> None:
        """Write down what everybody must hear of this repair."""
        timetable = adjusted.repair.timetable
        for told in adjusted.repair.told:
            said = said_to(adjusted.ronde, timetable, told)
            keep_value(
                self.inbox, f"{self.begins}tell {timetable.version:04} {told.who}",
                {"nl": said.nl, "en": said.en},
            )  # fmt: skip

    def mark_told(self, keys: Sequence[str], by: By) -> None:
        """These were told, now, by this person; whoever was first stays."""
        for key in keys:
            name = f"{self.begins}tell {key}"
            found = kept_value(self.inbox, name)
            if isinstance(found, dict) and "by" not in found:
                at = clock(by.at.astimezone(AMSTERDAM))
                keep_value(self.inbox, name, found | {"by": by.name, "at": at})

    def to_tell(self) -> tuple[ToTell, ...]:
        """What is still to be said, the oldest first."""
        return tuple(line for line in self._lines() if not line.by)

    def was_told(self) -> tuple[ToTell, ...]:
        """What was said, the newest first."""
        return tuple(line for line in reversed(self._lines()) if line.by)

    def _lines(self) -> list[ToTell]:
        found = kept_values(self.inbox, f"{self.begins}tell ")
        return [
            ToTell(key, key.partition(" ")[2], self.ronde.name_of(key.partition(" ")[2]),
                   Text(one["nl"], one["en"]), one.get("by", ""), one.get("at", ""))
            for key, one in found.items()
        ]  # fmt: skip
