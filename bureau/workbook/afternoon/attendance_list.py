"""An attendance list of the carrousel, on paper kept and typed in: who was there, who spoke.

Two kinds of lines, each on a sheet of its own or both in one file. People: a code, whether they
were there (ja/nee), and where needed the turns they missed ("3-5; 9"). Couples: AIOS, HAO, and
whether they spoke (ja, nee, or ingehaald for after the last turn).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from koppelronde.domain.errors import InputMistakes, Mistake
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.workbook.files.cells import PlainSheet, Row
    from carrousel.day.attendance import Attendance
    from koppelronde.domain.outcomes.outcome_carrousel import Timetable
    from koppelronde.domain.ronde import Koppelronde

PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("nr", "code", "wie", "aios of hao", "deelnemer", "who"),
    "there": ("aanwezig", "was er", "present", "attended"),
}
TURNS: Final = ("rondes", "ronde", "gemiste rondes", "beurten", "turns", "turn")
COUPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "aios": ("aios", "trainee"),
    "hao": ("hao", "opleider", "trainer"),
    "spoke": ("gesproken", "gesprek", "spoke", "met"),
}
YES: Final = frozenset({"ja", "j", "yes", "y", "1", "x", "aanwezig", "waar", "true"})
NO: Final = frozenset({"nee", "n", "no", "0", "afwezig", "onwaar", "false"})
LATER: Final = frozenset({"ingehaald", "na afloop", "caught up", "later"})


class _Reader:
    """Collects what the lines say, and every cell that cannot be understood."""

    def __init__(self, ronde: Koppelronde, timetable: Timetable) -> None:
        self.timetable = timetable
        self.codes = {p.code.casefold(): p.code for p in (*ronde.aios, *ronde.haos)}
        self.absent: dict[str, set[int]] = {}
        self.not_held: set[tuple[str, str]] = set()
        self.caught_up: set[tuple[str, str]] = set()
        self.spoke: set[tuple[str, str]] = set()
        self.mistakes: list[Mistake] = []
        self.lines = 0

    def sheet(self, sheet: PlainSheet) -> None:
        """Reads a sheet of either kind; other sheets are left alone."""
        for position, row in enumerate(sheet.rows):
            words = {c: cell.shown.strip().casefold() for c, cell in row.cells.items()}
            couples, people = _columns(words, COUPLES), _columns(words, PEOPLE)
            following = sheet.rows[position + 1 :]
            if couples is not None:
                for line in following:
                    self._couple(sheet, line, couples)
                return
            if people is not None:
                at = next((c for c, word in words.items() if word in TURNS), None)
                for line in following:
                    self._person(sheet, line, people, at)
                return

    def _wrong(self, sheet: PlainSheet, row: Row, column: int, expected: Text) -> None:
        from bureau.workbook.files.cells import address

        read = _shown(row, column)
        self.mistakes.append(
            Mistake(sheet.file, sheet.name, address(row.number, column), read, expected, "",
                    "attendance")
        )  # fmt: skip

    def _code(self, sheet: PlainSheet, row: Row, column: int) -> str | None:
        code = self.codes.get(_shown(row, column).casefold())
        if code is None:
            self._wrong(sheet, row, column,
                        Text("een code uit deze ronde", "a code of this round"))  # fmt: skip
        return code

    def _person(
        self, sheet: PlainSheet, row: Row, columns: Mapping[str, int], turns_at: int | None
    ) -> None:
        word = _shown(row, columns["there"]).casefold()
        turns = "" if turns_at is None else _shown(row, turns_at)
        if not (word or turns):
            return
        code = self._code(sheet, row, columns["code"])
        if word not in YES | NO | {""}:
            self._wrong(sheet, row, columns["there"], Text("ja of nee", "ja (yes) or nee (no)"))
            return
        self.lines += 1
        missed = set[int]()
        if turns and turns_at is not None:
            missed = _turn_numbers(turns) or set()
            if not missed or max(missed) > len(self.timetable.turns):
                number = len(self.timetable.turns)
                self._wrong(sheet, row, turns_at,
                            Text(f"gemiste rondes van 1 tot {number}, zoals 3-5; 9",
                                 f"missed turns from 1 to {number}, like 3-5; 9"))  # fmt: skip
        elif word in NO:
            missed = {turn.number for turn in self.timetable.turns}
        if code is not None and missed:
            self.absent.setdefault(code, set()).update(missed)

    def _couple(self, sheet: PlainSheet, row: Row, columns: Mapping[str, int]) -> None:
        word = _shown(row, columns["spoke"]).casefold()
        if not word:
            return
        aios = self._code(sheet, row, columns["aios"])
        hao = self._code(sheet, row, columns["hao"])
        if word not in YES | NO | LATER:
            expected = Text("ja, nee of ingehaald", "ja, nee or ingehaald (caught up)")
            self._wrong(sheet, row, columns["spoke"], expected)
            return
        self.lines += 1
        if aios is None or hao is None:
            return
        planned = any((m.aios, m.hao) == (aios, hao) for m in self.timetable.meetings)
        if word in NO:
            self.not_held.add((aios, hao))
        elif word in LATER or not planned:
            self.caught_up.add((aios, hao))
        else:
            self.spoke.add((aios, hao))


def read_attendance(
    ronde: Koppelronde, timetable: Timetable, files: Sequence[tuple[str, bytes]]
) -> Attendance:
    """What the lists say together; who is not on any was there all the time, as planned.

    ``files`` are names with their content. InputMistakes with every cell that cannot be understood.
    """
    from bureau.workbook.files.opening import open_file
    from carrousel.day.attendance import Attendance
    from koppelronde.domain.outcomes.outcome import Couple

    reader = _Reader(ronde, timetable)
    for name, content in files:
        opened = open_file(name, content)
        reader.mistakes.extend(opened.mistakes)
        before = reader.lines + len(reader.mistakes)
        for sheet in opened.sheets:
            reader.sheet(sheet)
        if reader.lines + len(reader.mistakes) == before:
            expected = Text(
                "een blad met kolommen Nr en Aanwezig, of AIOS, HAO en Gesproken",
                "a sheet with columns Code and Present, or AIOS, HAO and Spoke",
            )
            reader.mistakes.append(Mistake(name, "", "", "", expected, "", "attendance"))
    if reader.mistakes:
        raise InputMistakes(tuple(reader.mistakes))
    return Attendance(
        absent={code: frozenset(turns) for code, turns in sorted(reader.absent.items())},
        not_held=tuple(Couple(*pair) for pair in sorted(reader.not_held)),
        caught_up=tuple(Couple(*pair) for pair in sorted(reader.caught_up)),
        spoke=tuple(Couple(*pair) for pair in sorted(reader.spoke)),
    )


def _columns(
    words: Mapping[int, str], wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, int] | None:
    found = {
        key: column for key, names in wanted.items() for column, w in words.items() if w in names
    }
    return found if len(found) == len(wanted) else None


def _turn_numbers(text: str) -> set[int] | None:
    """``3-5; 9`` → {3, 4, 5, 9}; None where it says something else."""
    numbers: set[int] = set()
    for part in re.split(r"[;,\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip())):
        found = re.fullmatch(r"(\d{1,4})(?:\.0)?(?:-(\d{1,4}))?", part)
        if found is None or not int(found[1]):
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            return None
        numbers.update(range(first, last + 1))
    return numbers


def _shown(row: Row, column: int) -> str:
    cell = row.cells.get(column)
    return "" if cell is None else cell.shown.strip()
