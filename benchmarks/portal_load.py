"""Claim: what the portal acknowledged is kept, also when it is killed; a save takes 300 ms at most.

An invented round, a portal on this computer alone, and people who all change their list at the
same time. Saves come at fixed moments whether or not the one before was answered, and the wait
counts from that moment, so that a server that falls behind cannot hide it. Afterwards the last
acknowledged list of each person is compared with the rows in the database, read without the portal.
The portal and the people share the processors of one machine.

    python benchmarks/portal_load.py [--people 120] [--rate 100] [--seconds 30] [--kill-every 0]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

KOPPEL: Final = [sys.executable, "-c", "from cli import main; main()"]
FILL: Final = Path(__file__).with_name("_portal_round.py")
WORKERS: Final = 32
TOKEN: Final = "t" * 32
LIST: Final = "/voorkeurslijst/"
ASKED_MS: Final = 300


@dataclass(slots=True)
class Person:
    """As their browser knows it: the last acknowledged order, and one without an answer."""

    code: str
    session: str
    order: list[str]
    revision: int = 0
    kept: list[list[str]] | None = None
    unanswered: list[list[str]] | None = None
    took_ms: list[float] = field(default_factory=list)
    troubles: int = 0
    lost: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """Logged in, with the token of the form."""
        cookie = f"sessionid={self.session}; csrftoken={TOKEN}"
        return {"Cookie": cookie, "X-CSRFToken": TOKEN, "Content-Type": "application/json"}


class Server:
    """The portal as a process that can be killed and started again on the same port."""

    def __init__(self, folder: Path, now: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.folder, self.now = folder, now
        self.process: subprocess.Popen[bytes]

    def start(self) -> None:
        """Start, and wait until it answers."""
        listen = f"127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [*KOPPEL, "portal", "serve", "-C", str(self.folder), "--listen", listen],
            env=os.environ | {"KOPPEL_NOW": self.now},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(600):
            try:
                if self.ask("GET", "/gezond/", {})[0] == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise SystemExit("the portal does not start")

    def stop(self) -> None:
        """Kill it, as a power cut would end the process."""
        self.process.kill()
        self.process.wait(10)

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, bytes]:
        """One question on a connection of its own."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            sent = {"Host": f"localhost:{self.port}", **headers}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def processor_seconds(self) -> float:
        """What the process used so far; nan where this system does not tell."""
        try:
            parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def save(server: Server, person: Person, dice: random.Random, until: float) -> None:
    """Change the list and save it, again and again until it was answered or time is over."""
    dice.shuffle(person.order)
    wanted = [[code] for code in person.order]
    while True:
        body = json.dumps({"groups": wanted, "revision": person.revision})
        try:
            status, said = server.ask("POST", LIST + "bewaar/", person.headers, body)
        except (OSError, HTTPException):
            status, said = 0, b""
        if status == 200:
            person.revision, person.kept = json.loads(said)["revision"], wanted
            person.unanswered = None
            return
        if status == 409:
            _agree(person, json.loads(said))
            if person.kept == wanted:
                return
            continue
        if status not in (0, 503):
            raise SystemExit(f"a save was answered with {status}")
        person.troubles, person.unanswered = person.troubles + 1, wanted
        if time.monotonic() > until:
            return
        time.sleep(0.05)


def _agree(person: Person, other: dict[str, Any]) -> None:
    """Somebody saved meanwhile, and that can only be the save that got no answer."""
    one_on = other["revision"] == person.revision + 1 and other["groups"] == person.unanswered
    person.lost += not one_on
    person.revision, person.kept, person.unanswered = other["revision"], other["groups"], None


def work(server: Server, mine: list[Person], every: float, begin: float, until: float) -> None:
    """The saves of some people, one each so many seconds."""
    dice = random.Random(mine[0].code)
    for turn in count():
        due = begin + turn * every
        if due >= until:
            return
        time.sleep(max(0.0, due - time.monotonic()))
        person = mine[turn % len(mine)]
        save(server, person, dice, until + 10)
        person.took_ms.append((time.monotonic() - due) * 1000)


@contextmanager
def killing(server: Server, every: float) -> Iterator[list[float]]:
    """Kill and start the portal again each so many seconds, also in the middle of a save."""
    over, done = threading.Event(), list[float]()

    def kill() -> None:
        while every and not over.wait(every):
            done.append(time.monotonic())
            server.stop()
            server.start()

    thread = threading.Thread(target=kill)
    thread.start()
    yield done
    over.set()
    thread.join()


def stored(folder: Path) -> dict[str, tuple[int, list[list[str]]]]:
    """Revision and order of every draft; the file must be whole."""
    with closing(sqlite3.connect(folder / "portaal.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT code, revision, content FROM inbox_draft").fetchall()
    return {code: (revision, _groups(content)) for code, revision, content in rows}


def _groups(content: str) -> list[list[str]]:
    kept = json.loads(content)
    groups = kept["groups"] if isinstance(kept, dict) else kept
    return [list(group) for group in groups]


def lost(people: list[Person], rows: dict[str, tuple[int, list[list[str]]]]) -> int:
    """How many acknowledged saves are not there; one without an answer may be there or not."""
    gone = 0
    for person in people:
        stands = rows.get(person.code, (0, None))
        allowed = [(person.revision, person.kept)]
        if person.unanswered is not None:
            allowed.append((person.revision + 1, person.unanswered))
        gone += person.lost + (stands not in allowed)
    return gone


def measure(folder: Path, asked: argparse.Namespace) -> bool:
    """Fill, serve, save, compare, and say what was found; whether nothing was lost."""
    command = [sys.executable, str(FILL), str(folder), str(asked.people)]
    filled = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    people = [Person(*each) for each in filled["people"]]
    server, before = Server(folder, filled["now"]), os.getloadavg()[0]
    server.start()
    try:
        pages = sorted(_page_ms(server, person) for person in people[:20])
        used, begin = server.processor_seconds(), time.monotonic() + 0.5
        every, until = WORKERS / asked.rate, begin + asked.seconds
        threads = [
            threading.Thread(
                target=work,
                args=(server, people[k::WORKERS], every, begin + k / asked.rate, until),
            )
            for k in range(WORKERS)
        ]
        with killing(server, asked.kill_every) as kills:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        used = server.processor_seconds() - used
    finally:
        server.stop()
    took = sorted(ms for person in people for ms in person.took_ms)
    gone = lost(people, stored(folder))
    print(f"people {len(people)}, asked {asked.rate} saves/s for {asked.seconds} s, "
          f"done {len(took)} ({len(took) / asked.seconds:.0f}/s)")  # fmt: skip
    print(f"first page, alone      p50 {at(pages, 0.5):7.0f} ms   worst {pages[-1]:7.0f} ms")
    print(f"save, from its moment  p50 {at(took, 0.5):7.0f} ms   p95 {at(took, 0.95):7.0f} ms"
          f"   worst {took[-1]:7.0f} ms   (asked: p95 {ASKED_MS} ms)")  # fmt: skip
    if not kills:
        print(f"processor of the portal: {used / len(took) * 1000:.1f} ms a save")
    print(
        f"killed {len(kills)} times; saves repeated {sum(p.troubles for p in people)}; lost {gone}"
    )
    print(f"load of the machine: {before:.1f} before, {os.getloadavg()[0]:.1f} after; "
          f"{os.cpu_count()} processors")  # fmt: skip
    return gone == 0


def _page_ms(server: Server, person: Person) -> float:
    begun = time.monotonic()
    status, _ = server.ask("GET", LIST, person.headers)
    assert status == 200, status
    return (time.monotonic() - begun) * 1000


def at(values: list[float], part: float) -> float:
    """The value below which that part of the sorted values lies."""
    return values[min(len(values) - 1, int(part * len(values)))]


def main() -> None:
    """Read the options; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--people", type=int, default=120, choices=range(64, 1001), metavar="N")
    parser.add_argument("--rate", type=int, default=100, choices=range(1, 301), metavar="SAVES/S")
    parser.add_argument("--seconds", type=int, default=30, choices=range(5, 601), metavar="S")
    parser.add_argument("--kill-every", type=int, default=0, choices=range(601), metavar="S")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="koppel-load-") as folder:
        sys.exit(0 if measure(Path(folder), asked) else 1)


if __name__ == "__main__":
    main()
