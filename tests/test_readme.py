"""What the documents promise exists: every command, option and file that they name."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from bureau.commands.door.running import _LazyGroup
from cli import COMMANDS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMAND = re.compile(r"`(koppel [^`]+)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def commands_in(document: Path) -> list[str]:
    return COMMAND.findall(document.read_text("utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_documents_exists_with_its_options(document: Path) -> None:
    root = _LazyGroup(COMMANDS, name="koppel")
    context = click.Context(root)
    for line in commands_in(document):
        words = shlex.split(line.replace("…", ""))[1:]
        if not words or words[0].startswith("-"):
            continue
        found = root.get_command(context, words[0])
        assert found is not None, line
        if isinstance(found, click.Group) and len(words) > 1:
            default = getattr(found, "default", None) or ""
            found = found.commands.get(words[1]) or found.commands.get(default, found)
        options = {name for parameter in found.params for name in parameter.opts}
        for word in words:
            if word.startswith("--"):
                assert word.partition("=")[0] in options | {"--help"}, f"{word} in: {line}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


ROOMS = ("bureau", "carrousel", "koppelronde", "matching", "tests", "benchmarks", "docs")
PATH = re.compile(rf"(?<![\w./-])((?:{'|'.join(ROOMS)})/[\w./*-]*)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_in_the_tree(document: Path) -> None:
    for named in PATH.findall(document.read_text("utf-8")):
        target = named.rstrip("./") if named.endswith(".") else named
        assert list(ROOT.glob(target.rstrip("/"))), f"{document.name}: {named}"


@pytest.mark.parametrize("name", ["README.md", "README.nl.md"])
def test_both_readmes_name_the_two_commands(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_both_readmes_show_the_same_commands() -> None:
    english, dutch = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.nl.md"))
    clean = [re.sub(r"NAME|NAAM", "X", line) for line in COMMAND.findall(english)]
    assert sorted(clean) == sorted(re.sub(r"NAME|NAAM", "X", c) for c in COMMAND.findall(dutch))
