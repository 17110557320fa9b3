"""Which AIOS could visit which practice, and at which of its moments.

The rules of the procedure are asked once for each kind of AIOS and kind of trainer: people who
differ in nothing that a rule reads get the same answer. Whoever is named by a veto, a relation or
as trainer of year 1 is asked about one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from carrousel.visits.moments import Moment
from carrousel.visits.travel import UNKNOWN
from koppelronde.domain.people import Aios, Hao, Place
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST: Final = 12
"""So many of the nearest practices of every AIOS, and the nearest AIOS of every practice."""

Someone = TypeVar("Someone", Aios, Hao)


def allowed_couples(
    ronde: Koppelronde, people: Sequence[Aios], trainers: Sequence[Hao]
) -> NDArray[np.bool_]:
    """AIOS by trainer: whether no rule forbids the couple, and they are to interview if asked."""
    import numpy as np

    rules = tuple(choice.name for choice in ronde.procedure.rules)
    vetoes = ronde.veto_by_couple
    aios_kinds, aios_kind = _kinds([_plain_aios(person) for person in people])
    hao_kinds, hao_kind = _kinds([_plain_hao(trainer) for trainer in trainers])
    answers = np.array(
        [[refusal(rules, a, h, None) is None for h in hao_kinds] for a in aios_kinds], dtype=bool
    ).reshape(len(aios_kinds), len(hao_kinds))
    table = answers[np.ix_(aios_kind, hao_kind)]
    place_of = {trainer.code: place for place, trainer in enumerate(trainers)}
    vetoed: dict[str, list[str]] = {}
    for aios, hao in sorted(vetoes):
        vetoed.setdefault(aios, []).append(hao)
    for a, person in enumerate(people):
        named = {person.trainer_year_1, *person.relations, *vetoed.get(person.code, ())}
        for h in sorted(place_of[code] for code in named if code in place_of):
            trainer = trainers[h]
            veto = vetoes.get((person.code, trainer.code))
            table[a, h] = refusal(rules, person, trainer, veto) is None
    if ronde.interviews:
        row = {person.code: place for place, person in enumerate(people)}
        together = np.zeros_like(table)
        for aios, hao in ronde.interviews:
            if aios in row and hao in place_of:
                together[row[aios], place_of[hao]] = True
        table &= together
    return table


def _kinds(people: Sequence[Someone]) -> tuple[list[Someone], list[int]]:
    """The different ones, and for everybody the place of their kind."""
    kinds: dict[Someone, int] = {}
    kind_of = [kinds.setdefault(person, len(kinds)) for person in people]
    return list(kinds), kind_of


def _plain_aios(person: Aios) -> Aios:
    """The AIOS without what only tells people apart or names trainers."""
    return replace(
        person, code="", first_name="", infix="", surname="", emails=(), phones=(),
        absences=(), home=Place(), trainer_year_1="", relations=(),
    )  # fmt: skip


def _plain_hao(hao: Hao) -> Hao:
    """The trainer without what only tells people apart; a code that nobody names."""
    return replace(
        hao, code="\0", first_name="", infix="", surname="", emails=(), phones=(), absences=(),
        praktijk="", last_aios_until=None, leerwerkplan="",
    )  # fmt: skip


def nearest(
    possible: NDArray[np.bool_], home: NDArray[np.int64], assumed: int
) -> NDArray[np.bool_]:
    """The nearest possible practices of everybody, and the nearest AIOS of every practice.

    ``assumed`` minutes stand for travel that nobody knows.
    """
    import numpy as np

    far = np.where(possible, np.where(home == UNKNOWN, assumed, home), 1 << 30)
    near = np.zeros_like(possible)
    rows = np.argsort(far, axis=1, kind="stable")[:, :NEAREST]
    np.put_along_axis(near, rows, True, axis=1)
    columns = np.argsort(far, axis=0, kind="stable")[:NEAREST]
    np.put_along_axis(near, columns, True, axis=0)
    return near & possible


def is_free(person: Aios, moment: Moment) -> bool:
    """Whether the AIOS can be at the practice then: not away, within the hours given."""
    return person.free_between(moment.day, moment.begin.time(), moment.end.time())


class Fits:
    """The moments of each practice that an AIOS can attend with a trainer who is allowed.

    ``of`` answers for a pair with places in the practice's list of moments; AIOS with the same
    absences, hours and allowed trainers of a practice share one answer. ``possible`` says for every
    pair whether there is any, ``allowed`` whether any trainer there is.
    """

    def __init__(
        self,
        ronde: Koppelronde,
        people: Sequence[Aios],
        trainers_of: Sequence[Sequence[Hao]],
        moments: Sequence[Sequence[Moment]],
        days: Sequence[date],
        not_before: datetime | None,
    ) -> None:
        import numpy as np

        self._moments, self._people = moments, people
        self._trainers = [[hao.code for hao in trainers] for trainers in trainers_of]
        self._not_before = not_before
        every = [hao for trainers in trainers_of for hao in trainers]
        table = allowed_couples(ronde, people, every)
        self._away = [frozenset(day for day in days if person.away_on(day)) for person in people]
        kinds: dict[object, int] = {}
        away_kind = np.array(
            [
                kinds.setdefault((away, p.visit_windows, p.away_hours), len(kinds))
                for away, p in zip(self._away, people, strict=True)
            ],
            dtype=np.int64,
        )
        self._known: list[list[tuple[int, ...]]] = []
        self._which = np.zeros((len(people), len(moments)), dtype=np.int64)
        self.possible = np.zeros((len(people), len(moments)), dtype=bool)
        self.allowed = np.zeros((len(people), len(moments)), dtype=bool)
        self._allowed: list[NDArray[np.bool_]] = []
        start = 0
        for p, codes in enumerate(self._trainers):
            mine = table[:, start : start + len(codes)]
            start += len(codes)
            self._allowed.append(mine)
            self.allowed[:, p] = mine.any(axis=1)
            kind = away_kind
            for column in mine.T:
                # Numbered anew each time, so that any number of trainers fits.
                kind = np.unique(2 * kind + column, return_inverse=True)[1].reshape(-1)
            _, first, self._which[:, p] = np.unique(kind, return_index=True, return_inverse=True)
            self._known.append([self._fitting(a, p) for a in first.tolist()])
            some = np.array([bool(fits) for fits in self._known[p]], dtype=bool)
            if len(people):
                self.possible[:, p] = some[self._which[:, p]]

    def trainers(self, a: int, p: int) -> frozenset[str]:
        """The trainers of the practice who may be coupled to the AIOS."""
        here = zip(self._trainers[p], self._allowed[p][a].tolist(), strict=True)
        return frozenset(code for code, allowed in here if allowed)

    def of(self, a: int, p: int) -> tuple[int, ...]:
        """The moments for that pair."""
        return self._known[p][int(self._which[a, p])]

    def used(self, p: int, people: NDArray[np.bool_]) -> set[int]:
        """The moments of the practice that any of those people can attend."""
        import numpy as np

        kinds = np.unique(self._which[people, p]).tolist()
        return {m for kind in kinds for m in self._known[p][kind]}

    def _fitting(self, a: int, p: int) -> tuple[int, ...]:
        allowed = self.trainers(a, p)
        if not allowed:
            return ()
        return tuple(
            place
            for place, moment in enumerate(self._moments[p])
            if not allowed.isdisjoint(moment.present)
            and moment.day not in self._away[a]
            and is_free(self._people[a], moment)
            and (self._not_before is None or moment.begin >= self._not_before)
        )
