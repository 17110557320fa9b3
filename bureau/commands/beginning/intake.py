"""``koppel import`` and ``koppel export``: spreadsheets in and out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bureau.commands.beginning.intake_words import say_refused, say_understood
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.step_words import command_for
from koppelronde.domain.errors import InputMistakes, StoreTrouble
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.intake import Understood
    from bureau.store.handle import Store


@command(
    name="import",
    help=t(
        "Lees werkbladen in (.xlsx of .csv), in elke combinatie. Elk blad wordt aan zijn koppen "
        "herkend. Zijn er fouten, dan wordt niets opgeslagen en krijgt u een kopie met rode "
        "cellen. Nog eens inlezen werkt bij.\n\n"
        "Voorbeeld:  koppel import deelnemers.xlsx bezoekwensen.xlsx",
        "Read spreadsheets (.xlsx or .csv) in any combination. Each sheet is recognised by its "
        "headers. With mistakes nothing is stored and you get a copy with red cells. Reading "
        "again updates.\n\nExample:  koppel import deelnemers.xlsx bezoekwensen.xlsx",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar=t("BESTAND...", "FILE..."))  # fmt: skip
@click.option("--dry-run", is_flag=True, help=t("Alleen nakijken, niets opslaan.",
                                                "Only check, store nothing."))  # fmt: skip
def import_(work: Work, files: tuple[Path, ...], dry_run: bool) -> None:
    """Read files, show what was understood, save."""
    from bureau.actions.intake import keep_understood
    from bureau.commands.door.given_file import content_of

    called = _called(_without_marked_copies(work, files))
    contents = [(name, content_of(path)) for name, path in called.items()]
    with work.open_store() as store:
        understood = _understood(work, store, called, contents)
        if understood.refused is not None:
            say_refused(work, understood.intake)
            raise understood.refused
        say_understood(work, understood.intake)
        if not dry_run:
            keep_understood(store, work.acting(), understood=understood)
    work.say()
    if dry_run:
        work.say(Text("Alleen nagekeken; niets opgeslagen.", "Checked only; nothing stored."))
    elif not understood.changed:
        work.say(Text("Er is niets veranderd.", "Nothing changed."))
    else:
        work.say(Text("Opgeslagen. Zie ook:  koppel status", "Stored. See also:  koppel status"))


def _understood(
    work: Work, store: Store, called: dict[str, Path], contents: list[tuple[str, bytes]]
) -> Understood:
    """What the files say; with mistakes, copies with red cells are written first."""
    from bureau.actions.intake import marked_copies, understand_files

    try:
        return understand_files(store, work.acting(), files=contents)
    except InputMistakes as error:
        copies = marked_copies(
            contents, error.mistakes, lang=work.lang,
            words=lambda step: command_for(step, work.lang),
        )  # fmt: skip
        for name, copy in copies.items():
            _write_marked_copy(work, called[name], copy)
        raise


def _without_marked_copies(work: Work, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files as they were given, once each; a copy with red cells beside its original is left out.

    ``koppel import *.xlsx`` after a mistake names both, and every list would be there twice.
    """
    kept = []
    for path in dict.fromkeys(files):
        original = path.with_name(path.name.replace(f"{_marked_ending(work)}.xlsx", ".xlsx"))
        if original != path and original in files:
            work.warn(Text(f"Overgeslagen: {path.name} is de kopie met rode cellen.",
                           f"Left out: {path.name} is the copy with red cells."))  # fmt: skip
        else:
            kept.append(path)
    return tuple(kept)


def _marked_ending(work: Work) -> str:
    return Text("-fouten", "-mistakes").say(work.lang)


def _called(files: tuple[Path, ...]) -> dict[str, Path]:
    """What to call each file in what is said of it: its name; where two share it, its path."""
    names = Counter(path.name for path in files)
    return {path.name if names[path.name] == 1 else str(path): path for path in files}


def _write_marked_copy(work: Work, path: Path, copy: bytes) -> None:
    """Beside the file itself, else in the folder of this work; the mistakes are said anyhow."""
    from bureau.store.copies.exports import write_file

    beside = path.with_name(f"{path.stem}{_marked_ending(work)}.xlsx")
    for target in (beside, work.path(beside.name)):
        try:
            write_file(target, copy)
        except StoreTrouble:
            continue
        work.warn(Text(f"Kopie met rode cellen: {target}", f"Copy with red cells: {target}"))
        return
    work.warn(Text(f"De kopie met rode cellen kan niet worden geschreven: {beside}",
                   f"The copy with red cells cannot be written: {beside}"))  # fmt: skip


@command(
    name="export",
    help=t(
        "Schrijf alles wat over de ronde is ingelezen terug naar één werkmap.\n\n"
        "Voorbeeld:  koppel export",
        "Write everything that was read about the round back to one workbook.\n\n"
        "Example:  koppel export",
    ),
)
def export(work: Work) -> None:
    """The round as a workbook that can be imported again."""
    from bureau.actions.intake import export_round
    from bureau.store.copies.exports import write_file

    with work.open_store() as store:
        papers = export_round(store, work.acting(), lang=work.lang)
        ((name, content),) = papers.files.items()
        target = work.path(name)
        with store.writing_papers(
            target, (), by=work.acting(), what=papers.what, act=papers.act, subject=papers.about
        ):
            write_file(target, content)
    work.say(Text(f"Geschreven: {target}", f"Written: {target}"))
    work.tell(file=str(target))
