"""What is erased is gone everywhere, what somebody asks for is all there, and nothing leaks."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import stat
import subprocess
import sys
import traceback
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bureau.store.connection import writing
from bureau.store.copies.exports import write_file, write_folder
from bureau.store.opening import Store, open_store
from bureau.store.trouble import StoreBug, told_clearly
from koppelronde.domain.errors import WrongUse
from tests.bureau.store.conftest import MOMENT, Place
from tests.bureau.store.rounds_to_store import FULL

START = date(2027, 3, 1)
NAMES = (
    b"Y\xc4\xb1ld\xc4\xb1z", b"Joris", b"voorbeeld.example", b"00000001", b"00000002",
    b"Dorpsstraat", b"6211 AB", b"Praktijk & <Co>", b"043 000", b"kanarie-reden",
    b"kanarie-mail", "Çelik".encode(),
)  # fmt: skip
RANKS = (b"kanarie-rang", b"rank_by", b"7.25", b"afgesproken")


def everything_left(folder: Path) -> bytes:
    """Every byte of every file below the folder, names of files included."""
    return b"".join(
        path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    )


def full_of_canaries(folder: Path, store: Store) -> None:
    """A round that was worked on, with copies, exports, earlier states and documents."""
    saved = store.new_round(FULL, by="Els", reason="kanarie-reden")
    with store.transaction(by="Els", what="uitslag", reason="kanarie-reden") as change:
        change.put_document(
            "result",
            {
                "couples": [{"aios": "A01", "hao": "H01", "rank_by_aios": 1, "n": "kanarie-rang"}],
                "lists": "kanarie-rang",
            },
        )
        change.put_document("mail_sent", {"to": "kanarie-mail"}, key="A01")
        change.put_document("timetable", {"meetings": [{"aios": "A01", "hao": "H01"}]})
        change.will_export(folder / "uitvoer", ["A01.pdf"])
        change.will_export(folder / "uitslag.xlsx")
        change.save(replace(saved, withdrawn=()))
    write_folder(folder / "uitvoer", {"A01.pdf": "Yıldız".encode()})
    write_file(folder / "uitslag.xlsx", b"kanarie-rang")
    store.copy_before("import")
    saved = store.load()
    store.save(replace(saved, aios=saved.aios[:1]), by="Els", what="x", reason="kanarie-reden")
    store.copy_before("match")


def test_the_canaries_are_there_before_the_purge(sqlite_place: Place) -> None:
    with sqlite_place.open() as store:
        full_of_canaries(sqlite_place.folder, store)
    left = everything_left(sqlite_place.folder)
    assert [canary for canary in NAMES + RANKS if canary not in left] == []


def test_contacts_go_first_then_ranks_then_the_rest(sqlite_place: Place) -> None:
    folder = sqlite_place.folder
    with sqlite_place.open() as store:
        full_of_canaries(folder, store)
        report = store.purge(START + timedelta(days=27), by="Els")
        assert (report.purged, report.copies, report.exports) == ((), 0, 0)
        head = store.chain_head()

        report = store.purge(START + timedelta(days=28), by="Els")
        assert [(done.contacts, done.ranks) for done in report.purged] == [(True, False)]
        assert (report.copies, report.exports) == (2, 2)
        assert [canary for canary in NAMES if canary in everything_left(folder)] == []
        ronde = store.load()
        assert ronde.lists_aios == FULL.lists_aios
        assert ronde.aios[0].code == "A01"
        assert store.verify(seen_head=head) == ()
        assert store.purge(START + timedelta(days=29), by="Els").purged == ()

        report = store.purge(START + timedelta(days=90), by="Els")
        assert [(done.contacts, done.ranks) for done in report.purged] == [(True, True)]
        assert [canary for canary in NAMES + RANKS if canary in everything_left(folder)] == []
        assert (store.load().vetoes, store.load().aios[0].relations) == ((), ())
        result = store.latest("result")
        assert result is not None
        assert result.erased
        assert result.data() == {"couples": [{"aios": "A01", "hao": "H01"}]}
        assert store.latest("timetable") is not None
        assert store.verify(seen_head=head) == ()

        report = store.purge(START + timedelta(days=730), by="Els")
        assert [done.rest for done in report.purged] == [True]
        assert store.rounds() == ()
        assert store.verify(seen_head=head) == ()
        left = everything_left(folder)
        assert b"A01" not in left
        assert b"uitslag" not in left
        assert [path.name for path in folder.iterdir() if path.is_file()] == ["koppel.sqlite3"]


def test_five_years_of_rounds_leave_no_canary(sqlite_place: Place) -> None:
    folder = sqlite_place.folder
    for year in range(2027, 2032):
        with sqlite_place.open() as store:
            start = date(year, 3, 1)
            settings = replace(FULL.settings, start_date=start)
            canary = replace(FULL.aios[0], surname=f"Kanarie{year}")
            saved = store.new_round(
                replace(FULL, name=str(year), settings=settings, aios=(canary,)), by="Els"
            )
            store.copy_before("import")
            store.save(replace(saved, haos=()), by="Els", what="x", reason=f"Kanarie{year}")
            store.purge(date(year, 9, 1), by="Els")
    with sqlite_place.open() as store:
        store.purge(date(2036, 1, 1), by="Els")
        assert store.rounds() == ()
        assert store.verify() == ()
    assert b"Kanarie" not in everything_left(folder)


def test_the_tables_are_emptied_on_both_databases(place: Place) -> None:
    with place.open() as store:
        full_of_canaries(place.folder, store)
        store.purge(START + timedelta(days=90), by="Els")
        held = json.dumps([str(store.load()), str(store.all("result")), str(store.journal())])
        assert [canary for canary in ("Joris", "kanarie", "7.25") if canary in held] == []
        assert store.load().version == 4
        assert store.verify() == ()


def test_the_round_can_set_its_own_terms(store: Store) -> None:
    settings = replace(FULL.settings, numbers={"keep_contacts_days": 5, "keep_ranks_days": 400})
    store.new_round(replace(FULL, settings=settings), by="Els")
    report = store.purge(START + timedelta(days=5), by="Els")
    assert [(done.contacts, done.ranks) for done in report.purged] == [(True, False)]


def test_a_round_without_a_start_is_named_and_kept(store: Store) -> None:
    settings = replace(FULL.settings, start_date=None)
    saved = store.new_round(replace(FULL, settings=settings), by="Els")
    report = store.purge(date(2050, 1, 1), by="Els")
    assert (report.undated, report.purged) == (("voorjaar 2027",), ())
    assert store.load() == saved


def test_files_of_the_user_survive_a_purge(sqlite_place: Place) -> None:
    with sqlite_place.open() as store:
        full_of_canaries(sqlite_place.folder, store)
        own = sqlite_place.folder / "uitvoer" / "eigen.txt"
        own.write_text("van de gebruiker")
        store.purge(START + timedelta(days=28), by="Els")
    assert own.read_text() == "van de gebruiker"
    assert sorted(path.name for path in own.parent.iterdir()) == ["eigen.txt"]


def test_somebody_gets_everything_about_themselves_and_not_what_the_others_ranked(
    store: Store,
) -> None:
    store.new_round(FULL, by="Els")
    with store.transaction(by="Els", what="x") as change:
        change.put_document(
            "result",
            {
                "couples": [
                    {"aios": "A01", "hao": "H01", "rank_by_aios": 1, "rank_by_hao": 777},
                    {"aios": "A02", "hao": "H02", "rank_by_aios": 888, "rank_by_hao": 1},
                ]
            },
        )
        change.put_document("handed_out", {"uid": "u", "sequence": 2}, key="A01")
    data = store.person("A01")
    text = json.dumps(data, ensure_ascii=False)
    for own in ("Yıldız", "joris@voorbeeld.example", "Dorpsstraat 1", "2026-12-24", "sequence"):
        assert own in text
    (held,) = data["rounds"]
    assert [lijst["owner"] for lijst in held["own_lists"]] == ["A01", "A01"]
    assert held["visit_outcomes"][0]["day"] == "2027-01-12"
    assert held["documents"][0]["lines"] == [{"aios": "A01", "hao": "H01", "rank_by_aios": 1}]
    for other in ("777", "888", "7.25", "Wit", "anna@", "rank_by_hao"):
        assert other not in text
    trainer = json.dumps(store.person("H01"))
    assert "7.25" in trainer
    assert "777" in trainer
    assert "P01" in trainer
    assert "Dorpsstraat" not in trainer
    assert "rank_by_aios" not in trainer
    with pytest.raises(WrongUse):
        store.person("X99")


def test_the_file_is_private_from_the_first_moment(tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    with open_store(folder, create=True) as store:
        store.new_round(FULL, by="Els")
    assert stat.S_IMODE((folder / "koppel.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "koppel.sqlite3").chmod(0o644)
    with open_store(folder) as store:
        assert [finding.rule for finding in store.verify()] == ["store_mode"]


def test_the_protections_of_sqlite_are_on(sqlite_place: Place) -> None:
    from django.db import connections

    with sqlite_place.open() as store, connections[store.alias].cursor() as cursor:
        found = {}
        for pragma in ("foreign_keys", "secure_delete", "synchronous", "journal_mode"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    assert found == {
        "foreign_keys": 1,
        "secure_delete": 1,
        "synchronous": 3,
        "journal_mode": "delete",
    }


def test_without_secure_delete_names_would_stay_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The teeth of the purge tests: with the protections off, the same purge leaves names behind.
    from bureau.store import address
    from bureau.store.erasing import purge

    weak = address._SQLITE_PRAGMAS.replace("secure_delete=ON", "secure_delete=OFF")
    monkeypatch.setattr(address, "_SQLITE_PRAGMAS", weak)
    monkeypatch.setattr(purge, "_give_back_free_space", lambda alias: None)
    with open_store(tmp_path, create=True, clock=lambda: MOMENT) as store:
        full_of_canaries(tmp_path, store)
        store.purge(START + timedelta(days=90), by="Els")
    assert any(canary in everything_left(tmp_path) for canary in NAMES + RANKS)


def test_an_error_of_the_database_never_quotes_a_value(store: Store) -> None:
    saved = store.new_round(FULL, by="Els")
    with store.transaction(by="Els", what="rooster A01") as change:
        change.put_document("timetable", {"who": "Joris Yıldız, A01"}, "voorbeeld.example")
    from bureau.store import models

    with pytest.raises(StoreBug) as bug, writing(store.alias, "x"):
        models.Document.objects.using(store.alias).update(number=2, sha256=None)
    said = "".join(traceback.format_exception(bug.value))
    assert "IntegrityError" in said
    for canary in ("Yıldız", "Joris", "A01", "voorbeeld.example"):
        assert canary not in said
    assert store.load() == replace(saved, version=2)


def test_nothing_about_people_is_logged_even_at_the_finest_level(place: Place) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with place.open() as store:
            full_of_canaries(place.folder, store)
            store.undo(by="Els")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    for canary in ("Yıldız", "Joris", "A01", "kanarie", "INSERT"):
        assert canary not in stream.getvalue()


def test_our_own_bugs_are_not_turned_into_trouble_with_the_store() -> None:
    with pytest.raises(ZeroDivisionError), told_clearly("x"):
        _ = 1 / 0
    with pytest.raises(StoreBug), told_clearly("x"):
        raise sqlite3.ProgrammingError("wrong number of bindings")


def test_django_is_not_imported_before_a_store_is_opened() -> None:
    script = (
        "import sys\n"
        "import bureau.store.opening, bureau.store.copies.exports, bureau.store.codec\n"
        "loaded = sorted(n for n in sys.modules if n.split('.')[0] in ('django', 'cattrs'))\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])
