"""What stays open, and settling it by hand with a reason and two names."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.lists import Veto, VetoGround, Voorkeurslijst
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from matching.settle.settle import HandPlacement, place_by_hand
from matching.settle.settlement import settlement
from tests.matching.shortlist.exact import allowed_pairs
from tests.matching.shortlist.rounds import before, round_before


def after_matching(
    aios: dict[str, str],
    haos: dict[str, str],
    couples: dict[str, str],
    **rest: object,
) -> tuple[Koppelronde, Matching]:
    """A round with final lists and these couples; who interviewed whom follows from the lists."""
    ronde = round_before(dict.fromkeys(aios, ""), list(haos), **rest)  # type: ignore[arg-type]
    lists = {code: before(code, text) for code, text in aios.items() if text}
    theirs = {code: before(code, text, Side.HAO) for code, text in haos.items() if text}
    met = {(a, h) for a, lijst in lists.items() for h, _ in lijst.entries}
    ronde = replace(
        ronde,
        lists_aios=tuple(lists.values()),
        lists_hao=tuple(theirs.values()),
        interviews=tuple(sorted(met)),
    )
    return ronde, matching_of(couples, lists)


def matching_of(couples: dict[str, str], lists: dict[str, Voorkeurslijst]) -> Matching:
    return Matching(
        couples=tuple(MatchedCouple(a, h, None, None) for a, h in sorted(couples.items())),
        unplaced=tuple(sorted(set(lists) - set(couples))),
        open_haos=(),
        stages=(),
        trial=False,
    )


AIOS = {"A1": "H1 H2", "A2": "H1 H2", "A3": "H1 H3"}
HAOS = {"H1": "A1 A2 A3", "H2": "A1 A2", "H3": "A3", "H4": ""}


def test_who_is_left_sees_the_free_places_also_where_nobody_met() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"}, waiting={"H4": 400})
    found = settlement(ronde, matching)
    assert [open_.aios for open_ in found.aios] == ["A3"]
    options = found.aios[0].options
    assert [(option.hao, option.met, option.rank_by_aios) for option in options] == [
        ("H3", True, 2), ("H4", False, None),
    ]  # fmt: skip
    assert [(open_.hao, open_.places, open_.waiting_days) for open_ in found.haos] == [
        ("H3", 1, 100), ("H4", 1, 400),
    ]  # fmt: skip


def test_a_place_is_freed_with_the_fewest_others_touched() -> None:
    # A3 can only go to H1; A1 sits there and may go to H2 where A2 sits, or straight to H4.
    ronde, matching = after_matching(
        AIOS, {**HAOS, "H3": ""}, {"A1": "H1", "A2": "H2"},
        vetoes=[("A3", "H3"), ("A3", "H2"), ("A3", "H4"), ("A1", "H3"), ("A2", "H3")],
    )  # fmt: skip
    ways = settlement(ronde, matching).aios[0].ways
    assert [(move.aios, move.hao_before, move.hao_after) for move in ways[0].moves] == [
        ("A3", None, "H1"), ("A1", "H1", "H4"),
    ]  # fmt: skip
    assert ways[0].others == ("A1",)
    assert ways[0].never_met == 1
    assert ways[0].says.nl == (
        "A3 kan naar H1 (plaats 1) als A1 van H1 (plaats 1) naar H4 (niet op de lijst, "
        "nooit ontmoet) gaat."
    )


def test_who_agreed_already_is_never_moved() -> None:
    ronde, matching = after_matching(
        AIOS, {"H1": "A1 A2 A3", "H2": "A1 A2", "H3": ""}, {"A1": "H1", "A2": "H2"},
        vetoes=[("A3", "H3"), ("A3", "H2")],
    )  # fmt: skip
    assert settlement(ronde, matching).aios[0].ways
    agreed = replace(
        ronde, agreements=(Agreement("A1", "H1", AgreementKind.LOCKED, "gebeld", "Jo"),)
    )
    assert settlement(agreed, matching).aios[0].ways == ()
    assert settlement(agreed, matching).agreed == agreed.agreements


def test_a_veto_after_the_matching_opens_both_sides_and_finds_the_swap() -> None:
    # A1-H1 falls through; A1 can go to H2 when A2 goes to H1.
    ronde, matching = after_matching(
        {"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "A1 A2", "H2": "A1 A2"}, {"A1": "H1", "A2": "H2"}
    )
    vetoed = replace(ronde, vetoes=(Veto("A1", "H1", VetoGround.RELATION),))
    found = settlement(vetoed, matching)
    assert found.findings[0].says.nl == (
        "De koppeling van A1 en H1 vervalt: veto: persoonlijke relatie."
    )
    assert [refused.why.nl for refused in found.aios[0].refused] == ["veto: persoonlijke relatie"]
    moves = found.aios[0].ways[0].moves
    assert [(move.aios, move.hao_after) for move in moves] == [("A1", "H2"), ("A2", "H1")]
    assert (moves[1].own_rank_before, moves[1].own_rank_after) == (2, 1)


def test_too_few_places_are_said() -> None:
    ronde, matching = after_matching({"A1": "H1", "A2": "H1"}, {"H1": "A1 A2"}, {"A1": "H1"})
    assert settlement(ronde, matching).findings[0].says.nl == (
        "1 AIOS zonder plaats en 0 vrije plaatsen: 1 plaats te weinig, wat er ook geschoven wordt."
    )


def by_hand(
    ronde: Koppelronde, matching: Matching, aios: str = "A3", hao: str = "H4", **rest: object
) -> HandPlacement:
    words: dict[str, object] = {"reason": "enige met opvang", "decided_by": ("An Bos", "Bo Vos")}
    return place_by_hand(ronde, matching, aios=aios, hao=hao, **(words | rest))  # type: ignore[arg-type]


def test_a_placement_by_hand_is_an_agreement_with_its_reason_and_both_names() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"})
    assert by_hand(ronde, matching).agreement == Agreement(
        "A3", "H4", AgreementKind.LOCKED, "enige met opvang", "An Bos; Bo Vos"
    )


def test_it_shows_whom_it_passes_over_on_both_sides() -> None:
    ronde, matching = after_matching(
        {"A1": "H1 H2", "A2": "H2 H1", "A3": "H2 H1"}, {"H1": "A1", "H2": "A2 A3 A1", "H3": ""},
        {}, waiting={"H3": 900, "H1": 50},
    )  # fmt: skip
    passed = by_hand(ronde, matching, "A1", "H2").passed_over
    assert [(over.code, over.why.nl) for over in passed] == [
        ("A2", "zet H2 op plaats 1; A1 op plaats 2"),
        ("A3", "zet H2 op plaats 1; A1 op plaats 2"),
        ("H1", "staat bij A1 op plaats 1; H2 op plaats 2"),
        ("H3", "wacht 900 dagen op een AIOS, H2 100"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  "},
        {"decided_by": ("An Bos", "")},
        {"decided_by": ("An Bos", " an  bos ")},
        {"aios": "A9"},
        {"hao": "H9"},
    ],
)
def test_without_reason_or_two_names_or_with_an_unknown_code_nothing_happens(
    wrong: dict[str, object],
) -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"})
    with pytest.raises(WrongUse):
        by_hand(ronde, matching, **wrong)  # type: ignore[arg-type]


def test_a_rule_a_full_trainer_and_a_placed_trainee_stand_in_the_way() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"}, vetoes=[("A3", "H4")])
    for aios, hao, says in (
        ("A3", "H4", "veto: persoonlijke relatie"),
        ("A3", "H1", "geen plaats vrij"),
        ("A1", "H3", "al gekoppeld aan H1"),
    ):
        with pytest.raises(OutOfOrder) as found:
            by_hand(ronde, matching, aios, hao)
        assert says in found.value.says.nl


def test_a_full_practice_is_named_where_the_trainer_herself_has_a_place() -> None:
    aios = ["A1", "A2"]
    ronde = round_before(
        dict.fromkeys(aios, ""), ["H1", "H2"],
        praktijk_of={"H1": "P", "H2": "P"}, praktijk_places={"P": 1},
    )  # fmt: skip
    matching = matching_of({"A1": "H1"}, {code: before(code, "") for code in aios})
    with pytest.raises(OutOfOrder) as found:
        by_hand(ronde, matching, "A2", "H2")
    assert found.value.says.nl == "Bij praktijk P van H2 is geen plaats meer vrij."


@st.composite
def settled_rounds(draw: st.DrawFn) -> tuple[Koppelronde, Matching]:
    aios = [f"A{n}" for n in range(1, 6)]
    haos = [f"H{n}" for n in range(1, 6)]
    ronde = round_before(
        dict.fromkeys(aios, ""), haos,
        vetoes=draw(st.lists(st.tuples(st.sampled_from(aios), st.sampled_from(haos)),
                             min_size=4, max_size=14, unique=True)),
        praktijk_of={"H1": "P", "H2": "P", "H3": "P"},
        praktijk_places={"P": draw(st.integers(1, 3))},
    )  # fmt: skip
    couples: dict[str, str] = {}
    limit = ronde.praktijken[0].places or 0
    for aios_code, hao in draw(st.permutations(allowed_pairs(ronde))):
        at_p = sum(other in ("H1", "H2", "H3") for other in couples.values())
        full = hao in ("H1", "H2", "H3") and at_p >= limit
        if aios_code not in couples and hao not in couples.values() and not full:
            couples[aios_code] = hao
    return ronde, matching_of(couples, {code: before(code, "") for code in aios})


@settings(max_examples=80)
@given(settled_rounds())
def test_every_way_really_places_one_more_and_touches_as_few_as_possible(
    case: tuple[Koppelronde, Matching],
) -> None:
    ronde, matching = case
    seated = {couple.aios: couple.hao for couple in matching.couples}
    allowed = set(allowed_pairs(ronde))
    limits = {p.code: p.places for p in ronde.praktijken if p.places is not None}

    def right(where: dict[str, str]) -> bool:
        at = [ronde.hao_by_code[hao].praktijk for hao in where.values()]
        return (
            set(where.items()) <= allowed
            and len(set(where.values())) == len(where)
            and all(at.count(code) <= limit for code, limit in limits.items())
        )

    for open_ in settlement(ronde, matching).aios:
        assert all(right({**seated, open_.aios: option.hao}) for option in open_.options)
        for way in open_.ways:
            assert right({**seated, **{move.aios: move.hao_after for move in way.moves}})
        fewest = fewest_moved(open_.aios, seated, ronde, right)
        found = min((len(way.moves) - 1 for way in open_.ways), default=None)
        assert found == fewest


def fewest_moved(
    aios: str, seated: dict[str, str], ronde: Koppelronde, right: object
) -> int | None:
    """How few others must move before this AIOS can go to a full HAO, by trying everything."""
    assert callable(right)
    haos = [hao.code for hao in ronde.haos]
    full = [h for h in haos if not right({**seated, aios: h}) and (aios, h) in allowed_pairs(ronde)]
    for number in range(1, len(seated) + 1):
        for who in combinations(sorted(seated), number):
            for hao, *where in product(full, *([haos] * number)):
                moved = dict(zip(who, where, strict=True))
                if all(seated[code] != new for code, new in moved.items()) and right(
                    {**seated, **moved, aios: hao}
                ):
                    return number
    return None
