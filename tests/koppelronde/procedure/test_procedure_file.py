"""A procedure is data: every word known, every number sourced, all mistakes at once."""

from __future__ import annotations

from importlib import resources

import pytest

from koppelronde.domain.errors import InputMistakes, WrongUse
from koppelronde.domain.procedure import NUMBERS, PhaseKind
from koppelronde.procedure.toml_file import load_procedure, procedure_names, read_procedure

SMALL = """
code = "klein"
name = "Klein"
version = 2027-01-01
source = "eigen"
[[phases]]
kind = "match"
title = { nl = "Koppelen", en = "Matching" }
source = "§1"
[numbers]
top_ranks = { value = 4, source = "§2" }
[[rules]]
name = "veto"
source = "§3"
[[goals]]
name = "both_within"
rank = 4
source = "§4"
"""


def mistakes(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(InputMistakes) as found:
        read_procedure(text, "eigen.toml")
    return [(m.sheet, m.read, m.suggestion) for m in found.value.mistakes]


@pytest.mark.parametrize("name", procedure_names())
def test_every_procedure_that_comes_along_is_right_and_sourced(name: str) -> None:
    procedure = load_procedure(name)
    assert procedure.code == name
    assert procedure.has(PhaseKind.MATCH)
    assert all(choice.source for choice in procedure.numbers.values())
    assert procedure.goals[0].name == "placed"
    assert procedure.goals[-1].name == "lottery"


def test_the_numbers_of_maastricht_are_those_of_its_document() -> None:
    maastricht = load_procedure("maastricht")
    numbers = {
        "turn_minutes": 8, "visits_min": 5, "practice_cap": 6, "top_ranks": 4,
        "travel_limit_minutes": 60,
    }  # fmt: skip
    assert {name: maastricht.number(name) for name in numbers} == numbers


def test_the_numbers_of_groningen_are_those_of_its_document() -> None:
    groningen = load_procedure("groningen")
    assert groningen.number("candidates_each") == 4
    assert groningen.number("process_months_before_start") == 3
    assert groningen.start_months == {1: (3, 9), 3: (3, 6, 9, 12)}


def test_a_number_that_a_procedure_leaves_out_has_its_default() -> None:
    procedure = read_procedure(SMALL, "eigen.toml")
    assert procedure.number("turn_minutes") == NUMBERS["turn_minutes"].default


def test_an_unknown_name_is_refused_with_the_nearest_known_one() -> None:
    assert mistakes(SMALL.replace('"both_within"', '"both_witin"'))[0] == (
        "goals[1].name", "both_witin", "both_within",
    )  # fmt: skip
    with pytest.raises(WrongUse) as unknown:
        load_procedure("maastrich")
    assert "maastricht" in unknown.value.says.nl


def test_all_mistakes_come_at_once() -> None:
    wrong = (
        SMALL.replace("top_ranks", "top_rank")
        .replace('name = "veto"', 'name = "vetto"')
        .replace("version = 2027-01-01", 'version = "ooit"')
        .replace("rank = 4", "ranks = 4")
    )
    assert {read for _, read, _ in mistakes(wrong)} == {"top_rank", "vetto", "ooit", "ranks"}


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (("value = 4", "value = 0"), "0"),
        (("value = 4", "value = true"), "True"),
        (('source = "§2"', 'source = ""'), ""),
        (('nl = "Koppelen", ', ""), "{'en': 'Matching'}"),
        (('kind = "match"', 'kind = "mach"'), "mach"),
    ],
)
def test_each_kind_of_mistake_is_found(change: tuple[str, str], read: str) -> None:
    assert [m[1] for m in mistakes(SMALL.replace(*change))] == [read]


def test_a_file_that_is_no_toml_is_refused_in_one_line() -> None:
    assert len(mistakes("code = [")) == 1


def test_the_procedures_are_inside_the_package() -> None:
    assert (resources.files("koppelronde") / "procedures" / "maastricht.toml").is_file()
