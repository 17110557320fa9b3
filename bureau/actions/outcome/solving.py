"""From facts to a kept result: solve, prove, have the proof checked, and only then keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from koppelronde.domain.answers import Answer
    from koppelronde.domain.facts import Facts
    from koppelronde.domain.findings import Finding
    from koppelronde.domain.outcomes.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde
    from matching.engine.solve import Solution


def solve_round(
    ronde: Koppelronde,
    seed: str,
    *,
    trial: bool,
    made_at: datetime,
    answers: tuple[Answer, ...] = (),
    progress: Callable[[int, int, Text], None] | None = None,
) -> KeptResult:
    """The best matching of this round; the built-in self-check runs before a real one.

    ``answers`` is what was settled since the lists were sealed. A trial says whose list is not in
    yet, and what it takes instead.
    """
    from bureau.actions.outcome.since_seal import facts_now
    from koppelronde.domain.facts import couple_facts
    from matching.engine.solve import solve

    if not trial:
        from matching.proof.selfcheck import run_selfcheck

        run_selfcheck()
    facts = couple_facts(ronde) if trial else facts_now(ronde)
    solution = solve(facts, ronde.procedure.goals, seed=seed, progress=progress)
    kept = keep_solution(ronde, facts, solution, trial=trial, made_at=made_at, answers=answers)
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
    answers: tuple[Answer, ...] = (),
    before: str = "",
) -> KeptResult:
    """A solution with its proof, after the stand-alone verifier accepted it.

    A result that counts carries the sealed input as it was, and ``answers`` apart from it.
    ``before`` is the mark of the result that people were told of, where this one follows it.
    """
    from bureau.actions.kept_records import KeptResult
    from bureau.actions.outcome.kept_apart import check_kept_apart
    from koppelronde.domain.ronde import AgreementKind
    from matching.engine.solve import to_matching
    from matching.proof.certificate import read_result_file
    from matching.proof.check import check_matching

    content = _file_of(ronde, facts, solution, trial=trial, answers=answers, before=before)
    _accepted(ronde, content, trial=trial)
    written = read_result_file(content)
    matching = to_matching(
        solution, facts, trial=trial, input_hash=written.input_hash,
        result_hash=written.result_hash, made_at=made_at,
        agreed={(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.LOCKED},
    )  # fmt: skip
    check_kept_apart(ronde, facts, solution, matching)
    checked = check_matching(matching, facts, solution.goals, keep=solution.keep)
    if not checked.sound:
        first = checked.findings[0]
        raise AssertionError(f"the engine broke {first.rule}: {first.says.en}")
    return KeptResult(
        matching=matching, goals=solution.goals, keep=tuple(sorted(solution.keep)),
        file="" if trial else content.decode("utf-8"), sealed=None if trial else ronde.sealed,
    )  # fmt: skip


def _accepted(ronde: Koppelronde, content: bytes, *, trial: bool) -> None:
    """AssertionError where the verifier refuses our own result, or its seal or lot is another."""
    mark = drawn = ""
    if not trial and ronde.sealed is not None and ronde.sealed.way is not None:
        mark, drawn = ronde.sealed.input_hash, ronde.sealed.drawn
    wrong = verified(content, mark, drawn)
    if isinstance(wrong, Text):
        raise AssertionError(f"the verifier refuses our own result: {wrong.en}")


def _file_of(
    ronde: Koppelronde, facts: Facts, solution: Solution, *, trial: bool,
    answers: tuple[Answer, ...], before: str,
) -> bytes:  # fmt: skip
    from bureau.actions.outcome.sealing import lottery_of, rules_of
    from bureau.actions.outcome.since_seal import as_sealed, facts_now
    from koppelronde.domain.facts import couple_facts
    from matching.proof.certificate import Since, result_file
    from matching.settle.held import STAY

    if trial or ronde.sealed is None:
        return result_file(facts, solution, rules=rules_of(ronde))
    now = facts_now(ronde)
    with_couples = {couple.aios for couple in facts.couples} | {a for a, _ in facts.locked}
    since = Since(
        answers=tuple((a.number, a.kind.value, a.first, a.second) for a in answers),
        before=before, stay="" if not before else "all" if solution.goals[0] == STAY else "calls",
        held=tuple(sorted({*facts.locked} - {*now.locked})),
        by_hand=tuple(sorted({couple.aios for couple in now.couples} - with_couples)),
    )  # fmt: skip
    return result_file(
        facts, solution, rules=rules_of(ronde), salt=ronde.sealed.salt,
        lottery=lottery_of(ronde.sealed), since=since,
        sealed=(couple_facts(as_sealed(ronde)), ronde.procedure.goals),
    )  # fmt: skip


def verified(
    content: bytes, sealed: str = "", drawn: str = "", earlier: Iterable[bytes] = ()
) -> Text | tuple[Text, ...]:
    """What the stand-alone verifier has against a result file; what it proves when it accepts it.

    ``sealed`` and ``drawn`` are the mark of the seal and what was drawn, which it must have; empty
    for whatever the file says. ``earlier`` are files of the results that it may follow.
    """
    from matching.proof.verify_match import Refused, verify

    try:
        return tuple(Text(*line) for line in verify(content, sealed, drawn, *earlier))
    except Refused as error:
        return Text(*map(str, error.args))
    except Exception:  # whatever the verifier stumbles over, the file is not right
        return Text("dit is geen uitslagbestand", "this is no result file")


def plausible(ronde: Koppelronde, matching: Matching) -> tuple[Finding, ...]:
    """Reasons to look again before the result is announced."""
    from koppelronde.domain.facts import couple_facts
    from matching.figures.plausibility import plausibility_findings

    return plausibility_findings(ronde, couple_facts(ronde), matching)
