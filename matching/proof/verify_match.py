"""Verify a result:  python verify_match.py FILE [HASH OF THE SEALED INPUT [SEED OF THE LOTTERY]]

Each AIOS, HAO and practice has a price; no couple is worth more than its three prices. So no result
is worth more than all places at their prices, and this one is worth that: nothing is better. What
is as good consists of couples worth just their prices, and uses all places with a price. Said
twice: a couple is worth what it counts in the goals; then, of the couples left, what it counts in
the lottery. In the end only the couples of this result are left: nothing is as good.
"""
import collections, hashlib, itertools, json, operator, sys, typing
MOST = {"placed", "both_within", "shared_days", "waiting", "fewest_moved"}  # other goals: fewest
TESTS = {"both_within": lambda n, k: 0 < n <= k, "worst_ranks": operator.eq,  # these count couples,
         "own_worst_rank": operator.eq, "over_travel_limit": operator.gt}  # the others add numbers
canon = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
def sha(*texts: str) -> str: return hashlib.sha256(":".join(texts).encode()).hexdigest()
def require(holds: object, otherwise: str) -> None:
    if not holds: raise ValueError(otherwise)
def verify(data: bytes, sealed: str = "", seed: str = "") -> None:  # an error for what is not right
    file, text = json.loads(data, parse_float=int, parse_constant=int), data.decode()
    given, mark, lots = file["input"], file["input_hash"], file["seed"]
    bare = text.replace(f'"hash":"{file["hash"]}",', "", 1)
    require(canon(file) == text and file["hash"] == sha(bare), "the file was changed")
    require(mark == sha(canon(given)) and sealed in ("", mark), "the input is not what was sealed")
    require(seed in ("", lots), "the seed is not what was drawn")
    # 1. The couples are possible, agreements by hand are kept, and nobody has more than fits.
    made, locked, out = ({(pair[0], pair[1]) for pair in part} for part in (
        file["couples"], given["locked"], given["excluded"]))
    numbers = {(a, h): {  # what the goals look at; ranks 0: agreed by hand, else not possible
        "placed": 1, "both_within": max(own, other), "worst_ranks": max(own, other),
        "own_worst_rank": own, "rank_sum": own + other, "evenness": (own - other) ** 2,
        "over_travel_limit": travel or 0, "shared_days": days or 0, "waiting": waited,
        "travel_sum": given["unknown_travel"] if travel is None else travel, "fewest_moved": kept,
    } for a, h, own, other, travel, days, waited, kept, *_ in given["couples"]}
    require(file["couples"] == sorted(map(list, made)) and locked <= made <= {*numbers} - out
            and len(numbers) == len(given["couples"]), "an impossible couple, or one missing")
    require({a for a, _ in numbers} <= {*given["aios"]}, "somebody who takes no part")
    places = {(a, h): (f"aios {a}", f"hao {h}", given["praktijk"][h]) for a, h in numbers}
    room = collections.Counter(given["places"] | {f"aios {a}": 1 for a in given["aios"]})
    require(collections.Counter(x for m in made for x in places[m]) <= room, "more than fits")
    room.subtract(x for m in locked for x in places[m])
    # 2. No couple is worth more than its prices; left are the couples worth just that.
    scarce: set[str] = set()  # places with a price: whatever is as good uses them all
    def left(pairs: typing.Any, worth: typing.Any, prices: typing.Any) -> list[tuple[str, str]]:
        cost = collections.defaultdict(int, {x: int(n, 16) for x, n in prices.items()})
        require(all(room[x] and n and (n > 0 or x in scarce) for x, n in cost.items()), "a price")
        require(sum(worth[m] for m in made - locked) == sum(n * room[x] for x, n in cost.items()),
                "not the best, or not what the lottery gives, or not proven")
        scarce.update(cost)
        over = {m: cost[x] + cost[y] + cost[z] - worth[m] for m in pairs for x, y, z in [places[m]]}
        require(min(over.values(), default=0) >= 0, "a couple is worth more than its prices")
        return [m for m in pairs if not over[m]]
    # 3. In the goals each stage is a digit of the worth that nothing after it can outweigh.
    points = {g: dict.fromkeys({r[g] for r in numbers.values()}, 0) for g in dict(given["goals"])}
    tally = {g: collections.Counter([numbers[m][g] for m in made]) for g in points}
    values, shift = list[int](), 32
    for goal, k in reversed(given["goals"]):
        count = {n: int(c) for n in points[goal] if (c := TESTS.get(goal, lambda n, _: n)(n, k))}
        values.insert(0, sum([count.get(n, 0) * times for n, times in tally[goal].items()]))
        for n, c in count.items(): points[goal][n] += (c if goal in MOST else -c) << shift
        shift += (32 * len(given["aios"]) * max(map(abs, count.values()), default=0)).bit_length()
    require(canon(values) == canon(file["stages"]), "the value of a goal")
    worth = {m: sum([points[goal][row[goal]] for goal in points]) for m, row in numbers.items()}
    best = left([m for m in numbers if all(map(room.get, places[m]))], worth, file["prices"][0])
    # 4. In the lottery each AIOS, in turn, is a digit: how many of the couples left a choice beats.
    choices = {a: [*group] for a, group in itertools.groupby(sorted(best), lambda m: m[0])}
    turns = [a for a in choices if len(choices[a]) > 1 or f"aios {a}" not in scarce]
    turns.sort(key=lambda a: sha(lots, a))
    beats, shift = dict.fromkeys(best, 0), 0
    for by_lot, a in reversed([*itertools.product((False, True), turns)]):
        score = {m: sha(lots, *m) if by_lot else numbers[m]["own_worst_rank"] for m in choices[a]}
        for m in score: beats[m] += 1 + sum(score[m] < other for other in score.values()) << shift
        shift += (32 * len(score)).bit_length()
    require({*left(best, beats, file["prices"][1])} == made - locked, "something is as good")
if __name__ == "__main__":
    try: verify(open(sys.argv[1], "rb").read(), *sys.argv[2:])
    except Exception as error: sys.exit(f"AFGEKEURD / REFUSED ({error!r:.99})")
    print("Klopt: niets is beter en niets even goed. / Right: nothing is better, nothing as good.")
