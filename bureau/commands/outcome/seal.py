"""``koppel seal``: the lists are frozen, and the lot is fixed."""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t


@command(
    name="seal",
    help=t(
        "Sluit de lijsten af: daarna verandert niemand ze meer. Het kenmerk van de afgesloten "
        "invoer verschijnt; leg daarna het lot vast met --seed (dobbelstenen, notaris) of "
        "--draw (het programma trekt). Met --break gaat de verzegeling eraf en vervalt het lot; "
        "wat aan de telefoon of met de hand is afgesproken, blijft gelden.\n\n"
        'Voorbeeld:  koppel seal   en dan   koppel seal --seed "4 2 6 1 3 5"',
        "Seal the lists: nobody changes them after this. The mark of the sealed input appears; "
        "then fix the lottery with --seed (dice, notary) or --draw (the program draws). --break "
        "takes the seal off and voids the seed; what was agreed by telephone or by hand still "
        "holds.\n\n"
        'Example:  koppel seal   and then   koppel seal --seed "4 2 6 1 3 5"',
    ),
)
@click.option("--seed", default=None, metavar=t("TEKST", "TEXT"),
              help=t("Het lot, van buiten gekomen.", "The seed, from outside."))  # fmt: skip
@click.option("--draw", is_flag=True,
              help=t("Laat het programma het lot trekken.",
                     "Let the program draw the seed."))  # fmt: skip
@click.option("--break", "broken_for", default=None, metavar=t("REDEN", "REASON"),
              help=t("Verbreek de verzegeling, met reden.",
                     "Break the seal, with a reason."))  # fmt: skip
def seal(work: Work, seed: str | None, draw: bool, broken_for: str | None) -> None:
    """Freeze the input, then fix the seed; both only once."""
    from bureau.actions import sealing
    from bureau.commands.door.next_step import next_command, say_next
    from bureau.commands.outcome.seal_words import say_seal_broken, say_sealed

    with work.open_store() as store:
        if broken_for is not None:
            opened = sealing.break_seal(store, work.acting(), reason=broken_for)
            say_seal_broken(work, opened)
            say_next(work, store, opened)
            return
        ronde = sealing.seal(store, work.acting())
        if seed is not None or draw:
            ronde = sealing.draw(store, work.acting(), drawn=seed or "")
        say_sealed(work, ronde, next_command(store, ronde))
