"""The addresses of the pages of aios and opleiders."""

from __future__ import annotations

from django.urls import path

from portal.people import files, overview

urlpatterns = [
    path("overzicht/", overview.overview, name="overview"),
    path("bestand/<uuid:upload>/", files.upload, name="upload"),
]
