"""What follows when a factor changes or somebody logs in: other sessions end, a line is logged."""

from __future__ import annotations

from typing import Any

from portal.site.logs import log_event


def connect() -> None:
    """Called once, when the apps are ready."""
    from allauth.account.signals import user_logged_in, user_logged_out
    from allauth.mfa import signals

    for changed in (
        signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset,
    ):  # fmt: skip
        changed.connect(_factor_changed, dispatch_uid=f"portal-{id(changed)}")
    signals.authentication_failed.connect(_factor_failed, dispatch_uid="portal-failed")
    user_logged_in.connect(_logged_in, dispatch_uid="portal-in")
    user_logged_out.connect(_logged_out, dispatch_uid="portal-out")


def _factor_changed(request: Any, user: Any, authenticator: Any, **_rest: Any) -> None:
    """A new stamp ends every session but this one."""
    from django.contrib.auth import update_session_auth_hash

    from bureau.inbox.tables.logins import new_stamp

    user.stamp = new_stamp()
    user.save(update_fields=["stamp"])
    update_session_auth_hash(request, user)
    log_event("factor_changed", account=str(user.pk), type=authenticator.type)


def _factor_failed(user: Any, **_rest: Any) -> None:
    log_event("factor_failed", account=str(user.pk))


def _logged_in(user: Any, **_rest: Any) -> None:
    log_event("logged_in", account=str(user.pk))


def _logged_out(user: Any, **_rest: Any) -> None:
    log_event("logged_out", account=str(user.pk) if user else None)
