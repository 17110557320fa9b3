"""The question of the practice visits as numbers: who could visit whom, with what limits.

Everything is addressed by place: people and practices stand in lottery order. A large round has
more pairs than a plan will ever look at; those that nobody wishes and that are far away are kept
as a table (:class:`Beyond`) and become an :class:`Option` only when a goal needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from carrousel.visits.moments import Moment
from koppelronde.domain.outcomes.outcome_visits import Visit
from koppelronde.domain.times import Weekday

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_LIMIT: Final = 1_000_000

TOP_WISHES: Final = 5
"""The wishes that count as "own top 5"."""


@dataclass(frozen=True, slots=True)
class Option:
    """One AIOS and one practice that could be visited.

    ``rank`` is the AIOS's wish (0 = not wished), ``asked`` whether the practice asked for this
    AIOS, ``missed`` whether the two missed each other in the carrousel. ``home_minutes`` is one
    way; where travel is unknown it is the longest known in the round (``known`` is False).
    ``moments`` are places in the practice's list of moments. ``points`` were given to the visit by
    either side, and it ``must`` be made where either said so. An announced visit is an option of
    its own: ``keeps`` people need not be told when it stays at its only moment.
    """

    aios: int
    praktijk: int
    rank: int
    asked: bool
    missed: bool
    home_minutes: int
    known: bool
    moments: tuple[int, ...]
    keeps: int = 0
    points: int = 0
    must: bool = False

    @property
    def wishes(self) -> int:
        """How many of both sides wish this visit."""
        return (self.rank > 0) + self.asked


@dataclass(frozen=True, slots=True)
class Fixed:
    """An agreed or held visit, which no plan touches."""

    option: int
    moment: int
    visit: Visit


@dataclass(frozen=True, slots=True, eq=False)
class Beyond:
    """Pairs without an option: AIOS by practice, no wish, nothing special about them.

    ``possible`` says which there are, ``home_minutes`` their travel one way, ``unknown`` who has
    a pair of unknown travel. ``option`` makes the option of a pair.
    """

    possible: NDArray[np.bool_]
    home_minutes: NDArray[np.int64]
    option: Callable[[int, int], Option]

    def without(self, pairs: Sequence[tuple[int, int]]) -> Beyond:
        """The same table without pairs that became options."""
        left = self.possible.copy()
        for a, p in pairs:
            left[a, p] = False
        return replace(self, possible=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitQuestion:
    """The whole question; everything is addressed by place in ``aios`` and ``praktijken``.

    ``had`` are practices already visited outside the calendar: they count for minimum and cap.
    ``least`` and ``most`` bound the visits of an AIOS, ``cap`` those of a practice, all three
    what is still to be planned, agreed visits included. ``room`` is how many visits the moments
    of a practice hold that anybody can attend. ``beyond`` is None where every possible pair is
    an option; ``travel_unknown`` are AIOS with a possible pair of unknown travel. ``announced``
    is how many people were told of a visit that may still move. ``never`` are pairs that may meet
    but have no moment in common. ``musts`` are pairs that must meet, possible or not, as far as
    they have not; ``days_off`` are the weekdays of every AIOS on which visits are avoided.
    """

    aios: tuple[str, ...]
    praktijken: tuple[str, ...]
    kinds: tuple[str, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    cap: tuple[int, ...]
    room: tuple[int, ...]
    had: tuple[frozenset[int], ...]
    top_ranks_had: tuple[int, ...]
    has_wishes: tuple[bool, ...]
    moments: tuple[tuple[Moment, ...], ...]
    options: tuple[Option, ...]
    fixed: tuple[Fixed, ...]
    between: tuple[tuple[int, ...], ...]
    day_most: int
    together: int
    buffer_minutes: int
    beyond: Beyond | None = None
    travel_unknown: tuple[str, ...] = ()
    announced: int = 0
    never: tuple[tuple[int, int], ...] = ()
    musts: frozenset[tuple[int, int]] = frozenset()
    days_off: tuple[frozenset[Weekday], ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs are possible, with an option or beyond."""
        beyond = 0 if self.beyond is None else int(self.beyond.possible.sum())
        return len(self.options) + beyond

    def with_pairs(self, pairs: Sequence[tuple[int, int]]) -> VisitQuestion:
        """The question with options for pairs from beyond, after those there were."""
        if self.beyond is None or not pairs:
            return self
        more = tuple(self.beyond.option(a, p) for a, p in pairs)
        return replace(self, options=(*self.options, *more), beyond=self.beyond.without(pairs))

    def only(self, group: Collection[int]) -> VisitQuestion:
        """The question for some of the AIOS, as if the others wanted nothing but what is agreed."""
        some = frozenset(group)
        fixed = {f.option for f in self.fixed}
        least = tuple(n if a in some else 0 for a, n in enumerate(self.least))
        return replace(self, least=least, beyond=None)._with_options(
            [o for o, option in enumerate(self.options) if option.aios in some or o in fixed]
        )

    def leaving_out(self, a: int, p: int) -> VisitQuestion:
        """The question without that pair."""
        return self._with_options(
            [o for o, option in enumerate(self.options) if (option.aios, option.praktijk) != (a, p)]
        )

    def _with_options(self, kept: Sequence[int]) -> VisitQuestion:
        place = {o: number for number, o in enumerate(kept)}
        return replace(
            self,
            options=tuple(self.options[o] for o in kept),
            fixed=tuple(
                replace(f, option=place[f.option]) for f in self.fixed if f.option in place
            ),
        )

    def whole(self) -> VisitQuestion:
        """The question with an option for every possible pair, as a proof of shortage needs."""
        if self.beyond is None:
            return self
        pairs = [(int(a), int(p)) for a, p in zip(*self.beyond.possible.nonzero(), strict=True)]
        return replace(self.with_pairs(pairs), beyond=None)
