"""What happens between the steps: sheets read again, people who leave or join, too few places."""

from __future__ import annotations

from tests.cli.koppel import Koppel
from tests.cli.played import Played


def at(koppel: Koppel, played: Played, procedure: str, stage: str) -> Koppel:
    played.copy(procedure, stage, koppel.folder)
    return koppel


def read(koppel: Koppel, name: str, *lines: str) -> None:
    path = koppel.folder / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    koppel.data("import", str(path))


def test_a_veto_or_a_new_hao_after_the_timetable_does_not_stop_a_repair_of_the_afternoon(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "maastricht", "printed")
    koppel.data("carrousel", "absent", "A02", "--from", "13:00", "--until", "13:20")
    read(koppel, "veto", "AIOS;HAO;Grond", "A01;H03;persoonlijke relatie")
    read(koppel, "erbij", "HAO;Achternaam;Praktijk;Begeleidt jaar", "H31;Nieuw;P02;1")
    after = koppel.data("carrousel", "late", "A05", "--until", "13:40")["timetable"]
    assert not [m for m in after["meetings"] if m["aios"] == "A05" and m["turn"] < 6]


def test_a_couple_that_lost_its_turn_is_not_made_good_after_a_veto(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "maastricht", "printed")
    lost = koppel.data("carrousel", "late", "A05", "--until", "13:40")["timetable"]
    gone = {c["hao"] for c in lost["lost"]} | {
        m["hao"] for m in lost["catch_up"] if m["aios"] == "A05"
    }
    read(koppel, "veto", "AIOS;HAO;Grond", *(f"A05;{hao};persoonlijke relatie" for hao in gone))
    after = koppel.data("carrousel", "late", "A06", "--until", "13:16")["timetable"]
    again = {m["hao"] for m in after["catch_up"] if m["aios"] == "A05"}
    assert gone
    assert not again & gone


def test_a_plan_without_wishes_says_so_and_lists_are_awaited_from_who_still_goes_on_visits(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "maastricht", "printed")
    said = koppel("visits", "plan", json_out=True)
    assert "Er zijn nog geen bezoekwensen" in said.err
    visit = said.data["calendar"]["visits"][0]
    koppel.data("visits", "done", visit["aios"], visit["praktijk"])
    lists = next(p for p in koppel.data("status")["phases"] if p["kind"] == "lists")
    assert lists["total"] > 24


def test_who_has_no_place_and_knows_it_holds_up_nothing(koppel: Koppel, played: Played) -> None:
    koppel = at(koppel, played, "maastricht", "matched")
    couple = koppel.data("calls", "record", "A01", "accepted")["record"]
    gone = koppel("settle", "withdraw", couple["partner"], "--reason", "ziekte").out
    assert "Nu:  koppel calls\n" in gone
    assert "koppel carrousel plan" not in gone
    assert koppel("calls", "record", "A01", "refused").code == 2
    assert koppel("results", "--announce").code == 4
    said = koppel("calls", "record", "A01", "accepted")
    assert "A01 weet dat er nog geen koppeling is." in said.out
    assert koppel("results", "--announce", "--despite", "te weinig opleiders").code == 0


def test_a_hao_is_invited_after_all_when_the_interviews_are_assigned(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "groningen", "candidates")
    left = koppel("settle", "withdraw", "H13", "--reason", "ziekte")
    assert "De gesprekken opnieuw verdelen:  koppel shortlist" in left.out
    assert koppel("select", "--invite").code == 4
    assert koppel("select", "--invite", "--also", "H01").code == 2
    said = koppel("select", "--invite", "--also", "H05")
    assert "Daarna:  koppel shortlist" in said.out
    again = koppel.data("shortlist")["shortlist"]["interviews"]
    assert {couple["hao"] for couple in again} >= {"H05"}
    assert "H13" not in {couple["hao"] for couple in again}


def test_a_hao_is_invited_after_all_to_settle_what_stays_open(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "groningen", "announced")
    koppel.data("select", "--invite", "--also", "H05")
    said = koppel("settle", "list").out
    assert "H05" in said.partition("Vrije plaatsen")[2]


def test_a_refusal_as_json_says_what_helps(koppel: Koppel) -> None:
    koppel.data("new", "Maart", "--procedure", "maastricht")
    said = koppel("carrousel", "plan", json_out=True)
    assert said.code == 4
    assert said.data["remedy"] == "Lees ze in:  koppel import deelnemers.xlsx"


def test_after_the_announcement_an_import_does_not_send_to_a_seal_that_stays(
    koppel: Koppel, played: Played
) -> None:
    koppel = at(koppel, played, "maastricht", "announced")
    late = koppel.folder / "erbij.csv"
    late.write_text("HAO;Achternaam;Praktijk;Begeleidt jaar\nH31;Nieuw;P02;1\n", "utf-8")
    said = koppel("import", str(late))
    assert said.code == 4
    assert "seal --break" not in said.err
    assert "koppel settle" in said.err


def test_status_says_who_is_not_in_the_timetable_and_who_still_is(
    koppel: Koppel, played: Played
) -> None:
    for stage, following in (
        ("planned", "carrousel plan"),
        ("printed", "import bezoekwensen.xlsx"),
    ):
        at(koppel, played, "maastricht", stage)
        read(koppel, "erbij", "HAO;Achternaam;Praktijk;Begeleidt jaar", "H31;Nieuw;P02;1")
        koppel.data("settle", "withdraw", "A04", "--reason", "stopt")
        said = koppel.data("status")
        assert "H31 nog niet in het rooster; A04 nog wel" in said["phases"][0]["says"]
        assert said["next"] == f"koppel {following}"
