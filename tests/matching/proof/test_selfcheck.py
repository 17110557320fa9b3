"""The self-check passes, and notices every direction that could be turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import matching.engine.optimal_face
import matching.goals.policy
from koppelronde.domain.facts import Facts
from koppelronde.domain.lists import Scale
from koppelronde.domain.lottery import drawing_order, lot
from matching.engine.lottery import worth
from matching.proof import selfcheck
from matching.proof.selfcheck import GOALS, SEED, SelfCheckFailed, run_selfcheck, selfcheck_facts
from tests.matching.engine.rounds import by_enumeration


def test_both_kernels_pass_the_self_check() -> None:
    run_selfcheck("light")
    run_selfcheck("both")


def test_the_known_answer_is_the_one_that_enumeration_gives() -> None:
    facts = selfcheck_facts()
    answer: list[tuple[str, str]] = []
    for group in sorted({code[1] for code in facts.aios}):
        part = Facts(
            aios=tuple(code for code in facts.aios if code[1] == group),
            haos=tuple(places for places in facts.haos if places.hao[1] == group),
            couples=tuple(couple for couple in facts.couples if couple.aios[1] == group),
        )
        answer += by_enumeration(part, GOALS, SEED)[1]
    assert ["-".join(pair) for pair in answer] == selfcheck.ANSWER.split()


@pytest.mark.parametrize("name", [goal.name for goal in GOALS if goal.name != "lottery"])
def test_a_goal_turned_round_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    goals = matching.goals.policy.GOALS
    turned = replace(goals[name], most=not goals[name].most)
    monkeypatch.setitem(goals, name, turned)  # type: ignore[arg-type]  # a Mapping on purpose
    with pytest.raises(SelfCheckFailed):
        run_selfcheck()


@pytest.mark.parametrize(
    ("by_aios", "by_hao"),
    [(Scale.MARKS, Scale.MARKS), (Scale.RANKS, Scale.RANKS), (Scale.MARKS, Scale.RANKS)],
)
def test_ranks_read_as_marks_and_marks_as_ranks_are_noticed(
    by_aios: Scale, by_hao: Scale, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = selfcheck_facts(by_aios, by_hao)
    monkeypatch.setattr(selfcheck, "selfcheck_facts", lambda: wrong)
    with pytest.raises(SelfCheckFailed):
        run_selfcheck()


def test_sides_swapped_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = selfcheck_facts()
    swapped = replace(
        facts,
        couples=tuple(
            c._replace(rank_by_aios=c.rank_by_hao, rank_by_hao=c.rank_by_aios)
            for c in facts.couples
        ),
    )
    monkeypatch.setattr(selfcheck, "selfcheck_facts", lambda: swapped)
    with pytest.raises(SelfCheckFailed):
        run_selfcheck()


def _last_first(seed: str, codes: Sequence[str]) -> list[str]:
    return drawing_order(seed, codes)[::-1]


def _highest_lot(seed: str, *codes: str) -> str:
    return "".join(f"{15 - int(digit, 16):x}" for digit in lot(seed, *codes))


def _worst_rank_first(scores: Sequence[int] | Sequence[str]) -> list[int]:
    return worth([-score if isinstance(score, int) else score for score in scores])  # type: ignore[type-var]  # mixed on purpose


@pytest.mark.parametrize(
    ("what", "turned"),
    [("drawing_order", _last_first), ("lot", _highest_lot), ("worth", _worst_rank_first)],
)
def test_a_lottery_from_the_wrong_end_is_noticed(
    what: str, turned: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching.engine.optimal_face, what, turned)
    with pytest.raises(SelfCheckFailed):
        run_selfcheck()
