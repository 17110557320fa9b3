"""The lines of a sheet about people or practices, each with its code; doubled codes refused."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from bureau.workbook.files.cells import Cell, address, column_letters
from bureau.workbook.files.characters import latin_look, same_letters
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import CODE, Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.values.single import Unreadable, read_text
from koppelronde.domain.language import Text
from koppelronde.domain.people import Aios, Hao, Praktijk


class PersonLine(NamedTuple):
    """A line whose owner is known; ``old`` is None for somebody new."""

    line: Line
    code: str
    old: Aios | Hao | Praktijk | None


_CODE_WANTED: Final = Text(
    "een korte code van letters en cijfers, bijvoorbeeld A01",
    "a short code of letters and digits, such as A01",
)


def person_lines(
    desk: Desk, found: Found, kind: Kind, who: Who, draft: Draft, seen: dict[str, str]
) -> list[PersonLine]:
    """Each line with its code; refuses strange and doubled codes. ``seen`` spans all sheets."""
    known: dict[Who, Any] = {
        Who.AIOS: draft.aios,
        Who.HAO: draft.haos,
        Who.PRAKTIJK: draft.praktijken,
    }
    result = []
    for line in lines(desk, found, kind, "code"):
        written = line.get("code", _read_code, "")
        place = f"{found.sheet.name} {address(line.row.number, found.columns['code'][0])}"
        if not written:
            draft.directory.add_refused(who, line.shown("code"), place)
            desk.tally(kind).refused += 1
            continue
        code = draft.directory.existing(who, written) or written
        owner = draft.directory.owner(written)
        if owner is not None and owner[0] is not who:
            line.wrong_at(
                "code",
                Text(
                    f"een eigen code; {written} is al van een {owner[0].value}",
                    f"a code of its own; {written} already is a {owner[0].value}",
                ),
                "code_taken",
                f"{who.name[0]}{written}" if written.isdigit() else "",
            )
        elif same_letters(code) in seen:
            line.wrong_at(
                "code",
                Text(
                    f"elke code één keer; {code} staat ook in {seen[same_letters(code)]}",
                    f"each code once; {code} is also in {seen[same_letters(code)]}",
                ),
                "doubled_code",
            )
        if line.marred:
            draft.directory.add_refused(who, written, place)
            desk.tally(kind).refused += 1
            continue
        seen[same_letters(code)] = place
        cell = address(line.row.number, found.columns["code"][0])
        draft.directory.stands[who, code] = found.sheet.file, found.sheet.name, cell
        old = known[who].get(code)
        # known at once, so that a second line with nearly this code is seen as the same
        draft.directory.add({Who.AIOS: Aios, Who.HAO: Hao, Who.PRAKTIJK: Praktijk}[who](code=code))
        result.append(PersonLine(line, code, old))
    here = (found.sheet.file, found.sheet.name, "empty")
    column = column_letters(found.columns["code"][0])
    for mistake in desk.mistakes:
        own = mistake.cell.rstrip("0123456789") == column
        if own and (mistake.file, mistake.sheet, mistake.kind) == here:
            draft.directory.nameless[who].append(f"{mistake.sheet} {mistake.cell}")
    return result


def _read_code(cell: Cell) -> str:
    code = read_text(cell)
    if not CODE.fullmatch(code):
        plain = latin_look(code)
        alike = plain != code and CODE.fullmatch(plain)
        begin = CODE.match(plain)  # of "A01*" and "A01 (nieuw)"
        meant = begin[0] if begin and re.search(r"\d$", begin[0]) else ""
        raise Unreadable("look_alike" if alike else "code", _CODE_WANTED, meant)
    return code
