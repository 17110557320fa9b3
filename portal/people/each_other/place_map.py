"""A sketch of where the practices are: dots by coordinates, drawn without any outside map."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from koppelronde.domain.people import Place, Praktijk
from koppelronde.domain.travel import EARTH_RADIUS_KM, TravelEstimate
from koppelronde.press.drawing import Dot, Drawing, Item, Words
from koppelronde.press.drawing_svg import svg
from koppelronde.press.glyphs import text_width

WIDTH: Final = 270.0
MARGIN: Final = 26.0
TALLEST: Final = 380.0
SIZE: Final = 9.5
RING_MINUTES: Final = 30
Spot = tuple[float, float]


def map_of(
    practices: tuple[Praktijk, ...], stars: frozenset[str], home: Place | None,
    estimate: TravelEstimate, label: str, you: str,
) -> SafeString | str:  # fmt: skip
    """The SVG, escaped by the press; empty where fewer than two towns have coordinates."""
    towns: dict[str, list[Praktijk]] = defaultdict(list)
    for practice in practices:
        if practice.place.latitude is not None and practice.place.longitude is not None:
            towns[practice.place.town or practice.name].append(practice)
    if len(towns) < 2:
        return ""
    places = {name: there[0].place for name, there in towns.items()}
    known = home is not None and home.latitude is not None and home.longitude is not None
    frame = _Frame([*places.values(), *([home] if home is not None and known else [])])
    items: list[Item] = []
    taken: list[tuple[float, float, float, float]] = []
    if home is not None and known:
        x, y = frame.spot(home)
        radius = frame.points_per_km * _half_an_hour(estimate)
        items += [Dot(x, y, radius, None, "rule", 1.0), Dot(x, y, 5, "ink", "ink")]
        taken.append((x - 6, y - 6, x + 6, y + 6))
        items += _label(you, (x, y), taken)
    spots = {name: frame.spot(place) for name, place in places.items()}
    taken += [(x - 5, y - 5, x + 5, y + 5) for x, y in spots.values()]
    for name, spot in sorted(spots.items(), key=lambda s: (not _starred(towns[s[0]], stars), s[0])):
        fill = "accent" if _starred(towns[name], stars) else "sheet"
        items.append(Dot(*spot, 4.5, fill, "accent", 2.0))  # type: ignore[arg-type]
        items += _label(name, spot, taken)
    return mark_safe(svg(Drawing(WIDTH, frame.height, tuple(items)), label))


class _Frame:
    """Degrees to points: north up, one scale both ways."""

    def __init__(self, places: list[Place]) -> None:
        lat = [p.latitude or 0.0 for p in places]
        lon = [p.longitude or 0.0 for p in places]
        self._north, self._west = max(lat), min(lon)
        km = 2 * math.pi * EARTH_RADIUS_KM / 360
        self._km_east = km * math.cos(math.radians((max(lat) + min(lat)) / 2))
        self._km_south = km
        wide = max((max(lon) - min(lon)) * self._km_east, 1.0)
        high = max((max(lat) - min(lat)) * km, 1.0)
        self.points_per_km = min((WIDTH - 2 * MARGIN - 44) / wide, (TALLEST - 2 * MARGIN) / high)
        self._left = (WIDTH - wide * self.points_per_km) / 2
        self.height = high * self.points_per_km + 2 * MARGIN

    def spot(self, place: Place) -> Spot:
        """Where that place is drawn."""
        east = ((place.longitude or 0.0) - self._west) * self._km_east
        south = (self._north - (place.latitude or 0.0)) * self._km_south
        return self._left + east * self.points_per_km, MARGIN + south * self.points_per_km


def _starred(there: list[Praktijk], stars: frozenset[str]) -> bool:
    return any(practice.code in stars for practice in there)


def _half_an_hour(estimate: TravelEstimate) -> float:
    """Kilometres as the crow flies that are about half an hour by car."""
    hours = max(0, RING_MINUTES - estimate.fixed_minutes) / 60
    return hours * estimate.speed_kmh * 100 / estimate.detour_percent


def _label(name: str, spot: Spot, taken: list[tuple[float, float, float, float]]) -> list[Item]:
    """The name right or left of its dot, where no other is; else no name."""
    x, y = spot
    wide = text_width(name, SIZE)
    for left, anchor, start in ((x + 8, "start", x + 8), (x - 8 - wide, "end", x - 8)):
        box = (left, y - 5, left + wide, y + 6)
        free = all(box[2] < t[0] or t[2] < box[0] or box[3] < t[1] or t[3] < box[1] for t in taken)
        if free and left > 0 and left + wide < WIDTH:
            taken.append(box)
            return [Words(start, y + 3.4, name, SIZE, anchor=anchor)]  # type: ignore[arg-type]
    return []
