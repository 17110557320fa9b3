"""``koppel settle`` when somebody leaves or a veto comes late: nobody else moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.calling.held_words import keep_held, show_changes
from bureau.commands.calling.settle import settle
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.lists import VetoGround

if TYPE_CHECKING:
    from bureau.store.handle import Store


@command(
    settle,
    name="withdraw",
    help=t(
        "Iemand valt uit (ziekte, vertrek). Niemand anders verschuift; wie de partner kwijt is, "
        "staat daarna bij  koppel settle.\n\n"
        "Voorbeeld:  koppel settle withdraw H12 --reason ziekte",
        "Somebody drops out (illness, leaving). Nobody else moves; whoever lost a partner is "
        "listed by  koppel settle.\n\n"
        "Example:  koppel settle withdraw H12 --reason illness",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
def withdraw(work: Work, code: str, reason: str) -> None:
    """Take somebody out; before the matching that is all there is to it."""
    from bureau.actions.kept import known_person, real_result
    from bureau.commands.door.next_step import next_command
    from matching.calls.applying import withdraw as without

    with work.open_store() as store:
        ronde = store.load()
        code = known_person(ronde, code)
        if code in ronde.withdrawn:
            raise OutOfOrder(
                Text(f"{code} doet al niet meer mee.", f"{code} had withdrawn already.")
            )
        after = without(ronde, code)
        what = Text(f"{code} valt uit", f"{code} drops out")
        kept = real_result(store, ronde)
        held = None
        if kept is None:
            with store.transaction(
                expect_version=ronde.version, by=work.by, reason=reason, what=what
            ) as change:
                change.save(after)
        else:
            held, _ = keep_held(
                work, store, after, kept, version=ronde.version, reason=reason, by=work.by,
                what=what,
            )  # fmt: skip
        planned = _still_planned(work, store, code)
        following = next_command(store, store.load())
    work.say(Text(f"{code} {ronde.name_of(code)} doet niet meer mee.",
                  f"{code} {ronde.name_of(code)} takes no part any more."))  # fmt: skip
    if held is not None:
        show_changes(work, ronde, held, following)
    for said in planned:
        work.say(said)
    work.tell(withdrawn=code, moves=[] if held is None else list(held.moves))


def _still_planned(work: Work, store: Store, code: str) -> list[Text]:
    """Which plans of days to come still count on somebody who left."""
    from bureau.actions.kept import CALENDAR, TIMETABLE, newest
    from koppelronde.domain.outcome_carrousel import Timetable
    from koppelronde.domain.outcome_visits import VisitCalendar, VisitStatus

    found, moment = [], work.now()
    ronde = store.load()
    calendar = newest(store, CALENDAR, VisitCalendar)
    began = bool(ronde.lists_aios or ronde.lists_hao or calendar)
    partners = sorted({a if h == code else h for a, h in ronde.interviews if code in (a, h)})
    if partners and not began:
        who = ", ".join(partners)
        found.append(
            Text(
                f"{code} was kandidaat bij {who}. De gesprekken opnieuw verdelen:  koppel "
                "shortlist",
                f"{code} was a candidate of {who}. Assign the interviews again:  koppel shortlist",
            )
        )
    if ronde.lists_aios or ronde.lists_hao:
        return found  # the days of meeting are behind us
    timetable = newest(store, TIMETABLE, Timetable)
    if (
        timetable is not None
        and timetable.turns[0].begin > moment
        and any(code in (meeting.aios, meeting.hao) for meeting in timetable.meetings)
    ):
        found.append(
            Text(
                f"{code} staat nog in het rooster. Een nieuw:  koppel carrousel plan",
                f"{code} is still in the timetable. A new one:  koppel carrousel plan",
            )
        )
    if calendar is not None and any(
        code in (visit.aios, *visit.present) and visit.begin > moment
        for visit in calendar.visits
        if visit.status in (VisitStatus.PLANNED, VisitStatus.AGREED)
    ):
        found.append(
            Text(
                f"{code} staat nog in het bezoekplan. Opnieuw:  koppel visits replan",
                f"{code} is still in the visit plan. Again:  koppel visits replan",
            )
        )
    return found


@command(
    settle,
    name="veto",
    help=t(
        "Een veto dat pas na de koppeling komt, op een erkende grond, met een reden en twee "
        "namen: deze koppeling vervalt, niemand anders verschuift.\n\n"
        'Voorbeeld:  koppel settle veto A07 H12 --ground relation --reason "eigen huisarts" '
        '--by "J. Bos" --and "P. Wit"',
        "A veto that came after the matching, on a recognised ground, with a reason and two "
        "names: this couple falls away, nobody else moves.\n\n"
        'Example:  koppel settle veto A07 H12 --ground relation --reason "own GP" '
        '--by "J. Jansen" --and "P. Wit"',
    ),
)
@click.argument("aios", metavar="AIOS")
@click.argument("hao", metavar="HAO")
@click.option("--ground", required=True, type=click.Choice([ground.value for ground in VetoGround]),
              help=t("De erkende grond.", "The recognised ground."))  # fmt: skip
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
@click.option("--and", "second", required=True, metavar=t("NAAM", "NAME"),
              help=t("Wie het mee besluit.", "Who decides it with you."))  # fmt: skip
def veto(work: Work, aios: str, hao: str, ground: str, reason: str, second: str) -> None:
    """Dissolve one couple on a recognised ground."""
    from bureau.actions.kept import known_person, real_result_of
    from bureau.commands.door.next_step import next_command
    from matching.settle.settle import dissolve_by_hand

    with work.open_store() as store:
        ronde = store.load()
        kept = real_result_of(store, ronde)
        out = dissolve_by_hand(
            ronde, kept.matching, aios=known_person(ronde, aios), hao=known_person(ronde, hao),
            ground=VetoGround(ground), reason=reason, decided_by=(work.by, second),
        )  # fmt: skip
        others = [a for a in ronde.agreements if (a.aios, a.hao) != (out.aios, out.hao)]
        after = replace(ronde, agreements=tuple(sorted([*others, out])))
        held, _ = keep_held(
            work, store, after, kept, version=ronde.version, reason=out.reason, by=out.by,
            what=Text(f"veto na de koppeling: {out.aios}–{out.hao}",
                      f"veto after the matching: {out.aios}–{out.hao}"),
        )  # fmt: skip
        following = next_command(store, store.load())
    work.say(Text(f"De koppeling van {out.aios} en {out.hao} is vervallen.",
                  f"The couple of {out.aios} and {out.hao} fell away."))  # fmt: skip
    show_changes(work, ronde, held, following)
    work.tell(out=out, moves=list(held.moves))
