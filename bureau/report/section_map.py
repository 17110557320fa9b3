"""Where everybody is, and how long people travel. Left out of an anonymous report."""

from __future__ import annotations

from bureau.report.content import Paragraph, Picture, Section
from bureau.report.discretion import Discretion
from bureau.report.given import ReportInput
from bureau.report.picture_map import known, practice_map, reach_km
from koppelronde.domain.language import Text
from koppelronde.press.drawing import Drawing, Key, Room, legend

MAP_HEIGHT = 450.0


def travel(given: ReportInput, told: Discretion) -> Section | None:
    """Homes show where people live, so this is for the coordinator only."""
    ronde, lang = given.ronde, told.lang
    if told.anonymous or not any(known(p.place) for p in ronde.praktijken):
        return None
    limit = ronde.number("travel_limit_minutes")
    km = round(reach_km(ronde.travel_estimate, limit))
    missing = sum(not known(p.home) for p in ronde.aios)
    missing += sum(not known(p.place) for p in ronde.praktijken)
    says = Text(
        f"De cirkel ligt om het midden van de praktijken: zo ver komt u naar schatting in {limit} "
        f"minuten (hemelsbreed {km} km, bij {ronde.number('travel_speed_kmh')} km/u, "
        f"{ronde.number('travel_detour_percent') - 100}% omweg en "
        f"{ronde.number('travel_fixed_minutes')} vaste minuten). Het noorden is boven.",
        f"The circle lies around the middle of the practices: that far one gets in {limit} "
        f"minutes by estimate ({km} km as the crow flies, at {ronde.number('travel_speed_kmh')} "
        f"km/h, {ronde.number('travel_detour_percent') - 100}% detour and "
        f"{ronde.number('travel_fixed_minutes')} fixed minutes). North is up.",
    )
    if missing:
        says += Text(f" Zonder coördinaten, dus niet op de kaart: {missing}.",
                     f" Without coordinates, so not on the map: {missing}.")  # fmt: skip
    keys = (
        Key(Text("praktijk", "practice").say(lang), "accent", "sheet", "dot"),
        Key(Text("woonplaats van een AIOS", "home of a trainee").say(lang), "sheet", "ink", "dot"),
        Key(Text("koppeling", "match").say(lang), None, "s3", "line"),
        Key(Text(f"koppeling, meer dan {limit} minuten", f"match over {limit} minutes").say(lang),
            None, "ink", "dash"),
    )  # fmt: skip

    def draw(room: Room) -> tuple[Drawing, ...]:
        high = min(room.height or MAP_HEIGHT, MAP_HEIGHT)
        return practice_map(ronde, given.matching, Room(min(room.width, 620), high))

    title = Text("De kaart", "The map").say(lang)
    picture = Picture(title, draw, legend(keys, 480))
    return Section("kaart", title, (Paragraph(says.say(lang), small=True), picture))
