"""Every state that goes wrong is a page: what is safe, what is wrong, what to do now."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koppelronde.domain.errors import KoppelError, OutOfOrder, SavedMeanwhile, StoreTrouble
from koppelronde.domain.language import Text
from portal.rights import anybody_posts
from portal.site.logs import log_event
from portal.visitor import visitor_of

_SHOWN_AS: Final[tuple[tuple[type[KoppelError], int, Text], ...]] = (
    (SavedMeanwhile, 409, Text("Iemand anders heeft gewijzigd", "Somebody else changed this")),
    (OutOfOrder, 409, Text("Dit kan nu niet", "Not now")),
    (StoreTrouble, 503, Text("Storing", "Disturbance")),
    (KoppelError, 400, Text("Dit lukt zo niet", "This does not work")),
)
_NOT_FOUND: Final = Text(
    "Deze bladzijde is er niet, of niet voor jou", "This page is not there, or not for you"
)
_FORGED: Final = Text(
    "Dit formulier was te lang open, of kwam ergens anders vandaan",
    "This form was open for too long, or came from somewhere else",
)
_FORGED_BODY: Final = Text(
    "Er is niets bewaard of gewijzigd. Ga terug, laad de bladzijde opnieuw en probeer nog eens.",
    "Nothing was saved or changed. Go back, load the page again and try once more.",
)
_WRONG_OURS: Final = Text("Dit ging bij ons mis", "This went wrong at our side")
_SAFE: Final = Text(
    "Wat je eerder bewaarde is veilig. Probeer het over een minuut nog eens. Lukt het niet voor "
    "de sluiting, bel dan: we noteren je lijst door de telefoon.",
    "What you saved before is safe. Try again in a minute. If it does not work before the "
    "deadline, phone us: we take down your list by telephone.",
)
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Disturbance:
    """Turns what views raise into pages; bugs get a number and a line in the log without values."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for what a user can act on; None leaves the rest to :func:`broken`."""
        return koppel_error(request, error) if isinstance(error, KoppelError) else None


def koppel_error(request: HttpRequest, error: KoppelError) -> HttpResponse:
    """What went wrong in words, with its remedy and its status."""
    status, over = next((s, over) for kind, s, over in _SHOWN_AS if isinstance(error, kind))
    body = error.remedy if error.remedy is not None else (_SAFE if status == 503 else None)
    return state(request, status, over, error.says, body)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what belongs to somebody else."""
    return state(request, 404, Text("Niet gevonden", "Not found"), _NOT_FOUND, None, switch=True)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What a library refuses with 403 is not there, as everything else that is not yours."""
    return missing(request)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours sends."""
    return state(request, 400, Text("Fout", "Mistake"), _FORGED, _FORGED_BODY)


@anybody_posts
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token."""
    log_event("forged_form", route=str(request.resolver_match and request.resolver_match.view_name))
    return state(request, 403, Text("Formulier verlopen", "Form expired"), _FORGED, _FORGED_BODY)


def broken(request: HttpRequest) -> HttpResponse:
    """A bug of ours: a number to phone about; in the log where it was, and no value."""
    import sys

    number = "".join(secrets.choice(_LETTERS) for _ in range(4))
    log_event("bug", number=number, places=_places(sys.exc_info()[1]))
    return state(request, 500, Text("Storing", "Disturbance"), _WRONG_OURS, _SAFE, number=number)


def state(
    request: HttpRequest, status: int, over: Text, title: Text, body: Text | None, **more: Any
) -> HttpResponse:
    """The page of one state."""
    context = {"over": over, "title": title, "body": body, "known": visitor_of(request).account}
    return render(request, "portal/state.html", context | more, status=status)


def _places(error: BaseException | None) -> list[str]:
    """Kind of error, and the functions it went through; without its message."""
    if error is None:
        return []
    frames = traceback.extract_tb(error.__traceback__)
    found = [f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in frames[-6:]]
    return [*found, type(error).__qualname__]
