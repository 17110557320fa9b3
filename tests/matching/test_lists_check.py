"""What is going to hurt is said before the lists are sealed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from koppelronde.findings import Weight
from koppelronde.lists import Voorkeurslijst
from koppelronde.people import Side
from koppelronde.ronde import Koppelronde
from matching.lists_check import lists_findings
from tests.matching.small_rounds import TOP, all_results, facts_of, round_of, small_rounds


def rules_of(ronde: Koppelronde) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for finding in lists_findings(ronde, facts_of(ronde)):
        found.setdefault(finding.rule, []).append(finding.who)
    return found


def test_lists_that_fit_give_no_findings() -> None:
    pairs = [(a, h) for a in ("A1", "A2") for h in ("H1", "H2")]
    ronde = round_of({"A1": "H1 H2", "A2": "H2 H1"}, {"H1": "A1 A2", "H2": "A2 A1"}, met=pairs)
    assert lists_findings(ronde, facts_of(ronde)) == ()


def test_each_thing_that_hurts_is_found_with_who_it_is_about() -> None:
    ronde = round_of(
        {"A1": "H1 H2 H3", "A2": "H1 H2 H3", "A3": "", "A4": "H1"},
        {"H1": "A1 A2 A4", "H2": "A1 A2", "H3": "", "H4": "A1"},
        met=[("A1", "H1"), ("A1", "H2"), ("A2", "H1"), ("A2", "H2"), ("A4", "H1"), ("A4", "H2"),
             ("A1", "H4")],
    )  # fmt: skip
    found = rules_of(ronde)
    assert found["list_missing"] == [("A3",), ("H3",)]
    assert found["aios_on_no_list"] == [("A3",)]
    assert found["hao_on_no_list"] == [("H4",)]
    assert found["short_list"] == [("A4",)]
    assert ("H4", "A1") in found["one_sided"]
    assert ("A1", "H3") in found["not_met"]
    assert found["certainly_unplaced"] == [("A3",)]


def test_too_few_places_for_a_year_is_counted_over_years_together() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1", "A3": "H2"}, {"H1": "A1 A2", "H2": "A3"})
    first, second, third = ronde.aios
    ronde = replace(
        ronde,
        aios=(first, replace(second, year=3), replace(third, year=3)),
        haos=tuple(replace(hao, supervises=frozenset({3})) for hao in ronde.haos),
    )
    (finding,) = (f for f in lists_findings(ronde, facts_of(ronde)) if f.rule == "too_few_places")
    assert finding.says.nl == (
        "Jaar 1: 1 AIOS, maar 0 plaatsen bij HAO's die dat jaar begeleiden; 1 plaats te weinig."
    )
    both = replace(ronde, haos=tuple(replace(h, supervises=frozenset({1, 3})) for h in ronde.haos))
    (finding,) = (f for f in lists_findings(both, facts_of(both)) if f.rule == "too_few_places")
    assert finding.says.nl.startswith("Jaar 1 en 3: 3 AIOS, maar 2 plaatsen")
    assert finding.weight is Weight.BROKEN


def test_a_list_that_puts_most_names_equal_is_noticed() -> None:
    ronde = round_of({"A1": "H1 H2 H3 H4"}, {f"H{n}": "A1" for n in range(1, 5)})
    equal = Voorkeurslijst("A1", Side.AIOS, tuple((f"H{n}", Decimal(1)) for n in range(1, 5)))
    assert rules_of(replace(ronde, lists_aios=(equal,)))["many_equal"] == [("A1",)]
    assert "many_equal" not in rules_of(ronde)


def test_the_gravest_comes_first() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1"}, {"H1": "A1"})
    weights = [finding.weight for finding in lists_findings(ronde, facts_of(ronde))]
    assert weights == sorted(weights, key=lambda weight: weight is not Weight.BROKEN)
    assert weights[0] is Weight.BROKEN


@settings(max_examples=60)
@given(ronde=small_rounds())
def test_what_is_certain_is_true_of_every_result(ronde: Koppelronde) -> None:
    facts = facts_of(ronde)
    results = list(all_results(facts))
    most = max(len(pairs) for pairs in results)
    findings = lists_findings(ronde, facts)
    assert any(f.rule == "certainly_unplaced" for f in findings) == (most < len(facts.aios))
    good = {
        (c.aios, c.hao)
        for c in facts.couples
        if c.listed_by_aios and c.listed_by_hao and max(c.rank_by_aios, c.rank_by_hao) <= TOP
    }
    for finding in findings:
        if finding.rule == "certain_exception":
            mine = {p for pairs in results for p in pairs if finding.who[0] in p}
            assert mine
            assert not mine & good
