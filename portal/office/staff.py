"""Accounts of the office itself and their roles; for beheer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox.accounts import account as account_of_id
from bureau.inbox.accounts import accounts, make_account, set_roles
from bureau.inbox.records import AccountRecord, StaffRole
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text
from portal.accounts.activation import send_invitation
from portal.accounts.factors import accounts_with_factor, reset_factor
from portal.desk import desk
from portal.menu import ROLE_NAMES
from portal.rights import Act, who
from portal.visitor import Role, account_of


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Bureau en rollen", "Office and roles")
    what: Text = Text(
        "Wie van het bureau wat mag. Iemand kan meer dan één rol hebben.",
        "Who of the office may do what. Somebody may hold more than one role.",
    )
    name: Text = Text("Naam", "Name")
    email: Text = Text("Mailadres", "E-mail address")
    roles: Text = Text("Rollen", "Roles")
    state: Text = Text("Account", "Account")
    new: Text = Text("Iemand toevoegen", "Add somebody")
    add: Text = Text("Toevoegen en uitnodigen", "Add and invite")
    change: Text = Text("Wijzigen", "Change")
    save: Text = Text("Bewaren", "Save")
    save_what: Text = Text(
        "Wie andere rollen krijgt, moet opnieuw inloggen.",
        "Whoever gets other roles has to log in again.",
    )
    again: Text = Text("Nieuwe uitnodiging sturen", "Send a new invitation")
    reset: Text = Text("Inlogmanier weghalen", "Remove the way of logging in")
    back: Text = Text("Terug", "Back")
    wrong: Text = Text(
        "Vul een naam en een geldig mailadres in, en kies minstens één rol.",
        "Give a name and a valid address, and choose at least one role.",
    )
    ready: Text = Text("actief", "active")
    waiting: Text = Text("nog niet actief", "not active yet")


SAYS: Final = _Says()
_NAMES: Final = tuple(
    (role, name) for role, name in ROLE_NAMES if role not in (Role.AIOS, Role.HAO)
)


@who(Act.KEEP_STAFF)
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody of the office."""
    ready = accounts_with_factor()
    lines = [
        (one, [name for role, name in _NAMES if role.value in one.roles], one.id in ready)
        for one in accounts(desk().inbox)
        if one.roles
    ]
    return render(request, "office/staff.html", {"says": SAYS, "lines": lines, "roles": _NAMES})


@who(Act.KEEP_STAFF, post=True)
def add(request: HttpRequest) -> HttpResponse:
    """Make an account of the office and invite its owner."""
    name, email = request.POST.get("name", "").strip(), request.POST.get("email", "").strip()
    roles = _roles(request)
    if request.method == "POST" and name and roles and _is_address(email):
        made = make_account(desk().inbox, email=email, name=name, roles=roles)
        send_invitation(made, account_of(request).name)
        return HttpResponseRedirect(reverse("staff"))
    context = {
        "says": SAYS, "roles": _NAMES, "name": name, "email": email, "chosen": roles,
        "wrong": request.method == "POST",
    }  # fmt: skip
    return render(request, "office/staff_add.html", context)


@who(Act.KEEP_STAFF, post=True)
def change(request: HttpRequest, account: UUID) -> HttpResponse:
    """Other roles, a new invitation, or a lost factor."""
    one = _staff_or_404(account)
    if request.method == "POST":
        _do(request, one)
        return HttpResponseRedirect(reverse("staff"))
    return render(request, "office/staff_change.html", {"says": SAYS, "one": one, "roles": _NAMES})


def _do(request: HttpRequest, one: AccountRecord) -> None:
    me = account_of(request)
    if request.POST.get("do") == "invite":
        send_invitation(one, me.name)
        return
    if one.id == me.id:
        raise OutOfOrder(
            Text(
                "Uw eigen rollen en inlogmanier wijzigt een ander.",
                "Somebody else changes your own roles and way of logging in.",
            )
        )
    if request.POST.get("do") == "reset":
        reset_factor(desk().inbox, one.id, by=me.id, reason="staff")
    elif request.POST.get("do") == "roles":
        set_roles(desk().inbox, one.id, _roles(request))


def _staff_or_404(account: UUID) -> AccountRecord:
    try:
        one = account_of_id(desk().inbox, account)
    except WrongUse:
        raise Http404 from None
    if not one.roles:
        raise Http404
    return one


def _roles(request: HttpRequest) -> frozenset[StaffRole]:
    asked = request.POST.getlist("role")
    return frozenset(role for role in StaffRole if role.value in asked)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
