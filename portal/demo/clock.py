"""What day it is in the demonstration: as chosen on its page, and going on from there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class DemoClock:
    """The clock of the machine, moved by so much."""

    shift: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC) + self.shift

    def set_to(self, moment: datetime) -> None:
        """Let it be that moment now."""
        self.shift = moment - datetime.fromtimestamp(time.time(), UTC)
