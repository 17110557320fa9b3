"""What stands in a report, before it is a page or a paper: sections of texts, tables, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.language import Lang, Text
from koppelronde.press.drawing import Drawing, Room


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``small`` for what explains a picture or a table."""

    says: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few numbers that a reader should remember."""

    number: str
    says: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Those numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers. ``left`` columns are text, the others numbers; ``strong`` is a row.

    ``strong_column`` is a column.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    strong: int | None = None
    strong_column: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """``draw`` makes the drawings for a room in points; a height of 0 is a page without end.

    ``wide`` pictures lie across a sheet. ``says`` is for who cannot see the picture.
    """

    says: str
    draw: Callable[[Room], tuple[Drawing, ...]]
    key: Drawing | None = None
    wide: bool = False


Block = Paragraph | Figures | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; ``code`` names it in the page's own links."""

    code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report in one language."""

    title: Text
    subtitle: str
    ronde: str
    version: int
    made_at: datetime
    short_hash: str
    trial: bool
    lang: Lang
    sections: tuple[Section, ...]
