"""Every command that writes, in a round that has come far enough to give it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from bureau.actions.kept import load_documents
from bureau.commands.door.running import run
from bureau.store.opening import open_store
from cli import COMMANDS
from koppelronde.domain.facts import met_couples
from tests.cli.conftest import DATA

HAND: Final = ("--reason", "ziekte", "--and", "P. de Wit")

WRITING: Final[tuple[tuple[str, str], ...]] = (
    ("empty", "new Maart -p maastricht"),
    ("begun", "new Mei -p maastricht"),
    ("begun", "import @deelnemers.xlsx @bezoekwensen.xlsx"),
    ("two rounds", "rounds --use Maart"),
    ("imported", "export"),
    ("imported", "carrousel plan"),
    ("imported", "visits plan"),
    ("imported", "mail invitation"),
    ("imported", "purge --date 2030-01-01"),
    ("imported", "purge --person A01 --reason verzoek"),
    ("imported", "person A01 --export"),
    ("imported", "undo"),
    ("sealed", "restore @copy"),
    ("planned", "carrousel print"),
    ("planned", "carrousel bell"),
    ("planned", "carrousel late A03 --until 13:40"),
    ("planned", "carrousel absent H07 --from 14:24"),
    ("planned", "carrousel swap-table H07 --from 14:24"),
    ("planned", "carrousel attendance @presentie.csv --wishes"),
    ("planned", "mail roster"),
    ("planned", "visits calendars"),
    ("planned", "visits print"),
    ("planned", "visits record A03 P11 --on 2027-01-07T14:00"),
    ("planned", "visits done @visit"),
    ("planned", "visits no-show @visit"),
    ("planned", "visits cancel @visit"),
    ("cancelled", "visits replan"),
    ("planned", "visits drop-out P11 --reason verbouwing"),
    ("planned", "visits ill A03 --from 2027-01-11"),
    ("planned", "visits second-aios H07"),
    ("planned", "mail visits"),
    ("listed", "mail lists"),
    ("listed", "mail reminder"),
    ("listed", "match --trial"),
    ("listed", "seal"),
    ("shut", "seal --seed 426135"),
    ("sealed", "seal --break fout"),
    ("sealed", "match"),
    ("refused", "calls list"),
    ("matched", "calls record A01 accepted"),
    ("matched", "calls record A01 refused"),
    ("matched", "calls withdraw A02 --reason ziekte"),
    ("matched", "settle withdraw H01 --reason ziekte"),
    ("one open", "settle place @placement"),
    ("matched", "settle veto @veto"),
    ("matched", "results"),
    ("matched", "report"),
    ("matched", "report --anonymous"),
    ("matched", "results --announce --despite oefening"),
    ("announced", "mail result"),
    ("candidates", "select --invite"),
    ("candidates", "shortlist"),
)
"""The stage of the round, and the words; ``@`` stands for what only that round can tell."""


def give(folder: Path, *words: str) -> int:
    """The command in that folder; its exit code."""
    return run(COMMANDS, [*words, "-C", str(folder), "--by", "J. Jansen"])


class Stages:
    """The example round as it stands at each stage; each is made when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def at(self, stage: str) -> Path:
        """A folder that must not be changed."""
        made = self._root / stage
        if not made.exists():
            earlier, *commands = _STEPS[stage]
            shutil.copytree(DATA / earlier if stage in _BEGIN else self.at(earlier), made)
            if stage in _BEGIN:
                (made / "presentie.csv").write_text("Nr,Aanwezig\nA01,nee\n", "utf-8")
            for command in commands:
                assert give(made, *words_of(command, made)) == 0, command
        return made


_BEGIN: Final = ("empty", "candidates")
_STEPS: Final = {
    "empty": ("maastricht",),
    "begun": ("empty", "new Maart -p maastricht"),
    "two rounds": ("begun", "new Mei -p maastricht"),
    "imported": ("begun", "import @deelnemers.xlsx @bezoekwensen.xlsx"),
    "planned": ("imported", "carrousel plan", "visits plan"),
    "cancelled": ("planned", "visits cancel @visit"),
    "listed": ("imported", "import @bezoekuitkomsten.xlsx @voorkeurslijsten.xlsx"),
    "shut": ("listed", "seal"),
    "sealed": ("shut", "seal --seed 426135"),
    "matched": ("sealed", "match"),
    "refused": ("matched", "calls record A01 refused"),
    "one open": ("matched", "settle veto @veto"),
    "announced": ("matched", "results --announce --despite oefening"),
    "candidates": (
        "groningen",
        "new Maart -p groningen",
        "import @deelnemers.xlsx @voorkeuren-vooraf.xlsx",
    ),
}
"""From which stage it is reached, and by which commands."""


def words_of(command: str, folder: Path) -> list[str]:
    """The words of that command, for the round in that folder."""
    return [
        word
        for given in command.split()
        for word in (_known(given, folder) if given.startswith("@") else (given,))
    ]


def _known(word: str, folder: Path) -> tuple[str, ...]:
    if word == "@copy":
        return (sorted(path.name for path in (folder / "kopieen").iterdir())[0],)
    if word not in ("@visit", "@placement", "@veto"):
        return (str(folder / word[1:]),)
    with open_store(folder) as store:
        ronde = store.load()
        documents = load_documents(store, ronde)
    if word == "@visit":
        assert documents.calendar is not None
        visit = documents.calendar.visits[0]
        return (visit.aios, visit.praktijk)
    assert documents.matching is not None
    if word == "@veto":
        couple = documents.matching.couples[0]
        return (couple.aios, couple.hao, "--ground", "relation", *HAND)
    (open_aios,) = documents.matching.unplaced
    taken = {couple.hao for couple in documents.matching.couples}
    taken |= {made.hao for made in ronde.agreements}
    met = {hao for aios, hao in met_couples(ronde) if aios == open_aios}
    return (open_aios, sorted(met - taken)[0], *HAND)
