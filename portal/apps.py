"""The portal as a Django app: its templates, static files and template filters; no tables."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Tables are in :mod:`bureau.inbox`."""

    name = "portal"
    label = "portal"

    def ready(self) -> None:
        """Listen to what allauth tells about factors and logins."""
        from portal.accounts import signals

        signals.connect()
