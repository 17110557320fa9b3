"""``koppel settle``: what stays open after the matching, and placing somebody by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from koppelronde.commands.frame import CommandGroup, Work, command, t
from koppelronde.commands.show import show_findings, show_table
from koppelronde.language import Text

if TYPE_CHECKING:
    from koppelronde.ronde import Koppelronde
    from matching.settle import Settlement


settle = CommandGroup(
    "settle",
    help=t(
        "Wie is er aan beide kanten over, wat kan ieder nog, welke verschuiving maakt een plaats "
        "vrij, en wat is met wie afgesproken.\n\n"
        "Voorbeeld:  koppel settle list   en   koppel settle place A07 H12 --reason ziekte "
        '--by "J. Jansen" --and "P. de Wit"',
        "Who is left on both sides, what each could still accept, which moves free a place, and "
        "what was agreed with whom.\n\n"
        "Example:  koppel settle list   and   koppel settle place A07 H12 --reason illness "
        '--by "J. Jansen" --and "P. de Wit"',
    ),
    default="list",
)


@command(settle, name="list", help=t("Wat er open is.", "What is open."))
def list_(work: Work) -> None:
    """Everything a coordinator needs to settle what is left."""
    from koppelronde.commands.documents import real_result_of
    from matching.settle import settlement

    with work.open_store() as store:
        ronde = store.load()
        kept = real_result_of(store, ronde)
    state = settlement(ronde, kept.matching)
    if not work.as_json:
        _show(work, ronde, state)
    work.tell(settlement=state)


def _show(work: Work, ronde: Koppelronde, state: Settlement) -> None:
    if not state.aios:
        work.say(Text("Iedere aios heeft een plaats.", "Every trainee has a place."))
    for left in state.aios:
        work.say(f"{left.aios} {ronde.name_of(left.aios)}")
        show_table(
            t("kan nog terecht bij", "could still go to"),
            ("HAO", "", t("ontmoet", "met"), t("rang aios", "rank aios"),
             t("rang HAO", "rank HAO"), t("reis", "travel")),
            [(o.hao, ronde.name_of(o.hao), t("ja", "yes") if o.met else t("nee", "no"),
              "–" if o.rank_by_aios is None else o.rank_by_aios,
              "–" if o.rank_by_hao is None else o.rank_by_hao,
              "?" if o.travel_minutes is None else f"{o.travel_minutes} min")
             for o in left.options],
        )  # fmt: skip
        for way in left.ways:
            work.say(Text("  of: ", "  or: ") + way.says)
    show_table(
        t("Vrije plaatsen", "Free places"),
        ("HAO", "", t("plaatsen", "places"), t("dagen zonder aios", "days without a trainee")),
        [(h.hao, ronde.name_of(h.hao), h.places, h.waiting_days) for h in state.haos],
    )
    for agreed in state.agreed:
        work.say(f"  {agreed.kind.value}: {agreed.aios}–{agreed.hao}  {agreed.by} {agreed.reason}")
    show_findings(state.findings, work.lang)


@command(
    settle,
    name="place",
    help=t(
        "Plaats iemand met de hand. Nodig: een reden en twee namen; u ziet aan wie het "
        "voorbijgaat.\n\n"
        'Voorbeeld:  koppel settle place A07 H12 --reason ziekte --by "J. Bos" --and "P. Wit"',
        "Place somebody by hand. Needed: a reason and two names; you see whom it passes over.\n\n"
        'Example:  koppel settle place A07 H12 --reason illness --by "J. Jansen" --and "P. Wit"',
    ),
)
@click.argument("aios", metavar="AIOS")
@click.argument("hao", metavar="HAO")
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
@click.option("--and", "second", required=True, metavar=t("NAAM", "NAME"),
              help=t("Wie het mee besluit.", "Who decides it with you."))  # fmt: skip
def place(work: Work, aios: str, hao: str, reason: str, second: str) -> None:
    """Lock the couple, solve the rest again, keep all of it in one transaction."""
    from koppelronde.commands.calls import list_of_calls, show_moves, solve_again
    from koppelronde.commands.documents import (
        CALL_LIST,
        RESULT,
        call_records_of,
        known_person,
        real_result_of,
    )
    from matching.settle import place_by_hand

    with work.open_store() as store:
        ronde = store.load()
        kept = real_result_of(store, ronde)
        made = place_by_hand(
            ronde, kept.matching, aios=known_person(ronde, aios), hao=known_person(ronde, hao),
            reason=reason, decided_by=(work.by, second),
        )  # fmt: skip
        others = [a for a in ronde.agreements if (a.aios, a.hao) != (made.aios, made.hao)]
        after = replace(ronde, agreements=tuple(sorted([*others, made.agreement])))
        records = call_records_of(store)
        again, current = solve_again(work, ronde, after, kept, records)
        store.copy_before("settle")
        with store.transaction(
            expect_version=ronde.version, by=f"{work.by}; {second}", reason=reason,
            what=Text(f"met de hand geplaatst: {made.aios}–{made.hao}",
                      f"placed by hand: {made.aios}–{made.hao}"),
        ) as change:  # fmt: skip
            change.save(after)
            change.put_document(RESULT, current)
            change.put_document(CALL_LIST, list_of_calls(after, current, records))
    work.say(Text(f"{made.aios} en {made.hao} zijn gekoppeld.",
                  f"{made.aios} and {made.hao} are coupled."))  # fmt: skip
    for passed in made.passed_over:
        work.say(Text(f"  gaat voorbij aan {passed.code}: ", f"  passes over {passed.code}: ")
                 + passed.why)  # fmt: skip
    show_moves(work, ronde, again)
    work.tell(placement=made, moves=list(again.moves),
              result_hash=current.matching.result_hash)  # fmt: skip
