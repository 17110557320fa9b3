"""Verify the result of a matching:  python verify_match.py FILE [SHA-256 OF THE SEALED INPUT]

Every AIOS, HAO and limited practice has a price per goal, and no couple is worth more than its
prices (goal by goal; the first difference decides): no result beats all places at their prices.
The couples made are worth just that, for each equals its prices and every priced place is used.
So nothing is better; and after the lottery no other couple equals its prices: nothing is as good.
"""

# ruff: noqa: B020, E401, E501, E701, E702, I001, PTH123, SIM115
# fmt: off
import collections, hashlib, json, sys, typing
Couple = collections.namedtuple("Couple", "own other worse travel longest days waited kept")
GOALS: dict[str, tuple[int, typing.Any]] = {  # name: (1 = most or -1 = fewest, what couple c counts; k is the number of the goal)
    "placed": (1, lambda c, k: 1), "both_within": (1, lambda c, k: c.worse <= k),
    "worst_ranks": (-1, lambda c, k: c.worse == k), "own_worst_rank": (-1, lambda c, k: c.own == k),
    "rank_sum": (-1, lambda c, k: c.own + c.other), "shared_days": (1, lambda c, k: c.days or 0),
    "evenness": (-1, lambda c, k: (c.own - c.other) ** 2), "waiting": (1, lambda c, k: c.waited),
    "over_travel_limit": (-1, lambda c, k: c.travel is not None and c.travel > k),
    "travel_sum": (-1, lambda c, k: c.longest if c.travel is None else c.travel),
    "fewest_moved": (1, lambda c, k: c.kept), "settled": (1, lambda c, k: 0)}
def require(holds: object, what: str) -> None:
    if not holds: raise ValueError(what)
def sha(text: str) -> str: return hashlib.sha256(text.encode()).hexdigest()
def canon(data: object) -> str: return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
def verify(data: bytes, sealed: str = "") -> None:  # an error for whatever is not right
    file = json.loads(data); given = file["input"]; made = [(a, h) for a, h in file["couples"]]
    require(canon(file).encode() == data and file.pop("hash") == sha(canon(file)), "file changed")
    require(file["input_hash"] == sha(canon(given)) == (sealed or sha(canon(given))), "other input")
    limit = {(0, a): 1 for a in given["aios"]} | {(1, h): n for h, n, _, _ in given["haos"]} \
        | {(2, p): n for p, n in given["praktijk_places"].items()}
    above, waited = ({row[0]: row[i] for row in given["haos"]} for i in (2, 3))
    def places(m: tuple[str, str]) -> typing.Any: return (0, m[0]), (1, m[1]), (2, above[m[1]])
    keep, locked, out = ({(m[0], m[1]) for m in given[part]} for part in ("keep", "locked", "excluded"))
    longest = max((row[4] or 0 for row in given["couples"]), default=0)
    couples = {(a, h): Couple(own, other, max(own, other), travel, longest, days, waited[h], (a, h) in keep)
               for a, h, own, other, travel, days, *_ in given["couples"]}
    # 1. The couples obey the rules, and nobody has more than fits.
    final, held = {*made}, dict(locked)
    require(made == sorted(final) and locked <= final <= {*couples} | locked, "impossible couple")
    require(not (out - locked) & ({*couples} | final), "a couple that a rule forbids")
    used = collections.Counter(place for m in made for place in places(m))
    require(all(n <= (limit.get(x, n) if x[0] == 2 else limit[x]) for x, n in used.items()), "places")
    # 2. Goal by goal, then lot by lot: no couple is worth more than its prices.
    def lot(*codes: str) -> str: return sha(":".join((file["seed"], *codes)))
    alive, priced, around = {m for m in couples if m[0] not in held}, set(), collections.defaultdict(list)
    for pair, place in [(pair, place) for pair in alive for place in places(pair)]: around[place].append(pair)
    draws = [(kind, a) for kind in ("rank", "key") for a in sorted({a for a, h in alive}, key=lot)]
    values, proof = dict(file["stages"]), {title: prices for title, *prices in file["duals"]}
    for name, k in [*map(tuple, given["goals"]), ("settled", None), *draws]:
        title = name if k is None else f"{name}:{k}"; plain: list[dict[str, int]] = [{}, {}, {}]
        if name in GOALS:
            worth = {m: GOALS[name][0] * GOALS[name][1](couples[m], k) for m in alive | final & couples.keys()}
            value = sum(abs(worth[m]) if m in couples else name == "placed" for m in made)
            require(name == "settled" or values.pop(title) == value, f"the value of {title}")
        else:  # AIOS k chooses: the best own rank, then the lowest lot; no place is worth 0
            score = {m: couples[m].own if name == "rank" else lot(*m) for m in around[0, k]}
            worth = {m: 1 + sum(score[m] < other for other in score.values()) for m in score}
            plain[0] = {m[0]: worth[m] for m in worth.keys() & final}
        prices = {(kind, c): n for kind, part in enumerate(proof.pop(title, plain)) for c, n in part.items()}
        require(all(type(n) is int and (n > 0 or x in priced) for x, n in prices.items()), "price")
        for m in alive & ({m for m in worth if worth[m]} | {m for x in prices for m in around[x]}):
            left = sum(prices.get(place, 0) for place in places(m)) - worth.get(m, 0)
            require(left == 0 or (left > 0 and m not in final), f"{title}: not the best, or no proof")
            if left: alive.discard(m)
        priced |= {*prices}
    # 3. Nothing is left open: every priced place is used, and no other couple equals its prices.
    require(all(used[place] == limit[place] for place in priced), "a priced place is not used")
    require(alive == {m for m in made if m[0] not in held} and not values and not proof, "open")
if __name__ == "__main__":
    try: verify(open(sys.argv[1], "rb").read(), *sys.argv[2:])
    except Exception as error: sys.exit(f"AFGEKEURD / REFUSED ({error!r})")
    print("Klopt: niets is beter en niets even goed. / Right: nothing is better, nothing as good.")
