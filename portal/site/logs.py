"""One line of JSON per request and per security event; never a name, a code or an address.

A line has: time, event, route (its name, not the path), method, status, milliseconds, roles and
the random id of the account. Paths, queries, bodies and addresses stay out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from django.http import HttpRequest, HttpResponse

from portal.desk import desk

_QUIET: Final = frozenset({"alive", "ready"})
_stream: TextIO = sys.stdout


def log_to(stream: TextIO) -> None:
    """Write the lines there."""
    global _stream
    _stream = stream


def log_event(event: str, **values: Any) -> None:
    """Write one line."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    _stream.write(json.dumps({"at": at, "event": event, **values}, ensure_ascii=False) + "\n")
    _stream.flush()


_warned = False


def _warn_of_proxy(request: HttpRequest) -> None:
    """Say once that a proxy stands in front that was not told of: all people share its address."""
    global _warned
    if not _warned and "HTTP_X_FORWARDED_FOR" in request.META and not desk().site.proxies:
        _warned = True
        log_event("proxy_not_trusted", set="KOPPEL_PORTAL_PROXIES")


class RequestLog:
    """A line for each page; none for static files and health."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _warn_of_proxy(request)
        begun = time.monotonic()
        response = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else "?"
        if route not in _QUIET or response.status_code >= 400:
            visitor = getattr(request, "visitor", None)
            log_event(
                "request",
                route=route,
                method=request.method if request.method in ("GET", "POST", "HEAD") else "?",
                status=response.status_code,
                ms=round((time.monotonic() - begun) * 1000, 1),
                account=str(visitor.account.id) if visitor and visitor.account else None,
                roles=sorted(visitor.roles) if visitor else [],
            )
        return response
