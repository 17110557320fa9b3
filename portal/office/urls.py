"""The addresses of the pages of the office."""

from __future__ import annotations

from django.urls import path

from portal.office import people, rounds, staff

urlpatterns = [
    path("ronde/", rounds.round_page, name="round"),
    path("accounts/", people.accounts, name="accounts"),
    path("accounts/uitnodigen/", people.invite, name="invite"),
    path("accounts/<uuid:account>/inlogmanier/", people.reset, name="reset_factor"),
    path("rollen/", staff.staff, name="staff"),
    path("rollen/nieuw/", staff.add, name="staff_add"),
    path("rollen/<uuid:account>/", staff.change, name="staff_change"),
]
