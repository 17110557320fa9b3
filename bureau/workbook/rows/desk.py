"""Where readers leave what they found, over all files: mistakes, notices, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bureau.workbook.files.cells import PlainSheet
from bureau.workbook.layout.columns import Kind
from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text

MOST_MISTAKES: Final = 500
_SHOWN_NAMES: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Ignored:
    """Something that was not read, and why; ``cell`` is empty for a whole sheet."""

    file: str
    sheet: str
    cell: str
    what: str
    why: Text


@dataclass(slots=True)
class Tally:
    """Lines of one kind; read = stored + unchanged + refused + ignored."""

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    refused: int = 0
    ignored: int = 0


@dataclass(slots=True)
class Desk:
    """Where readers leave what they found, over all files."""

    mistakes: list[Mistake] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)
    direction: list[Text] = field(default_factory=list)
    tallies: dict[Kind, Tally] = field(default_factory=dict)
    unknown: dict[Mistake, str] = field(default_factory=dict)
    """The code that nobody has, of each mistake about one: folded when all sheets are read."""
    names_read: dict[str, list[str]] = field(default_factory=dict)
    """Names in one cell that may be meant otherwise, with how they were read, by sheet."""
    taken_away: list[Text] = field(default_factory=list)
    """Lists, vetoes and wishes that a sheet withdraws, for the journal."""
    empty_lists: dict[Kind, list[str]] = field(default_factory=dict)
    """Whose list stands on a sheet without a single choice."""
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many lines of data were met, by file and sheet."""
    headings: dict[tuple[str, str], Mapping[int, str]] = field(default_factory=dict)
    unread: set[Kind] = field(default_factory=set)
    """What the sheets hold that were refused for their headings."""

    def tally(self, kind: Kind) -> Tally:
        """The count for that kind of sheet."""
        return self.tallies.setdefault(kind, Tally())

    def wrong(
        self,
        sheet: PlainSheet,
        cell: str,
        read: str,
        expected: Text,
        kind: str,
        suggestion: str = "",
    ) -> None:
        """A mistake at a place of a sheet."""
        shown = " ".join(read.split())
        self.mistakes.append(
            Mistake(
                sheet.file,
                sheet.name,
                cell,
                shown if len(shown) <= 80 else shown[:79] + "…",
                expected,
                suggestion,
                kind,
            )
        )

    def say_names(self) -> None:
        """How names in one cell were read, a sentence for each sheet."""
        for sheet, read in self.names_read.items():
            some = "; ".join(read[:_SHOWN_NAMES])
            more = f"; +{len(read) - _SHOWN_NAMES}" if len(read) > _SHOWN_NAMES else ""
            self.notices.append(
                Text(
                    f"{sheet}: kijk of deze namen goed gelezen zijn (voornaam · tussenvoegsel · "
                    f"achternaam): {some}{more}. Met drie kolommen is er geen twijfel.",
                    f"{sheet}: check whether these names were read rightly (first name · infix · "
                    f"surname): {some}{more}. With three columns there is no doubt.",
                )
            )

    def skip(self, sheet: PlainSheet, cell: str, what: str, why: Text) -> None:
        """Something ignored aloud."""
        self.ignored.append(Ignored(sheet.file, sheet.name, cell, what[:80], why))
