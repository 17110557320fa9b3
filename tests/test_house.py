"""The sizes and names of the house (docs/decisions/0004-rooms.md), read from the tree."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("bureau", "carrousel", "koppelronde", "matching", "portal", "cli.py")
FLOORS = (
    "bureau/actions", "bureau/commands", "bureau/inbox", "bureau/report", "bureau/store",
    "bureau/workbook", "carrousel", "koppelronde", "matching", "portal/accounts", "portal/office",
    "portal/people",
)  # fmt: skip
"""Where one name of a module means one module."""
MOST_FILES, MOST_LINES, MOST_DOOR_LINES = 25, 300, 25
DOORS = ("bureau/commands", "portal")
MEANINGLESS = {"utils", "common", "helpers", "misc"}


def modules() -> list[Path]:
    """Every module of the product but what the database's own tool writes."""
    found = [
        path
        for name in PRODUCT
        for path in ([ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py")))
    ]
    return [path for path in found if "migrations" not in path.parts and path.exists()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {shown(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_folder_shows_more_files_than_a_reader_can_scan() -> None:
    files = Counter(shown(path.parent) for path in modules())
    assert {name: number for name, number in files.items() if number > MOST_FILES} == {}


def test_a_name_means_one_module_on_its_floor() -> None:
    seen: dict[tuple[str, str], list[str]] = {}
    for path in modules():
        floor = next((f for f in FLOORS if shown(path).startswith(f + "/")), "")
        if path.stem != "__init__" and floor:
            seen.setdefault((floor, path.stem), []).append(shown(path))
    assert [names for names in seen.values() if len(names) > 1] == []


def test_no_module_is_called_after_nothing() -> None:
    assert [shown(path) for path in modules() if path.stem in MEANINGLESS] == []


def _is_door(function: ast.FunctionDef) -> bool:
    called = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    names = {n.id if isinstance(n, ast.Name) else getattr(n, "attr", "") for n in called}
    return bool(names & {"command", "who"})


def _lines_of_code(function: ast.FunctionDef) -> int:
    """Without decorators, the docstring and blank lines between."""
    body = function.body
    first = body[1] if ast.get_docstring(function) and len(body) > 1 else body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def test_a_click_or_view_function_asks_and_shows_and_does_no_more() -> None:
    long = {}
    for path in modules():
        if not shown(path).startswith(DOORS):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and _is_door(node):
                lines = _lines_of_code(node)
                if lines > MOST_DOOR_LINES:
                    long[f"{shown(path)}:{node.name}"] = lines
    assert long == {}


def test_no_sentence_below_the_doors_says_what_to_type() -> None:
    typed = re.compile(r"\bkoppel (?:[a-z-]+)(?: [a-z<-]|$)")
    commands = re.compile(
        r"\bkoppel (?:new|import|export|status|rounds|carrousel|visits|select|shortlist|lists|seal"
        r"|match|verify|explain|calls|results|report|settle|mail|account|undo|restore|journal"
        r"|check-store|person|purge|procedures)\b"
    )
    assert typed.search("koppel seal --break")
    found = []
    for path in modules():
        if shown(path).startswith((*DOORS, "cli.py")):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in silent and commands.search(text):
                found.append(f"{shown(path)}:{getattr(node, 'lineno', 0)}")
    assert found == []
