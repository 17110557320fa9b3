"""Every address of the portal."""

from __future__ import annotations

from django.urls import include, path

from portal.desk import desk
from portal.site import health

urlpatterns = [
    path("", include("portal.accounts.urls")),
    path("", include("portal.people.urls")),
    path("bureau/", include("portal.office.urls")),
    path("gezond/", health.alive, name="alive"),
    path("gereed/", health.ready, name="ready"),
]
if desk().site.demo:
    urlpatterns.append(path("demo/", include("portal.demo.urls")))

handler400 = "portal.site.errors.bad"
handler403 = "portal.site.errors.refused"
handler404 = "portal.site.errors.missing"
handler500 = "portal.site.errors.broken"
