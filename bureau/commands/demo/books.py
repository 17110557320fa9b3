"""Spreadsheets of the demonstration, as a coordinator would keep them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bureau.commands.door.frame import Work
from koppelronde.domain.acts import Act
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde


class Given(NamedTuple):
    """A spreadsheet that was written, to be read."""

    path: Path
    content: bytes


def write_book(work: Work, name: str, ronde: Koppelronde, *, settings: bool = False) -> Given:
    """A spreadsheet of one part of the round, in the folder of the demonstration."""
    from bureau.store.copies.exports import write_file
    from bureau.workbook.out.exporting import round_sheets
    from bureau.workbook.out.writing import sheets_workbook

    path = work.path(name)
    sheets = [sheet for sheet in round_sheets(ronde) if settings or sheet.name != "Ronde"]
    with work.open_store() as store:
        what = Text(f"verzonnen {name}", f"invented {name}")
        content = sheets_workbook(ronde.name, sheets)
        with store.writing_papers(path, (), by=work.acting(), what=what, act=Act.EXPORTED):
            write_file(path, content)
    return Given(path, content)


def to_read(books: list[Given]) -> list[tuple[str, bytes]]:
    """The names and contents, as an import takes them."""
    return [(book.path.name, book.content) for book in books]


def write_files(work: Work, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Files beside the store; their paths."""
    from bureau.store.copies.exports import write_file

    for name, content in files.items():
        write_file(work.path(name), content)
    return tuple(str(work.path(name)) for name in files)
