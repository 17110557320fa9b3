"""``koppel procedures``: which procedures there are, and whether somebody's own file is right."""

from __future__ import annotations

from pathlib import Path

import click

from bureau.commands.door.frame import CommandGroup, Work, command, t
from bureau.commands.door.show import show_table
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import Procedure


def find_procedure(name: str) -> Procedure:
    """A procedure that comes with the program, or one from somebody's own TOML file."""
    from koppelronde.procedure.toml_file import load_procedure, read_procedure

    path = Path(name)
    if path.suffix == ".toml":
        return read_procedure(_text_of(path), path.name)
    return load_procedure(name)


def _text_of(path: Path) -> str:
    from bureau.commands.door.given_file import content_of
    from koppelronde.domain.errors import WrongUse

    try:
        return content_of(path).decode("utf-8")
    except UnicodeDecodeError:
        raise WrongUse(
            Text(f"{path} is geen tekst in UTF-8.", f"{path} is not text in UTF-8.")
        ) from None


procedures = CommandGroup(
    "procedures",
    help=t(
        "De procedures die het programma kent.\n\nVoorbeeld:  koppel procedures list",
        "The procedures that the program knows.\n\nExample:  koppel procedures list",
    ),
    default="list",
)


@command(
    procedures,
    name="list",
    help=t(
        "Toon ze met hun fasen en bron.\n\nVoorbeeld:  koppel procedures list",
        "Show them with phases and source.\n\nExample:  koppel procedures list",
    ),
)
def list_(work: Work) -> None:
    """All procedures with their phases and sources."""
    from koppelronde.procedure.toml_file import load_procedure, procedure_names

    known = [load_procedure(name) for name in procedure_names()]
    if not work.as_json:
        show_table(
            "",
            ["procedure", Text("fasen", "phases").say(work.lang),
             Text("bron", "source").say(work.lang)],
            [
                (p.code, " → ".join(phase.title.say(work.lang) for phase in p.phases),
                 f"{p.source} ({p.version.isoformat()})")
                for p in known
            ],
        )  # fmt: skip
    work.tell(
        procedures=[
            {"code": p.code, "name": p.name, "version": p.version.isoformat(), "source": p.source,
             "phases": [phase.kind.value for phase in p.phases]}
            for p in known
        ]
    )  # fmt: skip


@command(
    procedures,
    name="check",
    help=t(
        "Controleer een procedurebestand en leg elke regel in een zin uit.\n\n"
        "Voorbeeld:  koppel procedures check eigen.toml",
        "Check a procedure file and explain each line in a sentence.\n\n"
        "Example:  koppel procedures check own.toml",
    ),
)
@click.argument("file", metavar=t("BESTAND", "FILE"))
def check(work: Work, file: str) -> None:
    """Read a procedure; say what it means, or all that is wrong with it."""
    from koppelronde.procedure.explained import explained

    procedure = find_procedure(file)
    sentences = [sentence.say(work.lang) for sentence in explained(procedure)]
    for sentence in sentences:
        work.say(sentence)
    work.tell(procedure=procedure.code, sentences=sentences)
