"""What a coordinator hears while a list is still missing."""

from __future__ import annotations

from openpyxl import load_workbook

from tests.cli.koppel import Koppel


def test_the_check_and_the_trial_say_whose_list_is_missing_and_what_counts_instead(
    maastricht: Koppel,
) -> None:
    book = load_workbook(maastricht.folder / "voorkeurslijsten.xlsx")
    sheet = book["Voorkeuren HAO"]
    late = str(sheet["A2"].value)
    for row in list(sheet.iter_rows(min_row=2)):
        if row[0].value == late:
            for cell in row:
                cell.value = None
    book.save(maastricht.folder / "voorkeurslijsten.xlsx")
    for name in ("deelnemers", "bezoekuitkomsten", "voorkeurslijsten"):
        assert maastricht("import", str(maastricht.folder / f"{name}.xlsx")).code == 0
    says = f"1 HAO nog zonder voorkeurslijst: {late}. Wie niets inlevert, heeft geen voorkeur"
    assert says in " ".join(maastricht("lists", "check").out.split())
    assert says in " ".join(maastricht("match", "--trial").out.split())
    [finding] = maastricht.data("match", "--trial")["matching"]["findings"]
    assert (finding["rule"], finding["who"]) == ("list_missing", [late])
