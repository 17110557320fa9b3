"""There is one way to write a result; every other spelling of the same result is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

import pytest

from koppelronde.domain.lottery_draw import lot_of
from matching.engine.solve import solve
from matching.proof.certificate import Lottery, Since, canonical, input_hash, result_file
from matching.proof.verify_match import Refused, verify
from tests.matching.engine.rounds import cohort, maastricht
from tests.matching.proof.test_certificate import accepted, rehashed

FACTS: Final = cohort(8, 4)
MARK: Final = input_hash(FACTS, maastricht(), salt="0" * 32)
LOTTERY: Final = Lottery(way="dice", announced="dice", drawn="426135", watched=("P. de Wit",))


def made() -> bytes:
    solution = solve(FACTS, maastricht(), seed=lot_of(MARK, "426135"), kernels="light")
    return result_file(FACTS, solution, salt="0" * 32, lottery=LOTTERY, since=Since())


FILE: Final = made()
Change = Callable[[dict[str, Any]], object]


def _price(file: dict[str, Any], write: Callable[[str], str]) -> None:
    prices = file["prices"][0]
    place = sorted(prices)[0]
    prices[place] = write(prices[place])


OTHERWISE: Final[dict[str, Change]] = {
    "a key more": lambda file: file.update(remark="mooi"),
    "a key more in the input": lambda file: file["input"].update(remark="mooi"),
    "a key more in the lottery": lambda file: file["lottery"].update(remark="mooi"),
    "a key less": lambda file: file.pop("by_hand"),
    "another format": lambda file: file.update(format="koppelcarrousel-match-3"),
    "the earlier format": lambda file: file.update(format="koppelcarrousel-match-1"),
    "a third set of prices": lambda file: file["prices"].append({}),
    "a price with a zero before it": lambda file: _price(file, lambda price: f"0{price}"),
    "a price in capitals": lambda file: _price(file, lambda price: f"{price}a".upper()),
    "a price with its base": lambda file: _price(file, lambda price: f"0x{price}"),
    "a price of nothing": lambda file: file["prices"][0].update({"aios A01": "0"}),
    "couples out of order": lambda file: file["couples"].reverse(),
    "rows out of order": lambda file: file["input"]["couples"].reverse(),
    "a couple twice": lambda file: file["couples"].append(file["couples"][-1]),
    "true for one": lambda file: file["input"]["couples"][0].__setitem__(2, True),
    "throws with spaces": lambda file: file["lottery"].update(drawn="4 2 6 1 3 5"),
    "throws of a die with seven sides": lambda file: file["lottery"].update(drawn="426137"),
    "too few throws": lambda file: file["lottery"].update(drawn="426"),
    "a way that is none": lambda file: file["lottery"].update(way="guess"),
    "a lot that was chosen": lambda file: file.update(seed="0" * 64),
    "a lot that nobody drew": lambda file: file["lottery"].update(way="given", drawn=""),
    "an earlier result without a goal": lambda file: file.update(before="0" * 64),
    "somebody settled by hand at once": lambda file: file.update(by_hand=["A01"]),
    "couples kept for nothing": lambda file: file.update(kept=file["couples"][:1]),
    "couples held for nothing": lambda file: file.update(held=file["couples"][:1]),
    "an answer of an unknown kind": lambda file: file["answers"].append([1, "hm", "A01", "H01"]),
    "an answer without a number": lambda file: file["answers"].append(["1", "veto", "A01", "H01"]),
}


def test_the_right_file_says_what_it_proves() -> None:
    said = [dutch for dutch, _ in verify(FILE, MARK, "426135")]
    assert said[0].startswith("Klopt")
    assert MARK in said[1]
    assert "426135" in said[2]
    assert asdict(LOTTERY)["watched"] == ("P. de Wit",)


@pytest.mark.parametrize("name", OTHERWISE)
def test_any_other_spelling_is_refused(name: str) -> None:
    file = json.loads(FILE)
    OTHERWISE[name](file)
    assert not accepted(rehashed(file), MARK)


def test_spaces_and_other_numbers_are_no_canonical_json() -> None:
    for other in (FILE.replace(b",", b", ", 1), FILE.replace(b":1,", b":1.0,", 1), FILE + b" "):
        with pytest.raises(ValueError):
            verify(other)


def test_an_invented_refusal_is_refused_or_named() -> None:
    """Whoever adds a no must show it; the result without that couple is then another one."""
    file = json.loads(FILE)
    aios, hao = file["couples"][0]
    file["answers"] = [[7, "refused", aios, hao]]
    with pytest.raises(Refused):
        verify(rehashed(file), MARK)
    nobody = next(row[:2] for row in file["input"]["couples"] if row[:2] not in file["couples"])
    file["answers"] = [[7, "refused", *nobody]]
    forged = rehashed(file)
    try:
        said = verify(forged, MARK)
    except Refused:
        return
    assert f"7 niet akkoord {nobody[0]} {nobody[1]}" in " ".join(dutch for dutch, _ in said)


def test_the_file_is_canonical() -> None:
    assert canonical(json.loads(FILE)) == FILE
