"""What ``koppel purge`` does and says: by the terms of the procedure, or one person on request."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bureau.commands.door.frame import Work, t
from koppelronde.domain.counted import FILES, counted
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text, same

if TYPE_CHECKING:
    from bureau.store.erasing.purge import PurgeReport
    from bureau.store.erasing.request import ErasedPerson

_MARKED: Final = ("*-fouten.xlsx", "*-mistakes.xlsx")
"""The copies with red cells that ``koppel import`` puts beside a file."""

_NAMED_ALL: Final = 12
"""So many files of one folder are named one by one; of more the number is said."""

_COPIES: Final = (Text("kopie", "copy"), Text("kopieën", "copies"))
_WRITTEN: Final = (
    Text("gemaakte map of gemaakt bestand", "folder or file that was made"),
    Text("gemaakte mappen en bestanden", "folders and files that were made"),
)


def erase_by_the_terms(work: Work, today: date) -> None:
    """Everything whose term is over on that day."""
    from bureau.actions.erasing import preview_purge, purge

    with work.open_store() as store:
        before = preview_purge(store, work.acting(), day=today)
        if before.due and not _show_before(work, before.files):
            raise _not_erased()
        erased = purge(store, work.acting(), day=today)
    report = erased.report
    for done in report.purged:
        what = [
            says
            for over, says in (
                (done.contacts, Text("contactgegevens", "contact data")),
                (done.ranks, Text("lijsten en veto's", "lists and vetoes")),
                (done.rest, Text("al het andere", "all the rest")),
            )
            if over
        ]
        nl, en = ", ".join(text.nl for text in what), ", ".join(text.en for text in what)
        work.say(Text(f"{done.ronde}: {nl} gewist.", f"{done.ronde}: {en} erased."))
    if not report.purged:
        work.say(Text("Er hoefde niets (meer) gewist te worden.", "Nothing (more) to erase."))
    for name in report.undated:
        work.say(
            Text(f"{name}: geen startdatum, dus geen termijn; niets gewist.",
                 f"{name}: no start date, so no term; nothing erased.")
        )  # fmt: skip
    _say_files(work, report)
    left = _say_left(work, erased.files_left) if report.purged else []
    work.tell(report=report, files=list(before.files), files_left=left)


def erase_one_person(work: Work, code: str, reason: str) -> None:
    """One person, before the term, because they asked for it."""
    from bureau.actions.erasing import erase_person, preview_erase_person

    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden met --reason.", "Give a reason with --reason."))
    with work.open_store() as store:
        files = preview_erase_person(store, work.acting(), code=code)
        if not _show_before(work, files):
            raise _not_erased()
        erased = erase_person(store, work.acting(), code=code, reason=reason)
    code, done = erased.code, erased.done
    work.say(Text(f"De gegevens van {code} zijn gewist.", f"The data of {code} were erased."))
    for name in done.kept:
        work.say(
            Text(
                f"{name}: de lijst van {code} is nodig om de uitslag te kunnen uitleggen. Die "
                "blijft daarom bewaard tot de bewaartermijn voorbij is, zonder naam.",
                f"{name}: the list of {code} is needed to explain the result. It is therefore kept "
                "until its term is over, without a name.",
            )
        )
    _say_files(work, done)
    work.say(Text("Maak opnieuw wat u nog nodig hebt.", "Make again what you still need."))
    left = _say_left(work, erased.files_left)
    work.tell(erased=done, files=list(files), files_left=left)


def _by_folder(files: Sequence[str]) -> list[Text]:
    """The names of files; of many in one folder that folder and their number."""
    folders: dict[str, list[str]] = {}
    for name in files:
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    found = []
    for folder, names in folders.items():
        if folder and len(names) > _NAMED_ALL:
            found.append(same(f"{folder}/: ") + counted(len(names), FILES))
        else:
            found += [same(name) for name in names]
    return found


def _not_erased() -> WrongUse:
    return WrongUse(Text("Er is niets gewist.", "Nothing was erased."))


def _show_before(work: Work, files: Sequence[str]) -> bool:
    """The files that go, before anything goes; whether to go on, where somebody can be asked."""
    marked = [path.name for path in _marked_copies(work)]
    for name in _by_folder([*files, *marked]):
        work.say(Text("  gaat weg: ", "  goes: ") + name)
    if work.as_json or not sys.stdin.isatty():
        return True
    return click.confirm(t("Alles hiervan wissen?", "Erase all of this?"), default=False, err=True)


def _say_files(work: Work, done: PurgeReport | ErasedPerson) -> None:
    if done.copies or done.exports:
        work.say(
            Text("Ook gewist: ", "Also erased: ") + counted(done.copies, _COPIES)
            + Text(" van de opslag en ", " of the store and ") + counted(done.exports, _WRITTEN)
            + same(".")
        )  # fmt: skip
    for name in done.outside:
        work.say(Text(f"Staat buiten deze map en is niet aangeraakt; wis het zelf: {name}",
                      f"Lies outside this folder and was not touched; erase it yourself: {name}")
        )  # fmt: skip
    for name in done.failed:
        work.say(Text(f"Kon niet weg; wis het zelf of probeer het later opnieuw: {name}",
                      f"Could not be removed; do it yourself or try again later: {name}")
        )  # fmt: skip


def _marked_copies(work: Work) -> list[Path]:
    return sorted(path for pattern in _MARKED for path in work.folder.glob(pattern))


def _say_left(work: Work, names: Sequence[str]) -> list[str]:
    """The office's own files are named, stores first, and not touched; marked copies are ours."""
    for path in _marked_copies(work):
        path.unlink(missing_ok=True)
    left = [name for name in names if not any(Path(name).match(mark) for mark in _MARKED)]
    if left:
        work.say(Text("Deze bestanden van uzelf staan er nog; wis ze zelf:",
                      "These files of your own are still there; erase them yourself:"))  # fmt: skip
        for name in left:
            work.say(f"  {name}")
    return left
