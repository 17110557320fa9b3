"""The inbox as a Django app: tables ``inbox_…``."""

from __future__ import annotations

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Its models are in :mod:`bureau.inbox.tables`."""

    name = "bureau.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"
