"""Every code that import takes can name a file, and no two codes name the same one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.store.copies.exports import checked_names
from bureau.workbook.files.characters import same_letters
from bureau.workbook.rows.directory import CODE
from koppelronde.domain.file_names import file_stem, slug

codes = st.from_regex(CODE, fullmatch=True).map(lambda code: " ".join(code.split()))
plain = st.text("ABab01-_. ", min_size=1, max_size=6).filter(
    lambda text: CODE.fullmatch(text) is not None
)
either = st.one_of(codes, plain)


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("A01", "A01"),
        ("A-01", "A-01"),
        ("AIOS 1", "AIOS_1_a34a5680"),
        ("a.b", "a_b_2e7336dc"),
        ("É1", "E1_f382f97c"),
        ("CON", "CON_1143da2b"),
        ("lpt1", "lpt1_cfbdeb88"),
    ],
)
def test_a_code_names_a_file(written: str, stem: str) -> None:
    assert file_stem(written) == stem


def test_a_couple_names_a_file() -> None:
    assert file_stem("A01", "P03") == "A01-P03"
    assert file_stem("A01", "") == "A01"
    assert file_stem("A-1", "P") != file_stem("A", "1-P")


@given(either)
def test_any_code_makes_a_name_that_an_export_takes(code: str) -> None:
    stem = file_stem(code)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", stem)
    assert checked_names([f"{stem}.ics", f"rooster-{stem}.pdf", f"{file_stem(code, code)}.eml"])


@given(either, either)
def test_two_codes_never_make_one_name(first: str, second: str) -> None:
    if same_letters(first) != same_letters(second):
        assert file_stem(first).casefold() != file_stem(second).casefold()


@given(st.text(max_size=80))
def test_any_round_makes_a_name_that_an_export_takes(name: str) -> None:
    assert checked_names([slug(name), f"{slug(name)}-werkmap.xlsx"])
