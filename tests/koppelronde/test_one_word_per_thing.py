"""One Dutch and one English word for a thing: what is not said, in any text of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from koppelronde.press.templates import templates_in

ROOT = Path(__file__).parents[2]
ROOMS = ("bureau", "carrousel", "koppelronde", "matching", "portal")
NOT_DUTCH: Final = {
    "wandkaart": r"wandrooster",
    "niet akkoord": r"\bafgewezen aan|eerder afgewezen|denkt erover na|: geweigerd\b",
    "wil bedenktijd": r"vraagt bedenktijd",
    "gesprek": r"\d ontmoetingen|op gesprek gaan",
    "aios": r"\baiossen\b",
    "dagen zonder aios": r"\bwachtdagen van HAO's die",
    "voorkeur": r"\b(?:eigen plaats \d|plaats \{rank|plaats \{place)",
    "uitzondering": r"uitzonderlijke koppeling",
    "loting": r"het lot besliste",
    "lijsten heropend": r"verzegeling (?:is )?verbroken",
    "projector or beamer": r"\bprojector\b",
    "no English": r"\b(?:recipient|greeting|the|with|you|your|and|not)\b",
}
NOT_ENGLISH: Final = {
    "projector": r"\bbeamer\b",
    "their own": r"\bthe own\b",
    "is not a": r"(?<!there )\bis no (?:trainee|trainer|e-mail|time|demonstration)\b",
    "carousel": r"[Cc]oupling carousel|\bcarrousel\b(?! [a-z])",
    "does not agree": r"^refuses$",
    "no Dutch": r"\b(?:het|niet|een|wordt|zijn)\b",
}


def texts() -> Iterator[tuple[str, str, str]]:
    """Every ``Text(nl, en)`` and ``t(nl, en)`` of the program: its place, Dutch and English."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("Text", "t")
                    and len(node.args) == 2
                ):
                    nl, en = (_plain(part) for part in node.args)
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", nl, en


def _plain(part: ast.expr) -> str:
    """The words of a text, with ``{…}`` for what is filled in; quotes and commands left out."""
    if isinstance(part, ast.Constant):
        said = str(part.value)
    elif isinstance(part, ast.JoinedStr):
        said = "".join(str(p.value) if isinstance(p, ast.Constant) else "{…}" for p in part.values)
    else:
        return ""
    return re.sub(r"koppel [a-z-]+[^\n]*|--[a-z-]+|'[^']*'|“[^”]*”|\"[^\"]*\"", "", said)


ALL: Final = tuple(texts())


@pytest.mark.parametrize("word", NOT_DUTCH)
def test_no_other_dutch_word_is_used(word: str) -> None:
    found = [(at, nl) for at, nl, _en in ALL if re.search(NOT_DUTCH[word], nl)]
    assert len(ALL) > 1000
    assert found == []


@pytest.mark.parametrize("word", NOT_ENGLISH)
def test_no_other_english_word_is_used(word: str) -> None:
    found = [(at, en) for at, _nl, en in ALL if re.search(NOT_ENGLISH[word], en)]
    if word == "no Dutch":  # what may be filled in on a sheet is Dutch, and explained so
        found = [one for one in found if not one[0].startswith("bureau/workbook/")]
    assert found == []


@pytest.mark.parametrize("folder", ["mail", "letters", "calls"])
def test_to_participants_a_place_is_a_place_to_train_and_never_a_rank(folder: str) -> None:
    for name, text in templates_in(folder, "nl").items():
        assert not re.search(r"\bplaats (?:\d|\{)", text), name
        assert not re.search(r"\bHAO\b|\bgrens\b|wachtdagen", text), name
