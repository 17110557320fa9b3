"""A file in another alphabet is read rightly or refused: no garbled letter is ever stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.workbook.files.encodings import letters_of
from bureau.workbook.intake import read_files
from tests.bureau.workbook.books import clean_sheets, empty_round, mistakes_of, refused, with_cell

WESTERN = (
    "René Müller Björn Jönsson Zoë Daniël Özdemir François Göran Muñoz García José Hélène Chloë "
    "Ümit Núñez Renée Loïc Sánchez Julián Peña Coördinatie Coöperatie Geneviève Strauß MÜLLER"
).split()
SPOKEN = {
    "mac_roman": WESTERN,
    "cp850": WESTERN,
    "cp437": [name for name in WESTERN if name.isascii() or all(c not in name for c in "ãÁ")],
    "cp1250": "Dvořák Šimić Łukasz Wałęsa Žižek Černý Kovačević Jiří Ondřej Dębski Zięba Zieliński "
    "Stępień Đorđević Přemysl Tőkés Szőke Żaneta Świątek Radič Janković Erdős Kůrka Babić".split(),
    "cp1254": "Yıldız Şahin Öğüt Ayşe Doğan Işık Çağlar Yılmaz Aydın Kılıç İbrahim Güneş Erdoğan "
    "Ağaoğlu Barış".split(),
    "iso8859_2": "Wałęsa Šimić Świątek Žižek Dvořák".split(),
    "cp1251": ["Иванов", "Петрова"],
}
WINDOWS = (
    "Renée Zoë Müller François Göran Muñoz Daniël Chloë Hélène Björn Jönsson Anaïs Loïc Benoît "
    "Özdemir Ömer Søren Jørgensen Kjær Simões João Åke Håkan Núñez Ibáñez Peña Strauß Noëlle "
    "Thérèse Geneviève Adèle Zoé Óscar Álvarez Élise Brontë Aïcha Coördinator één vóór Curaçao "
    "Schröder Kühn Jäger Händel Tomaš Šimon D’Angelo foto’s Smit–Bakker"
).split()


def table(names: list[str]) -> str:
    lines = [f"A{n:02d};{name};1" for n, name in enumerate(names, 1)]
    return "\r\n".join(["Nr;Achternaam;Opleidingsjaar", *lines, ""])


@pytest.mark.parametrize("name", WINDOWS)
def test_what_people_are_called_here_is_read_from_windows_text(name: str) -> None:
    for written in {name, name.upper()} - ({"STRAUSS"} if name == "Strauß" else set()):
        letters = letters_of(table([written]).encode("cp1252"))
        assert (letters.odd, letters.alphabet) == ("", "Windows (cp1252)")


@pytest.mark.parametrize(
    ("codec", "name"), [(codec, name) for codec, names in SPOKEN.items() for name in names]
)
def test_one_name_in_another_alphabet_is_read_rightly_or_refused(codec: str, name: str) -> None:
    letters = letters_of(table([name]).encode(codec))
    assert letters.odd or letters.text == table([name])


@pytest.mark.parametrize("codec", ["mac_roman", "cp850", "cp1250", "cp1254"])
def test_a_list_in_another_alphabet_is_taken_and_said(codec: str) -> None:
    content = table(SPOKEN[codec]).encode(codec)
    read = read_files([("aios.csv", content)], empty_round())
    assert [person.surname for person in read.ronde.aios] == SPOKEN[codec]
    [said] = [notice.nl for notice in read.notices if "UTF-8" in notice.nl]
    assert SPOKEN[codec][0] in said


@given(st.sampled_from(sorted(SPOKEN)), st.data())
def test_any_names_in_another_alphabet_are_read_rightly_or_refused(
    codec: str, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(SPOKEN[codec]), min_size=1, max_size=4))
    letters = letters_of(table(names).encode(codec))
    assert letters.odd or letters.text == table(names)


def test_in_doubt_the_cell_is_named_with_what_it_may_have_been() -> None:
    [mistake] = mistakes_of([("aios.csv", table(["Bos", "Yıldız"]).encode("cp1254"))])
    assert (mistake.cell, mistake.read, mistake.kind) == ("B3", "Yýldýz", "encoding")
    [either] = mistakes_of([("aios.csv", table(["Doğan"]).encode("cp1254"))])
    assert "Doğan" in either.expected.nl


@pytest.mark.parametrize("name", ["RenŽ", "MŸller", "Ren\ufffd", "M?ller", "Wa³êsa", "Zo‘", "J”rg"])
def test_letters_that_got_lost_before_are_refused_in_a_workbook_too(name: str) -> None:
    [mistake] = refused(with_cell(clean_sheets(), "AIOS", "D2", name))
    assert (mistake.cell, mistake.kind) == ("D2", "lost_letters")


@pytest.mark.parametrize(
    "name", ["Dvořák", "Bøe", "Yýldýz", "Đorđević", "O’Brien", "Nový", "d’Arc"]
)
def test_a_workbook_knows_its_own_letters(name: str) -> None:
    sheets = with_cell(clean_sheets(), "AIOS", "D2", name)
    assert refused(sheets) == ()
