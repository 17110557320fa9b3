"""A record written as JSON comes back as the same record, and is always written the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bureau.store.codec import canonical_bytes, content_hash, from_json_data, to_json_data
from koppelronde.domain.facts import PossibleCouple
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.lists import Scale, Voorkeurslijst
from koppelronde.domain.outcomes.outcome_carrousel import Timetable, Turn
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.procedure import Procedure
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.domain.times import Weekday, later, local_moment
from koppelronde.procedure.toml_file import load_procedure


def back(record: object) -> object:
    """The record after a trip through bytes."""
    return from_json_data(type(record), json.loads(canonical_bytes(to_json_data(record))))


def test_working_days_are_written_from_monday_on_and_come_back_as_days() -> None:
    aios = Aios(code="A01", work_days=frozenset({Weekday.VR, Weekday.MA, Weekday.DO}))
    assert to_json_data(aios)["work_days"] == [0, 3, 4]
    days = from_json_data(Aios, to_json_data(aios)).work_days
    assert days == aios.work_days
    assert all(type(day) is Weekday for day in days)


def test_more_than_nine_numbers_are_sorted_as_numbers() -> None:
    years = frozenset(range(12))
    assert to_json_data(Hao(code="H01", supervises=years))["supervises"] == list(range(12))


def test_marks_keep_their_value_without_trailing_zeros() -> None:
    entries = (("H01", Decimal("7.50")), ("H02", Decimal("10")), ("H03", Decimal("1E+1")))
    lijst = Voorkeurslijst("A01", Side.AIOS, entries, Scale.MARKS)
    assert [number for _, number in to_json_data(lijst)["entries"]] == ["7.5", "10", "10"]
    assert back(lijst) == lijst


def test_both_half_past_two_of_the_autumn_clock_change_stay_apart() -> None:
    first = local_moment(date(2027, 10, 31), time(2, 30))
    second = later(first, 60)
    table = Timetable(
        version=1,
        made_at=first,
        mover=Side.AIOS,
        turns=(Turn(1, first, second),),
        breaks=(),
        tables=(),
        home=(("H01", 3),),
        meetings=(),
    )
    written = to_json_data(table)["turns"][0]
    assert written["begin"] == "2027-10-31T02:30:00+02:00"
    assert written["end"] == "2027-10-31T02:30:00+01:00"
    turn = from_json_data(Timetable, to_json_data(table)).turns[0]
    assert (turn.begin.timestamp(), turn.end.timestamp()) == (first.timestamp(), second.timestamp())


def test_a_moment_elsewhere_is_written_in_dutch_time() -> None:
    moment = datetime(2027, 1, 5, 12, tzinfo=ZoneInfo("UTC"))
    assert to_json_data(Turn(1, moment, moment))["begin"] == "2027-01-05T13:00:00+01:00"


def test_a_moment_without_time_zone_is_refused() -> None:
    naive = datetime(2027, 1, 5, 12)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="without time zone"):
        to_json_data(Turn(1, naive, naive))
    with pytest.raises(ValueError, match="no Turn"):
        from_json_data(
            Turn, {"number": 1, "begin": "2027-01-05T12:00", "end": "2027-01-05T12:00:00+01:00"}
        )


def test_travel_between_two_codes_is_a_sorted_list() -> None:
    ronde = Koppelronde(
        name="r",
        procedure=load_procedure("maastricht"),
        travel={("B", "A"): 9, ("A", "P2"): 35, ("A", "P10"): 12},
    )
    assert to_json_data(ronde)["travel"] == [[["A", "P10"], 12], [["A", "P2"], 35], [["B", "A"], 9]]
    assert back(ronde) == ronde


def test_a_procedure_comes_back_whole() -> None:
    procedure = load_procedure("maastricht")
    assert back(procedure) == procedure
    assert from_json_data(Procedure, to_json_data(procedure)).number("visits_min") == 5


def test_a_named_tuple_and_a_finding_come_back() -> None:
    couple = PossibleCouple("A01", "H01", 1, 2, travel_minutes=None)
    finding = Finding("veto", ("A01",), Text("nee", "no"), Weight.NOTICE)
    assert back(couple) == couple
    assert back(finding) == finding


@pytest.mark.parametrize(
    "data",
    [
        {"nl": 1, "en": "x"},
        {"nl": "x"},
        {"nl": "x", "en": "y", "de": "z"},
        ["x", "y"],
        None,
    ],
)
def test_what_does_not_fit_the_record_is_refused_without_quoting_it(data: object) -> None:
    with pytest.raises(ValueError, match=r"^no Text: \w+$"):
        from_json_data(Text, data)


def test_yes_is_no_number_and_a_number_is_no_yes() -> None:
    data = to_json_data(Aios(code="A01"))
    with pytest.raises(ValueError, match="no Aios"):
        from_json_data(Aios, data | {"year": True})
    with pytest.raises(ValueError, match="no Aios"):
        from_json_data(Aios, data | {"had_large_hds": 1})


def test_canonical_bytes_know_one_order_one_spelling_and_no_spaces() -> None:
    composed, decomposed = "Zo\u00eb", "Zoe\u0308"
    assert canonical_bytes({"b": [1, 2.5], "a": decomposed}) == (
        b'{"a":"' + composed.encode() + b'","b":[1,2.5]}'
    )
    assert canonical_bytes({"b": 1, "a": 2}) == canonical_bytes({"a": 2, "b": 1})


def test_what_has_no_canonical_form_is_refused() -> None:
    for data in (float("nan"), float("inf"), "\ud800", {"\u00eb": 1, "e\u0308": 2}):
        with pytest.raises(ValueError):
            canonical_bytes(data)


def test_a_field_that_a_later_version_adds_does_not_change_the_hash() -> None:
    @dataclass(frozen=True)
    class Before:
        name: str

    @dataclass(frozen=True)
    class After:
        name: str
        remark: str = ""

    assert content_hash(Before("x")) == content_hash(After("x"))
    assert content_hash(After("x")) != content_hash(After("x", "y"))


def test_the_hash_sees_every_setting() -> None:
    procedure = load_procedure("maastricht")
    plain = Koppelronde(name="r", procedure=procedure)
    other = Koppelronde(name="r", procedure=procedure, settings=Settings(institute="x"))
    assert content_hash(plain) != content_hash(other)
