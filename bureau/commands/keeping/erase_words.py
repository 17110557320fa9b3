"""What ``koppel purge`` does and says: by the terms of the procedure, or one person on request."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from bureau.commands.door.frame import Work
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text

_MARKED: Final = ("*-fouten.xlsx", "*-mistakes.xlsx")
"""The copies with red cells that ``koppel import`` puts beside a file."""

_OWN_DATA: Final = ("*.xlsx", "*.xlsm", "*.xls", "*.csv", "*.ods", "*.eml")


def erase_by_the_terms(work: Work, today: date) -> None:
    """Everything whose term is over on that day."""
    from bureau.actions.erasing import purge

    with work.open_store() as store:
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
    _counts(work, report.copies, report.exports)
    left = _files_left(work, erased.blank_forms) if report.purged else []
    work.tell(report=report, files_left=left)


def erase_one_person(work: Work, code: str, reason: str) -> None:
    """One person, before the term, because they asked for it."""
    from bureau.actions.erasing import erase_person

    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden met --reason.", "Give a reason with --reason."))
    with work.open_store() as store:
        erased = erase_person(store, work.acting(), code=code, reason=reason)
    code, done = erased.code, erased.done
    work.say(Text(f"De gegevens van {code} zijn gewist.", f"The data of {code} were erased."))
    for name in done.kept:
        work.say(
            Text(
                f"{name} is verzegeld: de lijst van {code} is de grond van ieders uitslag en "
                "blijft tot haar termijn, zonder naam.",
                f"{name} is sealed: the list of {code} is the ground of everybody's result and "
                "stays until its term, without a name.",
            )
        )
    _counts(work, done.copies, done.exports)
    work.say(Text("Schrijf opnieuw uit wat u nog nodig hebt.", "Write again what you still need."))
    left = _files_left(work, erased.blank_forms)
    work.tell(erased=done, files_left=left)


def _counts(work: Work, copies: int, exports: int) -> None:
    if copies or exports:
        work.say(
            Text(f"Ook gewist: {copies} kopieën van de opslag en {exports} uitgeschreven "
                 "mappen of bestanden.",
                 f"Also erased: {copies} copies of the store and {exports} folders or files "
                 "that were written.")
        )  # fmt: skip


def _files_left(work: Work, forms: frozenset[bytes]) -> list[str]:
    """The user's own spreadsheets in the folder are named, not touched; marked copies are ours."""
    for pattern in _MARKED:
        for path in work.folder.glob(pattern):
            path.unlink(missing_ok=True)
    found: set[Path] = set()
    for pattern in _OWN_DATA:
        found.update(path for path in work.folder.glob(pattern) if path.is_file())
    names = sorted(path.name for path in found if path.read_bytes() not in forms)
    if names:
        work.say(
            Text("Deze bestanden van uzelf staan er nog; wis ze zelf: " + ", ".join(names),
                 "These files of your own are still there; erase them yourself: "
                 + ", ".join(names))
        )  # fmt: skip
    return names
