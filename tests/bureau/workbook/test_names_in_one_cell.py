"""A name in one cell comes out as the person is called, or it is said how it was read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.workbook.intake import read_files
from bureau.workbook.values.names import split_name
from tests.bureau.workbook.books import empty_round

JAN = ("Jan", "de", "Vries")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Vries, de, Jan", JAN),
        ("Vries de, Jan", JAN),
        ("Vries, de Jan", JAN),
        ("Vries (de), Jan", JAN),
        ("Vries, Jan (de)", JAN),
        ("Vries, Jan de", JAN),
        ("de Vries, Jan", JAN),
        ("Jan de Vries, MSc", JAN),
        ("Jan (de) Vries", JAN),
        ("Dr. Jan de Vries", JAN),
        ("Vries, de, drs. Jan", JAN),
        ("de Vries Jan", JAN),
        ("de Vries J.", ("J.", "de", "Vries")),
        ("Berg, van den, Anna", ("Anna", "van den", "Berg")),
        ("van Dijk", ("", "van", "Dijk")),
        ("Pieter Jansen MSc", ("Pieter", "", "Jansen")),
        ("Bos J.", ("J.", "", "Bos")),
        ("J. P. Jansen", ("J. P.", "", "Jansen")),
        ("Ma Li", ("Ma", "", "Li")),
        ("Do Thi Mai", ("Do", "", "Thi Mai")),
        ("Jan en Marie Bos", ("", "", "Jan en Marie Bos")),
    ],
)
def test_the_infix_may_stand_anywhere(written: str, parts: tuple[str, str, str]) -> None:
    assert split_name(written)[:3] == parts


words = st.sampled_from("Jan Anna Bos Vries Yıldız J. van de den 't El Do".split())


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from([" ", ", ", " , "]))
def test_no_part_of_a_name_is_lost_or_doubled(parts: list[str], between: str) -> None:
    written = " ".join(parts[:1]) + between + " ".join(parts[1:])
    read = " ".join(part for part in split_name(" ".join(written.split()))[:3] if part)
    assert sorted(re.findall(r"[^\s,]+", written)) == sorted(read.split())


def test_what_may_be_meant_otherwise_is_said_once_a_sheet() -> None:
    rows = 'A01;"Vries, de, Jan";1\r\nA02;Joris van der Yıldız;1\r\nA03;Anna Maria Bos;1\r\n'
    text = f"Nr;Naam;Opleidingsjaar\r\n{rows}"
    read = read_files([("aios.csv", text.encode())], empty_round())
    assert [person.name for person in read.ronde.aios] == [
        "Jan de Vries",
        "Joris van der Yıldız",
        "Anna Maria Bos",
    ]
    [said] = [notice.nl for notice in read.notices if "namen" in notice.nl]
    assert "'Vries, de, Jan' (A2) → Jan · de · Vries" in said
    assert "Anna · – · Maria Bos" in said
    assert "Yıldız" not in said
