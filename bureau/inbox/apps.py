"""The inbox as a Django app: tables ``inbox_…``."""

from __future__ import annotations

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Its models are in :mod:`bureau.inbox.tables`."""

    name = "bureau.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"


class InboxWhenUsed(InboxConfig):
    """The same for a command: most never look into an inbox, so its models wait until one does.

    They bring Django's accounts along, with urls, pages and mail.
    """

    default = False

    def import_models(self) -> None:
        """Leave them to whoever imports :mod:`bureau.inbox.models`; they are registered then."""
        self.models = self.apps.all_models[self.label]
