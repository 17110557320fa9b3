"""The addresses for getting in: of allauth only those in use, each declared; a test pins them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from portal.accounts import activation, first, views
from portal.accounts.factors import has_factor
from portal.accounts.texts import FACTOR, LOGIN, SECURITY
from portal.rights import anybody_posts, entering


def _outside(kind: Any, says: object) -> Callable[..., HttpResponse]:
    """One of allauth's views that outsiders use, with our words."""
    view = kind.as_view(extra_context={"says": says})

    @anybody_posts
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return asked


def _inside(kind: Any, says: object) -> Callable[..., HttpResponse]:
    """One of allauth's views for who is logged in, with our words."""
    view = kind.as_view(extra_context={"says": says})

    @entering
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return asked


def _only_without_factor(kind: Any) -> Callable[..., HttpResponse]:
    """A mailed code is proof enough only as long as there is no second factor."""
    view = kind.as_view(extra_context={"says": LOGIN})

    @entering
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_factor(request.user):
            return HttpResponseRedirect(reverse("mfa_reauthenticate"))
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return asked


@entering
def _to_security(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Where allauth goes after a change."""
    return HttpResponseRedirect(reverse("security"))


urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", views.language, name="language"),
    path("activeren/", activation.activate_by_code, name="activate_by_code"),
    path("activeren/<str:token>/", activation.activate, name="activate"),
    path("eerste/<str:token>/", first.first, name="first"),
    path("alleen/<str:token>/", first.alone, name="alone"),
    path("inloggen/", views.login, name="account_login"),
    path(
        "inloggen/code/",
        _outside(account.RequestLoginCodeView, LOGIN),
        name="account_request_login_code",
    ),
    path(
        "inloggen/code/invullen/",
        _outside(account.ConfirmLoginCodeView, LOGIN),
        name="account_confirm_login_code",
    ),
    path(
        "inloggen/passkey/", _outside(passkeys.LoginWebAuthnView, LOGIN), name="mfa_login_webauthn"
    ),
    path("inloggen/tweede/", _outside(mfa.AuthenticateView, LOGIN), name="mfa_authenticate"),
    path(
        "inloggen/kan-niet/", _outside(account.AccountInactiveView, LOGIN), name="account_inactive"
    ),
    path("uitloggen/", _outside(account.LogoutView, LOGIN), name="account_logout"),
    path("account/eerste-keer/", views.factor, name="factor"),
    path("account/beveiliging/", views.security, name="security"),
    path("account/beveiliging/klaar/", _to_security, name="mfa_index"),
    path("account/passkeys/", _to_security, name="mfa_list_webauthn"),
    path(
        "account/passkeys/nieuw/",
        _inside(passkeys.AddWebAuthnView, FACTOR),
        name="mfa_add_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/weg/",
        _inside(passkeys.RemoveWebAuthnView, SECURITY),
        name="mfa_remove_webauthn",
    ),
    path("account/app/aan/", _inside(totp.ActivateTOTPView, FACTOR), name="mfa_activate_totp"),
    path(
        "account/app/uit/", _inside(totp.DeactivateTOTPView, SECURITY), name="mfa_deactivate_totp"
    ),
    path(
        "account/herstelcodes/",
        _inside(codes.ViewRecoveryCodesView, FACTOR),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/herstelcodes/nieuw/",
        _inside(codes.GenerateRecoveryCodesView, FACTOR),
        name="mfa_generate_recovery_codes",
    ),
    path("account/opnieuw/", _inside(mfa.ReauthenticateView, LOGIN), name="mfa_reauthenticate"),
    path(
        "account/opnieuw/passkey/",
        _inside(passkeys.ReauthenticateWebAuthnView, LOGIN),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/opnieuw/code/",
        _only_without_factor(account.RequestReauthenticationCodeView),
        name="account_request_reauthentication_code",
    ),
    path(
        "account/opnieuw/code/invullen/",
        _only_without_factor(account.ConfirmReauthenticationCodeView),
        name="account_confirm_reauthentication_code",
    ),
    path(
        "account/sessies/",
        _inside(sessions.ListUserSessionsView, SECURITY),
        name="usersessions_list",
    ),
]
