"""No sign that commands a terminal, or turns the writing round, gets through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelronde.domain.plain_text import without_commands

HARMLESS_FORMATS = {"\u00ad", "\u200b", "\u200c", "\u200d"}
"""A soft hyphen, and joiners that some scripts need."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31mrood\x1b[0m", "�[31mrood�[0m"),
        ("a\x9b2Jb\x07c\x7f", "a�2Jb�c�"),
        ("regel een\r\nregel twee\teinde", "regel een regel twee einde"),
        ("\u202egnol", "�gnol"),
        ("Yıldız · 张伟 é", "Yıldız · 张伟 é"),
    ],
)
def test_commands_become_a_stand_in_and_line_ends_a_space(typed: str, kept: str) -> None:
    assert without_commands(typed) == kept


def test_a_text_of_several_lines_keeps_them() -> None:
    assert without_commands("een\n\ttwee\x1b[2J\r\n", lines=True) == "een\n\ttwee�[2J \n"


@given(st.text())
def test_nothing_that_commands_is_left(typed: str) -> None:
    for lines in (False, True):
        kept = without_commands(typed, lines=lines)
        left = {c for c in kept if unicodedata.category(c) == "Cc"} - set("\n\t" if lines else "")
        assert left == set()
        turning = {c for c in kept if unicodedata.bidirectional(c) in
                   ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")}  # fmt: skip
        assert turning == set()
        assert without_commands(kept, lines=lines) == kept


@pytest.mark.parametrize("plain", ["", "gewoon", "H01 – A03, 14:24", *sorted(HARMLESS_FORMATS)])
def test_what_commands_nothing_stays_as_it_is(plain: str) -> None:
    assert without_commands(plain) == plain
