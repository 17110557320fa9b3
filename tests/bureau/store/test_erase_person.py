"""Whoever asks to be erased is gone in every document about or mentioning them; codes stay."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from bureau.store.erasing.scrub import FREE, NAMING
from bureau.store.opening import Store
from koppelronde.domain.outcomes.outcome import Matching, Shortlist
from koppelronde.domain.outcomes.outcome_calls import CallList, CallRecord
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import HandedOut, VisitCalendar
from koppelronde.domain.ronde import Sealed
from tests.bureau.store.conftest import Place
from tests.bureau.store.test_person import DOCUMENTS, ROUND, everything
from tests.bureau.store.test_privacy import everything_left

OF_AN_AIOS = (
    "kanarie-voornaam", "kanarie-tussen", "kanarie-achternaam", "kanarie@mail.example",
    "kanarie-telefoon", "kanarie-straat", "kanarie-code", "kanarie-plaats", "50.4713", "5.4714",
    "kanarie-afspraak", "kanarie-notitie", "kanarie-gesprek", "kanarie-een", "kanarie-waar-een",
    "kanarie-twee", "kanarie-waar-twee", "kanarie-bewijs", "kanarie-reden", "kanarie-om",
)  # fmt: skip
OF_A_HAO = (
    "kanarie-opleider", "kanarie-lwp", "kanarie-praktijk", "kanarie-lijn", "kanarie-afspraak",
    "kanarie-notitie", "kanarie-een", "kanarie-twee",
)  # fmt: skip
NAMED = "Na een gesprek met kanarie-achternaam en kanarie-opleider"


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(("code", "marks"), [("A71", OF_AN_AIOS), ("H71", OF_A_HAO)])
def test_none_of_the_marks_is_left_anywhere(
    sqlite_place: Place, code: str, marks: tuple[str, ...], sealed: bool
) -> None:
    folder = sqlite_place.folder
    with sqlite_place.open() as store:
        everything(store, folder)
        _mention(store, sealed=sealed)
        before = everything_left(folder)
        assert [mark for mark in marks if mark.encode() not in before] == []
        store.erase_person(code, by="Els", reason="verzoek")
        assert store.verify() == ()
        left = everything_left(folder)
        assert [mark for mark in marks if mark.encode() in left] == []
        assert code.encode() in left
        other = "kanarie-opleider" if code == "A71" else "kanarie-achternaam"
        assert other.encode() in left


def _mention(store: Store, *, sealed: bool) -> None:
    """Their names in texts that are about somebody else."""
    ronde = store.load()
    others = tuple(replace(made, reason=f"{made.reason} {NAMED}") for made in ronde.agreements)
    seal = Sealed("ab" * 32, "1") if sealed else None
    ronde = replace(ronde, agreements=others, withdrawn=(), sealed=seal)
    store.save(ronde, by="Els", what=NAMED, reason=NAMED)
    store.put_document("call_list", {"calls": [{"who": "A72", "note": NAMED}]}, by="Els", what="x")
    store.put_document("receipt", {"code": "A72", "subject": NAMED}, by="Els", what="y")


def test_documents_that_others_need_can_still_be_read(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    kinds = ("timetable", "visit_calendar", "shortlist", "result", "call_list", "handed_out")
    before = {(kind, made.key): made for kind in kinds for made in store.all(kind)}
    store.erase_person("A71", by="Els", reason="verzoek")
    for (kind, key), made in before.items():
        found = store.latest(kind, key)
        assert found is not None, kind
        assert (found.number, found.erased) == (made.number, False)
    calendar = store.latest("handed_out")
    assert calendar is not None
    (one, two) = calendar.data()["entries"]
    assert [(e["uid"], e["owner"], e["with_whom"], e["summary"]) for e in (one, two)] == [
        ("een", "A71", "P71", ""),
        ("twee", "P71", "A71", ""),
    ]
    assert store.latest("call_list").record(CallList).calls[0].note == ""  # type: ignore[union-attr]


def test_a_name_is_taken_out_as_a_word_and_not_from_inside_another(store: Store) -> None:
    ronde = store.new_round(ROUND, by="Els")
    people = (replace(ronde.aios[0], first_name="Jan", infix="", surname="Bos"), *ronde.aios[1:])
    store.save(replace(ronde, aios=people), by="Els", what="naam")
    said = {"calls": [{"who": "A72", "note": "Jan Bos belt mevrouw Boskamp"}]}
    store.put_document("call_list", said, by="Els", what="telefoon")
    store.erase_person("A71", by="Els", reason="verzoek")
    found = store.latest("call_list")
    assert found is not None
    assert found.data()["calls"][0]["note"] == "– belt mevrouw Boskamp"


RECORDS = (Timetable, VisitCalendar, Shortlist, Matching, CallList, CallRecord, HandedOut)
NO_WORDS = frozenset(
    "uid content_hash result_hash input_hash seed goal by rule hao room worse_stage stage unit "
    "nl en".split()
)
"""Fields of text that hold codes, marks, rules and goals, or a sentence that the program made."""


def test_every_text_in_a_record_is_known_to_be_free_or_not() -> None:
    # A text that is added to a record must be put in one of the two, or it would not be erased.
    unknown = {
        f"{record.__name__}.{name}"
        for record in _records_in(RECORDS)
        for name, kind in get_type_hints(record).items()
        if kind is str and name not in FREE | NO_WORDS | set(NAMING)
    }
    assert unknown == set()


def _records_in(kinds: tuple[Any, ...]) -> set[Any]:
    found: set[Any] = set()
    todo = list(kinds)
    while todo:
        kind = todo.pop()
        if is_dataclass(kind) and kind not in found:
            found.add(kind)
            todo += list(get_type_hints(kind).values())
        todo += list(get_args(kind))
    return {kind for kind in found if fields(kind)}


def test_the_marks_of_the_export_and_of_erasing_are_the_same() -> None:
    text = json.dumps([str(ROUND), str(DOCUMENTS)], ensure_ascii=False)
    for mark in (*OF_AN_AIOS, *OF_A_HAO):
        assert mark in text or mark in ("kanarie-reden", "kanarie-om"), mark
