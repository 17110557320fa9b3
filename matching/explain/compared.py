"""What comes out when a round is matched in another way; a record that papers can print."""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from matching.goals.partners import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One way of matching, and what comes out.

    ``within_top`` counts couples within the top ranks on both lists, ``calls`` the people for
    whom the partner is beyond their own top ranks or off their own list, or who have none although
    they might have expected one: who is telephoned, where a procedure does so. ``over_limit``
    counts couples known to travel longer than the limit, ``changed`` the people who have another
    partner than under the procedure's own order. Means are over couples, with the ranks as in the
    matching.
    """

    name: str
    says: Text
    pairs: frozenset[Pair]
    placed: int
    within_top: int
    calls: int
    worst_rank: int | None
    mean_rank_aios: float | None
    mean_rank_hao: float | None
    over_limit: int
    blocking: int
    changed: tuple[str, ...]


def fewest_calls_said(ronde: Koppelronde) -> Text:
    """What the order of goals wants that puts ``calls`` first, in words of this procedure."""
    if ronde.procedure.has(PhaseKind.CALLS):
        return Text("zo weinig mogelijk bellen", "as few calls as possible")
    top = ronde.number("top_ranks")
    return Text(
        f"minst buiten de eerste {top}",
        f"fewest outside the first {top}",
    )


def calls_said(ronde: Koppelronde) -> Text:
    """What ``calls`` counts; nobody is telephoned where the procedure does not say so."""
    if ronde.procedure.has(PhaseKind.CALLS):
        return Text("mensen te bellen", "people to call")
    top = ronde.number("top_ranks")
    return Text(f"mensen buiten hun eerste {top}", f"people outside their first {top}")


def calls_heading(ronde: Koppelronde) -> Text:
    """The same as the heading of a column."""
    said = calls_said(ronde)
    return Text(said.nl[:1].upper() + said.nl[1:], said.en[:1].upper() + said.en[1:])


def calls_said_shortly(ronde: Koppelronde) -> Text:
    """The same for the legend of a picture."""
    if ronde.procedure.has(PhaseKind.CALLS):
        return Text("te bellen", "to call")
    top = ronde.number("top_ranks")
    return Text(f"buiten eerste {top}", f"outside first {top}")
