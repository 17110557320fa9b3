"""Travel of a whole round as tables of minutes, with the very numbers of single look-ups.

The estimate is computed for all pairs at once; where the last digit of the arithmetic could
decide the rounding, the pair is looked up by itself, so both ways give the same minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from koppelronde.domain.people import Aios, Place, Praktijk
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.travel import EARTH_RADIUS_KM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Minutes = NDArray[np.int64]

UNKNOWN: Final = -1
DOUBTFUL: Final = 1e-6
"""How near to a half minute the arithmetic is not trusted to round as a single look-up does."""


def home_table(
    ronde: Koppelronde, people: Sequence[Aios], practices: Sequence[Praktijk]
) -> Minutes:
    """Minutes from every home to every practice, one way; UNKNOWN where nobody knows."""
    table, doubtful = _estimated(
        ronde, [person.home for person in people], [praktijk.place for praktijk in practices]
    )
    for a, p in doubtful:
        found = ronde.travel_to_praktijk(people[a], practices[p])
        table[a, p] = UNKNOWN if found is None else found.minutes
    _given(ronde, table, [person.code for person in people], [p.code for p in practices])
    return table


def between_table(ronde: Koppelronde, practices: Sequence[Praktijk]) -> Minutes:
    """Minutes between every two practices; UNKNOWN where nobody knows, 0 to itself."""
    import numpy as np

    places = [praktijk.place for praktijk in practices]
    table, doubtful = _estimated(ronde, places, places)
    for p, q in doubtful:
        found = ronde.travel_between(practices[p], practices[q])
        table[p, q] = UNKNOWN if found is None else found.minutes
    codes = [praktijk.code for praktijk in practices]
    _given(ronde, table, codes, codes)
    table = np.tril(table, -1)
    table += table.T
    return table


def _given(ronde: Koppelronde, table: Minutes, rows: Sequence[str], columns: Sequence[str]) -> None:
    row_of = {code: place for place, code in enumerate(rows)}
    column_of = {code: place for place, code in enumerate(columns)}
    # What is given in the direction asked for comes after, and so before, the other direction.
    for turned in (True, False):
        for (start, end), minutes in ronde.travel.items():
            here, there = (end, start) if turned else (start, end)
            if here in row_of and there in column_of:
                table[row_of[here], column_of[there]] = minutes


def _estimated(
    ronde: Koppelronde, rows: Sequence[Place], columns: Sequence[Place]
) -> tuple[Minutes, list[tuple[int, int]]]:
    """Estimates for all pairs, and the pairs whose rounding is in doubt."""
    import numpy as np

    def degrees(places: Sequence[Place], name: str) -> NDArray[np.float64]:
        known = [(place.latitude, place.longitude) for place in places]
        number = 0 if name == "latitude" else 1
        return np.array([np.nan if None in pair else float(pair[number] or 0) for pair in known])

    north_1, north_2 = degrees(rows, "latitude"), degrees(columns, "latitude")
    east = np.radians(degrees(columns, "longitude")[None, :] - degrees(rows, "longitude")[:, None])
    north_1, north_2 = np.radians(north_1)[:, None], np.radians(north_2)[None, :]
    half = (
        np.sin((north_2 - north_1) / 2) ** 2
        + np.cos(north_1) * np.cos(north_2) * np.sin(east / 2) ** 2
    )
    estimate = ronde.travel_estimate
    minutes = (
        2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))
        * estimate.detour_percent / 100 / estimate.speed_kmh * 60
    )  # fmt: skip
    known = ~np.isnan(minutes)
    whole = np.where(known, np.rint(np.nan_to_num(minutes)), 0).astype(np.int64)
    table = np.where(known, whole + estimate.fixed_minutes, UNKNOWN)
    near_half = known & (np.abs(np.nan_to_num(minutes) % 1 - 0.5) < DOUBTFUL)
    return table, [(int(a), int(p)) for a, p in np.argwhere(near_half)]
