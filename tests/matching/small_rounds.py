"""Small rounds for tests: lists as short strings, and rounds of any shape by hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.lists import Veto, VetoGround, list_in_order
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.procedure import GoalChoice, Procedure
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.procedure.toml_file import load_procedure
from matching.goals.partners import Pair

TOP = 2


def goal(name: str, **parameters: int) -> GoalChoice:
    """A goal of a test."""
    return GoalChoice(name=name, source="test", parameters=parameters)


GOALS = (
    goal("placed"),
    goal("both_within", rank=TOP),
    goal("worst_ranks", **{"from": TOP + 1}),
    goal("worst_ranks", **{"from": 2, "to": TOP}),
    goal("rank_sum"),
    goal("lottery"),
)
"""The order of Maastricht with a threshold that small rounds can fail."""


def small_procedure() -> Procedure:
    """Maastricht with :data:`GOALS`."""
    return replace(load_procedure("maastricht"), goals=GOALS)


def round_of(
    aios: Mapping[str, str],
    haos: Mapping[str, str],
    *,
    places: Mapping[str, int] | None = None,
    praktijk_of: Mapping[str, str] | None = None,
    praktijk_places: Mapping[str, int] | None = None,
    vetoes: Sequence[Pair] = (),
    met: Sequence[Pair] = (),
) -> Koppelronde:
    """A round from lists such as ``{"A1": "H2 H1"}``, first choice first."""
    at = dict(praktijk_of or {})
    codes = sorted({at.get(code, f"P{code}") for code in haos})
    limits = dict(praktijk_places or {})
    return Koppelronde(
        name="Proefronde",
        procedure=small_procedure(),
        settings=Settings(numbers={"top_ranks": TOP}),
        aios=tuple(
            Aios(code=code, first_name=f"Voornaam{code}", surname=f"Achternaam{code}",
                 phones=(f"06-{n:08d}",))
            for n, code in enumerate(sorted(aios))
        ),
        haos=tuple(
            Hao(code=code, first_name=f"Dokter{code}", surname=f"Huisarts{code}",
                praktijk=at.get(code, f"P{code}"), places=(places or {}).get(code, 1),
                phones=("043-1234567",))
            for code in sorted(haos)
        ),
        praktijken=tuple(Praktijk(code=code, places=limits.get(code)) for code in codes),
        lists_aios=tuple(
            list_in_order(code, Side.AIOS, tuple(names.split())) for code, names in aios.items()
        ),
        lists_hao=tuple(
            list_in_order(code, Side.HAO, tuple(names.split())) for code, names in haos.items()
        ),
        vetoes=tuple(Veto(a, h, VetoGround.RELATION) for a, h in vetoes),
        met_before=tuple(sorted(met)),
    )  # fmt: skip


@st.composite
def small_rounds(draw: st.DrawFn, most: int = 4) -> Koppelronde:
    """Rounds of up to ``most`` a side: short and empty lists, vetoes, places, shared practices."""
    aios = [f"A{n}" for n in range(1, draw(st.integers(1, most)) + 1)]
    haos = [f"H{n}" for n in range(1, draw(st.integers(1, most)) + 1)]
    met = [pair for pair in product(aios, haos) if draw(st.integers(0, 3))]

    def listing(partners: list[str]) -> str:
        ordered = draw(st.permutations(partners))
        return " ".join(ordered[: draw(st.integers(0, len(ordered)))])

    shared = draw(st.booleans())
    return round_of(
        {code: listing([h for a, h in met if a == code]) for code in aios},
        {code: listing([a for a, h in met if h == code]) for code in haos},
        places={code: draw(st.sampled_from((1, 1, 1, 2))) for code in haos},
        praktijk_of=dict.fromkeys(haos[:2], "P1") if shared else None,
        praktijk_places={"P1": draw(st.integers(1, 2))} if shared else None,
        vetoes=[pair for pair in met if not draw(st.integers(0, 9))],
        met=met,
    )


def all_results(facts: Facts) -> Iterator[frozenset[Pair]]:
    """Every result that the rules allow, by plain enumeration; locked couples are in each."""
    options = [[c for c in facts.couples if c.aios == code] for code in facts.aios]
    places = {hao.hao: hao for hao in facts.haos}
    locked = set(facts.locked)
    for chosen in product(*([None, *couples] for couples in options)):
        couples = [couple for couple in chosen if couple is not None]
        pairs = {(couple.aios, couple.hao) for couple in couples}
        used = [couple.hao for couple in couples]
        at = [places[hao].praktijk for hao in used]
        if (
            locked <= pairs
            and all(used.count(hao) <= places[hao].places for hao in used)
            and all(at.count(p) <= n for p, n in facts.praktijk_places.items())
        ):
            yield frozenset(pairs)


def worth(facts: Facts, pairs: frozenset[Pair]) -> tuple[int, ...]:
    """How good a result is by :data:`GOALS`, as a tuple of which more is better."""
    couples = [couple for couple in facts.couples if (couple.aios, couple.hao) in pairs]
    worse = [max(couple.rank_by_aios, couple.rank_by_hao) for couple in couples]
    top = max((max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples), default=0)
    return (
        len(couples),
        sum(rank <= TOP for rank in worse),
        *(-worse.count(rank) for rank in range(top, TOP, -1)),
        *(-worse.count(rank) for rank in range(min(TOP, top), 1, -1)),
        -sum(couple.rank_by_aios + couple.rank_by_hao for couple in couples),
    )


def facts_of(ronde: Koppelronde) -> Facts:
    """The engine's input of this round."""
    return couple_facts(ronde)
