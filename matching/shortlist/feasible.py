"""Can all these AIOS be placed at the same time, and if not, who are too many for too few places?

One AIOS after the other gets a place; who is in the way moves on (augmenting paths: H.W. Kuhn,
"The Hungarian Method for the Assignment Problem", Naval Research Logistics Quarterly 2 (1955)).
Where no way on exists, the people passed are a shortage (P. Hall, "On Representatives of
Subsets", Journal of the London Mathematical Society 10 (1935)). Nothing is preferred here: only
whether it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from koppelronde.domain.facts import Excluded
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.domain.rules import refusal

Choices = Mapping[str, tuple[str, ...]]
"""For every AIOS the HAOs that are possible, sorted by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Places per HAO, and per practice where one sets a limit.

    ``praktijk_of`` names only HAOs of practices in ``praktijk_places``.
    """

    places: Mapping[str, int]
    praktijk_of: Mapping[str, str] = field(default_factory=dict)
    praktijk_places: Mapping[str, int] = field(default_factory=dict)

    def together(self, haos: Iterable[str]) -> int:
        """How many AIOS these HAOs can take together."""
        total, at_praktijk = 0, dict[str, int]()
        for hao in haos:
            praktijk = self.praktijk_of.get(hao)
            if praktijk is None:
                total += self.places[hao]
            else:
                at_praktijk[praktijk] = at_praktijk.get(praktijk, 0) + self.places[hao]
        return total + sum(min(self.praktijk_places[p], n) for p, n in at_praktijk.items())

    def without(self, hao: str) -> Room:
        """The room that is left when this HAO drops out."""
        return replace(self, places={**self.places, hao: 0})


@dataclass(frozen=True, slots=True)
class Crowd:
    """``aios`` together fit only at ``haos``, who have ``places`` places: one or more too few.

    Nobody can be left out of ``aios`` without the others fitting.
    """

    aios: tuple[str, ...]
    haos: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Everybody and everything met in search of a place: not one place was free."""

    aios: frozenset[str]
    haos: frozenset[str]


def place(
    choices: Choices, room: Room, keep: Mapping[str, str] | None = None
) -> tuple[dict[str, str], Reach | None]:
    """As many AIOS as possible with an HAO each, and why the first one left over does not fit.

    ``keep`` is where some AIOS sit already; they stay placed but may move. The second value is
    None when everybody in ``choices`` has a place.
    """
    where = dict(keep or {})
    seats: dict[str, list[str]] = {hao: [] for hao in room.places}
    for aios, hao in where.items():
        seats[hao].append(aios)
    colleagues: dict[str, list[str]] = {}
    for hao, praktijk in sorted(room.praktijk_of.items()):
        colleagues.setdefault(praktijk, []).append(hao)
    failed: Reach | None = None
    for newcomer in sorted(choices):
        if newcomer not in where:
            reach = _seat(newcomer, choices, room, seats, where, colleagues)
            failed = failed or reach
    return where, failed


def _seat(
    newcomer: str,
    choices: Choices,
    room: Room,
    seats: dict[str, list[str]],
    where: dict[str, str],
    colleagues: Mapping[str, list[str]],
) -> Reach | None:
    """Give one more AIOS a place by moving others on; what was searched when that fails."""
    pushed: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    queue = [newcomer]
    for aios in queue:
        for hao in choices[aios]:
            if hao in seen:
                continue
            seen.add(hao)
            praktijk = room.praktijk_of.get(hao)
            in_the_way = seats[hao]
            if len(seats[hao]) < room.places[hao]:
                around = (
                    [] if praktijk is None else [b for h in colleagues[praktijk] for b in seats[h]]
                )
                if praktijk is None or len(around) < room.praktijk_places[praktijk]:
                    _move_on(newcomer, aios, hao, pushed, seats, where)
                    return None
                in_the_way = around
            for other in in_the_way:
                if other != newcomer and other not in pushed:
                    pushed[other] = (aios, hao)
                    queue.append(other)
    return Reach(frozenset(queue), frozenset(seen))


def _move_on(
    newcomer: str,
    aios: str,
    hao: str,
    pushed: Mapping[str, tuple[str, str]],
    seats: dict[str, list[str]],
    where: dict[str, str],
) -> None:
    while True:
        before = where.get(aios)
        if before is not None:
            seats[before].remove(aios)
        where[aios] = hao
        seats[hao].append(aios)
        if aios == newcomer:
            return
        aios, hao = pushed[aios]


def crowd(choices: Choices, room: Room) -> Crowd | None:
    """A smallest group of AIOS for whom there are too few places; None when all fit.

    Smallest in the sense that leaving out any one of them lets the others fit.
    """
    _, reach = place(choices, room)
    if reach is None:
        return None
    group = sorted(reach.aios)
    for aios in list(group):
        fewer = {code: choices[code] for code in group if code != aios}
        if place(fewer, room)[1] is not None:
            group = sorted(fewer)
    haos = tuple(sorted({hao for aios in group for hao in choices[aios]}))
    return Crowd(tuple(group), haos, room.together(haos))


@dataclass(frozen=True, slots=True)
class Possible:
    """Who may be coupled to whom in this round before anybody met, and what room there is.

    AIOS with a locked couple are out, and their places are taken. HAOs without a place stand in
    ``room.places`` with 0 and in nobody's choices. ``excluded`` says of every other couple why.
    """

    choices: dict[str, tuple[str, ...]]
    room: Room
    excluded: tuple[Excluded, ...]


def possible_couples(ronde: Koppelronde, haos: Iterable[str] | None = None) -> Possible:
    """Everybody still taking part against every HAO (or only these), by the procedure's rules."""
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    gone = set(ronde.withdrawn)
    chosen = set(ronde.hao_by_code if haos is None else haos) - gone
    out = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    locked = {a.aios: a.hao for a in ronde.agreements if a.kind is AgreementKind.LOCKED}
    trainers = [hao for hao in ronde.haos if hao.code in chosen]
    places = {hao.code: hao.places for hao in trainers}
    limits = {
        praktijk.code: praktijk.places
        for praktijk in ronde.praktijken
        if praktijk.places is not None and ronde.procedure.applies("praktijk_places")
    }
    praktijk_of = {hao.code: hao.praktijk for hao in trainers if hao.praktijk in limits}
    for hao_code in locked.values():
        if hao_code in places:
            places[hao_code] = max(0, places[hao_code] - 1)
        if hao_code in praktijk_of:
            limits[praktijk_of[hao_code]] = max(0, limits[praktijk_of[hao_code]] - 1)
    choices: dict[str, tuple[str, ...]] = {}
    excluded: list[Excluded] = []
    for aios in sorted(ronde.aios, key=lambda person: person.code):
        if aios.code in gone or aios.code in locked:
            continue
        allowed = []
        for hao in sorted(trainers, key=lambda trainer: trainer.code):
            why = refusal(rules, aios, hao, ronde.veto_by_couple.get((aios.code, hao.code)))
            if why is not None:
                excluded.append(Excluded(aios.code, hao.code, why))
            elif places[hao.code] and (aios.code, hao.code) not in out:
                allowed.append(hao.code)
        choices[aios.code] = tuple(allowed)
    room = Room(places=places, praktijk_of=praktijk_of, praktijk_places=limits)
    return Possible(choices, room, tuple(excluded))
