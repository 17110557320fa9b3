"""The store as a Django app; a later portal puts it in its own list of apps."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables are called ``koppel_…`` in every database."""

    name = "bureau.store"
    label = "koppel"
    default_auto_field = "django.db.models.BigAutoField"
