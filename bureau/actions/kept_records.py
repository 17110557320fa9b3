"""What the store keeps of a round besides the round: results, answers, seals, announcements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.answers import Answer
from koppelronde.domain.lottery_draw import DrawWay
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptResult:
    """A result as it is kept: the matching, what it was made by, and its proof to the letter.

    ``goals`` and ``keep`` are those that the matching was solved with; after telephone calls they
    hold *fewest_moved* and the couples of the result before. ``file`` is empty for a trial.
    ``sealed`` is the seal under which it was made; breaking the seal makes the result void.
    """

    matching: Matching
    goals: tuple[GoalChoice, ...]
    keep: tuple[tuple[str, str], ...] = ()
    file: str = ""
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Whom the coordinator invites; the others take no part in this round."""

    haos: tuple[str, ...]
    not_now: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """The coordinator made this result public, alone or together with ``and_by``."""

    result_hash: str
    by: str
    and_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was settled since the lists were sealed; a new seal begins anew."""

    mark: str
    entries: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLogged:
    """One seal or draw; no step back removes it. ``drawn`` is empty for a seal."""

    mark: str
    seals: int
    draws: int
    way: DrawWay
    drawn: str = ""
    by: str
    at: datetime
    watched: tuple[str, ...] = ()

    @property
    def draws_something(self) -> bool:
        """Whether this is a draw, and not a seal."""
        return bool(self.drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The file of a result, as it was; no step back removes it."""

    result_hash: str
    file: str
