"""A result after answers keeps couples of the one before, which must be right as well."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

import pytest

from koppelronde.domain.facts import Facts
from matching.calls.rematch import rematch, without_couple
from matching.engine.solve import solve
from matching.proof.certificate import Since, result_file
from matching.proof.verify_match import Refused, verify
from tests.matching.engine.rounds import cohort, maastricht
from tests.matching.proof.test_certificate import accepted, rehashed

FACTS: Final = cohort(8, 4)


def first_file() -> tuple[bytes, frozenset[tuple[str, str]]]:
    solution = solve(FACTS, maastricht(), seed="lot", kernels="light")
    return result_file(FACTS, solution), frozenset(solution.pairs)


def after_a_no() -> tuple[bytes, bytes]:
    """The first file, and that of the result after somebody refused."""
    first, now = first_file()
    refused = sorted(now)[0]
    after: Facts = without_couple(FACTS, refused)
    again = rematch(after, maastricht(), before=now, seed="lot", kernels="light")
    since = Since(
        answers=((5, "refused", *refused),), before=json.loads(first)["hash"], stay="calls"
    )
    made = result_file(again.facts, again.solution, since=since, sealed=(FACTS, maastricht()))
    return first, made


FIRST, SECOND = after_a_no()


def test_the_sealed_input_stays_and_the_answer_stands_apart() -> None:
    first, second = json.loads(FIRST), json.loads(SECOND)
    assert first["input"] == second["input"]
    assert [answer[:2] for answer in second["answers"]] == [[5, "refused"]]


def test_without_the_result_before_the_verifier_says_that_it_did_not_look() -> None:
    assert "NIET nagekeken" in verify(SECOND)[-1][0]
    assert "die klopt" in verify(SECOND, "", "", FIRST)[-1][0]


def test_a_result_cannot_be_fixed_by_what_was_never_a_result() -> None:
    """Whoever holds other couples fast must show the result that they come from."""
    solution = solve(FACTS, maastricht(), seed="another", kernels="light")
    other = frozenset(solution.pairs)
    held = replace(FACTS, locked=tuple(sorted(other)))
    made = solve(held, maastricht(), seed="lot", kernels="light")
    fixed = Since(
        answers=((5, "refused", "A01", "H99"),), before=json.loads(FIRST)["hash"], stay="calls",
        held=tuple(sorted(other)),
    )  # fmt: skip
    forged = result_file(held, made, since=fixed, sealed=(FACTS, maastricht()))
    if other != {(a, h) for a, h in json.loads(FIRST)["couples"]}:
        assert not accepted_with(forged)
    file = json.loads(SECOND)
    file["answers"] = []
    assert not accepted(rehashed(file))


def accepted_with(content: bytes) -> bool:
    try:
        verify(content, "", "", FIRST)
    except Refused:
        return False
    return True


def test_another_file_is_not_the_one_before() -> None:
    file = json.loads(FIRST)
    file["stages"][0] += 1
    with pytest.raises(Refused):
        verify(rehashed(file))
    assert "NIET nagekeken" in verify(SECOND, "", "", rehashed(file))[-1][0]
