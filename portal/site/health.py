"""Whether the portal lives (no database) and whether it is ready (database, outbox)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from bureau.inbox.outbox import stuck_mails
from koppelronde.domain.errors import KoppelError
from portal.desk import desk
from portal.rights import anybody


@anybody
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@anybody
def ready(_request: HttpRequest) -> HttpResponse:
    """Both databases answer and no mail is stuck; says which of them does not."""
    try:
        stuck = stuck_mails(desk().inbox)
        desk().store.rounds()
    except KoppelError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    if stuck:
        return HttpResponse("outbox\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
