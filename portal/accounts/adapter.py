"""What allauth asks of a site: nobody signs up, mail waits in the outbox, secrets are encrypted."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from bureau.inbox.accounts import find_account
from portal.accounts.factors import has_factor, know_address
from portal.accounts.mails import LETTERS, tell
from portal.desk import desk


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our own words for that kind of mail; kinds that we have no words for do not exist."""
        kind = template_prefix.rpartition("/")[2]
        account = find_account(desk().inbox, email)
        if account is not None and kind in LETTERS:
            tell(desk().inbox, account, kind, code=str(context.get("code", "")))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong; that it went well is seen."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor proves it with that: a mailbox alone cannot switch it off."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if has_factor(user):
            return [method for method in methods if method["id"].startswith("mfa")]
        return methods

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Who logged in without a second factor has just proved the mailbox: set it up now."""
        if user.activated_at is None:
            user.activated_at = desk().now()
            user.save(update_fields=["activated_at"])
        if not has_factor(user):
            know_address(user)
            record_authentication(
                request, user, method="code", email=user.email, reauthenticated=True
            )
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are stored encrypted."""

    def encrypt(self, text: str) -> str:
        """With the key of this portal, which is not in the database."""
        return Fernet(desk().site.encryption_key).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What :meth:`encrypt` made."""
        return Fernet(desk().site.encryption_key).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture to point an app at."""
        import segno

        picture = BytesIO()
        segno.make(url).save(picture, kind="svg", scale=4, border=2, light="#fff")
        return picture.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the public host name."""
        return {"id": desk().site.public_host, "name": "Koppelcarrousel"}
