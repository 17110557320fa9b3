"""Figures with their denominators, and the tables for spreadsheets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bureau.workbook.out.writing import sheets_workbook
from koppelronde.domain.language import Lang, same
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from matching.explain.compare import compare
from matching.figures.account import closing_account
from matching.figures.figure_tables import call_sheet, compare_sheets, result_sheets
from matching.figures.statistics import Share, round_statistics
from tests.matching.calls.afternoon import desk_of, disagreeing_round
from tests.matching.small_rounds import round_of


def test_every_share_has_the_denominator_it_says() -> None:
    ronde = round_of(
        {"A1": "H1 H2", "A2": "H1 H2 H3", "A3": ""}, {"H1": "A1", "H2": "A1 A2", "H3": ""}
    )
    matching = Matching(
        couples=(
            MatchedCouple("A1", "H1", 1, 1),
            MatchedCouple("A2", "H3", 3, 1, True, False, travel_minutes=75),
        ),
        unplaced=("A3",), open_haos=(("H2", 1),), stages=(),
    )  # fmt: skip
    numbers = round_statistics(ronde, matching)
    aios = {share.says.nl: (share.number, share.out_of) for share in numbers.aios.shares}
    assert aios == {
        "leverden een lijst in": (2, 3),
        "hebben een koppeling": (2, 3),
        "koppelingen met de eigen eerste keus": (1, 2),
        "koppelingen binnen de eigen eerste 2": (1, 2),
        "koppelingen met voorkeur 3 of verder": (1, 2),
        "koppelingen met iemand buiten de eigen lijst": (0, 2),
    }
    assert numbers.aios.profile == ((1, 1), (3, 1))
    assert numbers.hao.profile == ((1, 1),)
    assert numbers.hao.left_off == 1
    assert numbers.aios.mean_rank == 2
    group = {
        share.says.nl.split(" (")[0]: (share.number, share.out_of) for share in numbers.couples
    }
    assert group["koppelingen binnen 2 aan beide kanten"] == (1, 2)
    assert group["uitzonderingen"] == (1, 2)
    assert group["meer dan 60 minuten reizen"] == (1, 1), "unknown travel is not counted as short"
    gone = round_statistics(replace(ronde, withdrawn=("A3",)), replace(matching, unplaced=()))
    assert gone.aios.shares[0].out_of == 2


def test_the_figures_of_a_whole_round_are_counted_again() -> None:
    desk = desk_of(disagreeing_round(24, 22, 7, seed=7, left_off=5))
    numbers = round_statistics(desk.ronde, desk.matching)
    top, made = desk.ronde.number("top_ranks"), desk.matching.couples
    for side, mine in (("aios", numbers.aios), ("hao", numbers.hao)):
        listed = [c for c in made if getattr(c, f"listed_by_{side}")]
        ranks = [getattr(c, f"rank_by_{side}") for c in listed]
        found = [share.number for share in mine.shares][2:]
        low = len([rank for rank in ranks if rank > top])
        assert found == [ranks.count(1), len(ranks) - low, low, len(made) - len(ranks)]
        assert found[0] not in (found[1], found[2], found[3])
    both, exceptional = (share.number for share in numbers.couples[:2])
    called = {call.partner for call in desk.calls.calls} | {c.who for c in desk.calls.calls}
    assert exceptional == len([c for c in made if {c.aios, c.hao} & called])
    assert both + exceptional == len(made)


@pytest.mark.parametrize(("number", "out_of", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13),
                                                           (0, 5, 0), (0, 0, None)])  # fmt: skip
def test_percentages_are_rounded_half_up_and_absent_for_nobody(
    number: int, out_of: int, percent: int | None
) -> None:
    assert Share(same(""), number, out_of).percent == percent


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_all_tables_are_rectangles_and_make_a_workbook(lang: Lang) -> None:
    desk = desk_of(disagreeing_round(12, 11, 6, seed=5, left_off=4))
    ronde, facts, matching, calls = desk.ronde, desk.facts, desk.matching, desk.calls
    account = closing_account(ronde, facts, matching, calls)
    sheets = [
        *result_sheets(ronde, matching, round_statistics(ronde, matching, calls), lang, account),
        call_sheet(ronde, calls, lang),
        *compare_sheets(ronde, compare(ronde, facts, seed="z"), lang),
    ]
    for sheet in sheets:
        assert all(len(row) == len(sheet.headers) for row in sheet.rows), sheet.name
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    couples, calls_made = sheets[0], sheets[3]
    assert [(row[0], row[2]) for row in couples.rows] == [
        (couple.aios, couple.hao) for couple in matching.couples
    ]
    assert [row[1] for row in calls_made.rows] == [call.who for call in calls.calls]
    assert sheets_workbook("proef", sheets) == sheets_workbook("proef", sheets)
    assert sheets[2].rows[-1][1] == matching.result_hash
