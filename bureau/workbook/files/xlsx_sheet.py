"""One sheet of an .xlsx file, cell by cell as the parser meets them."""

from __future__ import annotations

import math
import re
from datetime import datetime, time
from typing import Final

from bureau.workbook.files.cells import MOST_FILLED, Cell, Problem, Row, address
from bureau.workbook.files.characters import FORMULA_ERROR, clean, excel_unescaped
from bureau.workbook.files.xlsx_parts import DAMAGED, RESAVE, Attributes, BadFile
from bureau.workbook.files.xlsx_styles import Styles
from bureau.workbook.files.xlsx_unseen import said_columns, unseen
from koppelronde.domain.language import Text

MOST_CELLS: Final = 200_000
LAST_ROW: Final = 20_000
LAST_COLUMN: Final = 500
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST: Final = 40_000
_SHOWN_DIGITS: Final = 10
"""So many digits Excel shows of a number without a format of its own."""

NO_VALUE: Final = Problem(
    "formula_without_value",
    Text(
        "een waarde; deze formule is nog niet uitgerekend. Open het bestand in Excel, sla het op",
        "a value; this formula was never calculated. Open the file in Excel and save it",
    ),
)
STRUCK_THROUGH: Final = Problem(
    "struck_through",
    Text(
        "gewone tekst; deze is doorgestreept. Wis wat niet meer geldt, of haal de streep weg",
        "ordinary text; this is struck through. Erase what no longer counts, or take away the line",
    ),
)
_BAD_DATE: Final = Problem("bad_number", Text("een datum die bestaat", "a date that exists"))
_BAD_NUMBER: Final = Problem("bad_number", Text("een getal", "a number"))


class SheetReading:
    """Collects the cells of one sheet; the callbacks of the parser."""

    def __init__(
        self, styles: Styles, strings: list[str], struck: frozenset[int] = frozenset()
    ) -> None:
        self._styles, self._strings, self._struck = styles, strings, struck
        self._rows: dict[int, dict[int, Cell]] = {}
        self._row = self._column = self._count = self._filled = 0
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula = self._reading = self._phonetic = self._has_value = False
        self._calculates: list[str] = []
        self._in_formula = False
        self._length = 0
        self._places: set[tuple[int, int]] = set()
        self._hidden: list[int] = []
        self._hidden_columns: list[str] = []
        self._formulas = 0
        self._merges: list[tuple[int, int, int, int]] = []
        self._crossed = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        if tag == "row":
            self._begin_row(attributes)
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "f":
            self._formula = self._in_formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag in ("v", "t"):
            self._reading = not self._phonetic
            self._has_value = True
        elif tag == "strike":
            self._crossed |= attributes.get("val", "1") not in ("0", "false")
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                self._hidden_columns.append(said_columns(attributes))
        elif tag in ("mergeCell", "hyperlink"):
            area = _checked_range(attributes.get("ref", ""))
            if tag == "mergeCell" and area is not None and len(self._merges) < MOST_FILLED:
                self._merges.append(area)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in ("v", "t"):
            self._reading = False
        elif tag == "f":
            self._in_formula = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()

    def text(self, data: str) -> None:
        """Text between tags."""
        if self._length < _LONGEST and (self._reading or self._in_formula):
            (self._value if self._reading else self._calculates).append(data)
            self._length += len(data)

    def sorted_rows(self) -> tuple[Row, ...]:
        """What was read, top to bottom and left to right.

        A value merged over several lines counts for each of them that holds something else too.
        """
        for top, left, bottom, _ in self._merges:
            value = self._rows.get(top, {}).get(left)
            for number in range(top + 1, min(bottom, LAST_ROW) + 1):
                if value is not None and number in self._rows:
                    self._rows[number].setdefault(left, value)
        return tuple(
            Row(number, dict(sorted(cells.items())))
            for number, cells in sorted(self._rows.items())
            if cells
        )

    def notices(self) -> list[Text]:
        """What a coordinator may not see on her screen."""
        hidden = [number for number in self._hidden if number in self._rows]
        return unseen(hidden, self._hidden_columns, self._formulas, self._merges)

    def _begin_row(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        self._column = 0
        if given is None:
            self._row += 1
        elif re.fullmatch(r"[1-9][0-9]{0,6}", given) and int(given) <= 1_048_576:
            self._row = int(given)
        else:
            raise BadFile("bad_reference", DAMAGED, f"regel {given}"[:80])
        if attributes.get("hidden") in ("1", "true"):
            self._hidden.append(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise BadFile("too_many_cells", RESAVE, f"meer dan {MOST_CELLS} cellen")
        given = attributes.get("r")
        if given is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(given)
            row = int(found[2]) if found else 0
            if not found or row != self._row or row > 1_048_576:
                raise BadFile("bad_reference", DAMAGED, f"cel {given}"[:80])
            self._column = _column(found[1])
        if self._column > 16_384:
            raise BadFile("bad_reference", DAMAGED, f"cel {given}"[:80])
        place = (self._row, self._column)
        if place in self._places:
            raise BadFile("doubled_cell", DAMAGED, "", address(*place))
        self._places.add(place)
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value.clear()
        self._calculates.clear()
        self._length = 0
        self._formula = self._has_value = self._crossed = False

    def _end_cell(self) -> None:
        cell = self._cell("".join(self._value))
        if cell is None:
            return
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise BadFile(
                "far_cell",
                Text(
                    f"geen cellen voorbij regel {LAST_ROW} of kolom {LAST_COLUMN}; "
                    "wis wat daar staat",
                    f"no cells beyond row {LAST_ROW} or column {LAST_COLUMN}; erase what is there",
                ),
                cell.shown[:40],
                address(self._row, self._column),
            )
        if self._crossed or self._styles.of(self._style).struck:
            cell = cell._replace(problem=cell.problem or STRUCK_THROUGH)
        self._filled += 1
        if self._filled > MOST_FILLED:
            raise BadFile("too_many_cells", RESAVE, f"meer dan {MOST_FILLED} gevulde cellen")
        self._formulas += self._formula
        self._rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, raw: str) -> Cell | None:
        if self._formula and not self._has_value:
            return self._uncalculated()
        if self._kind == "s":
            if not self._has_value:
                return None
            if not re.fullmatch(r"[0-9]{1,7}", raw.strip()) or int(raw) >= len(self._strings):
                raise BadFile(
                    "bad_string", DAMAGED, f"tekst nr {raw}"[:40], address(self._row, self._column)
                )
            self._crossed |= int(raw) in self._struck
            return _text(self._strings[int(raw)])
        if self._kind in ("str", "inlineStr"):
            return _text(excel_unescaped(raw))
        if self._kind == "e":
            return Cell(raw, raw[:40], FORMULA_ERROR)
        if not raw.strip():  # programs that cannot calculate write an empty number
            return self._uncalculated() if self._formula else None
        if self._kind == "b":
            return Cell(
                raw.strip() in ("1", "true"), "True" if raw.strip() in ("1", "true") else "False"
            )
        if self._kind == "d":
            return _iso(raw.strip())
        return self._number(raw.strip())

    def _uncalculated(self) -> Cell:
        """Shown as the formula itself; one that was copied down stands in the first cell only."""
        formula, _ = clean("".join(self._calculates))
        shown = f"={formula or '…'}"
        return Cell(shown, shown, NO_VALUE)

    def _number(self, raw: str) -> Cell:
        value = float(raw) if _NUMBER.fullmatch(raw) else math.nan
        if not math.isfinite(value):
            return Cell(raw, raw[:40], _BAD_NUMBER)
        style = self._styles.of(self._style)
        if style.look == "number":  # what is left of a calculation is not what Excel shows
            value = float(f"{value:.{_SHOWN_DIGITS}g}") if value % 1 else value
        if style.look != "number":
            moment = self._styles.moment(value, style.look)
            if moment is None:
                return Cell(raw, raw[:40], _BAD_DATE)
            return Cell(moment, shown_moment(moment))
        if value == int(value) and abs(value) < 1e15:
            whole = int(value)
            shown = style.shown(whole)
            return Cell(shown if style.pattern else whole, shown)
        return Cell(value, repr(value))


def shown_moment(moment: datetime | time) -> str:
    """``24-12-2026``, ``24-12-2026 13:00`` or ``13:00``."""
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    return f"{moment:%d-%m-%Y}" if moment.time() == time() else f"{moment:%d-%m-%Y %H:%M}"


def _checked_range(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right. Programs that open the file later walk over every such cell."""
    ends = [_REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
    numbers = [(int(end[2]), _column(end[1])) for end in ends if end]
    if len(numbers) != 2:
        return None
    (top, left), (bottom, right) = numbers
    if (abs(bottom - top) + 1) * (abs(right - left) + 1) > MOST_CELLS:
        raise BadFile("strange_range", RESAVE, reference[:40])
    return top, left, bottom, right


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(raw: str) -> Cell | None:
    shown, problem = clean(raw)
    return Cell(shown, shown, problem) if shown or problem else None


def _iso(raw: str) -> Cell:
    try:
        moment = datetime.fromisoformat(raw.removesuffix("Z"))
    except ValueError:
        return Cell(raw, raw[:40], _BAD_DATE)
    return Cell(moment.replace(tzinfo=None), shown_moment(moment))
