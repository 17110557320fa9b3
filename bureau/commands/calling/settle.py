"""``koppel settle``: what stays open after the matching, and placing somebody by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from bureau.commands.door.frame import CommandGroup, Work, command, t
from bureau.commands.door.show import show_findings, show_table
from bureau.commands.calling.held_words import keep_held, show_changes
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import AgreementKind

if TYPE_CHECKING:
    from koppelronde.domain.ronde import Koppelronde
    from matching.settle.moves import Way
    from matching.settle.settle import HandPlacement
    from matching.settle.settlement import Settlement


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


@command(
    settle,
    name="list",
    help=t(
        "Wat er open is.\n\nVoorbeeld:  koppel settle list",
        "What is open.\n\nExample:  koppel settle list",
    ),
)
def list_(work: Work) -> None:
    """Everything a coordinator needs to settle what is left."""
    from bureau.actions.kept import real_result_of
    from matching.settle.settlement import settlement

    with work.open_store() as store:
        ronde = store.load()
        kept = real_result_of(store, ronde)
    state = settlement(ronde, kept.matching)
    if not work.as_json:
        _show(work, ronde, state)
    work.tell(settlement=state)


def _show(work: Work, ronde: Koppelronde, state: Settlement) -> None:
    show_findings(state.findings, work.lang)
    if not state.aios:
        work.say(Text("Iedere aios heeft een plaats.", "Every trainee has a place."))
    for left in state.aios:
        work.say(f"{left.aios} {ronde.name_of(left.aios)}")
        if left.options:
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
        else:
            work.say(Text("  Geen vrije plaats die past.", "  No free place that fits."))
        for refused in left.refused:
            work.say(Text(f"  niet bij {refused.hao}: ", f"  not with {refused.hao}: ")
                     + refused.why)  # fmt: skip
        for way in left.ways:
            work.say(Text("  of: ", "  or: ") + way.says)
            work.say(f"      {_as_command(way)}")
    show_table(
        t("Vrije plaatsen", "Free places"),
        ("HAO", "", t("plaatsen", "places"), t("dagen zonder aios", "days without a trainee"),
         t("voor wie", "for whom")),
        [(h.hao, ronde.name_of(h.hao), h.places, h.waiting_days,
          ", ".join(o.aios for o in h.options) or "–")
         for h in state.haos],
    )  # fmt: skip
    if state.agreed:
        show_table(
            t("Afgesproken", "Agreed"),
            ("AIOS", "HAO", "", t("reden", "reason"), t("door", "by")),
            [(a.aios, a.hao, _KINDS[a.kind].say(work.lang), a.reason, a.by)
             for a in state.agreed],
        )  # fmt: skip
    if state.aios:
        work.say(
            Text('Plaatsen:  koppel settle place AIOS HAO --reason "…" --and "tweede naam"',
                 'Place:  koppel settle place AIOS HAO --reason "…" --and "second name"')
        )  # fmt: skip


_KINDS: Final = {
    AgreementKind.LOCKED: Text("vast", "fixed"),
    AgreementKind.OUT: Text("kan niet meer", "is out"),
}


def _as_command(way: Way) -> str:
    first, *rest = way.moves
    others = " ".join(f"--move {move.aios}:{move.hao_after}" for move in rest)
    return f'koppel settle place {first.aios} {first.hao_after} {others} --reason "…" --and "…"'


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
@click.option("--move", "moving", multiple=True, metavar="AIOS:HAO",
              help=t("Wie daarvoor naar een ander gaat; mag vaker.",
                     "Who goes to somebody else for it; may be repeated."))  # fmt: skip
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
@click.option("--and", "second", required=True, metavar=t("NAAM", "NAME"),
              help=t("Wie het mee besluit.", "Who decides it with you."))  # fmt: skip
def place(
    work: Work, aios: str, hao: str, moving: tuple[str, ...], reason: str, second: str
) -> None:
    """Lock the couple, hold the rest, keep all of it in one transaction."""
    from bureau.actions.kept import known_person, real_result_of
    from bureau.commands.door.next_step import next_command
    from matching.settle.settle import place_by_hand

    with work.open_store() as store:
        ronde = store.load()
        kept = real_result_of(store, ronde)
        made = place_by_hand(
            ronde, kept.matching, aios=known_person(ronde, aios), hao=known_person(ronde, hao),
            reason=reason, decided_by=(work.by, second),
            moving=tuple(_pair(ronde, text) for text in moving),
        )  # fmt: skip
        pairs = {(a.aios, a.hao) for a in made.agreements}
        others = [a for a in ronde.agreements if (a.aios, a.hao) not in pairs]
        after = replace(ronde, agreements=tuple(sorted([*others, *made.agreements])))
        held, current = keep_held(
            work, store, after, kept, version=ronde.version, reason=reason,
            by=f"{work.by}; {second}",
            what=_placed(made),
        )  # fmt: skip
        following = next_command(store, store.load())
    work.say(Text(f"{made.aios} en {made.hao} zijn gekoppeld.",
                  f"{made.aios} and {made.hao} are coupled."))  # fmt: skip
    for passed in made.passed_over:
        work.say(Text(f"  gaat voorbij aan {passed.code}: ", f"  passes over {passed.code}: ")
                 + passed.why)  # fmt: skip
    show_changes(work, ronde, held, following)
    work.tell(placement=made, moves=list(held.moves),
              result_hash=current.matching.result_hash)  # fmt: skip


def _placed(made: HandPlacement) -> Text:
    """For the journal: who was placed, who moved for it, whom it passes over."""
    couples = ", ".join(f"{a.aios}–{a.hao}" for a in made.agreements)
    over = ", ".join(passed.code for passed in made.passed_over)
    said = Text(f"met de hand geplaatst: {couples}", f"placed by hand: {couples}")
    none = Text("niemand", "nobody")
    return said + Text(f"; gaat voorbij aan: {over or none.nl}",
                       f"; passes over: {over or none.en}")  # fmt: skip


def _pair(ronde: Koppelronde, text: str) -> tuple[str, str]:
    from bureau.actions.kept import known_person

    aios, colon, hao = text.partition(":")
    if not colon:
        raise WrongUse(
            Text(f"Schrijf --move als AIOS:HAO, niet '{text}'.",
                 f"Write --move as AIOS:HAO, not '{text}'.")
        )  # fmt: skip
    return known_person(ronde, aios.strip()), known_person(ronde, hao.strip())
