"""Side by side: each order of goals is best at what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from pypdfium2 import PdfDocument

from koppelronde.domain.facts import PossibleCouple
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.engine.solve import solve
from matching.explain.compare import changed_people, compare, orders_of_goals
from matching.explain.compared import calls_said_shortly
from matching.figures.figure_tables import compare_sheets
from matching.papers import ReportOptions, comparison_pdf
from tests.matching.calls.afternoon import MADE_AT, disagreeing_round
from tests.matching.small_rounds import GOALS, TOP, all_results, facts_of, small_rounds


def about_couples(made: Sequence[PossibleCouple]) -> int:
    """Telephone calls about who is far down, or left off, somebody's own list."""
    return sum(
        (c.rank_by_aios > TOP or not c.listed_by_aios)
        + (c.rank_by_hao > TOP or not c.listed_by_hao)
        for c in made
    )


@settings(max_examples=40)
@given(ronde=small_rounds())
def test_each_is_the_best_of_all_results_at_its_own_goal(ronde: Koppelronde) -> None:
    facts = facts_of(ronde)
    by_name = {one.name: one for one in compare(ronde, facts, seed="z")}
    couples = {(c.aios, c.hao): c for c in facts.couples}
    results = list(all_results(facts))
    most = max(len(pairs) for pairs in results)
    full = [[couples[pair] for pair in pairs] for pairs in results if len(pairs) == most]
    assert all(one.placed == most for name, one in by_name.items() if name != "stable")
    assert by_name["stable"].placed <= most
    assert about_couples([couples[p] for p in by_name["fewest_calls"].pairs]) == min(
        about_couples(made) for made in full
    )
    for one in by_name.values():
        placed = {code for pair in one.pairs for code in pair}
        alone = [code for code in facts.aios if code not in placed]
        if sum(hao.places for hao in facts.haos) <= len(facts.aios):
            alone += [hao.hao for hao in facts.haos if hao.hao not in placed]
        assert one.calls == about_couples([couples[p] for p in one.pairs]) + len(alone)
    lowest = by_name["lowest_sum"].pairs
    assert sum(couples[p].rank_by_aios + couples[p].rank_by_hao for p in lowest) == min(
        sum(c.rank_by_aios + c.rank_by_hao for c in made) for made in full
    )
    if most:
        assert by_name["best_worst"].worst_rank == min(
            max(max(c.rank_by_aios, c.rank_by_hao) for c in made) for made in full
        )
    assert by_name["stable"].blocking == 0


def test_the_first_is_the_result_of_the_procedure_itself() -> None:
    ronde = disagreeing_round()
    facts = facts_of(ronde)
    solution = solve(facts, ronde.procedure.goals, seed="z", kernels="light")
    own, *others = compare(ronde, facts, seed="z")
    assert own.pairs == frozenset(solution.pairs)
    assert own.changed == ()
    earlier = next(one for one in others if one.name == "travel_earlier")
    assert earlier.over_limit <= own.over_limit
    assert earlier.changed == changed_people(facts, own.pairs, earlier.pairs)
    assert {one.name for one in others} == {
        "fewest_calls", "lowest_sum", "best_worst", "travel_earlier", "stable",
    }  # fmt: skip


def test_every_figure_is_that_of_the_couples_themselves() -> None:
    ronde = disagreeing_round(24, 22, 7, seed=7, left_off=5)
    facts = facts_of(ronde)
    couples = {(c.aios, c.hao): c for c in facts.couples}
    top, limit = ronde.number("top_ranks"), ronde.number("travel_limit_minutes")
    for one in compare(ronde, facts, seed="z"):
        made = [couples[pair] for pair in one.pairs]
        worse = [max(c.rank_by_aios, c.rank_by_hao) for c in made]
        assert one.worst_rank == max(worse)
        assert one.within_top == len([rank for rank in worse if rank <= top])
        assert one.mean_rank_aios == sum(c.rank_by_aios for c in made) / len(made)
        assert one.mean_rank_hao == sum(c.rank_by_hao for c in made) / len(made)
        assert one.over_limit == len([c for c in made if (c.travel_minutes or 0) > limit])
        assert 0 < one.over_limit < len(made)


@pytest.mark.parametrize(
    ("procedure", "order", "heading", "legend"),
    [
        ("maastricht", "zo weinig mogelijk bellen", "Mensen te bellen", "te bellen"),
        ("groningen", "minst buiten de eerste 4",
         "Mensen buiten hun eerste 4", "buiten eerste 4"),
    ],
)  # fmt: skip
def test_where_nobody_is_telephoned_nothing_speaks_of_it(
    procedure: str, order: str, heading: str, legend: str
) -> None:
    ronde = replace(disagreeing_round(8, 8, 4), procedure=load_procedure(procedure))
    compared = compare(ronde, facts_of(ronde), seed="z")
    assert compared[1].says.nl == order
    figures, people = compare_sheets(ronde, compared, "nl")
    assert heading in figures.headers
    assert calls_said_shortly(ronde).nl == legend
    words = " ".join([*map(str, figures.headers), *map(str, people.headers),
                      *(str(row[0]) for row in figures.rows)])  # fmt: skip
    pdf = comparison_pdf(ronde, compared, ReportOptions(made_at=MADE_AT, lang="nl"))
    words += " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(pdf))
    assert legend in words
    assert ("bellen" in words) == (procedure == "maastricht")


def test_travel_earlier_comes_right_after_the_top_ranks() -> None:
    ronde = disagreeing_round()
    orders = {name: [g.name for g in goals] for name, _says, goals in orders_of_goals(ronde)}
    assert orders["travel_earlier"][:3] == ["placed", "both_within", "over_travel_limit"]
    assert sorted(orders["travel_earlier"]) == sorted(orders["own"])


def test_the_threshold_of_the_test_goals_is_that_of_the_round() -> None:
    assert GOALS[1].parameters["rank"] == TOP
