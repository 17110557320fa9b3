"""The addresses of the pages of aios and opleiders."""

from __future__ import annotations

from django.urls import path

from bureau.inbox.records import Part
from portal.people import files, handing_in, overview, ranking
from portal.people.ranking_rows import ROUTES

_PATHS = {Part.LIST: "voorkeurslijst/", Part.LIST_BEFORE: "voorkeuren-vooraf/"}

urlpatterns = [
    path("overzicht/", overview.overview, name="overview"),
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
