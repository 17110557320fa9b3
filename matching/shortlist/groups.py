"""Small groups in which everybody meets everybody, each able to place all its AIOS.

Decides who is with whom when a procedure works with groups of about so many AIOS. A complete
matching comes first; an HAO and the AIOS matched to her stay together, so that every group can
place all of its own. These clusters are dealt over the groups as evenly as they go, then changed
as long as that leaves fewer forbidden couples inside groups, then a lower sum of the ranks handed
in before. The last two are searched (exchanges until none helps), not proven, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, listed
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.outcomes.outcome import Stage
from matching.shortlist.candidate_flow import Pair
from matching.shortlist.feasible import Choices, Room, place
from matching.shortlist.goals import Ranks

Groups = tuple[tuple[str, ...], ...]
"""The codes of every group, AIOS and HAOs together, sorted."""

_Cost = tuple[int, int]


class _Table:
    """The clusters and which group each is in; what one change would cost."""

    def __init__(
        self, choices: Choices, ranks: Mapping[Pair, Ranks], where: Mapping[str, str],
        haos: list[str], number: int,
    ) -> None:  # fmt: skip
        self.allowed = {aios: frozenset(mine) for aios, mine in choices.items()}
        self.ranks = ranks
        self.people: dict[str, list[str]] = {hao: [] for hao in haos}
        for aios in choices:
            self.people[where[aios]].append(aios)
        self.group: dict[str, int] = {}
        sizes = [[0, 0] for _ in range(number)]
        # The largest clusters first, each to the group with the fewest AIOS, then HAOs.
        for hao in sorted(haos, key=lambda code: -len(self.people[code])):
            filled = bool(self.people[hao])
            best = min(range(number), key=lambda g: (sizes[g] if filled else sizes[g][::-1], g))
            self.group[hao] = best
            sizes[best][0] += len(self.people[hao])
            sizes[best][1] += 1

    def haos_in(self, group: int) -> list[str]:
        return [hao for hao, number in self.group.items() if number == group]

    def aios_in(self, group: int) -> list[str]:
        return [aios for hao in self.haos_in(group) for aios in self.people[hao]]

    def cost(self, *groups: int) -> _Cost:
        """Forbidden couples in these groups, and the ranks of the others together."""
        forbidden = ranks = 0
        for group in sorted(set(groups)):
            haos = self.haos_in(group)
            for aios in self.aios_in(group):
                for hao in haos:
                    if hao in self.allowed[aios]:
                        ranks += self.ranks[aios, hao].together
                    else:
                        forbidden += 1
        return forbidden, ranks

    def exchange_haos(self, one: str, other: str) -> bool:
        """Two clusters of the same size change groups when that helps."""
        first, second = self.group[one], self.group[other]
        if first == second or len(self.people[one]) != len(self.people[other]):
            return False
        before = self.cost(first, second)
        self.group[one], self.group[other] = second, first
        if self.cost(first, second) < before:
            return True
        self.group[one], self.group[other] = first, second
        return False

    def exchange_aios(self, one: str, other: str, of: str, other_of: str) -> bool:
        """Two AIOS change clusters when both may and it helps."""
        first, second = self.group[of], self.group[other_of]
        if first == second or other_of not in self.allowed[one] or of not in self.allowed[other]:
            return False
        before = self.cost(first, second)
        self._trade(one, other, of, other_of)
        if self.cost(first, second) < before:
            return True
        self._trade(other, one, of, other_of)
        return False

    def _trade(self, one: str, other: str, of: str, other_of: str) -> None:
        self.people[of][self.people[of].index(one)] = other
        self.people[other_of][self.people[other_of].index(other)] = one


def form_groups(
    choices: Choices, ranks: Mapping[Pair, Ranks], room: Room, size: int, seed: str
) -> tuple[Groups, dict[str, str]]:
    """Groups of about ``size`` AIOS, and a complete matching inside them.

    ``choices`` must hold a complete matching. What is equally good is settled by the seed.
    """
    drawn = {aios: choices[aios] for aios in drawing_order(seed, choices)}
    where, _ = place(choices, room)
    haos = list(drawing_order(seed, [hao for hao, places in room.places.items() if places]))
    number = max(1, (2 * len(choices) + size) // (2 * size))
    table = _Table(drawn, ranks, where, haos, min(number, len(set(where.values()))))
    while _improve(table, haos):
        pass
    groups = range(1 + max(table.group.values()))
    found = [tuple(sorted((*table.aios_in(g), *table.haos_in(g)))) for g in groups]
    return tuple(sorted(found)), {aios: hao for hao in haos for aios in table.people[hao]}


def _improve(table: _Table, haos: list[str]) -> bool:
    """Every exchange once; whether one of them helped."""
    helped = False
    for position, one in enumerate(haos):
        for other in haos[position + 1 :]:
            helped = table.exchange_haos(one, other) or helped
            for mine in range(len(table.people[one])):
                for theirs in range(len(table.people[other])):
                    first, second = table.people[one][mine], table.people[other][theirs]
                    helped = table.exchange_aios(first, second, one, other) or helped
    return helped


def pairs_in(groups: Groups, choices: Choices) -> frozenset[Pair]:
    """Everybody with everybody of the own group, as far as no rule forbids it."""
    return frozenset(
        (aios, hao)
        for group in groups
        for aios in group
        if aios in choices
        for hao in group
        if hao in choices[aios]
    )


def _forbidden(groups: Groups, choices: Choices) -> Iterator[Pair]:
    for group in groups:
        haos = [code for code in group if code not in choices]
        for aios in group:
            if aios in choices:
                yield from ((aios, hao) for hao in haos if hao not in choices[aios])


def stages_of(groups: Groups, choices: Choices) -> tuple[Stage, ...]:
    """How many couples inside the groups may not be made; 0 is proven to be the best."""
    value = sum(1 for _ in _forbidden(groups, choices))
    return (
        Stage(
            name="forbidden_in_groups",
            says=Text(
                "paren binnen de groepen die niet gekoppeld mogen worden",
                "couples inside the groups that may not be made",
            ),
            unit="couples",
            value=value,
            bound=0,
            proven=value == 0,
            most=False,
        ),
    )


def said_of_groups(groups: Groups, choices: Choices) -> tuple[Finding, ...]:
    """How large the groups are, and which couples inside them may not be made."""
    parts = []
    for number, group in enumerate(groups, 1):
        aios = sum(code in choices for code in group)
        haos = count(len(group) - aios, Text("HAO", "trainer"), Text("HAO's", "trainers"))
        people = count(aios, Text("AIOS", "trainee"), Text("AIOS", "trainees"))
        parts.append(
            Text(
                f"groep {number}: {people.nl} en {haos.nl}",
                f"group {number}: {people.en} and {haos.en}",
            )
        )
    said = joined(parts, "; ")
    found = [Finding("group_size", (), Text(f"{said.nl}.", f"{said.en}."), Weight.NOTICE)]
    excluded = sorted(_forbidden(groups, choices))
    if excluded:
        names = listed([f"{aios}–{hao}" for aios, hao in excluded])
        found.append(
            Finding(
                "forbidden_in_groups",
                tuple(sorted({code for pair in excluded for code in pair})),
                Text(
                    f"Zij zitten in één groep maar kunnen niet gekoppeld worden: {names.nl}.",
                    f"They share a group but cannot be coupled: {names.en}.",
                ),
                Weight.NOTICE,
            )
        )
    return tuple(found)
