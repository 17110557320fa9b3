"""What is going to hurt is said before the lists are sealed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from koppelronde.domain.findings import Weight
from koppelronde.domain.lists import LeftOffReading, Voorkeurslijst
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.figures.lists_check import lists_findings
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


def said_of(ronde: Koppelronde, rule: str) -> list[str]:
    return [f.says.nl for f in lists_findings(ronde, facts_of(ronde)) if f.rule == rule]


def test_who_is_on_nobodys_list_is_said_once_most_lists_are_in_and_until_then_that_it_will_be() -> (
    None
):
    later = "wordt pas gemeld als meer dan de helft van deze lijsten binnen is"
    haos = {"H1": "A1", "H2": "A1 A2 A3 A4", "H3": "A1"}
    half = round_of({"A1": "H1", "A2": "H2", "A3": "", "A4": ""}, haos)
    assert [later in said for said in said_of(half, "list_missing")] == [True]
    assert "HAO's bij geen enkele AIOS" in said_of(half, "list_missing")[0]
    assert said_of(half, "hao_on_no_list") == []
    most = round_of({"A1": "H1", "A2": "H2", "A3": "H2", "A4": ""}, haos)
    assert [later in said for said in said_of(most, "list_missing")] == [False]
    assert len(said_of(most, "hao_on_no_list")) == 1
    assert "H3" in said_of(most, "hao_on_no_list")[0]
    turned = round_of({"A1": "H1", "A2": "H1"}, {"H1": "", "H2": ""})
    assert "AIOS bij geen enkele HAO" in said_of(turned, "list_missing")[0]


def test_what_it_means_to_hand_in_nothing_is_said_under_each_reading() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1", "A3": ""}, {"H1": "A1 A2", "H2": "A3"})
    assert [said.endswith("heeft geen voorkeur: iedereen telt als plaats 1.")
            for said in said_of(ronde, "list_missing")] == [True]  # fmt: skip
    strict = replace(ronde, procedure=replace(ronde.procedure, left_off=LeftOffReading.IMPOSSIBLE))
    assert "sluit ook niemand uit" in said_of(strict, "list_missing")[0]
    assert {c.hao: c.rank_by_aios for c in facts_of(strict).couples if c.aios == "A3"} == {"H2": 1}
    nothing = replace(strict, lists_aios=strict.lists_aios[:2])
    assert facts_of(nothing).couples == facts_of(strict).couples, "an empty list is no list"


def test_who_is_listed_without_a_recorded_visit_counts_as_met_and_is_named() -> None:
    ronde = round_of({"A1": "H1 H2"}, {"H1": "A1", "H2": ""}, met=[("A1", "H1")])
    assert ("A1", "H2") in {(c.aios, c.hao) for c in facts_of(ronde).couples}
    [said] = said_of(ronde, "not_met")
    assert "van een bezoek is niets vastgelegd" in said
    assert "telt als ontmoet" in said
    talks = replace(ronde, procedure=load_procedure("utrecht"))
    assert "van een gesprek is niets vastgelegd" in said_of(talks, "not_met")[0]
    assert said_of(replace(ronde, met_before=()), "not_met") == []


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
        "Jaar 1: 1 AIOS, maar 0 plaatsen bij HAO's die dat jaar begeleiden; er ontbreekt 1 plaats."
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
