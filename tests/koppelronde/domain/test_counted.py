"""One of something is never spoken of as several."""

from __future__ import annotations

import pytest

from koppelronde.domain.counted import PEOPLE, VISITS, counted


@pytest.mark.parametrize(("number", "nl", "en"), [
    (0, "0 mensen krijgen iemand anders", "0 people get somebody else"),
    (1, "1 mens krijgt iemand anders", "1 person gets somebody else"),
    (2, "2 mensen krijgen iemand anders", "2 people get somebody else"),
])  # fmt: skip
def test_noun_and_verb_follow_the_number(number: int, nl: str, en: str) -> None:
    said = counted(number, PEOPLE, "{} [krijgt|krijgen] iemand anders",
                   "{} [gets|get] somebody else")  # fmt: skip
    assert (said.nl, said.en) == (nl, en)


def test_without_a_sentence_it_is_the_number_with_its_noun() -> None:
    assert counted(1, VISITS).nl == "1 bezoek"
    assert counted(12, VISITS).en == "12 visits"
