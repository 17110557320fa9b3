"""One-way travel in minutes: as given, else estimated from coordinates, else unknown.

The estimate is the great-circle distance times a detour factor at a fixed speed, plus fixed
minutes; the procedure states the three numbers and their source. Unknown is never zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from koppelronde.domain.people import Place

EARTH_RADIUS_KM: Final = 6371.0
"""Mean radius (IUGG)."""


@dataclass(frozen=True, slots=True)
class TravelTime:
    """Minutes one way, and whether they were estimated."""

    minutes: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class TravelEstimate:
    """How distance becomes minutes."""

    speed_kmh: int
    detour_percent: int
    fixed_minutes: int

    def minutes(self, start: Place, end: Place) -> int | None:
        """Estimated minutes between two places, None where a coordinate is missing."""
        distance = distance_km(start, end)
        if distance is None:
            return None
        road_km = distance * self.detour_percent / 100
        return round(road_km / self.speed_kmh * 60) + self.fixed_minutes


def distance_km(start: Place, end: Place) -> float | None:
    """Great-circle distance (haversine), None where a coordinate is missing."""
    if start.latitude is None or start.longitude is None:
        return None
    if end.latitude is None or end.longitude is None:
        return None
    north_1, north_2 = math.radians(start.latitude), math.radians(end.latitude)
    east = math.radians(end.longitude - start.longitude)
    half = (
        math.sin((north_2 - north_1) / 2) ** 2
        + math.cos(north_1) * math.cos(north_2) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def travel_time(
    start_code: str,
    end_code: str,
    start: Place,
    end: Place,
    given: Mapping[tuple[str, str], int],
    estimate: TravelEstimate,
) -> TravelTime | None:
    """Minutes given for this pair of codes in either direction, else the estimate, else None."""
    for pair in ((start_code, end_code), (end_code, start_code)):
        if pair in given:
            return TravelTime(given[pair], estimated=False)
    minutes = estimate.minutes(start, end)
    return None if minutes is None else TravelTime(minutes, estimated=True)
