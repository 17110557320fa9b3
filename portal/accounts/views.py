"""Our own pages around allauth's: login, the first factor, security, language, home."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from bureau.inbox.accounts import choose_language
from koppelronde.domain.language import LANGS
from portal.accounts.texts import FACTOR, LOGIN, SECURITY
from portal.desk import desk
from portal.rights import Act, anybody, anybody_posts, entering, may
from portal.site.visits import LANGUAGE_KEY
from portal.visitor import account_of, visitor_of


@anybody
def login(request: HttpRequest) -> HttpResponse:
    """Passkey first, else a code by mail; there is no password."""
    if visitor_of(request).account is not None:
        return HttpResponseRedirect(reverse("home"))
    after = request.GET.get("next", "")
    context = {"says": LOGIN, "after": after if _inside(request, after) else ""}
    return render(request, "account/login.html", context)


@entering
def factor(request: HttpRequest) -> HttpResponse:
    """How do you want to log in? Shown until there is a second factor."""
    if visitor_of(request).factor:
        return HttpResponseRedirect(reverse("home"))
    return render(request, "portal/factor.html", {"says": FACTOR})


@entering
def security(request: HttpRequest) -> HttpResponse:
    """Passkeys, app, recovery codes and sessions of oneself."""
    mine = Authenticator.objects.filter(user_id=account_of(request).id).order_by("created_at")
    codes = next((a for a in mine if a.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "says": SECURITY,
        "passkeys": [a for a in mine if a.type == Authenticator.Type.WEBAUTHN],
        "app": next((a for a in mine if a.type == Authenticator.Type.TOTP), None),
        "codes_left": None if codes is None else len(codes.wrap().get_unused_codes()),
    }
    return render(request, "portal/security.html", context)


@anybody
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever comes: of a participant, of the office, or the login page."""
    visitor = visitor_of(request)
    if visitor.account is None:
        return HttpResponseRedirect(reverse("account_login"))
    if not visitor.factor:
        return HttpResponseRedirect(reverse("factor"))
    if may(visitor, Act.OWN):
        return HttpResponseRedirect(reverse("overview"))
    if may(visitor, Act.SEE_PROGRESS):
        return HttpResponseRedirect(reverse("round"))
    route = "staff" if may(visitor, Act.KEEP_STAFF) else "security"
    return HttpResponseRedirect(reverse(route))


@anybody_posts
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to the page."""
    lang = next((each for each in LANGS if each == request.POST.get("lang")), None)
    if request.method == "POST" and lang is not None:
        request.session[LANGUAGE_KEY] = lang
        account = visitor_of(request).account
        if account is not None:
            choose_language(desk().inbox, account.id, lang)
    back = request.POST.get("next", "")
    return HttpResponseRedirect(back if _inside(request, back) else reverse("home"))


def _inside(request: HttpRequest, address: str) -> bool:
    """Whether it is an address of this portal."""
    return bool(address) and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
