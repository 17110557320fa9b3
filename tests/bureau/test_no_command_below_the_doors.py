"""Below the doors no sentence says what to type: what comes next is a step that each door words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from cli import COMMANDS

ROOT = Path(__file__).parents[2]
BELOW = (
    "bureau/actions",
    "bureau/mailing",
    "bureau/report",
    "bureau/store",
    "matching",
    "carrousel",
)
TYPED = re.compile(rf"koppel ({'|'.join(COMMANDS)})\b")


def sentences(path: Path) -> Iterator[str]:
    """The texts of a module, but not what it says about itself."""
    tree = ast.parse(path.read_text("utf-8"))
    about = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value


def test_no_sentence_below_the_doors_says_a_command() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for folder in BELOW
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in sentences(path)
        if TYPED.search(text)
    ]
    assert found == []


def test_that_search_would_find_one() -> None:
    assert TYPED.search("Doe eerst:  koppel seal")
    assert not TYPED.search("een koppel kan niet")
