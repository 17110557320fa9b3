"""``koppel lists``: what will hurt, before the lists are sealed."""

from __future__ import annotations

from bureau.commands.door.frame import CommandGroup, Work, command, t
from bureau.commands.door.show import findings_data, show_findings
from koppelronde.domain.language import Text

lists = CommandGroup(
    "lists",
    help=t(
        "Voorkeurslijsten.\n\nVoorbeeld:  koppel lists check",
        "Ranked lists.\n\nExample:  koppel lists check",
    ),
)


@command(
    lists,
    name="check",
    help=t(
        "Wat gaat knellen: wie nog niets inleverde, wie bij niemand op de lijst staat, te weinig "
        "plaatsen voor een jaar, te korte lijsten, wie alleen als uitzondering kan.\n\n"
        "Voorbeeld:  koppel lists check",
        "What will hurt: who handed in nothing, who is on nobody's list, too few places for a "
        "year, lists too short, who certainly becomes an exception.\n\n"
        "Example:  koppel lists check",
    ),
)
def check(work: Work) -> None:
    """Findings about the lists, the gravest first."""
    from bureau.actions.outcome.lists import check_lists

    with work.open_store() as store:
        found = check_lists(store, work.acting()).findings
    if not work.as_json:
        show_findings(found, work.lang)
    if not found:
        work.say(Text("Niets te melden.", "Nothing to report."))
    work.tell(findings=findings_data(found, work.lang))
