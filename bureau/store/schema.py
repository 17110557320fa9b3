"""The version of the tables: the migrations of this program against those in the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pkgutil import iter_modules
from typing import Any

from bureau.store.settings import APP_LABEL
from bureau.store.trouble import damaged, readable
from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.language import Text


def known_migrations() -> frozenset[str]:
    """The migrations that this program has."""
    from bureau.store import migrations

    return frozenset(
        module.name for module in iter_modules(migrations.__path__) if module.name[0].isdigit()
    )


def applied_migrations(alias: str) -> frozenset[str]:
    """The migrations that the store has; empty where it is no store at all."""
    return _applied(alias, _columns(alias))


def _applied(alias: str, columns: Mapping[str, set[str]]) -> frozenset[str]:
    """Asked in SQL: opening a store that is up to date needs no machinery of migrations."""
    from django.db import connections

    if not {"app", "name"} <= columns.get("django_migrations", set()):
        return frozenset()
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = %s", [APP_LABEL])
        return frozenset(name for (name,) in cursor.fetchall())


def bring_up_to_date(alias: str, shown: str, copy_first: Callable[[], object]) -> None:
    """Migrate an older store forward after a copy; StoreTrouble for a newer one or no store."""
    with readable(shown):
        columns, known = _columns(alias), known_migrations()
        applied = _applied(alias, columns)
    if not applied:
        raise damaged(shown)
    if applied - known:
        raise StoreTrouble(
            Text(
                "Deze opslag is gemaakt door een nieuwere versie van het programma.",
                "This store was made by a newer version of the program.",
            ),
            Text("Installeer de nieuwste versie.", "Install the newest version."),
        )
    if known - applied:
        copy_first()
        migrate(alias)
        with readable(shown):
            columns = _columns(alias)
    if not _has_every_column(columns):
        raise damaged(shown)


def _columns(alias: str) -> dict[str, set[str]]:
    """The columns of each table that the database has."""
    from django.db import connections

    found: dict[str, set[str]] = {}
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
                "WHERE m.type = 'table'"
            )
        else:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns "
                "WHERE table_schema = ANY (current_schemas(false))"
            )
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return found


def _has_every_column(columns: Mapping[str, set[str]]) -> bool:
    """Whether the tables are those of this program, by name and column."""
    from django.apps import apps

    return all(
        {field.column for field in model._meta.concrete_fields}
        <= columns.get(model._meta.db_table, set())
        for model in apps.get_app_config(APP_LABEL).get_models()
    )


def make_tables(alias: str, made_at: datetime) -> None:
    """The tables of an empty store, in one transaction.

    Made from the models at once, which is much quicker than from all migrations one by one; a
    test holds models and migrations together.
    """
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    from bureau.store import models

    connection = connections[alias]
    recorder = MigrationRecorder(connection)
    with connection.schema_editor(atomic=True) as editor:
        recorder.ensure_schema()
        for model in apps.get_app_config(APP_LABEL).get_models():
            editor.create_model(model)
        for name in sorted(known_migrations()):
            recorder.record_applied(APP_LABEL, name)
        models.StoreHead.objects.using(alias).create(made_at=made_at)


def make_same_tables(alias: str, like: str) -> tuple[Any, ...]:
    """The tables of an empty store in the version that the other one has; their models.

    The other one may be older than the program: it is copied before it is brought forward.
    """
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    last = (APP_LABEL, max(applied_migrations(like)))
    migrate(alias, last)
    state = MigrationLoader(connections[alias]).project_state(last)
    return tuple(state.apps.get_app_config(APP_LABEL).get_models())


def migrate(alias: str, last: tuple[str, str] | None = None) -> None:
    """Apply every migration of the store that is missing, or those up to ``last``, at once.

    All is one transaction. Those of other apps are left alone: their tables live elsewhere.
    SQLite changes a table by making it anew, for which it must not look at foreign keys meanwhile;
    that can only be said before the transaction.
    """
    from django.db import connections, transaction
    from django.db.migrations.executor import MigrationExecutor

    connection = connections[alias]
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=alias):
            executor = MigrationExecutor(connection)
            wanted = executor.loader.graph.leaf_nodes(APP_LABEL) if last is None else [last]
            executor.migrate(wanted)
    finally:
        connection.enable_constraint_checking()
