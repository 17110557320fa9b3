"""When people may hand in: from which moment, and until which; Dutch wall-clock time.

A deadline is a day of the sheet "Ronde" and holds to the end of it, at midnight. A ranked list
opens the day after the phase in which one learns whom there is to rank: the carrousel or the
candidates; the visits go on meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import local_moment
from koppelronde.procedure.deadlines import Deadline, deadlines


@dataclass(frozen=True, slots=True)
class Window:
    """``opens`` is inside, ``closes`` is the first moment outside; None where nothing is set."""

    opens: datetime | None
    closes: datetime | None

    def before(self, moment: datetime) -> bool:
        """Whether it is not open yet."""
        return self.opens is not None and moment < self.opens

    def over(self, moment: datetime) -> bool:
        """Whether it has closed."""
        return self.closes is not None and moment >= self.closes


def window(ronde: Koppelronde, kind: PhaseKind) -> Window:
    """When this phase is open in this round."""
    dates = deadlines(ronde.procedure, ronde.settings)
    mine = next((d for d in dates if d.kind is kind), None)
    if mine is None:
        return Window(None, None)
    first = mine.first or _day_after_the_people_are_known(ronde, dates, kind)
    opens = None if first is None else local_moment(first, time())
    return Window(opens, local_moment(mine.day + timedelta(days=1), time()))


def _day_after_the_people_are_known(
    ronde: Koppelronde, dates: tuple[Deadline, ...], kind: PhaseKind
) -> date | None:
    order = [phase.kind for phase in ronde.procedure.phases]
    before = set(order[: order.index(kind)]) - {PhaseKind.VISITS}
    days = [d.day for d in dates if d.kind in before]
    return max(days) + timedelta(days=1) if days else None
