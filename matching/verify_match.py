"""Verify a result:  python verify_match.py FILE [HASH OF THE SEALED INPUT [SEED OF THE LOTTERY]]

Each AIOS, HAO and practice has a price; no couple is worth more than its three prices. So no result
is worth more than all places at their prices, and this one is worth that: nothing is better. What
is as good consists of couples worth just their prices, and uses all places with a price. Said
twice: a couple is worth what it counts in the goals; then, of the couples left, what it counts in
the lottery. In the end only the couples of this result are left: nothing is as good.
"""

# ruff: noqa: E401, E701, I001, PTH123, SIM115
# fmt: off
import collections, hashlib, itertools, json, operator, sys, typing
MOST = {"placed", "both_within", "shared_days", "waiting", "fewest_moved"}  # other goals: fewest
TESTS = {"both_within": operator.le, "worst_ranks": operator.eq, "own_worst_rank": operator.eq,
         "over_travel_limit": operator.gt}  # these goals count couples, the others add up numbers
canon = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
def sha(text: str) -> str: return hashlib.sha256(text.encode()).hexdigest()
def require(holds: object, otherwise: str) -> None:
    if not holds: raise ValueError(otherwise)
def verify(data: bytes, sealed: str = "", seed: str = "") -> None:  # an error for what is not right
    file, text = json.loads(data), data.decode()
    given, mark, lots = file["input"], file["input_hash"], file["seed"]
    bare = text.replace(f'"hash":"{file["hash"]}",', "", 1)
    require(canon(file) == text and file["hash"] == sha(bare), "the file was changed")
    require(mark == sha(canon(given)) and sealed in ("", mark), "the input is not what was sealed")
    require(seed in ("", lots), "the seed is not what was drawn")
    # 1. The couples are possible, agreements by hand are kept, and nobody has more than fits.
    made, locked, keep, out = ({(pair[0], pair[1]) for pair in part} for part in (
        file["couples"], given["locked"], given["keep"], given["excluded"]))
    longest = max((row[4] or 0 for row in given["couples"]), default=0)
    waited = {h: days for h, _, _, days in given["haos"]}
    numbers = {(a, h): {  # what the goals look at
        "placed": 1, "both_within": worse, "worst_ranks": worse, "own_worst_rank": own,
        "rank_sum": own + other, "evenness": (own - other) ** 2, "over_travel_limit": travel or 0,
        "travel_sum": longest if travel is None else travel, "shared_days": days or 0,
        "waiting": waited[h], "fewest_moved": int((a, h) in keep),
    } for a, h, own, other, travel, days, *_ in given["couples"] for worse in [max(own, other)]}
    require(file["couples"] == sorted(map(list, made)) and locked <= made <= {*numbers} | locked
            and not (out - locked) & ({*numbers} | made), "an impossible couple, or one missing")
    at = {h: (f"hao {h}", f"praktijk {p}") for h, _, p, _ in given["haos"]}
    places = {(a, h): (f"aios {a}", *at[h]) for a, h in {*numbers} | made}
    room = collections.Counter({f"aios {a}": 1 for a in given["aios"]})
    for h, room[at[h][0]], p, _ in given["haos"]:  # a practice without a limit has room for all
        room[at[h][1]] = given["praktijk_places"].get(p, len(given["aios"]))
    room.subtract(place for pair in locked for place in places[pair])
    used = collections.Counter(place for pair in made - locked for place in places[pair])
    require(all(used[place] <= room[place] for place in {*used, *room}), "more than fits")
    # 2. No couple is worth more than its prices; left are the couples worth just that.
    scarce: set[str] = set()  # places with a price: whatever is as good uses them all
    def left(pairs: typing.Any, worth: typing.Any, prices: typing.Any) -> list[tuple[str, str]]:
        price = {f"{kind} {c}": int(n, 16) for kind in prices for c, n in prices[kind].items()}
        require(all(room[x] and n and (n > 0 or x in scarce) for x, n in price.items()), "a price")
        require(sum(worth[m] for m in made - locked) == sum(n * room[x] for x, n in price.items()),
                "not the best, or not what the lottery gives, or not proven")
        scarce.update(price)
        cost = dict.fromkeys(room, 0) | price
        over = {m: cost[x] + cost[y] + cost[z] - worth[m] for m in pairs for x, y, z in [places[m]]}
        require(min(over.values(), default=0) >= 0, "a couple is worth more than its prices")
        return [m for m in pairs if not over[m]]
    # 3. In the goals each stage is a digit of the worth that nothing after it can outweigh.
    points = {goal: {row[goal]: 0 for row in numbers.values()} for goal in dict(given["goals"])}
    tally = {g: collections.Counter(numbers[m][g] for m in numbers.keys() & made) for g in points}
    by_hand = len(made - numbers.keys())  # people who never met count as placed, nowhere else
    values, shift = list[list[object]](), 32
    for goal, k in reversed(given["goals"]):
        count = {n: int(TESTS[goal](n, k)) if goal in TESTS else n for n in points[goal]}
        value = sum([count[n] * tally[goal][n] for n in tally[goal]]) + by_hand * (goal == "placed")
        values.insert(0, [goal if k is None else f"{goal}:{k}", value])
        for n in count: points[goal][n] += (count[n] if goal in MOST else -count[n]) << shift
        shift += (32 * len(given["aios"]) * max(count.values(), default=0)).bit_length()
    require(canon(values) == canon(file["stages"]), "the value of a goal")
    worth = {m: sum([points[goal][row[goal]] for goal in points]) for m, row in numbers.items()}
    best = left([m for m in numbers if all(map(room.get, places[m]))], worth, file["prices"][0])
    # 4. In the lottery each AIOS, in turn, is a digit: how many of the couples left a choice beats.
    def lot(*codes: str) -> str: return sha(":".join((lots, *codes)))
    choices = {a: [*group] for a, group in itertools.groupby(sorted(best), lambda m: m[0])}
    turns = [a for a in choices if len(choices[a]) > 1 or f"aios {a}" not in scarce]
    beats, shift = dict.fromkeys(best, 0), 0
    for by_lot, a in reversed([*itertools.product((False, True), sorted(turns, key=lot))]):
        score = {m: lot(*m) if by_lot else numbers[m]["own_worst_rank"] for m in choices[a]}
        for m in score: beats[m] += 1 + sum(score[m] < other for other in score.values()) << shift
        shift += (32 * len(score)).bit_length()
    require({*left(best, beats, file["prices"][1])} == made - locked, "something is as good")
if __name__ == "__main__":
    try: verify(open(sys.argv[1], "rb").read(), *sys.argv[2:])
    except Exception as error: sys.exit(f"AFGEKEURD / REFUSED ({error!r})")
    print("Klopt: niets is beter en niets even goed. / Right: nothing is better, nothing as good.")
