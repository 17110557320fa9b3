"""The result file: what went in, what came out, and the proof, in one canonical JSON.

Format: docs/result-file.md. Keys are sorted, there are no spaces, text is UTF-8: the same result
is the same bytes everywhere. ``matching/proof/verify_match.py`` checks a file and shares no code
with this module. The file holds ranks: it is for the coordinator and for who audits, never for all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.procedure import GoalChoice
from matching.engine.prices import Prices
from matching.engine.solve import Solution, proved
from matching.goals.policy import stages_for

FORMAT: Final = "koppelcarrousel-match-2"
MATTERS: Final = ("placed", "both_within")


def canonical(data: object) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8 as it is written."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _sha(data: object) -> str:
    return sha256(canonical(data)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """Where the lot comes from, as a result file says it; ``given``: nobody drew it."""

    way: str = "given"
    drawn: str = ""
    announced: str = ""
    source: str = ""
    day: str = ""
    seals: int = 1
    draws: int = 1
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What was settled since the seal, and the result that this one follows.

    ``answers`` are (number in the journal, what, AIOS, HAO). ``before`` is the mark of the result
    that people were told of. ``stay``: moving few of its couples is a goal after the stages that
    matter (``calls``) or before all (``all``), ``held`` are couples that stand fast meanwhile, and
    ``by_hand`` are AIOS whose place is looked for by hand.
    """

    answers: tuple[tuple[int, str, str, str], ...] = ()
    before: str = ""
    stay: str = ""
    held: tuple[tuple[str, str], ...] = ()
    by_hand: tuple[str, ...] = ()


def sealed_input(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    *,
    rules: tuple[str, ...] = (),
    salt: str = "",
) -> dict[str, Any]:
    """Everything that decides the result, but for the lot and for what is settled afterwards."""
    names = [stage.name for stage in stages_for(goals, facts)]
    numbered = [(goal, number) for goal, _, number in (name.partition(":") for name in names)]
    places = {f"praktijk {h.praktijk}": len(facts.aios) for h in facts.haos}  # room for all
    places |= {f"praktijk {code}": limit for code, limit in facts.praktijk_places.items()}
    return {
        "aios": sorted(facts.aios),
        "praktijk": {h.hao: f"praktijk {h.praktijk}" for h in facts.haos},
        "places": places | {f"hao {h.hao}": h.places for h in facts.haos},
        "couples": _couples(facts),
        "excluded": sorted([e.aios, e.hao, e.why.rule] for e in facts.excluded),
        "locked": sorted([aios, hao] for aios, hao in facts.locked),
        "rules": list(rules),
        "goals": [[goal, int(number) if number else None] for goal, number in numbered],
        "salt": salt,
    }


def _couples(facts: Facts) -> list[list[Any]]:
    """One row per couple, by code; agreed by hand but not possible otherwise: zeros only."""
    waited = {places.hao: places.waiting_days for places in facts.haos}
    rows: list[list[Any]] = [
        [a, h, own, other, travel, days, waited[h], int(by_a), int(by_h)]
        for a, h, own, other, by_a, by_h, travel, days in facts.couples
    ]
    possible = {(couple.aios, couple.hao) for couple in facts.couples}
    rows += ([*pair, 0, 0, 0, 0, 0, 0, 0] for pair in set(facts.locked) - possible)
    return sorted(rows)  # by code: every couple stands there once


def input_hash(
    facts: Facts, goals: tuple[GoalChoice, ...], *, rules: tuple[str, ...] = (), salt: str = ""
) -> str:
    """SHA-256 of the sealed input; it is published before the lot is drawn."""
    return _sha(sealed_input(facts, goals, rules=rules, salt=salt))


def goals_now(goals: list[list[Any]], stay: str) -> list[list[Any]]:
    """The sealed goals; once people were told of a result, moving few of them is one as well."""
    if not stay:
        return goals
    rest = [goal for goal in goals if goal[0] != "fewest_moved"]
    cut = max((at for at, goal in enumerate(rest, 1) if goal[0] in MATTERS), default=0)
    cut = cut if stay == "calls" else 0
    return [*rest[:cut], ["fewest_moved", None], *rest[cut:]]


def result_file(
    facts: Facts,
    solution: Solution,
    *,
    rules: tuple[str, ...] = (),
    salt: str = "",
    lottery: Lottery | None = None,
    since: Since | None = None,
    sealed: tuple[Facts, tuple[GoalChoice, ...]] | None = None,
) -> bytes:
    """The result file of a solution of these facts, proved where it was not yet.

    ``sealed`` are the facts and goals that were sealed, where they are not those of the solution:
    ``since`` then says what was settled. ValueError for a solution without its lottery (a
    what-if), which is no result.
    """
    if not solution.drawn:
        raise ValueError("a solution without its lottery is no result")
    proof = proved(facts, solution).proof
    assert proof is not None  # it was drawn, and now it is proved
    lottery, since = lottery or Lottery(), since or Since()
    of, goals = sealed or (facts, solution.goals)
    given = sealed_input(of, goals, rules=rules, salt=salt)
    value = {stage.name: stage.value for stage in solution.stages}
    stages = [_name(*goal) for goal in goals_now(given["goals"], since.stay)]
    # Keys are sorted: what stands before the hash, then up to the input, and what stands after.
    before = {
        "answers": sorted(map(list, since.answers)), "before": since.before,
        "by_hand": sorted(since.by_hand), "couples": [list(pair) for pair in solution.pairs],
        "format": FORMAT,
    }  # fmt: skip
    written = canonical(given)
    mark = sha256(written).hexdigest()
    after = {
        "input_hash": mark,
        "kept": _kept(facts, solution),
        "lottery": {**asdict(lottery), "watched": list(lottery.watched)},
        "prices": [_written(prices) for prices in proof],
        "seed": solution.seed,
        "stages": [value.get(name, 0) for name in stages],
        "stay": since.stay,
    }
    first = canonical(before)[:-1]
    held = b'"held":' + canonical(sorted(map(list, since.held)))
    last = held + b',"input":' + written + b"," + canonical(after)[1:]
    whole = sha256(first + b"," + last).hexdigest()  # of the file without it
    return first + f',"hash":"{whole}",'.encode() + last


def _kept(facts: Facts, solution: Solution) -> list[list[str]]:
    """The possible couples that count where moving few is a goal."""
    if not any(goal.name == "fewest_moved" for goal in solution.goals):
        return []
    return sorted([a, h] for a, h, *_ in facts.couples if (a, h) in solution.keep)


def _name(goal: str, number: int | None) -> str:
    return goal if number is None else f"{goal}:{number}"


def _written(prices: Prices) -> dict[str, str]:
    """Hexadecimal, because decimals of that length are slow and refused by many readers."""
    return {
        f"{kind} {code}": f"{price:x}"
        for kind, part in zip(("aios", "hao", "praktijk"), prices, strict=True)
        for code, price in part.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFile:
    """What a reader needs of a result file; ``data`` is all of it."""

    couples: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, int], ...]
    seed: str
    input_hash: str
    result_hash: str
    data: Mapping[str, Any]


def read_result_file(content: bytes) -> ResultFile:
    """The parts of a result file; ValueError when it is not one. Proves nothing: verify it."""
    data = json.loads(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"not a result file of format {FORMAT}")
    return ResultFile(
        couples=tuple((aios, hao) for aios, hao in data["couples"]),
        stages=tuple(
            (_name(*goal), value)
            for goal, value in zip(
                goals_now(data["input"]["goals"], data["stay"]), data["stages"], strict=True
            )
        ),
        seed=data["seed"],
        input_hash=data["input_hash"],
        result_hash=data["hash"],
        data=data,
    )
