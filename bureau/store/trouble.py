"""What a database or a disk says when something is wrong, as a sentence with a remedy.

The original error is not chained: a database quotes the values that it refuses, and those are
about people. What is nobody's mistake but ours stays an error of the program.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.language import Text, same
from koppelronde.domain.steps import Do, Step

RESTORE: Final = (
    Text("Zet de laatste goede kopie terug met: ", "Put the last good copy back with: ")
    + Step(Do.SEE_COPIES).said
    + same(".")
)
BEGIN: Final = (
    Text("Begin met:  ", "Begin with:  ")
    + Step(Do.BEGIN).said
    + Text("   (welke er zijn:  ", "   (which there are:  ")
    + Step(Do.PROCEDURES).said
    + same(")")
)
"""The remedy where there is no round."""
_FULL: Final = Text("De schijf is vol.", "The disk is full.")
_UNCHANGED: Final = Text(
    " Wat eerder was opgeslagen, is ongewijzigd.", " What was stored before is unchanged."
)
_FORBIDDEN: Final = Text(
    "Deze map of dit bestand mag niet worden beschreven.",
    "This folder or file may not be written to.",
)
_BUSY: Final = Text(
    "Een andere opdracht is nu aan het opslaan.", "Another command is saving right now."
)
_BY_ERRNO: Final = {
    errno.ENOSPC: (_FULL, Text("Maak ruimte vrij.", "Make room.")),
    errno.EDQUOT: (_FULL, Text("Maak ruimte vrij.", "Make room.")),
    errno.EACCES: (_FORBIDDEN, Text("Vraag schrijfrecht.", "Ask for permission to write.")),
    errno.EPERM: (_FORBIDDEN, Text("Vraag schrijfrecht.", "Ask for permission to write.")),
    errno.EROFS: (_FORBIDDEN, Text("Vraag schrijfrecht.", "Ask for permission to write.")),
}
_BY_SQLITE: Final = {
    sqlite3.SQLITE_FULL: _BY_ERRNO[errno.ENOSPC],
    sqlite3.SQLITE_READONLY: _BY_ERRNO[errno.EACCES],
    sqlite3.SQLITE_PERM: _BY_ERRNO[errno.EACCES],
    sqlite3.SQLITE_CANTOPEN: _BY_ERRNO[errno.EACCES],
    sqlite3.SQLITE_BUSY: (
        _BUSY,
        Text("Probeer het over een minuut opnieuw.", "Try again in a minute."),
    ),
    sqlite3.SQLITE_IOERR: (
        Text("De schijf geeft een fout.", "The disk reports an error."),
        Text("Controleer de schijf of de netwerkmap.", "Check the disk or the network folder."),
    ),
}
_BY_SQLSTATE: Final = {
    "55P03": _BY_SQLITE[sqlite3.SQLITE_BUSY],
    "40001": _BY_SQLITE[sqlite3.SQLITE_BUSY],
    "40P01": _BY_SQLITE[sqlite3.SQLITE_BUSY],
    "53100": _BY_ERRNO[errno.ENOSPC],
    "42501": _BY_ERRNO[errno.EACCES],
    "25006": _BY_ERRNO[errno.EACCES],
}
_NO_CONNECTION: Final = (
    Text("De database is niet te bereiken.", "The database cannot be reached."),
    Text("Controleer het adres en het netwerk.", "Check the address and the network."),
)


class StoreDamaged(StoreTrouble):
    """What is stored is not what was saved; a copy can take its place."""


class StoreBug(RuntimeError):
    """The program asked the database for something that it refused; without any value."""


def damaged(what: str) -> StoreDamaged:
    """The file or the round is not what was saved."""
    return StoreDamaged(
        Text(
            f"De opslag is beschadigd: {what}. Er is niets gewijzigd.",
            f"The store is damaged: {what}. Nothing was changed.",
        ),
        RESTORE,
    )


@contextmanager
def readable(what: str) -> Iterator[None]:
    """For turning rows into values: a value that is none says that the row is damaged."""
    mistakes = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)
    try:
        yield
    except mistakes:
        pass
    else:
        return
    raise damaged(what)


def disk_trouble(error: OSError) -> StoreTrouble:
    """An error of the operating system as a sentence; its file name is left out."""
    says, remedy = _BY_ERRNO.get(error.errno or 0, _BY_SQLITE[sqlite3.SQLITE_IOERR])
    return StoreTrouble(says + _UNCHANGED, remedy)


@contextmanager
def told_clearly(where: str) -> Iterator[None]:
    """Turns errors of the database and the disk into StoreTrouble, and bugs into StoreBug."""
    from django.db import Error

    try:
        yield
    except (Error, sqlite3.Error) as error:
        trouble = _explained(error, where)
        bug = _without_values(error)
    except OSError as error:
        trouble, bug = disk_trouble(error), ""
    else:
        return
    if trouble is not None:
        raise trouble from None
    raise StoreBug(bug) from None


def _without_values(error: Exception) -> str:
    """The kind of error; SQLite names tables and columns only, PostgreSQL quotes values too."""
    source = error if isinstance(error, sqlite3.Error) else error.__cause__
    if isinstance(source, sqlite3.Error):
        return f"{type(source).__name__}: {source}"
    diagnosis = getattr(source, "diag", None)
    constraint = getattr(diagnosis, "constraint_name", None)
    return f"{type(error).__name__} {getattr(source, 'sqlstate', '')} {constraint or ''}".strip()


def _explained(error: Exception, where: str) -> StoreTrouble | None:
    source = error if isinstance(error, sqlite3.Error) else error.__cause__
    state = getattr(source, "sqlstate", None)
    if isinstance(source, sqlite3.Error):
        code = getattr(source, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return damaged(where)
        if code == 0 and isinstance(source, sqlite3.OperationalError):
            return damaged(where)  # what was read is no text, no row: SQLite itself had no error
        found = _BY_SQLITE.get(code)
    elif state:
        found = _BY_SQLSTATE.get(state) or (_NO_CONNECTION if state[:2] in ("08", "57") else None)
    else:
        found = _NO_CONNECTION if type(error).__name__ == "OperationalError" else None
    return None if found is None else StoreTrouble(found[0] + _UNCHANGED, found[1])
