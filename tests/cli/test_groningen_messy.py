"""Another cohort, 36 trainees and 44 trainers, in the spreadsheets that people really keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook, load_workbook

from bureau.fiction.round import fictional_round
from bureau.store.opening import open_store
from bureau.workbook.out.exporting import round_sheets
from bureau.workbook.out.writing import sheets_workbook
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.check.exchange import everybody_fits
from tests.cli.koppel import Koppel

DATA = Path(__file__).parent.parent / "data"


def untidy(path: Path, dice: Random) -> None:
    """A title, an empty line and somebody's notes around every table of people."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        if sheet.title in ("AIOS", "HAO", "Praktijken"):
            notes = sheet.max_column + 1
            sheet.cell(1, notes, "Opmerking secretariaat")
            for row in range(2, sheet.max_row + 1):
                if dice.random() < 0.3:
                    sheet.cell(row, notes, "nog bellen!")
            sheet.insert_rows(1, 2)
            sheet.cell(1, 1, f"Overzicht {sheet.title} cohort september, versie 3 (definitief)")
    book.save(path)


def lists_beforehand(ronde: Koppelronde, dice: Random) -> Workbook:
    """Wide lists: some stop early, some put two on one place."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Voorkeuren vooraf"
    rows = []
    for lijst in ronde.lists_before:
        codes = [code for code, _ in lijst.entries]
        codes = codes[: max(12, len(codes) - dice.randint(0, 15))]
        cells = [f"{codes[0]} / {codes[1]}", *codes[2:]] if dice.random() < 0.4 else codes
        rows.append([lijst.owner, *cells])
    width = max(len(row) for row in rows)
    sheet.append(["Ranking vooraf, ontvangen per mail"])
    sheet.append(["AIOS", *range(1, width)])
    for row in dice.sample(rows, len(rows)):
        sheet.append(row)
    return book


def final_lists(ronde: Koppelronde, dice: Random) -> Workbook:
    """The AIOS rank one to four, the trainers give marks, and the sheet says so."""
    book = Workbook()
    ranks = book.active
    assert ranks is not None
    ranks.title = "Voorkeuren AIOS"
    ranks.append(["AIOS", 1, 2, 3, 4])
    marks = book.create_sheet("Voorkeuren HAO (cijfers)")
    marks.append(["HAO", "AIOS", "Cijfer"])
    for person in ronde.aios:
        mine = [hao for aios, hao in ronde.interviews if aios == person.code]
        ranks.append([person.code, *dice.sample(mine, len(mine))])
    for aios, hao in ronde.interviews:
        marks.append([hao, aios, dice.choice([5, 6.5, 7, 7, 8, 8, 8.5, 9, 10])])
    return book


def test_a_messy_cohort_gets_four_candidates_each_and_a_proven_result(koppel: Koppel) -> None:
    dice = Random(36)
    begun = koppel.data("new", "September", "--procedure", "groningen", "--start", "2027-09-01")
    assert any("juli en augustus" in said for said in begun["findings"])
    with open_store(koppel.folder, None) as store:
        procedure = store.load().procedure
    fiction = fictional_round(
        procedure, aios=36, haos=44, praktijken=40, start=date(2027, 9, 1), seed="rommelig",
        name="September",
    )  # fmt: skip
    people = koppel.folder / "deelnemers (3) definitief.xlsx"
    kept = ("AIOS", "HAO", "Praktijken")
    sheets = [sheet for sheet in round_sheets(fiction) if sheet.name in kept]
    people.write_bytes(sheets_workbook("cohort", sheets))
    untidy(people, dice)
    before = koppel.folder / "ranking.xlsx"
    lists_beforehand(fiction, dice).save(before)
    koppel.data("import", str(people), str(before))
    made = koppel.data("shortlist")["shortlist"]
    with open_store(koppel.folder, None) as store:
        ronde = store.load()
    assert len(made["interviews"]) == 4 * 36
    assert everybody_fits(ronde, list(ronde.interviews))
    # The sheet gave no days for the interviews: the computed ones hold.
    assert ronde.settings.visits_from is not None
    given = koppel.folder / "lijsten.xlsx"
    final_lists(ronde, dice).save(given)
    koppel.data("import", str(given))
    matching = koppel.data("match", "--trial")["matching"]
    assert len(matching["couples"]) == 36
    assert matching["unplaced"] == []
    assert {(c["aios"], c["hao"]) for c in matching["couples"]} <= set(ronde.interviews)
    assert all(stage["proven"] for stage in matching["stages"])
    _to_the_letters(koppel)


def _to_the_letters(koppel: Koppel) -> None:
    """The same messy cohort for real: calendars, seal, result, announcement, a mail for each."""
    assert koppel("visits", "plan").code in (0, 3)
    assert any(name.endswith(".ics") for name in koppel.data("visits", "calendars")["files"])
    koppel.data("seal")
    koppel.data("seal", "--seed", "3 1 4 1 5 2")
    matching = koppel.data("match")["matching"]
    assert len(matching["couples"]) == 36
    assert koppel.data("explain", matching["couples"][0]["aios"])["sentences"]
    assert koppel("results", "--announce").code == 0
    sender = koppel.folder / "afzender.xlsx"
    about = Workbook()
    assert about.active is not None
    about.active.title = "Ronde"
    about.active.append(["Gegeven", "Waarde"])
    about.active.append(["Contact e-mail", "koppeling@instituut.example"])
    about.save(sender)
    koppel.data("import", str(sender))
    mails = koppel.data("mail", "result")["files"]
    assert len({Path(name).stem for name in mails if name.endswith(".eml")}) == 36 + 44
    assert koppel.data("account")["adds_up"] is True


def test_a_forgotten_column_about_the_hds_is_said_aloud(koppel: Koppel) -> None:
    koppel.data("new", "Maart 2027", "--procedure", "groningen", "--start", "2027-03-01")
    book = load_workbook(DATA / "groningen" / "deelnemers.xlsx")
    sheet = book["HAO"]
    column = [cell.value for cell in sheet[1]].index("Grootschalige HDS") + 1
    sheet.cell(1, column).value = "HDS grootschalig"
    file = koppel.folder / "deelnemers.xlsx"
    book.save(file)
    assert not [x for x in koppel.data("import", str(file), "--dry-run")["notices"] if "HDS" in x]
    sheet.delete_cols(column)
    book.save(file)
    [said] = [x for x in koppel.data("import", str(file))["notices"] if "grootschalige HDS" in x]
    assert "vul kolom 'Grootschalige HDS' in" in said
