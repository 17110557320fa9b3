"""A number that is tapped on paper or in the portal is the number that was meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.workbook.files.cells import Cell
from bureau.workbook.values.contact import read_phones
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.phones import dialled

CALLED = {
    "06-12345678": "0612345678",
    "+31 (0)6 12345678": "+31612345678",
    "+31(0)43-3612345 toestel 123": "+31433612345;ext=123",
    "0031(0)612345678": "+31612345678",
    "+310612345678": "+31612345678",
    "(+31) 6 12345678": "+31612345678",
    "043-3612345 tst. 12": "0433612345;ext=12",
    "043-3612345, ext 5": "0433612345;ext=5",
    "0043 1 234 5678": "+4312345678",
    "+32 (0)470/12.34.56": "+32470123456",
    "(043) 361 23 45": "0433612345",
    "(0)6 12345678": "0612345678",
    "06-12345678 / 043-3612345": "0612345678",
    "06-12345678 of 043-3612345": "0612345678",
    "–": "",
    "": "",
}


@pytest.mark.parametrize(("written", "called"), CALLED.items())
def test_a_number_is_dialled_as_it_was_meant(written: str, called: str) -> None:
    assert dialled(written) == called


@pytest.mark.parametrize(
    "written",
    [
        "06-12345678 043-3612345",
        "06-12345678 / 043-3612345",
        "06-12345678 (privé), 043-3612345 (werk)",
        "tel. 06-12345678 en 043-3612345",
    ],
)
def test_two_numbers_in_one_cell_are_two(written: str) -> None:
    phones = read_phones(Cell(written, written))
    assert [dialled(phone) for phone in phones] == ["0612345678", "0433612345"]


@given(st.text("0123456789+ ()-./;,toestl", max_size=30))
def test_whatever_is_written_a_link_holds_a_number_or_nothing(text: str) -> None:
    assert re.fullmatch(r"(\+?[0-9]+(;ext=[0-9]{1,6})?)?", dialled(text))


@given(
    st.sampled_from(["06-", "+31 6 ", "+31 (0)6-", "0031 6 ", "0031 (0)6 ", "(06) "]),
    st.integers(10_000_000, 99_999_999),
    st.sampled_from(["", " tst. 7", " toestel 12", " ext 3"]),
)
def test_every_way_of_writing_a_mobile_number_reaches_the_same_telephone(
    before: str, number: int, behind: str
) -> None:
    written = f"{before}{number}{behind}"
    try:
        [phone] = read_phones(Cell(written, written))
    except Unreadable:
        pytest.fail(written)
    called, _, extension = dialled(phone).partition(";ext=")
    assert called in (f"06{number}", f"+316{number}")
    assert extension == re.sub("[^0-9]", "", behind)
