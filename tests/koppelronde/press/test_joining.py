"""Arabic letters are joined and Hebrew points stand on their letters, as they are read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelronde.press.glyphs import missing_letters, printable
from koppelronde.press.joining import joined

SEEN = {
    # written, and as it is drawn from the left
    "محمد": "\ufeaa\ufee4\ufea4\ufee3",
    "سلام": "\u0645\ufefc\ufeb3",
    "لا": "\ufefb",
    "الأحمد": "\ufeaa\ufee4\ufea3\ufef7\u0627",
    "دار": "\u0631\u0627\u062f",
    "שָׁלוֹם": "\u05dd\ufb4b\u05dc\u05b8\ufb2a",
    "José": "José",
    "Yıldız": "Yıldız",
}


@pytest.mark.parametrize(("written", "drawn"), SEEN.items())
def test_a_name_is_drawn_as_it_is_read(written: str, drawn: str) -> None:
    assert printable(written) == drawn


def test_a_mark_is_drawn_before_the_letter_on_which_it_stands() -> None:
    assert printable("عَبد") == "\ufeaa\ufe92\u064e\ufecb"


letters = st.text(st.characters(min_codepoint=0x0590, max_codepoint=0x06FF), max_size=12)


@given(letters)
def test_joining_changes_the_form_of_letters_and_nothing_else(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    shown = joined(plain, lambda _: True)
    assert unicodedata.normalize("NFKD", shown) == unicodedata.normalize("NFKD", plain)
    assert joined(plain, lambda _: False) == plain


def test_what_paper_cannot_show_is_still_said() -> None:
    assert missing_letters("देव") == "देव"
    assert missing_letters("محمد") == ""
