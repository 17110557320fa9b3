"""What will hurt, before the lists are sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koppelronde.domain.acting import By

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.findings import Finding
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsChecked:
    """The findings about the lists, the gravest first; empty when nothing is to be reported."""

    ronde: Koppelronde
    findings: tuple[Finding, ...]


def check_lists(store: Store, by: By) -> ListsChecked:
    """Who handed in nothing or too little, who is on nobody's list, who becomes an exception.

    OutOfOrder while nobody takes part, or not one list is in.
    """
    from bureau.actions.order import lists_first
    from bureau.actions.taking_up import lists_up_to_date
    from koppelronde.domain.facts import couple_facts
    from matching.figures.lists_check import lists_findings

    ronde = lists_up_to_date(store, by)
    lists_first(store, ronde)
    return ListsChecked(ronde=ronde, findings=tuple(lists_findings(ronde, couple_facts(ronde))))
