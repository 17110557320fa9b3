"""Who takes part is addressed with ``je``, as both institutes do; who runs the program with ``u``.

The same reader never gets both: see docs/decisions/0011.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from koppelronde.press.templates import template_names, templates_in
from koppelronde.procedure.toml_file import load_procedure

ROOT = Path(__file__).parents[2]
FORMAL = re.compile(r"(?<![\w.'])(?:u|uw|uzelf)(?![\w'])", re.IGNORECASE)
FAMILIAR = re.compile(r"(?<!\w)(?:je|jij|jou|jouw|jullie|jezelf)(?!\w)", re.IGNORECASE)
TO_PARTICIPANTS = [
    "bureau/mailing", "bureau/inbox", "bureau/actions/handing_in.py", "carrousel/papers/rosters",
    "carrousel/calendars", "matching/papers/receipt.py", "bureau/actions/receipts.py",
    "portal/accounts", "portal/people", "portal/site", "portal/words.py",
]  # fmt: skip
TO_COORDINATORS = [
    "bureau/commands", "bureau/workbook", "bureau/store", "bureau/report",
    "matching/papers", "koppelronde/domain/errors.py", "koppelronde/procedure/standing.py",
    "matching/explain/explain_words.py", "portal/office",
]  # fmt: skip
IN_A_MAIL = "bureau/actions/letters/contents.py:"
"""Says who may stand on somebody's list, in the mail that asks for it."""
HOURS = re.compile(r"\bkm/u\b|\d+ ?u\b|\(\?:u|\|u\||:\|u")
"""Where the letter u stands for hours, also in a pattern that reads them."""


def said(part: str) -> Iterator[tuple[str, str]]:
    """Every text in these files that is no docstring, with its place."""
    files = sorted((ROOT / part).rglob("*.py")) if (ROOT / part).is_dir() else [ROOT / part]
    assert files
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if id(node) not in silent and " " in node.value.strip():
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.value


@pytest.mark.parametrize("folder", ["mail", "letters", "calls"])
def test_what_participants_get_says_je_and_never_u(folder: str) -> None:
    assert template_names(folder)
    for name, text in templates_in(folder, "nl").items():
        assert not FORMAL.search(text), name
        assert FAMILIAR.search(text) or name in ("result_hao", "late_veto"), name


@pytest.mark.parametrize("part", TO_PARTICIPANTS)
def test_papers_mails_and_calendars_never_say_u(part: str) -> None:
    assert [at for at, text in said(part) if FORMAL.search(HOURS.sub("", text))] == []


@pytest.mark.parametrize("part", TO_COORDINATORS)
def test_the_program_says_u_and_never_je_to_who_runs_it(part: str) -> None:
    found = [at for at, text in said(part) if FAMILIAR.search(text)]
    theirs = (IN_A_MAIL, *(name for name in TO_PARTICIPANTS if name != part))
    assert [at for at in found if not at.startswith(theirs)] == []


@pytest.mark.parametrize("page", ["docs/handleiding.md", "README.nl.md"])
def test_the_guide_says_u(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert FORMAL.search(text)
    assert not FAMILIAR.search(text)


@pytest.mark.parametrize("name", ["maastricht", "groningen", "utrecht", "amsterdam"])
def test_the_questions_of_a_procedure_never_say_u(name: str) -> None:
    questions = [topic.says.nl for topic in load_procedure(name).conversation]
    assert not [text for text in questions if FORMAL.search(text)]
