"""What stays open after the matching, settled by hand: nobody else moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import (
    CALENDAR,
    TIMETABLE,
    about_result,
    known_person,
    newest,
    real_result_of,
)
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.lists import VetoGround
from koppelronde.domain.ronde import Agreement, Koppelronde
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
    from matching.calls.rematch import Move
    from matching.settle.settle import HandPlacement
    from matching.settle.settlement import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """Who and what is left after the matching, with ready-made swaps that would free a place."""

    ronde: Koppelronde
    kept: KeptResult
    settlement: Settlement


def list_open(store: Store, by: By) -> StillOpen:
    """Everything needed to settle what is left; OutOfOrder before there is a real result."""
    from matching.settle.settlement import settlement

    del by  # looking leaves no trace
    ronde = store.load()
    kept = real_result_of(store, ronde)
    return StillOpen(ronde=ronde, kept=kept, settlement=settlement(ronde, kept.matching))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldResult:
    """The result after something was settled: who got or lost a partner, how many are without."""

    after: Koppelronde
    kept: KeptResult
    moves: tuple[Move, ...]
    without_place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A couple made by hand, whom it passes over, and the result that holds it."""

    placement: HandPlacement
    result: HeldResult


def place(
    store: Store,
    by: By,
    *,
    aios: str,
    hao: str,
    reason: str,
    and_by: str,
    moving: tuple[tuple[str, str], ...] = (),
    expect_version: int | None = None,
) -> Placed:
    """Couple two people by hand; ``moving`` are AIOS (and to whom they go) who make room for it.

    Needs a reason and the name of a second person, ``and_by``. OutOfOrder where a rule forbids
    it, the AIOS has a place or the HAO has none; WrongUse for an unknown code or a missing name.
    """
    from matching.settle.settle import place_by_hand

    ronde = store.load()
    kept = real_result_of(store, ronde)
    made = place_by_hand(
        ronde, kept.matching, aios=known_person(ronde, aios), hao=known_person(ronde, hao),
        reason=reason, decided_by=(by.name, and_by),
        moving=tuple((known_person(ronde, a), known_person(ronde, h)) for a, h in moving),
    )  # fmt: skip
    result = _keep_held(
        store, replace(by, name=f"{by.name}; {and_by}"), _with(ronde, made.agreements), kept,
        what=_placed(made), reason=reason, version=_version(ronde, expect_version),
        act=Act.PLACED, who=f"{made.aios} {made.hao}",
        by_hand=frozenset((a.aios, a.hao) for a in made.agreements),
    )  # fmt: skip
    return Placed(placement=made, result=result)


def _placed(made: HandPlacement) -> Text:
    """For the journal: who was placed, who moved for it, whom it passes over."""
    couples = ", ".join(f"{a.aios}–{a.hao}" for a in made.agreements)
    over = ", ".join(passed.code for passed in made.passed_over)
    said = Text(f"met de hand geplaatst: {couples}", f"placed by hand: {couples}")
    none = Text("niemand", "nobody")
    return said + Text(f"; gaat voorbij aan: {over or none.nl}",
                       f"; passes over: {over or none.en}")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissolved:
    """A couple that fell away by a late veto, and the result without it."""

    out: Agreement
    result: HeldResult


def late_veto(
    store: Store,
    by: By,
    *,
    aios: str,
    hao: str,
    ground: VetoGround,
    reason: str,
    and_by: str,
    expect_version: int | None = None,
) -> Dissolved:
    """Dissolve one couple on a ground that the procedure recognises; nobody else moves.

    Needs a reason and the name of a second person. OutOfOrder when these two are not coupled.
    """
    from matching.settle.settle import dissolve_by_hand

    ronde = store.load()
    kept = real_result_of(store, ronde)
    out = dissolve_by_hand(
        ronde, kept.matching, aios=known_person(ronde, aios), hao=known_person(ronde, hao),
        ground=ground, reason=reason, decided_by=(by.name, and_by),
    )  # fmt: skip
    what = Text(f"veto na de koppeling: {out.aios}–{out.hao}",
                f"veto after the matching: {out.aios}–{out.hao}")  # fmt: skip
    result = _keep_held(
        store, replace(by, name=out.by), _with(ronde, (out,)), kept, what=what, reason=out.reason,
        version=_version(ronde, expect_version), act=Act.VETOED, who=f"{out.aios} {out.hao}",
    )  # fmt: skip
    return Dissolved(out=out, result=result)


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedOut:
    """Somebody who takes no part any more.

    ``result`` is None where there was no result yet; ``still_planned`` says which plans of days to
    come count on them.
    """

    code: str
    name: str
    result: HeldResult | None
    still_planned: tuple[Text, ...]


def drop_out(
    store: Store, by: By, *, code: str, reason: str, expect_version: int | None = None
) -> DroppedOut:
    """Take somebody out; nobody else moves. Before the matching that is all there is to it."""
    from bureau.actions.kept import real_result
    from bureau.actions.outcome.since_seal import put_answers, settled_since
    from matching.calls.applying import withdraw as without

    ronde = store.load()
    code = known_person(ronde, code)
    if code in ronde.withdrawn:
        raise OutOfOrder(
            Text(f"{code} doet al niet meer mee.", f"{code} had withdrawn already.")
        )  # fmt: skip
    after, what = without(ronde, code), Text(f"{code} valt uit", f"{code} drops out")
    version = _version(ronde, expect_version)
    kept, result = real_result(store, ronde), None
    settled = settled_since(store, after)
    if kept is None:
        with store.transaction(
            expect_version=version, by=by, reason=reason, what=what, act=Act.WITHDRAWN,
            subject=Subject(who=code),
        ) as change:  # fmt: skip
            change.save(after)
            put_answers(change, after, settled)
    else:
        result = _keep_held(
            store, by, after, kept, what=what, reason=reason, version=version,
            act=Act.WITHDRAWN, who=code,
        )  # fmt: skip
    return DroppedOut(
        code=code, name=ronde.name_of(code), result=result,
        still_planned=_still_planned(store, by, store.load(), code),
    )  # fmt: skip


def _version(ronde: Koppelronde, expected: int | None) -> int:
    return ronde.version if expected is None else expected


def _with(ronde: Koppelronde, made: tuple[Agreement, ...]) -> Koppelronde:
    pairs = {(a.aios, a.hao) for a in made}
    others = [a for a in ronde.agreements if (a.aios, a.hao) not in pairs]
    return replace(ronde, agreements=tuple(sorted([*others, *made])))


def _keep_held(
    store: Store, by: By, after: Koppelronde, kept: KeptResult, *, what: Text, reason: str,
    version: int, act: Act, who: str, by_hand: frozenset[tuple[str, str]] = frozenset(),
) -> HeldResult:  # fmt: skip
    """Solve with everybody held, prove it, keep it with the round in one transaction."""
    from bureau.actions.kept import CALL_LIST, call_records_of, put_result
    from bureau.actions.outcome.call_listing import list_of_calls
    from bureau.actions.outcome.since_seal import facts_now, put_answers, settled_since
    from bureau.actions.outcome.solving import keep_solution
    from matching.settle.held import hold_the_rest

    held = hold_the_rest(after, kept.matching, facts_now(after))
    settled = settled_since(store, after, by_hand=by_hand)
    current = keep_solution(
        after, held.facts, held.solution, trial=kept.matching.trial, made_at=by.at,
        answers=settled.answers, before=kept.matching.result_hash,
    )  # fmt: skip
    records = call_records_of(store)
    store.copy_before("settle")
    with store.transaction(
        expect_version=version, by=by, reason=reason, what=what, act=act,
        subject=about_result(kept.matching, who),
    ) as change:  # fmt: skip
        change.save(after)
        put_result(change, current)
        put_answers(change, after, settled)
        change.put_document(CALL_LIST, list_of_calls(after, current, records))
    placed = {aios for aios, _ in held.solution.pairs}
    return HeldResult(
        after=after, kept=current, moves=tuple(held.moves),
        without_place=sum(aios not in placed for aios in held.facts.aios),
    )  # fmt: skip


def _still_planned(store: Store, by: By, ronde: Koppelronde, code: str) -> tuple[Text, ...]:
    """Which plans of days to come still count on somebody who left."""
    from koppelronde.domain.outcomes.outcome_visits import VisitCalendar

    calendar = newest(store, CALENDAR, VisitCalendar)
    if ronde.lists_aios or ronde.lists_hao:
        return ()  # the days of meeting are behind us
    found = []
    partners = sorted({a if h == code else h for a, h in ronde.interviews if code in (a, h)})
    if partners and calendar is None:
        who = ", ".join(partners)
        found.append(
            Text(f"{code} was kandidaat bij {who}. De gesprekken opnieuw verdelen:  ",
                 f"{code} was a candidate of {who}. Assign the interviews again:  ")
            + Step(Do.SHORTLIST).said
        )  # fmt: skip
    if _in_timetable(store, by, code):
        found.append(
            Text(f"{code} staat nog in het rooster. Een nieuw:  ",
                 f"{code} is still in the timetable. A new one:  ")
            + Step(Do.PLAN_CARROUSEL).said
        )  # fmt: skip
    if calendar is not None and _in_calendar(calendar, by, code):
        found.append(
            Text(f"{code} staat nog in het bezoekplan. Opnieuw:  ",
                 f"{code} is still in the visit plan. Again:  ")
            + Step(Do.REPLAN_VISITS).said
        )  # fmt: skip
    return tuple(found)


def _in_timetable(store: Store, by: By, code: str) -> bool:
    from koppelronde.domain.outcomes.outcome_carrousel import Timetable

    timetable = newest(store, TIMETABLE, Timetable)
    return (
        timetable is not None
        and timetable.turns[0].begin > by.at
        and any(code in (meeting.aios, meeting.hao) for meeting in timetable.meetings)
    )


def _in_calendar(calendar: VisitCalendar, by: By, code: str) -> bool:
    from koppelronde.domain.outcomes.outcome_visits import VisitStatus

    return any(
        code in (visit.aios, *visit.present) and visit.begin > by.at
        for visit in calendar.visits
        if visit.status in (VisitStatus.PLANNED, VisitStatus.AGREED)
    )
