"""The example of year 1 and year 3 together, from spreadsheets to what stays open."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bureau.actions.kept import load_documents
from bureau.fiction.lists import fictional_lists, fictional_outcomes
from bureau.store.opening import open_store
from bureau.workbook.out.exporting import round_sheets
from bureau.workbook.out.writing import sheets_workbook
from koppelronde.domain.facts import met_couples
from koppelronde.domain.ronde import Koppelronde
from tests.cli.conftest import DATA
from tests.cli.koppel import Koppel


@pytest.fixture
def groningen(koppel: Koppel) -> Koppel:
    for file in (DATA / "groningen").glob("*.xlsx"):
        shutil.copy(file, koppel.folder / file.name)
    koppel.data("new", "Maart 2027", "--procedure", "groningen", "--start", "2027-03-01")
    koppel.data("import", str(koppel.folder / "deelnemers.xlsx"))
    return koppel


def rank_beforehand(koppel: Koppel) -> None:
    koppel.data("import", str(koppel.folder / "voorkeuren-vooraf.xlsx"))
    koppel.data("shortlist")


def hand_in(koppel: Koppel) -> None:
    """Every interview took place and everybody handed in a list of all their candidates."""
    with open_store(koppel.folder, None) as store:
        ronde = store.load()
        documents = load_documents(store, ronde)
    assert documents.calendar is not None
    met = replace(ronde, visit_outcomes=fictional_outcomes(documents.calendar))
    both = fictional_lists(met, met_couples(met))
    bare = Koppelronde(name=ronde.name, procedure=ronde.procedure)
    given = replace(
        bare, visit_outcomes=met.visit_outcomes, lists_aios=both.lists_aios,
        lists_hao=both.lists_hao,
    )  # fmt: skip
    sheets = [sheet for sheet in round_sheets(given) if sheet.name != "Ronde"]
    path = koppel.folder / "lijsten.xlsx"
    path.write_bytes(sheets_workbook("lijsten", sheets))
    koppel.data("import", str(path))


def next_command(koppel: Koppel) -> str:
    return str(koppel.data("status")["next"])


def drafts(koppel: Koppel, kind: str) -> set[str]:
    files = [Path(name) for name in koppel.data("mail", kind)["files"]]
    return {path.stem for path in files if path.suffix == ".eml"}


def test_status_names_each_next_step_and_nobody_moves_after_the_results(groningen: Koppel) -> None:
    assert next_command(groningen) == "koppel select"
    chosen = groningen.data("select", "--invite", "--also", "H05")
    away = {p["hao"] for p in chosen["selection"]["passed_over"]} - {"H05"}
    assert away
    assert next_command(groningen) == "koppel import voorkeuren-vooraf.xlsx"
    assert drafts(groningen, "reminder") == {f"A{n:02d}" for n in range(1, 21)}
    assert "geen carrousel" in groningen("mail", "roster").err
    rank_beforehand(groningen)
    made = groningen.data("shortlist")["shortlist"]
    assert not {couple["hao"] for couple in made["interviews"]} & away
    assert next_command(groningen) == "koppel visits plan"
    groningen("visits", "plan", json_out=True)
    hand_in(groningen)
    assert drafts(groningen, "reminder") == set()
    assert next_command(groningen) == "koppel seal"
    groningen.data("seal")
    groningen.data("seal", "--seed", "4 2 6 1 3 5")
    said = groningen("match")
    assert "koppel results" in said.out
    assert "koppel calls" not in said.out
    assert next_command(groningen) == "koppel results"
    assert "Nu:  koppel results --announce" in groningen("results").out
    assert next_command(groningen) == "koppel results --announce"
    assert "Nu:  koppel mail result" in groningen("results", "--announce").out
    before = {c["aios"]: c["hao"] for c in groningen.data("results")["matching"]["couples"]}
    aios, hao = min(before.items())
    groningen.data("settle", "withdraw", hao, "--reason", "ziekte")
    left = groningen.data("settle")["settlement"]
    assert [open_["aios"] for open_ in left["aios"]] == [aios]
    assert next_command(groningen) == "koppel settle"
    assert "koppel settle" in groningen("explain", aios).out
    free = left["aios"][0]["options"][0]["hao"]
    assert groningen("settle", "place", aios, free, "--reason", "ziekte").code == 2
    assert groningen("settle", "place", aios, free, "--reason", "x", "--and", "j. jansen").code != 0
    groningen.data("settle", "place", aios, free, "--reason", "ziekte", "--and", "P. de Wit")
    after = {c["aios"]: c["hao"] for c in groningen.data("results")["matching"]["couples"]}
    assert after == {**before, aios: free}
    by_hand = groningen.data("journal")["entries"][-2]
    assert by_hand["what"].startswith(f"met de hand geplaatst: {aios}–{free}; gaat voorbij aan: ")
    assert (by_hand["by"], by_hand["reason"]) == ("J. Jansen; P. de Wit", "ziekte")
    account = groningen.data("account")["account"]
    said = groningen("account").out
    assert account["by_hand"]
    assert "telefo" not in said, "nobody is called in this procedure"
    assert "terugtrok" not in said, "who was not invited did not withdraw"
    assert groningen("results").out.endswith("Nu:  koppel results --announce\n")
    groningen.data("results", "--announce")
    assert groningen("results").out.endswith("Nu:  koppel mail result --changed\n")


def test_the_former_trainer_and_a_needed_hds_are_found_without_anybody_remembering(
    groningen: Koppel,
) -> None:
    rank_beforehand(groningen)
    with open_store(groningen.folder, None) as store:
        ronde = store.load()
    third = [person for person in ronde.aios if person.year == 3]
    assert third
    assert ronde.vetoes == ()
    for aios, hao in ronde.interviews:
        person, trainer = ronde.aios_by_code[aios], ronde.hao_by_code[hao]
        assert person.trainer_year_1 != hao
        assert hao not in person.relations
        assert person.year in trainer.supervises
        if person.year == 3 and person.had_large_hds is False:
            assert trainer.large_hds


def test_marks_that_claim_to_be_ranks_are_refused_with_the_evidence(groningen: Koppel) -> None:
    rank_beforehand(groningen)
    rows = ["HAO;AIOS;Rang"]
    with open_store(groningen.folder, None) as store:
        interviews = store.load().interviews
    rows += [f"{h};{a};{9.5 if n % 3 == 0 else 6 + n % 3}" for n, (a, h) in enumerate(interviews)]
    path = groningen.folder / "Voorkeuren HAO.csv"
    path.write_text("\n".join(rows).replace(".", ","), "utf-8")
    said = groningen("import", str(path), json_out=True)
    assert said.code == 1
    evidence = said.data["mistakes"][0]["expected"]
    assert "hoogste waarde 9.5, geen 1, met decimalen: zijn dit cijfers?" in evidence
    path.write_text("\n".join(rows).replace(".", ",").replace("Rang", "Cijfer"), "utf-8")
    assert groningen("import", str(path)).code == 0
