"""From facts to a kept result: solve, prove, have the proof checked, and only then keep it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept import KeptResult
    from koppelronde.domain.facts import Facts
    from koppelronde.domain.findings import Finding
    from koppelronde.domain.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde
    from matching.engine.solve import Solution


def solve_round(
    ronde: Koppelronde,
    seed: str,
    *,
    trial: bool,
    made_at: datetime,
    progress: Callable[[int, int, Text], None] | None = None,
) -> KeptResult:
    """The best matching of this round; the built-in self-check runs before a real one.

    A trial says whose list is not in yet, and what it takes instead.
    """
    from koppelronde.domain.facts import couple_facts
    from matching.engine.solve import solve

    if not trial:
        from matching.proof.selfcheck import run_selfcheck

        run_selfcheck()
    facts = couple_facts(ronde)
    solution = solve(facts, ronde.procedure.goals, seed=seed, progress=progress)
    mark = "" if trial or ronde.sealed is None else ronde.sealed.input_hash
    if ronde.agreements or ronde.withdrawn:  # they came after the seal and change the input
        mark = ""
    kept = keep_solution(ronde, facts, solution, trial=trial, made_at=made_at, sealed=mark)
    if not trial:
        return kept
    from matching.figures.lists_check import missing_lists

    said = replace(kept.matching, findings=tuple(missing_lists(ronde)))
    return replace(kept, matching=said)


def keep_solution(
    ronde: Koppelronde,
    facts: Facts,
    solution: Solution,
    *,
    trial: bool,
    made_at: datetime,
    sealed: str = "",
) -> KeptResult:
    """A solution with its proof, after the stand-alone verifier accepted it.

    ``sealed`` is the mark of the sealed input, for a result that must be made from just that.
    """
    from bureau.actions.kept import KeptResult
    from bureau.actions.sealing import rules_of
    from koppelronde.domain.ronde import AgreementKind
    from matching.engine.solve import to_matching
    from matching.proof.certificate import read_result_file, result_file
    from matching.proof.check import check_matching

    content = result_file(facts, solution, rules=rules_of(ronde))
    wrong = verified(content, sealed)
    if wrong is not None:
        raise AssertionError(f"the verifier refuses our own result: {wrong}")
    written = read_result_file(content)
    matching = to_matching(
        solution, facts, trial=trial, input_hash=written.input_hash,
        result_hash=written.result_hash, made_at=made_at,
        agreed={(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.LOCKED},
    )  # fmt: skip
    checked = check_matching(matching, facts, solution.goals, keep=solution.keep)
    if not checked.sound:
        first = checked.findings[0]
        raise AssertionError(f"the engine broke {first.rule}: {first.says.en}")
    return KeptResult(
        matching=matching, goals=solution.goals, keep=tuple(sorted(solution.keep)),
        file="" if trial else content.decode("utf-8"), sealed=None if trial else ronde.sealed,
    )  # fmt: skip


def verified(content: bytes, sealed: str = "", seed: str = "") -> str | None:
    """What the stand-alone verifier has against a result file; None when it accepts it.

    ``sealed`` and ``seed`` are the mark of the sealed input and the seed of the lottery that it
    must have; empty for whatever the file says.
    """
    from matching.proof.verify_match import verify

    try:
        verify(content, sealed, seed)
    except Exception as error:  # whatever the verifier stumbles over, the file is not right
        return str(error) or type(error).__name__
    return None


def plausible(ronde: Koppelronde, matching: Matching) -> tuple[Finding, ...]:
    """Reasons to look again before the result is announced."""
    from koppelronde.domain.facts import couple_facts
    from matching.figures.plausibility import plausibility_findings

    return plausibility_findings(ronde, couple_facts(ronde), matching)
