"""Second factors: whether somebody has one, and taking a lost one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bureau.inbox.accounts import account as account_of_id
from bureau.inbox.accounts import end_sessions
from bureau.inbox.handle import Inbox
from portal.accounts.mails import tell
from portal.site.logs import log_event


def has_factor(user: Any) -> bool:
    """Whether there is a passkey or an app; recovery codes alone are none."""
    from allauth.mfa.models import Authenticator

    return bool(
        Authenticator.objects.filter(
            user_id=user.pk, type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        ).exists()
    )


def know_address(user: Any) -> None:
    """Tell allauth that the mail address was proven: by an invitation or a mailed code."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def accounts_with_factor() -> frozenset[UUID]:
    """Every account that can log in fully."""
    from allauth.mfa.models import Authenticator

    rows = Authenticator.objects.filter(
        type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    )
    return frozenset(rows.values_list("user_id", flat=True))


def reset_factor(inbox: Inbox, account: UUID, *, by: UUID, reason: str) -> None:
    """After calling back: passkeys, app and recovery codes go, all sessions end, a mail tells it.

    The person then logs in with a mailed code and sets up a new factor before anything opens.
    """
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user_id=account).delete()
    end_sessions(inbox, account)
    tell(inbox, account_of_id(inbox, account), "factor_reset")
    log_event("factor_reset", account=str(account), by=str(by), reason_given=bool(reason))
