"""One mark on everything of a result, and nothing about people where it should not be."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from bureau.commands.door.running import run
from cli import COMMANDS
from tests.cli.conftest import DATA
from tests.cli.koppel import Koppel

FILES = ("deelnemers", "bezoekuitkomsten", "voorkeurslijsten")


def read(koppel: Koppel, *, seed: str = "") -> Koppel:
    """The example round with its lists; sealed and matched when there is a seed."""
    koppel.data("import", *(str(koppel.folder / f"{file}.xlsx") for file in FILES))
    if seed:
        koppel.data("seal")
        koppel.data("seal", "--seed", seed)
        koppel.data("match")
    return koppel


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf))]


def cells(path: Path) -> str:
    book = load_workbook(path)
    return " ".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    )


def agreed(koppel: Koppel) -> Koppel:
    """Everybody who is called says yes."""
    while waiting := [c for c in koppel.data("calls")["calls"]["calls"] if not c.get("outcome")]:
        call = waiting[0]
        words = ["--with", call["partner"]] if call.get("partner") else []
        koppel.data("calls", "record", call["who"], "accepted", *words)
    return koppel


def test_a_trial_says_so_across_every_page(maastricht: Koppel) -> None:
    read(maastricht)
    mark = maastricht.data("match", "--trial")["matching"]["result_hash"][:8]
    written = [*maastricht.data("results")["files"], *maastricht.data("calls")["files"]]
    papers = [Path(name) for name in written if name.endswith(".pdf")]
    assert len(papers) >= 2
    for paper in papers:
        for number, text in enumerate(pages(paper), 1):
            assert "PROEF" in text, (paper.name, number)
            assert mark in text, (paper.name, number)
    for book in (name for name in written if name.endswith(".xlsx")):
        assert all(sheet.title.startswith("PROEF ") for sheet in load_workbook(book)), book
    assert not [name for name in written if name.endswith(".json")]


def test_the_mark_of_the_result_is_on_every_page_sheet_and_mail(maastricht: Koppel) -> None:
    agreed(read(maastricht, seed="4 2 6 1 3 5"))
    maastricht.data("results", "--announce", "--despite", "voorbeeld")
    answer = maastricht.data("results")
    mark = answer["matching"]["result_hash"][:8]
    written = [*answer["files"], *maastricht.data("calls")["files"]]
    for paper in (Path(name) for name in written if name.endswith(".pdf")):
        for number, text in enumerate(pages(paper), 1):
            assert mark in text, (paper.name, number)
            assert "PROEF" not in text
    for book in (name for name in written if name.endswith(".xlsx")):
        assert mark in cells(Path(book)), book
    proof = [name for name in answer["files"] if name.endswith(f"uitslag-{mark}.json")]
    assert maastricht("verify", "--round", *proof).code == 0
    mails = [n for n in maastricht.data("mail", "result")["files"] if n.endswith(".eml")]
    assert len(mails) == 54
    assert all(mark in Path(name).read_text("utf-8") for name in mails)
    reasons = [e["reason"] for e in maastricht.data("journal")["entries"]
               if "bekendgemaakt" in e["what"]]  # fmt: skip
    assert reasons == ["voorbeeld"]


def test_a_result_file_of_another_run_is_refused(maastricht: Koppel, tmp_path: Path) -> None:
    read(maastricht, seed="4 2 6 1 3 5")
    first = Path(maastricht.data("results")["files"][-1]).parent
    proof = next(first.glob("uitslag-*.json"))
    kept = shutil.copy(proof, tmp_path / "eerder.json")
    assert maastricht("verify", "--round", str(kept)).code == 0
    maastricht.data("calls", "record", "A01", "refused")
    earlier = maastricht("verify", "--round", str(kept))
    assert earlier.code == 1
    assert "eerdere uitslag" in earlier.err
    maastricht.data("seal", "--break", "verkeerde lijst")
    assert maastricht("verify", "--round", str(kept)).code == 4
    maastricht.data("seal")
    maastricht.data("seal", "--seed", "666666")
    maastricht.data("match")
    other = json.loads(kept and Path(kept).read_text("utf-8"))
    assert other["lottery"]["drawn"] == "426135"
    said = maastricht("verify", "--round", str(kept))
    assert said.code == 1
    sheet = next(first.glob("*.xlsx"))
    assert maastricht("import", str(sheet)).code != 0


@pytest.mark.parametrize("turn", range(20 if os.environ.get("KOPPEL_FAULTS") == "all" else 2))
def test_the_account_adds_up_after_any_history(
    turn: int, koppel: Koppel, maastricht: Koppel
) -> None:
    read(maastricht, seed=f"12345{1 + turn % 6}{1 + turn // 6}")
    chance = random.Random(turn)
    hands = 0
    for _ in range(6):
        couples = koppel.data("results")["matching"]["couples"]
        couple = chance.choice([c for c in couples if not c["locked"]] or couples)
        what = chance.choice(["accepted", "refused", "asks-time", "withdraw", "undo", "place"])
        if what == "withdraw":
            done = koppel("calls", "withdraw", couple["aios"], "--reason", "ziekte").code
        elif what == "undo":
            done = koppel("undo").code
            if koppel("results").code == 4:  # the match itself was taken back
                koppel.data("match")
        elif what == "place":
            other = chance.choice(couples)["hao"]
            done = koppel("settle", "place", couple["aios"], other, "--reason", "afspraak",
                          "--and", "P. de Wit").code  # fmt: skip
            hands += done == 0
        else:
            done = koppel("calls", "record", couple["aios"], what).code
        assert done in (0, 1, 2, 3, 4), what
        said = koppel("account")
        assert said.code == 0, (what, said.out[-2000:], said.err)
        assert "De rekening klopt." in said.out
    entries = koppel.data("journal")["entries"]
    placed = [e for e in entries if e["what"].startswith("met de hand geplaatst")]
    assert len(placed) == hands
    assert all(e["reason"] == "afspraak" and e["by"] == "J. Jansen; P. de Wit" for e in placed)
    assert koppel("check-store").code == 0


CANARIES = ("Kanariewoord", "kanarie@voorbeeld.example", "06-99999999", "Kanariedorp")


def with_canary(koppel: Koppel) -> None:
    """One AIOS whose name, address, mail and telephone are found anywhere."""
    path = koppel.folder / "deelnemers.xlsx"
    book = load_workbook(path)
    sheet = book["AIOS"]
    heads = {str(cell.value).casefold(): cell.column for cell in sheet[1] if cell.value}
    for word, value in zip(("achternaam", "e-mail", "mobiel", "woonplaats"), CANARIES, strict=True):
        sheet.cell(2, heads[word]).value = value
    book.save(path)


def everything_in(folder: Path, *, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file with its bytes; texts of workbooks and PDFs as they are read."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in but:
            content = path.read_bytes()
            if path.suffix == ".xlsx":
                content += cells(path).encode()
            if path.suffix == ".pdf":
                content += " ".join(pages(path)).encode()
            found[path.relative_to(folder).as_posix()] = path.name.encode() + content
    return found


def files_with_canary(folder: Path, *but: str) -> list[str]:
    return [
        name
        for name, content in everything_in(folder, but=but).items()
        if any(word.encode() in content for word in CANARIES)
    ]


def lived_through(koppel: Koppel, year: int, papers: tuple[tuple[str, ...], ...]) -> None:
    """A whole round, with papers outside the store."""
    koppel.data("new", f"Maart {year}", "-p", "maastricht", "--start", f"{year}-03-01")
    read(koppel, seed="4 2 6 1 3 5")
    koppel.data("calls", "record", "A01", "asks-time", "--note", "Kanariewoord belt terug")
    koppel.data("undo", "--reason", "Kanariewoord vergiste zich")
    koppel.data("calls", "withdraw", "A02", "--reason", "Kanariewoord is ziek")
    for words in papers:
        koppel.data(*words)


def test_five_years_of_rounds_leave_nobody_in_the_folder(koppel: Koppel) -> None:
    for file in FILES:
        shutil.copy(DATA / "maastricht" / f"{file}.xlsx", koppel.folder)
    with_canary(koppel)
    own = tuple(f"{file}.xlsx" for file in FILES)
    (koppel.folder / "kapot.csv").write_text("Code;Achternaam;Startdatum\nA01;Kanariewoord;x\n")
    every_paper = (
        ("carrousel", "plan"), ("carrousel", "print"), ("results",), ("calls",), ("export",),
        ("mail", "invitation"), ("report",), ("person", "A01", "--export"),
    )  # fmt: skip
    for year, papers in ((2027, every_paper), (2028, every_paper[4:5])):
        lived_through(koppel, year, papers)
        koppel("import", str(koppel.folder / "kapot.csv"))
        assert len(files_with_canary(koppel.folder, *own)) > 1 + len(papers)
        said = koppel.data("purge", "--date", f"{year}-09-01")
        assert set(said["files_left"]) == {*own, "kapot.csv"}
        assert files_with_canary(koppel.folder, *own, "kapot.csv") == []
        status = koppel("status")
        assert "is afgerond" in status.out
        assert "Volgende stap" not in status.out
        assert koppel("check-store").code == 0
        assert koppel("results").code in (0, 4)
        assert koppel("journal").code == 0
    koppel.data("purge", "--date", "2032-01-01")
    assert "wat er was, is gewist" in koppel("status").err
    assert koppel("check-store").code == 0
    forms = ("maart-2027-werkmap.xlsx", "maart-2028-werkmap.xlsx")  # A07 is an example there
    left = everything_in(koppel.folder, but=(*own, "kapot.csv", *forms))
    assert not [name for name, content in left.items() if b"A07" in content]
    assert not list(koppel.folder.rglob("*.pdf"))


def test_a_folder_that_was_moved_is_erased_all_the_same(maastricht: Koppel, tmp_path: Path) -> None:
    with_canary(maastricht)
    read(maastricht, seed="4 2 6 1 3 5")
    maastricht.data("mail", "invitation")
    maastricht.data("export")
    moved = tmp_path.with_name(tmp_path.name + "-verhuisd")
    shutil.move(tmp_path, moved)
    there = Koppel(moved, maastricht.capture)
    assert len(files_with_canary(moved, "deelnemers.xlsx")) > 2
    there.data("purge", "--person", "A01", "--reason", "verzoek van 3 maart")
    assert files_with_canary(moved, "deelnemers.xlsx") == []


def test_somebody_can_be_erased_on_request_before_the_term(maastricht: Koppel) -> None:
    with_canary(maastricht)
    read(maastricht)
    maastricht.data("export")
    assert maastricht("purge", "--person", "A01").code == 4
    done = maastricht.data("purge", "--person", "a01", "--reason", "verzoek van 3 maart")
    assert (done["erased"]["rounds"], done["erased"].get("kept", [])) == (["Maart 2027"], [])
    assert files_with_canary(maastricht.folder, "deelnemers.xlsx") == []
    (held,) = maastricht.data("person", "A01")["person"]["rounds"]
    assert held["own_lists"] == []
    assert held["withdrawn"] is True
    assert maastricht("check-store").code == 0
    assert maastricht("undo").code == 4
    maastricht.data("seal")
    maastricht.data("seal", "--draw")
    couples = maastricht.data("match")["matching"]["couples"]
    assert "A01" not in {c["aios"] for c in couples}
    sealed = maastricht.data("purge", "--person", "A02", "--reason", "verzoek")
    assert sealed["erased"]["kept"] == ["Maart 2027"]
    assert maastricht("calls").code == 0
    assert maastricht("account").code == 0


def test_somebody_gets_all_that_is_held_and_nothing_of_the_others(maastricht: Koppel) -> None:
    with_canary(maastricht)
    read(maastricht, seed="4 2 6 1 3 5")
    maastricht.data("calls", "record", "A01", "asks-time", "--note", "belt morgen terug")
    maastricht.data("calls", "withdraw", "A01", "--reason", "verhuist naar elders")
    path = Path(maastricht.data("person", "A01", "--export")["files"][0])
    assert path.name == "A01.json"
    text = path.read_text("utf-8")
    for own in (*CANARIES, "belt morgen terug", "verhuist naar elders", "own_lists"):
        assert own in text, own
    book = load_workbook(maastricht.folder / "deelnemers.xlsx")
    heads = [str(cell.value).casefold() for cell in book["AIOS"][1]]
    column = next(n for n, head in enumerate(heads) if head.startswith("e-mail"))
    others = [row[column] for row in book["AIOS"].iter_rows(min_row=3, values_only=True)]
    assert len(others) > 20
    assert not [mail for mail in others if mail and str(mail) in text]


@pytest.mark.parametrize("as_json", [False, True])
def test_an_error_of_the_program_names_no_one(
    as_json: bool, maastricht: Koppel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_canary(maastricht)
    read(maastricht)
    monkeypatch.delenv("KOPPEL_DEBUG")
    from bureau.actions import status

    def wrong(ronde: object, documents: object) -> None:
        try:
            raise KeyError(f"{CANARIES} {ronde}")
        except KeyError as error:
            raise ValueError(f"{CANARIES} {documents}") from error

    monkeypatch.setattr(status, "standing", wrong)
    said = maastricht("status", json_out=as_json)
    assert said.code == 70
    assert "Fout van het programma; er is niets veranderd; meld dit" in said.err
    assert "KeyError" in said.err
    assert "ValueError" in said.err
    assert "bureau/actions/status.py:" in said.err
    for word in (*CANARIES, "A01", str(maastricht.folder)):
        assert word not in said.out + said.err
    if as_json:
        assert json.loads(said.out)["exit"] == 70
    monkeypatch.setenv("KOPPEL_DEBUG", "1")
    with pytest.raises(ValueError, match="Kanarie"):
        maastricht("status")


def test_an_error_after_something_was_saved_does_not_say_that_nothing_changed(
    maastricht: Koppel, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(maastricht)
    monkeypatch.delenv("KOPPEL_DEBUG")
    from bureau.store.copies import exports

    def wrong(target: Path, files: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(exports, "write_folder", wrong)
    said = maastricht("mail", "invitation")
    assert said.code == 70
    assert "niets veranderd" not in said.err
    assert "koppel journal" in said.err


def test_no_command_uses_a_network_or_writes_outside_its_folder(
    koppel: Koppel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object, **more: object) -> None:
        raise AssertionError("a command asked for the network")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("HOME", str(elsewhere))
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    demo = tmp_path / "demo"
    small = ("--aios", "8", "--haos", "10", "--praktijken", "9")
    shown = koppel("demo", "--into", str(demo), *small)
    assert shown.code == 0
    suggested = [line.split()[1:] for line in shown.out.splitlines() if line.endswith(f"{demo}")]
    assert [words[0] for words in suggested] == ["status", "explain", "calls"]
    for words in suggested:
        assert run(COMMANDS, words) == 0
    there = Koppel(demo, koppel.capture)
    for words in (("status",), ("lists", "check"), ("match", "--compare"), ("explain", "A07"),
                  ("calls",), ("account",),
                  ("mail", "invitation"), ("export",), ("journal",), ("check-store",)):  # fmt: skip
        assert there(*words).code == 0, words
    assert [path.name for path in elsewhere.rglob("*")] == []
    people = there.data("person", "A01")["person"]["rounds"][0]["person"]
    names = [p.name.casefold() for p in demo.rglob("*")]
    assert not [name for name in names if people["surname"].casefold() in name]
