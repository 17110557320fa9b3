"""``koppel visits plan`` and ``replan``: who goes to see which practice, and when."""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.visits.visit_words import say_replanned, show_calendar
from bureau.commands.visits.visits_group import visits
from koppelronde.domain.language import Text


@command(
    visits,
    name="plan",
    help=t(
        "Plan de bezoeken: ieder zijn minimum, binnen de grens van elke praktijk, op momenten "
        "die kunnen. Wat al is afgesproken blijft staan.\n\nVoorbeeld:  koppel visits plan",
        "Plan the visits: everybody their minimum, within each practice's cap, at moments that "
        "work. What was agreed stays.\n\nExample:  koppel visits plan",
    ),
)
@click.option("--afresh", is_flag=True,
              help=t("Alsof er nog niemand op bezoek is geweest.",
                     "As if nobody had been on a visit yet."))  # fmt: skip
def plan(work: Work, afresh: bool) -> None:
    """Plan, check with the independent checker, save."""
    from bureau.actions.meeting.visits import plan_round_visits
    from bureau.commands.door.progress import progress_line

    title = Text("Bezoeken plannen", "Planning the visits")
    with work.open_store() as store, progress_line(work, title, at_once=False) as tick:
        made = plan_round_visits(store, work.acting(), afresh=afresh, progress=tick)
    if made.as_if_new:
        _warn_as_if_new(work, len(made.ronde.visit_outcomes))
    show_calendar(work, made.calendar)
    if made.wishes_unknown:
        work.warn(
            Text("Er zijn nog geen bezoekwensen: dit plan kiest voor de aios. Zijn ze er, dan:  "
                 "koppel import bezoekwensen.xlsx  en opnieuw  koppel visits plan",
                 "There are no visit wishes yet: this plan chooses for the trainees. Once there "
                 "are:  koppel import bezoekwensen.xlsx  and again  koppel visits plan")
        )  # fmt: skip
    work.tell(calendar=made.calendar)
    if made.shortage is not None:
        raise made.shortage
    work.say(Text("Nu:  koppel visits calendars", "Next:  koppel visits calendars"))


def _warn_as_if_new(work: Work, outcomes: int) -> None:
    work.warn(
        Text(
            f"Met de {outcomes} ingelezen uitkomsten valt er niets meer te plannen. Dit plan doet "
            "alsof er nog niemand op bezoek is geweest.",
            f"With the {outcomes} outcomes that were read nothing is left to plan. This plan is "
            "made as if nobody had been on a visit yet.",
        )
    )


@command(
    visits,
    name="replan",
    help=t(
        "Plan opnieuw na veranderingen: wat al is aangekondigd verschuift zo min mogelijk.\n\n"
        "Voorbeeld:  koppel visits replan",
        "Plan again after changes: what was announced moves as little as possible.\n\n"
        "Example:  koppel visits replan",
    ),
)
@click.option("--preview", is_flag=True,
              help=t("Alleen laten zien wat voor wie verschuift.",
                     "Only show what moves for whom."))  # fmt: skip
def replan(work: Work, preview: bool) -> None:
    """Fewest announced visits moved, nobody under the minimum where avoidable."""
    from bureau.actions.meeting.replanning import replan_round_visits
    from bureau.commands.door.progress import progress_line

    title = Text("Opnieuw plannen", "Planning again")
    with work.open_store() as store, progress_line(work, title, at_once=False) as tick:
        made = replan_round_visits(store, work.acting(), preview=preview, progress=tick)
    say_replanned(work, made)
