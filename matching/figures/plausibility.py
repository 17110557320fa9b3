"""A stop before announcing: does this result look like what the lists asked for?

Failures elsewhere were marks read as ranks, a list the wrong way round, an exception run that
helped the wrong end; each was visible in the result to whoever looked. These checks look, from
the lists themselves and not from what the engine was given. Each is a stop (BROKEN) that a
coordinator can pass with a reason and a name; they are chosen to stay silent in normal rounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.figures.rank_range import rank_range

ENOUGH_COUPLES: Final = 4
"""With fewer couples a mean says too little to stop for."""
FAR_FROM_BEST: Final = 0.35
"""Above this share of the way from the best sum of ranks to the worst, something is reversed."""
ENOUGH_PAIRS: Final = 30
"""With fewer pairs of ranks a correlation says too little."""


def plausibility_findings(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    *,
    earlier_top_shares: Sequence[float] = (),
) -> tuple[Finding, ...]:
    """Reasons not to announce this result yet; nothing found means nothing odd.

    ``earlier_top_shares`` are the shares (0 to 1) of couples within the top ranks on both lists
    in earlier rounds, where they are known.
    """
    return (
        *_without_list(ronde),
        *_popular_and_open(ronde, facts, matching),
        *_wrong_way_round(ronde, facts, matching),
        *_sides_opposed(ronde),
        *_wishes_opposed(ronde),
        *_worse_than_before(ronde, matching, earlier_top_shares),
    )


def _ranks(ronde: Koppelronde) -> dict[tuple[str, str], int]:
    """The rank that each owner of a list gave to each partner on it."""
    ties = ronde.procedure.ties
    return {
        (owner, partner): rank
        for owner, lijst in ronde.list_of.items()
        for partner, rank in lijst.ranks(ties).items()
    }


def _without_list(ronde: Koppelronde) -> Iterator[Finding]:
    gone = set(ronde.withdrawn)
    missing = [
        person.code
        for person in (*ronde.aios, *ronde.haos)
        if person.code not in gone
        and not (person.code in ronde.list_of and ronde.list_of[person.code].entries)
    ]
    if missing:
        who = listed(missing)
        yield Finding("without_list", tuple(missing), Text(
            f"Zonder voorkeurslijst is er toch gekoppeld: {who.nl}.",
            f"Matched although there is no list of: {who.en}."))  # fmt: skip


def _popular_and_open(ronde: Koppelronde, facts: Facts, matching: Matching) -> Iterator[Finding]:
    """An HAO wanted by far more AIOS than is usual, who wants them too, is left with nobody.

    Popular: in the top ranks of at least five AIOS, more than two and a half times the average,
    of whom at least half are in her own top ranks as well.
    """
    top = ronde.number("top_ranks")
    ranks = _ranks(ronde)
    wanted: dict[str, int] = {places.hao: 0 for places in facts.haos}
    mutual: dict[str, int] = dict(wanted)
    for couple in facts.couples:
        if ranks.get((couple.aios, couple.hao), top + 1) <= top:
            wanted[couple.hao] += 1
            mutual[couple.hao] += ranks.get((couple.hao, couple.aios), top + 1) <= top
    mean = sum(wanted.values()) / max(len(wanted), 1)
    for hao in wanted:
        number = wanted[hao]
        if number >= 5 and number > 2.5 * mean and 2 * mutual[hao] >= number:
            if matching.partner_of(hao):
                continue
            who = ronde.named(hao)
            yield Finding("popular_and_open", (hao,), Text(
                f"{who.nl} bleef leeg, terwijl {number} AIOS deze plaats bij de eerste {top} "
                f"zetten (gemiddeld {mean:.1f}) en {mutual[hao]} van hen daar ook hoog staan.",
                f"{who.en} is left empty although {number} trainees put this place in their "
                f"first {top} (average {mean:.1f}); {mutual[hao]} of them rank high there too.",
            ))  # fmt: skip


def _wrong_way_round(ronde: Koppelronde, facts: Facts, matching: Matching) -> Iterator[Finding]:
    """The result ought to lie near the best sum of ranks that these lists allow.

    Where everybody likes the same people, every result has about the same mean ranks; the range
    between best and worst is what tells a poor result from a poor choice.
    """
    ranks = _ranks(ronde)
    cost = {
        (couple.aios, couple.hao): _rank(ronde, ranks, couple.aios, couple.hao)
        + _rank(ronde, ranks, couple.hao, couple.aios)
        for couple in facts.couples
    }
    made = frozenset((couple.aios, couple.hao) for couple in matching.couples)
    if len(made) < ENOUGH_COUPLES:
        return
    found = rank_range(cost, {hao.hao: hao.places for hao in facts.haos}, made)
    if found.highest - found.lowest < len(made) or found.share <= FAR_FROM_BEST:
        return
    couples = len(made)
    here, best, worst = (n / couples / 2 for n in (found.here, found.lowest, found.highest))
    yield Finding("wrong_way_round", (), Text(
        f"Op de ingeleverde lijsten staan de koppelingen gemiddeld op plaats {here:.1f}. Met deze "
        f"lijsten kan dat {best:.1f} zijn, en op zijn slechtst {worst:.1f}. Is 1 wel de eerste "
        "keus?",
        f"On the lists handed in, the couples stand at place {here:.1f} on average. With these "
        f"lists it can be {best:.1f}, and at worst {worst:.1f}. Is 1 really the first choice?",
    ))  # fmt: skip


def _rank(ronde: Koppelronde, ranks: dict[tuple[str, str], int], owner: str, partner: str) -> int:
    """The rank on the list as handed in; who is not on it stands on the shared next rank."""
    rank = ranks.get((owner, partner))
    if rank is not None:
        return rank
    lijst = ronde.list_of.get(owner)
    left_off = None
    if lijst is not None:
        left_off = lijst.left_off_rank(ronde.procedure.ties, ronde.procedure.left_off)
    return 1 if left_off is None else left_off


def _sides_opposed(ronde: Koppelronde) -> Iterator[Finding]:
    """After visits liking is mutual or unrelated; opposite lists mean that one is reversed."""
    ranks = _ranks(ronde)
    pairs = [
        (rank, ranks[hao, aios])
        for (aios, hao), rank in sorted(ranks.items())
        if aios in ronde.aios_by_code and (hao, aios) in ranks
    ]
    if opposed(pairs):
        yield Finding("sides_opposed", (), Text(
            "De lijsten van beide kanten spreken elkaar stelselmatig tegen: wie de een hoog zet, "
            "zet de ander laag. Is van een van de kanten de volgorde omgekeerd gelezen?",
            "The lists of both sides contradict each other throughout: whom one puts high the "
            "other puts low. Has one side been read the wrong way round?"))  # fmt: skip


def _wishes_opposed(ronde: Koppelronde) -> Iterator[Finding]:
    """Whom an AIOS most wished to visit ought not to end lowest on the list, throughout."""
    ranks = _ranks(ronde)
    pairs = []
    for wish in ronde.visit_wishes:
        if wish.by is not Side.AIOS:
            continue
        for hao in ronde.haos_of_praktijk.get(wish.praktijk, ()):
            rank = ranks.get((wish.aios, hao.code))
            if rank is not None:
                pairs.append((wish.rank, rank))
    if opposed(pairs):
        yield Finding("wishes_opposed", (), Text(
            "De voorkeurslijsten van de AIOS staan haaks op hun bezoekwensen: wat het liefst "
            "bezocht werd, staat onderaan. Is de volgorde omgekeerd gelezen?",
            "The trainees' lists go against their wishes for visits: what they most wished to see "
            "stands last. Have they been read the wrong way round?"))  # fmt: skip


def _worse_than_before(
    ronde: Koppelronde, matching: Matching, earlier: Sequence[float]
) -> Iterator[Finding]:
    """Far fewer couples within the top ranks than in any earlier round."""
    if not earlier or len(matching.couples) < ENOUGH_COUPLES:
        return
    top = ronde.number("top_ranks")
    good = sum(c.worse_rank is not None and c.worse_rank <= top for c in matching.couples)
    share, lowest = good / len(matching.couples), min(earlier)
    if share < lowest - 0.25:
        yield Finding("worse_than_before", (), Text(
            f"Maar {share:.0%} van de koppelingen valt binnen de eerste {top} van beide kanten; "
            f"in eerdere rondes was dat nooit minder dan {lowest:.0%}.",
            f"Only {share:.0%} of the couples are within the first {top} of both sides; in earlier "
            f"rounds it never was under {lowest:.0%}."))  # fmt: skip


def opposed(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether two orders that ought to agree, or to be unrelated, are clearly opposite.

    Unrelated ranks have a correlation of 0 with a standard error of 1/√n; the bar lies more than
    two and a half of those below 0.
    """
    number = len(pairs)
    return number >= ENOUGH_PAIRS and correlation(pairs) < -0.15 - 2.5 / number**0.5


def correlation(pairs: Sequence[tuple[int, int]]) -> float:
    """Pearson's correlation of two rows of numbers; 0 where one of them never varies."""
    number = len(pairs)
    first, second = sum(a for a, _b in pairs) / number, sum(b for _a, b in pairs) / number
    above = sum((a - first) * (b - second) for a, b in pairs)
    left = sum((a - first) ** 2 for a, _b in pairs)
    right = sum((b - second) ** 2 for _a, b in pairs)
    return above / (left * right) ** 0.5 if left and right else 0.0
