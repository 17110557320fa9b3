"""A new round with the workbook to fill in and its dates, and which round is the current one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from koppelronde.domain.acting import By
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.file_names import slug
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import LANGS, Lang, Text
from koppelronde.domain.procedure import Procedure
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.domain.steps import Do, Step
from koppelronde.procedure.deadlines import Deadline, awkward, deadlines

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from bureau.store.looking import RoundSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A round that began.

    ``workbook`` and ``calendar`` are names in ``files``; without a start date there are no dates,
    and ``calendar`` is empty.
    """

    ronde: Koppelronde
    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    workbook: str
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """All rounds of a store, by name, and which is the current one."""

    current: str
    rounds: tuple[RoundSummary, ...]


def round_name(name: str) -> str:
    """The name as a round will have it; WrongUse where there is none."""
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise WrongUse(
            Text("Een ronde heeft een naam nodig.", "A round needs a name."),
            Text("Bijvoorbeeld:  ", "For example:  ") + Step(Do.BEGIN_FOR_EXAMPLE).said,
        )
    return name


def begin_round(
    store: Store, by: By, *, name: str, procedure: Procedure, start: date | None = None, lang: Lang
) -> Begun:
    """Make a round, and the papers to begin with in that language.

    ``start`` is the first day of the placement; the dates follow from it. WrongUse for an empty
    name, or one that another round has.
    """
    from bureau.workbook.layout.template import template_workbook

    ronde = Koppelronde(
        name=round_name(name), procedure=procedure, settings=Settings(start_date=start)
    )
    ronde = store.new_round(ronde, by=by)
    workbook = _called(ronde, Text("werkmap", "workbook"), lang, "xlsx")
    files = {workbook: template_workbook(procedure, ronde.name, lang)}
    dates = deadlines(procedure, ronde.settings)
    calendar = ""
    if dates:
        from carrousel.calendars import deadline_calendar

        calendar = _called(ronde, Text("data", "dates"), lang, "ics")
        made = deadline_calendar(ronde, dates, by.at, handed_out={}, lang=lang)
        files[calendar] = next(iter(made.files.values()))
    return Begun(
        ronde=ronde, deadlines=dates, findings=awkward(procedure, ronde.settings),
        files=files, workbook=workbook, calendar=calendar,
    )  # fmt: skip


def choose_round(store: Store, _by: By, *, name: str) -> Rounds:
    """Make that round the current one; WrongUse when there is none of that name."""
    store.set_current(name)
    return known_rounds(store)


def known_rounds(store: Store) -> Rounds:
    """All rounds; OutOfOrder when there is none yet."""
    known, current = store.rounds(), store.current()
    return Rounds(current=current, rounds=known)


def first_papers_of(ronde: Koppelronde) -> tuple[str, ...]:
    """The names of the calendars that a round began with; they hold days and nobody's name."""
    return tuple(_called(ronde, Text("data", "dates"), lang, "ics") for lang in LANGS)


def _called(ronde: Koppelronde, what: Text, lang: Lang, ending: str) -> str:
    return f"{slug(ronde.name)}-{what.say(lang)}.{ending}"
