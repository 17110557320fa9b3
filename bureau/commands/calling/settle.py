"""``koppel settle``: what stays open after the matching, and placing somebody by hand."""

from __future__ import annotations

import click

from bureau.commands.calling.settle_words import show_changes, show_open
from bureau.commands.door.frame import CommandGroup, Work, command, t
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

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
    from bureau.actions.outcome.settling import list_open

    with work.open_store() as store:
        found = list_open(store, work.acting())
    if not work.as_json:
        show_open(work, found.ronde, found.settlement)
    work.tell(settlement=found.settlement)


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
    from bureau.actions.outcome.settling import place as place_by_hand
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        made = place_by_hand(
            store, work.acting(), aios=aios, hao=hao, reason=reason, and_by=second,
            moving=tuple(_pair(text) for text in moving),
        )  # fmt: skip
        following = next_command(store, store.load())
    placement, result = made.placement, made.result
    work.say(Text(f"{placement.aios} en {placement.hao} zijn gekoppeld.",
                  f"{placement.aios} and {placement.hao} are coupled."))  # fmt: skip
    for passed in placement.passed_over:
        work.say(Text(f"  gaat voorbij aan {passed.code}: ", f"  passes over {passed.code}: ")
                 + passed.why)  # fmt: skip
    show_changes(work, result, following)
    work.tell(placement=placement, moves=list(result.moves),
              result_hash=result.kept.matching.result_hash)  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    aios, colon, hao = text.partition(":")
    if not colon:
        raise WrongUse(
            Text(f"Schrijf --move als AIOS:HAO, niet '{text}'.",
                 f"Write --move as AIOS:HAO, not '{text}'.")
        )  # fmt: skip
    return aios.strip(), hao.strip()
