"""The sheets of all files, each once; two sheets of different rounds are not read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from bureau.workbook.files.cells import PlainSheet
from bureau.workbook.files.opening import open_file
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.forms import as_table
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from koppelronde.domain.language import Text


def opened_sheets(desk: Desk, files: Sequence[tuple[str, bytes]]) -> list[PlainSheet]:
    """All sheets in a fixed order, so that the order of files never matters."""
    sheets: list[PlainSheet] = []
    seen: dict[bytes, str] = {}
    for name, content in sorted(files):
        if PurePath(name).name.startswith(("~$", "._", ".~lock")):
            desk.notices.append(
                Text(
                    f"{name} is overgeslagen: een hulpbestand van een geopende werkmap.",
                    f"{name} was skipped: a helper file of a workbook that is open.",
                )
            )
            continue
        if content in seen:
            text = f"{name} = {seen[content]}"
            desk.notices.append(
                Text(
                    f"Hetzelfde bestand tweemaal gegeven: {text}.",
                    f"The same file given twice: {text}.",
                )
            )
            continue
        seen[content] = name
        opened = open_file(name, content)
        desk.mistakes += opened.mistakes
        desk.notices += opened.notices
        for sheet in opened.sheets:
            sheet = as_table(sheet)
            same = next((s for s in sheets if s.rows and s.rows == sheet.rows), None)
            if same is None:
                sheets.append(sheet)
            else:
                why = Text(
                    f"gelijk aan het blad {same.name} van {same.file}",
                    f"the same as the sheet {same.name} of {same.file}",
                )
                desk.skip(sheet, "", sheet.name, why)
    return sheets


def one_round(desk: Desk, tables: list[tuple[Kind, Found]]) -> None:
    """Two sheets of one kind that name different rounds are not read as one."""
    first: dict[Kind, Found] = {}
    for kind, found in tables:
        before = first.setdefault(kind, found)
        said, other = _rounds_named(found), _rounds_named(before)
        if found is not before and said != other and (said or other):
            desk.wrong(
                found.sheet,
                "",
                found.sheet.name,
                Text(
                    f"bladen van één ronde; naast '{before.sheet.name}' lijkt dit van een andere. "
                    "Verberg of verwijder het blad dat niet meedoet",
                    f"sheets of one round; beside '{before.sheet.name}' this seems of another. "
                    "Hide or delete the sheet that takes no part",
                ),
                "other_round",
            )


def _rounds_named(found: Found) -> tuple[str, ...]:
    return tuple(re.findall(_ROUND_NAME, found.sheet.name.casefold()))


_ROUND_NAME: Final = (
    r"20[0-9]{2}|januari|februari|maart|april|juni|juli|augustus|september|oktober|november"
    r"|december|\b(?:jan|feb|mrt|apr|mei|jun|jul|aug|sept?|okt|nov|dec)\b|\boude?\b|vorige?"
)
