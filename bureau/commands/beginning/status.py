"""``koppel status``: where the current round stands, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import bar, show_findings, show_table
from bureau.commands.door.step_words import command_for
from koppelronde.domain.language import Lang, Text, count
from koppelronde.domain.times import short_date

if TYPE_CHECKING:
    from bureau.actions.status import Status
    from koppelronde.procedure.standing import PhaseStanding


@command(
    name="status",
    help=t(
        "Wat is klaar, wat ontbreekt en van wie, welke datum nadert en wat volgt?\n\n"
        "Voorbeeld:  koppel status",
        "What is done, what is missing and from whom, which date is near, and what comes next?\n\n"
        "Example:  koppel status",
    ),
)
def status(work: Work) -> None:
    """The phases of the procedure with what is done."""
    from bureau.actions.status import look_at_status

    with work.open_store() as store:
        found = look_at_status(store, work.acting())
    if found.erased is not None:
        name, what, day = found.ronde.name, found.erased.what, short_date(found.erased.at.date())
        work.say(Text(f"{name} is afgerond: {what.nl} op {day.nl}. Er is niets meer te doen.",
                      f"{name} is closed: {what.en} on {day.en}. Nothing is left to do.")
        )  # fmt: skip
    elif not work.as_json:
        _show_phases(work, found)
    if found.now is not None and found.now.next_step is not None:
        work.say(Text("Volgende stap:  ", "Next step:  ") + found.now.next_step.said)
    elif found.erased is None:
        work.say(Text("Alles is gedaan. Voor de evaluatie:  koppel report --anonymous  en  "
                      "koppel account",
                      "Everything is done. For the evaluation:  koppel report --anonymous  and  "
                      "koppel account"))  # fmt: skip
    work.tell(**_as_data(found, work.lang))


def _show_phases(work: Work, found: Status) -> None:
    heads = (Text("", ""), Text("fase", "phase"), Text("stand", "standing"), Text("datum", "date"))
    show_table(
        f"{found.ronde.name} · {found.ronde.procedure.name}",
        [head.say(work.lang) for head in heads],
        [(bar(p.done, p.total, 10), p.title.say(work.lang), p.says.say(work.lang),
          _days_left(p.deadline, found.today, work.lang))
         for p in found.phases],
    )  # fmt: skip
    now = found.now
    if now is not None and now.missing:
        who = _some(now.missing)
        work.say(Text(f"{now.title.nl}, nog open: {who}.", f"{now.title.en}, still open: {who}."))
    show_findings(found.findings, work.lang)


def _as_data(found: Status, lang: Lang) -> dict[str, object]:
    return {
        "round": found.ronde.name,
        "procedure": found.ronde.procedure.code,
        "round_version": found.ronde.version,
        "phases": [
            {"kind": p.kind.value, "done": p.done, "total": p.total, "missing": list(p.missing),
             "says": p.says.say(lang), "next": _typed(p, lang),
             "deadline": p.deadline.isoformat() if p.deadline else None}
            for p in found.phases
        ],
        "next": None if found.now is None else _typed(found.now, lang),
    }  # fmt: skip


def _typed(phase: PhaseStanding, lang: Lang) -> str:
    return "" if phase.next_step is None else command_for(phase.next_step, lang)


def _some(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:20])
    return shown if len(codes) <= 20 else f"{shown} … (+{len(codes) - 20})"


def _days_left(deadline: date | None, today: date, lang: Lang) -> str:
    if deadline is None:
        return ""
    said, left = short_date(deadline).say(lang), (deadline - today).days
    days = count(left, Text("dag", "day"), Text("dagen", "days"))
    if left < 0:
        return said + Text(" (voorbij)", " (past)").say(lang)
    if left == 0:
        return said + Text(" (vandaag)", " (today)").say(lang)
    return said + Text(f" (nog {days.nl})", f" ({days.en} left)").say(lang) if left <= 21 else said
