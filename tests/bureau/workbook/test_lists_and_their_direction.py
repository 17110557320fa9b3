"""Lists come in three shapes and two scales; none is ever read the wrong way round."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.workbook.intake import read_files
from koppelronde.domain.lists import Scale, list_in_order
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import Rows, empty_round, mistakes_of, xlsx

EXAMPLES = 40 if settings.default.max_examples <= 100 else settings.default.max_examples
"""Few in make test, as many as asked in make fuzz."""
TRAINEES = tuple(f"A{n:02d}" for n in range(1, 9))
TRAINERS = tuple(f"H{n:02d}" for n in range(1, 13))


def people(procedure: str = "maastricht") -> Koppelronde:
    return replace(
        empty_round(procedure),
        aios=tuple(Aios(code=code, surname=f"Aios{code}") for code in TRAINEES),
        haos=tuple(Hao(code=code, surname=f"Hao{code}", praktijk="P01") for code in TRAINERS),
        praktijken=(Praktijk(code="P01", name="Praktijk"), Praktijk(code="P02", name="Tweede")),
    )


def read(name: str, rows: Rows, ronde: Koppelronde | None = None) -> Koppelronde:
    return read_files([("lijst.xlsx", xlsx({name: rows}))], ronde or people()).ronde


def wrong(name: str, rows: Rows, ronde: Koppelronde | None = None) -> list[str]:
    found = mistakes_of([("lijst.xlsx", xlsx({name: rows}))], ronde or people())
    return [mistake.kind for mistake in found]


LISTS = {"A01": ("H03", "H01", "H07"), "A02": ("H01", "H12"), "A03": ("H07", "H03", "H02", "H01")}


def wide(lists: dict[str, tuple[str, ...]], owner: str) -> Rows:
    longest = max(len(choices) for choices in lists.values())
    return [[owner, *range(1, longest + 1)], *[[o, *choices] for o, choices in lists.items()]]


def long(lists: dict[str, tuple[str, ...]], owner: str, partner: str) -> Rows:
    body = [[o, p, n] for o, choices in lists.items() for n, p in enumerate(choices, 1)]
    return [[owner, partner, "Rang"], *body]


def matrix(lists: dict[str, tuple[str, ...]], heads: tuple[str, ...], corner: str) -> Rows:
    body: Rows = [
        [o, *[choices.index(h) + 1 if h in choices else None for h in heads]]
        for o, choices in lists.items()
    ]
    return [[corner, *heads], *body]


EXPECTED = tuple(list_in_order(owner, Side.AIOS, choices) for owner, choices in LISTS.items())


def test_wide_long_and_matrix_say_the_same() -> None:
    assert read("Voorkeuren AIOS", wide(LISTS, "AIOS")).lists_aios == EXPECTED
    assert read("Voorkeuren AIOS", long(LISTS, "AIOS", "HAO")).lists_aios == EXPECTED
    assert read("Voorkeuren AIOS", matrix(LISTS, TRAINERS, "AIOS")).lists_aios == EXPECTED
    assert read("Voorkeuren AIOS", matrix(LISTS, TRAINERS, "AIOS \\ HAO")).lists_aios == EXPECTED
    empty_corner = matrix(LISTS, TRAINERS, "")
    empty_corner[0][0] = None
    assert read("Voorkeuren AIOS", empty_corner).lists_aios == EXPECTED
    spoken = [[*row[:2], f"{row[2]}e"] for row in long(LISTS, "AIOS", "HAO")[1:]]
    assert read("Voorkeuren AIOS", [["AIOS", "HAO", "Voorkeur"], *spoken]).lists_aios == EXPECTED


def test_a_matrix_with_the_owners_across_is_turned() -> None:
    across = {h: tuple(o for o in LISTS if h in LISTS[o]) for h in TRAINERS}
    rows: Rows = [["HAO", *LISTS]]
    for head in TRAINERS:
        rows.append(
            [head, *[LISTS[o].index(head) + 1 if o in across[head] else None for o in LISTS]]
        )
    assert read("Voorkeuren AIOS", rows).lists_aios == EXPECTED


def test_lines_of_a_matrix_are_counted_also_when_the_owners_stand_across() -> None:
    rows: Rows = [["HAO", "A01", "A02"], ["H01", 1, 2], ["H03", 2, 1], ["H07", 3, None]]
    (count,) = read_files([("a.xlsx", xlsx({"Voorkeuren AIOS": rows}))], people()).read
    assert (count.read, count.stored, count.refused, count.ignored) == (3, 3, 0, 0)


def test_an_order_written_into_the_first_cell_is_no_shared_place() -> None:
    alone: Rows = [["AIOS", 1, 2, 3], ["A01", "H03, H01, H07", None, None]]
    assert wrong("Voorkeuren AIOS", alone) == ["order_in_cell"]
    two: Rows = [["AIOS", 1, 2, 3], ["A01", "H03, H01", "H07", None]]
    (lijst,) = read("Voorkeuren AIOS", two).lists_aios
    assert lijst.ranks() == {"H01": 1, "H03": 1, "H07": 3}
    later: Rows = [["AIOS", 1, 2, 3], ["A01", None, "H03, H01", None]]
    assert wrong("Voorkeuren AIOS", later) == ["no_first"]
    single: Rows = [["AIOS", 1, 2, 3], ["A01", "H03", None, None]]
    (lijst,) = read("Voorkeuren AIOS", single).lists_aios
    assert lijst.ranks() == {"H03": 1}


def test_three_may_share_a_place() -> None:
    rows: Rows = [["AIOS", 1, 2], ["A01", "H03 / H01 / H07", "H02"]]
    (lijst,) = read("Voorkeuren AIOS", rows).lists_aios
    assert lijst.ranks() == {"H01": 1, "H03": 1, "H07": 1, "H02": 4}


def test_ties_share_a_cell_and_gaps_stay() -> None:
    rows: Rows = [["AIOS", "1e keus", "2e keus", "3e keus", "4e keus"],
                  ["A01", "H03 / H07", None, "H01", "H02, H05"]]  # fmt: skip
    (lijst,) = read("Voorkeuren AIOS", rows).lists_aios
    assert lijst.entries == tuple(
        (code, Decimal(n))
        for code, n in (("H03", 1), ("H07", 1), ("H01", 3), ("H02", 4), ("H05", 4))
    )


def test_the_owner_may_stand_under_nr_or_naam_when_the_sheet_says_whose_list_it_is() -> None:
    rows = wide(LISTS, "Nr")
    named = [[row[0], f"Aios{row[0]}", *row[1:]] for row in rows]
    named[0][1] = "Naam"
    assert read("Voorkeuren AIOS", rows).lists_aios == EXPECTED
    assert read("Voorkeuren AIOS", named).lists_aios == EXPECTED
    assert read("Voorkeuren", rows).lists_aios == EXPECTED
    assert set(wrong("Voorkeuren HAO", rows)) == {"wrong_sort"}
    only_names = [["Naam", *rows[0][1:]], *[[f"Aios{row[0]}", *row[1:]] for row in rows[1:]]]
    assert read("Voorkeuren AIOS", only_names).lists_aios == EXPECTED


def test_people_may_be_named_instead_of_coded() -> None:
    ronde = replace(
        people(),
        haos=(
            Hao(code="H01", first_name="Zoë", surname="Mulder", emails=("zoe@p.example",)),
            Hao(code="H02", first_name="Jan", infix="de", surname="Vries"),
            Hao(code="H03", first_name="Piet", infix="de", surname="Vries"),
            Hao(code="H04", surname="Bos en De Wit"),
        ),
    )
    rows: Rows = [["AIOS", 1, 2, 3, 4],
                  ["Aiosa01", "mulder", "Jan de Vries", "H03 (Vries)", "Bos en De Wit"],
                  ["A02", "zoe@p.example", "Vries, Piet de", "H04 - Bos", None]]  # fmt: skip
    found = read("Voorkeuren AIOS", rows, ronde).list_of
    assert [code for code, _ in found["A01"].entries] == ["H01", "H02", "H03", "H04"]
    assert [code for code, _ in found["A02"].entries] == ["H01", "H03", "H04"]
    assert wrong("Voorkeuren AIOS", [["AIOS", 1, 2], ["A01", "de Vries", "H01"]], ronde) == [
        "ambiguous_name"
    ]


def test_trainers_may_give_marks_when_the_sheet_says_so() -> None:
    rows: Rows = [
        ["HAO", "AIOS", "Cijfer"],
        ["H01", "A01", 7.5],
        ["H01", "A02", "9,5"],
        ["H01", "A03", 6],
    ]
    for name, table in (("Voorkeuren HAO", rows), ("Cijfers HAO", rows)):
        (lijst,) = read(name, table).lists_hao
        assert lijst.scale is Scale.MARKS
        assert lijst.ranks() == {"A02": 1, "A01": 2, "A03": 3}
    grid: Rows = [["HAO", "A01", "A02", "A03"], ["H01", 7.5, 9.5, 6]]
    (lijst,) = read("Voorkeuren HAO (cijfers)", grid).lists_hao
    assert lijst.ranks() == {"A02": 1, "A01": 2, "A03": 3}
    titled: Rows = [["De opleiders gaven cijfers van 1 tot 10"], *grid]
    assert read("Voorkeuren HAO", titled).lists_hao == (lijst,)


def test_a_list_that_counts_from_nought_is_shown_its_nought() -> None:
    rows: Rows = [["AIOS", "HAO", "Rang"], ["A01", "H03", 0], ["A01", "H01", 1], ["A01", "H07", 2]]
    (mistake,) = mistakes_of([("lijst.xlsx", xlsx({"Voorkeuren AIOS": rows}))], people())
    assert mistake.kind == "looks_like_marks"
    assert mistake.read == "hoogste waarde 2, laagste waarde 0"
    rows[1][2], rows[2][2], rows[3][2] = 2, 3, 4
    (mistake,) = mistakes_of([("lijst.xlsx", xlsx({"Voorkeuren AIOS": rows}))], people())
    assert mistake.read == "hoogste waarde 4, geen 1"


def test_trainees_do_not_give_marks() -> None:
    rows: Rows = [["AIOS", "HAO", "Cijfer"], ["A01", "H01", 8], ["A01", "H02", 9]]
    assert wrong("Voorkeuren AIOS", rows) == ["marks_not_allowed"]
    rows[0][2], rows[1][2] = "Punten", 8.5
    assert wrong("Voorkeuren AIOS", rows) == ["marks_not_allowed"]


def test_marks_that_claim_to_be_ranks_are_refused_with_the_evidence() -> None:
    rows: Rows = [
        ["HAO", "AIOS", "Rang"],
        ["H01", "A01", 7.5],
        ["H01", "A02", 9.5],
        ["H02", "A01", 6],
    ]
    (mistake,) = mistakes_of([("lijst.xlsx", xlsx({"Voorkeuren HAO": rows}))], people())
    assert mistake.kind == "looks_like_marks"
    assert mistake.cell == "C1"
    assert "hoogste waarde 9.5, geen 1" in mistake.expected.nl
    assert "zijn dit cijfers?" in mistake.expected.nl


def test_ranks_that_claim_to_be_marks_are_refused_with_the_evidence() -> None:
    rows: Rows = [["HAO", "AIOS", "Cijfer"], ["H01", "A01", 1], ["H01", "A02", 2],
                  ["H01", "A03", 3], ["H02", "A01", 2], ["H02", "A04", 1]]  # fmt: skip
    (mistake,) = mistakes_of([("lijst.xlsx", xlsx({"Voorkeuren HAO": rows}))], people())
    assert mistake.kind == "looks_like_ranks"
    assert "zijn dit rangen?" in mistake.expected.nl


@pytest.mark.parametrize(("value", "kind"), [
    (0, "rank"), (2.5, "rank"), (99, "rank"), ("1 of 2", "number"),
    ("II", "number"), ("-1", "number"),
])  # fmt: skip
def test_a_single_number_that_cannot_be_a_rank_is_pointed_at(value: Any, kind: str) -> None:
    rows = matrix(LISTS, TRAINERS, "AIOS")
    rows[3][2] = value
    found = mistakes_of([("lijst.xlsx", xlsx({"Voorkeuren AIOS": rows}))], people())
    assert [(m.cell, m.kind) for m in found if m.cell == "C4"] in ([("C4", kind)], [("C4", "rank")])


ranked = st.dictionaries(
    st.sampled_from(TRAINERS),
    st.lists(st.sampled_from(TRAINEES), min_size=2, max_size=8, unique=True).map(tuple),
    min_size=1, max_size=10,
)  # fmt: skip


@pytest.mark.fuzz
@given(lists=ranked, step=st.sampled_from((Decimal(1), Decimal("0.5"))), shape=st.booleans())
@settings(max_examples=EXAMPLES)
def test_any_list_turned_into_marks_is_refused(
    lists: dict[str, tuple[str, ...]], step: Decimal, shape: bool
) -> None:
    """Marks of 10, 9, 8 … (or 10, 9.5, 9 …) for the first, second, third choice."""
    marks = {o: {p: float(10 - n * step) for n, p in enumerate(c)} for o, c in lists.items()}
    if shape:
        rows: Rows = [["HAO", *TRAINEES]]
        rows += [[o, *[given.get(p) for p in TRAINEES]] for o, given in marks.items()]
    else:
        rows = [["HAO", "AIOS", "Rang"]]
        rows += [[o, p, n] for o, given in marks.items() for p, n in given.items()]
    assert "looks_like_marks" in wrong("Voorkeuren HAO", rows)


@pytest.mark.fuzz
@given(lists=ranked, shape=st.sampled_from(("wide", "long", "matrix")))
@settings(max_examples=EXAMPLES)
def test_any_list_of_ranks_comes_out_as_it_was(
    lists: dict[str, tuple[str, ...]], shape: str
) -> None:
    rows = {"wide": wide(lists, "HAO"), "long": long(lists, "HAO", "AIOS"),
            "matrix": matrix(lists, TRAINEES, "HAO")}[shape]  # fmt: skip
    ronde = read("Voorkeuren HAO", rows)
    assert {x.owner: tuple(code for code, _ in x.entries) for x in ronde.lists_hao} == lists


def test_reversed_lists_show_in_the_sentence_about_direction() -> None:
    turned = {owner: choices[::-1] for owner, choices in LISTS.items()}
    straight, reverse = (
        read_files([("l.xlsx", xlsx({"Voorkeuren AIOS": wide(x, "AIOS")}))], people()).direction
        for x in (LISTS, turned)
    )
    assert "A01 → H03, laatste keus H07" in straight[0].nl
    assert "A01 → H07, laatste keus H03" in reverse[0].nl


def test_a_sheet_that_could_be_either_list_is_asked_about() -> None:
    rows: Rows = [["AIOS", "HAO", "Rang"], ["A01", "H01", 1]]
    assert wrong("Blad1", rows) == ["unclear_sheet"]
    assert wrong("Blad1", wide(LISTS, "AIOS"), people("groningen")) == ["unclear_sheet"]
    assert read("Blad1", wide(LISTS, "AIOS")).lists_aios == EXPECTED


def test_wishes_are_told_from_lists_by_the_codes_in_them() -> None:
    rows: Rows = [["AIOS", 1, 2], ["A01", "P02", "P01"]]
    ronde = read("Blad1", rows)
    assert [wish.praktijk for wish in ronde.visit_wishes] == ["P01", "P02"]
    assert ronde.lists_aios == ()


def test_an_empty_line_does_not_wipe_an_earlier_list() -> None:
    before = read("Voorkeuren AIOS", wide(LISTS, "AIOS"))
    rows: Rows = [["AIOS", 1, 2], ["A01", None, None], ["A02", "H05", None]]
    after = read("Voorkeuren AIOS", rows, before)
    assert after.list_of["A01"] == before.list_of["A01"]
    assert after.list_of["A02"].entries == (("H05", Decimal(1)),)
