"""A note of several lines or with commas is a note, and an open quote is still found."""

from __future__ import annotations

import pytest

from bureau.workbook.intake import read_files
from tests.bureau.workbook.books import empty_round, mistakes_of

HEAD = ("Nr", "Achternaam", "Opleidingsjaar", "Opmerkingen")
NOTES = [
    "Graag bellen op\nma, di, wo, of do\ndank",
    "Dorpsstraat 1\n6211 AB, Maastricht",
    "ma,di,wo,do,vr",
    "eerst; dan\ndit; en\ndat; ook",
    'zij zei "ja", hij "nee"',
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("note", NOTES)
def test_a_quoted_note_may_hold_anything(delimiter: str, note: str) -> None:
    quoted = '"' + note.replace('"', '""') + '"'
    rows = [HEAD, ("A01", "Voorbeeld", "1", quoted), ("A02", "Ander", "1", quoted)]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    read = read_files([("aios.csv", text.encode())], empty_round())
    assert [(p.code, p.surname) for p in read.ronde.aios] == [
        ("A01", "Voorbeeld"),
        ("A02", "Ander"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_open_quote_that_swallows_lines_is_found(delimiter: str) -> None:
    rows = [
        HEAD,
        ("A01", '"Voorbeeld', "1", ""),
        ("A02", 'Ander"', "1", ""),
        ("A03", "Bos", "1", ""),
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    [mistake] = mistakes_of([("aios.csv", text.encode())])
    assert (mistake.cell, mistake.kind) == ("B2", "unclosed_quote")
