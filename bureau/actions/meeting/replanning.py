"""Life goes on: planning the visits again, with what that moves for whom.

With ``preview`` nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import CALENDAR, about_calendar, calendar_of
from bureau.actions.loading import load_round
from bureau.actions.meeting.visit_changes import breaches
from bureau.actions.meeting.visits import missed_of, no_breach_of_ours, shortage_of
from bureau.actions.progress import Tick, nobody_looks
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from bureau.store.handle import Store


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class VisitMove:
    """One visit that is otherwise now: new (``was`` None), moved, or off (``becomes`` None)."""

    aios: str
    praktijk: str
    was: Visit | None
    becomes: Visit | None

    @property
    def who(self) -> tuple[str, ...]:
        """The codes of those who must hear of it: the AIOS, the practice, the trainers there."""
        present = {code for v in (self.was, self.becomes) if v is not None for code in v.present}
        return (self.aios, self.praktijk, *sorted(present))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """What an act makes of the round and its visits, and whether that was kept.

    ``calendar`` is None where no visits are planned (yet). ``findings`` are appointments that no
    plan may move and that break rules; ``moves`` is what changes, sorted by AIOS.
    """

    ronde: Koppelronde
    calendar: VisitCalendar | None
    moves: tuple[VisitMove, ...]
    findings: tuple[Finding, ...]
    changed: bool
    kept: bool

    @property
    def shortage(self) -> NoPlanExists | None:
        """Why somebody stays under the minimum; a door raises it after it told the rest."""
        if self.calendar is None or not self.changed:
            return None
        return shortage_of(self.calendar)


def replan_round_visits(
    store: Store,
    by: By,
    *,
    preview: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> Replanned:
    """Plan again after changes: what was announced moves as little as possible.

    Without a reason to change nothing changes, and nothing is stored. OutOfOrder before there is
    a plan.
    """
    ronde = load_round(store, expect_version)
    found = planned_again(store, by, ronde, calendar_of(store), progress)
    if preview or not found.changed:
        return found
    assert found.calendar is not None
    version = found.calendar.version
    what = Text(f"bezoekplan {version}", f"visit plan {version}")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.PLANNED,
        subject=about_calendar(found.calendar),
    ) as change:  # fmt: skip
        change.put_document(CALENDAR, found.calendar)
    return replace(found, ronde=change.ronde, kept=True)


def planned_again(
    store: Store, by: By, ronde: Koppelronde, calendar: VisitCalendar, progress: Tick
) -> Replanned:
    """The visits of this round planned again from that calendar; nothing is stored."""
    from carrousel.visits.replan import replan_visits

    progress(0, 0, Text("Opnieuw plannen", "Planning again"))
    after = replan_visits(
        ronde, calendar, missed=missed_of(store), version=calendar.version + 1, made_at=by.at,
        progress=lambda text: progress(0, 0, text),
    )  # fmt: skip
    changed = after.visits != calendar.visits
    if changed:
        no_breach_of_ours(ronde, after, calendar)
    return Replanned(
        ronde=ronde, calendar=after if changed else calendar,
        moves=tuple(sorted(_moves(calendar, after), key=lambda m: (m.aios, m.praktijk))),
        findings=_agreed_against_the_rules(ronde, after), changed=changed, kept=False,
    )  # fmt: skip


def _agreed_against_the_rules(ronde: Koppelronde, calendar: VisitCalendar) -> tuple[Finding, ...]:
    """What is wrong with appointments that no plan may move: for people to settle."""
    from carrousel.check.visit_rules import check_visits

    known = {(f.rule, f.who) for f in check_visits(ronde, calendar)}
    return tuple(f for f in breaches(ronde, calendar) if (f.rule, f.who) not in known)


def _moves(before: VisitCalendar, after: VisitCalendar) -> Iterator[VisitMove]:
    was, now = _standing(before), _standing(after)
    for aios, praktijk in {*was, *now}:
        old, new = was.get((aios, praktijk)), now.get((aios, praktijk))
        if old is None or new is None or (old.begin, old.end) != (new.begin, new.end):
            yield VisitMove(aios=aios, praktijk=praktijk, was=old, becomes=new)


def _standing(calendar: VisitCalendar) -> dict[tuple[str, str], Visit]:
    """The visits that are still to come or were held, by AIOS and practice."""
    off = (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
    return {(v.aios, v.praktijk): v for v in calendar.visits if v.status not in off}
