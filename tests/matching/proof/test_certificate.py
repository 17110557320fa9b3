"""The result file: right ones are accepted, damaged ones refused, and the bytes never differ."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

import matching.proof.verify_match
from koppelronde.domain.facts import Excluded, Facts, Places, PossibleCouple
from koppelronde.domain.language import same
from koppelronde.domain.lottery_draw import lot_of
from koppelronde.domain.rules import Refusal
from matching.engine.solve import solve
from matching.proof.certificate import Lottery, canonical, input_hash, read_result_file, result_file
from matching.proof.verify_match import verify
from tests.matching.engine.rounds import ORDERS, cohort, goal, maastricht, random_facts

VERIFIER = Path(matching.proof.verify_match.__file__)


def accepted(content: bytes, sealed: str = "", seed: str = "") -> bool:
    """Whether the verifier lets it pass."""
    try:
        verify(content, sealed, seed)
    except Exception:
        return False
    return True


def rehashed(file: dict[str, Any]) -> bytes:
    """The file with both hashes made right again, as a careful forger would."""
    file = {key: value for key, value in file.items() if key != "hash"}
    file["input_hash"] = sha256(canonical(file["input"])).hexdigest()
    file["hash"] = sha256(canonical(file)).hexdigest()
    return canonical(file)


def rounds(number: int) -> list[tuple[Facts, bytes]]:
    """Rounds with their result files, small and middling, in all orders of goals."""
    made = []
    for seed in range(number):
        rng = Random(seed)
        facts = random_facts(
            rng, rng.randint(2, 9), rng.randint(2, 8), dense=rng.choice([0.4, 0.8]),
            worst=rng.choice([1, 2, 6]),
        )  # fmt: skip
        solution = solve(facts, ORDERS[seed % len(ORDERS)], seed="lot", kernels="light")
        made.append((facts, result_file(facts, solution)))
    return made


@pytest.mark.parametrize("kernels", ["light", "flow"])
def test_right_results_are_accepted_whichever_kernel_found_them(kernels: Any) -> None:
    for seed in range(30):
        rng = Random(seed)
        facts = random_facts(rng, rng.randint(1, 20), rng.randint(1, 20), dense=0.4, worst=4)
        for goals in ORDERS:
            verify(result_file(facts, solve(facts, goals, seed="lot", kernels=kernels)))


def test_agreements_by_hand_and_couples_to_keep_are_certified_too() -> None:
    from dataclasses import replace

    facts = replace(
        cohort(12, 4),
        locked=(("A00000", "H00011"),),
        excluded=(Excluded("A00001", "H99999", Refusal("veto", same("veto"))),),
    )
    goals = (*maastricht()[:2], *ORDERS[5])
    keep = frozenset({("A00001", "H00000")})
    verify(result_file(facts, solve(facts, goals, seed="lot", keep=keep, kernels="light")))


def test_agreements_of_people_who_met_or_never_met_are_certified_in_any_round() -> None:
    from dataclasses import replace

    from koppelronde.domain.errors import NoPlanExists

    never_met = 0
    for seed in range(200):
        rng = Random(seed)
        facts = random_facts(rng, rng.randint(2, 9), rng.randint(2, 9), dense=0.4, worst=4)
        haos = [place.hao for place in facts.haos]
        agreed = rng.sample(facts.aios, 2)
        facts = replace(facts, locked=tuple(sorted((a, rng.choice(haos)) for a in agreed)))
        keep = frozenset(facts.locked) | {couple[:2] for couple in facts.couples[::3]}
        goals = (goal("fewest_moved"), *ORDERS[5], *ORDERS[seed % 5])
        try:
            solution = solve(facts, goals, seed="lot", keep=keep, kernels="light")
        except NoPlanExists:
            continue
        content = result_file(facts, solution)
        verify(content)
        never_met += len(solution.by_hand)
        without = json.loads(content)
        without["couples"].remove(list(facts.locked[0]))
        assert not accepted(rehashed(without))
    assert never_met > 50


def test_bytes_damaged_anywhere_are_refused() -> None:
    content = rounds(1)[0][1]
    rng = Random(1)
    for _ in range(1000):
        place = rng.randrange(len(content))
        other = bytes([rng.choice([b for b in range(32, 127) if b != content[place]])])
        assert not accepted(content[:place] + other + content[place + 1 :])
    assert not accepted(content[:-1])
    assert not accepted(content + b"\n")
    assert not accepted(b"")


def damage(file: dict[str, Any], kind: str, rng: Random) -> bool:
    """Damage one thing; False where this file has nothing of the kind."""
    given, couples = file["input"], file["couples"]
    if kind == "person":
        if not couples or len(given["aios"]) < 2:
            return False
        couple = rng.choice(couples)
        couple[0] = rng.choice([code for code in given["aios"] if code != couple[0]])
        couples.sort()
    elif kind == "place":
        if not couples or len(given["praktijk"]) < 2:
            return False
        couple = rng.choice(couples)
        couple[1] = rng.choice([hao for hao in sorted(given["praktijk"]) if hao != couple[1]])
    elif kind == "left out":
        if not couples:
            return False
        couples.remove(rng.choice(couples))
    elif kind == "rank":
        if not given["couples"]:
            return False
        row = rng.choice(given["couples"])
        side = rng.choice([2, 3])
        row[side] = max(1, row[side] + rng.choice([-1, 1, 3])) if row[side] > 1 else 4
    elif kind == "veto":
        if not couples:
            return False
        given["excluded"] = sorted([*given["excluded"], [*rng.choice(couples), "veto"]])
    elif kind == "seed":
        file["seed"] += str(rng.randrange(10))
    elif kind == "capacity":
        places = given["places"]
        hao = rng.choice([place for place in sorted(places) if place.startswith("hao ")])
        places[hao] = max(0, places[hao] + rng.choice([-1, 1])) if places[hao] else 1
    elif kind == "practice":
        limited = [place for place in sorted(given["places"]) if place.startswith("praktijk P")]
        if not limited:
            return False
        given["places"][rng.choice(limited)] += 1
    elif kind == "value":
        file["stages"][rng.randrange(len(file["stages"]))] += rng.choice([-1, 1])
    elif kind == "price":
        written = [prices for prices in file["prices"] if prices]
        if not written:
            return False
        prices = rng.choice(written)
        place = rng.choice(sorted(prices))
        prices[place] = f"{int(prices[place], 16) + rng.choice([-1, 1]):x}"
    elif kind == "price left out":
        written = [prices for prices in file["prices"] if prices]
        if not written:
            return False
        prices = rng.choice(written)
        del prices[rng.choice(sorted(prices))]
    elif kind == "price more":
        prices = rng.choice(file["prices"])
        haos = [place for place in sorted(given["places"]) if place.startswith("hao ")]
        prices[rng.choice([hao for hao in haos if hao not in prices] or ["hao H77"])] = "1"
    elif kind == "goal":
        if len(given["goals"]) < 2:
            return False
        given["goals"].reverse()
        file["stages"].reverse()
    return True


KINDS = ["person", "place", "left out", "rank", "veto", "seed", "capacity", "practice", "value",
         "price", "price left out", "price more", "goal"]  # fmt: skip
NEVER_RIGHT = {
    "person",
    "place",
    "left out",
    "veto",
    "value",
    "price",
    "price left out",
    "price more",
}


def test_thousands_of_damaged_results_are_refused_by_their_hash() -> None:
    refused = 0
    for number, (_, content) in enumerate(rounds(20)):
        rng = Random(number)
        for kind in KINDS * 10:
            file = json.loads(content)
            if damage(file, kind, rng):
                refused += 1
                assert not accepted(canonical(file)), kind
    assert refused > 1500


def test_forged_results_with_new_hashes_are_refused_or_right_for_what_they_say() -> None:
    """A forged input can make another true statement; a forged outcome never can.

    Against the mark of the sealed input and the seed that was drawn, nothing passes.
    """
    refused = dict.fromkeys(KINDS, 0)
    for number, (_, content) in enumerate(rounds(60)):
        rng = Random(number)
        for kind in KINDS * 3:
            file = json.loads(content)
            if not damage(file, kind, rng):
                continue
            before = copy.deepcopy(file)
            forged, right = rehashed(file), read_result_file(content)
            assert not accepted(forged, right.input_hash, right.seed), kind
            if not accepted(forged):
                refused[kind] += 1
                continue
            assert kind not in NEVER_RIGHT, kind
            if kind == "goal":
                continue
            solution = solve(
                facts_in(before["input"]),
                ORDERS[number % len(ORDERS)],
                seed=before["seed"],
                kernels="light",
            )
            if [stage.name for stage in solution.stages] != [name for name, _ in right.stages]:
                continue  # a new worst rank would be a stage of its own; the file names its goals
            assert [list(pair) for pair in solution.pairs] == before["couples"], kind
    assert all(refused.values()), refused
    assert sum(refused.values()) > 1000


def facts_in(given: dict[str, Any]) -> Facts:
    """The facts that a result file holds."""
    waited = {row[1]: row[6] for row in given["couples"]}
    return Facts(
        aios=tuple(given["aios"]),
        haos=tuple(
            Places(hao, given["places"][f"hao {hao}"], practice, waited.get(hao, 0))
            for hao, practice in given["praktijk"].items()
        ),
        couples=tuple(
            PossibleCouple(a, h, own, other, bool(by_a), bool(by_h), travel, days)
            for a, h, own, other, travel, days, _, by_a, by_h in given["couples"]
        ),
        praktijk_places={
            place: room for place, room in given["places"].items() if place.startswith("praktijk ")
        },
    )


def test_a_worse_result_with_honest_values_is_refused() -> None:
    facts = cohort(15, 5)
    content = result_file(facts, solve(facts, maastricht(), seed="lot", kernels="light"))
    file = json.loads(content)
    worse = solve(facts, maastricht()[:1], seed="lot", kernels="light")
    from matching.engine.solve import to_matching
    from matching.proof.check import check_matching

    values = check_matching(to_matching(worse, facts), facts, maastricht()).values
    file["couples"] = [list(pair) for pair in worse.pairs]
    file["stages"] = [value for _, value in values]
    assert not accepted(rehashed(file))


def test_another_lottery_winner_is_refused() -> None:
    refused = 0
    for seed in range(30):
        facts = random_facts(Random(seed), 5, 5, dense=1, worst=1)
        one = solve(facts, ORDERS[1], seed="one", kernels="light")
        two = solve(facts, ORDERS[1], seed="two", kernels="light")
        if one.pairs == two.pairs:
            continue
        file = json.loads(result_file(facts, one))
        file["couples"] = [list(pair) for pair in two.pairs]
        assert not accepted(rehashed(file))
        file["prices"] = json.loads(result_file(facts, two))["prices"]
        assert not accepted(rehashed(file))
        refused += 1
    assert refused > 5


def test_the_sealed_input_can_be_asked_for_by_its_hash() -> None:
    facts = cohort(10, 4)
    mark = input_hash(facts, maastricht(), salt="zout")
    solution = solve(facts, maastricht(), seed=lot_of(mark, "426135"), kernels="light")
    content = result_file(
        facts, solution, salt="zout", lottery=Lottery(way="dice", announced="dice", drawn="426135")
    )
    verify(content, mark, "426135")
    verify(content, mark, solution.seed)
    for sealed, drawn in (("0" * 64, ""), (mark, "426136")):
        with pytest.raises(ValueError, match=r"input|drawn"):
            verify(content, sealed, drawn)
    read = read_result_file(content)
    assert (read.input_hash, read.seed, len(read.couples)) == (mark, solution.seed, 10)
    with pytest.raises(ValueError):
        read_result_file(b"{}")


def test_a_what_if_is_no_result() -> None:
    facts = cohort(5, 3)
    with pytest.raises(ValueError):
        result_file(facts, solve(facts, maastricht(), seed="lot", kernels="light", lottery=False))


# ── as somebody else runs it ─────────────────────────────────────────────────────────────────


def test_the_verifier_runs_alone_and_says_what_it_proves(tmp_path: Path) -> None:
    facts = cohort(10, 4)
    content = result_file(facts, solve(facts, maastricht(), seed="lot", kernels="light"))
    alone = tmp_path / "verify_match.py"
    alone.write_bytes(VERIFIER.read_bytes())
    right, wrong = tmp_path / "right.json", tmp_path / "wrong.json"
    right.write_bytes(content)
    wrong.write_bytes(content.replace(b'"lot"', b'"loT"'))
    run = [sys.executable, "-I", str(alone)]
    good = subprocess.run([*run, str(right)], capture_output=True, text=True, check=False)
    bad = subprocess.run([*run, str(wrong)], capture_output=True, text=True, check=False)
    assert (good.returncode, bad.returncode) == (0, 1)
    assert good.stdout.startswith("Klopt")
    assert bad.stderr.startswith("AFGEKEURD")
    assert [len(out.splitlines()) for out in (good.stdout, bad.stderr)] == [4, 1]
    wrong.write_bytes(b"\xff" * 100_000)
    other = subprocess.run([*run, str(wrong)], capture_output=True, text=True, check=False)
    assert (other.returncode, len(other.stderr) < 150) == (1, True)


def test_the_verifier_is_short_and_imports_nothing_of_this_program() -> None:
    source = VERIFIER.read_text("utf-8")
    imports = [line for line in source.splitlines() if "import" in line.split("#")[0].split()]
    of = {line.split()[1] for line in imports}
    assert of <= {*sys.stdlib_module_names}
    code = [line for line in source.split('"""', 2)[2].splitlines() if line.strip("# ")]
    assert len(code) <= 250
    assert max(map(len, source.splitlines())) <= 100


PROGRAM = """
import sys
from random import Random
from dataclasses import replace
from tests.matching.engine.rounds import cohort, maastricht, random_facts
from matching.proof.certificate import result_file
from matching.engine.solve import solve
rng = Random(sys.argv[1])
out = sys.stdout.buffer
for facts in (cohort(24, 6), random_facts(Random(3), 12, 12, dense=1, worst=1)):
    rows = list(facts.couples)
    rng.shuffle(rows)
    facts = replace(facts, couples=tuple(rows))
    out.write(result_file(facts, solve(facts, maastricht(), seed="lot", kernels="light")))
assert "numpy" not in sys.modules and "ortools" not in sys.modules
"""


def test_the_same_bytes_under_any_hash_seed_and_row_order_without_numpy() -> None:
    root = Path(__file__).resolve().parents[3]
    made = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(made) == 1
    assert b'"couples"' in made.pop()


def test_a_round_too_large_for_both_kernels_is_proven_when_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import matching.engine.solve

    facts = cohort(30, 5)
    both = solve(facts, maastricht(), seed="lot", kernels="both")
    monkeypatch.setattr(matching.engine.solve, "BOTH_UP_TO", 10)
    large = solve(facts, maastricht(), seed="lot", kernels="both")
    assert (large.kernels, large.proof, large.always) == (("flow",), None, ())
    verify(result_file(facts, large))
    proven = matching.engine.solve.proved(facts, large)
    assert (proven.pairs, proven.always) == (both.pairs, both.always)


def test_a_goal_that_is_out_of_reach_for_all_is_proven_too() -> None:
    import matching.engine.solve

    wanted = PossibleCouple("A1", "H1", 1, 1)
    others = (PossibleCouple("A1", "H2", 6, 6), PossibleCouple("A2", "H1", 6, 6))
    facts = Facts(
        aios=("A1", "A2"), haos=(Places("H1", 1), Places("H2", 1)), couples=(wanted, *others)
    )
    goals = maastricht()[:2]
    assert [goal.name for goal in goals] == ["placed", "both_within"]
    found = solve(facts, goals, seed="lot", kernels="flow")
    assert [stage.value for stage in found.stages] == [2, 0]
    verify(result_file(facts, matching.engine.solve.proved(facts, found)))


def test_a_wrong_result_cannot_be_proven() -> None:
    from dataclasses import replace

    from matching.engine.solve import proved

    facts = cohort(12, 4)
    worse = solve(facts, maastricht()[:1], seed="lot", kernels="flow")
    with pytest.raises(AssertionError):
        proved(facts, replace(worse, goals=maastricht()))
