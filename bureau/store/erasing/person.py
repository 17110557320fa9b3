"""Everything that is held about one person, for that person (AVG art. 15 and 20).

What the other side ranked is about two people and is left out, as are other people's names. Of a
document only the lines that name the person are given, and of these only what is known to be
about the couple or the person's own side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from bureau.store import models
from bureau.store.codec import JsonData, to_json_data
from bureau.store.documents import StoredDocument
from bureau.store.journal import JournalEntry
from koppelronde.domain.file_names import file_stem
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

_ABOUT_BOTH: Final = frozenset(
    "aios hao praktijk turn table begin end day status present travel_minutes shared_days locked "
    "who side partner reasons own_rank outcome note uid sequence sha256 at to subject kind code "
    "owner with_whom cancelled summary location first second number last version before now "
    "sent refused alternatives if_refused".split()
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
        "numbers": {
            name: number
            for name, number in sorted(ronde.settings.numbers.items())
            if name.partition(":")[2] in places
        },
        "presence": [to_json_data(seat) for seat in ronde.presences if seat.code == code],
        "met_before": [list(pair) for pair in ronde.met_before if code in pair],
        "interviews": [list(pair) for pair in ronde.interviews if code in pair],
        "trainee_of_year_1": [aios.code for aios in ronde.aios if aios.trainer_year_1 == code],
        "travel": [
            [*pair, minutes] for pair, minutes in sorted(ronde.travel.items()) if code in pair
        ],
        "agreements": [
            {
                "aios": made.aios,
                "hao": made.hao,
                "kind": made.kind.value,
                "reason": made.reason,
                "ground": made.ground,
            }
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


def papers_about(alias: str, ronde_id: int, code: str) -> JsonData:
    """The files named by that code that were written, and when: cards, calendars, mails."""
    named = _word(file_stem(code))
    return [
        {"at": row.at.astimezone(UTC).isoformat(), "files": files}
        for row in models.Export.objects.using(alias).filter(ronde_id=ronde_id).order_by("id")
        if (files := [name for name in (*row.names, Path(row.path).name) if named.search(name)])
    ]


def journal_about(entries: Iterable[JournalEntry], ronde: str, code: str) -> JsonData:
    """The entries that name that code, with what was written down beside them.

    Whom a placement by hand passed over reads that it did, and not who was placed or why.
    """
    named = _word(code)
    return [
        {"at": entry.at.isoformat()} | _said(entry, named, code)
        for entry in entries
        if entry.ronde == ronde and named.search(f"{entry.what.nl} {entry.reason}")
    ]


def gives_a_reason_about(entry: JournalEntry, ronde: str, code: str) -> bool:
    """Whether the reason of that entry is about that person, not only one whom it passed over."""
    done = entry.what.nl.partition(PASSES_OVER)[0]
    about = _word(code).search(f"{done} {entry.reason}") is not None
    return entry.ronde == ronde and entry.reason != "" and about


def _said(entry: JournalEntry, named: re.Pattern[str], code: str) -> dict[str, str]:
    done, _, over = entry.what.nl.partition(PASSES_OVER)
    if over and named.search(over) and not named.search(f"{done} {entry.reason}"):
        return {"what": f"{done.partition(':')[0]}{PASSES_OVER} {code}"}
    return {"what": done, "reason": entry.reason}


PASSES_OVER: Final = "; gaat voorbij aan:"
"""What stands in the journal between a placement by hand and whom it passes over."""


def _word(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(code)}(?!\w)")


def _lines(made: StoredDocument, code: str, places: set[str], side: Side) -> list[JsonData]:
    allowed = _ABOUT_BOTH | _OWN_RANK[side]
    found: list[JsonData] = []

    def add(line: JsonData) -> None:
        if line and line not in found:
            found.append(line)

    def walk(data: Any, name: str) -> None:
        if isinstance(data, dict):
            if made.key == code or any(_names(data.get(key), places) for key in _NAMING):
                add({key: _own(data[key], places) for key in sorted(data.keys() & allowed)})
                return
            for key in sorted(data):
                walk(data[key], key)
        elif isinstance(data, list):
            if _names(data, places):
                add({name: _own(data, places)})
                return
            for item in data:
                walk(item, name)

    walk(made.data(), made.kind)
    return found


_NAMING: Final = (
    "aios", "hao", "praktijk", "who", "code", "present", "couple", "owner", "with_whom",
    "first", "second",
)  # fmt: skip


def _names(value: Any, places: set[str]) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, str) and item in places for item in value)
    return isinstance(value, str) and value in places


def _own(value: Any, places: set[str]) -> Any:
    """Of a row of codes only the own one; a pair, such as a practice and a table, stays whole."""
    if isinstance(value, list):
        if len(value) != 2 and _names(value, places):
            return [item for item in value if item in places]
        return [_own(item, places) for item in value]
    if isinstance(value, dict):
        return {key: value[key] for key in sorted(value.keys() & {"partner", "own_rank"})}
    return value
