"""Files whose hashes and prices fit, but whose input is none that the program writes."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import Any

import pytest

from koppelronde.domain.lottery import lot
from matching.proof.certificate import FORMAT, Lottery, canonical
from matching.proof.verify_match import verify

AS_SEALED = {
    "answers": [], "before": "", "by_hand": [], "held": [], "kept": [], "stay": "",
    "format": FORMAT, "lottery": asdict(Lottery()) | {"watched": []},
}  # fmt: skip
"""Nothing was settled since, and nobody drew the lot."""

DIGIT = 1 << 32
"""Where the digit of the last goal begins."""


def written(**said: Any) -> bytes:
    """A file of A1 with three HAOs of one practice, the last of them without room."""
    given = {
        "aios": ["A1"],
        "praktijk": {"H1": "praktijk P", "H2": "praktijk P", "H3": "praktijk P"},
        "places": {"hao H1": 1, "hao H2": 1, "hao H3": 0, "praktijk P": 9},
        "goals": [["placed", None], ["travel_sum", None], ["waiting", None]],
        "couples": said.pop("rows"),
        "excluded": [],
        "locked": [],
        "rules": [],
        "salt": "",
    }
    outcome = {key: said.pop(key) for key in ("stages", "couples", "prices")}
    given |= said
    mark = sha256(canonical(given)).hexdigest()
    file = {"seed": "lot", "input": given, "input_hash": mark} | outcome | AS_SEALED
    return canonical(file | {"hash": sha256(canonical(file)).hexdigest()})


def row(aios: str, hao: str, *, own: int = 1, travel: int = 0, waited: int = 0) -> list[Any]:
    """A possible couple as a result file writes it."""
    return [aios, hao, own, 1, travel, None, waited, 1, 1]


def best_by_lot(*choices: str) -> int:
    """What the first choice counts in the lottery, of the best own rank among two choices."""
    first, other = (lot("lot", "A1", hao) for hao in choices)
    return (2 << 7) + 1 + (first < other)


def refused(content: bytes, why: str) -> None:
    """The verifier says so."""
    with pytest.raises(ValueError, match=why):
        verify(content)


def test_a_room_that_is_no_whole_number_is_refused() -> None:
    """Its sum with the prices would be rounded: H1 waited a day, H2 not, and H2 would win."""
    far = 1 << 200
    placed = DIGIT << (32).bit_length() + (32 * far).bit_length()
    content = written(
        rows=[row("A1", "H1", own=2, waited=1), row("A1", "H2"), row("A1", "H3", travel=far)],
        places={"hao H1": 1.0, "hao H2": 1, "hao H3": 0, "praktijk P": 9},
        stages=[1, 0, 0],
        couples=[["A1", "H2"]],
        prices=[
            {"aios A1": f"{placed:x}", "hao H1": f"{DIGIT:x}"},
            {"aios A1": f"{best_by_lot('H2', 'H1'):x}"},
        ],
    )
    refused(content, "1.0")


def test_a_couple_that_stands_there_twice_is_refused() -> None:
    """It could be shown with one rank and counted with the other."""
    placed = (DIGIT << (32 * 3).bit_length()) - 2 * DIGIT
    said = {
        "goals": [["placed", None], ["rank_sum", None]],
        "stages": [1, 2],
        "couples": [["A1", "H2"]],
        "prices": [{"aios A1": f"{placed:x}"}, {}],
    }
    verify(written(rows=[row("A1", "H1", own=2), row("A1", "H2")], **said))
    rows = [row("A1", "H1", own=2), row("A1", "H2", own=9), row("A1", "H2")]
    refused(written(rows=sorted(rows), **said), "twice")


def test_a_trainee_who_takes_no_part_gets_no_places() -> None:
    prices = {"hao H1": f"{DIGIT:x}", "hao H2": f"{DIGIT:x}"}
    beats = {
        f"hao {h}": f"{best_by_lot(h, o) - (1 << 7):x}" for h, o in (("H1", "H2"), ("H2", "H1"))
    }
    said = {
        "goals": [["placed", None]],
        "stages": [2],
        "rows": [row("A1", "H1"), row("A1", "H2")],
        "couples": [["A1", "H1"], ["A1", "H2"]],
        "prices": [prices, beats],
    }
    places = {"hao H1": 1, "hao H2": 1, "praktijk P": 9}
    refused(written(**said, places=places), "more than fits")
    refused(written(**said, places=places | {"aios A1": 2}), "more than fits")
    refused(written(**said, places=places | {"aios A1": 2}, aios=["A2"]), "takes no part")


def test_numbers_below_zero_do_not_outweigh_an_earlier_goal() -> None:
    content = written(
        rows=[row("A1", "H1", waited=-(1 << 70)), row("A1", "H3")],
        stages=[0, 0, 0],
        couples=[],
        prices=[{}, {}],
    )
    refused(content, "worth more than its prices")
