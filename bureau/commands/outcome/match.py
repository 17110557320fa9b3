"""``koppel match``: from sealed lists to a proven result."""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    name="match",
    help=t(
        "Reken de beste koppeling voor de hele groep uit, met bewijs. Voor het afsluiten alleen "
        "als proef.\n\nVoorbeeld:  koppel match --trial",
        "Compute the best matching for the whole group, with proof. Before sealing only as a "
        "trial.\n\nExample:  koppel match --trial",
    ),
)
@click.option("--trial", is_flag=True,
              help=t("Een proef: telt niet, mag altijd.",
                     "A trial: does not count, always allowed."))  # fmt: skip
@click.option("--compare", is_flag=True,
              help=t("Zet andere volgordes van doelen ernaast; mag altijd, verandert niets.",
                     "Set other goals first, side by side; changes nothing."))  # fmt: skip
def match(work: Work, trial: bool, compare: bool) -> None:
    """Solve with both kernels, verify the proof, save."""
    from bureau.actions.outcome import matching
    from bureau.commands.door.hand_out import hand_out_papers
    from bureau.commands.door.next_step import next_command
    from bureau.commands.door.progress import progress_line
    from bureau.commands.outcome.match_words import say_made, show_comparison

    with work.open_store() as store:
        if compare:
            show_comparison(
                work, store, matching.compare_orders(store, work.acting(), lang=work.lang)
            )
            return
        with progress_line(work, Text("Koppelen", "Matching")) as progress:
            made = matching.match(
                store, work.acting(), trial=trial, lang=work.lang, progress=progress
            )
        files = hand_out_papers(work, store, made.proof)
        following = next_command(store, made.ronde)
    say_made(work, made, files, following)
