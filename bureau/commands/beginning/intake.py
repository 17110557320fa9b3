"""``koppel import`` and ``koppel export``: spreadsheets in and out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.errors import InputMistakes, OutOfOrder, StoreTrouble
from koppelronde.domain.file_names import slug
from koppelronde.domain.language import Text, same

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from bureau.workbook.intake import Intake
    from bureau.workbook.rows.desk import Ignored
    from koppelronde.domain.ronde import Koppelronde


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
    from bureau.actions.sealing import check_seal
    from bureau.commands.door.given_file import content_of
    from bureau.workbook.intake import read_files

    files = _without_marked_copies(work, files)
    called = _called(files)
    contents = {name: content_of(path) for name, path in called.items()}
    with work.open_store() as store:
        ronde = store.load()
        try:
            intake = read_files(list(contents.items()), ronde)
        except InputMistakes as error:
            if _nobody_known(ronde, error):
                raise _people_first(files) from None
            _write_marked_copies(work, called, contents, error)
            raise
        try:
            check_seal(intake.ronde)
        except OutOfOrder as refused:
            work.tell(changes=[sentence.say(work.lang) for sentence in intake.changes])
            _list(work, Text("Dit zou veranderen:", "This would change:"), intake.changes)
            if _announced(store, ronde):
                refused.remedy = Text(
                    "De uitslag is bekendgemaakt, dus de verzegeling blijft. Wie uitvalt en wat "
                    "openblijft regelt u met  koppel settle ; met een opleider van buiten deze "
                    "ronde maakt u de afspraak zelf, of in een nieuwe ronde:  koppel new",
                    "The result is announced, so the seal stays. Settle who drops out and what "
                    "stays open with  koppel settle ; with a trainer from outside this round you "
                    "agree yourself, or in a new round:  koppel new",
                )
            raise
        _show(work, intake)
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


def _announced(store: Store, ronde: Koppelronde) -> bool:
    """Whether any result of this round was made public: then no seal is broken any more."""
    from bureau.actions.kept import load_documents

    documents = load_documents(store, ronde)
    return documents.announced or documents.announced_before


def _without_marked_copies(work: Work, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files as they were given, once each; a copy with red cells beside its original is left out.

    ``koppel import *.xlsx`` after a mistake names both, and every list would be there twice.
    """
    kept = []
    for path in dict.fromkeys(files):
        original = path.with_name(path.name.replace(f"{_marked_ending()}.xlsx", ".xlsx"))
        if original != path and original in files:
            work.warn(Text(f"Overgeslagen: {path.name} is de kopie met rode cellen.",
                           f"Left out: {path.name} is the copy with red cells."))  # fmt: skip
        else:
            kept.append(path)
    return tuple(kept)


def _marked_ending() -> str:
    return t("-fouten", "-mistakes")


def _called(files: tuple[Path, ...]) -> dict[str, Path]:
    """What to call each file in what is said of it: its name; where two share it, its path."""
    names = Counter(path.name for path in files)
    return {path.name if names[path.name] == 1 else str(path): path for path in files}


def _nobody_known(ronde: Koppelronde, error: InputMistakes) -> bool:
    """Nothing is wrong but that the people whom these sheets name were not read yet."""
    empty = not (ronde.aios or ronde.haos or ronde.praktijken)
    return empty and all(
        m.kind in {"unknown_aios", "unknown_hao", "unknown_praktijk"} for m in error.mistakes
    )


def _people_first(files: tuple[Path, ...]) -> OutOfOrder:
    names = " ".join(path.name for path in files)
    return OutOfOrder(
        Text(
            "Er zijn nog geen aios, HAO's en praktijken ingelezen, en deze bladen noemen hun "
            "codes. Er is niets opgeslagen.",
            "No trainees, trainers and practices were read yet, and these sheets name their "
            "codes. Nothing was stored.",
        ),
        Text(
            f"Lees het bestand met de deelnemers mee in:  koppel import deelnemers.xlsx {names}",
            f"Read the file with the participants too:  koppel import deelnemers.xlsx {names}",
        ),
    )


def _write_marked_copies(
    work: Work, called: dict[str, Path], contents: dict[str, bytes], error: InputMistakes
) -> None:
    """Beside the file itself, else in the folder of this work; the mistakes are said anyhow."""
    from bureau.store.copies.exports import write_file
    from bureau.workbook.out.marking import marked_copy

    for name, path in called.items():
        mine = tuple(m for m in error.mistakes if m.file == name)
        if not mine:
            continue
        copy = marked_copy(contents[name], mine, work.lang)
        beside = path.with_name(f"{path.stem}{_marked_ending()}.xlsx")
        for target in (beside, work.path(beside.name)):
            try:
                write_file(target, copy)
            except StoreTrouble:
                continue
            work.warn(Text(f"Kopie met rode cellen: {target}", f"Copy with red cells: {target}"))
            break
        else:
            work.warn(Text(f"De kopie met rode cellen kan niet worden geschreven: {beside}",
                           f"The copy with red cells cannot be written: {beside}"))  # fmt: skip


def _show(work: Work, intake: Intake) -> None:
    lang = work.lang
    work.say(intake.summary)
    for count in intake.read:
        work.say(Text("  ", "  ") + count.says())
    for sentence in intake.direction:
        work.say(Text("  ", "  ") + sentence)
    ignored = tuple(_left_out(item) for item in intake.ignored)
    for title, sentences in (
        (Text("Niet gelezen:", "Not read:"), _together(intake.ignored)),
        (Text("Let op:", "Please note:"), intake.notices),
        (Text("Veranderd:", "Changed:"), intake.changes),
    ):
        if sentences:
            work.say()
            _list(work, title, sentences)
    work.tell(
        summary=intake.summary.say(lang),
        read=intake.read,
        direction=[s.say(lang) for s in intake.direction],
        ignored=[s.say(lang) for s in ignored],
        notices=[s.say(lang) for s in intake.notices],
        changes=[s.say(lang) for s in intake.changes],
    )


def _list(work: Work, title: Text, sentences: tuple[Text, ...]) -> None:
    work.say(title)
    for sentence in sentences[:40]:
        work.say(f"  - {sentence.say(work.lang)}")
    if len(sentences) > 40:
        more = len(sentences) - 40
        work.say(Text(f"  … en nog {more}", f"  … and {more} more"))


def _together(items: tuple[Ignored, ...]) -> tuple[Text, ...]:
    """What was left out, alike things in one line; first what may be a slip of the pen."""
    alike: dict[tuple[str, str, Text], list[Ignored]] = {}
    for item in items:
        alike.setdefault((item.file, item.what, item.why), []).append(item)
    said = []
    for group in alike.values():
        first, more = group[0], Text("", "")
        if len(group) > 1:
            places = ", ".join(f"{i.sheet} {i.cell}".strip() for i in group[1:6])
            places += " …" if len(group) > 6 else ""
            more = Text("; ook ", "; also ") + same(places)
        said.append(_left_out(first) + more)
    return tuple(sorted(said, key=lambda text: "bedoelt u" not in text.nl))


def _left_out(item: Ignored) -> Text:
    place = " ".join(part for part in (item.file, item.sheet, item.cell) if part)
    what = "" if item.what == item.sheet else f"{item.what}: "
    return Text(f"{place}: {what}{item.why.nl}", f"{place}: {what}{item.why.en}")


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
    from bureau.store.copies.exports import write_file
    from bureau.workbook.out.exporting import round_workbook

    with work.open_store() as store:
        ronde = store.load()
        target = work.path(f"{slug(ronde.name)}-{t('uitvoer', 'export')}.xlsx")
        store.note_papers(target, (), by=work.by, what=Text("uitvoer", "export"))
    write_file(target, round_workbook(ronde))
    work.say(Text(f"Geschreven: {target}", f"Written: {target}"))
    work.tell(file=str(target))
