"""What comes next is data; the command line has a command for every step."""

from __future__ import annotations

import pytest

from bureau.commands.door.step_words import command_for, with_commands
from koppelronde.domain.language import LANGS, Lang, Text
from koppelronde.domain.steps import Do, Step, word_steps


@pytest.mark.parametrize("do", list(Do))
@pytest.mark.parametrize("lang", LANGS)
def test_every_step_has_a_command_in_both_languages(do: Do, lang: Lang) -> None:
    assert command_for(Step(do, ("A07", "H12", "P03")), lang).startswith("koppel ")


def test_a_step_in_a_sentence_is_worded_by_the_door_that_says_it() -> None:
    said = (Text("Eerst:  ", "First:  ") + Step(Do.SEAL).said).say("nl")
    assert with_commands(said, "nl") == "Eerst:  koppel seal"
    assert word_steps(said, lambda step: f"[{step.do}]") == "Eerst:  [seal]"


def test_a_sentence_without_steps_stays_as_it_is() -> None:
    assert with_commands("Er is {niets} te doen.", "nl") == "Er is {niets} te doen."
