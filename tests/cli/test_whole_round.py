"""A coordinator's whole round on the example spreadsheets, command by command."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook

from matching.proof.certificate import read_result_file
from matching.proof.verify_match import verify
from tests.cli.koppel import Koppel


def files(koppel: Koppel, *names: str) -> list[str]:
    return [str(koppel.folder / name) for name in names]


def begun(koppel: Koppel) -> Koppel:
    koppel.data("import", *files(koppel, "deelnemers.xlsx", "bezoekwensen.xlsx"))
    return koppel


def matched(koppel: Koppel) -> Koppel:
    begun(koppel)
    koppel.data("import", *files(koppel, "bezoekuitkomsten.xlsx", "voorkeurslijsten.xlsx"))
    koppel.data("seal")
    koppel.data("seal", "--seed", "4 2 6 1 3 5")
    koppel.data("match")
    return koppel


def test_the_four_spreadsheets_are_understood(maastricht: Koppel) -> None:
    said = maastricht(
        "import",
        *files(maastricht, "deelnemers.xlsx", "bezoekwensen.xlsx", "bezoekuitkomsten.xlsx",
               "voorkeurslijsten.xlsx"),
    )  # fmt: skip
    assert said.code == 0
    assert "24 AIOS, 30 HAO, 26 praktijken; voorkeuren van 24 AIOS en 30 HAO" in said.out
    assert "1 = eerste keus: A01 → H12" in said.out


def test_importing_the_same_again_changes_nothing(maastricht: Koppel) -> None:
    begun(maastricht)
    again = maastricht("import", *files(maastricht, "deelnemers.xlsx"))
    assert "Er is niets veranderd." in again.out


def test_everybody_meets_everybody_once_in_thirty_turns_of_eight_minutes(
    maastricht: Koppel,
) -> None:
    timetable = begun(maastricht).data("carrousel", "plan")["timetable"]
    meetings = Counter((m["aios"], m["hao"]) for m in timetable["meetings"])
    assert len(meetings) == 24 * 30
    assert set(meetings.values()) == {1}
    assert len(timetable["turns"]) == 30
    assert timetable["turns"][0]["begin"].startswith("2026-12-10T13:00")
    busy = {(m["aios"], m["turn"]) for m in timetable["meetings"]} | {
        (m["hao"], m["turn"]) for m in timetable["meetings"]
    }
    for code in {code for pair in meetings for code in pair}:
        idle = [turn for turn in range(1, 31) if (code, turn) not in busy]
        assert all(second - first > 1 for first, second in pairwise(idle))


def test_papers_and_a_calendar_for_everybody(maastricht: Koppel) -> None:
    begun(maastricht).data("carrousel", "plan")
    written = [Path(name) for name in maastricht.data("carrousel", "print")["files"]]
    assert {path.name for path in written} >= {"roosters-aios.pdf", "roosters-hao.pdf"}
    calendars = {path.stem for path in written if path.suffix == ".ics"}
    assert calendars == {f"A{n:02d}" for n in range(1, 25)} | {f"H{n:02d}" for n in range(1, 31)}


def test_everybody_visits_at_least_five_practices_within_their_caps(maastricht: Koppel) -> None:
    visits = begun(maastricht).data("visits", "plan")["calendar"]["visits"]
    of_aios = Counter(visit["aios"] for visit in visits)
    of_praktijk = Counter(visit["praktijk"] for visit in visits)
    assert len(of_aios) == 24
    assert min(of_aios.values()) >= 5
    caps = {
        row[0]: row[9]
        for row in load_workbook(maastricht.folder / "deelnemers.xlsx")["Praktijken"].iter_rows(
            min_row=2, values_only=True
        )
    }
    assert all(number <= caps[praktijk] for praktijk, number in of_praktijk.items())
    moments = Counter((visit["aios"], visit["begin"]) for visit in visits)
    assert set(moments.values()) == {1}


def test_visit_calendars_for_every_aios_and_practice(maastricht: Koppel) -> None:
    begun(maastricht).data("visits", "plan")
    written = maastricht.data("visits", "calendars")["files"]
    assert sum(name.endswith(".ics") for name in written) == 24 + 26
    assert maastricht.data("visits", "calendars", "--changes")["files"] == []


def test_the_result_is_proven_and_its_file_is_accepted_by_the_verifier(
    maastricht: Koppel,
) -> None:
    matching = matched(maastricht).data("results")["matching"]
    assert len(matching["couples"]) == 24
    assert matching["unplaced"] == []
    assert all(stage["proven"] for stage in matching["stages"])
    [proof] = (maastricht.folder / "maart-2027" / "bewijs").glob("*.json")
    verify(proof.read_bytes())
    read = read_result_file(proof.read_bytes())
    known = ("--sealed", read.input_hash, "--seed", read.seed)
    assert "Niet nagekeken" not in maastricht("verify", str(proof), *known).out
    alone = maastricht("verify", str(proof))
    assert alone.code == 0
    assert "Niet nagekeken" in alone.out
    assert maastricht("verify", str(proof), "--sealed", read.input_hash[::-1]).code == 1
    assert maastricht("verify", str(proof), "--seed", f"{read.seed} 1").code == 1
    damaged = proof.read_bytes().replace(b'"A01"', b'"A02"', 1)
    proof.write_bytes(damaged)
    assert maastricht("verify", str(proof)).code == 1


def test_the_same_seed_gives_the_same_result_whatever_the_order_of_files(
    maastricht: Koppel,
) -> None:
    first = matched(maastricht).data("results")["matching"]["result_hash"]
    maastricht("new", "Opnieuw", "--procedure", "maastricht")
    for name in ("deelnemers.xlsx", "voorkeurslijsten.xlsx", "bezoekuitkomsten.xlsx"):
        maastricht.data("import", *files(maastricht, name))
    maastricht.data("seal")
    maastricht.data("seal", "--seed", "4 2 6 1 3 5")
    assert maastricht.data("match")["matching"]["result_hash"] == first


def test_who_is_called_gets_a_page_with_phone_and_alternatives(maastricht: Koppel) -> None:
    calls = matched(maastricht).data("calls", "list")["calls"]["calls"]
    couples = maastricht.data("results")["matching"]["couples"]
    expected = {
        code
        for couple in couples
        for code, rank, listed in (
            (couple["aios"], couple["rank_by_aios"], couple["listed_by_aios"]),
            (couple["hao"], couple["rank_by_hao"], couple["listed_by_hao"]),
        )
        if rank > 4 or not listed
    }
    called = {c["who"] for c in calls if set(c["reasons"]) & {"low_rank", "left_off"}}
    assert called == expected


def test_a_refusal_takes_the_couple_out_and_an_undo_brings_it_back(maastricht: Koppel) -> None:
    couple = matched(maastricht).data("results")["matching"]["couples"][0]
    said = maastricht.data(
        "calls", "record", couple["aios"], "refused", "--with", couple["hao"], "--note", "nee"
    )
    assert couple["aios"] in {move["who"] for move in said["moves"]}
    now = maastricht.data("results")["matching"]["couples"]
    assert (couple["aios"], couple["hao"]) not in {(c["aios"], c["hao"]) for c in now}
    maastricht.data("undo", "--reason", "vergissing")
    back = maastricht.data("results")["matching"]["couples"]
    assert couple in back
    whats = [entry["what"] for entry in maastricht.data("journal")["entries"]]
    assert any("niet akkoord" in what for what in whats)


def test_everybody_gets_an_explanation(maastricht: Koppel) -> None:
    matched(maastricht)
    for code in ("A01", "A24", "H01", "H30"):
        assert maastricht.data("explain", code)["sentences"]


def test_nothing_is_announced_while_calls_are_open(maastricht: Koppel) -> None:
    couple = matched(maastricht).data("results")["matching"]["couples"][0]
    maastricht.data("calls", "record", couple["aios"], "refused", "--with", couple["hao"])
    assert maastricht("results", "--announce").code == 4
    calls = maastricht.data("calls", "list")["calls"]["calls"]
    about = maastricht.data("calls", "list", "--who", calls[0]["who"].lower())
    assert about["calls"]["calls"] == calls[:1]
    assert Path(about["files"][0]).stem == f"bellijst-{calls[0]['who']}"
    called = {call["who"] for call in calls}
    nobody = next(f"A{n:02}" for n in range(1, 25) if f"A{n:02}" not in called)
    refused = maastricht("calls", "list", "--who", nobody)
    assert refused.code == 2
    assert "niet op de bellijst" in refused.err
    for call in calls:
        maastricht.data("calls", "record", call["who"], "accepted", "--with", call["partner"])
    assert maastricht("results", "--announce").code == 0
    assert maastricht.data("account")["adds_up"] is True
    assert maastricht.data("status")["next"] == "koppel mail result"
    said = maastricht.data("mail", "result")
    assert maastricht("status").out.rstrip().endswith("koppel account")
    assert len([name for name in said["files"] if name.endswith(".eml")]) == 24 + 30


def test_status_names_the_next_command_at_every_step(maastricht: Koppel) -> None:
    assert maastricht.data("status")["next"] == "koppel import deelnemers.xlsx"
    begun(maastricht)
    assert maastricht.data("status")["next"] == "koppel carrousel plan"
    maastricht.data("carrousel", "plan")
    assert maastricht.data("status")["next"] == "koppel carrousel print"
    maastricht.data("carrousel", "print")
    assert maastricht.data("status")["next"] == "koppel visits plan"
