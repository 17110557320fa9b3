"""A round as numbers: who can go where, and how many fit.

AIOS, HAOs and practices become positions in sorted tuples, so that the order in which anything
was handed in cannot matter. Couples fixed by hand are taken out: their AIOS no longer choose and
their HAO and practice have a place less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text, listed

NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The free part of the round.

    ``tail[c]`` and ``head[c]`` are the AIOS and HAO of free couple ``c``, for which there is room;
    ``source[c]`` is its
    position in ``facts.couples``. ``parent[h]`` is the limited practice of an HAO, or NONE.
    ``room_hao`` and ``room_praktijk`` are the places left after the fixed couples.
    """

    aios: tuple[str, ...]
    haos: tuple[str, ...]
    praktijken: tuple[str, ...]
    tail: list[int]
    head: list[int]
    source: list[int]
    parent: list[int]
    room_hao: list[int]
    room_praktijk: list[int]
    fixed: tuple[tuple[str, str], ...]
    free: tuple[bool, ...]

    def couples_of(self) -> list[list[int]]:
        """The free couples of each AIOS, by HAO code."""
        couples: list[list[int]] = [[] for _ in self.aios]
        for couple, aios in enumerate(self.tail):
            couples[aios].append(couple)
        return couples


def network_of(
    facts: Facts,
    *,
    force: tuple[str, str] | None = None,
    forbid: frozenset[tuple[str, str]] = frozenset(),
) -> Network:
    """The network of these facts.

    ``force`` is fixed like a locked couple; couples in ``forbid`` are left out. NoPlanExists
    when the fixed couples do not go together.
    """
    fixed = tuple(sorted({*facts.locked, *((force,) if force is not None else ())}))
    aios = tuple(sorted(facts.aios))
    places = sorted(facts.haos)
    haos = tuple(place.hao for place in places)
    limited = tuple(sorted(facts.praktijk_places))
    position_praktijk = {code: n for n, code in enumerate(limited)}
    parent = [position_praktijk.get(place.praktijk, NONE) for place in places]
    position_hao = {code: n for n, code in enumerate(haos)}
    position_aios = {code: n for n, code in enumerate(aios)}
    room_hao = [place.places for place in places]
    room_praktijk = [facts.praktijk_places[code] for code in limited]
    free = [True] * len(aios)
    for aios_code, hao_code in fixed:
        _check_present(aios_code, hao_code, position_aios, position_hao)
        a, h = position_aios[aios_code], position_hao[hao_code]
        room_hao[h] -= 1
        if parent[h] != NONE:
            room_praktijk[parent[h]] -= 1
        if not free[a]:
            _clash(fixed, aios_code)
        free[a] = False
    for room, codes in ((room_hao, haos), (room_praktijk, limited)):
        for left, code in zip(room, codes, strict=True):
            if left < 0:
                _clash(fixed, code)
    with_room = {
        code: h
        for code, h in position_hao.items()
        if room_hao[h] and (parent[h] == NONE or room_praktijk[parent[h]])
    }
    tail = [position_aios[couple.aios] for couple in facts.couples]
    head = [with_room.get(couple.hao, NONE) for couple in facts.couples]
    source = [
        place
        for place, (a, h) in enumerate(zip(tail, head, strict=True))
        if h != NONE and free[a] and (not forbid or facts.couples[place][:2] not in forbid)
    ]
    order = [a * len(haos) + h for a, h in zip(tail, head, strict=True)]
    source.sort(key=order.__getitem__)
    return Network(
        aios=aios,
        haos=haos,
        praktijken=limited,
        tail=[tail[place] for place in source],
        head=[head[place] for place in source],
        source=source,
        parent=parent,
        room_hao=room_hao,
        room_praktijk=room_praktijk,
        fixed=fixed,
        free=tuple(free),
    )


def _check_present(
    aios: str, hao: str, known_aios: Mapping[str, int], known_haos: Mapping[str, int]
) -> None:
    missing = [code for code, known in ((aios, known_aios), (hao, known_haos)) if code not in known]
    if missing:
        raise NoPlanExists(
            Text(f"{aios} en {hao} staan vast, maar ", f"{aios} and {hao} are fixed, but ")
            + listed(missing)
            + Text(" doet niet mee.", " takes no part.")
        )


def _clash(fixed: tuple[tuple[str, str], ...], code: str) -> None:
    raise NoPlanExists(
        Text(
            f"Er zijn meer koppels vastgezet dan er passen bij {code}.",
            f"More couples are fixed than fit with {code}.",
        ),
        reasons=tuple(Text(f"{a} met {h}", f"{a} with {h}") for a, h in fixed),
        remedies=(
            Text(
                "Maak een van deze koppels los, of geef een plaats meer op.",
                "Release one of these couples, or give one place more.",
            ),
        ),
    )
