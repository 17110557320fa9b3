"""``koppel seal``: the lists are frozen, then the lot is drawn; two acts."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Final

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

SALT: Final = "KOPPEL_SALT"
"""Environment variable that gives the salt of a seal, for rehearsals and tests."""


@command(
    name="seal",
    help=t(
        "Sluit de lijsten af: daarna verandert niemand ze meer. Het kenmerk van de afgesloten "
        "invoer verschijnt; schrijf het op. Leg daarna, als tweede stap, het lot vast: met --seed "
        "(minstens zes worpen met een dobbelsteen) of met --draw (het programma trekt). Moet het "
        "lot uit een openbare trekking komen, noem die dan bij het afsluiten met --source en --on. "
        "Met --break gaat de verzegeling eraf en vervalt het lot; "
        "wat aan de telefoon of met de hand is afgesproken, blijft gelden.\n\n"
        'Voorbeeld:  koppel seal   en dan   koppel seal --seed "4 2 6 1 3 5"',
        "Seal the lists: nobody changes them after this. The mark of the sealed input appears; "
        "write it down. Then, as a second step, fix the lottery: with --seed (at least six throws "
        "of a die) or with --draw (the program draws). If the lot is to come from a public draw, "
        "name it while sealing with --source and --on. --break "
        "takes the seal off and voids the seed; what was agreed by telephone or by hand still "
        "holds.\n\n"
        'Example:  koppel seal   and then   koppel seal --seed "4 2 6 1 3 5"',
    ),
)
@click.option("--seed", default=None, metavar=t("WORPEN", "THROWS"),
              help=t("Wat er is gegooid of getrokken.",
                     "What was thrown or drawn."))  # fmt: skip
@click.option("--draw", is_flag=True,
              help=t("Laat het programma het lot trekken.",
                     "Let the program draw the seed."))  # fmt: skip
@click.option("--source", default="", metavar=t("TREKKING", "DRAW"),
              help=t("De openbare trekking waaruit het lot zal komen.",
                     "The public draw that the lot will come from."))  # fmt: skip
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), default=None,
              metavar=t("DATUM", "DATE"),
              help=t("De dag van die trekking.", "The day of that draw."))  # fmt: skip
@click.option("--watched", multiple=True, metavar=t("NAAM", "NAME"),
              help=t("Wie erbij was; mag vaker.",
                     "Who looked on; may be repeated."))  # fmt: skip
@click.option("--break", "broken_for", default=None, metavar=t("REDEN", "REASON"),
              help=t("Verbreek de verzegeling, met reden.",
                     "Break the seal, with a reason."))  # fmt: skip
def seal(
    work: Work, seed: str | None, draw: bool, source: str, day: datetime | None,
    watched: tuple[str, ...], broken_for: str | None,
) -> None:  # fmt: skip
    """Freeze the input, or fix the seed of what was frozen; both only once."""
    from bureau.actions.outcome import sealing
    from bureau.commands.door.next_step import next_command, say_next
    from bureau.commands.outcome.seal_words import drawing_named, say_seal_broken, say_sealed

    _only_one_act(seed, draw, source)
    with work.open_store() as store:
        if broken_for is not None:
            opened = sealing.break_seal(store, work.acting(), reason=broken_for)
            say_seal_broken(work, opened)
            say_next(work, store, opened)
            return
        if seed is not None or draw:
            ronde = sealing.draw(store, work.acting(), drawn=seed or "", watched=watched)
        else:
            ronde = sealing.seal(
                store, work.acting(), drawing=drawing_named(source, day), watched=watched,
                salt=os.environ.get(SALT, ""),
            )  # fmt: skip
        say_sealed(work, ronde, next_command(store, ronde))


def _only_one_act(seed: str | None, draw: bool, source: str) -> None:
    """WrongUse for a draw together with a seal, two draws at once, or an empty one."""
    if seed is not None and (draw or not seed.strip()):
        raise WrongUse(
            Text("Geef met --seed wat er is gegooid, of laat het programma trekken met --draw.",
                 "Give with --seed what was thrown, or let the program draw with --draw."),
        )  # fmt: skip
    if source and (seed is not None or draw):
        raise WrongUse(
            Text("De trekking noemt u bij het afsluiten; het lot komt daarna.",
                 "The draw is named while sealing; the lot comes afterwards."),
        )  # fmt: skip
