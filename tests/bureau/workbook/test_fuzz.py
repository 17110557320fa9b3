"""Whatever comes in, either a round comes out or mistakes do: never a traceback."""

from __future__ import annotations

import random

import pytest
from hypothesis import example as given_example
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.workbook.intake import Intake, read_files
from bureau.workbook.out.marking import marked_copy
from koppelronde.domain.errors import InputMistakes
from tests.bureau.workbook.books import clean_sheets, csv_text, empty_round, xlsx

EXAMPLES = 40 if settings.default.max_examples <= 100 else settings.default.max_examples
SHEETS = clean_sheets()
WORKBOOK = xlsx(SHEETS)
CSVS = {name: csv_text(rows).encode() for name, rows in SHEETS.items()}
UGLY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(("", "=1+1", "'", '"', ";", "A01", "H01", "P01", "A01 / H01", "1", "0", "-",
                     "\n",
                     "ma", "di 13:00-17:00", "24-12-2026", "t/m", "9.5", "#REF!", "\u041001", "()",
                     "A01 (", "@", "a@b.nl", "((((", "1e400", "\u202e", "x" * 300, "1,3", ",")),
    st.integers(-10, 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
)  # fmt: skip

EDIT = st.tuples(st.sampled_from(sorted(SHEETS)), st.integers(0, 5), st.integers(0, 16), UGLY)


def survives(files: list[tuple[str, bytes]]) -> None:
    """Either a round, whose counts close, or mistakes that each say where and what."""
    try:
        intake = read_files(files, empty_round())
    except InputMistakes as wrong:
        mistakes = wrong.mistakes
    else:
        _closes(intake)
        return
    assert mistakes
    assert all(mistake.file and mistake.expected.nl and mistake.kind for mistake in mistakes)


def _closes(intake: Intake) -> None:
    for count in intake.read:
        assert count.read == count.stored + count.unchanged + count.refused + count.ignored
        assert count.refused == 0


@pytest.mark.fuzz
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 12), cut=st.booleans())
@settings(max_examples=EXAMPLES)
def test_bytes_of_a_workbook(seed: int, flips: int, cut: bool) -> None:
    rng = random.Random(seed)
    raw = bytearray(WORKBOOK)
    for _ in range(flips):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    survives([("a.xlsx", bytes(raw[: rng.randrange(len(raw))] if cut else raw))])


@pytest.mark.fuzz
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 12), sheet=st.sampled_from(sorted(CSVS)))
@settings(max_examples=EXAMPLES)
def test_bytes_of_a_csv(seed: int, flips: int, sheet: str) -> None:
    rng = random.Random(seed)
    raw = bytearray(CSVS[sheet])
    for _ in range(flips):
        raw[rng.randrange(len(raw))] = rng.choice(b'";,\r\n\x00\xff\xc3ABHP019 =-')
    survives([(f"{sheet}.csv", bytes(raw))])


@pytest.mark.fuzz
@given(edits=st.lists(EDIT, min_size=1, max_size=6))
@given_example(edits=[("AIOS", 0, 0, "HAO")])
@given_example(edits=[("Voorkeuren AIOS", 1, 1, "/"), ("Voorkeuren AIOS", 1, 2, ",")])
@settings(max_examples=EXAMPLES)
def test_values_in_cells(edits: list[tuple[str, int, int, object]]) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in SHEETS.items()}
    for sheet, row, column, value in edits:
        rows = sheets[sheet]
        line = rows[min(row, len(rows) - 1)]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = _storable(value)
    survives([("a.xlsx", xlsx(sheets))])


@pytest.mark.fuzz
@given(seed=st.integers(0, 2**32))
@settings(max_examples=EXAMPLES // 2)
def test_sheets_under_the_wrong_headings(seed: int) -> None:
    rng = random.Random(seed)
    sheets = {name: [list(row) for row in rows] for name, rows in SHEETS.items()}
    names = list(sheets)
    for _ in range(3):
        one, other = rng.choice(names), rng.choice(names)
        sheets[one][0], sheets[other][0] = sheets[other][0], sheets[one][0]
    survives([("a.xlsx", xlsx(sheets))])


@pytest.mark.fuzz
@given(text=st.text(max_size=400))
@settings(max_examples=EXAMPLES)
def test_any_text_as_a_csv(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    survives([("a.csv", content)])
    assert marked_copy(content, ()).startswith(b"PK")


def _storable(value: object) -> object:
    """XML cannot hold control characters at all; Excel writes them as _x0001_."""
    if not isinstance(value, str):
        return value
    return "".join(c if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
                   else f"_x{ord(c):04X}_" for c in value)  # fmt: skip
