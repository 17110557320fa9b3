"""A PostgreSQL server for the tests, where one is installed.

``KOPPEL_TEST_POSTGRESQL`` may name a running server (a URL with the right to make databases).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

VARIABLE = "KOPPEL_TEST_POSTGRESQL"
_numbers = count(1)


@dataclass(slots=True)
class PostgresqlServer:
    """``url`` leads to a database from which others can be made."""

    url: str
    template: str = ""

    def new_database(self, template: str = "") -> str:
        """The URL of a new database, empty or like the template."""
        import psycopg

        name = f"koppel_test_{os.getpid()}_{next(_numbers)}"
        like = f" TEMPLATE {urlsplit(template).path[1:]}" if template else ""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}{like}".encode())
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def no_server_because() -> str:
    """Why there is no server to test on; empty when there is."""
    try:
        import psycopg  # noqa: F401 - only whether it is there
    except ImportError:
        return "psycopg is not installed"
    if os.environ.get(VARIABLE):
        return ""
    if _binary("initdb") is None or _binary("postgres") is None:
        return "no initdb and postgres on this computer"
    if os.geteuid() == 0 and (_user() is None or shutil.which("runuser") is None):
        return "root may not run PostgreSQL, and there is no user postgres or no runuser"
    return ""


@contextmanager
def started() -> Iterator[PostgresqlServer]:
    """A server on a socket in a temporary folder, or the one that was named."""
    named = os.environ.get(VARIABLE)
    if named:
        yield PostgresqlServer(named)
        return
    with tempfile.TemporaryDirectory(prefix="koppel-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir(mode=0o700)
        user = _user() if os.geteuid() == 0 else None
        if user is not None:
            for path in (folder, data):
                os.chown(path, user.pw_uid, user.pw_gid)
        as_user = [] if user is None else ["runuser", "-u", user.pw_name, "--"]
        said = {"capture_output": True, "check": True, "cwd": "/"}
        subprocess.run(
            [*as_user, _binary("initdb"), "-D", data, "-U", "koppel", "-A", "trust", "-N",
             "--encoding=UTF8", "--no-locale"],
            **said,
        )  # fmt: skip
        options = (
            f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off "
            "-c synchronous_commit=off -c max_connections=40"
        )
        control = [*as_user, _binary("pg_ctl"), "-D", data]
        subprocess.run(
            [*control, "-w", "-o", options, "-l", folder / "log", "start"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, cwd="/",
        )  # fmt: skip
        try:
            yield PostgresqlServer(f"postgresql://koppel@/postgres?host={quote(name, safe='')}")
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **said)


def _user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _binary(name: str) -> str | None:
    found = shutil.which(name)
    if found and Path(found).resolve().with_name("pg_ctl").exists():
        return str(Path(found).resolve())
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(beside[0]) if beside else None
