"""What can go wrong for a user, as a tree; a bug of ours is none of these.

A bug ends the command with exit 70 and is shown without values: bureau/commands/door/bug.py.

::

    KoppelError
    ├── InputMistakes      exit 1   mistakes in what people handed in: all of them at once
    ├── WrongUse           exit 2   the command asked for something that does not exist
    ├── NoPlanExists       exit 3   proven impossible, with the smallest reason to act on
    ├── OutOfOrder         exit 4   something else must happen first, or is already sealed
    ├── SavedMeanwhile     exit 5   somebody else saved while this command ran
    └── StoreTrouble       exit 6   disk full, damaged file, no permission

A broken rule in a plan is a :class:`koppelronde.domain.findings.Finding`: data, not an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from koppelronde.domain.language import Text


class KoppelError(Exception):
    """Something the user can understand and act on."""

    exit_code: ClassVar[int] = 1

    def __init__(self, says: Text, remedy: Text | None = None) -> None:
        super().__init__(says.en)
        self.says = says
        self.remedy = remedy
        self.best: dict[str, object] = {}
        """What a command had found all the same, for ``--json``."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in the input, with its place and what would be right.

    ``cell`` is the address as Excel shows it (``B7``); empty where a whole sheet is meant. ``also``
    are the other places (sheet, cell) of the same file where the same mistake is made.
    """

    file: str
    sheet: str
    cell: str
    read: str
    expected: Text
    suggestion: str = ""
    kind: str = ""
    also: tuple[tuple[str, str], ...] = ()


class InputMistakes(KoppelError):
    """All mistakes of all files together; nothing was stored."""

    exit_code = 1

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        number = len(mistakes)
        super().__init__(
            Text(
                f"{number} {'fout' if number == 1 else 'fouten'} in de invoer. "
                "Er is niets opgeslagen.",
                f"{number} {'mistake' if number == 1 else 'mistakes'} in the input. "
                "Nothing was stored.",
            )
        )
        self.mistakes = mistakes


class RulesBroken(KoppelError):
    """A plan made elsewhere breaks rules; the findings say which."""

    exit_code = 1


class WrongUse(KoppelError):
    """The command names somebody or something that does not exist."""

    exit_code = 2


class NoPlanExists(KoppelError):
    """Proven impossible; ``reasons`` are the smallest that a coordinator can act on.

    ``remedies`` says what would solve it, cheapest first.
    """

    exit_code = 3

    def __init__(
        self, says: Text, reasons: tuple[Text, ...] = (), remedies: tuple[Text, ...] = ()
    ) -> None:
        super().__init__(says)
        self.reasons = reasons
        self.remedies = remedies


class OutOfOrder(KoppelError):
    """A step comes too early or too late."""

    exit_code = 4


class SavedMeanwhile(KoppelError):
    """Somebody else saved the round since this command read it; nothing was overwritten."""

    exit_code = 5


class StoreTrouble(KoppelError):
    """The store cannot be read or written; what was stored before is unchanged."""

    exit_code = 6
