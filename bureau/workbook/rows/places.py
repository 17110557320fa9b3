"""Where somebody lives or works: address, postcode and coordinates of one line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bureau.workbook.rows.reading import Line
from bureau.workbook.values.contact import read_postcode
from bureau.workbook.values.single import read_coordinate, read_text
from koppelronde.domain.language import Text
from koppelronde.domain.people import Place


def read_place(line: Line, place: Place) -> Place:
    """The place with what this line says of it."""
    fields: dict[str, Any] = {}
    for key, reader in (("address", read_text), ("town", read_text), ("postcode", read_postcode)):
        if line.has(key):
            fields[key] = line.get(key, reader, "")
    if line.has("latitude") or line.has("longitude"):
        fields |= _coordinates(line)
    return replace(place, **fields)


def _coordinates(line: Line) -> dict[str, float | None]:
    north, east = Text("breedtegraad", "latitude"), Text("lengtegraad", "longitude")
    shown = [line.shown(key).replace(",", ".") for key in ("latitude", "longitude")]
    try:
        first, second = (float(text) for text in shown)
        swapped = 3 <= first <= 8 and 50 <= second <= 54
    except ValueError:
        swapped = False
    if swapped:
        line.wrong_at(
            "latitude",
            north
            + Text(
                "; breedte en lengte lijken verwisseld", "; latitude and longitude look swapped"
            ),
            "coordinates_swapped",
            shown[1],
        )
        return {}
    latitude = line.get("latitude", lambda cell: read_coordinate(cell, 34, 72, north), None)
    longitude = line.get("longitude", lambda cell: read_coordinate(cell, -25, 45, east), None)
    if not line.marred and (latitude is None) != (longitude is None):
        missing = "latitude" if latitude is None else "longitude"
        line.wrong_at(missing, north if latitude is None else east, "coordinate_missing")
    return {"latitude": latitude, "longitude": longitude}
