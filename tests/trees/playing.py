"""Plays the plans with one ``koppel``, as a coordinator would: its command line and nothing else.

Each line of a plan begins in its own copy of the folder of its stage, always in the same place,
with a fixed clock, language, time zone and width of the screen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from tests.trees.facts import FACTS, MADE
from tests.trees.normal import is_opaque, same_bytes, same_text
from tests.trees.plan import FORMS, NOON, Act, Plan, Stage

DATA: Final = Path(__file__).parents[1] / "data"
Record = dict[str, Any]


class Player:
    """``root`` is an empty folder for the rounds; what is in the files written goes to ``kept``.

    ``only``: acts of which the name holds none of these texts are left out.
    """

    def __init__(self, koppel: Path, root: Path, kept: Path, only: Sequence[str] = ()) -> None:
        self.root, self.kept, self.only = root, kept, only
        self.work = root / "werk"
        self.koppel = root / "bin" / "koppel"  # a name of the same length for every checkout
        self.koppel.parent.mkdir()
        self.koppel.symlink_to(koppel)
        self._stages: dict[tuple[str, str], Path] = {}
        self._facts: dict[tuple[str, str, str], list[str]] = {}

    def play(self, plan: Plan) -> Iterator[tuple[str, Record]]:
        """Every command of the plan: its name and what came of it."""
        for stage in plan.stages.values():
            acts = [
                (f"{plan.name} / {stage.name or 'nothing'} / {_said(act)}{_form(form)}", act, form)
                for act in stage.acts
                for form in act.forms
            ]
            wanted = [a for a in acts if not self.only or any(text in a[0] for text in self.only)]
            if wanted or not self.only:
                yield from self._reach(plan, stage)
            for name, act, form in wanted:
                self._begin(self._stages[plan.name, stage.name])
                yield from self._perform(plan, stage, name, act, form)

    def _reach(self, plan: Plan, stage: Stage) -> Iterator[tuple[str, Record]]:
        """Put the folder of the stage aside, after the stages before it."""
        key = (plan.name, stage.name)
        if key in self._stages:
            return
        if stage.name:
            parent = plan.stages[stage.parent]
            yield from self._reach(plan, parent)
            self._begin(self._stages[plan.name, parent.name])
            for act in stage.steps:
                name = f"{plan.name} / to {stage.name} / {_said(act)}"
                yield from self._perform(plan, parent, name, act, "nl")
        else:
            shutil.rmtree(self.work, ignore_errors=True)
            self.work.mkdir()
            _put_files(plan, self.work)
        self._stages[key] = self.root / f"{plan.name}-{stage.name}"
        shutil.copytree(self.work, self._stages[key])

    def _begin(self, folder: Path) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(folder, self.work)

    def _perform(
        self, plan: Plan, stage: Stage, name: str, act: Act, form: str
    ) -> Iterator[tuple[str, Record]]:
        for number, command in enumerate(act.commands, 1):
            if command[0] in MADE:
                MADE[command[0]](self._asking(self.work), self.work)
                continue
            words = [w for word in command for w in self._known(plan, stage, word)]
            part = f"  ({number}) {' '.join(command)}" if len(act.commands) > 1 else ""
            yield name + part, self._give([*words, *FORMS[form]], act.now)

    def _known(self, plan: Plan, stage: Stage, word: str) -> list[str]:
        if word not in FACTS:
            return [word]
        key = (plan.name, stage.name, word)
        if key not in self._facts:
            ask = self._asking(self._stages[plan.name, stage.name])
            try:
                self._facts[key] = FACTS[word](ask)
            except (LookupError, StopIteration, json.JSONDecodeError):
                self._facts[key] = [word]  # the round does not tell: the command is given so
        return self._facts[key]

    def _asking(self, folder: Path) -> Any:
        """Give a command in a scratch copy of that folder; its answer."""

        def ask(*words: str) -> Any:
            scratch = self.root / "vraag"
            shutil.copytree(folder, scratch)
            try:
                return json.loads(self._run([*words, "--json"], NOON, scratch).stdout)
            finally:
                shutil.rmtree(scratch)

        return ask

    def _give(self, words: list[str], now: str) -> Record:
        before = _contents(self.work)
        spent = os.times()
        done = self._run(words, now, self.work)
        after = os.times()
        written: dict[str, str] = {}
        for file, content in _contents(self.work).items():
            if before.get(file) != content:
                written[file] = "" if is_opaque(file) else self._keep(content)
        return {
            "words": same_text(" ".join(words), self.root),
            "code": done.returncode,
            "out": same_text(done.stdout.decode(), self.root),
            "err": same_text(done.stderr.decode(), self.root),
            "files": written,
            "gone": sorted(f for f in before if not (self.work / f).exists()),
            "seconds": round(
                after.children_user + after.children_system
                - spent.children_user - spent.children_system, 2,
            ),
        }  # fmt: skip

    def _run(self, words: list[str], now: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.root), "COLUMNS": "100",
            "LANG": "C.UTF-8", "TZ": "Europe/Amsterdam", "PYTHONUTF8": "1",
            "KOPPEL_NOW": now, "KOPPEL_BY": "J. Jansen", "KOPPEL_SALT": "0" * 32,
        }  # fmt: skip
        return subprocess.run(
            [self.koppel, *words], cwd=folder, env=environment, timeout=300,
            stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip

    def _keep(self, content: bytes) -> str:
        content = same_bytes(content, self.root)
        name = sha256(content).hexdigest()[:24]
        place = self.kept / name
        if not place.exists():
            place.write_bytes(content)
        return name


def _said(act: Act) -> str:
    moment = "" if act.now == NOON else f"now {act.now[:10]} "
    return moment + " ; ".join(" ".join(command) for command in act.commands)


def _form(form: str) -> str:
    return "" if form == "nl" else f"  [{form}]"


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _put_files(plan: Plan, folder: Path) -> None:
    """The example spreadsheets of the procedure, and the files that the plan makes itself."""
    for file in sorted((DATA / plan.name).glob("*.xlsx")):
        shutil.copy(file, folder)
    for name, how in plan.files.items():
        source, _, change = how.partition(" : ")
        if change:
            old, _, new = change.partition(" -> ")
            (folder / name).write_bytes(_spoilt((folder / source).read_bytes(), old, new))
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(how.replace(" | ", "\n") + "\n", "utf-8")


def _spoilt(book: bytes, old: str, new: str) -> bytes:
    """That workbook with the first cell of this text changed; ValueError when there is none."""
    made, found = BytesIO(), False
    with zipfile.ZipFile(BytesIO(book)) as given, zipfile.ZipFile(made, "w") as taken:
        for name in given.namelist():
            text = given.read(name)
            found |= old.encode() in text
            taken.writestr(zipfile.ZipInfo(name), text.replace(old.encode(), new.encode(), 1))
    if not found:
        sys.exit(f"no cell of {old!r}")
    return made.getvalue()
