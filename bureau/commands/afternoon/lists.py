"""``koppel carrousel`` with lists made elsewhere: a plan to judge, an attendance list to keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bureau.commands.afternoon.planning import carrousel
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import findings_data, show_findings, show_table
from koppelronde.domain.errors import RulesBroken
from koppelronde.domain.findings import broken
from koppelronde.domain.language import Text, count
from koppelronde.domain.outcome import Couple
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcome_carrousel import Timetable

ATTENDED = "attended"
"""The key of what the attendance list said, among the timetables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """Who spoke and who missed each other, by a timetable of that version and its attendance.

    ``lost`` are those of the missed who had a turn that did not come about.
    """

    timetable_version: int
    met: tuple[Couple, ...]
    missed: tuple[Couple, ...]
    lost: tuple[Couple, ...]


def missed_couples(store: Store, timetable: Timetable | None) -> tuple[Couple, ...]:
    """Who missed each other, by the attendance list where one was read for this timetable."""
    from bureau.actions.kept import TIMETABLE, newest

    if timetable is None:
        return ()
    kept = newest(store, TIMETABLE, Attended, ATTENDED)
    if kept is None or kept.timetable_version != timetable.version:
        return timetable.missed
    return kept.missed


@command(
    carrousel,
    name="check",
    help=t(
        "Beoordeel een rooster dat elders is gemaakt (xlsx of csv met kolommen Ronde, Tafel, "
        "AIOS, HAO), met dezelfde regels. De exitcode is 1 als er een regel is overtreden.\n\n"
        "Voorbeeld:  koppel carrousel check rooster.xlsx",
        "Judge a timetable made elsewhere (xlsx or csv with columns Turn, Table, AIOS, HAO) by "
        "the same rules. The exit code is 1 when a rule is broken.\n\n"
        "Example:  koppel carrousel check timetable.xlsx",
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar=t("BESTAND", "FILE"))
def check(work: Work, file: Path) -> None:
    """Read a plan, run the independent checker, list the findings."""
    from bureau.actions.order import people_first, phase_needed
    from bureau.commands.door.given_file import content_of
    from bureau.workbook.afternoon.foreign_plan import read_timetable
    from carrousel.check.judge import check_timetable

    with work.open_store() as store:
        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.CARROUSEL)
        people_first(ronde)
    given = read_timetable(ronde, file.name, content_of(file), made_at=work.now())
    found = check_timetable(ronde, given)
    if not work.as_json:
        show_findings(found, work.lang)
    work.tell(findings=findings_data(found, work.lang))
    wrong = broken(found)
    if wrong:
        raise RulesBroken(
            Text(f"Dit rooster kan zo niet: {len(wrong)} keer een regel overtreden.",
                 f"This timetable will not do: rules are broken {len(wrong)} times.")
        )  # fmt: skip
    work.say(Text("Geen enkele regel overtreden.", "No rule is broken."))


@command(
    carrousel,
    name="attendance",
    help=t(
        "Lees na afloop de presentielijsten (xlsx of csv) in één keer: kolommen Nr, Aanwezig en "
        "Rondes (gemist, zoals 3-5; 9), of AIOS, HAO en Gesproken (ja, nee, ingehaald). Wie er "
        "niet op staat was er de hele middag. Met --wishes worden gemiste koppels extra "
        "bezoekwensen.\n\nVoorbeeld:  koppel carrousel attendance presentie.xlsx --wishes",
        "Read the attendance lists afterwards (xlsx or csv), all at once: columns Code, Present "
        "and Turns (missed, like 3-5; 9), or AIOS, HAO and Spoke (ja, nee, ingehaald). Who is "
        "not on it was there all afternoon. With --wishes the couples missed become extra visit "
        "wishes.\n\nExample:  koppel carrousel attendance attendance.xlsx --wishes",
    ),
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True,
                metavar=t("BESTAND…", "FILE…"))  # fmt: skip
@click.option("--wishes", is_flag=True,
              help=t("Bewaar de gemiste koppels als extra bezoekwens.",
                     "Keep the couples missed as extra visit wishes."))  # fmt: skip
def attendance(work: Work, files: tuple[Path, ...], wishes: bool) -> None:
    """Keep who met and who missed each other; offer the missed as visit wishes."""
    from dataclasses import replace

    from bureau.actions.kept import TIMETABLE, timetable_of
    from bureau.commands.door.given_file import content_of
    from bureau.commands.door.next_step import next_command
    from bureau.workbook.afternoon.attendance_list import read_attendance
    from carrousel.day.attendance import (
        couples_met,
        couples_missed,
        extra_visit_wishes,
        lost_conversations,
    )

    with work.open_store() as store:
        ronde, timetable = store.load(), timetable_of(store)
        said = read_attendance(ronde, timetable, [(f.name, content_of(f)) for f in files])
        kept = Attended(
            timetable_version=timetable.version,
            met=couples_met(timetable, said),
            missed=couples_missed(ronde, timetable, said),
            lost=lost_conversations(ronde, timetable, said),
        )
        extra = extra_visit_wishes(ronde, kept.missed)
        names = ", ".join(file.name for file in files)
        what = Text(f"presentielijst {names}", f"attendance list {names}")
        with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
            if wishes and extra:
                change.save(
                    replace(ronde, visit_wishes=tuple(sorted((*ronde.visit_wishes, *extra))))
                )
            change.put_document(TIMETABLE, kept, ATTENDED)
        following = next_command(store, store.load())
    talks = count(len(kept.met), Text("koppel sprak", "couple spoke"),
                  Text("koppels spraken", "couples spoke"))  # fmt: skip
    gone = len(kept.missed)
    work.say(talks + Text(f" elkaar; {gone} misten elkaar, waarvan {len(kept.lost)} wel een "
                          "gesprek hadden staan.",
                          f"; {gone} missed each other, {len(kept.lost)} of which had a turn.")
    )  # fmt: skip
    if kept.lost and not work.as_json:
        shown = [(c.aios, ronde.name_of(c.aios), c.hao, ronde.name_of(c.hao)) for c in kept.lost]
        show_table(t("Gepland en niet gesproken", "Planned and not spoken"),
                   ("", "aios", "", "HAO"), shown)  # fmt: skip
    if extra:
        number = count(len(extra), Text("extra bezoekwens", "extra visit wish"),
                       Text("extra bezoekwensen", "extra visit wishes"))  # fmt: skip
        if wishes:
            work.say(number + Text(" bewaard.", " kept."))
        else:
            again = f"koppel carrousel attendance {' '.join(map(str, files))} --wishes"
            work.say(number + Text(f" mogelijk; bewaren:  {again}", f" possible; keep:  {again}"))
    if following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    work.tell(met=list(kept.met), missed=list(kept.missed), lost=list(kept.lost),
              extra_wishes=list(extra), kept_wishes=wishes)  # fmt: skip
