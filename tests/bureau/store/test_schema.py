"""Stores of earlier versions are brought forward after a copy; a newer one is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management.color import no_style
from django.db import connections, transaction

from bureau.store.address import find_store, sqlite_file
from bureau.store.codec import to_json_data
from bureau.store.opening import open_store
from bureau.store.schema import make_same_tables
from bureau.store.settings import add_database, configure_django, drop_database
from koppelronde.domain.errors import StoreTrouble
from tests.bureau.store.conftest import Place

STORES = Path(__file__).parents[2] / "data" / "stores"
RELEASES = sorted(STORES.glob("*.store"))


def test_a_store_of_every_release_is_kept() -> None:
    assert [path.stem for path in RELEASES][:1] == ["0.1.0a1"]


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_the_store_of_an_earlier_release_opens_with_everything_in_it(
    release: Path, tmp_path: Path
) -> None:
    shutil.copy(release, tmp_path / "koppel.sqlite3")
    expected = json.loads(release.with_suffix(".json").read_text("utf-8"))
    with open_store(tmp_path) as store:
        found = to_json_data(store.load())
        # What later versions added stands at its default and is not in the file of then.
        assert _only_known(found, expected) == expected
        assert store.verify() == () or [f.rule for f in store.verify()] == ["store_mode"]
        assert store.journal()[0].by in ("Els", "J. Jansen")
        store.save(store.load(), by="Els", what="verder")
        store.undo(by="Els")


def _only_known(found: object, known: object) -> object:
    if isinstance(found, dict) and isinstance(known, dict):
        return {key: _only_known(found[key], known[key]) for key in known}
    if isinstance(found, list) and isinstance(known, list) and len(found) == len(known):
        return [_only_known(one, other) for one, other in zip(found, known, strict=True)]
    return found


def test_a_newer_store_is_refused_and_left_alone(sqlite_place: Place) -> None:
    file = sqlite_place.folder / "koppel.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('koppel', '9999_later', '2030-01-01')"
        )
        connection.commit()
    before = file.read_bytes()
    with pytest.raises(StoreTrouble) as trouble:
        sqlite_place.open()
    assert "nieuwere versie" in trouble.value.says.nl
    assert file.read_bytes() == before


def test_an_older_store_is_copied_before_it_is_brought_forward(place: Place) -> None:
    release = RELEASES[-1]
    put_an_old_store(release, place)
    with place.open() as store:
        found = to_json_data(store.load())
        expected = json.loads(release.with_suffix(".json").read_text("utf-8"))
        assert _only_known(found, expected) == expected
        assert [f for f in store.verify() if f.rule != "store_mode"] == []
        (copy,) = store.copies()
    assert copy.before == "migrate"
    with closing(sqlite3.connect(copy.path)) as old, closing(sqlite3.connect(release)) as kept:
        count = "SELECT count(*) FROM koppel_aios"
        assert old.execute(count).fetchall() == kept.execute(count).fetchall() != [(0,)]


def put_an_old_store(release: Path, place: Place) -> None:
    """The store of that release in that place, on PostgreSQL row by row."""
    if place.url is None:
        shutil.copy(release, place.folder / "koppel.sqlite3")
        return
    configure_django()
    old, new = (
        add_database(a) for a in (sqlite_file(release), find_store(place.folder, place.url))
    )
    try:
        _forget_the_tables(new)
        tables = make_same_tables(new, old)
        with transaction.atomic(using=new):
            for model in tables:
                rows = model.objects.using(old).order_by("pk")
                model.objects.using(new).bulk_create(list(rows))
        with connections[new].cursor() as cursor:
            for count_on in connections[new].ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(count_on)
    finally:
        for alias in (old, new):
            drop_database(alias)


def _forget_the_tables(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def test_the_models_and_the_migrations_agree(sqlite_place: Place) -> None:
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    with sqlite_place.open() as store:
        import bureau.inbox.models  # noqa: F401 - a command leaves them until somebody asks

        loader = MigrationLoader(connections[store.alias])
        changes = MigrationAutodetector(
            loader.project_state(), ProjectState.from_apps(apps)
        ).changes(graph=loader.graph)
    assert changes == {}
