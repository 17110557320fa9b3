"""Whatever the sheet Ronde may call a fact or a number, it is read as that."""

from __future__ import annotations

from datetime import date

import pytest

from bureau.workbook.layout.number_labels import NUMBER_LABELS
from bureau.workbook.layout.ronde_facts import FACTS
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import NUMBERS
from tests.bureau.workbook.books import clean_sheets, empty_round, taken

REASON = "zo besloten"


@pytest.mark.parametrize(
    ("number", "label"), [(key, label) for key, labels in NUMBER_LABELS.items() for label in labels]
)
def test_every_name_of_a_number_is_read_as_that_number(number: str, label: str) -> None:
    value = NUMBERS[number].highest
    rows = [["Gegeven", "Waarde", "Reden"], [label, value, REASON]]
    settings = taken({"Ronde": rows}, empty_round()).ronde.settings
    assert settings.numbers == {number: value}
    assert settings.reasons == {number: REASON}


@pytest.mark.parametrize("label", FACTS["mover"].names)
@pytest.mark.parametrize("who", ["HAO", "HAO's", "de opleiders", "hao"])
def test_who_moves_is_read_as_people_write_it(label: str, who: str) -> None:
    rows = [["Gegeven", "Waarde", "Reden"], [label, who, None]]
    assert taken({"Ronde": rows}, empty_round()).ronde.settings.mover is Side.HAO


@pytest.mark.parametrize(
    "label", [label for key in FACTS for label in FACTS[key].names if key.endswith("_date")]
)
def test_every_name_of_a_day_is_read_as_a_day(label: str) -> None:
    rows = [["Gegeven", "Waarde", "Reden"], [label, "10-12-2026", None]]
    settings = taken({"Ronde": rows}, empty_round()).ronde.settings
    days = (settings.start_date, settings.carrousel_date, settings.results_date)
    assert date(2026, 12, 10) in days


@pytest.mark.parametrize("label", ["Minimum bezoeken (A03)", "Minimum bezoeken A03"])
def test_a_number_of_one_trainee_is_never_taken_for_everybodys(label: str) -> None:
    rows = [["Gegeven", "Waarde", "Reden"], [label, 1, None]]
    read = taken({"Ronde": rows}, empty_round())
    assert read.ronde.settings.numbers == {}
    [ignored] = read.ignored
    assert "hoort op diens eigen regel" in ignored.why.nl


def test_a_trainee_may_have_a_minimum_of_their_own() -> None:
    sheets = clean_sheets()
    for row, value in zip(sheets["AIOS"], ["Minimum bezoeken", 3, None, 0], strict=False):
        row.append(value)
    settings = taken(sheets).ronde.settings
    own = {key: value for key, value in settings.numbers.items() if ":" in key}
    assert own == {"visits_min:A01": 3, "visits_min:A03": 0}
