"""A workbook as bytes: the same tables give the same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bureau.workbook.out.printing import number_pages

if TYPE_CHECKING:
    from openpyxl import Workbook


_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)

_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - docProps has no zone; a fixed moment


def workbook_bytes(book: Workbook, title: str) -> bytes:
    """The workbook without author, clock or compression: the same content, the same bytes."""
    number_pages(book, title)
    book.properties.creator = ""
    book.properties.lastModifiedBy = None
    book.properties.title = title
    book.properties.created = _MADE
    book.properties.modified = _MADE
    raw = BytesIO()
    book.save(raw)
    return _repacked(raw.getvalue())


def _repacked(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part
                )
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.create_system = 3  # or the file would say which system wrote it
            target.writestr(entry, part)
    return packed.getvalue()
