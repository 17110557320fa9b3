"""Two trainees who may not come to one practice never do, and the result stays proven."""

from __future__ import annotations

from pathlib import Path

from tests.bureau.workbook.books import Rows, Sheets, xlsx
from tests.cli.koppel import Koppel


def sheets(apart: str, lists: Rows) -> Sheets:
    """Three trainees, three trainers; H01 and H02 share practice P01."""
    return {
        "Ronde": [["Gegeven", "Waarde"], ["Start stage", "01-03-2027"],
                  ["Contact e-mail", "bureau@instituut.example"]],
        "AIOS": [["Nr", "Achternaam", "Opleidingsjaar", "Niet samen"],
                 ["A01", "Bos", 1, apart], ["A02", "Vos", 1, ""], ["A03", "Mos", 1, ""]],
        "HAO": [["Nr", "Achternaam", "Praktijk", "Begeleidt jaar"],
                *([f"H0{n}", f"Hao{n}", "P01" if n < 3 else "P02", "1"] for n in (1, 2, 3))],
        "Praktijken": [["Nr", "Naam", "Plaats", "Omgeving"], ["P01", "De Brug", "Echt", "dorp"],
                       ["P02", "Noord", "Echt", "dorp"]],
        "Voorkeuren AIOS": [["AIOS", "1", "2", "3"], *lists],
        "Voorkeuren HAO": [["HAO", "1", "2", "3"], ["H01", "A01", "A02", "A03"],
                           ["H02", "A02", "A01", "A03"], ["H03", "A03", "A01", "A02"]],
    }  # fmt: skip


def matched(koppel: Koppel, apart: str, lists: Rows) -> int:
    koppel("new", "Proef", "--procedure", "maastricht")
    path = Path(koppel.folder) / "in.xlsx"
    path.write_bytes(xlsx(sheets(apart, lists)))
    assert koppel("import", str(path)).code == 0
    assert koppel("seal").code == 0
    assert koppel("seal", "--draw").code == 0
    return koppel("match").code


LISTS: Rows = [["A01", "H01", "H03", "H02"], ["A02", "H02", "H01", "H03"], ["A03", "H03", "H01"]]
"""The best for all: each their first choice, so A01 and A02 both at P01."""


def test_a_best_result_that_keeps_them_apart_is_kept(koppel: Koppel) -> None:
    assert matched(koppel, "A03", LISTS) == 0


def test_a_best_result_that_brings_them_together_is_not(koppel: Koppel) -> None:
    assert matched(koppel, "A02", LISTS) == 3
    said = koppel("match")
    assert "Bos (A01) en Vos (A02) komen allebei bij De Brug (P01)" in said.err
    assert "voor de groep het beste" in said.err


def test_without_the_wish_nothing_changes(koppel: Koppel) -> None:
    assert matched(koppel, "", LISTS) == 0
