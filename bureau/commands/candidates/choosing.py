"""``koppel select`` and ``koppel shortlist``: whom to invite, and who interviews whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.candidates.words import show_interviews, show_selection
from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.meeting.candidates import Invitation


@command(
    name="select",
    help=t(
        "Welke HAO's nodigt u uit: genoeg plaatsen voor elk jaar, wie het langst wacht eerst, en "
        "bewezen dat iedereen geplaatst kan worden. Met --invite legt u het vast; wie dan niet "
        "wordt uitgenodigd, doet deze ronde niet mee.\n\n"
        "Voorbeeld:  koppel select   en dan   koppel select --invite --also H05",
        "Which trainers to invite: enough places for each year, longest waiting first, and proven "
        "that everybody can be placed. With --invite you record it; whoever is not invited then "
        "takes no part in this round.\n\n"
        "Example:  koppel select   and then   koppel select --invite --also H05",
    ),
)
@click.option("--invite", is_flag=True, help=t("Leg vast.", "Record it."))
@click.option("--also", multiple=True, metavar="CODE",
              help=t("Nodig ook deze HAO uit.", "Invite this trainer too."))  # fmt: skip
def select(work: Work, invite: bool, also: tuple[str, ...]) -> None:
    """Propose; nothing is stored unless asked."""
    from bureau.actions.meeting.candidates import invite_haos, propose_invitations
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        act = invite_haos if invite else propose_invitations
        found = act(store, work.acting(), also=also)
        following = next_command(store, store.load())
    if found.after_all:
        _say_after_all(work, found, following)
    else:
        show_selection(work, found)
        work.say(
            Text("Vastgelegd. Nu:  koppel mail invitation",
                 "Recorded. Next:  koppel mail invitation")
            if invite
            else Text("Leg dit vast met:  koppel select --invite  (en --also CODE voor wie u ook "
                      "vraagt)",
                      "Record it with:  koppel select --invite  (and --also CODE for anybody else)")
        )  # fmt: skip
    work.tell(selection=found.selection, invited=invite, also=list(found.also))


def _say_after_all(work: Work, found: Invitation, following: str) -> None:
    names = ", ".join(found.also)
    work.say(
        Text(
            f"{names} doet mee. Nu:  koppel mail invitation --for {found.also[0]}",
            f"{names} takes part. Next:  koppel mail invitation --for {found.also[0]}",
        )
    )
    again = "koppel shortlist" if found.assign_again else following
    if again:
        work.say(Text(f"Daarna:  {again}", f"After that:  {again}"))


@command(
    name="shortlist",
    help=t(
        "Verdeel de kennismakingsgesprekken: iedereen evenveel kandidaten, de groep zo goed "
        "mogelijk, en binnen de gesprekken bestaat zeker een volledige koppeling.\n\n"
        "Voorbeeld:  koppel shortlist",
        "Assign the interviews: the same number of candidates for everybody, the best for the "
        "group, and a complete matching certainly exists inside them.\n\n"
        "Example:  koppel shortlist",
    ),
)
def shortlist(work: Work) -> None:
    """Plan, check independently, save; the interviews become the visits to plan."""
    from bureau.actions.meeting.candidates import assign_interviews
    from bureau.commands.door.next_step import say_next
    from bureau.commands.door.progress import progress_line

    title = Text("Gesprekken verdelen", "Assigning interviews")
    with work.open_store() as store:
        with progress_line(work, title, at_once=False) as tick:
            made = assign_interviews(store, work.acting(), progress=tick)
        show_interviews(work, made)
        say_next(work, store, made.ronde)
    work.tell(shortlist=made.shortlist)
