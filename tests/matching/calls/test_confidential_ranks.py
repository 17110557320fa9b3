"""Nothing that a participant hears or reads tells where they stand on the other's list.

The texts of a whole round are made twice, with another rank on the other's list: not one differs.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bureau.mailing.letters import result_of
from koppelronde.domain.language import Lang
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.press.templates import templates_in
from matching.calls.scripts import script
from matching.explain.explain import Explanation, asked_about, explain
from matching.explain.explain_words import explanation_said
from matching.papers import ReportOptions, letters_pdf
from tests.matching.calls.afternoon import MADE_AT, Desk, desk_of, disagreeing_round

SECRET = 97


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of(disagreeing_round(24, 22, 7, seed=7, left_off=5))


@pytest.fixture(scope="module")
def explained(desk: Desk) -> dict[str, Explanation]:
    asked = asked_about(desk.facts, desk.matching, goals=desk.ronde.procedure.goals)
    people = (*desk.ronde.aios, *desk.ronde.haos)
    return {person.code: explain(desk.ronde, asked, person.code) for person in people}


def secret(explanation: Explanation) -> Explanation:
    partners = tuple((other, own, SECRET) for other, own, _back in explanation.partners)
    return replace(explanation, partners=partners)


def secret_for(matching: Matching, code: str) -> Matching:
    """The result with another rank, and another word about being named, on the other's list."""

    def other(couple: MatchedCouple) -> MatchedCouple:
        if couple.aios == code:
            return replace(couple, rank_by_hao=SECRET, listed_by_hao=not couple.listed_by_hao)
        if couple.hao == code:
            return replace(couple, rank_by_aios=SECRET, listed_by_aios=not couple.listed_by_aios)
        return couple

    return replace(matching, couples=tuple(other(couple) for couple in matching.couples))


def test_an_explanation_gives_the_own_rank_and_only_the_full_one_the_other(
    desk: Desk, explained: dict[str, Explanation]
) -> None:
    placed = 0
    for explanation in explained.values():
        said = explanation_said(desk.ronde, explanation)
        assert said == explanation_said(desk.ronde, secret(explanation))
        for text in said:
            assert "van de ander" not in text.nl
            assert "other's list" not in text.en
        full = explanation_said(desk.ronde, secret(explanation), full=True)
        placed += bool(explanation.partners)
        assert (str(SECRET) in full[0].nl) == bool(explanation.partners)
    assert placed > 30


def test_somebody_left_off_is_not_said_to_have_a_rank_on_the_own_list(
    desk: Desk, explained: dict[str, Explanation]
) -> None:
    left_off = 0
    for couple in desk.matching.couples:
        for who, other, listed in (
            (couple.aios, couple.hao, couple.listed_by_aios),
            (couple.hao, couple.aios, couple.listed_by_hao),
        ):
            said = explanation_said(desk.ronde, explained[who])
            (head,) = (text for text in said if desk.ronde.name_of(other) in text.nl)
            assert ("niet genoemd, telt als voorkeur" in head.nl) == (not listed)
            assert ("not named, counts as rank" in head.en) == (not listed)
            left_off += not listed
    assert left_off > 0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_said_on_the_telephone_is_the_same_whatever_the_other_put_down(
    desk: Desk, lang: Lang
) -> None:
    texts = templates_in("calls", lang)
    assert len(desk.calls.calls) >= 5
    for call in desk.calls.calls:
        changed = replace(call, partner_rank=SECRET)
        matching = secret_for(desk.matching, call.who)
        assert script(desk.ronde, desk.facts, desk.matching, call, texts, lang) == script(
            desk.ronde, desk.facts, matching, changed, texts, lang
        )


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_letters_and_mails_are_the_same_whatever_the_other_put_down(desk: Desk, lang: Lang) -> None:
    texts, options = templates_in("letters", lang), ReportOptions(made_at=MADE_AT, lang=lang)
    for person in (*desk.ronde.aios, *desk.ronde.haos):
        code, matching = person.code, secret_for(desk.matching, person.code)
        assert letters_pdf(desk.ronde, desk.matching, [code], texts, options) == letters_pdf(
            desk.ronde, matching, [code], texts, options
        )
        assert result_of(desk.ronde, desk.matching, code) == result_of(desk.ronde, matching, code)
