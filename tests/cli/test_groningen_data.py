"""An institute is data: the same procedure under another name does exactly the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bureau.fiction.round import fictional_round
from koppelronde.procedure.toml_file import load_procedure, procedure_names, read_procedure
from matching.shortlist.shortlist import plan_shortlist
from tests.cli.koppel import Koppel
from tests.matching.shortlist.rounds import MADE_AT

CHECKOUT = Path(__file__).parents[2]


def test_no_code_compares_the_code_or_the_name_of_a_procedure() -> None:
    found = []
    for folder in ("bureau", "carrousel", "koppelronde", "matching"):
        for path in sorted((CHECKOUT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Compare | ast.Match | ast.Subscript):
                    said = ast.unparse(node.subject if isinstance(node, ast.Match) else node)
                    if "procedure.code" in said or "procedure.name" in said:
                        found.append(f"{path.relative_to(CHECKOUT)}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("name", procedure_names())
def test_another_code_and_name_change_nothing(name: str) -> None:
    known = load_procedure(name)
    text = known.toml.replace(f'code = "{known.code}"', 'code = "elders"').replace(
        f'name = "{known.name}"', 'name = "Een ander instituut"'
    )
    other = read_procedure(text, "elders.toml")
    assert (other.code, other.name) == ("elders", "Een ander instituut")
    if not known.number("candidates_each") and not known.number("group_size"):
        return
    plans = [
        plan_shortlist(
            fictional_round(procedure, aios=8, haos=10, praktijken=9),
            seed="lot", version=1, made_at=MADE_AT,
        )
        for procedure in (known, other)
    ]  # fmt: skip
    assert plans[0] == plans[1]


def test_somebodys_own_file_is_all_that_a_round_and_a_demonstration_need(koppel: Koppel) -> None:
    known = load_procedure("groningen")
    own = koppel.folder / "eigen.toml"
    own.write_text(known.toml.replace('code = "groningen"', 'code = "eigen"'), "utf-8")
    assert koppel("procedures", "check", str(own)).code == 0
    koppel.data("new", "Eigen", "--procedure", str(own), "--start", "2027-03-01")
    own_again = koppel.folder / "proef"
    made = koppel.data(
        "demo", "--procedure", str(own), "--into", str(own_again), "--aios", "4", "--haos", "6",
        "--praktijken", "6",
    )  # fmt: skip
    assert any(file.endswith("uitslag.pdf") for file in made["files"])
    own.unlink()
    assert koppel.data("status")["procedure"] == "eigen"
