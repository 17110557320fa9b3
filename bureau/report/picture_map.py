"""The map of a round: practices, homes, couples, and how far one hour reaches. No tiles, no data.

Degrees become a plane by shrinking east–west by the cosine of the middle latitude (equirectangular
projection): over the 200 km that a round measures it is off by less than a dot.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Place
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.travel import EARTH_RADIUS_KM, TravelEstimate
from koppelronde.press.drawing import Box, Dot, Drawing, Item, Line, Room, Words
from koppelronde.press.glyphs import SMALLEST, text_width

KM_PER_DEGREE: Final = math.pi * EARTH_RADIUS_KM / 180
TOWNS_MOST: Final = 22
_SCALES: Final = (1, 2, 5, 10, 20, 50, 100, 200)


def reach_km(estimate: TravelEstimate, minutes: int) -> float:
    """As the crow flies, how far the estimate of this round gets in so many minutes."""
    road = max(0, minutes - estimate.fixed_minutes) / 60 * estimate.speed_kmh
    return road / (estimate.detour_percent / 100)


def known(place: Place) -> bool:
    """Whether both coordinates are there."""
    return place.latitude is not None and place.longitude is not None


@dataclass(frozen=True, slots=True)
class _Plane:
    """Kilometres east and north of the middle of the practices, onto the sheet."""

    latitude: float
    longitude: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def km(self, place: Place) -> tuple[float, float]:
        assert place.latitude is not None
        assert place.longitude is not None
        squeeze = math.cos(math.radians(self.latitude))
        return ((place.longitude - self.longitude) * KM_PER_DEGREE * squeeze,
                (place.latitude - self.latitude) * KM_PER_DEGREE)  # fmt: skip

    def point(self, km: tuple[float, float]) -> tuple[float, float]:
        return (self.left + km[0] * self.scale, self.top - km[1] * self.scale)

    def at(self, place: Place) -> tuple[float, float]:
        return self.point(self.km(place))


def practice_map(ronde: Koppelronde, matching: Matching | None, room: Room) -> tuple[Drawing, ...]:
    """One drawing, or none where no practice has coordinates. North is up.

    The dashed circle is one ``travel_limit_minutes`` of estimated travel around the middle of the
    practices.
    """
    practices = [p for p in ronde.praktijken if known(p.place)]
    gone = set(ronde.withdrawn)
    homes = [p for p in ronde.aios if known(p.home) and p.code not in gone]
    if not practices:
        return ()
    middle = _Plane(
        sum(p.place.latitude or 0 for p in practices) / len(practices),
        sum(p.place.longitude or 0 for p in practices) / len(practices),
    )
    reach = reach_km(ronde.travel_estimate, ronde.number("travel_limit_minutes"))
    spots = [middle.km(p.place) for p in practices] + [middle.km(p.home) for p in homes]
    plane = _fitted(middle, [*spots, (-reach, -reach), (reach, reach)], room)
    width, height = room.width, _height(plane, spots, reach) + 10
    items: list[Item] = [Box(0, 0, width, height, None, "rule")]
    items += _circle(plane, reach)
    items += _couples(ronde, matching, plane)
    items += [Dot(*plane.at(p.home), 2.6, "sheet", "ink", 0.8) for p in homes]
    items += [Dot(*plane.at(p.place), 3.4, "accent", "sheet", 0.7) for p in practices]
    taken = [(x - 4, y - 4, x + 4, y + 4)
             for x, y in [plane.at(p.place) for p in practices]]  # fmt: skip
    items += _towns([p.place for p in practices], plane, taken, width)
    items += _scale_bar(plane, height)
    return (Drawing(width, height, tuple(items)),)


def _fitted(middle: _Plane, spots: list[tuple[float, float]], room: Room) -> _Plane:
    east = [x for x, _y in spots]
    north = [y for _x, y in spots]
    wide, high = max(east) - min(east) or 1.0, max(north) - min(north) or 1.0
    scale = min((room.width - 40) / wide, (room.height - 50) / high)
    left = room.width / 2 - (max(east) + min(east)) / 2 * scale
    return _Plane(middle.latitude, middle.longitude, scale, left, 20 + max(north) * scale)


def _height(plane: _Plane, spots: list[tuple[float, float]], reach: float) -> float:
    return plane.top - min([y for _x, y in spots] + [-reach]) * plane.scale + 20


def _circle(plane: _Plane, reach: float) -> list[Item]:
    """A polygon of many short dashes: the same on every machine and in every format."""
    corners = [
        plane.point((reach * math.cos(turn), reach * math.sin(turn)))
        for turn in (math.tau * n / 180 for n in range(181))
    ]
    return [
        Line(*start, *end, "muted", 0.9)
        for at, (start, end) in enumerate(pairwise(corners))
        if at % 2 == 0
    ]


def _couples(ronde: Koppelronde, matching: Matching | None, plane: _Plane) -> list[Item]:
    lines: list[Item] = []
    limit = ronde.number("travel_limit_minutes")
    for couple in matching.couples if matching else ():
        aios, hao = ronde.aios_by_code.get(couple.aios), ronde.hao_by_code.get(couple.hao)
        praktijk = ronde.praktijk_by_code.get(hao.praktijk) if hao else None
        if aios is None or praktijk is None or not (known(aios.home) and known(praktijk.place)):
            continue
        far = couple.travel_minutes is not None and couple.travel_minutes > limit
        lines.append(Line(*plane.at(aios.home), *plane.at(praktijk.place),
                          "ink" if far else "s3", 0.9 if far else 0.7, far))  # fmt: skip
    return lines


def _towns(
    places: Iterable[Place], plane: _Plane, taken: list[tuple[float, float, float, float]],
    width: float,
) -> list[Item]:  # fmt: skip
    """Names of the towns with most practices, where they cover nothing."""
    by_town: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        if place.town:
            by_town[place.town].append(plane.at(place))
    words: list[Item] = []
    for town in sorted(by_town, key=lambda town: (-len(by_town[town]), town)):
        if len(words) == TOWNS_MOST:
            break
        spots = by_town[town]
        x = sum(spot[0] for spot in spots) / len(spots)
        y = sum(spot[1] for spot in spots) / len(spots)
        wide = text_width(town, SMALLEST)
        if wide > width / 3:
            continue
        for dx, dy in ((7, 3), (-7 - wide, 3), (-wide / 2, 14), (-wide / 2, -8), (7, 12), (7, -6)):
            box = (x + dx - 1, y + dy - 8, x + dx + wide + 1, y + dy + 2)
            inside = box[0] > 2 and box[2] < width - 2
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                words.append(Words(x + dx, y + dy, town, role="ink"))
                break
    return words


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale_bar(plane: _Plane, height: float) -> list[Item]:
    km = max([one for one in _SCALES if one * plane.scale <= 110] or [_SCALES[0]])
    y, long = height - 10, km * plane.scale
    return [
        Line(10, y, 10 + long, y, "ink", 1.2),
        Line(10, y - 3, 10, y + 3, "ink", 1.2),
        Line(10 + long, y - 3, 10 + long, y + 3, "ink", 1.2),
        Words(14 + long, y + 3, f"{km} km", role="muted"),
    ]
