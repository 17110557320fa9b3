"""On paper each side's rank stands in that side's column, and every figure is the right way up."""

from __future__ import annotations

from dataclasses import replace

from koppelronde.domain.people import Side
from matching.calls.reasons import urgency
from matching.explain.explain import Explanation, Reason, WhyNot, asked_about, explain
from matching.explain.explain_words import best_said, explanation_said, placement_said, reason_said
from matching.explain.what_if import Price
from matching.figures.figure_tables import SheetRows, call_sheet, decimal_said, result_sheets
from matching.figures.statistics import round_statistics
from tests.matching.calls.afternoon import desk_of, disagreeing_round

DESK = desk_of(disagreeing_round(12, 10, 5, seed=3, left_off=3))


def column(sheet: SheetRows, name: str) -> list[object]:
    place = sheet.headers.index(name)
    return [row[place] for row in sheet.rows]


def test_each_rank_and_list_stands_in_the_column_of_its_own_side() -> None:
    couples = list(DESK.matching.couples)
    couples[0] = replace(couples[0], listed_by_aios=False, listed_by_hao=True)
    couples[1] = replace(couples[1], listed_by_aios=True, listed_by_hao=False)
    matching = replace(DESK.matching, couples=tuple(couples), trial=False)
    numbers = round_statistics(DESK.ronde, matching)
    sheet, _, figures = result_sheets(DESK.ronde, matching, numbers, "nl")
    assert column(sheet, "Plaats op lijst AIOS") == [c.rank_by_aios for c in couples]
    assert column(sheet, "Plaats op lijst HAO") == [c.rank_by_hao for c in couples]
    assert any(c.rank_by_aios != c.rank_by_hao for c in couples)
    for side in ("aios", "hao"):
        said = column(sheet, f"Genoemd door {side.upper()}")
        assert [bool(word) for word in said] == [getattr(c, f"listed_by_{side}") for c in couples]
    for side, mine in (("AIOS", numbers.aios), ("HAO", numbers.hao)):
        rows = [r for r in figures.rows if r[0] == side and str(r[1]).startswith("plaats ")]
        assert mine.left_off > 0
        assert {row[3] for row in rows} == {sum(n for _, n in mine.profile) + mine.left_off}
    top = DESK.ronde.number("top_ranks")
    assert any(f"voorkeur {top + 1} of verder" in share.says.nl for share in numbers.aios.shares)
    assert any(f"rank {top + 1} or lower" in share.says.en for share in numbers.aios.shares)


def test_both_sides_must_have_named_each_other_to_be_an_ordinary_couple() -> None:
    couples = tuple(replace(c, rank_by_aios=1, rank_by_hao=1, listed_by_aios=True,
                            listed_by_hao=True) for c in DESK.matching.couples)  # fmt: skip
    for side in ("listed_by_aios", "listed_by_hao"):
        one = (replace(couples[0], **{side: False}), *couples[1:])
        numbers = round_statistics(DESK.ronde, replace(DESK.matching, couples=one))
        assert [share.number for share in numbers.couples[:3]] == [len(couples) - 1, 1, 1]
    far = (replace(couples[0], rank_by_aios=9, listed_by_aios=False), *couples[1:])
    numbers = round_statistics(DESK.ronde, replace(DESK.matching, couples=far))
    assert [share.number for share in numbers.couples[:3]] == [len(couples) - 1, 1, 0]


def test_the_call_list_names_the_side_of_who_is_called() -> None:
    sheet = call_sheet(DESK.ronde, DESK.calls, "nl")
    sides = column(sheet, "Kant")
    assert sides == ["AIOS" if c.side is Side.AIOS else "HAO" for c in DESK.calls.calls]
    assert all(code in DESK.ronde.aios_by_code for code, side in
               zip(column(sheet, "Code"), sides, strict=True) if side == "AIOS")  # fmt: skip
    assert column(sheet, "Eigen voorkeur") == [c.own_rank for c in DESK.calls.calls]
    assert column(sheet, "Voorkeur van de ander") == [c.partner_rank for c in DESK.calls.calls]


def test_a_decimal_is_written_as_the_language_does() -> None:
    assert (decimal_said(2.4, "nl"), decimal_said(2.4, "en")) == ("2,4", "2.4")


def test_one_reason_adds_nothing_to_the_urgency_and_two_add_one() -> None:
    reasons = tuple({reason for call in DESK.calls.calls for reason in call.reasons})
    assert reasons
    assert urgency((), 1) == 0
    assert urgency((reasons[0],), 3) - urgency((reasons[0],), 1) == 2
    assert urgency((reasons[0], reasons[0]), 1) - urgency((reasons[0],), 1) == 1


def test_every_explanation_can_be_said_in_full_for_everybody() -> None:
    asked = asked_about(DESK.facts, DESK.matching, goals=DESK.ronde.procedure.goals)
    people = [*DESK.ronde.aios, *DESK.ronde.haos]
    said = [
        sentence.nl
        for person in people
        for sentence in explanation_said(
            DESK.ronde, explain(DESK.ronde, asked, person.code), full=True
        )
    ]
    assert len(said) > len(people)
    assert all(sentence.strip() for sentence in said)


def told(side: Side, *why: Reason, partners: tuple[tuple[str, int, int], ...] = ()) -> Explanation:
    who = "A01" if side is Side.AIOS else "H01"
    return Explanation(who=who, side=side, partners=partners, why_not=why, always=False)


def lost(partner: str, rank: int) -> Reason:
    return Reason(
        partner=partner, own_rank=rank, why=WhyNot.LOTTERY, price=Price(None, (), frozenset(), ())
    )


def test_the_best_place_that_was_possible_is_the_lowest_number() -> None:
    drawn = (lost("H02", 2), lost("H03", 3))
    for partners, best in (
        ((), "voorkeur 2."),
        ((("H09", 4, 1), ("H08", 5, 1)), "voorkeur 2."),
        ((("H09", 3, 1),), "voorkeur 2."),
        ((("H09", 1, 1), ("H08", 5, 1)), "voorkeur 1, zoals nu."),
        ((("H09", 2, 1),), "voorkeur 2, zoals nu."),
    ):
        said = best_said(told(Side.AIOS, *drawn, partners=partners))
        assert said.nl.endswith(f"iets verliest: {best}"), partners
        english = best.replace("voorkeur", "rank").replace("zoals nu", "as it is now")
        assert said.en.endswith(f"to the group: {english}"), partners
    two = told(Side.HAO, partners=(("A09", 4, 1), ("A08", 3, 1)))
    assert best_said(two).nl.endswith("voorkeur 3, zoals nu.")
    assert best_said(two).en.endswith("rank 3, as it is now.")
    assert best_said(told(Side.AIOS)).nl.endswith("geen.")
    assert best_said(told(Side.AIOS, lost("H05", 5), partners=(("H04", 4, 1),))).nl.endswith(
        "voorkeur 4, zoals nu."
    )


def test_who_got_nobody_is_said_on_either_side() -> None:
    (trainee,) = placement_said(DESK.ronde, told(Side.AIOS))
    (trainer,) = placement_said(DESK.ronde, told(Side.HAO))
    assert trainee.nl.endswith("is niet geplaatst.")
    assert trainer.nl.endswith("heeft geen AIOS.")


def test_what_is_held_is_the_place_for_a_trainee_and_the_trainee_for_a_trainer() -> None:
    held = Reason(partner="H02", own_rank=1, why=WhyNot.PLACE_HELD)
    assert "elke plaats daar is vergeven" in reason_said(DESK.ronde, told(Side.AIOS), held).nl
    held = Reason(partner="A02", own_rank=1, why=WhyNot.PLACE_HELD)
    assert "deze aios heeft een koppeling" in reason_said(DESK.ronde, told(Side.HAO), held).nl
    gone = Reason(partner="A02", own_rank=1, why=WhyNot.GONE)
    assert "doet niet meer mee" in reason_said(DESK.ronde, told(Side.HAO), gone).nl
