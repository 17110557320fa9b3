"""Verify the result of a matching:  python verify_match.py FILE [SHA-256 OF THE SEALED INPUT]

Every AIOS, HAO and limited practice has a price per goal, and no couple is worth more than its
prices (goal by goal; the first difference decides): no result beats all places at their prices.
The couples made are worth just that, for each equals its prices and every priced place is used.
So nothing is better; and after the lottery no other couple equals its prices: nothing is as good.
"""
import collections, hashlib, json, sys
Couple = collections.namedtuple("Couple", "own other travel days waited kept longest")
GOALS = {  # name: (1 = most or -1 = fewest, what couple c counts; k is the number of the goal)
    "placed": (1, lambda c, k: 1), "both_within": (1, lambda c, k: max(c.own, c.other) <= k),
    "worst_ranks": (-1, lambda c, k: max(c.own, c.other) == k), "settled": (1, lambda c, k: 0),
    "own_worst_rank": (-1, lambda c, k: c.own == k), "rank_sum": (-1, lambda c, k: c.own + c.other),
    "evenness": (-1, lambda c, k: (c.own - c.other) ** 2), "waiting": (1, lambda c, k: c.waited),
    "over_travel_limit": (-1, lambda c, k: c.travel is not None and c.travel > k),
    "travel_sum": (-1, lambda c, k: c.longest if c.travel is None else c.travel),
    "shared_days": (1, lambda c, k: c.days or 0), "fewest_moved": (1, lambda c, k: c.kept)}
def require(holds, what):
    if not holds: raise ValueError(what)
def sha(text): return hashlib.sha256(text.encode()).hexdigest()
def canon(data): return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
def verify(data, sealed=None):  # an error for whatever is not right
    file = json.loads(data); given = file["input"]; made = [(a, h) for a, h in file["couples"]]
    require(canon(file).encode() == data and file.pop("hash") == sha(canon(file)), "file changed")
    require(file["input_hash"] == sha(canon(given)) == (sealed or sha(canon(given))), "other input")
    limit = {(0, a): 1 for a in given["aios"]} | {(1, h): n for h, n, _, _ in given["haos"]}
    limit |= {(2, p): n for p, n in given["praktijk_places"].items()}
    above, waited = ({row[0]: row[i] for row in given["haos"]} for i in (2, 3))
    def places(m): return [(0, m[0]), (1, m[1])] + [p for p in [(2, above[m[1]])] if p in limit]
    keep, locked, out = ({(m[0], m[1]) for m in given[part]} for part in ("keep", "locked", "excluded"))
    longest = max((row[4] or 0 for row in given["couples"]), default=0)
    possible = {(a, h): Couple(own, other, travel, days, waited[h], (a, h) in keep, longest)
                for a, h, own, other, travel, days, *_ in given["couples"]}
    # 1. The couples obey the rules, and nobody has more than fits.
    require(made == sorted({*made}) and locked <= {*made} <= {*possible} | locked, "couples")
    require(not (out - locked) & ({*possible} | {*made}), "a couple that a rule forbids")
    used = collections.Counter(place for m in made for place in places(m))
    require(all(used[place] <= limit[place] for place in used), "more couples than places")
    # 2. Goal by goal, then lot by lot: no couple is worth more than its prices.
    def lot(*codes): return sha(":".join((file["seed"], *codes)))
    final, held, priced, around = {*made}, dict(locked), set(), collections.defaultdict(list)
    alive, values = {m for m in possible if m[0] not in held}, dict(file["stages"])
    for place, m in ((place, m) for m in alive for place in places(m)): around[place].append(m)
    draws = [(kind, a) for kind in ("rank", "key") for a in sorted({a for a, h in alive}, key=lot)]
    proof = {title: prices for title, *prices in file["duals"]}
    for name, k in [*map(tuple, given["goals"]), ("settled", None), *draws]:
        title, goal, plain = name if k is None else f"{name}:{k}", GOALS.get(name), [{}, {}, {}]
        if goal:
            worth = {m: goal[0] * goal[1](possible[m], k) for m in alive | final if m in possible}
            value = sum(abs(worth[m]) if m in possible else name == "placed" for m in made)
            require(name == "settled" or values.pop(title) == value, f"the value of {title}")
        else:  # AIOS k chooses: the best own rank, then the lowest lot; no place is worth 0
            score = {m: possible[m].own if name == "rank" else lot(*m) for m in around[0, k]}
            worth = {m: 1 + sum(score[m] < other for other in score.values()) for m in score}
            plain[0] = {m[0]: worth[m] for m in final if m in worth}
        parts = enumerate(proof.pop(title, plain))
        prices = {(n, code): price for n, part in parts for code, price in part.items()}
        require(all(type(n) is int and (n > 0 or x in priced) for x, n in prices.items()), "price")
        for m in [*alive] if goal else alive & {m for x in [(0, k), *prices] for m in around[x]}:
            left = sum(prices.get(place, 0) for place in places(m)) - worth.get(m, 0)
            require(left == 0 or left > 0 and m not in final, f"{title}: not the best, or no proof")
            if left: alive.discard(m)
        priced |= {*prices}
    # 3. Nothing is left open: every priced place is used, and no other couple equals its prices.
    require(all(used[place] == limit[place] for place in priced), "a priced place is not used")
    require(alive == {m for m in made if m[0] not in held} and not values and not proof, "open")
if __name__ == "__main__":
    try: verify(open(sys.argv[1], "rb").read(), *sys.argv[2:])
    except Exception as error: sys.exit(f"AFGEKEURD / REFUSED ({error!r})")
    print("Klopt: niets is beter en niets even goed. / Right: nothing is better, nothing as good.")
