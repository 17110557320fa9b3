"""What the planner of practice visits may know: people and practices as numbers, no names.

People and practices stand in lottery order (SHA-256 of the round's name and the code), so that
wherever a solver takes "the first", that is the lottery and never the order of rows or codes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from carrousel.visit_moments import Moment, moment_at, moments_of, open_days, packed
from carrousel.visit_numbers import cap_of, maximum_of, minimum_of
from koppelronde.outcome import Visit, VisitStatus
from koppelronde.people import Praktijk, Side
from koppelronde.ronde import Koppelronde
from koppelronde.rules import refusal

NO_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Option:
    """One AIOS and one practice that could be visited.

    ``rank`` is the AIOS's wish (0 = not wished), ``asked`` whether the practice asked for this
    AIOS, ``missed`` whether the two missed each other in the carrousel. ``home_minutes`` is one
    way; where travel is unknown it is the longest known in the round (``known`` is False).
    ``moments`` are places in the practice's list of moments.
    """

    aios: int
    praktijk: int
    rank: int
    asked: bool
    missed: bool
    home_minutes: int
    known: bool
    moments: tuple[int, ...]

    @property
    def wishes(self) -> int:
        """How many of both sides wish this visit."""
        return (self.rank > 0) + self.asked


@dataclass(frozen=True, slots=True)
class Fixed:
    """An agreed or held visit, which no plan touches."""

    option: int
    moment: int
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitQuestion:
    """The whole question; everything is addressed by place in ``aios`` and ``praktijken``.

    ``had`` are practices already visited outside the calendar: they count for minimum and cap.
    ``least`` and ``most`` bound the visits of an AIOS, ``cap`` those of a practice, all three
    what is still to be planned, agreed visits included. ``room`` is how many visits the moments
    of a practice hold that anybody can attend.
    """

    aios: tuple[str, ...]
    praktijken: tuple[str, ...]
    kinds: tuple[str, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    cap: tuple[int, ...]
    room: tuple[int, ...]
    had: tuple[frozenset[int], ...]
    top_ranks_had: tuple[int, ...]
    has_wishes: tuple[bool, ...]
    moments: tuple[tuple[Moment, ...], ...]
    options: tuple[Option, ...]
    fixed: tuple[Fixed, ...]
    between: tuple[tuple[int, ...], ...]
    day_most: int
    together: int
    buffer_minutes: int


def lottery_key(ronde: Koppelronde, *codes: str) -> str:
    """The place of somebody in this round's lottery."""
    return hashlib.sha256("\x1f".join((ronde.name, *codes)).encode()).hexdigest()


def _limit(ronde: Koppelronde, praktijk: Praktijk) -> int:
    cap = cap_of(ronde, praktijk)
    return NO_LIMIT if cap is None else cap


def active(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Visits that stand: planned, agreed or held."""
    gone = (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
    return tuple(visit for visit in visits if visit.status not in gone)


def visit_question(
    ronde: Koppelronde,
    *,
    missed: frozenset[tuple[str, str]] = frozenset(),
    fixed: tuple[Visit, ...] = (),
    called_off: frozenset[tuple[str, str, datetime]] = frozenset(),
    announced: tuple[Visit, ...] = (),
    not_before: datetime | None = None,
) -> VisitQuestion:
    """Everything the planner needs, from a round.

    ``missed`` pairs AIOS and HAO that missed each other in the carrousel. ``fixed`` visits stay.
    ``called_off`` moments (AIOS, practice, begin) are not proposed a second time. ``announced``
    visits may stay where they are even between the half hours. Nothing new is proposed
    ``not_before`` a moment.
    """
    gone = frozenset(ronde.withdrawn)
    in_lottery = sorted((p for p in ronde.aios if p.code not in gone),
                        key=lambda p: lottery_key(ronde, p.code))  # fmt: skip
    receiving = sorted((p for p in ronde.praktijken if p.code not in gone),
                       key=lambda p: lottery_key(ronde, p.code))  # fmt: skip
    aios_at = {person.code: place for place, person in enumerate(in_lottery)}
    praktijk_at = {praktijk.code: place for place, praktijk in enumerate(receiving)}
    kept = tuple(v for v in fixed if v.aios in aios_at and v.praktijk in praktijk_at)
    fixed_pairs = {(visit.aios, visit.praktijk): visit for visit in kept}
    had: list[set[int]] = [set() for _ in in_lottery]
    for outcome in ronde.visit_outcomes:
        pair = (outcome.aios, outcome.praktijk)
        known = outcome.aios in aios_at and outcome.praktijk in praktijk_at
        if known and outcome.status is VisitStatus.DONE and pair not in fixed_pairs:
            had[aios_at[outcome.aios]].add(praktijk_at[outcome.praktijk])
    rank_of = {(w.aios, w.praktijk): w.rank for w in ronde.visit_wishes if w.by is Side.AIOS}
    asked = {(w.aios, w.praktijk) for w in ronde.visit_wishes if w.by is Side.HAO}
    travel = {
        (aios.code, praktijk.code): ronde.travel_to_praktijk(aios, praktijk)
        for aios in in_lottery
        for praktijk in receiving
    }
    assumed = max((t.minutes for t in travel.values() if t is not None), default=60)
    moments = [list(moments_of(ronde, praktijk)) for praktijk in receiving]
    begin_at = [{m.begin: place for place, m in enumerate(of)} for of in moments]
    announced_at = {(v.aios, v.praktijk): v.begin for v in announced}
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    vetoes = ronde.veto_by_couple
    assigned = frozenset(ronde.interviews)
    receives = [
        [h for h in ronde.haos_of_praktijk[praktijk.code] if h.code not in gone]
        for praktijk in receiving
    ]
    missed_at = {
        (aios, ronde.hao_by_code[hao].praktijk) for aios, hao in missed if hao in ronde.hao_by_code
    }
    days = open_days(ronde)
    off = {(aios, praktijk) for aios, praktijk, _begin in called_off}
    fitting: dict[tuple[int, frozenset[str], frozenset[date]], tuple[int, ...]] = {}
    options: list[Option] = []
    fixed_at: list[Fixed] = []
    for a, aios in enumerate(in_lottery):
        away = frozenset(day for day in days if aios.away_on(day))
        for p, praktijk in enumerate(receiving):
            pair = (aios.code, praktijk.code)
            if p in had[a]:
                continue
            visit = fixed_pairs.get(pair)
            fits: tuple[int, ...]
            if visit is not None:
                place = begin_at[p].get(visit.begin)
                if place is None or moments[p][place].end != visit.end:
                    place = len(moments[p])
                    moments[p].append(Moment.of_visit(visit))
                fits = (place,)
                fixed_at.append(Fixed(len(options), place, visit))
            else:
                allowed = {
                    hao.code
                    for hao in receives[p]
                    if refusal(rules, aios, hao, vetoes.get((aios.code, hao.code))) is None
                    and (not assigned or (aios.code, hao.code) in assigned)
                }
                own = moments[p]
                fits = ()
                if allowed:
                    key = (p, frozenset(allowed), away)
                    if key not in fitting:
                        fitting[key] = tuple(
                            place
                            for place, m in enumerate(own[: len(begin_at[p])])
                            if not allowed.isdisjoint(m.present)
                            and m.day not in away
                            and (not_before is None or m.begin >= not_before)
                        )
                    fits = fitting[key]
                    if pair in off:
                        fits = tuple(m for m in fits if (*pair, own[m].begin) not in called_off)
                told = announced_at.get(pair)
                if told is not None and told not in begin_at[p] and allowed:
                    odd = moment_at(ronde, praktijk, told)
                    if odd and not allowed.isdisjoint(odd.present) and not aios.away_on(odd.day):
                        fits = (*fits, len(own))
                        own.append(odd)
            if not fits:
                continue
            minutes = travel[pair]
            options.append(
                Option(
                    a,
                    p,
                    rank_of.get(pair, 0),
                    pair in asked,
                    pair in missed_at,
                    assumed if minutes is None else minutes.minutes,
                    minutes is not None,
                    fits,
                )
            )  # fmt: skip
    fixed_of_aios = [sum(options[f.option].aios == a for f in fixed_at) for a in aios_at.values()]
    fixed_at_praktijk = [
        sum(options[f.option].praktijk == p for f in fixed_at) for p in praktijk_at.values()
    ]
    had_at = [sum(p in visited for visited in had) for p in praktijk_at.values()]
    ranked: dict[str, list[tuple[int, str]]] = {}
    for (wisher, wished), rank in rank_of.items():
        ranked.setdefault(wisher, []).append((rank, wished))
    usable: list[set[int]] = [set() for _ in receiving]
    for option in options:
        usable[option.praktijk].update(option.moments)
    together = ronde.number("visits_together")
    return VisitQuestion(
        aios=tuple(aios_at),
        praktijken=tuple(praktijk_at),
        kinds=tuple(praktijk.kind for praktijk in receiving),
        least=tuple(max(0, minimum_of(ronde, code) - len(had[a])) for code, a in aios_at.items()),
        most=tuple(
            max(fixed_of_aios[a], maximum_of(ronde, code) - len(had[a]))
            for code, a in aios_at.items()
        ),
        cap=tuple(
            max(fixed_at_praktijk[p], _limit(ronde, praktijk) - had_at[p])
            for p, praktijk in enumerate(receiving)
        ),
        room=tuple(
            max(fixed_at_praktijk[p], packed([moments[p][m] for m in usable[p]]) * together)
            for p in range(len(receiving))
        ),
        had=tuple(frozenset(visited) for visited in had),
        top_ranks_had=tuple(
            sum(
                rank <= TOP_WISHES and praktijk_at.get(wished) in had[a]
                for rank, wished in ranked.get(code, ())
            )
            for code, a in aios_at.items()
        ),
        has_wishes=tuple(code in ranked for code in aios_at),
        moments=tuple(tuple(of) for of in moments),
        options=tuple(options),
        fixed=tuple(fixed_at),
        between=_between(ronde, receiving, assumed),
        day_most=ronde.number("visits_per_day_max"),
        together=together,
        buffer_minutes=ronde.number("visit_buffer_minutes"),
    )


TOP_WISHES = 5
"""The wishes that count as "own top 5"."""


def _between(
    ronde: Koppelronde, receiving: list[Praktijk], assumed: int
) -> tuple[tuple[int, ...], ...]:
    rows = [[0] * len(receiving) for _ in receiving]
    for p, first in enumerate(receiving):
        for q, second in enumerate(receiving[:p]):
            minutes = ronde.travel_between(first, second)
            rows[p][q] = rows[q][p] = assumed if minutes is None else minutes.minutes
    return tuple(tuple(row) for row in rows)
