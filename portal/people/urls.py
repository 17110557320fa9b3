"""The addresses of the pages of aios and opleiders."""

from __future__ import annotations

from django.urls import path

from bureau.inbox.records import Part
from portal import feeds
from portal.people import (
    carrousel_day,
    files,
    handing_in,
    overview,
    own_data,
    practice_visits,
    ranking,
    result,
    rules_page,
    vetoes,
)
from portal.people.each_other import cards, profile
from portal.people.ranking_rows import ROUTES

_PATHS = {Part.LIST: "voorkeurslijst/", Part.LIST_BEFORE: "voorkeuren-vooraf/"}

urlpatterns = [
    path("overzicht/", overview.overview, name="overview"),
    path("profiel/", profile.own_profile, name="own_profile"),
    path("profiel/voorbeeld/", profile.preview, name="preview"),
    path("profiel/bestand/<str:kind>/", profile.own_file, name="own_file"),
    path("mensen/", cards.cards, name="cards"),
    path("mensen/<uuid:person>/", cards.card, name="card"),
    path("mensen/<uuid:person>/notitie/", cards.note, name="note"),
    path("carrousel/", carrousel_day.carrousel, name="carrousel"),
    path("carrousel/stand/", carrousel_day.carrousel_state, name="carrousel_state"),
    path("agenda/", feeds.agenda, name="agenda"),
    path("agenda/<str:secret>.ics", feeds.feed, name="feed"),
    path("bezoeken/", practice_visits.visits, name="visits"),
    path("bezoeken/wensen/", practice_visits.visit_wishes, name="visit_wishes"),
    path("bezoeken/<uuid:visit>/", practice_visits.change_visit, name="change_visit"),
    path("regels/", rules_page.rules, name="rules"),
    path("toegankelijkheid/", rules_page.accessibility, name="accessibility"),
    path("zo-werkt-het/", rules_page.how_it_works, name="how_it_works"),
    path("uitslag/", result.result, name="result"),
    path("veto/", vetoes.vetoes, name="vetoes"),
    path("veto/<uuid:person>/intrekken/", vetoes.take_back, name="take_back"),
    path("gegevens/", own_data.own_data, name="own_data"),
    path("gegevens/mijn-gegevens.json", own_data.export, name="own_export"),
    path("bestand/<uuid:upload>/", files.upload, name="upload"),
    path("bewijs/", handing_in.proof, name="proof"),
    path("bewijs/<uuid:hand_in>/", handing_in.receipt, name="receipt"),
    path("bewijs/<uuid:hand_in>/pdf/", handing_in.receipt_pdf, name="receipt_pdf"),
]
for _part, _path in _PATHS.items():
    _name = ROUTES[_part]
    urlpatterns += [
        path(_path, ranking.ranking, {"part": _part}, name=_name),
        path(_path + "verplaats/", ranking.move, {"part": _part}, name=f"{_name}_move"),
        path(_path + "bewaar/", ranking.autosave, {"part": _part}, name=f"{_name}_autosave"),
        path(_path + "nakijken/", handing_in.check, {"part": _part}, name=f"{_name}_check"),
    ]
