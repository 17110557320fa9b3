"""What becomes of one visit: agreed by phone, held, called off, nobody came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bureau.actions.kept import CALENDAR, about_calendar, calendar_of
from bureau.actions.loading import load_round
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.store.handle import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChanged:
    """The calendar after one visit changed.

    ``findings`` are rules that it breaks now and did not before. What people agreed stands all the
    same; they are told.
    """

    ronde: Koppelronde
    calendar: VisitCalendar
    findings: tuple[Finding, ...]


def agree_visit(
    store: Store,
    by: By,
    *,
    aios: str,
    praktijk: str,
    begin: datetime,
    expect_version: int | None = None,
) -> VisitChanged:
    """An appointment made by phone: it takes the place of the planned visit and is locked.

    ``begin`` without a time zone is Dutch time.
    """
    from carrousel.visits.changes import record_visit

    moment = begin if begin.tzinfo is not None else begin.replace(tzinfo=AMSTERDAM)
    what = Text(f"afspraak {aios}–{praktijk}", f"appointment {aios}–{praktijk}")
    return _change(
        store, by, what, aios, praktijk,
        lambda ronde, calendar, who, where: record_visit(
            ronde, calendar, who, where, moment, made_at=by.at
        ),
        expect_version,
    )  # fmt: skip


def cancel_visit(
    store: Store, by: By, *, aios: str, praktijk: str, expect_version: int | None = None
) -> VisitChanged:
    """The visit does not take place; whoever has it in a calendar is to be told."""
    from carrousel.visits import changes

    return _settle(store, by, "cancel", changes.cancel_visit, aios, praktijk, expect_version)


def mark_visit_done(
    store: Store, by: By, *, aios: str, praktijk: str, expect_version: int | None = None
) -> VisitChanged:
    """The visit took place: these two have met."""
    from carrousel.visits import changes

    return _settle(store, by, "done", changes.visit_done, aios, praktijk, expect_version)


def mark_no_show(
    store: Store, by: By, *, aios: str, praktijk: str, expect_version: int | None = None
) -> VisitChanged:
    """The AIOS did not come: the visit counts for nobody."""
    from carrousel.visits import changes

    return _settle(store, by, "no-show", changes.visit_no_show, aios, praktijk, expect_version)


def breaches(ronde: Koppelronde, calendar: VisitCalendar) -> tuple[Finding, ...]:
    """What the checker finds when appointments made by phone are held to the rules of a plan."""
    from carrousel.check.visit_rules import check_visits

    visits = tuple(
        replace(v, status=VisitStatus.PLANNED) if v.status is VisitStatus.AGREED else v
        for v in calendar.visits
    )
    return tuple(check_visits(ronde, replace(calendar, visits=visits)))


def _settle(
    store: Store,
    by: By,
    name: str,
    with_status: Callable[..., VisitCalendar],
    aios: str,
    praktijk: str,
    expect_version: int | None,
) -> VisitChanged:
    what = Text(f"bezoek {aios}–{praktijk}: {name}", f"visit {aios}–{praktijk}: {name}")
    return _change(
        store, by, what, aios, praktijk,
        lambda _ronde, calendar, who, where: with_status(calendar, who, where, made_at=by.at),
        expect_version,
    )  # fmt: skip


def _change(
    store: Store,
    by: By,
    what: Text,
    aios: str,
    praktijk: str,
    change: Callable[[Koppelronde, VisitCalendar, str, str], VisitCalendar],
    expect_version: int | None,
) -> VisitChanged:
    from carrousel.visits.changes import outcomes_of

    ronde, calendar = load_round(store, expect_version), calendar_of(store)
    aios = _known(aios, ronde.aios_by_code, Text("aios", "trainee"))
    praktijk = _known(praktijk, ronde.praktijk_by_code, Text("praktijk", "practice"))
    after = change(ronde, calendar, aios, praktijk)
    mine = [o for o in outcomes_of(after) if (o.aios, o.praktijk) == (aios, praktijk)]
    rest = [o for o in ronde.visit_outcomes if (o.aios, o.praktijk) != (aios, praktijk)]
    outcomes = tuple(sorted([*rest, *mine], key=lambda o: (o.aios, o.praktijk)))
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.VISIT_RECORDED,
        subject=about_calendar(after, aios),
    ) as made:  # fmt: skip
        made.save(replace(ronde, visit_outcomes=outcomes))
        made.put_document(CALENDAR, after)
    return VisitChanged(
        ronde=made.ronde, calendar=after, findings=_new_breaches(ronde, calendar, after)
    )


def _new_breaches(
    ronde: Koppelronde, before: VisitCalendar, after: VisitCalendar
) -> tuple[Finding, ...]:
    """What is found now and was not before: a double booking, a closed day.

    Who is short is for a new plan.
    """
    known = {(f.rule, f.who) for f in breaches(ronde, before)}
    return tuple(
        f for f in breaches(ronde, after) if (f.rule, f.who) not in known and f.rule != "visits_min"
    )


def _known(code: str, codes: Mapping[str, object], what: Text) -> str:
    """The code as it is written in the round, whatever its case; WrongUse where there is none."""
    written = {known.casefold(): known for known in codes}
    if code.casefold() not in written:
        raise WrongUse(Text(f"'{code}' is geen {what.nl}.", f"'{code}' is no {what.en}."))
    return written[code.casefold()]
