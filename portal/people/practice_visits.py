"""Praktijkbezoeken: whom to visit, moments proposed and confirmed, what became of each visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.handing_in import hand_in_part, window_of
from bureau.actions.meeting.own_visits import (
    OwnVisit,
    confirm_moment,
    own_visits,
    propose_moments,
    seen_calendar,
    settle_visit,
)
from bureau.inbox.appointments import AppointmentState, appointments
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.notes import notes_of
from bureau.inbox.records import Part
from koppelronde.domain.errors import InputMistakes, KoppelError, WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.times import AMSTERDAM
from portal.desk import desk
from portal.people.own import Me, id_of, me
from portal.people.visit_words import SAYS, STATES
from portal.rights import Act, who

_STANDING: Final = (VisitStatus.PLANNED, VisitStatus.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One visit as its owner sees it; ``mark`` is a class of ``.state``."""

    one: OwnVisit
    id: UUID
    name: str
    under: str
    state: Text
    mark: str
    begin: datetime | None
    answer: tuple[datetime, ...]
    waiting: tuple[datetime, ...]
    may_propose: bool
    may_cancel: bool
    past: bool

    @property
    def revision(self) -> int:
        """What a change is made over."""
        return 0 if self.one.asked is None else self.one.asked.revision


@who(Act.OWN)
def visits(request: HttpRequest) -> HttpResponse:
    """Every visit, and the wishes of an AIOS."""
    return _page(request, me(request))


@who(Act.OWN, post=True)
def change_visit(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Propose, confirm, call off, or say that it took place."""
    mine = me(request)
    row = next((row for row in rows_of(mine) if row.id == visit), None)
    if row is None or request.method != "POST":
        raise Http404
    try:
        _changed(request, mine, row)
    except KoppelError as error:
        return _page(request, mine, wrong=(row.id, error.says), status=409)
    return HttpResponseRedirect(f"{reverse('visits')}#b-{row.id}")


@who(Act.OWN, post=True)
def visit_wishes(request: HttpRequest) -> HttpResponse:
    """Hand in which practices an AIOS wishes to see, the strongest wish first."""
    mine = me(request)
    if request.method != "POST" or not _has_wishes(mine):
        raise Http404
    ranks = _ranks(request, mine)
    try:
        if len(set(ranks.values())) != len(ranks):
            raise WrongUse(SAYS.twice)
        hand_in_part(
            desk().inbox, mine.ronde, mine.by, code=mine.code, part=Part.VISIT_WISHES,
            content={"order": sorted(ranks, key=lambda code: ranks[code])},
            key=request.POST.get("key", "")[:64] or str(uuid4()), received_at=desk().now(),
            account=mine.account.id,
        )  # fmt: skip
    except InputMistakes as error:
        return _page(request, mine, wished=ranks, wish_wrong=error.mistakes[0].expected, status=400)
    except KoppelError as error:
        return _page(request, mine, wished=ranks, wish_wrong=error.says, status=400)
    return HttpResponseRedirect(reverse("visits") + "#wensen")


def rows_of(mine: Me) -> tuple[Row, ...]:
    """What stands, is proposed or is wished, by moment and then by name."""
    now, asked = desk().now(), appointments(desk().inbox, mine.ronde.name)
    calendar = seen_calendar(desk().store, mine.ronde, asked, now)
    found = own_visits(mine.ronde, calendar, asked, mine.code, _order(mine))
    made = [_row(mine, one, now) for one in found]
    return tuple(
        sorted(made, key=lambda r: (not r.answer, r.begin is None, r.begin or now, r.name))
    )


def visits_todo(mine: Me) -> Iterator[tuple[Text, Text]]:
    """What the overview asks: proposals to answer, visits that may have taken place."""
    for row in rows_of(mine):
        if row.answer:
            yield (Text(f"Bezoek: {row.name} stelt een moment voor",
                        f"Visit: {row.name} proposes a moment"), SAYS.answer_it)  # fmt: skip
        elif row.past:
            yield Text(f"Bezoek: {row.name}", f"Visit: {row.name}"), SAYS.took_place


def _row(mine: Me, one: OwnVisit, now: datetime) -> Row:
    visit, asked, ronde = one.visit, one.asked, mine.ronde
    standing = visit is not None and visit.status in _STANDING
    begin = (
        visit.begin
        if visit is not None and (standing or visit.status is VisitStatus.DONE)
        else None
    )
    proposed = asked is not None and asked.state is AppointmentState.PROPOSED
    moments = asked.moments if asked is not None and proposed else ()
    own = asked is not None and asked.proposed_by is mine.side
    name = "answer" if moments and not own else "waiting" if moments else (
        visit.status.value if visit is not None else "none")  # fmt: skip
    state, mark = STATES[name]
    done = visit is not None and visit.status is VisitStatus.DONE
    return Row(
        one=one, id=id_of(ronde, f"{one.aios}\n{one.praktijk}"), begin=begin, mark=mark,
        state=state,
        name=ronde.name_of(one.praktijk if mine.is_aios else one.aios), under=_under(mine, one),
        answer=() if own else moments, waiting=moments if own else (),
        may_propose=not done, may_cancel=standing and begin is not None and begin > now,
        past=standing and begin is not None and begin <= now,
    )  # fmt: skip


def _under(mine: Me, one: OwnVisit) -> str:
    if not mine.is_aios:
        return mine.ronde.aios_by_code[one.aios].home.town
    hosts = mine.ronde.hosts_of(one.aios, one.praktijk)
    return ", ".join(mine.ronde.name_of(code) for code in hosts)


def _changed(request: HttpRequest, mine: Me, row: Row) -> None:
    act, text = request.POST.get("act", ""), request.POST.get("revision", "")
    expect = int(text) if text.isdecimal() and len(text) < 9 else -1
    base = (desk().store, desk().inbox, mine.ronde, mine.by)
    pair = {"aios": row.one.aios, "praktijk": row.one.praktijk, "side": mine.side}
    if act == "propose":
        propose_moments(*base, **pair, moments=_moments(request), expect=expect)  # type: ignore[arg-type]
    elif act == "confirm" and row.one.asked is not None:
        begin = next((m for m in row.answer if m.isoformat() == request.POST.get("moment")), None)
        if begin is None:
            raise WrongUse(SAYS.gone)
        confirm_moment(*base, asked=row.one.asked, side=mine.side, begin=begin, expect=expect)
    elif act in ("cancelled", "done"):
        settle_visit(*base, **pair, state=AppointmentState(act), expect=expect)  # type: ignore[arg-type]
    else:
        raise WrongUse(SAYS.gone)


def _moments(request: HttpRequest) -> list[datetime]:
    found = []
    for number in (1, 2, 3):
        typed = request.POST.get(f"moment-{number}", "").strip()
        if not typed:
            continue
        try:
            found.append(datetime.fromisoformat(typed).replace(tzinfo=AMSTERDAM))
        except ValueError:
            raise WrongUse(
                Text(f"'{typed[:40]}' is geen dag en tijd.", f"'{typed[:40]}' is no day and time.")
            ) from None
    return found


def _has_wishes(mine: Me) -> bool:
    return mine.is_aios and not mine.ronde.procedure.has(PhaseKind.SHORTLIST)


def _order(mine: Me) -> list[str]:
    """The wishes as they were handed in last, else as the office read them in."""
    found = hand_ins_of(desk().inbox, mine.ronde.name, mine.code, Part.VISIT_WISHES)
    if found:
        return list(found[-1].content["order"])
    ours = sorted((w.rank, w.praktijk) for w in mine.ronde.visit_wishes if w.aios == mine.code)
    return [praktijk for _, praktijk in ours] if mine.is_aios else []


def _ranks(request: HttpRequest, mine: Me) -> dict[str, int]:
    typed = {p.code: request.POST.get(f"w-{id_of(mine.ronde, p.code)}", "")
             for p in mine.ronde.praktijken}  # fmt: skip
    return {code: int(text) for code, text in typed.items() if text.isdecimal() and len(text) < 4}


def _page(
    request: HttpRequest, mine: Me, *, wrong: tuple[UUID, Text] | None = None,
    wished: dict[str, int] | None = None, wish_wrong: Text | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows, least = rows_of(mine), mine.ronde.number("visits_min")
    order = _order(mine)
    chosen = {code: n for n, code in enumerate(order, 1)} if wished is None else wished
    settings, counts = mine.ronde.settings, [r for r in rows if r.begin is not None]
    context: dict[str, Any] = {
        "says": SAYS, "mine": mine, "rows": rows, "least": least, "counts": len(counts),
        "wrong_id": wrong and wrong[0], "wrong": wrong and wrong[1], "wish_wrong": wish_wrong,
        "first": settings.visits_from, "last": settings.visits_until, "key": uuid4(),
        "minutes": mine.ronde.number("visit_minutes"),
        "wishes": _wish_rows(mine, chosen) if _has_wishes(mine) else (), "wished": len(order),
        "places": range(1, max(least, mine.ronde.number("visits_max")) + 3),
        "late": window_of(mine.ronde, Part.VISIT_WISHES).over(desk().now()),
    }  # fmt: skip
    return render(request, "people/visits.html", context, status=status)


def _wish_rows(mine: Me, chosen: dict[str, int]) -> list[dict[str, Any]]:
    """Practices with a star first, then by name; the order chosen stands before all."""
    notes = notes_of(desk().inbox, mine.account.id, mine.ronde.name)
    stars = {mine.ronde.hao_by_code[code].praktijk for code, note in notes.items()
             if note.star and code in mine.ronde.hao_by_code}  # fmt: skip
    gone = frozenset(mine.ronde.withdrawn)
    there = [p for p in mine.ronde.praktijken if p.code not in gone]
    there.sort(key=lambda p: (chosen.get(p.code, 999), p.code not in stars, p.name))
    return [
        {"id": id_of(mine.ronde, p.code), "place": p, "rank": chosen.get(p.code),
         "star": p.code in stars,
         "haos": ", ".join(h.name for h in mine.ronde.haos_of_praktijk[p.code])}
        for p in there
    ]  # fmt: skip
