"""The portal on PostgreSQL: a pool for its threads, limits counted in the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bureau.store.postgresql import no_server_because, started

SCRIPT = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.portal.opened import opened

with opened(Path(sys.argv[1]), sys.argv[2]) as portal:
    from django.core.cache import cache
    from django.db import connections

    somebody = portal.somebody("aios")
    portal.logged_in(somebody)

    def visit(_number):
        try:
            return portal.logged_in(somebody).get("/overzicht/").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        print(sorted(set(threads.map(visit, range(40)))))
    print(type(cache._connections["default"]).__name__)
    for _ in range(4):
        answer = portal.outsider().post("/inloggen/code/", {"email": somebody.email})
    print(answer.status_code, len(portal.mails_to(somebody)))
    print(portal.outsider().get("/gereed/").content)
"""


@pytest.mark.postgresql
def test_many_at_once_on_postgresql_and_limits_that_all_processes_share(tmp_path: Path) -> None:
    reason = no_server_because()
    if reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    with started() as server:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path), server.new_database()],
            capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2],
        )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if not line.startswith("{")]
    assert lines == ["[200]", "DatabaseCache", "200 3", "b'ok\\n'"], done.stderr[-2000:]
