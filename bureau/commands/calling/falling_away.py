"""``koppel settle`` when somebody leaves or a veto comes late: nobody else moves."""

from __future__ import annotations

import click

from bureau.commands.calling.settle import settle
from bureau.commands.calling.settle_words import show_changes
from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text
from koppelronde.domain.lists import VetoGround


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
    from bureau.actions.outcome.settling import drop_out
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        made = drop_out(store, work.acting(), code=code, reason=reason)
        following = next_command(store, store.load())
    work.say(Text(f"{made.code} {made.name} doet niet meer mee.",
                  f"{made.code} {made.name} takes no part any more."))  # fmt: skip
    if made.result is not None:
        show_changes(work, made.result, following)
    for said in made.still_planned:
        work.say(said)
    work.tell(withdrawn=made.code, moves=[] if made.result is None else list(made.result.moves))


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
    from bureau.actions.outcome.settling import late_veto
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        made = late_veto(
            store, work.acting(), aios=aios, hao=hao, ground=VetoGround(ground), reason=reason,
            and_by=second,
        )  # fmt: skip
        following = next_command(store, store.load())
    work.say(Text(f"De koppeling van {made.out.aios} en {made.out.hao} is vervallen.",
                  f"The couple of {made.out.aios} and {made.out.hao} fell away."))  # fmt: skip
    show_changes(work, made.result, following)
    work.tell(out=made.out, moves=list(made.result.moves))
