"""What makes planning again needed: a practice drops out, somebody is ill, one place more.

Each act says what moves for whom. With ``preview`` that is all it does; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bureau.actions.kept import CALENDAR, known_person, newest, real_result
from bureau.actions.loading import load_round
from bureau.actions.meeting.replanning import Replanned, planned_again
from bureau.actions.outcome.sealing import check_seal
from bureau.actions.progress import Tick, nobody_looks
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.people import Person
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step
from koppelronde.domain.times import Period

if TYPE_CHECKING:
    from bureau.store.handle import Store


def drop_practice(
    store: Store,
    by: By,
    *,
    praktijk: str,
    reason: str,
    preview: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> Replanned:
    """A practice takes no part any more: nor do its trainers, and its visits are called off.

    OutOfOrder without a reason, where it dropped out before, or once its trainers may have been
    coupled: then each of them is taken out of the result.
    """
    ronde = load_round(store, expect_version)
    written = {code.casefold(): code for code in ronde.praktijk_by_code}
    if praktijk.casefold() not in written:
        raise WrongUse(Text(f"'{praktijk}' is geen praktijk.", f"'{praktijk}' is no practice."))
    praktijk = written[praktijk.casefold()]
    haos = tuple(hao.code for hao in ronde.haos_of_praktijk[praktijk])
    gone = tuple(sorted({*ronde.withdrawn, *haos}))
    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden.", "Give a reason."))
    if gone == ronde.withdrawn:
        raise OutOfOrder(
            Text(f"Van {praktijk} doet al niemand meer mee.",
                 f"Nobody of {praktijk} takes part any more.")
        )  # fmt: skip
    if real_result(store, ronde) is not None:
        raise OutOfOrder(
            Text("Er is al gekoppeld; haal de opleiders van deze praktijk een voor een uit de "
                 "uitslag.",
                 "The matching is done; take the trainers of this practice out of the result one "
                 "by one."),
            Step(Do.SETTLE_WITHDRAW, (haos[0],)).said,
        )  # fmt: skip
    happened = _Happened(
        Act.WITHDRAWN, praktijk,
        Text(f"praktijk {praktijk} valt uit", f"practice {praktijk} drops out"), reason,
    )  # fmt: skip
    after = replace(ronde, withdrawn=gone)
    return _keep(store, by, ronde, after, happened, preview, progress)


def report_ill(
    store: Store,
    by: By,
    *,
    code: str,
    first: date,
    last: date | None = None,
    preview: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> Replanned:
    """An AIOS or HAO is away from ``first`` to ``last`` (a week where not said), both included.

    Planned visits of those days move. Visits that were agreed stay and are named: people settle
    those themselves.
    """
    ronde = load_round(store, expect_version)
    code = known_person(ronde, code)
    period = Period(first, last or first + timedelta(days=6))
    if period.last < period.first:
        raise WrongUse(Text("De laatste dag ligt voor de eerste.",
                            "The last day is before the first."))  # fmt: skip

    def away(person: Person) -> tuple[Period, ...]:
        return tuple(sorted({*person.absences, period}))

    after = replace(
        ronde,
        aios=tuple(replace(p, absences=away(p)) if p.code == code else p for p in ronde.aios),
        haos=tuple(replace(p, absences=away(p)) if p.code == code else p for p in ronde.haos),
    )
    days = f"{period.first:%d-%m-%Y}–{period.last:%d-%m-%Y}"
    happened = _Happened(Act.CHANGED, code, Text(f"{code} afwezig {days}", f"{code} away {days}"))
    return _keep(store, by, ronde, after, happened, preview, progress)


def take_more_aios(
    store: Store,
    by: By,
    *,
    hao: str,
    places: int = 2,
    preview: bool = False,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> Replanned:
    """A trainer takes so many AIOS this round: a second one, or one again.

    OutOfOrder once the lists are sealed: the number of places decides the matching.
    """
    ronde = load_round(store, expect_version)
    code = known_person(ronde, hao)
    if code not in ronde.hao_by_code:
        raise WrongUse(Text(f"{code} is geen HAO.", f"{code} is not a trainer."))
    if places < 1:
        raise WrongUse(Text("Een HAO heeft minstens één plaats.",
                            "A trainer has at least one place."))  # fmt: skip
    after = replace(
        ronde,
        haos=tuple(replace(h, places=places) if h.code == code else h for h in ronde.haos),
    )
    check_seal(after)
    what = Text(f"plaatsen van {code}: {places}", f"places of {code}: {places}")
    happened = _Happened(Act.CHANGED, code, what)
    found = _keep(store, by, ronde, after, happened, preview, progress)
    return replace(found, findings=(*found.findings, *_practice_is_full(after, code)))


@dataclass(frozen=True, slots=True)
class _Happened:
    """What the journal says of it."""

    act: Act
    who: str
    what: Text
    reason: str = ""


def _keep(
    store: Store,
    by: By,
    before: Koppelronde,
    after: Koppelronde,
    happened: _Happened,
    preview: bool,
    progress: Tick,
) -> Replanned:
    """The round as it becomes, with its visits planned again where any are still to come."""
    calendar = newest(store, CALENDAR, VisitCalendar)
    behind = bool(after.lists_aios or after.lists_hao)
    if calendar is None or behind or not after.procedure.has(PhaseKind.VISITS):
        found = Replanned(
            ronde=after, calendar=calendar, moves=(), findings=(), changed=False, kept=False
        )
    else:
        found = planned_again(store, by, after, calendar, progress)
    if preview or (after == before and not found.changed):
        return found
    with store.transaction(
        expect_version=before.version, by=by, reason=happened.reason, what=happened.what,
        act=happened.act, subject=Subject(who=happened.who),
    ) as change:  # fmt: skip
        change.save(after)
        if found.changed and found.calendar is not None:
            change.put_document(CALENDAR, found.calendar)
    return replace(found, ronde=change.ronde, kept=True)


def _practice_is_full(ronde: Koppelronde, hao: str) -> Iterator[Finding]:
    """A notice where the practice as a whole takes fewer AIOS than its trainers do."""
    praktijk = ronde.praktijk_by_code.get(ronde.hao_by_code[hao].praktijk)
    if praktijk is None or praktijk.places is None:
        return
    here = [h for h in ronde.haos_of_praktijk[praktijk.code] if h.code not in ronde.withdrawn]
    if sum(h.places for h in here) > praktijk.places:
        yield Finding(
            "practice_places", (hao, praktijk.code),
            Text(f"Praktijk {praktijk.code} neemt als geheel niet meer dan {praktijk.places} aios.",
                 f"Practice {praktijk.code} as a whole takes no more than {praktijk.places} "
                 "trainees."),
            Weight.NOTICE,
        )  # fmt: skip
