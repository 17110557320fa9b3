"""What the planner of practice visits may know of a round: people and practices as numbers.

People and practices stand in lottery order (SHA-256 of the round's name and the code), so that
wherever a solver takes "the first", that is the lottery and never the order of rows or codes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from carrousel.visits.moments import Moment, days_off_of, moment_at, moments_of, open_days, packed
from carrousel.visits.numbers import cap_of, maximum_of, minimum_of
from carrousel.visits.pairs import Fits, is_free, nearest
from carrousel.visits.reasons import reasons_to_visit
from carrousel.visits.travel import UNKNOWN, between_table, home_table
from carrousel.visits.visit_options import (
    NO_LIMIT,
    TOP_WISHES,
    Beyond,
    Fixed,
    Option,
    VisitQuestion,
)
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitStatus
from koppelronde.domain.people import Aios, Praktijk
from koppelronde.domain.ronde import Koppelronde

EVERY_PAIR: Final = 10_000
"""Rounds with more pairs than this start from wishes and the nearest practices."""


def lottery_key(ronde: Koppelronde, *codes: str) -> str:
    """The place of somebody in this round's lottery."""
    return hashlib.sha256("\x1f".join((ronde.name, *codes)).encode()).hexdigest()


def _limit(ronde: Koppelronde, praktijk: Praktijk) -> int:
    cap = cap_of(ronde, praktijk)
    return NO_LIMIT if cap is None else cap


def visit_question(
    ronde: Koppelronde,
    *,
    missed: frozenset[tuple[str, str]] = frozenset(),
    fixed: tuple[Visit, ...] = (),
    called_off: frozenset[tuple[str, str, datetime]] = frozenset(),
    announced: tuple[Visit, ...] = (),
    not_before: datetime | None = None,
    every_pair: bool | None = None,
) -> VisitQuestion:
    """Everything the planner needs, from a round.

    ``missed`` pairs AIOS and HAO that missed each other in the carrousel. ``fixed`` visits stay.
    ``called_off`` moments (AIOS, practice, begin) are not proposed a second time. ``announced``
    visits may stay where they are even between the half hours. Nothing new is proposed
    ``not_before`` a moment. ``every_pair`` makes an option of every possible pair (True), or of
    those that somebody wishes and the nearest (False); by default the size of the round decides.
    """
    gone = frozenset(ronde.withdrawn)
    in_lottery = sorted((p for p in ronde.aios if p.code not in gone),
                        key=lambda p: lottery_key(ronde, p.code))  # fmt: skip
    receiving = sorted((p for p in ronde.praktijken if p.code not in gone),
                       key=lambda p: lottery_key(ronde, p.code))  # fmt: skip
    return _Asking(
        ronde, in_lottery, receiving,
        missed=missed, fixed=fixed, called_off=called_off, announced=announced,
        not_before=not_before, every_pair=every_pair,
    ).question()  # fmt: skip


class _Asking:
    """The parts of one question while it is put together."""

    def __init__(
        self,
        ronde: Koppelronde,
        people: list[Aios],
        practices: list[Praktijk],
        *,
        missed: frozenset[tuple[str, str]],
        fixed: tuple[Visit, ...],
        called_off: frozenset[tuple[str, str, datetime]],
        announced: tuple[Visit, ...],
        not_before: datetime | None,
        every_pair: bool | None,
    ) -> None:
        self.ronde, self.people, self.practices = ronde, people, practices
        self.aios_at = {person.code: place for place, person in enumerate(people)}
        self.praktijk_at = {praktijk.code: place for place, praktijk in enumerate(practices)}
        self.called_off = called_off
        self.off = self._placed({(aios, praktijk) for aios, praktijk, _begin in called_off})
        self.fixed_pairs = {
            (self.aios_at[v.aios], self.praktijk_at[v.praktijk]): v
            for v in fixed
            if v.aios in self.aios_at and v.praktijk in self.praktijk_at
        }
        self.told = {
            (self.aios_at[v.aios], self.praktijk_at[v.praktijk]): v.begin
            for v in announced
            if v.aios in self.aios_at and v.praktijk in self.praktijk_at
        }
        self.had = self._already_visited()
        done = VisitStatus.DONE
        held = {(o.aios, o.praktijk) for o in ronde.visit_outcomes if o.status is done}
        held |= {(v.aios, v.praktijk) for v in fixed if v.status is done}
        # Visits held with somebody who left since: they count for who is still there.
        self.left = Counter(a for a, p in held if p not in self.praktijk_at)
        self.left.update(p for a, p in held if a not in self.aios_at)
        self.why = reasons_to_visit(ronde, self._placed, missed)
        self.home = home_table(ronde, people, practices)
        known = self.home[self.home != UNKNOWN]
        self.assumed = int(known.max()) if known.size else 60
        days = open_days(ronde)
        self.moments = [list(moments_of(ronde, praktijk, days)) for praktijk in practices]
        self.begin_at = [{m.begin: place for place, m in enumerate(of)} for of in self.moments]
        gone = frozenset(ronde.withdrawn)
        trainers_of = [
            [hao for hao in ronde.haos_of_praktijk[praktijk.code] if hao.code not in gone]
            for praktijk in practices
        ]
        regular = [tuple(of) for of in self.moments]
        self.fits = Fits(ronde, people, trainers_of, regular, days, not_before)
        pairs = len(people) * len(practices)
        self.every_pair = pairs <= EVERY_PAIR if every_pair is None else every_pair

    def question(self) -> VisitQuestion:
        """All parts together."""
        ronde, fits = self.ronde, self.fits
        special = {*self.fixed_pairs, *self.told, *self.off, *self.why.pairs}
        possible = fits.possible.copy()
        if ronde.settings.only_wished:
            special &= {*self.fixed_pairs, *self.told, *self.why.wished}
            possible[:] = False
        for a, visited in enumerate(self.had):
            for p in visited:
                possible[a, p] = False
        chosen = possible if self.every_pair else nearest(possible, self.home, self.assumed)
        pairs = sorted({*special, *((int(a), int(p)) for a, p in zip(*chosen.nonzero(),
                                                                     strict=True))})  # fmt: skip
        options: list[Option] = []
        fixed_at: list[Fixed] = []
        for a, p in pairs:
            if p in self.had[a]:
                continue
            moments = self._moments_for(a, p, special)
            if (visit := self.fixed_pairs.get((a, p))) is not None:
                fixed_at.append(Fixed(len(options), moments[0], visit))
            if moments:
                options.append(self._option(a, p, moments))
        beyond = None
        if not self.every_pair:
            possible &= ~chosen
            for a, p in special:
                possible[a, p] = False
            home = self.home.copy()
            home[home == UNKNOWN] = self.assumed
            beyond = Beyond(possible, home, lambda a, p: self._option(a, p, fits.of(a, p)))
        used = self._used(options, beyond)
        fixed_of = Counter(options[f.option].aios for f in fixed_at)
        fixed_by = Counter(options[f.option].praktijk for f in fixed_at)
        had_at = Counter(p for visited in self.had for p in visited)
        together = ronde.number("visits_together")
        codes = tuple(self.aios_at)
        between = between_table(ronde, self.practices)
        between[between == UNKNOWN] = self.assumed
        return VisitQuestion(
            aios=codes,
            praktijken=tuple(self.praktijk_at),
            kinds=tuple(praktijk.kind for praktijk in self.practices),
            least=tuple(
                max(0, minimum_of(ronde, code) - len(self.had[a]) - self.left[code])
                for a, code in enumerate(codes)
            ),
            most=tuple(
                max(fixed_of[a], maximum_of(ronde, code) - len(self.had[a]) - self.left[code])
                for a, code in enumerate(codes)
            ),
            cap=tuple(
                max(fixed_by[p], _limit(ronde, praktijk) - had_at[p] - self.left[praktijk.code])
                for p, praktijk in enumerate(self.practices)
            ),
            room=tuple(
                max(fixed_by[p], packed([self.moments[p][m] for m in used[p]]) * together)
                for p in range(len(self.practices))
            ),
            had=tuple(frozenset(visited) for visited in self.had),
            top_ranks_had=self._top_ranks_had(),
            has_wishes=tuple(person.code in self.why.wishing for person in self.people),
            moments=tuple(tuple(of) for of in self.moments),
            options=tuple(options),
            fixed=tuple(fixed_at),
            between=tuple(tuple(row) for row in between.tolist()),
            day_most=ronde.number("visits_per_day_max"),
            together=together,
            buffer_minutes=ronde.number("visit_buffer_minutes"),
            beyond=beyond,
            travel_unknown=self._travel_unknown(options, beyond),
            never=self._never(),
            musts=frozenset((a, p) for a, p in self.why.musts if p not in self.had[a]),
            days_off=tuple(days_off_of(person) for person in self.people),
        )

    def _placed(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
        return {
            (self.aios_at[aios], self.praktijk_at[praktijk])
            for aios, praktijk in pairs
            if aios in self.aios_at and praktijk in self.praktijk_at
        }

    def _already_visited(self) -> list[set[int]]:
        had: list[set[int]] = [set() for _ in self.people]
        for outcome in self.ronde.visit_outcomes:
            a, p = self.aios_at.get(outcome.aios), self.praktijk_at.get(outcome.praktijk)
            if a is None or p is None or (a, p) in self.fixed_pairs:
                continue
            if outcome.status is VisitStatus.DONE:
                had[a].add(p)
        return had

    def _option(self, a: int, p: int, moments: tuple[int, ...]) -> Option:
        minutes = int(self.home[a, p])
        pair = (a, p)
        return Option(
            a,
            p,
            self.why.rank_at.get(pair, 0),
            pair in self.why.asked,
            pair in self.why.missed,
            self.assumed if minutes == UNKNOWN else minutes,
            minutes != UNKNOWN,
            moments,
            points=self.why.points[pair],
            must=pair in self.why.musts,
        )

    def _moments_for(self, a: int, p: int, special: set[tuple[int, int]]) -> tuple[int, ...]:
        """The moments of a pair; an agreed or announced visit may add one to the practice."""
        if (a, p) not in special:
            return self.fits.of(a, p)
        own = self.moments[p]
        visit = self.fixed_pairs.get((a, p))
        if visit is not None:
            place = self.begin_at[p].get(visit.begin)
            if place is None or own[place].end != visit.end:
                place = len(own)
                own.append(Moment.of_visit(visit))
            return (place,)
        person, praktijk = self.people[a], self.practices[p]
        fits = self.fits.of(a, p)
        if (a, p) in self.off:
            named = (person.code, praktijk.code)
            fits = tuple(m for m in fits if (*named, own[m].begin) not in self.called_off)
        told = self.told.get((a, p))
        if told is not None and told not in self.begin_at[p]:
            odd = moment_at(self.ronde, praktijk, told)
            allowed = self.fits.trainers(a, p)
            if odd and not allowed.isdisjoint(odd.present) and is_free(person, odd):
                fits = (*fits, len(own))
                own.append(odd)
        return fits

    def _used(self, options: list[Option], beyond: Beyond | None) -> list[set[int]]:
        """Per practice the moments that anybody can attend."""
        used: list[set[int]] = [set() for _ in self.practices]
        for option in options:
            used[option.praktijk].update(option.moments)
        if beyond is not None:
            for p in range(len(self.practices)):
                used[p] |= self.fits.used(p, beyond.possible[:, p])
        return used

    def _never(self) -> tuple[tuple[int, int], ...]:
        """Pairs that may meet, but whose days never do."""
        pairs = (self.fits.allowed & ~self.fits.possible).nonzero()
        return tuple(
            (int(a), int(p))
            for a, p in zip(*pairs, strict=True)
            if (a, p) not in self.fixed_pairs
            and p not in self.had[a]
            and (not self.ronde.settings.only_wished or (a, p) in self.why.wished)
        )

    def _top_ranks_had(self) -> tuple[int, ...]:
        ranks = self.why.rank_at.items()
        had = Counter(a for (a, p), rank in ranks if rank <= TOP_WISHES and p in self.had[a])
        return tuple(had[a] for a in range(len(self.people)))

    def _travel_unknown(self, options: list[Option], beyond: Beyond | None) -> tuple[str, ...]:
        unknown = {self.people[option.aios].code for option in options if not option.known}
        if beyond is not None:
            rows = (beyond.possible & (self.home == UNKNOWN)).any(axis=1).nonzero()[0].tolist()
            unknown |= {self.people[a].code for a in rows}
        return tuple(sorted(unknown))
