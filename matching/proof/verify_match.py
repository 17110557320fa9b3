"""Verify a result, alone:  python verify_match.py FILE [MARK [WHAT WAS DRAWN [EARLIER FILES]]]

The file holds the sealed input, what was settled since (answers by telephone, withdrawals, couples
made by hand), the couples, and prices. Each AIOS, HAO and practice has a price; no couple is worth
more than its three prices. So no result is worth more than all places at their prices, and this one
is worth that: nothing is better. What is as good consists of couples worth just their prices, and
uses all places with a price. Said twice: a couple is worth what it counts in the goals; then, of
the couples left, what it counts in the lottery. In the end only the couples of this result are
left: nothing is as good. The form of the file: docs/result-file.md.
"""

import collections
import hashlib
import itertools
import json
import operator
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

Pair = tuple[str, str]
FORMAT = "koppelcarrousel-match-2"
KEYS = (
    "answers before by_hand couples format hash held input input_hash kept lottery prices seed "
    "stages stay"
)
INPUT_KEYS = "aios couples excluded goals locked places praktijk rules salt"
LOTTERY_KEYS = "announced day drawn draws seals source watched way"
DRAWN = {"dice": "[1-6]{6,}", "program": "[0-9a-f]{32}", "public": r"\w+( \w+)*", "given": ""}
FIXES, ENDS = ("accepted", "placed"), ("refused", "veto")
DUTCH = {
    "accepted": "akkoord", "refused": "niet akkoord", "placed": "geplaatst", "veto": "veto",
    "withdrawn": "afgemeld", "dice": "dobbelstenen", "public": "openbare trekking",
    "program": "door het programma", "given": "niet getrokken, maar opgegeven",
}  # fmt: skip
MOST = {"placed", "both_within", "shared_days", "waiting", "fewest_moved"}  # other goals: fewest
TESTS = {  # these goals count couples, the others add numbers
    "both_within": lambda rank, limit: 0 < rank <= limit,
    "worst_ranks": operator.eq,
    "own_worst_rank": operator.eq,
    "over_travel_limit": operator.gt,
}
canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class Refused(ValueError):
    """What is not right, in Dutch and in English."""


class Case(NamedTuple):
    """The question that was solved: the sealed input, and what was settled since."""

    aios: list[str]
    numbers: dict[Pair, dict[str, int]]  # of each possible couple, what the goals look at
    locked: set[Pair]
    goals: list[Any]


def require(holds: object, dutch: str, english: str) -> None:
    if not holds:
        raise Refused(dutch, english)


def sha256(*texts: str) -> str:
    return hashlib.sha256(":".join(texts).encode()).hexdigest()


def verify(
    data: bytes, sealed: str = "", drawn: str = "", *earlier: bytes
) -> list[tuple[str, str]]:
    """What the file proves, each line in Dutch and in English; Refused for what is not right.

    ``earlier`` are files among which the result is that this one follows, and so on back to the
    first: what was kept of it is then checked as well.
    """
    file = read(data)
    check_seal(file, sealed)
    check_lottery(file, sealed, drawn)
    case = derive(file)
    room, places, made = check_couples(file, case)
    check_best(file, case, room, places, made)
    return [*said(file), *follow(file, case, sealed, earlier)]


def follow(
    file: dict[str, Any], case: Case, sealed: str, earlier: tuple[bytes, ...]
) -> list[tuple[str, str]]:
    """A result after answers keeps couples of the one before it, which has a proof of its own."""
    if not file["stay"]:
        return []
    require(file["answers"], "er is niets veranderd", "nothing was settled")
    mark = file["before"]
    held = ", ".join([f"{a} {h}" for a, h in file["held"]] + file["by_hand"])
    before = next((data for data in earlier if f'"hash":"{mark}"'.encode() in data), None)
    if before is None:
        return [(f"NIET nagekeken: de uitslag waar deze op volgt, {mark}.",
                 f"NOT checked: the result that this one follows, {mark}.")]  # fmt: skip
    said_of_it = verify(before, sealed, "", *(data for data in earlier if data != before))
    old = read(before)
    right = all(old[key] == file[key] for key in ("input_hash", "seed")) and old["hash"] == mark
    was = {(a, h) for a, h in old["couples"]}
    possible = {pair for pair in was & {*case.numbers} if case.numbers[pair]["own_worst_rank"]}
    right = right and {(a, h) for a, h in file["kept"]} == possible
    right = right and all((a, h) in was for a, h in file["held"])
    touched = {code for answer in file["answers"] for code in answer[2:]}
    right = right and all({*pair} & touched for pair in was if pair[0] in file["by_hand"])
    require(right, "dit volgt niet op de vorige uitslag", "this does not follow the one before")
    dutch = f"Volgt op uitslag {mark}, die klopt. Wacht nog op iemand: {held or 'nee'}."
    english = f"Follows result {mark}, which is right. Waiting for somebody: {held or 'no'}."
    return [(dutch, english), *said_of_it[4:]]


def read(data: bytes) -> dict[str, Any]:
    """The one way to write this file: canonical JSON, whole numbers, these keys and no others."""
    text = data.decode()
    file = json.loads(text, parse_float=int, parse_constant=int)
    bare = text.replace(f'"hash":"{file["hash"]}",', "", 1)
    whole = canonical(file) == text and file["hash"] == sha256(bare)
    require(whole, "het bestand is gewijzigd", "the file was changed")
    parts = ((file, KEYS), (file["input"], INPUT_KEYS), (file["lottery"], LOTTERY_KEYS))
    right = file["format"] == FORMAT and all(" ".join(sorted(p)) == keys for p, keys in parts)
    require(right, "een ander soort bestand", "another kind of file")
    shapes = [(file["couples"], 2), (file["kept"], 2), (file["held"], 2), (file["answers"], 4)]
    for rows, width in [*shapes, (file["input"]["couples"], 9)]:
        tidy = rows == sorted(rows) and all(len(row) == width for row in rows)
        require(tidy, "een lijst is niet geordend", "a list is not in order")
        once = len({tuple(row[-2:] if width == 4 else row[:2]) for row in rows}) == len(rows)
        require(once, "iets staat er twee keer", "something stands there twice")
    numbers = [n for row in file["input"]["couples"] for n in row[2:] if n is not None]
    numbers += [*file["input"]["places"].values(), *(row[0] for row in file["answers"])]
    require({*map(type, numbers)} <= {int}, "geen heel getal", "no whole number")
    return dict(file)


def check_seal(file: dict[str, Any], sealed: str) -> None:
    """The sealed input stands in the file as it was, whatever was settled since."""
    mark = file["input_hash"]
    right = mark == sha256(canonical(file["input"])) and sealed in ("", mark)
    require(right, "de invoer is niet die van de verzegeling", "the input is not what was sealed")


def check_lottery(file: dict[str, Any], sealed: str, drawn: str) -> None:
    """The lot is the hash of the seal's mark and what was drawn, which came after it."""
    lottery, lot = file["lottery"], file["seed"]
    spelt = re.fullmatch(DRAWN[lottery["way"]], lottery["drawn"])
    if lottery["way"] == "given":
        require(spelt and not sealed, "het lot is niet getrokken", "the lot was not drawn")
    else:
        made = spelt and lot == sha256(file["input_hash"], lottery["drawn"])
        require(made, "het lot volgt niet uit de trekking", "the lot is not what was drawn")
    right = drawn in ("", lottery["drawn"], lot)
    require(right, "het lot is niet dat van de trekking", "the seed is not what was drawn")


def derive(file: dict[str, Any]) -> Case:
    """What was solved: withdrawn people and couples that ended are out, fixed couples are in."""
    given, kept = file["input"], {(a, h) for a, h in file["kept"]}
    gone = {who for _, what, who, _ in file["answers"] if what == "withdrawn"}
    fixed = {(a, h) for _, what, a, h in file["answers"] if what in FIXES}
    ended = {(a, h) for _, what, a, h in file["answers"] if what in ENDS}
    out = {(a, h) for a, h, _ in given["excluded"]} | ended
    known = {what for _, what, _, _ in file["answers"]} <= {"withdrawn", *FIXES, *ENDS}
    require(known and not fixed & ended, "een onbekend antwoord", "an unknown answer")
    here = [aios for aios in given["aios"] if aios not in gone]
    locked = {(a, h) for a, h in (*given["locked"], *fixed) if not gone & {a, h}} - ended
    locked |= {(a, h) for a, h in file["held"]}
    rows = {(a, h): row for a, h, *row in given["couples"] if not gone & {a, h}}
    rows = {m: rows[m] for m in rows if m not in out and m[0] not in file["by_hand"]}
    rows = {pair: [0, 0, 0, 0, 0] for pair in locked if pair not in rows} | rows
    longest = max((row[2] or 0 for row in rows.values()), default=0)
    require({a for a, _ in rows} <= {*here}, "iemand die niet meedoet", "who takes no part")
    numbers = {
        pair: {
            "placed": 1, "both_within": max(own, other), "worst_ranks": max(own, other),
            "own_worst_rank": own, "rank_sum": own + other, "evenness": (own - other) ** 2,
            "over_travel_limit": travel or 0, "travel_sum": longest if travel is None else travel,
            "shared_days": days or 0, "waiting": waited, "fewest_moved": int(pair in kept),
        }
        for pair, (own, other, travel, days, waited, *_) in rows.items()
    }  # fmt: skip
    return Case(here, numbers, locked, goals_of(file, kept))


def goals_of(file: dict[str, Any], kept: set[Pair]) -> list[Any]:
    """The sealed goals; once people are told of a result, moving few of them is one as well."""
    sealed, stay = file["input"]["goals"], file["stay"]
    rest = [goal for goal in sealed if goal[0] != "fewest_moved"]
    after = [at for at, (goal, _) in enumerate(rest, 1) if goal in ("placed", "both_within")]
    at = {"calls": max(after, default=0), "all": 0}
    told = re.fullmatch("[0-9a-f]{64}", file["before"]) if stay else not file["held"]
    told = told and (stay or not (file["before"] or file["by_hand"]))
    require(told and stay in ("", *at), "een onbekende herkomst", "an unknown origin")
    require(stay or rest != sealed or not kept, "wie moet blijven, telt niet", "nobody must stay")
    return [*rest[: at[stay]], ["fewest_moved", None], *rest[at[stay] :]] if stay else sealed


def check_couples(file: dict[str, Any], case: Case) -> tuple[Any, dict[Pair, Any], set[Pair]]:
    """The couples are possible, fixed ones are kept, and nobody has more than fits."""
    given, made = file["input"], {(a, h) for a, h in file["couples"]}
    possible = case.locked <= made <= {*case.numbers}
    require(possible, "een koppel kan niet of ontbreekt", "an impossible couple, or one missing")
    places = {(a, h): (f"aios {a}", f"hao {h}", given["praktijk"][h]) for a, h in case.numbers}
    room = collections.Counter(given["places"] | {f"aios {a}": 1 for a in case.aios})
    used = collections.Counter(place for pair in made for place in places[pair])
    require(used <= room, "meer dan er plaats is", "more than fits")
    room.subtract(place for pair in case.locked for place in places[pair])
    return room, places, made


def check_best(
    file: dict[str, Any], case: Case, room: Any, places: dict[Pair, Any], made: set[Pair]
) -> None:
    """Nothing is better in the goals, and of what is as good the lottery leaves this alone."""
    scarce: set[str] = set()  # places with a price: whatever is as good uses them all

    def left(pairs: list[Pair], worth: dict[Pair, int], prices: dict[str, str]) -> list[Pair]:
        """The couples worth just their prices, once no couple is worth more."""
        cost = collections.defaultdict(int, {x: int(price, 16) for x, price in prices.items()})
        fair = all(n and room[x] and (n > 0 or x in scarce) for x, n in cost.items())
        require(fair and {x: f"{n:x}" for x, n in cost.items()} == prices, "een prijs", "a price")
        total = sum(worth[pair] for pair in made - case.locked)
        best = total == sum(n * room[x] for x, n in cost.items())
        require(best, "niet de beste, of niet bewezen", "not the best, or not proven")
        scarce.update(cost)
        over = {pair: sum(cost[x] for x in places[pair]) - worth[pair] for pair in pairs}
        require(min(over.values(), default=0) >= 0, "een koppel is meer waard dan zijn prijzen",
                "a couple is worth more than its prices")  # fmt: skip
        return [pair for pair in pairs if not over[pair]]

    first, second = file["prices"]
    worth = worth_in_goals(file, case, made)
    open_pairs = [pair for pair in case.numbers if all(map(room.get, places[pair]))]
    best = left(open_pairs, worth, first)
    alone = {*left(best, worth_in_lottery(file, case, best, scarce), second)} == made - case.locked
    require(alone, "iets anders is even goed", "something is as good")


def worth_in_goals(file: dict[str, Any], case: Case, made: set[Pair]) -> dict[Pair, int]:
    """In the goals each stage is a digit of the worth that nothing after it can outweigh."""
    worth, values, shift = dict.fromkeys(case.numbers, 0), list[int](), 32
    for goal, limit in reversed(case.goals):
        test = TESTS.get(goal, lambda number, _: number)
        counts = {pair: int(test(row[goal], limit)) for pair, row in case.numbers.items()}
        values.insert(0, sum(counts[pair] for pair in made))
        for pair, count in counts.items():
            worth[pair] += (count if goal in MOST else -count) << shift
        most = max(map(abs, counts.values()), default=0)
        shift += (32 * len(case.aios) * most).bit_length()
    right = canonical(values) == canonical(file["stages"])
    require(right, "de waarde van een doel", "the value of a goal")
    return worth


def worth_in_lottery(
    file: dict[str, Any], case: Case, best: list[Pair], scarce: set[str]
) -> dict[Pair, int]:
    """In the lottery each AIOS, in turn, is a digit: how many couples left a choice beats."""
    lot, beats, shift = file["seed"], dict.fromkeys(best, 0), 0
    choices = {a: [*group] for a, group in itertools.groupby(sorted(best), lambda pair: pair[0])}
    turns = [a for a in choices if len(choices[a]) > 1 or f"aios {a}" not in scarce]
    turns.sort(key=lambda a: sha256(lot, a))
    for by_lot, a in reversed([*itertools.product((False, True), turns)]):
        own = {pair: case.numbers[pair]["own_worst_rank"] for pair in choices[a]}
        score: dict[Pair, Any] = {p: sha256(lot, *p) for p in own} if by_lot else dict(own)
        for pair in score:
            beats[pair] += 1 + sum(score[pair] < other for other in score.values()) << shift
        shift += (32 * len(score)).bit_length()
    return beats


def said(file: dict[str, Any]) -> list[tuple[str, str]]:
    """Result, sealed input, lot and answers told apart, each in Dutch and in English."""
    lottery, mark = file["lottery"], file["input_hash"]
    way, drawn = lottery["way"], lottery["drawn"]
    seals, draws = lottery["seals"], lottery["draws"]
    told = [(str(n), what, a, h) for n, what, a, h in file["answers"]]
    dutch = "; ".join(f"{n} {DUTCH[what]} {a} {h}".strip() for n, what, a, h in told)
    english = "; ".join(" ".join(answer).strip() for answer in told)
    return [
        ("Klopt: niets is beter en niets even goed.", "Right: nothing is better or as good."),
        (f"Verzegelde invoer {seals}: {mark}.", f"Sealed input {seals}: {mark}."),
        (f"Lot, trekking {draws}: {DUTCH[way]} {drawn}.", f"Lot, draw {draws}: {way} {drawn}."),
        (f"Sinds de verzegeling: {dutch or 'niets'}.", f"Since the seal: {english or 'nothing'}."),
    ]


if __name__ == "__main__":
    try:
        name, mark, drawn, *others = [*sys.argv[1:], "", ""][: max(3, len(sys.argv) - 1)]
        before = [Path(other).read_bytes() for other in others]
        lines = verify(Path(name).read_bytes(), mark, drawn, *before)
    except Exception as error:
        why = " / ".join(map(str, error.args)) or type(error).__name__
        sys.exit(f"AFGEKEURD / REFUSED ({why:.99})")
    sys.stdout.write("".join(f"{dutch}\n" for dutch, _ in lines))
