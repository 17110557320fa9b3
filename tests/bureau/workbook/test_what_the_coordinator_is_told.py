"""Besides mistakes: what an import says about the round, so that nothing passes unseen."""

from __future__ import annotations

import pytest

from bureau.workbook.intake import read_files
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import (
    Sheets,
    clean_sheets,
    csv_text,
    empty_round,
    mistakes_of,
    on,
    taken,
    with_cell,
    xlsx,
)


def notices(sheets: Sheets, ronde: Koppelronde | None = None) -> str:
    return "\n".join(notice.nl for notice in taken(sheets, ronde).notices)


def test_who_was_ranked_without_a_visit_is_named() -> None:
    said = notices(clean_sheets())
    assert "Op een lijst gezet zonder bezoek: A02–H01" in said
    assert "A01–H01" not in said.split("Op een lijst gezet zonder bezoek")[1].split("\n")[0]


def test_a_vetoed_choice_and_a_one_sided_choice_are_named() -> None:
    sheets = with_cell(clean_sheets(), "Veto's", "B2", "H02")
    assert "Veto én op een lijst: A02–H02 (1)" in notices(sheets)
    assert "Maar door één kant op de lijst gezet" in notices(sheets)


def test_days_that_nobody_expects_are_named() -> None:
    sheets = with_cell(clean_sheets(), "Ronde", "B6", on(2026, 12, 25))
    assert "Carrousel valt op Eerste Kerstdag (25-12-2026)" in notices(sheets)
    sheets = with_cell(clean_sheets(), "Ronde", "B6", on(2026, 12, 12))
    assert "Carrousel valt in het weekend" in notices(sheets)
    sheets = with_cell(clean_sheets(), "Ronde", "B6", on(2026, 12, 20))
    assert "Bezoeken van (14-12-2026) ligt voor Carrousel (20-12-2026)" in notices(sheets)


def test_a_visit_moment_that_is_too_short_is_named() -> None:
    sheets = with_cell(clean_sheets(), "Praktijken", "K2", "di 13:00-13:45; za 09:00-12:00")
    said = notices(sheets)
    assert "Bezoekmoment korter dan een bezoek (60 min): P01" in said
    assert "Bezoekmoment in het weekend, dan zijn er geen bezoeken: P01" in said


def test_a_trainer_of_another_year_is_named() -> None:
    said = notices(with_cell(clean_sheets(), "HAO", "I2", "3"))
    assert "geen jaar van deze ronde (jaar 1) en krijgen dus geen aios: H01 (1)." in said
    assert "geen jaar van deze ronde" not in notices(clean_sheets())


def test_another_name_of_the_round_is_named() -> None:
    said = notices(clean_sheets(), empty_round(name="September 2027"))
    assert "Het blad Ronde heet 'Maart 2027', deze ronde heet 'September 2027'" in said


def test_a_misspelt_fact_is_ignored_aloud_with_the_nearest() -> None:
    sheets = with_cell(clean_sheets(), "Ronde", "A5", "Strat stage")
    (ignored,) = [i for i in taken(sheets).ignored if i.sheet == "Ronde"]
    assert (ignored.cell, ignored.what) == ("A5", "Strat stage")
    assert "bedoelt u 'Start stage'?" in ignored.why.nl


def test_a_sheet_without_known_headings_is_ignored_aloud() -> None:
    sheets = {**clean_sheets(), "Kladblok": [["boodschappen"], ["koffie"]]}
    ignored = [i for i in taken(sheets).ignored if i.sheet == "Kladblok"]
    assert [i.why.nl for i in ignored] == ["geen bekende kopjes"]


def test_the_same_file_twice_counts_once() -> None:
    content = xlsx(clean_sheets())
    intake = read_files([("a.xlsx", content), ("b.xlsx", content)], empty_round())
    assert intake.ronde == taken(clean_sheets()).ronde
    assert any("Hetzelfde bestand" in notice.nl for notice in intake.notices)


def test_the_same_person_in_two_files_is_refused() -> None:
    content = csv_text(clean_sheets()["AIOS"][:2])
    files = [
        ("aios1.csv", content.encode()),
        ("aios2.csv", content.replace("Joris", "Jan").encode()),
    ]
    assert [mistake.kind for mistake in mistakes_of(files)] == ["doubled_code"]


def test_colleagues_may_share_an_address_and_others_may_not() -> None:
    sheets = with_cell(clean_sheets(), "HAO", "E5", "jan@praktijk.example")
    assert "H03 en H04 delen het adres jan@praktijk.example" in notices(sheets)


@pytest.mark.parametrize("procedure", ["maastricht", "groningen"])
def test_a_deadline_without_more_words_means_the_lists_of_that_procedure(procedure: str) -> None:
    rows = [["Gegeven", "Waarde"], ["Voorkeuren inleveren voor", on(2027, 1, 18)]]
    files = [("ronde.xlsx", xlsx({"Ronde": rows}))]
    settings = read_files(files, empty_round(procedure)).ronde.settings
    assert (settings.lists_before_deadline is not None) == (procedure == "groningen")
    assert (settings.lists_deadline is not None) == (procedure == "maastricht")


def test_files_may_come_one_by_one() -> None:
    ronde = empty_round()
    order = {"Ronde": 0, "Praktijken": 1, "HAO": 2, "AIOS": 3}
    for name in sorted(clean_sheets(), key=lambda name: order.get(name, 4)):
        rows = clean_sheets()[name]
        ronde = read_files([(f"{name}.xlsx", xlsx({name: rows}))], ronde).ronde
    assert ronde == taken(clean_sheets()).ronde


def test_the_counts_close_for_every_kind() -> None:
    sheets = clean_sheets()
    sheets["AIOS"].append(["Voorbeeld", "Joris"])
    sheets["Voorkeuren AIOS"].append(["Totaal", 3])
    before = taken(clean_sheets()).ronde
    for ronde in (empty_round(), before):
        for count in taken(sheets, ronde).read:
            assert count.read == count.stored + count.unchanged + count.refused + count.ignored
    again = {count.kind: count for count in taken(sheets, before).read}
    assert (again["AIOS"].read, again["AIOS"].unchanged, again["AIOS"].ignored) == (4, 3, 1)
    assert again["AIOS"].says().nl == "AIOS: 4 gelezen = 3 ongewijzigd + 1 overgeslagen"
