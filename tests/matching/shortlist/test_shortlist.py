"""Four candidates each: what is promised to everybody, and what is said when it cannot be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bureau.fiction.round import fictional_round
from koppelronde.domain.errors import NoPlanExists, OutOfOrder, WrongUse
from koppelronde.domain.findings import broken
from koppelronde.domain.outcomes.outcome import Couple, Shortlist
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from koppelronde.domain.rules import refusal
from koppelronde.procedure.toml_file import load_procedure
from matching.shortlist.check.exchange import everybody_fits
from matching.shortlist.check.judge import check_shortlist
from matching.shortlist.shortlist import plan_shortlist, round_with_interviews
from tests.matching.shortlist.rounds import MADE_AT, round_before


def planned(ronde: Koppelronde, seed: str = "lot") -> Shortlist:
    return plan_shortlist(ronde, seed=seed, version=1, made_at=MADE_AT)


def pairs(shortlist: Shortlist) -> list[tuple[str, str]]:
    return [(couple.aios, couple.hao) for couple in shortlist.interviews]


def said(shortlist: Shortlist, rule: str) -> list[str]:
    return [finding.says.nl for finding in shortlist.findings if finding.rule == rule]


@pytest.fixture(scope="module", params=[(20, 26, 23), (36, 44, 40)], ids=["20x26", "36x44"])
def cohort(request: pytest.FixtureRequest) -> Koppelronde:
    aios, haos, praktijken = request.param
    return fictional_round(load_procedure("groningen"), aios=aios, haos=haos, praktijken=praktijken)


def test_a_whole_cohort_gets_four_candidates_each(cohort: Koppelronde) -> None:
    shortlist = planned(cohort)
    assert check_shortlist(cohort, shortlist) == ()
    given = Counter(aios for aios, _ in pairs(shortlist))
    assert given == {person.code: 4 for person in cohort.aios}
    received = Counter(hao for _, hao in pairs(shortlist))
    assert {received[person.code] for person in cohort.haos} == {3, 4}


def test_no_interview_is_one_that_a_rule_forbids(cohort: Koppelronde) -> None:
    rules = tuple(choice.name for choice in cohort.procedure.rules)
    for aios, hao in pairs(planned(cohort)):
        assert refusal(rules, cohort.aios_by_code[aios], cohort.hao_by_code[hao], None) is None


def test_any_one_trainer_can_drop_out_of_a_whole_cohort(cohort: Koppelronde) -> None:
    interviews = pairs(planned(cohort))
    assert all(everybody_fits(cohort, interviews, missing=hao.code) for hao in cohort.haos)


def test_another_seed_changes_only_what_is_equally_good(cohort: Koppelronde) -> None:
    first, second = planned(cohort, "one"), planned(cohort, "two")
    assert [stage.value for stage in first.stages] == [stage.value for stage in second.stages]


def test_the_worst_off_are_guarded_before_the_average() -> None:
    # A1 may go to H1 and H3 and A2 to H2 and H4 for a sum of 2+2; with H1 for both A2 sits on 4.
    ronde = round_before(
        {"A1": "H1 H2 H3 H4", "A2": "H1 H2 H3 H4"}, ["H1", "H2", "H3", "H4"], each=2
    )
    ranks = {"H1": 1, "H2": 2, "H3": 3, "H4": 4}
    mine = {
        aios: sorted(ranks[h] for a, h in pairs(planned(ronde)) if a == aios)
        for aios in ("A1", "A2")
    }
    assert sorted(r for given in mine.values() for r in given) == [1, 2, 3, 4]


def test_who_ranked_a_trainer_lower_does_not_take_her_from_who_ranked_her_first() -> None:
    lists = {"A1": "H1 H2 H3", "A2": "H2 H3 H1", "A3": "H3 H1 H2"}
    shortlist = planned(round_before(lists, ["H1", "H2", "H3"], each=2))
    assert pairs(shortlist) == [
        ("A1", "H1"), ("A1", "H2"), ("A2", "H2"), ("A2", "H3"), ("A3", "H1"), ("A3", "H3")
    ]  # fmt: skip


def test_equal_numbers_give_every_trainer_as_many_candidates_as_every_trainee() -> None:
    codes = [f"H{n}" for n in range(1, 7)]
    lists = {f"A{n}": " ".join(codes) for n in range(1, 7)}
    shortlist = planned(round_before(lists, codes, each=4))
    assert set(Counter(hao for _, hao in pairs(shortlist)).values()) == {4}


def test_the_longest_waiting_get_the_candidate_too_many_when_the_ranks_leave_it_open() -> None:
    lists = {"A1": "H1=H2=H3", "A2": "H1=H2=H3"}
    ronde = round_before(lists, ["H1", "H2", "H3"], waiting={"H3": 700, "H2": 400})
    received = Counter(hao for _, hao in pairs(planned(ronde)))
    assert received == {"H1": 1, "H2": 1, "H3": 2}


def test_two_groups_who_like_their_own_are_joined_so_that_nobody_is_indispensable() -> None:
    # Three trainees who only want H1-H3 and three who want H4-H7: within H1-H3 nobody may be lost.
    lists = dict.fromkeys(("A1", "A2", "A3"), "H1 H2 H3 H4 H5 H6 H7")
    lists |= dict.fromkeys(("A4", "A5", "A6"), "H4 H5 H6 H7 H1 H2 H3")
    ronde = round_before(lists, [f"H{n}" for n in range(1, 8)], each=2)
    shortlist = planned(ronde)
    assert all(everybody_fits(ronde, pairs(shortlist), missing=f"H{n}") for n in range(1, 8))
    crossing = [p for p in pairs(shortlist) if (p[0] <= "A3") != (p[1] <= "H3")]
    assert crossing
    assert broken(check_shortlist(ronde, shortlist)) == ()


def test_places_that_just_suffice_say_so_once() -> None:
    codes = ["H1", "H2", "H3"]
    lists = {f"A{n}": "H1 H2 H3" for n in (1, 2, 3)}
    assert said(planned(round_before(lists, codes)), "survives_a_loss") == [
        "Als een van H1, H2 en H3 uitvalt, zijn er voor alle 3 AIOS samen nog maar 2 plaatsen."
    ]


def test_the_people_who_make_one_trainer_indispensable_are_named() -> None:
    ronde = round_before(
        {"A1": "H1 H2 H3", "A2": "H1 H2 H3", "A3": "H3 H4 H5"},
        ["H1", "H2", "H3", "H4", "H5"],
        needs_hds=["A1", "A2"],
        hds=["H1", "H2"],
    )
    assert said(planned(ronde), "survives_a_loss") == [
        "Als een van H1 en H2 uitvalt, zijn er voor 2 AIOS samen nog 1 plaats: A1 en A2."
    ]


def test_more_candidates_than_planned_where_people_cannot_be_spread_and_it_is_said() -> None:
    # A1-A3 can only go to H1-H3, and H3 only takes A3: H1 and H2 must see all three.
    ronde = round_before(
        {"A1": "H1", "A2": "H1", "A3": "H1"},
        ["H1", "H2", "H3"],
        vetoes=[("A1", "H3"), ("A2", "H3")],
    )
    shortlist = planned(ronde)
    assert max(Counter(hao for _, hao in pairs(shortlist)).values()) == 3
    assert len(said(shortlist, "candidates_each")) == 1
    assert broken(check_shortlist(ronde, shortlist)) == ()


def test_a_trainee_with_too_few_trainers_is_named_with_the_rules_that_did_it() -> None:
    ronde = round_before(
        {"A1": "H1 H2 H3", "A2": "H1 H2 H3"}, ["H1", "H2", "H3"], needs_hds=["A2"], hds=["H3"]
    )
    with pytest.raises(NoPlanExists) as found:
        planned(ronde)
    assert found.value.reasons[0].nl == (
        "A2 (A2) kan maar bij 1 HAO terecht (H3); uitgesloten: 2 wegens geen grootschalige HDS "
        "bekend."
    )
    assert "Geef iedereen 1 kandidaten" in found.value.remedies[-1].nl


def test_too_few_places_are_shown_as_the_smallest_group_that_does_not_fit() -> None:
    ronde = round_before(
        {"A1": "H1 H2", "A2": "H1 H2", "A3": "H1 H2", "A4": "H3 H4"},
        ["H1", "H2", "H3", "H4"],
        years={"A1": 3, "A2": 3, "A3": 3},
        supervises={"H3": (1,), "H4": (1,)},
    )
    with pytest.raises(NoPlanExists) as found:
        planned(ronde)
    assert [reason.nl.partition(":")[0] for reason in found.value.reasons] == [
        "Deze 3 AIOS kunnen samen alleen bij 2 HAO's terecht (2 plaatsen)"
    ]
    assert "A1, A2 en A3 (jaar 3) bij H1 en H2." in found.value.reasons[0].nl


def test_a_practice_with_one_place_counts_as_one_for_all_its_trainers() -> None:
    lists = {"A1": "H1 H2 H3", "A2": "H1 H2 H3"}
    open_ = round_before(lists, ["H1", "H2", "H3"], praktijk_of={"H1": "P", "H2": "P"})
    limited = replace(
        open_, praktijken=tuple(replace(p, places=1 if p.code == "P" else None)
                                for p in open_.praktijken)
    )  # fmt: skip
    shortlist = planned(limited)
    together = sum(hao in ("H1", "H2") for _, hao in pairs(shortlist))
    assert together == 2
    assert sum(hao in ("H1", "H2") for hao in (c.hao for c in shortlist.witness)) <= 1


def test_a_list_with_one_name_does_not_buy_that_trainer() -> None:
    # A1 names only H1. The others on A1's list share rank 2, so nothing is lost by giving them.
    lists = {"A1": "H1", "A2": "H1 H2 H3", "A3": "H2 H1 H3"}
    shortlist = planned(round_before(lists, ["H1", "H2", "H3"], each=2))
    assert broken(check_shortlist(round_before(lists, ["H1", "H2", "H3"]), shortlist)) == ()
    assert len([1 for aios, _ in pairs(shortlist) if aios == "A1"]) == 2


def test_who_handed_in_no_list_is_said() -> None:
    ronde = round_before({"A1": "H1 H2", "A2": ""}, ["H1", "H2", "H3"])
    assert said(planned(ronde), "list_missing") == [
        "Geen lijst van A2: iedere HAO telt daar als even goed."
    ]


def test_who_has_a_place_by_agreement_needs_no_candidates_and_holds_it() -> None:
    lists = {"A1": "H1 H2 H3", "A2": "H1 H2 H3"}
    ronde = round_before(lists, ["H1", "H2", "H3"])
    locked = replace(ronde, agreements=(Agreement("A1", "H1", AgreementKind.LOCKED),))
    shortlist = planned(locked)
    assert pairs(shortlist) == [("A2", "H2"), ("A2", "H3")]
    assert broken(check_shortlist(locked, shortlist)) == ()


def test_who_withdrew_or_was_refused_is_no_candidate() -> None:
    ronde = round_before({"A1": "H1 H2 H3 H4", "A2": "H1 H2 H3 H4"}, ["H1", "H2", "H3", "H4"])
    changed = replace(
        ronde, withdrawn=("H1",), agreements=(Agreement("A1", "H2", AgreementKind.OUT),)
    )
    assert not {("A1", "H2"), ("A1", "H1"), ("A2", "H1")} & set(pairs(planned(changed)))


def test_a_procedure_without_candidates_has_no_shortlist() -> None:
    ronde = round_before({"A1": "H1 H2"}, ["H1", "H2"], each=0)
    with pytest.raises(WrongUse):
        planned(ronde)


def test_without_participants_the_step_comes_too_early() -> None:
    with pytest.raises(OutOfOrder):
        planned(replace(round_before({"A1": "H1"}, ["H1"]), haos=()))


# ── the checker can say no ───────────────────────────────────────────────────────────────────


SIX = round_before(
    {"A1": "H1 H2 H3", "A2": "H2 H3 H1", "A3": "H3 H1 H2"}, ["H1", "H2", "H3", "H4"],
    vetoes=[("A1", "H4")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "damage"),
    [
        ("candidates_each", lambda s: replace(s, interviews=s.interviews[1:])),
        ("double", lambda s: replace(s, interviews=(*s.interviews[1:], s.interviews[-1]))),
        ("forbidden", lambda s: replace(s, interviews=(Couple("A1", "H4"), *s.interviews[1:]))),
        ("forbidden", lambda s: replace(s, interviews=(Couple("A1", "H9"), *s.interviews[1:]))),
        ("complete", lambda s: replace(s, witness=s.witness[1:])),
        ("complete", lambda s: replace(s, witness=(Couple("A1", "H4"), *s.witness[1:]))),
        ("places", lambda s: replace(s, witness=tuple(replace(c, hao="H1") for c in s.witness))),
        ("stage_value", lambda s: replace(
            s, stages=tuple(replace(x, value=x.value + 1) for x in s.stages))),
        ("survives_a_loss", lambda s: replace(
            s, stages=(replace(s.stages[0], value=s.stages[0].value + 1), *s.stages[1:]))),
    ],
)  # fmt: skip
def test_a_damaged_shortlist_is_found(rule: str, damage: object) -> None:
    assert callable(damage)
    good = planned(SIX)
    assert broken(check_shortlist(SIX, good)) == ()
    assert rule in {finding.rule for finding in broken(check_shortlist(SIX, damage(good)))}


def test_an_uneven_spread_is_noticed() -> None:
    lists = {f"A{n}": "H1 H2 H3 H4" for n in (1, 2)}
    ronde = round_before(lists, ["H1", "H2", "H3", "H4"])
    uneven = replace(
        planned(ronde),
        interviews=tuple(Couple(a, h) for a in ("A1", "A2") for h in ("H1", "H2")),
    )
    notices = [f.says.nl for f in check_shortlist(ronde, uneven) if f.rule == "even_candidates"]
    assert notices[0] == "H1 kan een kandidaat afstaan aan H3 (2 tegen 0)."


def test_two_trainers_of_one_practice_are_one_visit_and_a_practice_over_its_cap_is_said() -> None:
    lists = {f"A{n}": "H1=H2=H3" for n in (1, 2, 3)}
    ronde = round_before(lists, ["H1", "H2", "H3"], praktijk_of={"H1": "P", "H2": "P"}, each=3)
    capped = replace(ronde, praktijken=tuple(replace(p, max_visits=2) for p in ronde.praktijken))
    shortlist = planned(capped)
    assert said(shortlist, "max_visits") == [
        "Praktijk P krijgt 3 bezoekers en wil er hoogstens 2.",
        "Praktijk PH3 krijgt 3 bezoekers en wil er hoogstens 2.",
    ]
    after = round_with_interviews(capped, shortlist)
    assert len(after.interviews) == 9
    assert [after.settings.numbers[f"visits_min:A{n}"] for n in (1, 2, 3)] == [2, 2, 2]
    assert after.settings.numbers["practice_cap:P"] == 3
    assert after.settings.reasons["practice_cap:P"]
