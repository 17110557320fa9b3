"""Everything that is held about one person, for that person (AVG art. 15 and 20).

What the other side ranked is about two people and is left out, as are other people's names. Of a
document only the lines that name the person are given, and of these only what is known to be
about the couple or the person's own side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from koppelronde.people import Side
from koppelronde.ronde import Koppelronde
from koppelronde.store import models
from koppelronde.store.codec import JsonData, to_json_data
from koppelronde.store.documents import StoredDocument
from koppelronde.store.journal import JournalEntry

_ABOUT_BOTH: Final = frozenset(
    "aios hao praktijk turn table begin end day status present travel_minutes shared_days locked "
    "who side partner reasons own_rank outcome note uid sequence sha256 at to subject kind code"
    .split()
)  # fmt: skip
_OWN_RANK: Final = {
    Side.AIOS: frozenset({"rank_by_aios", "listed_by_aios"}),
    Side.HAO: frozenset({"rank_by_hao", "listed_by_hao"}),
}


def about_person(ronde: Koppelronde, code: str, documents: tuple[StoredDocument, ...]) -> JsonData:
    """What this round holds about that AIOS or HAO; None where the round does not know them."""
    person = ronde.person(code)
    if person is None:
        return None
    side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
    praktijk = getattr(person, "praktijk", "")
    places = {code, praktijk} - {""}
    lists = (*ronde.lists_before, *ronde.lists_aios, *ronde.lists_hao)
    return {
        "round": ronde.name,
        "side": side.value,
        "person": to_json_data(person),
        "praktijk": to_json_data(ronde.praktijk_by_code.get(praktijk)),
        "own_lists": [to_json_data(lijst) for lijst in lists if lijst.owner == code],
        "vetoes": [
            to_json_data(veto)
            for veto in ronde.vetoes
            if code in (veto.aios, veto.hao) and veto.by in ("", code)
        ],
        "visit_wishes": [
            to_json_data(wish)
            for wish in ronde.visit_wishes
            if wish.by is side and {wish.aios, wish.praktijk} & places
        ],
        "visit_outcomes": [
            to_json_data(visit)
            for visit in ronde.visit_outcomes
            if {visit.aios, visit.praktijk} & places
        ],
        "carrousel_wishes": [
            to_json_data(wish)
            for wish in ronde.carrousel_wishes
            if wish.by is side and code in (wish.aios, wish.hao)
        ],
        "presence": [to_json_data(seat) for seat in ronde.presences if seat.code == code],
        "met_before": [list(pair) for pair in ronde.met_before if code in pair],
        "interviews": [list(pair) for pair in ronde.interviews if code in pair],
        "travel": [
            [*pair, minutes] for pair, minutes in sorted(ronde.travel.items()) if code in pair
        ],
        "agreements": [
            {"aios": made.aios, "hao": made.hao, "kind": made.kind.value, "reason": made.reason}
            for made in ronde.agreements
            if code in (made.aios, made.hao)
        ],
        "withdrawn": code in ronde.withdrawn,
        "documents": [
            {"kind": made.kind, "number": made.number, "at": made.at.isoformat(), "lines": lines}
            for made in documents
            if made.text and (lines := _lines(made, code, places, side))
        ],
    }


def copies_of_data(alias: str, ronde_id: int) -> JsonData:
    """How many earlier states of the round are kept, which hold the same data."""
    return models.EarlierState.objects.using(alias).filter(ronde_id=ronde_id).count()


def journal_about(entries: Iterable[JournalEntry], ronde: str, code: str) -> JsonData:
    """The entries that name that code, with what was written down beside them."""
    named = re.compile(rf"(?<!\w){re.escape(code)}(?!\w)")
    return [
        {"at": entry.at.isoformat(), "what": entry.what.nl, "reason": entry.reason}
        for entry in entries
        if entry.ronde == ronde and named.search(entry.what.nl)
    ]


def _lines(made: StoredDocument, code: str, places: set[str], side: Side) -> list[JsonData]:
    allowed = _ABOUT_BOTH | _OWN_RANK[side]
    found: list[JsonData] = []

    def walk(data: Any) -> None:
        if isinstance(data, dict):
            if made.key == code or any(_names(data.get(key), places) for key in _NAMING):
                line = {key: data[key] for key in sorted(data.keys() & allowed)}
                if line and line not in found:
                    found.append(line)
                return
            for key in sorted(data):
                walk(data[key])
        elif isinstance(data, list):
            for item in data:
                walk(item)

    walk(made.data())
    return found


_NAMING: Final = ("aios", "hao", "praktijk", "who", "code", "present", "couple")


def _names(value: Any, places: set[str]) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, str) and item in places for item in value)
    return isinstance(value, str) and value in places
