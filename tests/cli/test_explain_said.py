"""`koppel explain` as a person and as the coordinator read it."""

from __future__ import annotations

from openpyxl import Workbook

from tests.cli.koppel import Koppel


def test_who_has_no_place_hears_which_shortage_left_them_out(koppel: Koppel) -> None:
    """Three trainees who can only go to two trainers; names are for the coordinator."""
    koppel.data("new", "R", "--procedure", "maastricht", "--start", "2027-03-01")
    people = koppel.folder / "mensen.xlsx"
    book = Workbook()
    del book["Sheet"]
    for kind, letter, number in (("AIOS", "A", 3), ("HAO", "H", 2)):
        page = book.create_sheet(kind)
        page.append(["Nr", "Voornaam", "Achternaam"] + (["Praktijk"] if kind == "HAO" else []))
        for n in range(1, number + 1):
            page.append(
                [f"{letter}{n:02}", "Anna", f"Bos{n}"] + ([f"P0{n}"] if kind == "HAO" else [])
            )
    page = book.create_sheet("Praktijken")
    page.append(["Code", "Naam", "Plaats"])
    outcomes = book.create_sheet("Bezoekuitkomsten")
    outcomes.append(["AIOS", "Praktijk", "Status"])
    wishes = {
        "Voorkeuren AIOS": ("AIOS", "A", "H", 3, 2),
        "Voorkeuren HAO": ("HAO", "H", "A", 2, 3),
    }
    for title, (owner, mine, theirs, rows, length) in wishes.items():
        page = book.create_sheet(title)
        page.append([owner, *range(1, length + 1)])
        for n in range(1, rows + 1):
            page.append([f"{mine}{n:02}", *(f"{theirs}{m:02}" for m in range(1, length + 1))])
    for n in (1, 2):
        book["Praktijken"].append([f"P0{n}", f"Praktijk {n}", "Ons Dorp"])
        for a in (1, 2, 3):
            outcomes.append([f"A0{a}", f"P0{n}", "geweest"])
    book.save(people)
    koppel.data("import", str(people))
    [left] = koppel.data("match", "--trial")["matching"]["unplaced"]
    said = koppel.data("explain", left)["sentences"][1]
    assert said == "Voor jou en 2 anderen samen waren er maar 2 plaatsen."
    full = koppel.data("explain", left, "--full")["sentences"][1]
    assert full == (
        "Deze 3 AIOS kunnen samen alleen bij 2 HAO's terecht (2 plaatsen): A01, A02 en A03 bij "
        "H01 en H02."
    )
