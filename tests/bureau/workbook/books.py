"""Small workbooks for the tests: a clean one, and the same with a cell changed."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter, range_boundaries

from bureau.workbook.intake import Intake, read_files
from koppelronde.domain.errors import InputMistakes, Mistake
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure

DATA = Path(__file__).parents[2] / "data"
Rows = list[list[Any]]
Sheets = dict[str, Rows]


def on(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment as a spreadsheet holds it, without a zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def empty_round(procedure: str = "maastricht", name: str = "Maart 2027") -> Koppelronde:
    return Koppelronde(name=name, procedure=load_procedure(procedure))


def example(procedure: str) -> list[tuple[str, bytes]]:
    return [(p.name, p.read_bytes()) for p in sorted((DATA / procedure).glob("*.xlsx"))]


def clean_sheets() -> Sheets:
    """Three trainees, four trainers, three practices, and everything people hand in."""
    return {
        "Ronde": [
            ["Gegeven", "Waarde", "Reden"],
            ["Naam", "Maart 2027", None],
            ["Instituut", "Instituut Zuid", None],
            ["Procedure", "maastricht", None],
            ["Start stage", on(2027, 3, 1), None],
            ["Carrousel datum", on(2026, 12, 10), None],
            ["Carrousel begin", "13:00", None],
            ["Carrousel eind", "17:00", None],
            ["Pauzes om", "14:30; 15:30", None],
            ["Wie loopt", "AIOS", None],
            ["Bezoeken van", on(2026, 12, 14), None],
            ["Bezoeken tot en met", on(2027, 1, 15), None],
            ["Gesloten", "24-12-2026 t/m 03-01-2027", None],
            ["Gespreksduur (min)", 8, None],
            ["Maximum bezoeken per praktijk", 6, None],
            ["Contact e-mail", "koppeling@instituut.example", None],
            ["Contact telefoon", "043-0000000", None],
        ],
        "AIOS": [
            ["Nr", "Voornaam", "Tussenvoegsel", "Achternaam", "E-mail", "Mobiel", "Postcode",
             "Woonplaats", "Breedtegraad", "Lengtegraad", "Opleidingsjaar", "Werkdagen", "Afwezig",
             "Opleider jaar 1", "Relatie met", "HDS gehad"],
            ["A01", "Joris", "van der", "Yıldız", "joris@aios.example", "06-00000001", "6373 NN",
             "Landgraaf", 50.90561, 6.00757, 1, "ma di do", "24-12-2026 t/m 03-01-2027", None, None,
             "nee"],
            ["A02", "Chloë", None, "Null", "chloe@aios.example", "06-00000002", "6412 RT",
             "Heerlen", 50.89154, 5.96301, 1, "alle dagen", None, None, "H04", "nee"],
            ["A03", "Mees", "ter", "True", "mees@aios.example", "06-00000003", "5804 ZE",
             "Venray", 51.52166, 5.97426, 1, "ma t/m vr", "6 jan 2027", None, None, "ja"],
        ],
        "HAO": [
            ["Nr", "Voornaam", "Tussenvoegsel", "Achternaam", "E-mail", "Telefoon", "Praktijk",
             "Werkdagen", "Begeleidt jaar", "Plaatsen", "Laatste AIOS tot", "Grootschalige HDS"],
            ["H01", "Marit", None, "Vermeulen", "marit@praktijk.example", "043-0000001", "P01",
             "di wo do vr", "1,3", 1, on(2026, 11, 29), "ja"],
            ["H02", "Lucas", "el", "Martens", "lucas@praktijk.example", "043-0000002", "P02",
             "ma di", "1", 1, on(2027, 2, 28), "nee"],
            ["H03", "Zoë en Jan", None, "Mulder en Bos",
             "zoe@praktijk.example; jan@praktijk.example",
             "043-0000003", "P03", "ma di wo", "1", 2, None, "nee"],
            ["H04", "Stijn", None, "NA", "stijn@praktijk.example", "+31 43 0000004", "P03",
             "ma di wo", "1", 1, None, "ja"],
        ],
        "Praktijken": [
            ["Nr", "Naam", "Adres", "Postcode", "Plaats", "Breedtegraad", "Lengtegraad",
             "Praktijkvorm", "Omgeving", "Max bezoeken", "Bezoekmomenten"],
            ["P01", "Huisartsen Geleen", "Kloosterlaan 1", "6166 MP", "Geleen", 50.97, 5.82, "duo",
             "stad", 6, "di 13:00-17:00; do 09:00-12:00"],
            ["P02", "Huisartsen Sittard", "Markt 2", "6136 KR", "Sittard", 50.99, 5.86, "duo",
             "stad", 4, "wo 13:00-17:00"],
            ["P03", "Huisartsen Gulpen", "Markt 3", "6275 DH", "Gulpen", 50.83, 5.87, "solo",
             "dorp", None, "wo 09:00-12:00"],
        ],
        "Bezoekwensen": [
            ["AIOS", 1, 2, 3],
            ["A01", "P01", "P02", "P03"],
            ["A02", "P02", "P01", None],
            ["A03", "P03", "P01 / P02", None],
        ],
        "Bezoekuitkomsten": [
            ["AIOS", "Praktijk", "Datum", "Status"],
            ["A01", "P01", on(2026, 12, 15), "geweest"],
            ["A01", "P02", on(2026, 12, 16), "geweest"],
            ["A02", "P02", on(2026, 12, 16), "niet verschenen"],
        ],
        "Voorkeuren AIOS": [
            ["AIOS", 1, 2, 3],
            ["A01", "H01", "H02", None],
            ["A02", "H02", "H01", "H03"],
            ["A03", "H03", "H01 / H02", None],
        ],
        "Voorkeuren HAO": [
            ["HAO", 1, 2, 3],
            ["H01", "A01", "A02", "A03"],
            ["H02", "A02", "A01", None],
        ],
        "Veto's": [
            ["AIOS", "HAO", "Grond", "Door"],
            ["A02", "H04", "eigen huisarts", "AIOS"],
        ],
        "Reistijden": [
            ["AIOS", "Praktijk", "Minuten"],
            ["A01", "P01", 35],
            ["A02", "P01", 15],
        ],
        "Carrouselwensen": [
            ["AIOS", "HAO", "Wens", "Door"],
            ["A01", "H01", "moet", "AIOS"],
            ["A01", "H02", "liever niet", "HAO"],
        ],
        "Aanwezigheid": [
            ["Nr", "Van", "Tot", "Tafel", "Online"],
            ["A02", "13:30", None, None, "nee"],
            ["H01", None, "15:00", 1, "ja"],
        ],
        "Tafels": [
            ["Tafel", "Zaal", "Plaats in de rij", "Vast", "Online"],
            [1, "Zaal 1", 1, "ja", "ja"],
            [2, "Zaal 1", 2, "nee", "nee"],
        ],
    }  # fmt: skip


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A plain workbook: numbers as numbers, dates as dates, everything else as text."""
    pages = {
        f"xl/worksheets/sheet{n}.xml": worksheet(rows) for n, rows in enumerate(sheets.values(), 1)
    }
    return packed(xlsx_parts(list(sheets)) | pages)


def worksheet(rows: Sequence[Sequence[Any]], extra: str = "") -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            cell_xml(f"{letter(column)}{number}", value)
            for column, value in enumerate(row, 1)
            if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{extra}</worksheet>'


def cell_xml(place: str, value: Any) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        days = (value - on(1899, 12, 30)) / timedelta(days=1)
        return f'<c r="{place}" s="{3 if days % 1 else 1}"><v>{days!r}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx_parts(names: Sequence[str], state: Mapping[str, str] | None = None) -> dict[str, str]:
    """All parts but the sheets themselves."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        f' state="{(state or {}).get(name, "visible")}"/>'
        for n, name in enumerate(names, 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">{relations}<Relationship '
        f'Id="rIdS" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills '
        'count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1">'
        '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
        '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>",
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return raw.getvalue()


def csv_text(rows: Sequence[Sequence[Any]], delimiter: str = ";") -> str:
    def field(value: Any) -> str:
        if value is None:
            return ""
        text = f"{value:%d-%m-%Y}" if isinstance(value, datetime) else str(value)
        quoted = text.replace('"', '""')
        return f'"{quoted}"' if any(c in text for c in f'{delimiter}"\n') else text

    return "\r\n".join(delimiter.join(field(value) for value in row) for row in rows) + "\r\n"


def with_cell(sheets: Sheets, sheet: str, cell: str, value: Any) -> Sheets:
    changed = copy.deepcopy(sheets)
    column, row, _, _ = range_boundaries(cell)
    assert column is not None
    assert row is not None
    rows = changed[sheet]
    while len(rows) < row:
        rows.append([])
    while len(rows[row - 1]) < column:
        rows[row - 1].append(None)
    rows[row - 1][column - 1] = value
    return changed


def letter(column: int) -> str:
    return get_column_letter(column)


def taken(sheets: Sheets, ronde: Koppelronde | None = None) -> Intake:
    return read_files([("ronde.xlsx", xlsx(sheets))], ronde or empty_round())


def mistakes_of(files: list[tuple[str, bytes]], ronde: Koppelronde | None = None
                ) -> tuple[Mistake, ...]:  # fmt: skip
    """The mistakes, or an empty tuple where the files are read."""
    try:
        read_files(files, ronde or empty_round())
    except InputMistakes as wrong:
        return wrong.mistakes
    return ()


def refused(sheets: Sheets, ronde: Koppelronde | None = None) -> tuple[Mistake, ...]:
    """The mistakes of one workbook with these sheets."""
    return mistakes_of([("ronde.xlsx", xlsx(sheets))], ronde)
