"""The version of the tables: the migrations of this program against those in the store."""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import iter_modules

from koppelronde.errors import StoreTrouble
from koppelronde.language import Text
from koppelronde.store.settings import APP_LABEL
from koppelronde.store.trouble import damaged


def known_migrations() -> frozenset[str]:
    """The migrations that this program has."""
    from koppelronde.store import migrations

    return frozenset(
        module.name for module in iter_modules(migrations.__path__) if module.name[0].isdigit()
    )


def applied_migrations(alias: str) -> frozenset[str]:
    """The migrations that the store has; empty where it is no store at all."""
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connections[alias])
    return frozenset(name for app, name in recorder.applied_migrations() if app == APP_LABEL)


def bring_up_to_date(alias: str, shown: str, copy_first: Callable[[], object]) -> None:
    """Migrate an older store forward after a copy; StoreTrouble for a newer one or no store."""
    applied, known = applied_migrations(alias), known_migrations()
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


def migrate(alias: str) -> None:
    """Apply every migration that is missing; each is one transaction."""
    from django.core.management import call_command

    call_command("migrate", database=alias, verbosity=0, interactive=False)
