"""``koppel carrousel`` with lists made elsewhere: a plan to judge, an attendance list to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bureau.commands.afternoon.group import carrousel
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import findings_data, show_findings, show_table
from koppelronde.domain.errors import RulesBroken
from koppelronde.domain.findings import broken
from koppelronde.domain.language import Text, count

if TYPE_CHECKING:
    from bureau.actions.meeting.attendance import AttendanceTaken


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
    from bureau.actions.meeting.afternoon import judge_plan
    from bureau.commands.door.given_file import content_of

    with work.open_store() as store:
        judged = judge_plan(store, work.acting(), name=file.name, content=content_of(file))
    if not work.as_json:
        show_findings(judged.findings, work.lang)
    work.tell(findings=findings_data(judged.findings, work.lang))
    wrong = broken(judged.findings)
    if wrong:
        raise RulesBroken(
            Text("Dit rooster voldoet niet: op ", "This timetable will not do: it breaks rules at ")
            + count(len(wrong), Text("punt", "point"), Text("punten", "points"))
            + Text(" is een regel overtreden.", ".")
        )  # fmt: skip
    work.say(Text("Geen enkele regel overtreden.", "No rule is broken."))


@command(
    carrousel,
    name="attendance",
    help=t(
        "Lees na afloop de presentielijsten (xlsx of csv) in één keer: kolommen Nr, Aanwezig en "
        "Rondes (gemist, zoals 3-5; 9), of AIOS, HAO en Gesproken (ja, nee, ingehaald). Wie er "
        "niet op staat was er de hele middag. Met --wishes wordt elk gemist "
        "gepland gesprek een extra bezoekwens.\n\n"
        "Voorbeeld:  koppel carrousel attendance presentie.xlsx --wishes",
        "Read the attendance lists afterwards (xlsx or csv), all at once: columns Code, Present "
        "and Turns (missed, like 3-5; 9), or AIOS, HAO and Spoke (ja, nee, ingehaald). Who is "
        "not on it was there all afternoon. With --wishes each planned talk "
        "that was missed becomes an extra visit wish.\n\n"
        "Example:  koppel carrousel attendance attendance.xlsx --wishes",
    ),
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True,
                metavar=t("BESTAND…", "FILE…"))  # fmt: skip
@click.option("--wishes", is_flag=True,
              help=t("Bewaar wie een gepland gesprek misten als extra bezoekwens.",
                     "Keep who missed a planned talk as extra visit wishes."))  # fmt: skip
def attendance(work: Work, files: tuple[Path, ...], wishes: bool) -> None:
    """Keep who met and who missed each other; offer the missed as visit wishes."""
    from bureau.actions.meeting.attendance import take_attendance
    from bureau.commands.door.given_file import content_of
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        given = [(file.name, content_of(file)) for file in files]
        taken = take_attendance(store, work.acting(), files=given, wishes=wishes)
        following = next_command(store, taken.ronde)
    _say_attended(work, taken)
    if taken.extra:
        _say_wishes(work, taken, files)
    if following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    kept = taken.attended
    work.tell(met=list(kept.met), missed=list(kept.missed), lost=list(kept.lost),
              extra_wishes=list(taken.extra), kept_wishes=wishes)  # fmt: skip


def _say_attended(work: Work, taken: AttendanceTaken) -> None:
    ronde, kept = taken.ronde, taken.attended
    talks = count(len(kept.met), Text("koppel sprak", "couple spoke"),
                  Text("koppels spraken", "couples spoke"))  # fmt: skip
    gone = len(kept.missed)
    work.say(talks + Text(f" elkaar; {gone} misten elkaar, waarvan {len(kept.lost)} wel een "
                          "gesprek hadden staan.",
                          f"; {gone} missed each other, {len(kept.lost)} of which had a turn.")
    )  # fmt: skip
    if kept.lost and not work.as_json:
        shown = [(c.aios, ronde.name_of(c.aios), c.hao, ronde.name_of(c.hao)) for c in kept.lost]
        title = Text("Gepland en niet gesproken", "Planned and not spoken")
        show_table(title.say(work.lang), ("", "aios", "", "HAO"), shown)


def _say_wishes(work: Work, taken: AttendanceTaken, files: tuple[Path, ...]) -> None:
    number = count(len(taken.extra), Text("extra bezoekwens", "extra visit wish"),
                   Text("extra bezoekwensen", "extra visit wishes"))  # fmt: skip
    if taken.kept_wishes:
        work.say(number + Text(" bewaard.", " kept."))
        return
    again = f"koppel carrousel attendance {' '.join(map(str, files))} --wishes"
    work.say(number + Text(f" mogelijk; bewaren:  {again}", f" possible; keep:  {again}"))
