"""What comes out when a round is matched in another way; a record that papers can print."""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.language import Text
from matching.partners import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One way of matching, and what comes out.

    ``within_top`` counts couples within the top ranks on both lists, ``calls`` the people for
    whom the partner is beyond their own top ranks or off their own list, ``over_limit`` couples
    known to travel longer than the limit, ``changed`` the people who have another partner than
    under the procedure's own order. Means are over couples, with the ranks as in the matching.
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
