"""``koppel calls``: the call list, and what was agreed on the telephone."""

from __future__ import annotations

import click

from bureau.commands.calling.call_words import say_recorded, show_calls, show_moves
from bureau.commands.door.frame import CommandGroup, Work, command, t
from koppelronde.domain.language import Text

calls = CommandGroup(
    "calls",
    help=t(
        "De bellijst: wie u belt, waarom, wat u kunt bieden en wat er gebeurt bij een nee.\n\n"
        "Voorbeeld:  koppel calls list   en   koppel calls record A07 --with H12 accepted "
        '--by "J. Jansen"',
        "The call list: whom you call, why, what you can offer and what a no does.\n\n"
        'Example:  koppel calls list   and   koppel calls record A07 --with H12 accepted --by "J. '
        'Jansen"',
    ),
    default="list",
)


@command(
    calls,
    name="list",
    help=t(
        "Toon de bellijst en schrijf hem als pdf en xlsx. Met --who alleen wie u gaat bellen."
        "\n\nVoorbeeld:  koppel calls list   of   koppel calls list --who A07",
        "Show the call list and write it as PDF and XLSX. With --who only the people you are "
        "about to call.\n\nExample:  koppel calls list   or   koppel calls list --who A07",
    ),
)
@click.option("--who", metavar="CODE", multiple=True,
              help=t("Alleen deze persoon; mag vaker.",
                     "Only this person; may be repeated."))  # fmt: skip
def list_(work: Work, who: tuple[str, ...]) -> None:
    """Everybody to be called, most urgent first; or some of them."""
    from bureau.actions.outcome.call_listing import call_list, call_papers
    from bureau.commands.door.hand_out import hand_out_papers
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        made = call_list(store, work.acting(), who=who)
        papers = call_papers(made, work.acting(), lang=work.lang)
        files = hand_out_papers(work, store, papers)
        following = next_command(store, made.ronde)
    show_calls(work, made.ronde, made.kept, made.calls)
    if files:
        work.say(Text(f"Op papier: {files[0]}", f"On paper: {files[0]}"))
    if not who and not made.calls.open and not made.kept.matching.trial and following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    work.tell(calls=made.calls, files=files)


@command(
    calls,
    name="record",
    help=t(
        "Leg vast wat er aan de telefoon is gezegd. Bij akkoord staat de koppeling vast, bij 'niet "
        "akkoord' vervalt die; de rest wordt opnieuw berekend en verschuift zo weinig mogelijk.\n\n"
        'Voorbeeld:  koppel calls record A07 --with H12 accepted --by "J. Jansen"',
        "Write down what was said. Acceptance fixes the couple, a refusal takes it out; the rest "
        "is solved again and moves as little as possible.\n\n"
        'Example:  koppel calls record A07 --with H12 accepted --by "J. Jansen"',
    ),
)
@click.argument("code", metavar="CODE")
@click.argument("outcome", type=click.Choice(["accepted", "refused", "unreachable", "asks-time"]),
                metavar="accepted|refused|unreachable|asks-time")  # fmt: skip
@click.option("--with", "partner", default=None, metavar="CODE",
              help=t("Over wie het gesprek ging.", "Whom the call was about."))  # fmt: skip
@click.option("--note", default="", help=t("Korte notitie.", "A short note."))
def record(work: Work, code: str, outcome: str, partner: str | None, note: str) -> None:
    """Save the call and, where it settles something, the new result; one transaction."""
    from bureau.actions.outcome.calls import record_call
    from bureau.commands.door.next_step import say_next
    from koppelronde.domain.outcomes.outcome_calls import CallOutcome

    with work.open_store() as store:
        made = record_call(
            store, work.acting(), code=code, outcome=CallOutcome(outcome.replace("-", "_")),
            partner=partner or "", note=note,
        )  # fmt: skip
        say_recorded(work, made)
        if not made.calls.open:
            say_next(work, store, store.load())
    work.tell(
        record=made.record, calls=made.calls, moves=list(made.moves),
        result_hash=made.kept.matching.result_hash,
    )  # fmt: skip


@command(
    calls,
    name="withdraw",
    help=t(
        "Iemand doet niet meer mee; de rest verschuift zo weinig mogelijk.\n\n"
        "Voorbeeld:  koppel calls withdraw H12 --reason ziekte",
        "Somebody drops out; the rest moves as little as possible.\n\n"
        "Example:  koppel calls withdraw H12 --reason illness",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
def withdraw(work: Work, code: str, reason: str) -> None:
    """Take somebody out and solve again."""
    from bureau.actions.outcome import calls as calling

    with work.open_store() as store:
        made = calling.withdraw(store, work.acting(), code=code, reason=reason)
    show_moves(work, made.before, made.moves)
    show_calls(work, made.after, made.kept, made.calls)
    work.tell(withdrawn=made.code, moves=list(made.moves), calls=made.calls)
