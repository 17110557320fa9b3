"""Files that are broken, or made to break a program: refused with a reason, or read rightly."""

from __future__ import annotations

import io
import re
import resource
import struct
import zipfile
from collections.abc import Callable

import pytest

from bureau.workbook.files.opening import open_file
from bureau.workbook.intake import read_files
from tests.bureau.workbook.books import (
    MAIN,
    clean_sheets,
    csv_text,
    empty_round,
    mistakes_of,
    packed,
    taken,
    worksheet,
    xlsx,
    xlsx_parts,
)

AIOS = clean_sheets()["AIOS"]


def sheet_xml(body: str, extra: str = "", dimension: str = "") -> bytes:
    page = f'<worksheet xmlns="{MAIN}">{dimension}<sheetData>{body}</sheetData>{extra}</worksheet>'
    return packed(xlsx_parts(["AIOS"]) | {"xl/worksheets/sheet1.xml": page})


def with_parts(**changes: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {**xlsx_parts(["AIOS"])}
    parts["xl/worksheets/sheet1.xml"] = worksheet(AIOS)
    return packed(parts | {name.replace("__", "/").replace("_DOT_", "."): part
                           for name, part in changes.items()})  # fmt: skip


def bomb() -> bytes:
    return packed({**xlsx_parts(["AIOS"]), "xl/worksheets/sheet1.xml": b" " * 60_000_000})


def lying_bomb() -> bytes:
    """Says it unpacks to 1 kB, and unpacks to 60 MB."""
    raw = bytearray(bomb())
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = 0
        while (start := raw.find(sign, start)) >= 0:
            if struct.unpack_from("<I", raw, start + offset)[0] == 60_000_000:
                struct.pack_into("<I", raw, start + offset, 1000)
            start += 4
    return bytes(raw)


def doubled() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as target:
        for name, part in xlsx_parts(["AIOS"]).items():
            target.writestr(name, part)
        target.writestr("xl/worksheets/sheet1.xml", worksheet(AIOS))
        with pytest.warns(UserWarning, match="Duplicate"):
            target.writestr("xl/worksheets/sheet1.xml", worksheet(AIOS[:2]))
    return raw.getvalue()


def encrypted_part() -> bytes:
    raw = bytearray(xlsx({"AIOS": AIOS}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := raw.find(sign, start)) >= 0:
            raw[start + offset] |= 1
            start += 4
    return bytes(raw)


def lzma_packed() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_LZMA) as target:
        for name, part in xlsx_parts(["AIOS"]).items():
            target.writestr(name, part)
    return raw.getvalue()


def shared(index: str, strings: str = "<si><t>Nr</t></si><si><t>Naam</t></si>") -> bytes:
    parts: dict[str, str | bytes] = {**xlsx_parts(["AIOS"])}
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>",
        '<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    cells = f'<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>{index}</v></c>'
    page = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = page
    return packed(parts)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    f'<!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&b;&c;</t></is></c></row></sheetData></worksheet>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
NR = '<c r="A1" t="inlineStr"><is><t>Nr</t></is></c>'

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("leeg.xlsx", lambda: b"", "empty_file"),
    ("leeg.csv", lambda: b" \r\n ", "empty_file"),
    ("groot.xlsx", lambda: b"PK\x03\x04" + b"x" * 5_000_001, "too_large"),
    ("oud.xls", lambda: OLE, "old_excel"),
    ("oud-als-nieuw.xlsx", lambda: OLE, "old_excel"),
    ("slot.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("slot-zip.xlsx", encrypted_part, "encrypted"),
    ("calc.ods", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                                 "content.xml": "<x/>"}), "other_format"),
    ("binair.xlsb", lambda: packed({"xl/workbook.bin": b"1"}), "other_format"),
    ("brief.docx", lambda: packed({"word/document.xml": "<x/>"}), "other_format"),
    ("papier.xlsx", lambda: b"%PDF-1.7 ...", "other_format"),
    ("web.xls", lambda: b"<html><table><tr><td>Nr</td></tr></table></html>", "other_format"),
    ("xml2003.xml", lambda: b'<?xml version="1.0"?><Workbook/>', "other_format"),
    ("tekst.xlsx", lambda: b"Nr;Naam\r\nA01;Jan\r\n", "not_a_workbook"),
    ("half.xlsx", lambda: xlsx({"AIOS": AIOS})[:900], "damaged"),
    ("zip-zonder.xlsx", lambda: packed({"leesmij.txt": "hallo"}), "damaged"),
    ("bom.xlsx", bomb, "too_large_unpacked"),
    ("liegende-bom.xlsx", lying_bomb, "damaged"),
    ("veel-delen.xlsx", lambda: packed({f"deel{n}.xml": "x" for n in range(401)}),
     "too_many_parts"),
    ("dubbel.xlsx", doubled, "doubled_part"),
    ("dubbel-hoofdletters.xlsx", lambda: with_parts(XL__worksheets__SHEET1_DOT_xml="<x/>"),
     "doubled_part"),
    ("omhoog.xlsx", lambda: packed({"../../etc/passwd": "x"}), "strange_part"),
    ("lzma.xlsx", lzma_packed, "strange_packing"),
    ("entiteiten.xlsx", lambda: with_parts(xl__worksheets__sheet1_DOT_xml=ENTITIES), "entities"),
    ("geen-xml.xlsx", lambda: with_parts(xl__worksheets__sheet1_DOT_xml="<worksheet><row>"),
     "damaged"),
    ("diep.xlsx", lambda: with_parts(xl__worksheets__sheet1_DOT_xml="<a>" * 500), "too_many_cells"),
    ("ver.xlsx", lambda: sheet_xml(
        f'<row r="1">{NR}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "far_cell"),
    ("verre-kolom.xlsx", lambda: sheet_xml(
        f'<row r="1">{NR}<c r="ZZZ1"><v>1</v></c></row>'), "bad_reference"),
    ("verre-rij.xlsx", lambda: sheet_xml(
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'), "bad_reference"),
    ("andere-rij.xlsx", lambda: sheet_xml('<row r="1"><c r="A7"><v>1</v></c></row>'),
     "bad_reference"),
    ("dubbele-cel.xlsx", lambda: sheet_xml(
        f'<row r="1">{NR}<c r="A1"><v>2</v></c></row>'), "doubled_cell"),
    ("samengevoegd.xlsx", lambda: sheet_xml(
        f'<row r="1">{NR}</row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
     "strange_range"),
    ("verre-link.xlsx", lambda: sheet_xml(
        f'<row r="1">{NR}</row>', '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
     "strange_range"),
    ("veel-cellen.xlsx", lambda: sheet_xml("".join(
        f'<row r="{n}">{"<c/>" * 16_000}</row>' for n in range(1, 15))), "too_many_cells"),
    ("veel-gevuld.csv", lambda: csv_text([["x"] * 290] * 900).encode(), "far_cell"),
    ("veel-bladen.xlsx", lambda: xlsx({f"b{n}": [["x"] * 290] * 220 for n in range(4)}),
     "too_many_cells"),
    ("min-een.xlsx", lambda: shared("-1"), "bad_string"),
    ("voorbij.xlsx", lambda: shared("2"), "bad_string"),
    ("komma.xlsx", lambda: shared("0.5"), "bad_string"),
    ("nul.csv", lambda: b"Nr;Naam\r\nA01;Ja\x00n\r\n", "encoding"),
    ("utf16-zonder-merk.csv", lambda: "Nr;Naam\r\n".encode("utf-16-le"), "encoding"),
    ("kapot-utf16.csv", lambda: b"\xff\xfeN\x00r\x00\x00\xd8", "encoding"),
    ("geen-tekst.csv", lambda: b"Nr;Naam\r\nA01;J\x81n\r\n", "encoding"),
    ("open-aanhaling.csv", lambda: b'Nr;Naam\r\nA01;"Jan\r\nA02;Piet\r\n', "unclosed_quote"),
    ("losse-aanhaling.csv", lambda: b'Nr;Naam\r\nA01;"Jan" de Boer\r\n', "stray_quote"),
    ("opgeslokt.csv", lambda: b'Nr;Naam;E;T\r\nA01;"Jan;x;y\r\nA02;Piet;x;y\r\nA03;"K";x;y\r\n',
     "unclosed_quote"),
    ("kopje-kwijt.csv", lambda: b"A01;Jan\r\nA02;Piet\r\n", "no_header"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "kind"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_a_hostile_file_is_refused_with_its_reason(
    name: str, make: Callable[[], bytes], kind: str
) -> None:
    found = mistakes_of([(name, make())])
    assert [mistake.kind for mistake in found] == [kind]
    assert found[0].file == name
    assert found[0].expected.nl
    assert found[0].expected.en


def test_a_refusal_names_the_cell_where_there_is_one() -> None:
    wanted = {
        "ver.xlsx": "XFD1048576", "min-een.xlsx": "B1", "open-aanhaling.csv": "B2",
        "nul.csv": "B2", "geen-tekst.csv": "B2", "opgeslokt.csv": "B2",
    }  # fmt: skip
    made = {name: make for name, make, _ in REFUSED}
    assert {name: mistakes_of([(name, made[name]())])[0].cell for name in wanted} == wanted


def test_a_file_that_is_refused_does_not_hide_the_mistakes_of_another() -> None:
    rows = [row[:] for row in AIOS]
    rows[1][4] = "geen adres"
    found = mistakes_of([("a.xls", OLE), ("b.csv", csv_text(rows).encode())])
    assert {(m.file, m.kind) for m in found} >= {("a.xls", "old_excel"), ("b.csv", "email")}


# ── what looks strange and is read rightly ───────────────────────────────────────────────────


def test_a_false_dimension_hides_nobody() -> None:
    page = worksheet(AIOS).replace("<sheetData>", '<dimension ref="A1:C2"/><sheetData>')
    content = with_parts(xl__worksheets__sheet1_DOT_xml=page)
    opened = open_file("a.xlsx", content)
    assert len(opened.sheets[0].rows) == len(AIOS)
    assert max(opened.sheets[0].rows[0].cells) == len(AIOS[0])


def test_a_formula_without_a_value_is_named_where_it_is_needed() -> None:
    page = worksheet(AIOS).replace(
        '<c r="D2" t="inlineStr"><is><t xml:space="preserve">Yıldız</t></is></c>',
        '<c r="D2"><f>B2&amp;"x"</f></c>',
    )
    found = mistakes_of([("a.xlsx", with_parts(xl__worksheets__sheet1_DOT_xml=page))])
    (mistake,) = [m for m in found if m.kind == "formula_without_value"]
    assert (mistake.sheet, mistake.cell, mistake.read) == ("AIOS", "D2", '=B2&"x"')


def test_a_reference_that_was_never_calculated_is_not_taken_for_nobody() -> None:
    rows = [[*AIOS[0][:13], "Opleider jaar 1", "Relatie met"], [*AIOS[1][:13], "H01", "H02"]]
    page = worksheet(rows)
    for cell, text in (("Opleider", "H01"), ("Relatie", "H02")):
        page = re.sub(
            rf'<c r="(\w+)" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>',
            rf'<c r="\1"><f>{cell}&amp;X</f></c>',
            page,
        )
    found = mistakes_of([("a.xlsx", with_parts(xl__worksheets__sheet1_DOT_xml=page))])
    read = [m.read for m in found if m.kind == "formula_without_value"]
    assert read == ["=Opleider&X", "=Relatie&X"]


def test_a_formula_with_its_value_is_read_with_a_notice() -> None:
    page = worksheet(AIOS[:2]).replace(
        '<c r="D2" t="inlineStr"><is><t xml:space="preserve">Yıldız</t></is></c>',
        '<c r="D2" t="str"><f>B2</f><v>Yıldız</v></c>',
    )
    content = with_parts(xl__worksheets__sheet1_DOT_xml=page)
    intake = read_files([("a.xlsx", content)], empty_round())
    assert intake.ronde.aios[0].surname == "Yıldız"
    assert any("1 formule " in notice.nl for notice in intake.notices)


def test_a_hidden_sheet_is_named_and_left_alone() -> None:
    parts = xlsx_parts(["AIOS", "HAO"], {"HAO": "veryHidden"})
    parts["xl/worksheets/sheet1.xml"] = worksheet(AIOS[:2])
    parts["xl/worksheets/sheet2.xml"] = worksheet(clean_sheets()["HAO"])
    intake = read_files([("a.xlsx", packed(parts))], empty_round())
    assert intake.ronde.haos == ()
    assert any("HAO" in notice.nl and "verborgen" in notice.nl for notice in intake.notices)


def test_people_called_null_na_and_true_survive() -> None:
    intake = taken(clean_sheets())
    assert [person.surname for person in intake.ronde.aios] == ["Yıldız", "Null", "True"]
    assert intake.ronde.haos[3].surname == "NA"
    rows = [row[:] for row in AIOS]
    rows[3][3] = True  # what Excel makes of it
    assert taken({**clean_sheets(), "AIOS": rows}).ronde.aios[2].surname == "True"


def test_leading_zeros_plus_signs_and_guards_survive() -> None:
    rows = [row[:6] for row in AIOS]
    phones = ["0031612345678", "+31 6 12345678", 612345678]
    for row, phone in zip(rows[1:], phones, strict=True):
        row[5] = phone
    rows[0][1] = "Voornaam"
    rows[1][1], rows[2][1], rows[3][1] = "=1+1", "'t Hooft", "-Jan"
    expected = [("0031612345678",), ("+31 6 12345678",), ("0612345678",)]
    wanted = ["=1+1", "'t Hooft", "-Jan"]
    guarded = [r[:] for r in rows]
    guarded[1][1], guarded[3][1], guarded[2][5] = "'=1+1", "'-Jan", "'+31 6 12345678"
    guarded[1][5], guarded[3][5] = '="0031612345678"', "'0612345678"
    for files in (
        [("a.xlsx", xlsx({"AIOS": rows}))],
        [("aios.csv", csv_text(guarded).encode())],
    ):
        people = read_files(files, empty_round()).ronde.aios
        assert [person.phones for person in people] == expected
        assert [person.first_name for person in people] == wanted


def test_names_are_stored_in_one_form_of_unicode() -> None:
    rows = [row[:] for row in AIOS]
    rows[1][1] = "Zoe\u0308"
    rows[2][1] = "Jo\u200bris\u00ad"
    people = taken({**clean_sheets(), "AIOS": rows}).ronde.aios
    assert [person.first_name for person in people][:2] == ["Zo\u00eb", "Joris"]


def test_a_sep_line_is_obeyed_and_has_no_row_number() -> None:
    text = "sep=|\r\n" + csv_text(AIOS, "|").replace("joris@aios.example", "joris")
    found = mistakes_of([("aios.csv", text.encode())])
    assert ("E2", "email") in {(m.cell, m.kind) for m in found}


def test_a_line_with_a_delimiter_too_many_is_pointed_at() -> None:
    text = csv_text(AIOS) + "A04;Jan;;Bos;jan@aios.example;06-00000009;;;;;1;ma;;;;nee;extra\r\n"
    found = mistakes_of([("aios.csv", text.encode())])
    assert ("Q5", "too_many_fields") in {(m.cell, m.kind) for m in found}


def test_a_flood_of_mistakes_is_cut_and_counted() -> None:
    rows = [
        AIOS[0],
        *[
            [f"A{n:04d}", "Jan", None, "Bos", f"a{n}@x.nl" if n % 10 > 6 else "fout"]
            for n in range(900)
        ],
    ]
    found = mistakes_of([("aios.csv", csv_text(rows).encode())])
    assert len(found) == 501
    assert found[-1].kind == "more"
    assert "130" in found[-1].expected.nl


def test_the_largest_file_allowed_stays_within_memory() -> None:
    rows = [
        AIOS[0],
        *[[f"A{n:05d}", "Jan", None, f"Bos{n}", f"jan{n}@aios.example"] for n in range(3000)],
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    intake = read_files([("aios.csv", csv_text(rows).encode())], empty_round())
    assert len(intake.ronde.aios) == 3000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
