"""Where the store is: a SQLite file in the folder, or the PostgreSQL database of a URL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

FILE_NAME: Final = "koppel.sqlite3"
URL_VARIABLE: Final = "KOPPEL_DATABASE_URL"
LOCK_SECONDS: Final = 5
"""So long a command waits for another one that is writing."""

# Each with its reason in docs/decisions/0010-store.md.
_SQLITE_PRAGMAS: Final = """
    PRAGMA journal_mode=DELETE;
    PRAGMA synchronous=EXTRA;
    PRAGMA secure_delete=ON;
    PRAGMA temp_store=MEMORY;
    PRAGMA cell_size_check=ON;
"""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """``file`` is None for PostgreSQL; ``shown`` never holds a password."""

    folder: Path
    file: Path | None
    database: dict[str, Any]
    shown: str

    @property
    def copies(self) -> Path:
        """The folder with automatic copies, beside the store."""
        return (self.folder if self.file is None else self.file.parent) / "kopieen"


def find_store(folder: Path, url: str | None = None) -> StoreAddress:
    """The address from ``--store`` or :data:`URL_VARIABLE`, else the file in the folder.

    ``url`` is a path to a file or folder, ``sqlite:///full/path`` or ``postgresql://…``.
    """
    url = url or os.environ.get(URL_VARIABLE) or ""
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(folder, url)
    if url.startswith("sqlite://"):
        parts = urlsplit(url)
        if parts.netloc or not parts.path.strip("/"):
            raise _wrong_url()
        url = "/" + unquote(parts.path).lstrip("/")
    elif "://" in url:
        raise _wrong_url()
    path = Path(url) if url else folder
    if not url or path.is_dir():
        path /= FILE_NAME
    return sqlite_file(path.absolute())


def sqlite_file(path: Path) -> StoreAddress:
    """The store in that file."""
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "init_command": _SQLITE_PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_SECONDS,
        },
    }
    return StoreAddress(path.parent, path, database, str(path))


def _postgresql(folder: Path, url: str) -> StoreAddress:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise _wrong_url() from None
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    limits = f"-c lock_timeout={LOCK_SECONDS}s -c default_transaction_isolation=read\\ committed"
    options["options"] = f"{options.get('options', '')} {limits}".strip()
    options.setdefault("connect_timeout", str(LOCK_SECONDS))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise _wrong_url()
    database = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
    return StoreAddress(folder.absolute(), None, database, f"PostgreSQL, {name} ({host})")


def _wrong_url() -> WrongUse:
    # The URL itself is not repeated: it may hold a password.
    return WrongUse(
        Text(
            "Dit adres van de opslag is niet te begrijpen. Geef een bestand of map, "
            "sqlite:///pad of postgresql://gebruiker@computer/naam.",
            "This address of the store cannot be understood. Give a file or folder, "
            "sqlite:///path or postgresql://user@host/name.",
        )
    )
