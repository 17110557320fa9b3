"""Whatever import takes, every later step can use: plans, papers, calendars and messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bureau.workbook.files.characters import same_letters
from bureau.workbook.rows.directory import CODE, loose
from tests.bureau.workbook.books import Sheets, xlsx
from tests.cli.koppel import Koppel

EXAMPLES = 3 if settings.default.max_examples <= 100 else settings.default.max_examples // 20
"""Each plays a whole round; few in make test, many in make fuzz."""
STRANGE = ("AIOS 1", "a.b", "É1", "CON", "A-1", "B_1", "H 1", "nul", "Ø2", "H.3", "P 1", "aux")
PLAIN = ("A01", "A02", "A03", "A04", "A05", "A06", "H01", "H02", "H03", "H04", "P01", "P02")
STEPS = (
    ("carrousel", "plan"),
    ("carrousel", "print"),
    ("visits", "plan"),
    ("visits", "print"),
    ("visits", "calendars"),
    ("mail", "invitation"),
    ("mail", "roster"),
    ("mail", "visits"),
    ("mail", "lists"),
    ("status",),
    ("export",),
)
AFTER_THE_LISTS = (("seal",), ("seal", "--draw"), ("match",), ("calls", "list"), ("results",))
MAY_REFUSE = (0, 1, 3)
"""Done, done with findings, or proven impossible with the reason: never a bug, never wrong use."""


def book(codes: tuple[str, ...], names: list[str], numbers: dict[str, int], sits: str) -> Sheets:
    """A small round with these codes: six trainees, four trainers, two practices."""
    aios, haos, practices = codes[:6], codes[6:10], codes[10:]
    windows = "; ".join(f"{day} 09:00-17:00" for day in ("ma", "di", "wo", "do", "vr"))
    presence: list[list[Any]] = [["Nr", "Van", "Tot", "Tafel", "Online"]]
    presence += [[aios[0], "13:08", "", "", ""], [haos[1], "", "13:40", "", "ja"]]
    presence += [[sits, "", "", 1, ""]] if sits not in (aios[0], haos[1]) else []
    return {
        "Ronde": [
            ["Gegeven", "Waarde"],
            ["Start stage", "01-03-2027"],
            ["Carrousel datum", "10-12-2026"],
            ["Carrousel begin", "13:00"],
            ["Bezoeken van", "14-12-2026"],
            ["Bezoeken tot en met", "22-01-2027"],
            ["Contact e-mail", "bureau@instituut.example"],
            ["Minimum bezoeken", numbers["least"]],
            ["Bezoeken per dag", numbers["a_day"]],
            ["Gespreksduur (min)", numbers["minutes"]],
        ],
        "AIOS": [
            ["Nr", "Achternaam", "E-mail", "Mobiel", "Opleidingsjaar", "Breedtegraad",
             "Lengtegraad", "Werkdagen"],
            *([code, names[n], f"o'{n}@aios.example", "+31 (0)6 12345678", 1, 50.86, 5.69,
               "ma di wo do vr"] for n, code in enumerate(aios)),
        ],
        "HAO": [
            ["Nr", "Achternaam", "E-mail", "Praktijk", "Begeleidt jaar", "Werkdagen",
             "Laatste AIOS tot"],
            *([code, names[6 + n], f"hao{n}@praktijk.example", practices[n % 2], "1,3",
               "ma di wo do vr", "01-09-2025"] for n, code in enumerate(haos)),
        ],
        "Praktijken": [
            ["Nr", "Naam", "Adres", "Plaats", "Breedtegraad", "Lengtegraad", "Bezoekmomenten"],
            *([code, f"Praktijk {n}", "'40-'45 Plein 1", "Maastricht", 50.85, 5.7, windows]
              for n, code in enumerate(practices)),
        ],
        "Aanwezigheid": presence,
        "Tafels": [["Tafel", "Zaal"], *([n, numbers["rooms"] * "Zaal "] for n in range(1, 8))],
    }  # fmt: skip


def lists(codes: tuple[str, ...]) -> Sheets:
    aios, haos = codes[:6], codes[6:10]
    return {
        "Voorkeuren AIOS": [
            ["AIOS", "1", "2"], *([a, haos[n % 4], haos[(n + 1) % 4]] for n, a in enumerate(aios))
        ],
        "Voorkeuren HAO": [
            ["HAO", "1", "2"], *([h, aios[n], aios[n + 1]] for n, h in enumerate(haos))
        ],
    }  # fmt: skip


code = st.from_regex(CODE, fullmatch=True).map(lambda text: " ".join(text.split()))
reserved = st.sampled_from(["CON", "nul", "LPT1", "aux", "prn", "com9"])
different = st.lists(
    st.one_of(code, reserved, st.sampled_from(STRANGE)), min_size=12, max_size=12,
    unique_by=(loose, same_letters),
).map(tuple)  # fmt: skip
word = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))
people = st.lists(word.filter(bool), min_size=10, max_size=10)
counts = st.fixed_dictionaries(
    {
        "least": st.integers(0, 2),
        "a_day": st.integers(1, 3),
        "minutes": st.integers(1, 20),
        "rooms": st.integers(0, 2),
    }
)


@pytest.mark.slow
@pytest.mark.fuzz
@example(STRANGE, list("abcdefghij"), {"least": 2, "a_day": 2, "minutes": 8, "rooms": 1}, 1)
@example(PLAIN, list("abcdefghij"), {"least": 0, "a_day": 1, "minutes": 8, "rooms": 0}, 2)
@given(different, people, counts, st.integers(0, 9))
@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_whatever_is_taken_can_be_used(
    capsys: pytest.CaptureFixture[str],
    codes: tuple[str, ...],
    names: list[str],
    numbers: dict[str, int],
    sits: int,
) -> None:
    with TemporaryDirectory() as folder:
        koppel = Koppel(Path(folder), capsys)
        assert koppel("new", "Proef", "--procedure", "maastricht").code == 0
        for words, content in _round(codes, names, numbers, sits):
            (Path(folder) / "in.xlsx").write_bytes(content)
            if koppel("import", str(Path(folder) / "in.xlsx")).code != 0:
                return  # refused at the door: then nothing may be asked of the later steps
            for step in words:
                said = koppel(*step)
                allowed = (0,) if codes in (STRANGE, PLAIN) else MAY_REFUSE
                assert said.code in allowed, (step, said.err, said.out)


def _round(
    codes: tuple[str, ...], names: list[str], numbers: dict[str, int], sits: int
) -> Iterator[tuple[tuple[tuple[str, ...], ...], bytes]]:
    yield STEPS, xlsx(book(codes, names, numbers, codes[sits]))
    yield AFTER_THE_LISTS, xlsx(lists(codes))
