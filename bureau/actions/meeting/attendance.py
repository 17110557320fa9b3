"""Who spoke whom at the carrousel, by the lists that were kept on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from bureau.actions.kept import TIMETABLE, about_timetable, newest, timetable_of
from bureau.actions.loading import load_round
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.ronde import Koppelronde, VisitWish

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome_carrousel import Timetable

ATTENDED: Final = "attended"
"""The key of what the attendance list said, among the timetables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """Who spoke and who missed each other, by a timetable of that version and its attendance.

    ``lost`` are those of the missed who had a turn that did not come about.
    """

    timetable_version: int
    met: tuple[Couple, ...]
    missed: tuple[Couple, ...]
    lost: tuple[Couple, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceTaken:
    """What the lists say. ``extra`` are the couples whose talk fell out, as visit wishes."""

    ronde: Koppelronde
    attended: Attended
    extra: tuple[VisitWish, ...]
    kept_wishes: bool


def attended(store: Store, timetable: Timetable) -> Attended | None:
    """What the attendance list of this timetable said; None where none was read."""
    kept = newest(store, TIMETABLE, Attended, ATTENDED)
    return kept if kept is not None and kept.timetable_version == timetable.version else None


def missed_couples(store: Store, timetable: Timetable | None) -> tuple[Couple, ...]:
    """Who missed each other, by the attendance list where one was read for this timetable."""
    if timetable is None:
        return ()
    kept = attended(store, timetable)
    return timetable.missed if kept is None else kept.missed


def take_attendance(
    store: Store,
    by: By,
    *,
    files: Sequence[tuple[str, bytes]],
    wishes: bool = False,
    expect_version: int | None = None,
) -> AttendanceTaken:
    """Keep who met and who missed each other by these lists (name, content), all at once.

    Who is not on any was there all the time, as planned. With ``wishes`` the couples whose talk
    fell out become extra visit wishes; couples that were never going to meet do not.
    InputMistakes with every cell that cannot be understood.
    """
    from bureau.workbook.afternoon.attendance_list import read_attendance
    from carrousel.day.attendance import (
        couples_met,
        couples_missed,
        extra_visit_wishes,
        lost_conversations,
    )

    ronde, timetable = load_round(store, expect_version), timetable_of(store)
    given = [(PurePath(name).name, content) for name, content in files]
    said = read_attendance(ronde, timetable, given)
    kept = Attended(
        timetable_version=timetable.version,
        met=couples_met(timetable, said),
        missed=couples_missed(ronde, timetable, said),
        lost=lost_conversations(ronde, timetable, said),
    )
    extra = extra_visit_wishes(ronde, kept.lost)
    names = ", ".join(name for name, _ in given)
    what = Text(f"presentielijst {names}", f"attendance list {names}")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.ATTENDED,
        subject=about_timetable(timetable),
    ) as change:  # fmt: skip
        if wishes and extra:
            change.save(replace(ronde, visit_wishes=tuple(sorted((*ronde.visit_wishes, *extra)))))
        change.put_document(TIMETABLE, kept, ATTENDED)
    return AttendanceTaken(ronde=change.ronde, attended=kept, extra=extra, kept_wishes=wishes)
