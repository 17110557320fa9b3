"""At each stage of each procedure a command says what this procedure does and what comes now."""

from __future__ import annotations

from pathlib import Path

import pytest

from koppelronde.procedure.toml_file import procedure_names
from tests.cli.koppel import Koppel
from tests.cli.played import ROUNDS, STAGES, Played


@pytest.fixture
def at(koppel: Koppel, played: Played) -> _At:
    return _At(koppel, played)


class _At:
    """The command in a copy of the round as it stood at that stage."""

    def __init__(self, koppel: Koppel, played: Played) -> None:
        self._koppel, self._played = koppel, played

    def __call__(self, procedure: str, stage: str) -> Koppel:
        self._played.copy(procedure, stage, self._koppel.folder)
        return self._koppel


NEXT = {
    (procedure, stage): following
    for procedure, stages in ROUNDS.items()
    for stage, _, following in stages
}


@pytest.mark.parametrize(("procedure", "stage"), STAGES)
def test_status_names_the_next_step_at_every_stage(at: _At, procedure: str, stage: str) -> None:
    said = at(procedure, stage)("status").out
    assert said.rstrip().endswith(f"Volgende stap:  {NEXT[procedure, stage]}"), said


@pytest.mark.parametrize("procedure", procedure_names())
def test_in_every_procedure_people_come_first(koppel: Koppel, procedure: str) -> None:
    koppel.data("new", "Maart 2027", "--procedure", procedure)
    assert koppel.data("status")["next"] == "koppel import deelnemers.xlsx"


CARROUSEL = "Deze procedure heeft geen carrousel. Wel is er: Kennismakingsgesprekken in de praktijk"
INTERVIEWS = "De gesprekken zijn nog niet verdeeld. In deze procedure komt eerst: Vier kandidaten"
NOBODY = "Er doen nog geen aios en HAO's mee."
NO_LISTS = "Er is nog geen enkele voorkeurslijst."
REFUSED = [
    # what this procedure does not do
    ("groningen", "begun", "carrousel plan", CARROUSEL),
    ("groningen", "ranked", "carrousel plan", CARROUSEL),
    ("groningen", "ranked", "carrousel print", CARROUSEL),
    ("groningen", "ranked", "carrousel bell", CARROUSEL),
    ("groningen", "ranked", "carrousel late A03 --until 13:40", CARROUSEL),
    ("groningen", "ranked", "mail roster", CARROUSEL),
    ("groningen", "matched", "calls", "wordt niet over de uitslag gebeld. Wel is er: Handmatig k"),
    ("groningen", "matched", "calls record A07 refused", "(koppel settle)"),
    ("groningen", "matched", "calls withdraw A07 --reason ziekte", "(koppel settle)"),
    ("maastricht", "people", "shortlist", "worden geen kandidaten verdeeld. Wel is er: Koppelcarr"),
    ("maastricht", "people", "select", "iedere HAO op het blad HAO doet mee"),
    ("maastricht", "matched", "select --invite", "iedere HAO op het blad HAO doet mee"),
    # what comes too early
    ("groningen", "ranked", "visits plan", INTERVIEWS),
    ("groningen", "ranked", "visits replan", INTERVIEWS),
    ("groningen", "people", "visits calendars", INTERVIEWS),
    ("groningen", "people", "visits record A03 P11 --on 2027-01-07T14:00", INTERVIEWS),
    ("groningen", "ranked", "mail lists", INTERVIEWS),
    ("groningen", "ranked", "mail visits", INTERVIEWS),
    ("groningen", "begun", "shortlist", NOBODY),
    ("groningen", "begun", "select", NOBODY),
    ("maastricht", "begun", "carrousel plan", NOBODY),
    ("maastricht", "begun", "visits plan", NOBODY),
    ("maastricht", "begun", "visits status", NOBODY),
    ("maastricht", "begun", "lists check", NOBODY),
    ("maastricht", "begun", "match --trial", NOBODY),
    ("maastricht", "begun", "mail invitation", NOBODY),
    ("maastricht", "people", "lists check", NO_LISTS),
    ("maastricht", "people", "match --trial", NO_LISTS),
    ("groningen", "invited", "match --compare", NO_LISTS),
    ("groningen", "invited", "seal", "Er valt nog niets af te sluiten."),
    ("maastricht", "people", "results", "Er is nog niet gekoppeld."),
    ("maastricht", "drawn", "explain A07", "Er is nog niet gekoppeld."),
    # what comes too late
    ("groningen", "lists", "shortlist", "De gesprekken zijn al gevoerd"),
    ("groningen", "drawn", "select --invite", "Opnieuw kiezen wie u uitnodigt kan niet meer"),
    ("groningen", "drawn", "mail lists", "De lijsten zijn al afgesloten"),
    ("maastricht", "drawn", "seal --seed 111", "Het lot is al vastgelegd: 426135"),
    ("maastricht", "matched", "match", "Er is al gekoppeld."),
    ("maastricht", "announced", "results --announce", "Deze uitslag is al bekendgemaakt."),
]


@pytest.mark.parametrize(
    ("procedure", "stage", "words", "says"), REFUSED, ids=[" ".join(r[:3]) for r in REFUSED]
)
def test_a_command_out_of_place_says_why_and_what_comes_now(
    at: _At, procedure: str, stage: str, words: str, says: str
) -> None:
    said = at(procedure, stage)(*words.split())
    assert said.code == 4
    assert says in said.err
    assert NEXT[procedure, stage] in said.err


def test_it_is_said_in_english_too(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPEL_LANG", "en")
    said = at("groningen", "ranked")("carrousel", "plan")
    assert "This procedure has no carousel. It does have: Interviews at the practice" in said.err
    assert "Now:  koppel shortlist" in said.err


GOES_ON = [
    ("groningen", "candidates", "visits plan", 3, "koppel visits calendars"),
    ("maastricht", "drawn", "match", 0, "Nu:  koppel results\n"),
    ("maastricht", "matched", "calls", 0, "Nu:  koppel results\n"),
    ("maastricht", "matched", "seal", 0, "Nu:  koppel results\n"),
    ("groningen", "matched", "seal --break fout", 0, "Nu:  koppel seal\n"),
    ("maastricht", "announced", "results", 0, "Nu:  koppel mail result\n"),
    ("maastricht", "lists", "mail reminder", 0, "Iedereen heeft al ingeleverd"),
    ("maastricht", "printed", "settle withdraw H07 --reason ziekte", 0, "koppel carrousel plan"),
]


@pytest.mark.parametrize(
    ("procedure", "stage", "words", "code", "says"), GOES_ON, ids=[" ".join(g[:3]) for g in GOES_ON]
)
def test_a_command_ends_with_what_comes_next(
    at: _At, procedure: str, stage: str, words: str, code: int, says: str
) -> None:
    koppel = at(procedure, stage)
    said = koppel(*words.split())
    assert said.code == code
    if code == 0:
        assert says in said.out
    else:
        assert koppel.data("status")["next"] == says


def test_who_left_the_round_before_the_afternoon_is_away_all_of_it(at: _At) -> None:
    koppel = at("maastricht", "printed")
    koppel.data("settle", "withdraw", "H07", "--reason", "ziekte")
    after = koppel.data("carrousel", "late", "A03", "--until", "13:40")
    meetings = after["timetable"]["meetings"]
    assert meetings
    assert "H07" not in {meeting["hao"] for meeting in meetings}


def test_a_seal_is_not_broken_once_any_result_of_it_was_announced(at: _At) -> None:
    koppel = at("groningen", "announced")
    koppel.data("settle", "withdraw", "A07", "--reason", "ziekte")
    said = koppel("seal", "--break", "toch nog een lijst")
    assert said.code == 4
    assert "De uitslag is al bekendgemaakt." in said.err


def test_invitations_before_the_choice_warn_that_they_go_to_everybody(at: _At) -> None:
    said = at("groningen", "people")("mail", "invitation")
    assert said.code == 0
    assert "U hebt nog niet vastgelegd wie u uitnodigt" in said.err


def test_copies_say_in_words_before_which_step_they_were_made(
    maastricht: Koppel, tmp_path: Path
) -> None:
    files = [str(path) for path in sorted(tmp_path.glob("*.xlsx"))]
    maastricht.data("import", *(name for name in files if "werkmap" not in name))
    assert "Er zijn nog geen kopieën." in maastricht("restore").out
    maastricht.data("seal")
    assert "afsluiten of loten" in maastricht("restore").out
