"""Workbooks as people really keep them: each gets what a careful reader would have said.

``None`` as mistake means that it is read, with the words that must then be said; otherwise the
cell and the kind of the one mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from bureau.workbook.files.cells import Cell
from bureau.workbook.intake import Intake, read_files
from bureau.workbook.rows.travel import read_minutes
from bureau.workbook.values.contact import read_phones, read_postcode
from bureau.workbook.values.dates import read_date, read_periods, read_time
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.single import Unreadable, read_years, read_yes_no
from bureau.workbook.values.weeks import read_visit_windows, read_work_days
from koppelronde.domain.errors import InputMistakes
from koppelronde.domain.ronde import Koppelronde, Sealed
from koppelronde.domain.steps import Do, Step
from tests.bureau.workbook.books import (
    MAIN,
    Rows,
    clean_sheets,
    csv_text,
    empty_round,
    letter,
    mistakes_of,
    packed,
    taken,
    with_cell,
    worksheet,
    xlsx,
    xlsx_parts,
)
from tests.bureau.workbook.test_lists_and_their_direction import LISTS, TRAINERS, matrix, people
from tests.bureau.workbook.test_values import cell

AIOS = [row[:13] for row in clean_sheets()["AIOS"]]
NAME = '<c r="D2" t="inlineStr"><is><t xml:space="preserve">Yıldız</t></is></c>'
Files = list[tuple[str, bytes]]


class Sent(NamedTuple):
    """A file as somebody sent it; ``said`` is part of what is then said, or of what is expected."""

    what: str
    files: Callable[[], Files]
    cell: str = ""
    kind: str = ""
    said: str = ""
    suggestion: str = ""


def aios(*rows: list[Any], head: list[Any] | None = None, extra: str = "") -> Files:
    parts: dict[str, str | bytes] = {**xlsx_parts(["AIOS"])}
    parts["xl/worksheets/sheet1.xml"] = worksheet([head or AIOS[0], *rows], extra)
    return [("a.xlsx", packed(parts))]


def page(change: Callable[[str], str], styles: str = "", **more: str) -> Files:
    """The sheet AIOS with its XML changed."""
    parts: dict[str, str | bytes] = {**xlsx_parts(["AIOS"]), **more}
    parts["xl/worksheets/sheet1.xml"] = change(worksheet(AIOS))
    if styles:
        parts["xl/styles.xml"] = STYLES.replace("FORMAT", styles)
    return [("a.xlsx", packed(parts))]


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="FORMAT"/></numFmts>'
    '<fonts count="2"><font/><font><strike/></font></fonts><fills/><borders/><cellStyleXfs/>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    "</styleSheet>"
)


def book(sheet: str, place: str, value: Any) -> Files:
    return [("r.xlsx", xlsx(with_cell(clean_sheets(), sheet, place, value)))]


def more(**sheets: Rows) -> Files:
    """The clean workbook with other sheets beside or instead of its own."""
    named = {name.replace("_", " "): rows for name, rows in sheets.items()}
    return [("r.xlsx", xlsx({**clean_sheets(), **named}))]


def split_header() -> tuple[list[Any], list[Any]]:
    above, below = list(AIOS[0]), [None] * len(AIOS[0])
    for column in (4, 5):
        above[column], below[column] = None, AIOS[0][column]
    above[4] = "Contact"
    return above, below


def below_each_other() -> Rows:
    return [*AIOS, [], *clean_sheets()["HAO"]]


def other_sheet(name: str, code: str) -> Files:
    rows = [row[:] for row in AIOS[:2]]
    rows[1][0], rows[1][4] = code, "iemand@anders.example"
    return more(**{name: rows})


MERGED = (
    "<mergeCells>"
    + "".join(
        f'<mergeCell ref="{letter(n)}1:{letter(n)}2"/>'
        for n in range(1, len(AIOS[0]) + 1)
        if n not in (5, 6)
    )
    + '<mergeCell ref="E1:F1"/></mergeCells>'
)
UNITS = ["(code)", *[None] * 7, "graden", "graden", "1 of 3", "dagen", "dd-mm-jjjj"]

SENT = [
    # how sheets are laid out
    Sent("two-row header", lambda: aios(split_header()[1], *AIOS[1:], head=split_header()[0])),
    Sent("merged header", lambda: aios(split_header()[1], *AIOS[1:], head=split_header()[0],
                                       extra=MERGED), said="samengevoegde cellen"),
    Sent("units under the header", lambda: aios(UNITS, *AIOS[1:]), said="uitleg onder de kop"),
    Sent("units without a first cell", lambda: aios([None, *UNITS[1:]], *AIOS[1:]),
         said="uitleg onder de kop"),
    Sent("total in another column", lambda: aios(*AIOS[1:], [None, None, None, "Totaal:", 3]),
         said="losse regel"),
    Sent("bare count at the bottom", lambda: aios(*AIOS[1:], [3]), "D5", "name_missing"),
    Sent("a legend below", lambda: aios(*AIOS[1:], [], ["* = onder voorbehoud"]),
         said="losse regel"),
    Sent("two tables below each other", lambda: more(AIOS=below_each_other()), "A6",
         "second_table"),
    Sent("the same sheet twice", lambda: more(AIOS_kopie=clean_sheets()["AIOS"]),
         said="gelijk aan het blad AIOS"),
    Sent("a sheet of another round", lambda: other_sheet("AIOS sept 2027", "A44"), "",
         "other_round"),
    Sent("last round's sheet", lambda: other_sheet("AIOS_oud", "A44"), "", "other_round"),
    Sent("a sheet per year group", lambda: other_sheet("AIOS_groep B", "A44")),
    Sent("surname, first name", lambda: aios(
        ["A01", "Yıldız, Joris van der", 1], head=["Nr", "Achternaam, voornaam", "Jaar"])),
    Sent("titles before a name", lambda: aios(
        ["A01", "Mevr. dr. A. Bos", 1], head=["Nr", "Naam", "Jaar"])),
    # cells that say: nothing
    Sent("a dash for no infix", lambda: book("AIOS", "C2", "-"), said="niet ingevuld"),
    Sent("n.v.t. for a phone", lambda: book("AIOS", "F2", "n.v.t."), said="niet ingevuld"),
    Sent("a question mark for mail", lambda: book("AIOS", "E2", "?"), said="niet ingevuld"),
    Sent("unknown postcode", lambda: book("AIOS", "G2", "onbekend"), said="niet ingevuld"),
    Sent("unknown working days", lambda: book("HAO", "H2", "volgt"), said="niet ingevuld"),
    Sent("no last trainee", lambda: book("HAO", "K2", "n.v.t."), said="niet ingevuld"),
    Sent("no own cap", lambda: book("Praktijken", "J2", "-"), said="niet ingevuld"),
    Sent("one coordinate unknown", lambda: book("AIOS", "I2", "?"), "I2", "coordinate_missing"),
    Sent("a dash for a code", lambda: more(AIOS=[*clean_sheets()["AIOS"], ["-", "Jan"]]), "A5",
         "empty"),
    Sent("unknown ground", lambda: book("Veto's", "C2", "onbekend"), "C2", "empty"),
    Sent("unknown practice", lambda: book("HAO", "G2", "?"), "G2", "praktijk_missing"),
    # letters
    Sent("a hyphen that does not break", lambda: book("AIOS", "A2", "A\u201101")),
    Sent("marks of direction", lambda: book("AIOS", "F2", "\u200e06-12345678\u200f")),
    Sent("mangled accents", lambda: book("AIOS", "D2", "ChloÃ«"), "D2", "misread_letters",
         suggestion="Chloë"),
    Sent("mangled accents in CSV", lambda: [("aios.csv", csv_text(AIOS).replace(
        "Chloë", "ChloÃ«").encode())], "B3", "misread_letters", suggestion="Chloë"),
    Sent("DOS text", lambda: [("aios.csv", "Nr;Naam;Jaar\r\nA01;Chloë Bos;1\r\nA02;Zoë;1\r\n"
                               .encode("cp850"))], "B2", "encoding", said="Chloë"),
    # people
    Sent("numbers for both sides", lambda: [("r.xlsx", xlsx({
        "AIOS": [["Nr", "Naam", "Jaar", "Mobiel", "Woonplaats"], [1, "Bos", 1]],
        "Praktijken": [["Nr", "Naam", "Bezoekmomenten"], [1, "Praktijk", None]]}))],
        "A2", "code_taken", suggestion="A1"),
    Sent("a day off among working days", lambda: book("AIOS", "L2", "wo vrij"), "L2", "work_days",
         said="waarop iemand werkt"),
    Sent("half days", lambda: book("AIOS", "L2", "ma, di en do(ochtend)"), "L2", "work_days",
         said="hele dagen"),
    Sent("a number of days", lambda: book("AIOS", "L2", "4 dagen"), "L2", "work_days",
         said="welke dagen"),
    Sent("from a day on", lambda: book("AIOS", "M2", "vanaf 4-1-2027"), "M2", "period"),
    Sent("a weekday that is not", lambda: book("Ronde", "B5", "dinsdag 1 maart 2027"), "B5",
         "other_weekday", said="maandag"),
    Sent("visits at night", lambda: book("Praktijken", "K2", "di 1-5"), "K2", "moment_at_night"),
    # vetoes
    Sent("no relation is no ground", lambda: book("Veto's", "C2", "geen relatie"), "C2", "ground"),
    Sent("parents, but far", lambda: book("Veto's", "C2", "ouders wonen te ver weg"), "C2",
         "ground"),
    Sent("a spouse", lambda: book("Veto's", "C2", "mijn man werkt daar")),
    Sent("HDS still to come", lambda: book("Veto's", "C2", "HDS nog niet gehad")),
    Sent("origin in other words", lambda: book("Veto's", "C2", "allochtoon"), "C2",
         "refused_background"),
    # the file itself
    Sent("formula never calculated", lambda: page(lambda x: x.replace(
        NAME, '<c r="D2"><f>B2</f><v></v></c>')), "D2", "formula_without_value"),
    Sent("formula that gives nothing", lambda: page(lambda x: x.replace(
        '<c r="C2" t="inlineStr"><is><t xml:space="preserve">van der</t></is></c>',
        '<c r="C2" t="str"><f>""</f><v></v></c>'))),
    Sent("struck through", lambda: page(
        lambda x: x.replace('<c r="D2"', '<c r="D2" s="2"'), "0"), "D2", "struck_through"),
    Sent("partly struck through", lambda: page(lambda x: x.replace(
        '<t xml:space="preserve">Yıldız</t>',
        "<r><t>Yıldız</t></r><r><rPr><strike/></rPr><t> Bos</t></r>")), "D2", "struck_through"),
    Sent("not struck through", lambda: page(lambda x: x.replace(
        '<t xml:space="preserve">Yıldız</t>',
        '<r><rPr><strike val="0"/></rPr><t>Yıldız</t></r>'))),
    Sent("hidden columns", lambda: page(lambda x: x.replace(
        "<sheetData>", '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>')),
        said="verborgen kolommen"),
    Sent("whole columns formatted", lambda: page(lambda x: x.replace(
        "<sheetData>", '<cols><col min="1" max="16384" style="1"/></cols><sheetData>'), "0")),
    Sent("empty rows to the far end", lambda: page(lambda x: x.replace(
        "</sheetData>", "".join(f'<row r="{n}" s="1"/>' for n in range(10, 50_000))
        + "</sheetData>"))),
    Sent("rows out of order", lambda: page(lambda x: re.sub(
        r"<sheetData>(.*?)</sheetData>", lambda m: "<sheetData>" + "".join(
            reversed(re.findall(r"<row.*?</row>", m[1]))) + "</sheetData>", x))),
    Sent("many parts", lambda: page(lambda x: x, **{
        f"xl/printerSettings/p{n}.bin": "x" for n in range(150)})),
    Sent("folders in the zip", lambda: page(lambda x: x, **{"xl/": "", "_rels/": ""})),
    Sent("the strict variety", lambda: [("a.xlsx", packed({
        name: part.replace("schemas.openxmlformats.org/spreadsheetml/2006/main",
                           "purl.oclc.org/ooxml/spreadsheetml/main")
        .replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/office")
        for name, part in {**xlsx_parts(["AIOS"]),
                           "xl/worksheets/sheet1.xml": worksheet(AIOS)}.items()}))]),
    Sent("Excel's helper file", lambda: [*aios(*AIOS[1:]), ("~$a.xlsx", b"\x05" + b" " * 160)],
         said="hulpbestand"),
    # CSV
    Sent("DOS end of file", lambda: [("aios.csv", csv_text(AIOS).encode() + b"\x1a")]),
    Sent("two byte order marks", lambda: [("aios.csv", ("\ufeff" * 2 + csv_text(AIOS)).encode())]),
    Sent("pipes", lambda: [("aios.csv", csv_text(AIOS, "|").encode())]),
    Sent("Macintosh line ends", lambda: [("aios.csv", csv_text(AIOS).replace(
        "\r\n", "\r").encode())]),
    Sent("a million empty cells", lambda: [("aios.csv", csv_text(AIOS).encode() + b";" * 10**6)]),
    Sent("a line that never ends", lambda: [("aios.csv", b"Nr;Naam\r\n" + b"a;" * 10**6)], "SG2",
         "far_cell"),
    Sent("a file of line ends", lambda: [("aios.csv", b"Nr;Naam\r\n" + b"a\n" * 10**6)], "A10001",
         "far_cell"),
    Sent("one enormous cell", lambda: [("aios.csv", csv_text(AIOS).replace(
        "Yıldız", "y" * 10**6).encode())], "D2", "too_long"),
    Sent("an enormous choice", lambda: [
        *more(), ("Voorkeuren vooraf.csv", b"AIOS;1\r\nA01;" + b"H77/" * 10**5)], "B2",
        "too_long"),
]  # fmt: skip


def outcome(files: Files, ronde: Koppelronde) -> tuple[list[tuple[str, str, str, str]], str]:
    """The mistakes as cell, kind, expected and suggestion; else everything that is said."""
    try:
        intake = read_files(files, ronde)
    except InputMistakes as wrong:
        return [(m.cell, m.kind, m.expected.nl, m.suggestion) for m in wrong.mistakes], ""
    return [], told(intake)


def told(intake: Intake) -> str:
    said = [text.nl for text in (*intake.notices, *intake.changes)]
    return "\n".join(said + [f"{i.cell} {i.what}: {i.why.nl}" for i in intake.ignored])


def check(sent: Sent, ronde: Koppelronde) -> None:
    mistakes, said = outcome(sent.files(), ronde)
    if not sent.kind:
        assert mistakes == []
        assert sent.said in said
        return
    first = next((m for m in mistakes if m[:2] == (sent.cell, sent.kind)), None)
    assert first is not None, mistakes
    assert sent.said in first[2]
    assert sent.suggestion in first[3]


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.what)
def test_what_is_sent_gets_a_careful_answer(sent: Sent) -> None:
    check(sent, empty_round())


def choices(*rows: list[Any], name: str = "Voorkeuren AIOS") -> Callable[[], Files]:
    return lambda: [("lijst.xlsx", xlsx({name: list(rows)}))]


def headed(column: int, heading: Any) -> Callable[[], Files]:
    rows = matrix(LISTS, TRAINERS, "AIOS")
    rows[0][column] = heading
    return choices(*rows)


WIDE = ["AIOS", 1, 2, 3]
LONG = ["AIOS", "HAO", "Rang"]
LIST_FILES = [
    Sent("a heading that names nobody", headed(3, "H0X"), "D1", "unknown_heading"),
    Sent("a matrix column without heading", headed(3, None), "D1", "heading_missing"),
    Sent("means beside a matrix", choices(
        [*matrix(LISTS, TRAINERS, "AIOS")[0], "Gem."],
        *[[*row, 2.5] for row in matrix(LISTS, TRAINERS, "AIOS")[1:]]),
        said="geen kolom van een persoon"),
    Sent("a choice without heading", choices(["AIOS", 1, None, 3], ["A01", "H01", "H02", "H03"]),
         "C1", "heading_missing"),
    Sent("a fourth choice without heading", choices(WIDE, ["A01", "H01", "H02", "H03", "H04"]),
         "E1", "heading_missing"),
    Sent("a remark without heading", choices(WIDE, ["A01", "H01", "H02", "H03", "let op"]),
         said="kolom zonder kop"),
    Sent("an order in one cell", choices(["AIOS", 1, 2], ["A01", "H01, H02, H03", None]), "B2",
         "order_in_cell"),
    Sent("a shared place is said", choices(["AIOS", 1, 2], ["A01", "H01 / H02", "H03"]),
         said="gedeelde plaats: A01"),
    Sent("a skipped place is said", choices(LONG, ["A01", "H01", 1], ["A01", "H02", 4]),
         said="overgeslagen plaats: A01"),
    Sent("ranks in words", choices(LONG, ["A01", "H01", "eerste"], ["A01", "H02", "2e keus"])),
    Sent("a mark for a rank, once", choices(LONG, ["A01", "H01", "x"], ["A01", "H02", 2]), "C2",
         "number"),
    Sent("priorities", choices(["AIOS", "Prioriteit 1", "Prio 2"], ["A01", "H01", "H02"])),
    Sent("hash signs", choices(["AIOS", "#1", "#2"], ["A01", "H01", "H02"])),
    Sent("see somebody else", choices(WIDE, ["A01", "zie A03"]), "B2", "unknown_hao"),
    Sent("ditto", choices(WIDE, ["A01", "H01"], ["A02", "idem"]), "B3", "unknown_hao"),
    Sent("own side", choices(WIDE, ["A01", "A02"]), "B2", "wrong_sort"),
    Sent("no further choice", choices(WIDE, ["A01", "H01", "n.v.t.", "geen voorkeur"])),
    Sent("no wish", choices(WIDE, ["A01", "P01", "n.v.t.", "–"], name="Bezoekwensen")),
]  # fmt: skip


@pytest.mark.parametrize("sent", LIST_FILES, ids=lambda sent: sent.what)
def test_lists_get_a_careful_answer(sent: Sent) -> None:
    check(sent, people())


def test_one_unreadable_number_is_one_mistake_of_its_list() -> None:
    rows: Rows = [LONG, ["A01", "H01", "x"], ["A01", "H02", 2], ["A02", "H01", 1]]
    found = mistakes_of([("l.xlsx", xlsx({"Voorkeuren AIOS": rows}))], people())
    assert [(m.cell, m.kind) for m in found] == [("C2", "number")]


def test_a_number_is_read_as_its_format_shows_it() -> None:
    code = '<c r="A2" t="inlineStr"><is><t xml:space="preserve">A01</t></is></c>'
    for written, shown in (("&quot;A&quot;00", "A01"), ("\\A00", "A01"), ("000", "001")):
        files = page(lambda x: x.replace(code, '<c r="A2" s="1"><v>1</v></c>'), written)
        assert read_files(files, empty_round()).ronde.aios[0].code == min(shown, "A01"), written
    phone = '<c r="F2" t="inlineStr"><is><t xml:space="preserve">06-00000001</t></is></c>'
    for written in ("&quot;06-&quot;00000000", "00-00000000"):
        number = "12345678" if "quot" in written else "612345678"
        files = page(lambda x: x.replace(phone, f'<c r="F2" s="1"><v>{number}</v></c>'), written)  # noqa: B023
        assert read_files(files, empty_round()).ronde.aios[0].phones == ("06-12345678",)


def test_a_practice_merged_over_two_trainers_is_that_of_both() -> None:
    sheets = with_cell(clean_sheets(), "HAO", "G5", None)
    parts: dict[str, str | bytes] = {**xlsx_parts(["HAO", "Praktijken"])}
    merge = '<mergeCells><mergeCell ref="G4:G5"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = worksheet(sheets["HAO"], merge)
    parts["xl/worksheets/sheet2.xml"] = worksheet(sheets["Praktijken"])
    haos = read_files([("a.xlsx", packed(parts))], empty_round()).ronde.haos
    assert [hao.praktijk for hao in haos] == ["P01", "P02", "P03", "P03"]


def test_who_is_marked_as_dropped_out_takes_no_part() -> None:
    sheets = with_cell(with_cell(clean_sheets(), "AIOS", "Q1", "Doet niet meer mee"), "AIOS",
                       "Q3", "ja")  # fmt: skip
    intake = taken(sheets)
    assert intake.ronde.withdrawn == ("A02",)
    assert "A02 doet niet meer mee" in told(intake)
    assert taken(clean_sheets(), intake.ronde).ronde.withdrawn == ("A02",)
    sealed = replace(taken(clean_sheets()).ronde, sealed=Sealed("0" * 64))
    (mistake,) = mistakes_of([("r.xlsx", xlsx(sheets))], sealed)
    assert (mistake.cell, mistake.kind) == ("Q3", "withdrawn_after_sealing")
    assert Step(Do.SETTLE_WITHDRAW, ("A02",)).said.nl in mistake.expected.nl


READ: list[tuple[Callable[[Cell], Any], Any, tuple[Any, ...]]] = [
    (read_work_days, "ma t/m do", ("ma, di, wo, do", "ma-do", "ma‐di‐wo‐do", "alle dagen niet vr",
                                   "hele week m.u.v. vrijdag", "ma t/m vr (niet op vr)",
                                   "ma di wo dond")),
    (read_date, "24-12-2026", ("24-12-2026 00:00", "24-12-2026 0:00:00", "24 – 12 – 2026",
                               "donderdag 24-12-2026", "2026-12-24T00:00:00")),
    (read_periods, "24-12-2026; 25-12-2026", ("24 en 25 december 2026", "24-12-2026 & 25-12-2026",
                                              "24-12-2026 (vrij) en 25-12-2026")),
    (read_visit_windows, "di 13:00-17:00", ("di: 13:00-17:00", "di (13.00 - 17.00)",
                                            "elke di 13h-17h", "di 13u00 tot 17u00",
                                            "iedere dinsdag van 13 tot 17 uur")),
    (read_yes_no, True, ("✔️", "☑", "Ja!")),
    (read_yes_no, False, ("☐", "✗", "nee.")),
    (read_years, "1", ("J1", "jaar1", "jr 1", "1ste")),
    (read_phones, ("0612345678",), ("612345678", "0612345678 (privé)", "tel. 0612345678")),
    (read_phones, ("06-12345678",), ("06–12345678", "06‑12345678", "6-12345678")),
    (read_phones, ("+31612345678",), ("31612345678", "+31612345678")),
    (read_postcode, "6211 AB", ("6211-AB", "6211 A B", "6211.ab")),
    (read_minutes, 70, ("1u10", "1 uur 10", "1:10", "70 min", "1 uur en 10 minuten")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reader", "value", "written"),
    [(reader, value, one) for reader, value, ways in READ for one in ways],
)
def test_more_ways_of_writing_the_same(
    reader: Callable[[Cell], Any], value: Any, written: Any
) -> None:
    from bureau.workbook.files.characters import clean

    same = value
    if isinstance(value, str) and reader is not read_postcode:
        same = reader(cell(value))
    assert reader(cell(clean(written)[0])) == same


REFUSED: list[tuple[Callable[[Cell], Any], Any, str]] = [
    (read_yes_no, "ja, in 2025", "ja"), (read_yes_no, "weet niet", ""),
    (read_years, "1-3", "1,3"), (read_years, "13", "1,3"), (read_years, "1,5", ""),
    (read_phones, "6,12E+08", ""), (read_phones, "+31 6", ""),
    (read_emails, "jan@x.nl.", "jan@x.nl"), (read_emails, "jan(at)x.nl", "jan@x.nl"),
    (read_time, 0.5416666666666666, "13:00"), (read_date, "24-12-26 tot 13:00", ""),
    (read_periods, "elke woensdag", ""), (read_periods, "24-12-2026 ochtend", ""),
    (read_visit_windows, "di vanaf 13:00", ""), (read_visit_windows, "di hele dag", ""),
    (read_work_days, "ma di do, vr in overleg", ""), (read_work_days, "geen woensdag", ""),
    (read_minutes, "een half uur", ""), (read_minutes, "0:00", ""),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "written", "suggestion"), REFUSED)
def test_what_is_unclear_is_asked_about(
    reader: Callable[[Cell], Any], written: Any, suggestion: str
) -> None:
    with pytest.raises(Unreadable) as unclear:
        reader(cell(written))
    assert unclear.value.suggestion == suggestion


def test_a_sheet_that_is_called_praktijken_has_practices_with_code_name_and_town_only() -> None:
    sheets = clean_sheets()
    sheets["Praktijken"] = [["Code", "Naam", "Plaats"], ["P01", "De Brug", "Geleen"],
                            ["P02", "Noord", "Sittard"], ["P03", "Zuid", "Heerlen"]]  # fmt: skip
    ronde = taken(sheets).ronde
    assert [p.name for p in ronde.praktijken] == ["De Brug", "Noord", "Zuid"]
    assert len(ronde.aios) == 3
