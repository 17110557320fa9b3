"""``koppel portal`` as somebody starts it: one command, ready in a moment, and never unsafe."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

KOPPEL = [sys.executable, "-c", "from cli import main; main()"]


def koppel(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KOPPEL, *words, "-C", str(folder)], capture_output=True, text=True, timeout=120
    )


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """The address of a portal that runs, what it said at the start, and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*KOPPEL, "portal", "-C", str(folder), "--listen", f"127.0.0.1:{port}", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={"PATH": "/usr/bin", "BROWSER": "true", "KOPPEL_LANG": "nl", "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        while "http" not in said.splitlines()[-1]:
            said += process.stdout.readline()
        address = f"http://localhost:{port}"
        _wait_for(address)
        for _ in range(6):
            if re.search(r"/(eerste|alleen)/|/demo/", said):
                break
            said += process.stdout.readline()
        yield address, said, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            build_opener().open(f"{address}/gezond/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the portal does not answer")


def browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def asks(opener: OpenerDirector, address: str, data: bytes | None = None) -> tuple[str, str, int]:
    """Where one ends, what is there, and the status."""
    try:
        with opener.open(address, data, timeout=20) as answer:
            return answer.geturl(), answer.read().decode(), answer.status
    except HTTPError as refused:
        with refused:
            return address, refused.read().decode(), refused.code


def posts(opener: OpenerDirector, address: str, to: str = "", **fields: str) -> tuple[str, str]:
    """Send a form with the token of that page; where one ends, and what is there."""
    page = asks(opener, address)[1]
    data = urlencode({"csrfmiddlewaretoken": _token(page), **fields}).encode()
    return asks(opener, to or address, data)[:2]


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_the_first_coordinator_begins_with_the_link_on_the_screen(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, said, _):
        link = re.search(r"http://localhost:\d+/eerste/\S+", said)
        assert link is not None, said
        ended, page = posts(browser(), link[0], name="Els", email="els@instituut.example")
        assert ended == f"{address}/account/eerste-keer/"
        assert "Hoe wil je inloggen?" in page
        assert asks(browser(), link[0])[2] == 404
        made = koppel("portal", "backup", str(tmp_path / "kopie"), folder=tmp_path)
        assert made.returncode == 0, made.stderr
        checked = koppel("portal", "check", folder=tmp_path)
        assert "KOPPEL_SMTP_HOST" in checked.stdout
        assert "beheert" not in checked.stdout
        again = koppel("portal", "link", "els@instituut.example", folder=tmp_path).stdout
        (path,) = re.findall(r"http://localhost:8080(/activeren/\S+)", again)
        assert posts(browser(), address + path)[0] == f"{address}/account/eerste-keer/"
        stranger = koppel("portal", "link", "x@elsewhere.example", folder=tmp_path)
        assert stranger.returncode == 2
    files = {path.name for path in (tmp_path / "kopie").rglob("*") if path.is_file()}
    assert files == {"koppel.sqlite3", "portaal.sqlite3"}
    (copy,) = (tmp_path / "kopie").rglob("portaal.sqlite3")
    assert rows(copy, "SELECT email FROM inbox_account") == [("els@instituut.example",)]


def test_files_are_for_their_owner_alone_and_tables_do_not_mix(tmp_path: Path) -> None:
    with serving(tmp_path):
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in tmp_path.iterdir()
            if path.is_file()
        }
    assert set(modes) >= {"koppel.sqlite3", "portaal.sqlite3", "portaal.sleutel"}
    assert set(modes.values()) == {0o600}

    def tables(name: str) -> set[str]:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return {str(table).partition("_")[0] for (table,) in rows(tmp_path / name, query)}

    assert tables("koppel.sqlite3") == {"koppel", "django"}
    assert "koppel" not in tables("portaal.sqlite3")
    assert koppel("check-store", folder=tmp_path).returncode == 0


def test_alone_one_opens_the_office_without_an_account(tmp_path: Path) -> None:
    with serving(tmp_path, "--alone") as (address, said, _):
        link = re.search(r"http://localhost:\d+/alleen/\S+", said)
        assert link is not None, said
        ended, page = posts(browser(), link[0])
        assert ended == f"{address}/bureau/ronde/"
        assert "Er is nog geen ronde" in page
        assert asks(browser(), link[0])[2] == 404


def test_what_was_acknowledged_is_kept_when_the_server_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as (address, _, process):
        opener, account = browser(), f"{address}/account/beveiliging/"
        become = re.search(r'action="(/demo/word/[\w-]+/)"', asks(opener, f"{address}/demo/")[1])
        assert become is not None
        posts(opener, f"{address}/demo/", f"{address}{become[1]}")
        answer = posts(opener, account, f"{address}/taal/", lang="en", next="/account/beveiliging/")
        assert "Security" in answer[1]
        process.kill()
        process.wait(10)
    kept = rows(
        tmp_path / "portaal.sqlite3", "SELECT count(*) FROM inbox_account WHERE lang = 'en'"
    )
    assert kept == [(1,)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--listen", "0.0.0.0:8080"], "alleen veilig achter https"),
        (["--listen", "0.0.0.0:8080", "--public", "http://koppel.example"], "achter https"),
        (["--listen", "0.0.0.0:8080", "--alone", "--public", "https://x.example"], "--alone"),
        (["--listen", "8080"], "geen adres om op te luisteren"),
    ],
)
def test_what_would_not_be_safe_is_refused(tmp_path: Path, words: list[str], says: str) -> None:
    refused = koppel("portal", *words, folder=tmp_path)
    assert refused.returncode == 2
    assert says in refused.stderr


def test_the_demonstration_never_runs_over_real_data(tmp_path: Path) -> None:
    (tmp_path / "deelnemers.xlsx").write_bytes(b"x")
    refused = koppel("portal", "--demo", folder=tmp_path)
    assert refused.returncode == 2
    assert "geen demonstratie" in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"deelnemers.xlsx", "portaal.sleutel"}
    (tmp_path / "dit-is-een-demo.txt").write_text("x")
    assert "is een demonstratie" in koppel("portal", folder=tmp_path).stderr


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "portaal.sleutel").write_text("x" * 60)
    (tmp_path / "portaal.sleutel").chmod(0o644)
    assert "chmod 600" in koppel("portal", folder=tmp_path).stderr
