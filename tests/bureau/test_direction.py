"""Which way round: the small places where a list, a rank or a mark could be turned unseen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bureau.workbook.intake import Intake, read_files
from koppelronde.domain.errors import Mistake
from koppelronde.domain.facts import candidate_couples, couple_facts
from koppelronde.domain.lists import (
    LeftOffReading,
    Scale,
    TieReading,
    Voorkeurslijst,
    list_in_order,
    list_of_ranks,
)
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import Rows, empty_round, mistakes_of, xlsx


def people(aios: int = 8, haos: int = 12) -> Koppelronde:
    return replace(
        empty_round(),
        aios=tuple(Aios(code=f"A{n:02d}", surname=f"Aios{n}") for n in range(1, aios + 1)),
        haos=tuple(
            Hao(code=f"H{n:02d}", surname=f"Hao{n}", praktijk="P01") for n in range(1, haos + 1)
        ),
        praktijken=(Praktijk(code="P01", name="Praktijk"), Praktijk(code="P02", name="Tweede")),
    )


def taken(name: str, rows: Rows, ronde: Koppelronde | None = None) -> Intake:
    return read_files([("lijst.xlsx", xlsx({name: rows}))], ronde or people())


def wrong(name: str, rows: Rows) -> list[Mistake]:
    return list(mistakes_of([("lijst.xlsx", xlsx({name: rows}))], people()))


def test_a_list_of_ranks_begins_with_the_first_choice() -> None:
    given = list_of_ranks("A01", Side.AIOS, {"H02": 2, "H03": 3, "H01": 1})
    assert given == list_in_order("A01", Side.AIOS, ("H01", "H02", "H03"))


def test_marks_count_down_and_equal_marks_share_a_rank() -> None:
    marks = (("A01", Decimal(7)), ("A02", Decimal(9)), ("A03", Decimal(9)), ("A04", Decimal(4)))
    given = Voorkeurslijst("H01", Side.HAO, marks, Scale.MARKS)
    assert given.ranks(TieReading.COMPETITION) == {"A02": 1, "A03": 1, "A01": 3, "A04": 4}
    assert given.ranks(TieReading.DENSE) == {"A02": 1, "A03": 1, "A01": 2, "A04": 3}


def test_a_couple_is_a_candidate_by_the_list_of_either_side() -> None:
    only_hao = replace(people(), lists_hao=(list_in_order("H02", Side.HAO, ("A01", "A03")),))
    assert candidate_couples(only_hao) == {("A01", "H02"), ("A03", "H02")}
    only_aios = replace(people(), lists_aios=(list_in_order("A02", Side.AIOS, ("H05",)),))
    assert candidate_couples(only_aios) == {("A02", "H05")}


def test_facts_hold_the_couples_in_order_and_each_rank_on_its_own_side() -> None:
    ronde = replace(
        people(),
        lists_aios=(
            list_in_order("A01", Side.AIOS, ("H03", "H01")),
            list_in_order("A02", Side.AIOS, ("H01", "H02", "H03")),
        ),
        lists_hao=(
            list_in_order("H01", Side.HAO, ("A02", "A01")),
            list_in_order("H02", Side.HAO, ("A02",)),
            list_in_order("H03", Side.HAO, ("A02", "A01")),
        ),
    )
    couples = couple_facts(ronde).couples
    assert [(c.aios, c.hao, c.rank_by_aios, c.rank_by_hao) for c in couples] == [
        ("A01", "H01", 2, 2), ("A01", "H03", 1, 2),
        ("A02", "H01", 1, 1), ("A02", "H02", 2, 1), ("A02", "H03", 3, 1),
    ]  # fmt: skip


def test_left_off_by_either_side_is_impossible_where_the_procedure_says_so() -> None:
    strict = replace(people().procedure, left_off=LeftOffReading.IMPOSSIBLE)
    ronde = replace(
        people(),
        procedure=strict,
        lists_aios=(
            list_in_order("A01", Side.AIOS, ("H01", "H02")),
            list_in_order("A02", Side.AIOS, ("H02",)),
        ),
        lists_hao=(
            list_in_order("H01", Side.HAO, ("A02",)),
            list_in_order("H02", Side.HAO, ("A01", "A02")),
        ),
    )
    assert [(c.aios, c.hao) for c in couple_facts(ronde).couples] == [
        ("A01", "H02"), ("A02", "H02"),
    ]  # fmt: skip


RIGHT: Rows = [
    ["A02", "H01", 1], ["A02", "H02", 2], ["A03", "H01", 1], ["A03", "H02", 2],
    ["A04", "H03", 1], ["A04", "H01", 2],
]  # fmt: skip
HEAD: Rows = [["AIOS", "HAO", "Rang"]]


def test_a_list_without_a_first_choice_is_refused_at_its_best_place() -> None:
    rows = [*HEAD, *RIGHT, ["A01", "H05", 3], ["A01", "H06", 2]]
    (mistake,) = wrong("Voorkeuren AIOS", rows)
    assert (mistake.kind, mistake.cell, mistake.read) == ("no_first", "C9", "2")


def test_marks_among_the_ranks_are_recognised_by_what_they_are() -> None:
    rows: Rows = [["A01", "H01", 7.5], ["A01", "H02", 9], ["A02", "H01", 8], ["A02", "H03", 6]]
    (mistake,) = wrong("Voorkeuren AIOS", [*HEAD, *rows])
    assert mistake.kind == "looks_like_marks"
    assert mistake.read == "hoogste waarde 9, geen 1, met decimalen"
    whole: Rows = [["A01", "H01", 7], ["A01", "H02", 9], ["A02", "H01", 1], ["A02", "H03", 15]]
    (mistake,) = wrong("Voorkeuren AIOS", [*HEAD, *whole])
    assert mistake.read == "hoogste waarde 15, 1 van de 2 lijsten zonder 1"


MARKS: Rows = [["HAO", "AIOS", "Cijfer"]]


def test_ranks_among_the_marks_are_recognised_and_one_such_list_is_not_enough() -> None:
    ranks: Rows = [[h, f"A{n:02d}", n] for h in ("H01", "H02") for n in (1, 2, 3)]
    (mistake,) = wrong("Voorkeuren HAO", [*MARKS, *ranks])
    assert (mistake.kind, mistake.read) == ("looks_like_ranks", "hoogste waarde 3")
    mixed: Rows = [
        ["H01", "A01", 1], ["H01", "A02", 2], ["H02", "A01", 8], ["H02", "A02", 7],
        ["H03", "A01", 6], ["H03", "A02", 9], ["H04", "A01", 5], ["H04", "A02", 7],
    ]  # fmt: skip
    lists = taken("Voorkeuren HAO", [*MARKS, *mixed]).ronde.lists_hao
    assert [lijst.ranks()["A02"] for lijst in lists] == [1, 2, 1, 1]
    assert [lijst.entries[0][0] for lijst in lists] == ["A02", "A01", "A02", "A02"]


def test_a_rank_may_be_as_high_as_the_other_side_is_large() -> None:
    more_aios = people(aios=5, haos=3)
    rows: Rows = [["HAO", "AIOS", "Rang"]]
    rows += [["H01", f"A{n:02d}", n] for n in range(1, 6)]
    lists = taken("Voorkeuren HAO", rows, more_aios).ronde.lists_hao
    assert lists[0].entries[-1] == ("A05", Decimal(5))


def test_the_sentence_says_first_and_last_as_they_are() -> None:
    (said,) = taken("Voorkeuren AIOS", [*HEAD, *RIGHT[2:4]]).direction
    assert "1 = eerste keus: A03 → H01, laatste keus H02 (2)" in said.nl
    marks: Rows = [*MARKS, ["H02", "A01", 5], ["H02", "A02", 9], ["H02", "A03", 7]]
    (said,) = taken("Voorkeuren HAO", marks).direction
    assert "10 = beste: H02 → A02 (9), laagste A01 (5)" in said.nl


def counted(intake: Intake) -> tuple[int, int, int, int]:
    (count,) = [c for c in intake.read if c.stored or c.unchanged or c.refused or c.ignored]
    return (count.stored, count.unchanged, count.refused, count.ignored)


def test_every_line_of_a_sheet_of_lists_is_counted_once() -> None:
    first = taken("Voorkeuren AIOS", [*HEAD, *RIGHT])
    assert counted(first) == (6, 0, 0, 0)
    again = taken("Voorkeuren AIOS", [*HEAD, *RIGHT[:3], ["A03", "H03", 2]], first.ronde)
    assert counted(again) == (2, 2, 0, 0)
    empty: Rows = [["AIOS", 1, 2], ["A01", "H01", "H02"], ["A02", None, None], ["A05", "-", None]]
    assert counted(taken("Voorkeuren AIOS", empty)) == (1, 0, 0, 2)


def test_in_a_matrix_the_second_of_two_equal_headings_is_the_wrong_one() -> None:
    rows: Rows = [["AIOS", "H01", "H02", "H01"], ["A01", 1, 2, None], ["A02", 2, 1, None]]
    (mistake,) = wrong("Voorkeuren AIOS", rows)
    assert (mistake.kind, mistake.cell) == ("doubled_column", "D1")


def test_a_matrix_of_marks_is_told_at_its_first_heading() -> None:
    rows: Rows = [["AIOS", "H01", "H02"], ["A01", 9, 8], ["A02", 7, 10]]
    (mistake,) = wrong("Voorkeuren AIOS", rows)
    assert (mistake.kind, mistake.cell) == ("looks_like_marks", "B1")


def test_a_list_may_stand_in_one_sheet_only() -> None:
    book = {"Voorkeuren AIOS": [*HEAD, *RIGHT], "Voorkeuren AIOS 2": [*HEAD, *RIGHT[:2]]}
    kinds = [m.kind for m in mistakes_of([("lijst.xlsx", xlsx(book))], people())]
    assert kinds == ["doubled_list"]


def test_two_on_one_place_share_it() -> None:
    rows: Rows = [["AIOS", 1, 2, 3], ["A01", "H03 / H07", None, "H02"]]
    (lijst,) = taken("Voorkeuren AIOS", rows).ronde.lists_aios
    assert lijst.entries == (("H03", Decimal(1)), ("H07", Decimal(1)), ("H02", Decimal(3)))
