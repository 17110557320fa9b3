"""``koppel import`` and ``koppel export``: spreadsheets in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from koppelronde.commands.frame import Work, command, t
from koppelronde.commands.rounds import slug
from koppelronde.errors import InputMistakes, WrongUse
from koppelronde.language import Text

if TYPE_CHECKING:
    from koppelronde.workbook.intake import Intake
    from koppelronde.workbook.desk import Ignored


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
    from koppelronde.commands.sealing import check_seal
    from koppelronde.workbook.intake import read_files

    contents = [(path.name, _bytes_of(path)) for path in files]
    with work.open_store() as store:
        ronde = store.load()
        try:
            intake = read_files(contents, ronde)
        except InputMistakes as error:
            _write_marked_copies(work, files, dict(contents), error)
            raise
        _show(work, intake)
        check_seal(intake.ronde)
        if not dry_run and intake.ronde != ronde:
            names = ", ".join(path.name for path in files)
            store.save(
                intake.ronde, by=work.by, what=Text(f"ingelezen: {names}", f"imported: {names}")
            )
    work.say()
    if dry_run:
        work.say(Text("Alleen nagekeken; niets opgeslagen.", "Checked only; nothing stored."))
    elif intake.ronde == ronde:
        work.say(Text("Er is niets veranderd.", "Nothing changed."))
    else:
        work.say(Text("Opgeslagen. Zie ook:  koppel status", "Stored. See also:  koppel status"))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WrongUse(Text(f"Bestand {path} bestaat niet.", f"There is no file {path}.")) from None
    except OSError as error:
        raise WrongUse(
            Text(f"{path} kan niet gelezen worden: {error.strerror}.",
                 f"{path} cannot be read: {error.strerror}.")
        ) from None  # fmt: skip


def _write_marked_copies(
    work: Work, files: tuple[Path, ...], contents: dict[str, bytes], error: InputMistakes
) -> None:
    from koppelronde.store.exports import write_file
    from koppelronde.workbook.marking import marked_copy

    for path in files:
        mine = tuple(m for m in error.mistakes if m.file == path.name)
        if not mine:
            continue
        copy = marked_copy(contents[path.name], mine, work.lang)
        target = path.with_name(f"{path.stem}-{t('fouten', 'mistakes')}.xlsx")
        write_file(target, copy)
        work.warn(Text(f"Kopie met rode cellen: {target}", f"Copy with red cells: {target}"))


def _show(work: Work, intake: Intake) -> None:
    lang = work.lang
    work.say(intake.summary)
    for count in intake.read:
        work.say(Text("  ", "  ") + count.says())
    for sentence in intake.direction:
        work.say(Text("  ", "  ") + sentence)
    ignored = tuple(_left_out(item) for item in intake.ignored)
    for title, sentences in (
        (Text("Niet gelezen:", "Not read:"), ignored),
        (Text("Let op:", "Please note:"), intake.notices),
        (Text("Veranderd:", "Changed:"), intake.changes),
    ):
        if sentences:
            work.say()
            work.say(title)
            for sentence in sentences[:40]:
                work.say(f"  - {sentence.say(lang)}")
            if len(sentences) > 40:
                more = len(sentences) - 40
                work.say(Text(f"  … en nog {more}", f"  … and {more} more"))
    work.tell(
        summary=intake.summary.say(lang),
        read=intake.read,
        direction=[s.say(lang) for s in intake.direction],
        ignored=[s.say(lang) for s in ignored],
        notices=[s.say(lang) for s in intake.notices],
        changes=[s.say(lang) for s in intake.changes],
    )


def _left_out(item: Ignored) -> Text:
    place = " ".join(part for part in (item.file, item.sheet, item.cell) if part)
    return Text(f"{place}: {item.what}: {item.why.nl}", f"{place}: {item.what}: {item.why.en}")


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
    from koppelronde.store.exports import write_file
    from koppelronde.workbook.exporting import round_workbook

    with work.open_store() as store:
        ronde = store.load()
        target = work.path(f"{slug(ronde.name)}-uitvoer.xlsx")
        store.note_papers(target, (), by=work.by, what=Text("uitvoer", "export"))
    write_file(target, round_workbook(ronde))
    work.say(Text(f"Geschreven: {target}", f"Written: {target}"))
    work.tell(file=str(target))
