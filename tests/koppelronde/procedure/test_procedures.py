"""A procedure is data: no code knows an institute, and every line can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bureau.fiction.round import fictional_round
from koppelronde.domain.errors import InputMistakes
from koppelronde.domain.language import LANGS
from koppelronde.domain.procedure import NUMBERS, PhaseKind, Procedure
from koppelronde.procedure.deadlines import deadlines
from koppelronde.procedure.documents import Documents
from koppelronde.procedure.explained import _GOALS, _UNITS, PHASES, explained
from koppelronde.procedure.standing import standing
from koppelronde.procedure.toml_file import GOALS, SHORTLIST_GOALS, load_procedure, procedure_names
from koppelronde.procedure.toml_file import read_procedure as read
from matching.shortlist.goals import _MAKERS

CHECKOUT = Path(__file__).parents[3]

INSTITUTES = re.compile(
    r"maastricht|groning|utrecht|amsterdam|umcg?\b|\bamc\b|vumc|hovumc|nijmegen|\bleiden\b|rotterdam"
    r"|erasmus|radboud|lumc|\bmatchmaker\b",
    re.IGNORECASE,
)


def code_without_text(text: str) -> str:
    """Python without comments, docstrings and the example lines of a command's help."""
    text = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
    text = re.sub(r"(^|\s)#.*", "", text)
    text = re.sub(r".*(Voorbeeld|Example):.*", "", text)
    # Which procedure a demonstration shows when nobody says so is a choice of name, not a rule.
    text = re.sub(r'"--procedure", default="[a-z]+"', "", text)
    # The time zone of the Netherlands, and towns where invented people live.
    text = re.sub(r"Europe/Amsterdam|\bAMSTERDAM\b", "", text)
    return re.sub(r'\("[A-Z][a-z]+", \d+\.\d+, \d+\.\d+, "\d+"\)', "", text)


def sources(procedure: Procedure) -> list[str]:
    """Where every line of a procedure is written."""
    return [
        *(phase.source for phase in procedure.phases),
        *(rule.source for rule in procedure.rules),
        *(goal.source for goal in (*procedure.goals, *procedure.shortlist_goals)),
        *(number.source for number in procedure.numbers.values()),
        *(refused.source for refused in procedure.refused_vetoes),
    ]


def test_no_code_knows_an_institute() -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}: {match.group()}"
        for folder in ("bureau", "carrousel", "koppelronde", "matching")
        for path in sorted((CHECKOUT / folder).rglob("*.py"))
        for match in INSTITUTES.finditer(code_without_text(path.read_text("utf-8")))
    ]
    found += INSTITUTES.findall(code_without_text((CHECKOUT / "cli.py").read_text("utf-8")))
    assert found == []


def test_that_search_would_find_one() -> None:
    for line in ('if procedure.code == "utrecht":', "def groningen(): ...", 'x = "UMCG"'):
        assert INSTITUTES.search(code_without_text(line))
    assert not INSTITUTES.search(code_without_text('ZoneInfo("Europe/Amsterdam")'))


def test_four_procedures_come_along() -> None:
    assert procedure_names() == ("amsterdam", "groningen", "maastricht", "utrecht")


@pytest.mark.parametrize("name", procedure_names())
def test_every_line_of_a_procedure_is_explained_with_its_source(name: str) -> None:
    procedure = load_procedure(name)
    sentences = explained(procedure)
    for lang in LANGS:
        said = "\n".join(sentence.say(lang) for sentence in sentences)
        assert all(phase.title.say(lang) in said for phase in procedure.phases)
        assert all(f"[{number}]" in said for number in procedure.numbers)
        assert all(source in said for source in sources(procedure))
        assert "{" not in said
    lines = len(procedure.phases) + len(procedure.numbers) + len(procedure.rules)
    assert len(sentences) >= lines + len(procedure.goals) + len(procedure.shortlist_goals)


def test_every_word_of_the_vocabulary_has_a_sentence_and_a_maker() -> None:
    assert set(PHASES) == set(PhaseKind)
    assert set(GOALS) | set(SHORTLIST_GOALS) == set(_GOALS)
    assert set(SHORTLIST_GOALS) - {"lottery"} == set(_MAKERS)
    assert {kind.unit for kind in NUMBERS.values()} <= set(_UNITS)


def test_what_the_public_pages_do_not_say_is_marked_as_a_choice_of_the_program() -> None:
    for name in ("utrecht", "amsterdam"):
        procedure = load_procedure(name)
        assert all(source.startswith(("pagina", "programma")) for source in sources(procedure))
        assert procedure.source.partition(": ")[2].startswith("https://")
    assert load_procedure("utrecht").numbers["turn_minutes"].source.startswith("programma")


def test_the_numbers_of_the_third_and_fourth_procedure_are_those_of_their_pages() -> None:
    utrecht, amsterdam = load_procedure("utrecht"), load_procedure("amsterdam")
    assert utrecht.number("meetings_each") == 4
    assert utrecht.has(PhaseKind.CARROUSEL)
    assert not utrecht.has(PhaseKind.VISITS)
    assert utrecht.has(PhaseKind.SETTLE)
    assert amsterdam.number("group_size") == 4
    assert amsterdam.has(PhaseKind.VISITS)
    assert not amsterdam.has(PhaseKind.CARROUSEL)


@pytest.mark.parametrize("name", procedure_names())
def test_a_fictional_round_of_every_procedure_stands_somewhere(name: str) -> None:
    procedure = load_procedure(name)
    ronde = fictional_round(procedure, aios=8, haos=10, praktijken=9)
    phases = standing(ronde, Documents())
    assert [phase.kind for phase in phases] == [phase.kind for phase in procedure.phases]
    days = [deadline.day for deadline in deadlines(procedure, replace(ronde.settings))]
    assert days == sorted(days)


def test_a_goal_of_the_matching_is_no_goal_for_candidates() -> None:
    text = (CHECKOUT / "koppelronde/procedures/groningen.toml").read_text("utf-8")
    wrong = text.replace('name = "even_candidates"', 'name = "evenness"', 1)
    with pytest.raises(InputMistakes) as found:
        read(wrong, "eigen.toml")
    assert [m.read for m in found.value.mistakes] == ["evenness"]
