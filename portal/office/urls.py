"""The addresses of the pages of the office."""

from __future__ import annotations

from django.urls import path

from portal.office import (
    afternoon,
    announcing,
    calling,
    closing,
    day_desk,
    intake,
    journal_page,
    matching_page,
    people,
    rounds,
    staff,
)

urlpatterns = [
    path("ronde/", rounds.round_page, name="round"),
    path("ronde/herinneren/", rounds.remind, name="remind"),
    path("inlezen/", intake.intake, name="intake"),
    path("inlezen/<str:ticket>/overnemen/", intake.keep, name="intake_keep"),
    path("inlezen/<str:ticket>/fouten/", intake.marked, name="intake_marked"),
    path("uitvoer/", intake.export, name="export"),
    path("carrousel/", afternoon.afternoon, name="afternoon"),
    path("carrousel/papieren/", afternoon.papers, name="afternoon_papers"),
    path("carrousel/bel/", afternoon.bell, name="bell"),
    path("carrousel/versie/", afternoon.plan_version, name="plan_version"),
    path("dagbalie/", day_desk.day_desk, name="day_desk"),
    path("dagbalie/vastleggen/", day_desk.record, name="day_desk_record"),
    path("dagbalie/gezegd/", day_desk.told, name="day_desk_told"),
    path("dagbalie/kaarten/", day_desk.cards, name="day_desk_cards"),
    path("lijsten/", closing.lists, name="lists"),
    path("sluiten/", closing.closing, name="seal"),
    path("koppelen/", matching_page.matching, name="match"),
    path("koppelen/waarom/", matching_page.why, name="why"),
    path("koppelen/vergelijking/", matching_page.comparison, name="comparison"),
    path("koppelen/bewijs/", matching_page.proof_file, name="proof_file"),
    path("koppelen/papieren/", matching_page.papers, name="result_papers"),
    path("bellijst/", calling.calls, name="calls"),
    path("bellijst/papier/", calling.paper, name="calls_paper"),
    path("bellijst/<int:number>/", calling.call, name="call"),
    path("bekendmaken/", announcing.announcing, name="announce"),
    path("logboek/", journal_page.journal, name="journal"),
    path("verslag/", journal_page.report, name="report"),
    path("accounts/", people.accounts, name="accounts"),
    path("accounts/uitnodigen/", people.invite, name="invite"),
    path("accounts/<uuid:account>/inlogmanier/", people.reset, name="reset_factor"),
    path("rollen/", staff.staff, name="staff"),
    path("rollen/nieuw/", staff.add, name="staff_add"),
    path("rollen/<uuid:account>/", staff.change, name="staff_change"),
]
