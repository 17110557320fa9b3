"""A list that names somebody who takes no part is said at import and at the shortlist."""

from __future__ import annotations

from dataclasses import replace

from bureau.workbook.intake import read_files
from koppelronde.domain.facts import listed_without_part
from koppelronde.domain.people import Aios, Hao, Praktijk
from matching.shortlist.said import said_of_not_invited
from tests.bureau.workbook.books import empty_round, xlsx

RONDE = replace(
    empty_round("groningen"),
    aios=tuple(Aios(code=f"A0{n}", surname=f"Aios{n}") for n in (1, 2, 3)),
    haos=tuple(Hao(code=f"H0{n}", surname=f"Hao{n}", praktijk=f"P0{n}") for n in (1, 2, 3)),
    praktijken=tuple(Praktijk(code=f"P0{n}") for n in (1, 2, 3)),
    withdrawn=("A03", "H02"),
)
LISTS = {
    "Voorkeuren vooraf": [
        ["AIOS", "1", "2"], ["A01", "H02", "H01"], ["A02", "H01", "H02"], ["A03", "H02", "H03"]
    ]
}  # fmt: skip


def test_lists_that_name_somebody_not_invited_are_named_at_import() -> None:
    read = read_files([("lijsten.xlsx", xlsx(LISTS))], RONDE)
    assert listed_without_part(read.ronde) == {"H02": ("A01", "A02")}
    [said] = [notice.nl for notice in read.notices if "niet uitgenodigd" in notice.nl]
    assert "H02 (bij A01, A02)" in said


def test_and_at_the_shortlist() -> None:
    ronde = read_files([("lijsten.xlsx", xlsx(LISTS))], RONDE).ronde
    [finding] = said_of_not_invited(ronde)
    assert finding.who == ("H02", "A01", "A02")
    assert "staat op 2 lijsten" in finding.says.nl
    everybody = replace(ronde, withdrawn=())
    assert said_of_not_invited(everybody) == []
