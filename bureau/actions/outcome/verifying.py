"""Is a result file right, and is it the result of this round?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from koppelronde.domain.acting import By
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store


class WrongResult(OutOfOrder):
    """A result file that the verifier refuses, or that is not of this round."""

    exit_code = 1


class WhoseFile(StrEnum):
    """What a result file is in this round."""

    IN_FORCE = "in_force"
    EARLIER = "earlier"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfRound:
    """Whose result a file is, and the mark of the result that is in force."""

    ronde: str
    whose: WhoseFile
    mark: str


def verify_file(
    content: bytes, *, sealed: str = "", drawn: str = "", earlier: Iterable[bytes] = ()
) -> tuple[Text, ...]:
    """What a result file proves, by the stand-alone verifier; WrongResult where it refuses.

    ``sealed`` and ``drawn`` are the mark of the seal and what was drawn (or the lot), which it
    must have; empty for whatever the file says. ``earlier`` are files of results that this one may
    follow.
    """
    from bureau.actions.outcome.sealing import any_spelling
    from bureau.actions.outcome.solving import verified

    said = verified(content, sealed.strip().lower(), any_spelling(content, drawn), earlier)
    if isinstance(said, Text):
        raise WrongResult(Text("Het bewijs klopt niet: ", "NOT valid: ") + said)
    return said


def place_file(store: Store, by: By, *, content: bytes) -> FileOfRound:
    """Whether this is the result in force, an earlier one of this round, or one of another run.

    OutOfOrder while there is no real result.
    """
    from bureau.actions.kept import RESULT, real_result_of
    from bureau.actions.kept_records import KeptResult

    del by  # looking leaves no trace
    given = content.decode("utf-8")
    ronde = store.load()
    current = real_result_of(store, ronde)
    known = [found.record(KeptResult) for found in store.all(RESULT, "") if not found.erased]
    whose = WhoseFile.ANOTHER
    if given == current.file:
        whose = WhoseFile.IN_FORCE
    elif any(kept.file == given for kept in known):
        whose = WhoseFile.EARLIER
    return FileOfRound(ronde=ronde.name, whose=whose, mark=current.matching.result_hash[:8])
