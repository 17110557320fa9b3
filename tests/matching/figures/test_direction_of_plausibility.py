"""The sums of the stop before announcing are the right way up: counted by hand on small rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from koppelronde.domain.facts import couple_facts
from koppelronde.domain.findings import Finding
from koppelronde.domain.lists import list_in_order
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.figures.plausibility import correlation, plausibility_findings

Lists = Mapping[str, tuple[str, ...]]


def a_round(number: int, aios: Lists, haos: Lists, met: tuple[tuple[str, str], ...]) -> Koppelronde:
    codes = range(1, number + 1)
    return Koppelronde(
        name="Proef",
        procedure=load_procedure("maastricht"),
        aios=tuple(Aios(code=f"A{n:02d}") for n in codes),
        haos=tuple(Hao(code=f"H{n:02d}", praktijk=f"P{n:02d}") for n in codes),
        praktijken=tuple(Praktijk(code=f"P{n:02d}") for n in codes),
        lists_aios=tuple(list_in_order(a, Side.AIOS, p) for a, p in sorted(aios.items())),
        lists_hao=tuple(list_in_order(h, Side.HAO, p) for h, p in sorted(haos.items())),
        met_before=met,
    )


def made(*pairs: tuple[str, str], rank: int = 1) -> Matching:
    return Matching(
        couples=tuple(MatchedCouple(a, h, rank, rank) for a, h in pairs),
        unplaced=(), open_haos=(), stages=(),
    )  # fmt: skip


def found(ronde: Koppelronde, matching: Matching, *earlier: float) -> dict[str, Finding]:
    findings = plausibility_findings(
        ronde, couple_facts(ronde), matching, earlier_top_shares=earlier
    )
    return {finding.rule: finding for finding in findings}


def test_correlation_of_equal_and_opposite_orders() -> None:
    assert correlation([(1, 11), (2, 12), (4, 14)]) == pytest.approx(1)
    assert correlation([(1, 14), (3, 12), (4, 11)]) == pytest.approx(-1)
    assert correlation([(1, 5), (2, 5)]) == 0
    assert correlation([(1, 2), (2, 1), (3, 1), (4, 2)]) == pytest.approx(0)


def test_only_those_who_put_somebody_high_are_counted_as_wanting_them() -> None:
    aios = {f"A{n:02d}": ("H01",) if n <= 6 else (f"H{n:02d}",) for n in range(1, 21)}
    haos = {f"H{n:02d}": (f"A{n:02d}",) for n in range(2, 21)}
    haos["H01"] = ("A01", "A02", "A03", "A04")
    met = tuple((f"A{n:02d}", "H01") for n in range(1, 21))
    ronde = a_round(20, aios, haos, met)
    pairs = [(f"A{n:02d}", f"H{n:02d}") for n in range(2, 21)]
    says = found(ronde, made(*pairs))["popular_and_open"].says.nl
    assert "terwijl 6 AIOS" in says
    assert "en 4 van hen" in says
    assert "popular_and_open" not in found(ronde, made(("A01", "H01"), *pairs))
    alone = replace(ronde, lists_hao=tuple(x for x in ronde.lists_hao if x.owner != "H01"))
    assert "popular_and_open" not in found(alone, made(*pairs))


def test_a_poor_choice_that_could_hardly_be_better_is_not_called_the_wrong_way_round() -> None:
    aios = {f"A{n:02d}": (f"H{n:02d}",) for n in range(3, 21)}
    aios |= {"A01": ("H01", "H02"), "A02": ("H02", "H01")}
    haos = {f"H{n:02d}": (f"A{n:02d}",) for n in range(3, 21)}
    haos |= {"H01": ("A01", "A02"), "H02": ("A02", "A01")}
    ronde = a_round(20, aios, haos, ())
    others = [(f"A{n:02d}", f"H{n:02d}") for n in range(3, 21)]
    assert "wrong_way_round" not in found(ronde, made(("A01", "H02"), ("A02", "H01"), *others))


def test_worse_than_before_is_worse_than_the_worst_of_before() -> None:
    pairs = [(f"A{n:02d}", f"H{n:02d}") for n in range(1, 21)]
    ronde = a_round(20, {a: (h,) for a, h in pairs}, {h: (a,) for a, h in pairs}, ())
    low = made(*pairs, rank=9)
    few = replace(low, couples=(*made(*pairs[:8]).couples, *low.couples[8:]))
    assert "worse_than_before" not in found(ronde, few, 0.9, 0.6)
    assert "worse_than_before" in found(ronde, few, 0.9, 0.7)
    assert "worse_than_before" in found(ronde, few, 0.7, 0.9)
